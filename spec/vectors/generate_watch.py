"""Writes the vectors of links and check-ins: `python spec/vectors/generate_watch.py`."""

from hashlib import sha256
from typing import Any

from making import ANNA, CELL, HERE, ORGANISATION, Vector, written

from waystation.desk import trail
from waystation.encoding import b64
from waystation.post import link
from waystation.seal.identity import Identity


def vector(name: str, rule: str, op: str, given: Vector, **outcome: Any) -> Vector:
    """Return one vector of watch.md."""
    return {
        "name": name,
        "rule": rule,
        "spec": "watch.md",
        "input": {"op": op, **given},
    } | (outcome)


def check_in(number: int) -> Vector:
    """One check-in of the link that follows from Anna's seed."""
    journey = b64(CELL)
    seed = link.seed_of(ANNA, journey)
    found = Identity.from_seed(seed)
    token = link.check_in_token(found, journey, number)
    hashed = sha256(token).digest()
    return vector(
        f"check-in {number}",
        "W-9",
        "link.check_in",
        {"seed": b64(seed), "journey": journey, "number": number},
        expect={
            "token": b64(token),
            "watch": b64(link.watch_id(hashed)),
            "code": link.spoken_code(hashed),
        },
    )


def share() -> Vector:
    """Two parts of a key, put together."""
    key, drawn = bytes(range(32)), b"r" * 32
    parts = trail.split(key, ("one", "other"), [drawn])
    return vector(
        "two parts make the key",
        "W-6",
        "share.join",
        {"one": b64(parts["one"]["other"]), "other": b64(parts["other"]["one"])},
        expect={"seed": b64(key), "kem_sha256": b64(kem_hash(key))},
    )


def kem_hash(seed: bytes) -> bytes:
    """Return the hash by which a key is known."""
    return sha256(Identity.from_seed(seed).public.kem).digest()


def vectors() -> list[Vector]:
    """Everything a page derives, and links that are none."""
    seed = link.seed_of(ANNA, b64(CELL))
    box, token = link.box_of(Identity.from_seed(seed), ORGANISATION)
    whole = link.write_link("", ORGANISATION, seed)
    expect = {
        "organisation": b64(ORGANISATION),
        "seed": b64(seed),
        "box": b64(box),
        "token": b64(token),
    }
    cut = {"fails": "format", "code": "encoding.size"}
    return [
        vector("link opens", "W-7", "link.read", {"fragment": whole}, expect=expect),
        vector("link cut short", "W-7", "link.read", {"fragment": whole[:-2]}, **cut),
        vector("link of nothing", "W-7", "link.read", {"fragment": "#"}, **cut),
        *(check_in(number) for number in (0, 1, 2, 100_000)),
        share(),
    ]


if __name__ == "__main__":
    (HERE / "watch.json").write_text(written(vectors()), encoding="utf-8")
