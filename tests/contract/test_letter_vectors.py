"""Python keeps to spec/letter.md: every vector, one fault each."""

import json
from pathlib import Path
from typing import Any

import pytest

from waystation.encoding import b64, to_rfc3339, unb64
from waystation.errors import FormatError, SealError, WaystationError
from waystation.post.letter import Address, open_letter
from waystation.seal.identity import Identity

STORED = Path(__file__).parents[2] / "spec/vectors/letter.json"
VECTORS: dict[str, dict[str, Any]] = {
    vector["name"]: vector for vector in json.loads(STORED.read_bytes())
}
FAILURES: dict[str, type[WaystationError]] = {"seal": SealError, "format": FormatError}


@pytest.mark.parametrize("name", VECTORS)
def test_vector_of_letters_has_the_outcome_it_states(name: str) -> None:
    vector = VECTORS[name]
    if "expect" in vector:
        assert opened(vector["input"]) == vector["expect"]
        return
    with pytest.raises(FAILURES[vector["fails"]]) as caught:
        opened(vector["input"])
    assert caught.value.code == vector.get("code", caught.value.code)


def opened(given: dict[str, Any]) -> dict[str, Any]:
    identity = Identity.from_seed(unb64(given["seed"]))
    address = Address(unb64(given["recipient"]), unb64(given["scope"]))
    letter = open_letter(unb64(given["sealed"]), identity, address)
    return {
        "id": letter.id,
        "kind": letter.kind,
        "from": b64(letter.sender.sign),
        "at": to_rfc3339(letter.at),
        "body": letter.body,
        "reply": letter.reply_box and b64(letter.reply_box),
    }
