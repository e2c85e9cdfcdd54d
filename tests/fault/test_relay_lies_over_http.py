"""Answers of a relay that were changed on their way: said, never folded, never fatal."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import httpx2
import pytest

from tests import builders
from tests.relay_process import RelayProcess
from waystation.clock import SystemClock
from waystation.desk import case, conversation
from waystation.desk.background import turn
from waystation.desk.desk import Desk
from waystation.desk.ports import Ports
from waystation.desk.store import Store
from waystation.post.client import RelayClient
from waystation.wire.requests import LAST_HEADER

Answer = tuple[int, dict[str, str], bytes | Iterator[bytes]]
Change = Callable[[int, dict[str, str], bytes], Answer]
RECORD_AT = 16


class LyingWire(httpx2.BaseTransport):
    """Passes requests on to the real relay and changes what comes back."""

    def __init__(self) -> None:
        self._honest = httpx2.HTTPTransport()
        self.change: Change | None = None
        self.changed = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._honest.handle_request(request)
        body = answer.read()
        answer.close()
        kept = {
            name: answer.headers[name] for name in (LAST_HEADER,) if name in answer.headers
        }
        if self.change is None:
            return httpx2.Response(answer.status_code, headers=kept, content=body)
        self.changed += 1
        status, headers, said = self.change(answer.status_code, kept, body)
        return httpx2.Response(status, headers=headers, content=said)

    def close(self) -> None:
        self._honest.close()


def cut_short(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, body[: len(body) // 2]


def nothing(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, b""


def noise(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, b"\xff\x00<html>" * 300


def other_json(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, b'[{"seqs": "7", "generation": null}]'


def deep_json(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, b'{"seqs":' + b"[" * 100_000


def number_over_63_bits(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, body[:RECORD_AT] + b"\xff" * 8 + body[RECORD_AT + 8 :]


def longest_header(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, {LAST_HEADER: "9" * 5000}, body


def header_in_another_script(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, {LAST_HEADER: "-1"}, body[:RECORD_AT]


def redirect(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return 307, {"Location": "http://127.0.0.1:9/"}, b""


def teapot(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return 418, {}, b'{"error": {"code": {"a": 1}, "message": 3}}'


def broken(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return 503, {}, b'{"error": {"code": "x", "message": "", "retry_after": 1e308}}'


def never(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return 503, {}, b'{"error": {"code": "x", "message": "", "retry_after": NaN}}'


def no_such(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return 404, {}, b'{"error": {"code": "relay.no_such", "message": ""}}'


def packed_and_cut(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(body)[:-9]


def packed_bomb(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, {**headers, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 2**25)


def endless(status: int, headers: dict[str, str], body: bytes) -> Answer:
    return status, headers, repeat(body or b"\0")


CHANGES = (
    cut_short,
    nothing,
    noise,
    other_json,
    deep_json,
    number_over_63_bits,
    longest_header,
    header_in_another_script,
    redirect,
    teapot,
    broken,
    never,
    no_such,
    packed_and_cut,
    packed_bomb,
    endless,
)


@dataclass
class Lied:
    """Two desks on a real relay; the answers to one of them pass a wire that lies."""

    world: builders.World
    wire: LyingWire
    desk: Desk
    room: str
    written: int = 0

    def write(self) -> None:
        for desk in (self.world.mina, self.desk):
            conversation.note_message(desk, self.room, "c", "E", f"{self.written}")
            self.written += 1
        turn(self.world.mina)

    def texts(self, desk: Desk) -> list[int]:
        held = conversation.read(desk, self.room).messages.values()
        return sorted(int(one.act.text) for one in held)


@pytest.fixture(scope="module")
def lied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lied]:
    path = tmp_path_factory.mktemp("lied")
    with RelayProcess(path / "relay") as relay:
        url = str(relay.http.base_url)
        start = SystemClock().now().replace(microsecond=0)
        client = RelayClient(url)
        world = builders.found(path / "desks", relay=client, start=start)
        case_id, _ = builders.open_case(world)
        wire = LyingWire()
        old = world.jun
        old.store.close()
        ports = Ports(
            world.clock, old.ports.entropy, lambda _url: RelayClient(url, transport=wire)
        )
        desk = Desk(Store(Path(world.stores["jun"]), old.store.identity), ports)
        world.desks["jun"] = desk
        yield Lied(world, wire, desk, case.conversation_of(desk, case_id).register)
        desk.close()
        client.close()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_changed_answer_is_said_and_nothing_is_lost(lied: Lied, change: Change) -> None:
    lied.write()
    before = lied.wire.changed
    lied.wire.change = change
    turn(lied.desk)
    assert lied.wire.changed > before
    assert lied.desk.troubles
    assert set(lied.texts(lied.desk)) <= set(range(lied.written))
    lied.wire.change = None
    for _ in range(2):
        lied.world.pass_time(hours=1.5)
        turn(lied.desk)
        turn(lied.world.mina)
    everything = list(range(lied.written))
    assert lied.texts(lied.desk) == lied.texts(lied.world.mina) == everything
    assert lied.desk.troubles == ()
    assert lied.desk.frames.unsent() == []
    assert lied.desk.store.outbox.waiting() == []
