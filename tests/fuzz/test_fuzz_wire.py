"""Every decoder of the wire, fed with anything: only FormatError escapes."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waystation.errors import FormatError
from waystation.wire import requests
from waystation.wire.frames import (
    SEQ_MAX,
    read_appends,
    read_boxes,
    read_feed,
    write_appends,
    write_boxes,
    write_feed,
)
from waystation.wire.limits import FRAME_SIZES, LETTER_BYTES
from waystation.wire.work import is_done

SMALL = min(FRAME_SIZES)
RECORD = st.tuples(
    st.binary(min_size=32, max_size=32), st.binary(min_size=SMALL, max_size=SMALL)
)
SHAPES = [
    requests.FeedOpening,
    requests.HandleOpening,
    requests.HandleClosing,
    requests.BoxOpening,
    requests.BoxesAsked,
    requests.LettersAsked,
    requests.WatchArming,
    requests.CheckIn,
    requests.Disarming,
    requests.LetterAnswer,
    requests.RelayAnswer,
    requests.WatchAnswer,
    requests.FaultAnswer,
]


@given(st.binary(max_size=4000))
def test_any_bytes_as_records_are_read_or_refused(raw: bytes) -> None:
    for read in (read_appends, read_feed, read_boxes):
        with contextlib.suppress(FormatError):
            read(raw)


@given(st.lists(RECORD, min_size=1, max_size=4), st.data())
def test_appends_are_read_as_written_and_no_part_of_them_is(
    records: list[tuple[bytes, bytes]], data: st.DataObject
) -> None:
    body = write_appends(records)
    assert read_appends(body) == records
    cut = data.draw(st.integers(1, len(body) - 1).filter(lambda at: at % (36 + SMALL)))
    with pytest.raises(FormatError):
        read_appends(body[:cut])


@given(
    st.lists(st.sampled_from([SMALL, LETTER_BYTES]), max_size=4),
    st.integers(1, SEQ_MAX - 3),
)
def test_answers_are_read_as_written_and_only_in_order(
    sizes: list[int], first: int
) -> None:
    records = [(first + place, bytes(size)) for place, size in enumerate(sizes)]
    body = write_feed(b"g" * 16, records)
    assert read_feed(body) == (b"g" * 16, records)
    if len(records) > 1:
        with pytest.raises(FormatError):
            read_feed(write_feed(b"g" * 16, reversed(records)))


@given(
    st.lists(st.tuples(st.integers(0, SEQ_MAX), st.integers(0, 2)), max_size=4), st.data()
)
def test_several_boxes_are_read_as_written_and_no_part_of_them_is(
    boxes: list[tuple[int, int]], data: st.DataObject
) -> None:
    written = [
        (last, [(seq, bytes(LETTER_BYTES)) for seq in range(1, count + 1)])
        for last, count in boxes
    ]
    body = write_boxes(b"g" * 16, written)
    assert read_boxes(body) == (b"g" * 16, written)
    heads = [
        len(write_boxes(b"g" * 16, written[:count])) for count in range(len(boxes) + 1)
    ]
    cut = data.draw(st.integers(0, len(body)).filter(lambda at: at not in heads))
    with pytest.raises(FormatError):
        read_boxes(body[:cut])


@pytest.mark.parametrize("shape", SHAPES)
@given(raw=st.binary(max_size=300) | st.text(alphabet='{}[]":,0aé\\ud8', max_size=200).map(
    lambda text: text.encode("utf-8", "surrogatepass")
))  # fmt: skip
def test_any_json_body_is_read_or_refused(shape: type[Any], raw: bytes) -> None:
    with contextlib.suppress(FormatError):
        requests.decode(raw, shape)


@given(st.text(max_size=60))
def test_any_text_as_an_id_a_hash_or_a_proof_is_read_or_refused(text: str) -> None:
    for read in (requests.read_id, requests.read_hash):
        with contextlib.suppress(FormatError):
            read(text)
    with contextlib.suppress(FormatError):
        requests.read_hashes([text, text])
    assert is_done(b"box", b"letter", 64, text) is False
