"""Makes the vectors of phrases (K-9) and keyfiles (K-10) of spec/keys.md."""

from typing import Any

from making import (
    INDICES,
    ORGANISATION,
    OTHER_ORGANISATION,
    SPOKEN,
    Vector,
    flipped,
    vector,
)

from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.seal import phrase
from waystation.seal.keyfile import seal_keyfile
from waystation.seal.words import Language

LANGUAGES: tuple[Language, ...] = ("en", "ko", "zh-Hans", "digits")


def keyfiles() -> list[Vector]:
    """A secret under a passphrase (K-10)."""
    kept = seal_keyfile(b"a staff member's seed, 32 bytes.", SPOKEN, FixedEntropy(b"k"))

    def opens(name: str, raw: bytes, spoken: str = SPOKEN, **outcome: Any) -> Vector:
        given = {"keyfile": b64(raw), "passphrase": spoken}
        return vector(name, "K-10", "keyfile.open", given, **outcome)

    secret = b64(b"a staff member's seed, 32 bytes.")
    return [
        opens("keyfile opens", kept, expect={"secret": secret}),
        opens(
            "passphrase typed decomposed",
            kept,
            "".join(chr(jamo) for jamo in (0x1109, 0x1162, 0x1107, 0x1167, 0x11A8))
            + SPOKEN[2:],
            expect={"secret": secret},
        ),
        opens("wrong passphrase", kept, SPOKEN + "!", fails="seal"),
        opens("flipped bit of the secret", flipped(kept, len(kept) - 1), fails="seal"),
        opens("flipped bit of the salt", flipped(kept, 30), fails="seal"),
        opens(
            "cost that would stop a desk",
            kept[:21] + b"\xff" * 4 + kept[25:],
            fails="format",
            code="keyfile.cost",
        ),
        opens("truncated keyfile", kept[:60], fails="format", code="keyfile.form"),
        opens(
            "not a keyfile", b"age-encryption.org/v1\n", fails="format", code="keyfile.form"
        ),
        vector(
            "weak passphrase",
            "K-10",
            "keyfile.seal",
            {"secret": secret, "passphrase": "aaaaaaaaaaaa"},
            fails="rule",
            code="keyfile.weak_passphrase",
        ),
    ]


def phrases() -> list[Vector]:
    """Nine words in four lists (K-9)."""
    return [*_phrases_that_fit(), *_phrases_that_do_not()]


def _phrases_that_fit() -> list[Vector]:
    korean = phrase.write(INDICES, "ko")
    typed = {
        "Korean abbreviated to two syllables": (
            "ko",
            " ".join(w[:2] for w in korean.split()),
        ),
        "English abbreviated to four letters": (
            "en",
            " ".join(word[:4].upper() for word in phrase.write(INDICES, "en").split()),
        ),
        "Chinese without spaces": (
            "zh-Hans",
            phrase.write(INDICES, "zh-Hans").replace(" ", ""),
        ),
        "digits in one row": ("digits", phrase.write(INDICES, "digits").replace(" ", "")),
    }
    expect = {"indices": list(INDICES)}
    return [
        *(
            vector(
                f"phrase in {language}",
                "K-9",
                "phrase.write",
                {"indices": list(INDICES), "language": language},
                expect={"text": phrase.write(INDICES, language)},
            )
            for language in LANGUAGES
        ),
        *(
            vector(
                name,
                "K-9",
                "phrase.parse",
                {"text": text, "language": language},
                expect=expect,
            )
            for name, (language, text) in typed.items()
        ),
        *(
            vector(
                f"seed of a phrase in organisation {organisation[:1].decode()}",
                "K-9",
                "phrase.seed",
                {"indices": list(INDICES), "organisation": b64(organisation)},
                expect={"seed": b64(phrase.to_seed(INDICES, organisation))},
            )
            for organisation in (ORGANISATION, OTHER_ORGANISATION)
        ),
    ]


def _phrases_that_do_not() -> list[Vector]:
    english = phrase.write(INDICES, "en").split()

    def wrong(name: str, text: list[str], code: str, repair: str | None) -> Vector:
        given = {"text": " ".join(text), "language": "en"}
        return vector(
            name, "K-9", "phrase.parse", given, fails="format", code=code, repair=repair
        )

    def with_word(place: int, word: str) -> list[str]:
        return [*english[:place], word, *english[place + 1 :]]

    right = " ".join(english)
    return [
        wrong("one wrong word that resembles", with_word(5, "film"), "phrase.check", right),
        wrong(
            "one wrong word that resembles nothing",
            with_word(2, "zebra"),
            "phrase.check",
            None,
        ),
        wrong("one misspelt word", with_word(0, "primery"), "phrase.unknown_word", right),
        wrong(
            "two misspelt words",
            ["primery", "loyel", *english[2:]],
            "phrase.unknown_word",
            None,
        ),
        wrong("wrong check word", with_word(8, "zoo"), "phrase.check", None),
        wrong(
            "swap of neighbours",
            [english[1], english[0], *english[2:]],
            "phrase.check",
            None,
        ),
        wrong(
            "swap with the check word",
            [english[8], *english[1:8], english[0]],
            "phrase.check",
            None,
        ),
        wrong("eight words", english[:8], "phrase.length", None),
        vector(
            "organisation id cut short",
            "K-9",
            "phrase.seed",
            {"indices": list(INDICES), "organisation": b64(ORGANISATION[:16])},
            fails="format",
            code="phrase.organisation",
        ),
    ]
