"""Python keeps to spec/keys.md: every vector, one fault each."""

import json
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from waystation.encoding import b64, unb64
from waystation.entropy import FixedEntropy
from waystation.errors import FormatError, RuleError, SealError, WaystationError
from waystation.seal import blob, phrase, primitives
from waystation.seal.box import letter_info, open_box, seal_box
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import open_frame, seal_frame
from waystation.seal.identity import Identity, PublicIdentity
from waystation.seal.keyfile import open_keyfile, seal_keyfile
from waystation.seal.phrase import PhraseError

Given = dict[str, Any]

VECTORS = Path(__file__).parents[2] / "spec/vectors"
FILES = ("keys", "signature", "frame", "box", "chunk", "keyfile", "phrase")
FAILURES = {"seal": SealError, "format": FormatError, "rule": RuleError}


def identity(given: Given) -> Given:
    who = Identity.from_seed(unb64(given["seed"]))
    return {
        "kem_sha256": b64(primitives.sha256(who.public.kem)),
        "sign": b64(who.public.sign),
        "fingerprint": b64(who.public.fingerprint),
        "cell_key": b64(who.cell_key(unb64(given["cell"])).public),
        "correspondent_key": b64(
            who.correspondent_key(unb64(given["correspondent"])).public
        ),
        "derived": b64(who.derive(given["label"], unb64(given["context"]))),
    }


def public_identity(given: Given) -> Given:
    PublicIdentity.from_bytes(unb64(given["bytes"]))
    return {}


def keys_of(given: Given) -> EpochKeys:
    return EpochKeys.derive(unb64(given["secret"]), unb64(given["cell"]), given["epoch"])


def epoch(given: Given) -> Given:
    keys = keys_of(given)
    return {
        "aead": b64(keys.aead),
        "nonce": b64(keys.nonce),
        "append": b64(keys.append_token),
        "handle": b64(keys.handle),
    }


def frame_seal(given: Given) -> Given:
    entry = unb64(given["entry"]) if "entry" in given else bytes(given["entry_size"])
    frame = seal_frame(keys_of(given), entry)
    return {"frame": b64(frame), "frame_sha256": b64(primitives.sha256(frame))}


def frame_open(given: Given) -> Given:
    return {"entry": b64(open_frame(keys_of(given), unb64(given["frame"])))}


def info_of(given: Given) -> bytes:
    return letter_info(
        given["label"],
        unb64(given["recipient"]),
        unb64(given["scope"]),
        unb64(given["charter"]),
    )


def box_open(given: Given) -> Given:
    who = Identity.from_seed(unb64(given["seed"]))
    return {"plain": b64(open_box(who, info_of(given), unb64(given["sealed"])))}


def box_seal(given: Given) -> Given:
    recipient, plain = unb64(given["recipient"]), unb64(given["plain"])
    return {"sealed": b64(seal_box(recipient, info_of(given), plain))}


def verify(given: Given) -> Given:
    primitives.verify(
        unb64(given["public"]), unb64(given["message"]), unb64(given["signature"])
    )
    return {}


def chunks_seal(given: Given) -> Given:
    chunks = blob.seal_chunks(unb64(given["key"]), bytes(given["size"]))
    return {"ids": [b64(blob.chunk_id(chunk)) for chunk in chunks]}


def chunks_open(given: Given) -> Given:
    chunks = blob.seal_chunks(unb64(given["key"]), bytes(given["size"]))
    order = [chunks[index] for index in given["order"]]
    return {"size": len(blob.open_chunks(unb64(given["key"]), order))}


def keyfile_open(given: Given) -> Given:
    return {"secret": b64(open_keyfile(unb64(given["keyfile"]), given["passphrase"]))}


def keyfile_seal(given: Given) -> Given:
    secret = unb64(given["secret"])
    return {"keyfile": b64(seal_keyfile(secret, given["passphrase"], FixedEntropy(b"k")))}


def phrase_write(given: Given) -> Given:
    return {"text": phrase.write(given["indices"], given["language"])}


def phrase_parse(given: Given) -> Given:
    return {"indices": list(phrase.parse(given["text"], given["language"]))}


def phrase_seed(given: Given) -> Given:
    return {"seed": b64(phrase.to_seed(given["indices"], unb64(given["organisation"])))}


OPERATIONS: dict[str, Callable[[Given], Given]] = {
    "identity": identity,
    "public_identity": public_identity,
    "epoch": epoch,
    "frame.seal": frame_seal,
    "frame.open": frame_open,
    "box.seal": box_seal,
    "box.open": box_open,
    "verify": verify,
    "chunks.seal": chunks_seal,
    "chunks.open": chunks_open,
    "keyfile.seal": keyfile_seal,
    "keyfile.open": keyfile_open,
    "phrase.write": phrase_write,
    "phrase.parse": phrase_parse,
    "phrase.seed": phrase_seed,
}


def stored(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((VECTORS / f"{name}.json").read_bytes())
    return loaded


@pytest.mark.parametrize(
    "vector",
    [
        pytest.param(vector, id=f"{name}: {vector['name']}")
        for name in FILES
        for vector in stored(name)
    ],
)
def test_vector_of_the_seals_has_the_outcome_it_states(vector: dict[str, Any]) -> None:
    operation = OPERATIONS[vector["input"]["op"]]
    if "expect" in vector:
        outcome = operation(vector["input"])
        assert {name: outcome[name] for name in vector["expect"]} == vector["expect"]
        return
    with pytest.raises(FAILURES[vector["fails"]]) as caught:
        operation(vector["input"])
    assert isinstance(caught.value, WaystationError)
    assert caught.value.code == vector.get("code", caught.value.code)
    if isinstance(caught.value, PhraseError):
        assert caught.value.repair == vector["repair"]


def test_vectors_of_the_seals_are_what_their_generator_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [str(VECTORS), *sys.path])
    generator = runpy.run_path(str(VECTORS / "generate_seal.py"))
    for name, make in generator["FILES"].items():
        assert generator["written"](make()) == (VECTORS / name).read_text("utf-8"), name


def test_vectors_have_names_of_their_own() -> None:
    for name in FILES:
        names = [vector["name"] for vector in stored(name)]
        assert len(set(names)) == len(names)


def test_example_in_the_specification_is_true() -> None:
    page = (VECTORS.parent / "keys.md").read_text("utf-8").split("## 2.")[0]
    keys = EpochKeys.derive(b"s" * 32, bytes(range(16)), 3)
    frame = seal_frame(keys, b"an entry, already signed")
    for whole in (keys.aead, keys.nonce, keys.append_token):
        shortened = re.search(rf"{whole.hex()[:16]}…(\w{{14,16}})", page)
        assert shortened is not None
        assert whole.hex().endswith(shortened[1])
    for whole in (keys.handle, frame[16:28], frame[-16:], primitives.sha256(frame)):
        assert whole.hex() in page
    assert frame[28:44].hex() + "…" in page
    covered = page.split("associated data\n")[1].split("The SHA-256")[0]
    parts = re.findall(r"^    ([0-9a-f ]+?)  +|^    (\w+ 00) ", covered, re.MULTILINE)
    written = "".join("".join(part) for part in parts).replace(" ", "")
    assert written == keys.associated[len(frame)].hex()
