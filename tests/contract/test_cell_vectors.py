"""Python keeps to spec/cell.md: every vector, one fault each."""

import hashlib
import json
import runpy
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cell_desks import MemoryFrames, MemoryVault
from waystation.cell.charter import SignedCharter
from waystation.cell.grant import Grant
from waystation.cell.keyring import Keyring
from waystation.cell.keys import CellKeys
from waystation.cell.log import CellLog
from waystation.cell.store import FrameStore
from waystation.encoding import unb64
from waystation.entropy import FixedEntropy
from waystation.errors import (
    FormatError,
    LogIntegrityError,
    RuleError,
    SealError,
    WaystationError,
)

Given = dict[str, Any]

VECTORS = Path(__file__).parents[2] / "spec/vectors"
FAILURES = {
    "seal": SealError,
    "format": FormatError,
    "rule": RuleError,
    "integrity": LogIntegrityError,
}


def read_cell(given: Given) -> Given:
    charters = [SignedCharter.from_body(body) for body in given["charters"]]
    keys = CellKeys(charters[0].cell)
    for charter in charters:
        keys.add_charter(charter)
    for epoch, secret in given["secrets"]:
        keys.add_secret(epoch, unb64(secret))
    log = CellLog(keys, Keyring(MemoryVault(), FixedEntropy(b"v")), MemoryFrames())
    for position, frame in enumerate(given["frames"], 1):
        log.ingest([(position, unb64(frame))])
    return {
        "folded": [entry.id for entry in log.entries],
        "shown": [[why, entry.id] for entry, why in log.shown],
        "set_aside": [problem.code for problem in log.set_aside],
        "gaps": len(log.gaps),
        "forks": len(log.forks),
    }


def add_charters(given: Given) -> Given:
    charters = [SignedCharter.from_body(body) for body in given["charters"]]
    keys = CellKeys(charters[0].cell)
    for charter in charters:
        keys.add_charter(charter)
    keys.book.check_writable()
    return {"n": keys.book.latest.charter.n}


def accept_grant(given: Given) -> Given:
    grant = Grant.from_body(given["body"], given["key"])
    keys = CellKeys(grant.cell)
    keys.accept(grant)
    return {"epochs": sorted(keys.epochs)}


def receive(given: Given) -> Given:
    store = FrameStore(sqlite3.connect(":memory:", isolation_level=None))
    restored = False
    for answer in given["answers"]:
        records = [(seq, unb64(frame)) for seq, frame in answer["records"]]
        restored = store.receive(unb64(answer["generation"]), records, answer["last"])
    return {"held": store.last_position, "restored": restored}


OPERATIONS = {
    "cell.read": read_cell,
    "charter.add": add_charters,
    "grant.accept": accept_grant,
    "feed.receive": receive,
}


def stored() -> list[Given]:
    loaded: list[Given] = json.loads((VECTORS / "cell.json").read_bytes())
    return loaded


@pytest.mark.parametrize(
    "vector", [pytest.param(vector, id=vector["name"]) for vector in stored()]
)
def test_vector_of_cells_has_the_outcome_it_states(vector: Given) -> None:
    operation = OPERATIONS[vector["input"]["op"]]
    if "expect" in vector:
        assert operation(vector["input"]) == vector["expect"]
        return
    with pytest.raises(FAILURES[vector["fails"]]) as caught:
        operation(vector["input"])
    assert isinstance(caught.value, WaystationError)
    assert caught.value.code == vector["code"]


def test_vectors_of_cells_are_what_their_generator_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [str(VECTORS), *sys.path])
    generator = runpy.run_path(str(VECTORS / "generate_cell.py"))
    for name, make in generator["FILES"].items():
        assert generator["written"](make()) == (VECTORS / name).read_text("utf-8"), name


def test_vectors_of_cells_have_names_of_their_own() -> None:
    names = [vector["name"] for vector in stored()]
    assert len(set(names)) == len(names)


def test_example_in_the_specification_of_cells_is_true(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = (VECTORS.parent / "cell.md").read_text("utf-8").split("## 2.")[0]
    monkeypatch.setattr(sys, "path", [str(VECTORS), *sys.path])
    made = runpy.run_path(str(VECTORS / "generate_cell.py"))
    keys = made["working"]()
    founded, epoch = keys.book.latest, keys.writing
    ann = made["Author"](keys, made["ANN"])
    signed = ann.write(text="안녕")
    frame = made["seal_frame"](epoch, signed)
    joined = page.replace("\n     ", "")
    for text in (founded.raw.decode(), signed[64:].decode()):
        assert text in joined
    for text in (
        founded.id,
        keys.cell.hex(),
        epoch.secret.hex(),
        epoch.handle.hex(),
        made["hash_text"](signed[64:]),
        hashlib.sha256(frame).hexdigest(),
        f'"seen":{{"{ann.stream}":1}}',
    ):
        assert text in page
    assert f"{signed.hex()[:16]}…{signed[:64].hex()[-11:]}" in page
