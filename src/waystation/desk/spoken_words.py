"""Words that two people say to each other when they meet (spec/slip.md S-7).

English and Korean are the lists of phrases without the words that nobody wants to hear at
a roadside; the other languages have small lists of neutral words of their own, because the
Chinese list of phrases has single characters, which cannot be told apart by ear.
"""

from functools import lru_cache
from importlib import resources

from waystation.casework.terms import SlipLanguage
from waystation.entropy import Entropy
from waystation.seal.words import word_list

WORDS_SAID = 2
_BYTES = 4


@lru_cache(maxsize=len(SlipLanguage))
def words_of(language: SlipLanguage) -> tuple[str, ...]:
    """Return the words of a language that can be drawn."""
    if language is SlipLanguage.EN:
        return _without_avoided(word_list("en"))
    if language is SlipLanguage.KO:
        return _without_avoided(word_list("ko"))
    return _lines(f"{language}.txt")


def draw(language: SlipLanguage, entropy: Entropy, without: str = "") -> str:
    """Draw what one side says: two words, each as likely as any other.

    None is one of `without`, what the other side says, and none stands twice.
    """
    words = words_of(language)
    drawn: list[str] = []
    while len(drawn) < WORDS_SAID:
        word = words[_below(len(words), entropy)]
        if word not in {*drawn, *without.split()}:
            drawn.append(word)
    return " ".join(drawn)


def _below(count: int, entropy: Entropy) -> int:
    even = 256**_BYTES // count * count
    while True:
        number = int.from_bytes(entropy.draw(_BYTES), "big")
        if number < even:
            return number % count


def _without_avoided(words: tuple[str, ...]) -> tuple[str, ...]:
    avoided = set(_lines("avoid.txt"))
    return tuple(word for word in words if word not in avoided)


def _lines(name: str) -> tuple[str, ...]:
    folder = resources.files("waystation.desk").joinpath("spoken")
    return tuple(folder.joinpath(name).read_text("utf-8").split())
