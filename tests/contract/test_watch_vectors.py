"""Python keeps to spec/watch.md: links, codes, and the words of the pictures."""

import importlib
import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from waystation.casework.picture import PICTURES, WORDS, picture_of
from waystation.desk import trail
from waystation.encoding import b64, unb64
from waystation.errors import FormatError
from waystation.post import link
from waystation.seal.identity import Identity

ROOT = Path(__file__).parents[2]
STORED = json.loads((ROOT / "spec/vectors/watch.json").read_bytes())
VECTORS: dict[str, dict[str, Any]] = {vector["name"]: vector for vector in STORED}


def outcome(given: dict[str, Any]) -> dict[str, Any]:
    if given["op"] == "link.read":
        organisation, seed = link.read_link(given["fragment"])
        box, token = link.box_of(Identity.from_seed(seed), organisation)
        found = {"organisation": organisation, "seed": seed, "box": box, "token": token}
        return {name: b64(value) for name, value in found.items()}
    if given["op"] == "share.join":
        seed = trail.join(unb64(given["one"]), unb64(given["other"]))
        kem = Identity.from_seed(seed).public.kem
        return {"seed": b64(seed), "kem_sha256": b64(sha256(kem).digest())}
    identity = Identity.from_seed(unb64(given["seed"]))
    token = link.check_in_token(identity, given["journey"], given["number"])
    hashed = sha256(token).digest()
    return {
        "token": b64(token),
        "watch": b64(link.watch_id(hashed)),
        "code": link.spoken_code(hashed),
    }


@pytest.mark.parametrize("name", VECTORS)
def test_vector_of_watches_has_the_outcome_it_states(name: str) -> None:
    vector = VECTORS[name]
    if "expect" in vector:
        assert outcome(vector["input"]) == vector["expect"]
        return
    with pytest.raises(FormatError) as caught:
        outcome(vector["input"])
    assert caught.value.code == vector["code"]


def test_the_vectors_are_what_the_generator_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "spec/vectors"), *sys.path])
    generated = importlib.import_module("generate_watch").vectors()
    assert generated == STORED


def test_the_pages_words_are_those_that_a_desk_understands() -> None:
    """W-9: what stands under a picture is what is said for it."""
    texts = (ROOT / "browser/src/check_in_texts.ts").read_text(encoding="utf-8")
    for language, words in WORDS.items():
        catalogue = texts.partition(f"\n  {language}: {{")[2].partition("\n  },")[0]
        shown = tuple(re.findall(r'\bp\d: "([^"]+)"', catalogue))
        assert shown == words


def test_every_word_names_one_picture_however_it_is_written() -> None:
    every = [word for words in WORDS.values() for word in words]
    assert len({word.casefold() for word in every}) == len(every)
    for words in WORDS.values():
        assert [picture_of(f" {word.upper()} ") for word in words] == list(range(6))
    assert picture_of("umbrellas") is None
    assert len(PICTURES) == 6
