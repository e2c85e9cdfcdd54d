"""Writes the slip vectors: `python spec/vectors/generate_slips.py`.

HPKE seals differently each time, so this runs once a change; readers compare by opening.
What a relay answers is written down from `spec/slip.md`, and the tests ask a real one.

A sealed slip is 89 kB of text. Where a vector only passes one on, `@NAME` stands for the
letter of the vector of that name.
"""

import json
from datetime import UTC, datetime
from typing import Any
from unicodedata import normalize

from making import ANNA, HERE, Vector, vector, written

from waystation.encoding import b64, unb64
from waystation.entropy import FixedEntropy
from waystation.post.letter import Address, Draft, write_letter
from waystation.seal.padding import LETTER_SIZE, SLIP_SIZE
from waystation.seal.primitives import sha256
from waystation.seal.slip import SlipKeys, check_of, proof

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
SECRET, CODE, WRONG = b"s" * 32, "482915", "482916"
KEYS = SlipKeys.derive(SECRET, CODE)
HANDOVER = "AAAAAAAAAAAAAAAAAAAAAA"
BODY = {"place": "시장 앞", "say": "강물 사과", "side": "takes", "check": 7}
OPENING = {"secret": b64(SECRET), "code": CODE}
NO_SUCH = {"error": {"code": "relay.no_such", "message": "nothing here, or not for you"}}
ONE, OTHER = b"1" * 32, b"2" * 32
OPENS = "slip opens"
# Eight pixels square, grey.
JPEG = unb64(
    "_9j_4AAQSkZJRgABAQAAAQABAAD_2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYF"
    "VlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T_wAALCAAIAAgBAREA_8QA"
    "FAABAAAAAAAAAAAAAAAAAAAAAP_EABQQAQAAAAAAAAAAAAAAAAAAAAD_2gAIAQEAAD8AP_"
    "_Z"
)
WITH_PHOTOGRAPH = BODY | {"photograph": b64(JPEG)}


def slip(name: str, rule: str, op: str, given: Vector, **outcome: Any) -> Vector:
    """Return one vector of spec/slip.md."""
    return vector(name, rule, f"slip.{op}", given, **outcome) | {"spec": "slip.md"}


def sealed(
    kind: str = "slip",
    scope: bytes = KEYS.slip,
    of: SlipKeys = KEYS,
    body: Vector = BODY,
    size: int = SLIP_SIZE,
) -> bytes:
    """Seal the letter of a slip, with what is to be wrong about it."""
    to = Address(of.identity.public.kem, scope)
    draft = Draft(kind, body, AT)
    entropy = FixedEntropy(b"slip")
    return write_letter(draft, to, ANNA.signing, ANNA.public.kem, entropy, size).bytes


def keys() -> list[Vector]:
    """What follows from link and code."""
    expect = {"slip": b64(KEYS.slip), "token": b64(KEYS.token), "seed": b64(KEYS.seed)}
    return [
        slip("what follows from link and code", "S-1", "keys", OPENING, expect=expect),
        slip(
            "another code gives the same slip and another token",
            "S-1",
            "keys",
            {**OPENING, "code": WRONG},
            expect={
                "slip": b64(KEYS.slip),
                "token": b64(SlipKeys.derive(SECRET, WRONG).token),
                "seed": b64(SlipKeys.derive(SECRET, WRONG).seed),
            },
        ),
        *(
            slip(name, "S-1", "keys", given, fails="format", code="slip.secret")
            for name, given in {
                "code with a letter": {**OPENING, "code": "48291a"},
                "code that is too short": {**OPENING, "code": "48291"},
                "digits of another script": {**OPENING, "code": "٤٨٢٩١٥"},
                "secret that is too short": {**OPENING, "secret": b64(SECRET[:31])},
            }.items()
        ),
    ]


def openings() -> list[Vector]:
    """Letters of slips sealed now."""
    right = sealed()
    other = SlipKeys.derive(b"t" * 32, CODE)
    wrong: dict[str, tuple[bytes, dict[str, str]]] = {
        "sealed for another code": (
            sealed(of=SlipKeys.derive(SECRET, WRONG)),
            {"fails": "seal"},
        ),
        "letter of another slip": (sealed(scope=other.slip), {"fails": "seal"}),
        "changed letter": (right[:2000] + b"\0" + right[2001:], {"fails": "seal"}),
        "garbage": (b"\0" * len(right), {"fails": "seal"}),
        "oversize": (right + b"\0", {"fails": "format", "code": "box.size"}),
        "letter of the size of other letters": (
            sealed(size=LETTER_SIZE),
            {"fails": "format", "code": "box.size"},
        ),
        "letter of another kind": (
            sealed("reply"),
            {"fails": "format", "code": "slip.kind"},
        ),
    }
    return [
        slip(
            OPENS,
            "S-2",
            "open",
            {**OPENING, "sealed": b64(right)},
            expect={"body": BODY},
        ),
        slip(
            "slip with a photograph opens",
            "S-9",
            "open",
            {**OPENING, "sealed": b64(sealed(body=WITH_PHOTOGRAPH))},
            expect={"body": WITH_PHOTOGRAPH},
        ),
        *(
            slip(name, "S-1", "open", {**OPENING, "sealed": b64(raw)}, **outcome)
            for name, (raw, outcome) in wrong.items()
        ),
    ]


