"""Word lists of phrases: what is accepted as a word, and what resembles one."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Literal

from mnemonic import Mnemonic

Language = Literal["en", "ko", "zh-Hans", "digits"]

LIST_SIZE = 2048
_DIGITS = 4
_LISTS = {"en": "english", "ko": "korean", "zh-Hans": "chinese_simplified"}
# So many letters or syllables are enough to know a word of the list by its beginning.
_ENOUGH = {"en": 4, "ko": 2}
# Longer words, counted in letters or jamo, may differ in two places and still be meant.
_LONG = 6


@lru_cache(maxsize=4)
def word_list(language: Language) -> tuple[str, ...]:
    """Return the 2,048 words, composed (NFC)."""
    if language == "digits":
        return tuple(f"{index:0{_DIGITS}}" for index in range(LIST_SIZE))
    words = Mnemonic(_LISTS[language]).wordlist
    return tuple(unicodedata.normalize("NFC", word) for word in words)


@lru_cache(maxsize=4)
def index_of(language: Language) -> Mapping[str, int]:
    """Map every accepted spelling, beginnings included, to the index of its word."""
    words = word_list(language)
    found = {word: index for index, word in enumerate(words)}
    for (index, word), enough in product(enumerate(words), _enough(language)):
        for end in range(enough, len(word)):
            found.setdefault(word[:end], index)
    return found


def split(text: str, language: Language) -> list[str]:
    """Cut typed text into words, whatever stands between them."""
    normal = unicodedata.normalize("NFKC", text)
    if language == "digits":
        return re.findall(rf"[0-9]{{1,{_DIGITS}}}", re.sub(r"[^0-9]", "", normal))
    if language == "zh-Hans":
        return [sign for sign in normal if sign.isalpha()]
    return "".join(sign if sign.isalpha() else " " for sign in normal.lower()).split()


def join(words: Sequence[str]) -> str:
    """Write words as they are shown."""
    return " ".join(words)


def resembles(typed: str, word: str, language: Language) -> bool:
    """Say whether `typed` may be a slip of the hand or ear for `word`.

    Letters, digits or jamo are left out, added, exchanged or swapped with a neighbour: one
    of them, in longer words two. A Chinese character resembles no other.
    """
    if language == "zh-Hans":
        return False
    left, right = (unicodedata.normalize("NFD", each) for each in (typed, word))
    return _distance(left, right) <= (2 if min(len(left), len(right)) >= _LONG else 1)


def _enough(language: Language) -> list[int]:
    return [_ENOUGH[language]] if language in _ENOUGH else []


def _distance(left: str, right: str) -> int:
    """Count edits, a swap of neighbours being one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, (earlier, here) in enumerate(pairwise(" " + left)):
        above, row = row, [i + 1]
        for j, (other_earlier, other) in enumerate(pairwise(" " + right)):
            cost = min(above[j] + (here != other), above[j + 1] + 1, row[j] + 1)
            if i and j and here == other_earlier and earlier == other:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before = above
    return row[-1]
