"""The relay as a process, spoken to over HTTP."""

import signal
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.relay_process import (
    ColdRelay,
    RelayProcess,
    frame,
    hashed,
    ident,
    letter,
    token,
)
from waystation.encoding import b64, unb64
from waystation.wire import requests
from waystation.wire.frames import read_feed
from waystation.wire.limits import CHUNK_BYTES
from waystation.wire.work import solve

FEED, HANDLE, BOX, WATCH = ident("feed"), ident("handle", 16), ident("box"), ident("watch")


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path_factory.mktemp("relay") / "store") as process:
        process.make_feed(FEED, HANDLE)
        yield process


def test_frames_come_back_in_the_order_they_were_acknowledged(relay: RelayProcess) -> None:
    frames = [frame(HANDLE, f"order {n}") for n in range(3)]
    seqs = relay.append(FEED, *frames).json()["seqs"]
    path = f"{requests.feed_path(FEED)}?after={seqs[0] - 1}"
    answer = relay.call("GET", path, bearer="feed")
    generation, records = read_feed(answer.content)
    assert records == list(zip(seqs, frames, strict=True))
    assert answer.headers["waystation-last"] == str(seqs[-1])
    told = relay.call("GET", requests.RELAY_PATH).json()
    assert (unb64(told["generation"]), told["version"]) == (generation, 1)


def test_a_frame_sent_twice_keeps_its_number(relay: RelayProcess) -> None:
    once, other = frame(HANDLE, "twice"), frame(HANDLE, "other")
    first = relay.append(FEED, once).json()["seqs"]
    again = relay.append(FEED, other, once, once).json()["seqs"]
    assert again[1:] == first * 2
    assert again[0] == first[0] + 1


def test_absent_and_forbidden_feeds_answer_with_the_same_bytes(relay: RelayProcess) -> None:
    absent = relay.call("GET", requests.feed_path(ident("nowhere")), bearer="feed")
    forbidden = relay.call("GET", requests.feed_path(FEED), bearer="not it")
    without = relay.call("GET", requests.feed_path(FEED))
    assert absent.status_code == forbidden.status_code == 404
    assert absent.content == forbidden.content == without.content
    one = frame(HANDLE, "x")
    wrong = relay.append(FEED, one, by="not it")
    nowhere = relay.append(ident("nowhere"), one)
    assert (wrong.status_code, wrong.content) == (404, nowhere.content)


def test_a_reader_who_waits_hears_of_an_append_at_once(relay: RelayProcess) -> None:
    last = int(
        relay.call("GET", requests.feed_path(FEED), bearer="feed").headers[
            "waystation-last"
        ]
    )
    timer = threading.Timer(0.3, relay.append, (FEED, frame(HANDLE, "news")))
    timer.start()
    began = time.monotonic()
    answer = relay.call(
        "GET", f"{requests.feed_path(FEED)}?after={last}&wait=10", bearer="feed"
    )
    timer.join()
    assert [record for _, record in read_feed(answer.content)[1]] == [frame(HANDLE, "news")]
    assert time.monotonic() - began < 5


def test_two_of_three_closers_close_a_handle_and_one_cannot(relay: RelayProcess) -> None:
    handle = ident("closing", 16)
    closers = [hashed(f"closer {n}") for n in range(3)]
    opening = {"append_hash": hashed("append"), "closers": closers, "threshold": 2}
    relay.call("PUT", requests.handle_path(FEED, handle), opening, "feed")
    path = f"{requests.handle_path(FEED, handle)}/close"
    shown = [b64(token(f"closer {n}")) for n in range(3)]
    following = [hashed(f"next {n}") for n in range(3)]
    one = {"tokens": shown[:1], "next": following}
    twice = {"tokens": [shown[0], b64(token("other"))], "next": following}
    assert relay.call("POST", path, one).status_code == 404
    assert relay.call("POST", path, twice).status_code == 404
    assert relay.append(FEED, frame(handle, "before")).status_code == 200
    two = {"tokens": shown[1:], "next": following}
    assert relay.call("POST", path, two).status_code == 204
    assert relay.call("POST", path, two).status_code == 204
    refused = relay.append(FEED, frame(handle, "after"))
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "handle.closed")


def test_closers_can_give_a_handle_another_append_token(relay: RelayProcess) -> None:
    handle = ident("rotated", 16)
    opening = {"append_hash": hashed("old"), "closers": [hashed("closer")], "threshold": 1}
    relay.call("PUT", requests.handle_path(FEED, handle), opening, "feed")
    change = {
        "tokens": [b64(token("closer"))],
        "next": [hashed("next closer")],
        "append_hash": hashed("new"),
    }
    assert relay.append(FEED, frame(handle, "1"), by="old").status_code == 200
    assert (
        relay.call(
            "POST", f"{requests.handle_path(FEED, handle)}/close", change
        ).status_code
        == 204
    )
    assert relay.append(FEED, frame(handle, "2"), by="old").status_code == 404
    assert relay.append(FEED, frame(handle, "2"), by="new").status_code == 200


