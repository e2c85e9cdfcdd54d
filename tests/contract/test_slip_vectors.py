"""Python and a real relay keep to spec/slip.md: every vector, one fault each."""

import asyncio
import json
import runpy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.contract.test_relay_spec import ask
from tests.vectors import letters_put_in
from waystation.clock import SimulatedClock
from waystation.encoding import b64, to_rfc3339, unb64
from waystation.entropy import FixedEntropy
from waystation.errors import ConflictError, FormatError, NotFoundError, SealError
from waystation.post.client import RelayClient
from waystation.post.slip import open_slip, read_photograph
from waystation.relay.app import RelayApp, create_app
from waystation.relay.jobs import OpenFeed
from waystation.relay.store_sqlite import SqliteStore
from waystation.seal.slip import SlipKeys, check_of, draw_code, proof
from waystation.wire import requests

STORED = Path(__file__).parents[2] / "spec/vectors/slip.json"
WRITTEN: dict[str, dict[str, Any]] = {
    vector["name"]: vector for vector in json.loads(STORED.read_bytes())
}
VECTORS = {name: letters_put_in(vector, WRITTEN) for name, vector in WRITTEN.items()}
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED, TOKEN = b"F" * 32, b"feed token of 32 bytes, for this"
SPEC = (Path(__file__).parents[2] / "spec/slip.md").read_text()
KEYS = SlipKeys.derive(b"s" * 32, "482915")


@pytest.mark.parametrize("name", VECTORS)
def test_vector_of_slips_has_the_outcome_it_states(name: str) -> None:
    vector = VECTORS[name]
    outcome = outcome_of(vector["input"])
    if "expect" in vector:
        assert outcome == vector["expect"]
        return
    assert outcome["fails"] == vector["fails"]
    assert outcome["code"] == vector.get("code", outcome["code"])


def test_vectors_of_slips_that_hold_no_seal_are_what_their_generator_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(STORED.parent))
    generator = runpy.run_path(str(STORED.parent / "generate_slips.py"))
    for vector in (
        *generator["keys"](),
        *generator["words"](),
        *generator["photographs"](),
    ):
        assert VECTORS[vector["name"]] == vector


@pytest.mark.parametrize(
    "name", [name for name, one in VECTORS.items() if one["input"].get("steps")]
)
def test_a_relay_answers_to_the_last_claim_what_the_vector_says(
    name: str, tmp_path: Path
) -> None:
    given = VECTORS[name]["input"]
    clock = SimulatedClock(NOON)
    store = SqliteStore(tmp_path / "store")
    store.apply([OpenFeed(FEED, sha256(TOKEN).digest())], NOON)
    app = create_app(store, clock)
    try:
        status, _, body = asyncio.run(happens(app, clock, given))
    finally:
        app.close()
        store.close()
    assert (status, json.loads(body)) == (given["status"], json.loads(given["answer"]))


async def happens(
    app: RelayApp, clock: SimulatedClock, given: dict[str, Any]
) -> tuple[int, dict[bytes, bytes], bytes]:
    keys = SlipKeys.derive(unb64(given["secret"]), given["code"])
    making = {
        "token_hash": b64(sha256(keys.token).digest()),
        "expires": to_rfc3339(NOON + timedelta(hours=24)),
        "body": given["sealed"],
    }
    path = requests.slip_path(keys.slip)
    answer = await ask(app, "PUT", path, json.dumps(making).encode())
    assert answer[0] == 204
    for act, *rest in given["steps"]:
        if act == "claim":
            code, holder = rest
            shown = SlipKeys.derive(unb64(given["secret"]), code).token
            body = json.dumps({"token": b64(shown), "holder": holder}).encode()
            answer = await ask(app, "POST", requests.claim_path(keys.slip), body)
        elif act == "revoke":
            await ask(app, "POST", requests.revoke_path(keys.slip))
        else:
            clock.move_to(clock.now() + timedelta(hours=int(rest[0])))
    return answer


def outcome_of(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return _OPERATIONS[given["op"]](given)
    except FormatError as error:
        return {"fails": "format", "code": error.code}
    except SealError as error:
        return {"fails": "seal", "code": error.code}


def keys_of(given: dict[str, Any]) -> SlipKeys:
    return SlipKeys.derive(unb64(given["secret"]), given["code"])


def _keys(given: dict[str, Any]) -> dict[str, Any]:
    keys = keys_of(given)
    return {"slip": b64(keys.slip), "token": b64(keys.token), "seed": b64(keys.seed)}


def _open(given: dict[str, Any]) -> dict[str, Any]:
    return {"body": open_slip(keys_of(given), unb64(given["sealed"])).body}


def _photograph(given: dict[str, Any]) -> dict[str, Any]:
    letter = open_slip(KEYS, unb64(VECTORS["slip opens"]["input"]["sealed"]))
    found = read_photograph(replace(letter, body=given["body"]))
    return {"photograph_sha256": b64(sha256(found).digest()) if found else None}


def _check(given: dict[str, Any]) -> dict[str, Any]:
    return {"check": check_of(given["handover"], given["words"])}


def _proof(given: dict[str, Any]) -> dict[str, Any]:
    return {"proof": b64(proof(unb64(given["report"]), unb64(given["fingerprint"])))}


def _claim(given: dict[str, Any]) -> dict[str, Any]:
    """Read a relay's answer with the client that desks and practice use."""
    said = httpx2.Response(given["status"], content=given["answer"].encode())
    client = RelayClient("http://relay", transport=httpx2.MockTransport(lambda _: said))
    try:
        body = client.claim_slip(b"s" * 16, b"t" * 32, b"h" * 32)
    except NotFoundError:
        return {"outcome": "refused"}
    except ConflictError as error:
        why = error.code.removeprefix("slip.")
        if why in {"claimed", "revoked", "expired"}:
            return {"outcome": why}
        return {"fails": "format", "code": error.code}
    finally:
        client.close()
    return {"outcome": "opened", "body_sha256": b64(sha256(body).digest())}


_OPERATIONS = {
    "slip.keys": _keys,
    "slip.open": _open,
    "slip.photograph": _photograph,
    "slip.check": _check,
    "slip.proof": _proof,
    "slip.claim": _claim,
}


def test_the_example_of_the_specification_of_slips_is_true() -> None:
    keys = SlipKeys.derive(b"s" * 32, "482915")
    token_hash = sha256(keys.token).digest()
    for shown in (b"s" * 32, keys.slip, keys.token, keys.seed, token_hash):
        assert b64(shown) in SPEC


def test_codes_are_drawn_six_digits_long_and_not_alike() -> None:
    entropy = FixedEntropy(b"codes")
    drawn = [draw_code(entropy) for _ in range(300)]
    assert all(len(code) == 6 and code.isdecimal() for code in drawn)
    assert len(set(drawn)) > 290
