"""What a slip gives away at the relay, and what fetching it changes (spec/slip.md §5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay_process import (
    RelayProcess,
    hashed,
    ident,
    letter,
    slip_letter,
    token,
)
from waystation.encoding import b64
from waystation.wire import requests
from waystation.wire.limits import LETTER_BYTES, SLIP_BYTES

FEED, HANDLE, DESK = ident("feed"), ident("handle", 16), ident("desk")
WAITING, LOCKED, REVOKED, ABSENT = (
    ident(name, 16) for name in ("waiting", "locked", "revoked", "absent")
)
MAKING = {
    "token_hash": hashed("code"),
    "expires": "2099-01-01T00:00:00Z",
    "body": b64(slip_letter("slip")),
    "claimed": [{"box": b64(DESK), "letter": b64(letter("opened"))}],
    "locked": [{"box": b64(DESK), "letter": b64(letter("locked"))}],
}


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path / "store") as running:
        running.make_feed(FEED, HANDLE)
        running.make_box(DESK)
        for slip in (WAITING, LOCKED, REVOKED):
            made = running.call("PUT", requests.slip_path(slip), MAKING, "feed")
            assert made.status_code == 204, made.text
        for _ in range(5):
            claim(running, LOCKED, "wrong")
        running.call("POST", requests.revoke_path(REVOKED), bearer="feed")
        yield running


def claim(relay: RelayProcess, slip: bytes, code: str, by: str = "phone"):
    body = {"token": b64(token(code)), "holder": hashed(by)}
    return relay.call("POST", requests.claim_path(slip), body)


def test_absent_locked_and_wrongly_guessed_get_the_same_answer_byte_for_byte(
    relay: RelayProcess,
) -> None:
    """S-5: a guesser learns neither that there is a slip nor that a code was right."""
    answers = [
        claim(relay, ABSENT, "code"),
        claim(relay, WAITING, "wrong"),
        claim(relay, LOCKED, "code"),
        claim(relay, LOCKED, "wrong"),
        claim(relay, REVOKED, "wrong"),
    ]
    seen = {
        (one.status_code, one.content, tuple(sorted(one.headers.items())))
        for one in answers
    }
    assert len(seen) == 1
    assert answers[0].status_code == 404


def test_no_size_says_which_slip_carries_a_photograph(relay: RelayProcess) -> None:
    """S-9: a relay takes every slip at one size, and no letter of another for one."""
    for size in (LETTER_BYTES, SLIP_BYTES - 1, SLIP_BYTES + 1):
        other = MAKING | {"body": b64(letter("slip", size))}
        path = requests.slip_path(ident(f"slip of {size}", 16))
        assert relay.call("PUT", path, other, "feed").status_code == 400


def test_fetching_a_slip_as_messengers_do_changes_nothing(relay: RelayProcess) -> None:
    """S-3: neither its address nor its claim's opens, counts or tells anything."""
    for path in (requests.slip_path(WAITING), requests.claim_path(WAITING)):
        for method in ("GET", "HEAD"):
            for _ in range(6):
                answer = relay.call(method, path)
                assert answer.status_code in {404, 405}
                assert b"made" not in answer.content
    for _ in range(6):
        relay.call("GET", f"{requests.slip_path(WAITING)}?token={b64(token('code'))}")
    assert relay.call("GET", requests.slip_path(WAITING), bearer="feed").json() == {
        "state": "made"
    }
    box = relay.call("GET", requests.box_path(DESK), bearer="box").content
    assert letter("opened") not in box
    assert claim(relay, WAITING, "code").status_code == 200


def test_a_seized_relay_holds_no_token_of_a_slip_and_no_trace_of_who_asked(
    relay: RelayProcess, tmp_path: Path
) -> None:
    assert claim(relay, WAITING, "code").status_code == 200
    relay.stop()
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (token("code"), token("wrong"), token("feed")):
        for spelling in (secret, b64(secret).encode(), secret.hex().encode()):
            assert spelling not in written
    for trace in ("127.0.0.1", "/v1/"):
        assert trace.encode() not in written
