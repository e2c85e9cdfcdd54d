"""The relay's client believes nothing: whatever is answered, only our own errors come."""

import json

import httpx2
import pytest

from waystation.errors import FormatError, UnavailableError
from waystation.post.client import LONGEST_WAIT_S, RelayClient

WATCH, TOKEN = b"w" * 16, b"t" * 32


def client(status: int, said: str) -> RelayClient:
    answer = httpx2.Response(status, content=said.encode())
    return RelayClient("http://relay", transport=httpx2.MockTransport(lambda _: answer))


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("30", 30.0),
        ("0.5", 0.5),
        ("1e300", LONGEST_WAIT_S),
        ("1" + "0" * 400, LONGEST_WAIT_S),
        ("-5", None),
        ('"soon"', None),
    ],
)
def test_a_relay_says_how_long_to_wait_within_bounds(said: str, wait: float | None) -> None:
    refusal = '{"error":{"code":"relay.full","message":"","retry_after":' + said + "}}"
    with pytest.raises(UnavailableError) as caught:
        client(507, refusal).generation()
    assert caught.value.retry_after == wait


@pytest.mark.parametrize(
    "said",
    [
        {"state": []},
        {"state": {"armed": 1}},
        {"state": "asleep"},
        {"state": "fired", "late": "since noon"},
        {"state": "fired", "late": [1]},
        {"state": "fired", "late": {"down_from": "noon", "to": "2026-03-01T15:00:00Z"}},
        {"state": "fired", "late": {"down_from": "2026-03-01T12:30:00Z"}},
    ],
)
def test_a_watch_in_no_known_state_is_garbage(said: object) -> None:
    with pytest.raises(FormatError):
        client(200, json.dumps(said)).watch(WATCH, TOKEN)


def test_a_slip_in_no_known_state_is_garbage() -> None:
    with pytest.raises(FormatError):
        client(200, '{"state":["made"]}').slip(WATCH, TOKEN)
