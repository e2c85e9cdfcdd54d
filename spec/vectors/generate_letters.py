"""Writes the letter vectors: `python spec/vectors/generate_letters.py`.

HPKE seals differently each time, so this runs once a change; readers compare by opening.
"""

from datetime import UTC, datetime
from typing import Any

from making import (
    ANNA,
    BORI,
    HERE,
    ORGANISATION,
    OTHER_ORGANISATION,
    Vector,
    flipped,
    vector,
    written,
)

from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.post.letter import SIGNED_OVER, Address, Draft, context_of, write_letter
from waystation.seal.box import seal_box
from waystation.seal.identity import SigningKey

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
TO = Address(ANNA.public.kem, ORGANISATION)
INSIDE = (
    '{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA","kind":"appeal","at":"2026-03-01T12:00:00Z",'
    '"body":{"words":"도와주세요"}}'
)


def sealed(
    inside: str,
    *,
    signer: SigningKey = BORI.signing,
    signed_for: Address = TO,
    skew: int = 0,
) -> bytes:
    """Seal an inside to Anna as written by Bori, with what is to be wrong about it."""
    raw, sender = inside.encode(), BORI.public
    over = SIGNED_OVER + context_of(signed_for, sender) + sender.sign + raw
    signature = signer.sign(over)
    if skew:
        signature = flipped(signature, skew)
    return seal_box(TO.kem, TO.info, sender.to_bytes() + signature + raw)


def opens(name: str, rule: str, letter: bytes, **outcome: Any) -> Vector:
    """Return a vector of a letter that Anna opens."""
    return vector(
        name,
        rule,
        "letter.open",
        {
            "seed": b64(b"a" * 32),
            "recipient": b64(TO.kem),
            "scope": b64(TO.scope),
            "sealed": b64(letter),
        },
        **outcome,
    )


def letters() -> list[Vector]:
    """Letters sealed now."""
    draft = Draft("appeal", {"words": "도와주세요"}, AT, reply_box=b"r" * 16)
    right = write_letter(draft, TO, BORI.signing, BORI.public.kem, FixedEntropy(b"l"))
    elsewhere = Address(TO.kem, OTHER_ORGANISATION)
    long_stop = INSIDE.replace("appeal", "stop").replace("도와주세요", "x" * 600)
    return [
        opens(
            "letter opens",
            "L-1",
            right.bytes,
            expect={
                "id": right.id,
                "kind": "appeal",
                "from": b64(BORI.public.sign),
                "at": "2026-03-01T12:00:00Z",
                "body": {"words": "도와주세요"},
                "reply": b64(b"r" * 16),
            },
        ),
        opens("flipped bit of the signature", "L-1", sealed(INSIDE, skew=10), fails="seal"),
        opens("wrong author", "L-1", sealed(INSIDE, signer=ANNA.signing), fails="seal"),
        opens(
            "letter passed on as if to another organisation",
            "K-4",
            sealed(INSIDE, signed_for=elsewhere),
            fails="seal",
        ),
        opens(
            "letter passed on to another recipient",
            "K-4",
            sealed(INSIDE, signed_for=Address(BORI.public.kem, ORGANISATION)),
            fails="seal",
        ),
        opens(
            "future version of a letter",
            "L-2",
            sealed(INSIDE.replace('"v":1', '"v":2')),
            fails="format",
            code="letter.version",
        ),
        opens(
            "repeated key in a letter",
            "L-2",
            sealed(INSIDE.replace('"v":1', '"v":1,"v":1')),
            fails="format",
            code="encoding.json",
        ),
        opens(
            "oversize operational letter",
            "L-4",
            sealed(long_stop),
            fails="format",
            code="letter.oversize",
        ),
        opens(
            "letter without room for a sender",
            "L-1",
            seal_box(TO.kem, TO.info, b"short"),
            fails="format",
            code="letter.short",
        ),
    ]


if __name__ == "__main__":
    (HERE / "letter.json").write_text(
        written([{**each, "spec": "letter.md"} for each in letters()]), encoding="utf-8"
    )
