"""The relay killed during claims: each slip is opened by one, and told once (S-4, S-6)."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from tests.relay_process import (
    RelayProcess,
    hashed,
    ident,
    letter,
    slip_letter,
    token,
)
from waystation.clock import SystemClock
from waystation.encoding import b64, to_rfc3339, unb64
from waystation.entropy import SystemEntropy
from waystation.relay.fsck import fsck
from waystation.wire import requests
from waystation.wire.frames import read_feed

FEED, HANDLE, DESK = ident("feed"), ident("handle", 16), ident("desk")
SLIPS = 40


def slip(number: int) -> bytes:
    return ident(f"slip {number}", 16)


def keep(relay: RelayProcess, number: int) -> None:
    making = {
        "token_hash": hashed(f"code {number}"),
        "expires": to_rfc3339(SystemClock().now() + timedelta(hours=1)),
        "body": b64(slip_letter(f"slip {number}")),
        "claimed": [{"box": b64(DESK), "letter": b64(letter(f"opened {number}"))}],
    }
    answer = relay.call("PUT", requests.slip_path(slip(number)), making, "feed")
    assert answer.status_code == 204, answer.text


class Phone(threading.Thread):
    """Claims every slip, each until it is told something."""

    def __init__(self, relay: RelayProcess, name: str) -> None:
        super().__init__()
        self.relay, self.holder = relay, hashed(name)
        self.told: dict[int, str] = {}

    def run(self) -> None:
        for number in range(SLIPS):
            while number not in self.told:
                try:
                    self.told[number] = self.claim(number)
                except (httpx2.TransportError, RuntimeError):
                    time.sleep(0.02)  # down: the next round speaks to the next process
            time.sleep(0.02)

    def claim(self, number: int) -> str:
        body = {"token": b64(token(f"code {number}")), "holder": self.holder}
        answer = self.relay.call("POST", requests.claim_path(slip(number)), body)
        if answer.status_code == 200:
            assert unb64(answer.json()["body"]) == slip_letter(f"slip {number}")
            return "opened"
        assert answer.status_code == 409, answer.text
        return str(answer.json()["error"]["code"])


@pytest.mark.fault
def test_killed_during_claims_each_slip_is_opened_by_one_phone_and_told_once(
    tmp_path: Path,
) -> None:
    moments = SystemEntropy().draw(4)
    with RelayProcess(tmp_path / "store") as relay:
        relay.make_feed(FEED, HANDLE)
        relay.make_box(DESK)
        for number in range(SLIPS):
            keep(relay, number)
        phones = [Phone(relay, name) for name in ("one", "another", "a third")]
        for phone in phones:
            phone.start()
        for moment in moments:
            time.sleep(0.1 + moment / 1000)
            relay.kill()
            relay.start()
        for phone in phones:
            phone.join(90)
            assert len(phone.told) == SLIPS
        for number in range(SLIPS):
            told = sorted(phone.told[number] for phone in phones)
            assert told == ["opened", "slip.claimed", "slip.claimed"]
            path = requests.slip_path(slip(number))
            assert relay.call("GET", path, bearer="feed").json() == {"state": "claimed"}
        answer = relay.call("GET", requests.box_path(DESK), bearer="box")
        notices = [raw for _, raw in read_feed(answer.content)[1]]
        assert sorted(notices) == sorted(letter(f"opened {one}") for one in range(SLIPS))
    assert fsck(tmp_path / "store") == []
