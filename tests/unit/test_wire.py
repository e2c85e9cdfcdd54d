"""Records and proofs of work, by hand."""

import pytest

from waystation.errors import FormatError
from waystation.wire.frames import read_appends, read_feed, write_appends, write_feed
from waystation.wire.requests import FeedOpening, decode, read_hashes, read_id
from waystation.wire.work import is_done, solve

TOKEN, FRAME = b"t" * 32, b"f" * 1068


def code_of(body: bytes) -> str:
    with pytest.raises(FormatError) as raised:
        read_appends(body)
    return raised.value.code


def test_an_append_is_token_length_and_frame() -> None:
    body = write_appends([(TOKEN, FRAME)])
    assert body == TOKEN + bytes.fromhex("0000042c") + FRAME
    assert read_appends(body) == [(TOKEN, FRAME)]


def test_what_is_no_append_is_refused_by_its_fault() -> None:
    body = write_appends([(TOKEN, FRAME)])
    assert code_of(b"") == "wire.record_count"
    assert code_of(body[:-1]) == "wire.truncated"
    assert code_of(body + b"x") == "wire.truncated"
    assert code_of(TOKEN + (1069).to_bytes(4, "big") + FRAME + b"x") == "wire.frame_size"


def test_a_frame_or_token_of_no_size_is_not_written() -> None:
    for record in ((TOKEN, FRAME[:-1]), (TOKEN[:-1], FRAME)):
        with pytest.raises(FormatError):
            write_appends([record])


def test_an_answer_whose_numbers_do_not_ascend_is_refused() -> None:
    generation = b"g" * 16
    with pytest.raises(FormatError, match=r"wire\.order"):
        read_feed(write_feed(generation, [(2, FRAME), (2, FRAME)]))
    with pytest.raises(FormatError, match=r"wire\.order"):
        read_feed(write_feed(generation, [(0, FRAME)]))


def test_unknown_fields_and_hashes_that_stand_twice_are_refused() -> None:
    with pytest.raises(FormatError):
        decode(b'{"read_hash":"","more":1}', FeedOpening)
    with pytest.raises(FormatError):
        read_hashes(["A" * 43, "A" * 43])
    with pytest.raises(FormatError):
        read_id("AAAA")


def test_work_counts_for_one_letter_and_one_box() -> None:
    work = solve(b"box", b"letter", 12)
    assert is_done(b"box", b"letter", 12, work)
    assert not is_done(b"box", b"letter", 200, work)
    assert not is_done(b"other", b"letter", 12, work) or not is_done(
        b"another", b"letter", 12, work
    )