def words() -> list[Vector]:
    """Checks of spoken words, and proofs."""
    said = {
        "two words": "강물 사과",
        "the same words without a space": "강물사과",
        "the same words decomposed": normalize("NFD", "강물 사과"),
        "words in upper case": "RIVER Apple",
        "words of a script without spaces": "苹果 太阳",
        "nothing": "",
    }
    fingerprint = ANNA.public.fingerprint
    return [
        *(
            slip(
                name,
                "S-7",
                "check",
                {"handover": HANDOVER, "words": text},
                expect={"check": check_of(HANDOVER, text)},
            )
            for name, text in said.items()
        ),
        slip(
            "words of another handover",
            "S-7",
            "check",
            {"handover": HANDOVER[:-1] + "Q", "words": "강물 사과"},
            expect={"check": check_of(HANDOVER[:-1] + "Q", "강물 사과")},
        ),
        slip(
            "proof that the slip was opened",
            "S-8",
            "proof",
            {"report": b64(b"r" * 32), "fingerprint": b64(fingerprint)},
            expect={"proof": b64(proof(b"r" * 32, fingerprint))},
        ),
    ]


def photographs() -> list[Vector]:
    """What a page may take for a photograph, and what it may not."""
    largest = JPEG[:-2].ljust(39_998, b"\0") + JPEG[-2:]
    given: dict[str, tuple[Any, Vector]] = {
        "photograph": (b64(JPEG), _pictured(JPEG)),
        "largest photograph": (b64(largest), _pictured(largest)),
        "no photograph": (None, {"expect": {"photograph_sha256": None}}),
        "photograph that is too large": (
            b64(largest[:-2] + b"\0" + largest[-2:]),
            _NO_PHOTOGRAPH,
        ),
        "photograph that is cut off": (b64(JPEG[:-1]), _NO_PHOTOGRAPH),
        "photograph in another format": (b64(b"\x89PNG" + JPEG[4:]), _NO_PHOTOGRAPH),
        "photograph that is empty": ("", _NO_PHOTOGRAPH),
        "photograph that is no text": (7, _NO_PHOTOGRAPH),
        "photograph that is a picture of the network": (
            "https://pictures.example/1.jpg",
            {"fails": "format", "code": "encoding.base64"},
        ),
    }
    return [
        slip(name, "S-9", "photograph", {"body": BODY | {"photograph": said}}, **outcome)
        for name, (said, outcome) in given.items()
    ]


_NO_PHOTOGRAPH = {"fails": "format", "code": "slip.photograph"}


def _pictured(raw: bytes) -> Vector:
    return {"expect": {"photograph_sha256": b64(sha256(raw))}}


def claims(body: bytes) -> list[Vector]:
    """What happened at the relay, what it answers to the last claim, how that is read.

    `body` is the letter of the vector that stands for it.
    """
    answer = {"body": f"@{OPENS}"}
    claim, wrong = ["claim", CODE, b64(ONE)], ["claim", WRONG, b64(ONE)]
    told: dict[str, tuple[str, list[list[str]], int, Any, str]] = {
        "first claim": ("S-4", [claim], 200, answer, "opened"),
        "retry": ("S-4", [claim, claim], 200, answer, "opened"),
        "wrong code": ("S-5", [wrong], 404, NO_SUCH, "refused"),
        "right code after four wrong ones": (
            "S-5",
            [*[wrong] * 4, claim],
            200,
            answer,
            "opened",
        ),
        "locked": ("S-5", [*[wrong] * 5, claim], 404, NO_SUCH, "refused"),
        "claimed by another": (
            "S-4",
            [["claim", CODE, b64(OTHER)], claim],
            409,
            _dead("claimed", "it was opened by somebody else"),
            "claimed",
        ),
        "revoked": (
            "S-4",
            [["revoke"], claim],
            409,
            _dead("revoked", "it was taken back"),
            "revoked",
        ),
        "expired": (
            "S-5",
            [["pass", "25"], claim],
            409,
            _dead("expired", "its time is over"),
            "expired",
        ),
    }
    return [
        *(
            slip(
                name,
                rule,
                "claim",
                {
                    **OPENING,
                    "sealed": f"@{OPENS}",
                    "steps": steps,
                    "status": status,
                    "answer": _json(said),
                },
                expect={"outcome": outcome} | _hashed(outcome, body),
            )
            for name, (rule, steps, status, said, outcome) in told.items()
        ),
        *(
            slip(
                name,
                "S-4",
                "claim",
                {"steps": [], "status": status, "answer": said},
                fails="format",
            )
            for name, (status, said) in {
                "answer that is garbage": (200, "<html>"),
                "answer without a body": (200, "{}"),
                "answer cut off": (200, '{"body":"AAAA'),
                "refusal without a code": (409, "{}"),
                "refusal of another kind": (409, _json(_dead("late", "x"))),
            }.items()
        ),
    ]


def _dead(why: str, message: str) -> Vector:
    return {"error": {"code": f"slip.{why}", "message": message}}


def _hashed(outcome: str, body: bytes) -> Vector:
    return {"body_sha256": b64(sha256(body))} if outcome == "opened" else {}


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    opened = openings()
    (right,) = (one["input"]["sealed"] for one in opened if one["name"] == OPENS)
    every = [*keys(), *opened, *photographs(), *words(), *claims(unb64(right))]
    (HERE / "slip.json").write_text(written(every), encoding="utf-8")
