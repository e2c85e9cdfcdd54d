"""Writes the vectors of spec/keys.md: `python spec/vectors/generate_seal.py`.

What has no randomness of HPKE in it comes out the same every time; a test compares. Boxes
are written only with `--record`, because HPKE seals differently each time; they are
compared by opening.
"""

import sys
from typing import Any

from generate_phrases import keyfiles, phrases
from generate_signatures import signatures
from making import (
    ANNA,
    BORI,
    CELL,
    EPOCH,
    HERE,
    KEYS,
    ORGANISATION,
    OTHER_CELL,
    OTHER_ORGANISATION,
    SECRET,
    Vector,
    flipped,
    vector,
    written,
)

from waystation.encoding import b64
from waystation.seal import blob, primitives
from waystation.seal.box import letter_info, seal_box
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import seal_frame
from waystation.seal.identity import Identity
from waystation.seal.padding import pad


def identities() -> list[Vector]:
    """Derivations from a seed (K-1, K-7)."""
    derived = [
        vector(
            f"identity of seed {seed[:1].decode()}",
            "K-7",
            "identity",
            {
                "seed": b64(seed),
                "cell": b64(CELL),
                "correspondent": b64(ORGANISATION),
                "label": "check-in",
                "context": b64(CELL + bytes(4)),
            },
            expect={
                "kem_sha256": b64(primitives.sha256(who.public.kem)),
                "sign": b64(who.public.sign),
                "fingerprint": b64(who.public.fingerprint),
                "cell_key": b64(who.cell_key(CELL).public),
                "correspondent_key": b64(who.correspondent_key(ORGANISATION).public),
                "derived": b64(who.derive("check-in", CELL + bytes(4))),
            },
        )
        for seed, who in ((b"a" * 32, ANNA), (b"b" * 32, BORI))
    ]
    kem = ANNA.public.kem
    wrong = {
        "public identity one byte short": ANNA.public.to_bytes()[:-1],
        "coefficient of the ML-KEM key not reduced": b"\xff\xff\xff"
        + kem[3:]
        + ANNA.public.sign,
    }
    return [
        *derived,
        vector(
            "seed one byte short",
            "K-7",
            "identity",
            {
                "seed": b64(b"a" * 31),
                "cell": b64(CELL),
                "correspondent": b64(ORGANISATION),
                "label": "check-in",
                "context": b64(CELL),
            },
            fails="format",
            code="keys.seed",
        ),
        *(
            vector(name, "K-4", "public_identity", {"bytes": b64(raw)}, fails="format")
            for name, raw in wrong.items()
        ),
        vector(
            "X25519 half of small order",
            "K-4",
            "box.seal",
            {
                "label": "letter",
                "recipient": b64(kem[:1184] + bytes(32)),
                "scope": b64(ORGANISATION),
                "charter": b64(bytes(32)),
                "plain": b64(b"hello"),
            },
            fails="format",
            code="keys.kem",
        ),
        vector(
            "keys of an epoch",
            "K-1",
            "epoch",
            {"secret": b64(SECRET), "cell": b64(CELL), "epoch": EPOCH},
            expect={
                "aead": b64(KEYS.aead),
                "nonce": b64(KEYS.nonce),
                "append": b64(KEYS.append_token),
                "handle": b64(KEYS.handle),
            },
        ),
    ]


def frames() -> list[Vector]:
    """Frames, and one fault each (K-2)."""
    entry = b"an entry, already signed"
    frame = seal_frame(KEYS, entry)
    place = {"secret": b64(SECRET), "cell": b64(CELL), "epoch": EPOCH}

    def sealed_as_is(plain: bytes) -> bytes:
        aad = KEYS.associated[len(plain) + 44]
        nonce = primitives.hmac_sha256(KEYS.nonce, plain)[:12]
        return KEYS.handle + nonce + KEYS.cipher.encrypt(nonce, plain, aad)

    def opens(name: str, raw: bytes, where: Vector = place, **outcome: Any) -> Vector:
        return vector(name, "K-2", "frame.open", {**where, "frame": b64(raw)}, **outcome)

    other = EpochKeys.derive(SECRET, OTHER_CELL, EPOCH)
    return [
        vector(
            "sealing gives these bytes every time",
            "K-2",
            "frame.seal",
            {**place, "entry": b64(entry)},
            expect={"frame": b64(frame)},
        ),
        vector(
            "an entry of 1,024 bytes takes the next class",
            "K-2",
            "frame.seal",
            {**place, "entry": b64(bytes(1024))},
            expect={"frame_sha256": b64(primitives.sha256(seal_frame(KEYS, bytes(1024))))},
        ),
        vector(
            "oversize entry",
            "K-2",
            "frame.seal",
            {**place, "entry_size": 65536},
            fails="format",
            code="padding.oversize",
        ),
        opens("frame opens", frame, expect={"entry": b64(entry)}),
        opens("flipped bit of the ciphertext", flipped(frame, 40), fails="seal"),
        opens("flipped bit of the nonce", flipped(frame, 20), fails="seal"),
        opens("flipped bit of the handle", flipped(frame, 0), fails="seal"),
        opens("wrong epoch", frame, {**place, "epoch": EPOCH + 1}, fails="seal"),
        opens(
            "secret of another epoch",
            frame,
            {**place, "secret": b64(b"t" * 32)},
            fails="seal",
        ),
        opens("swap between cells", seal_frame(other, entry), fails="seal"),
        opens("truncated frame", frame[:-1], fails="format", code="frame.size"),
        opens(
            "frame longer than its class", frame + b"\0", fails="format", code="frame.size"
        ),
        opens("no frame at all", b"", fails="format", code="frame.size"),
        opens(
            "bad padding: no mark",
            sealed_as_is(bytes(1024)),
            fails="format",
            code="padding.mark",
        ),
        opens(
            "bad padding: text after the mark",
            sealed_as_is(pad(entry, 1023) + b"x"),
            fails="format",
            code="padding.mark",
        ),
    ]


