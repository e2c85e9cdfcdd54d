"""The six pictures of a check-in, and their words: which one means *well* stands elsewhere.

The words are what a person says aloud, in their own language, where the pictures cannot be
touched. None of them sounds like another or means anything about a journey.
Source: spec/watch.md W-8.
"""

import unicodedata
from collections.abc import Mapping

PICTURES = ("cup", "leaf", "bird", "umbrella", "star", "fish")

WORDS: Mapping[str, tuple[str, ...]] = {
    "en": PICTURES,
    "ko": ("컵", "나뭇잎", "새", "우산", "별", "물고기"),
    "zh": ("杯子", "树叶", "小鸟", "雨伞", "星星", "鱼"),
    "vi": ("cái cốc", "chiếc lá", "con chim", "cái ô", "ngôi sao", "con cá"),
    "th": ("ถ้วย", "ใบไม้", "นก", "ร่ม", "ดาว", "ปลา"),
    "ru": ("чашка", "лист", "птица", "зонт", "звезда", "рыба"),
}


def picture_of(word: str) -> int | None:
    """Return the picture that a word names in any of the languages; None for no word."""
    said = _plain(word)
    for words in WORDS.values():
        for place, known in enumerate(words):
            if _plain(known) == said:
                return place
    return None


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())
