"""Phrases: eight random words and a check word from which a person's seed follows.

The nine indices are a code word over GF(2^11): the sum of each times its own power of x is
zero. No two powers are the same element, and none is zero, so that one wrong word, or two
words swapped, always shows.
"""

from collections.abc import Sequence

from waystation.entropy import Entropy
from waystation.errors import FormatError
from waystation.seal import primitives
from waystation.seal.words import (
    LIST_SIZE,
    Language,
    index_of,
    join,
    resembles,
    split,
    word_list,
)

RANDOM_WORDS = 8
WORDS = RANDOM_WORDS + 1

_BITS = 11
_POLYNOMIAL = 0b1000_0000_0101  # x^11 + x^2 + 1, primitive
_POWERS = (1, 2, 3, 4, 5, 6, 7, 8, 0)


class PhraseError(FormatError):
    """What was typed is no phrase; `repair` is the one probably meant, if there is one."""

    def __init__(self, code: str, message: str, *, where: str = "") -> None:
        super().__init__(code, message, where=where)
        self.repair: str | None = None


def generate(entropy: Entropy, language: Language) -> str:
    """Return a new phrase of 88 random bits."""
    bits = int.from_bytes(entropy.draw(_BITS), "big")
    shifts = range((RANDOM_WORDS - 1) * _BITS, -1, -_BITS)
    return write([bits >> shift & (LIST_SIZE - 1) for shift in shifts], language)


def write(indices: Sequence[int], language: Language) -> str:
    """Write eight indices as nine words.

    Raises:
        FormatError: not eight indices of the list.
    """
    _check_indices(indices)
    listed = word_list(language)
    return join(
        [listed[index] for index in (*indices, _missing([*indices, 0], RANDOM_WORDS))]
    )


def parse(text: str, language: Language) -> tuple[int, ...]:
    """Read nine words, abbreviated or decomposed as they may be; return eight indices.

    Raises:
        PhraseError: not nine words, a word that is not listed, or the check fails.
    """
    typed = split(text, language)
    if len(typed) != WORDS:
        raise PhraseError("phrase.length", "a phrase has nine words")
    known = index_of(language)
    indices = [known.get(word, -1) for word in typed]
    strange = [place for place, index in enumerate(indices) if index < 0]
    if not strange and _syndrome(indices) == 0:
        return tuple(indices[:RANDOM_WORDS])
    error = (
        PhraseError(
            "phrase.unknown_word",
            "a word is not in the list",
            where=f"word {strange[0] + 1}",
        )
        if strange
        else PhraseError("phrase.check", "a word is wrong, or two are swapped")
    )
    error.repair = _repair(typed, indices, strange, language)
    raise error


def to_seed(indices: Sequence[int], organisation: bytes) -> bytes:
    """Stretch a phrase to the 32-byte seed that it stands for in one organisation.

    The language does not matter: the same indices give the same seed.

    Raises:
        FormatError: not eight indices of the list, or no organisation id.
    """
    _check_indices(indices)
    if len(organisation) != 32:
        raise FormatError("phrase.organisation", "an organisation id has 32 bytes")
    spoken = b"".join(index.to_bytes(2, "big") for index in indices)
    return primitives.argon2id(primitives.labelled("phrase", spoken), organisation)


def _repair(
    typed: Sequence[str], indices: Sequence[int], strange: Sequence[int], language: Language
) -> str | None:
    """Return the one phrase that fits and resembles what was typed, if it is only one."""
    if len(strange) > 1:
        return None
    listed = word_list(language)
    found = []
    for place in strange or range(WORDS):
        fitting = _missing(indices, place)
        if resembles(typed[place], listed[fitting], language):
            found.append([*indices[:place], fitting, *indices[place + 1 :]])
    return write(found[0][:RANDOM_WORDS], language) if len(found) == 1 else None


def _check_indices(indices: Sequence[int]) -> None:
    if len(indices) != RANDOM_WORDS or not all(0 <= i < LIST_SIZE for i in indices):
        raise FormatError("phrase.indices", "a phrase is eight indices of the list")


def _syndrome(indices: Sequence[int]) -> int:
    total = 0
    for power, index in zip(_POWERS, indices, strict=True):
        total ^= _times_x(index, power)
    return total


def _missing(indices: Sequence[int], place: int) -> int:
    """Return the only index that fits at `place`, given the other eight."""
    others = _syndrome([0 if at == place else index for at, index in enumerate(indices)])
    return _over_x(others, _POWERS[place])


def _times_x(value: int, power: int) -> int:
    for _ in range(power):
        value <<= 1
        if value >> _BITS:
            value ^= _POLYNOMIAL
    return value


def _over_x(value: int, power: int) -> int:
    for _ in range(power):
        if value & 1:
            value ^= _POLYNOMIAL
        value >>= 1
    return value