def chunks() -> list[Vector]:
    """Chunks of files (K-11): all zeros, so that only size and order need be written."""
    key, size = b"f" * 32, 150_000
    ids = [b64(blob.chunk_id(chunk)) for chunk in blob.seal_chunks(key, bytes(size))]
    given = {"key": b64(key), "size": size}

    def opens(name: str, order: list[int], **outcome: Any) -> Vector:
        return vector(name, "K-11", "chunks.open", {**given, "order": order}, **outcome)

    return [
        vector("chunks of a file", "K-11", "chunks.seal", given, expect={"ids": ids}),
        opens("chunks in order", [0, 1, 2], expect={"size": size}),
        opens("last chunk missing", [0, 1], fails="seal"),
        opens("first chunk missing", [1, 2], fails="seal"),
        opens("two chunks swapped", [1, 0, 2], fails="seal"),
        opens("a chunk twice", [0, 0, 1, 2], fails="seal"),
        opens("no chunk", [], fails="format", code="chunk.size"),
    ]


def record_boxes() -> list[Vector]:
    """Boxes sealed now (K-4)."""
    info = letter_info("letter", ANNA.public, ORGANISATION)
    sealed = seal_box(ANNA.public.kem, info, b"hello")
    weekly = Identity.from_seed(b"w" * 32).public
    unmarked = primitives.hpke_seal(ANNA.public.kem, info, bytes(8192))
    given: Vector = {
        "seed": b64(b"a" * 32),
        "label": "letter",
        "recipient": b64(ANNA.public.kem),
        "scope": b64(ORGANISATION),
        "charter": b64(bytes(32)),
    }

    def opens(
        name: str,
        raw: bytes,
        change: Vector | None = None,
        *,
        rule: str = "K-4",
        **outcome: Any,
    ) -> Vector:
        given_now = {**given, **(change or {}), "sealed": b64(raw)}
        return vector(name, rule, "box.open", given_now, **outcome)

    return [
        opens("box opens", sealed, expect={"plain": b64(b"hello")}),
        opens("flipped bit of enc", flipped(sealed, 100), fails="seal"),
        opens("flipped bit of the ciphertext", flipped(sealed, 2000), fails="seal"),
        opens("wrong recipient", sealed, {"seed": b64(b"b" * 32)}, fails="seal"),
        opens(
            "wrong organisation", sealed, {"scope": b64(OTHER_ORGANISATION)}, fails="seal"
        ),
        opens(
            "letter to last week's intake key",
            seal_box(weekly.kem, letter_info("letter", weekly, ORGANISATION), b"hello"),
            rule="K-5",
            fails="seal",
        ),
        opens(
            "seed that leaked, letter to a prekey",
            seal_box(weekly.kem, letter_info("letter", weekly, ORGANISATION), b"hello"),
            {"recipient": b64(weekly.kem)},
            rule="K-6",
            fails="seal",
        ),
        opens("wrong kind of letter", sealed, {"label": "grant"}, fails="seal"),
        opens("wrong charter", sealed, {"charter": b64(b"c" * 32)}, fails="seal"),
        opens("truncated box", sealed[:-1], fails="format", code="box.size"),
        opens("bad padding", unmarked, fails="format", code="padding.mark"),
        vector(
            "oversize letter",
            "K-4",
            "box.seal",
            {key: given[key] for key in ("label", "recipient", "scope", "charter")}
            | {"plain": b64(bytes(8192))},
            fails="format",
            code="padding.oversize",
        ),
    ]


FILES = {
    "keys.json": identities,
    "frame.json": frames,
    "chunk.json": chunks,
    "keyfile.json": keyfiles,
    "phrase.json": phrases,
    "signature.json": signatures,
}


def main() -> None:
    """Write the files next to this one."""
    files = {**FILES, "box.json": record_boxes} if "--record" in sys.argv else FILES
    for name, make in files.items():
        (HERE / name).write_text(written(make()), encoding="utf-8")


if __name__ == "__main__":
    main()