def test_a_letter_to_an_expired_key_is_refused_and_sealed_again(
    relay: RelayProcess,
) -> None:
    box = ident("intake")
    old, new = hashed("old key"), hashed("new key")
    relay.make_box(box, sealed_to=old)
    path = requests.box_path(box)
    sent = relay.call("POST", path, letter("a"), headers={"Waystation-Key": old})
    assert sent.json() == {"seq": 1}
    change = {"read_hash": hashed("box"), "sealed_to": new}
    assert relay.call("PUT", path, change).status_code == 404
    assert relay.call("PUT", path, change, "box").status_code == 204
    refused = relay.call("POST", path, letter("b"), headers={"Waystation-Key": old})
    assert (refused.status_code, refused.json()["error"]["code"]) == (
        409,
        "box.key_expired",
    )
    sent = relay.call("POST", path, letter("b"), headers={"Waystation-Key": new})
    assert sent.json() == {"seq": 2}
    again = relay.call("POST", path, letter("a"), headers={"Waystation-Key": old})
    assert again.json() == {"seq": 1}


def test_an_anonymous_box_wants_work_unless_its_token_is_shown(relay: RelayProcess) -> None:
    box = ident("anonymous")
    relay.make_box(box, open=True, append_hash=hashed("known"))
    path = requests.box_path(box)
    bits = relay.call("GET", requests.RELAY_PATH).json()["work_bits"]
    refused = relay.call("POST", path, letter("a"))
    assert (refused.status_code, refused.json()["error"]["code"]) == (
        403,
        "relay.work_needed",
    )
    work = {"Waystation-Work": solve(box, letter("a"), bits)}
    assert relay.call("POST", path, letter("a"), headers=work).json() == {"seq": 1}
    assert relay.call("POST", path, letter("b"), headers=work).status_code == 403
    assert relay.call("POST", path, letter("b"), bearer="known").json() == {"seq": 2}


def test_an_absent_box_reads_like_an_empty_one(relay: RelayProcess) -> None:
    relay.make_box(ident("empty"))
    empty = relay.call("GET", requests.box_path(ident("empty")), bearer="box")
    absent = relay.call("GET", requests.box_path(ident("no box")), bearer="box")
    assert (empty.status_code, empty.content) == (200, absent.content)
    assert empty.headers == absent.headers


def test_a_chunk_is_fetched_by_its_hash_with_the_feed_token(relay: RelayProcess) -> None:
    chunk = bytes(CHUNK_BYTES)
    path = requests.chunk_path(sha256(chunk).digest())
    assert relay.call("PUT", path, chunk, "feed").status_code == 204
    assert relay.call("GET", path, bearer="feed").content == chunk
    assert relay.call("GET", path, bearer="other").status_code == 404
    lied = relay.call("PUT", requests.chunk_path(ident("lie")), chunk, "feed")
    assert lied.json()["error"]["code"] == "chunk.id"


def test_a_broken_body_is_refused_with_one_shape(relay: RelayProcess) -> None:
    for method, path, body in (
        ("POST", requests.feed_path(FEED), b"junk"),
        ("PUT", requests.feed_path(FEED), b"{}"),
        ("PUT", requests.watch_path(WATCH), b'{"opens": 1}'),
        ("POST", requests.box_path(BOX), b"short"),
        ("GET", f"{requests.feed_path(FEED)}?after=-1", None),
    ):
        answer = relay.call(method, path, body, "feed")
        assert answer.status_code == 400
        assert set(answer.json()["error"]) >= {"code", "message"}
    large = relay.call("PUT", requests.feed_path(FEED), bytes(300_000), "feed")
    assert (large.status_code, large.json()["error"]["code"]) == (413, "relay.too_large")
    assert relay.call("DELETE", requests.feed_path(FEED)).status_code == 405


def test_a_second_process_is_kept_off_the_store(relay: RelayProcess) -> None:
    second = RelayProcess(relay.directory, "--ready-file", str(relay.directory / "no"))
    with pytest.raises(AssertionError, match=r"relay\.in_use"):
        second.start()


def test_sigterm_ends_cleanly_and_everything_is_there_afterwards(tmp_path: Path) -> None:
    process = ColdRelay(tmp_path / "store")
    with process as relay:
        relay.make_feed(FEED, HANDLE)
        relay.append(FEED, frame(HANDLE, "kept"))
        generation = relay.call("GET", requests.RELAY_PATH).json()["generation"]
        assert relay.stop(signal.SIGTERM) == 0
        relay.start()
        answer = relay.call("GET", requests.feed_path(FEED), bearer="feed")
        assert read_feed(answer.content) == (
            unb64(generation),
            [(1, frame(HANDLE, "kept"))],
        )
