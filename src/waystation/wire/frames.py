"""Records of appends and of what is read back (spec/relay.md R-3, R-5).

An append is records of token (32) ‖ length (4, big-endian) ‖ frame; what is read is
generation (16), then records of sequence (8, big-endian) ‖ length (4) ‖ frame or letter.
Of several boxes it is generation (16), then for each newest sequence (8) ‖ length (4) ‖ its
records.
"""

import struct
from collections.abc import Iterable

from waystation.errors import FormatError
from waystation.wire.limits import (
    FRAME_SIZES,
    GENERATION_BYTES,
    HANDLE_BYTES,
    LETTER_BYTES,
    RECORDS_MAX,
    TOKEN_BYTES,
)

_APPEND_HEAD = struct.Struct(f">{TOKEN_BYTES}sI")
_READ_HEAD = struct.Struct(">QI")
_BOX_HEAD = struct.Struct(">QI")
SEQ_MAX = 2**63 - 1
_READ_SIZES = FRAME_SIZES | {LETTER_BYTES}


def handle_of(frame: bytes) -> bytes:
    """Return the handle that a frame begins with."""
    return frame[:HANDLE_BYTES]


def write_appends(records: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Write (append token, frame) pairs as the body of one append.

    Raises:
        FormatError: a token or a frame has a size that no relay takes.
    """
    parts: list[bytes] = []
    for number, (token, frame) in enumerate(records):
        if len(token) != TOKEN_BYTES:
            raise FormatError(
                "wire.token", "a token has 32 bytes", where=f"record {number}"
            )
        check_frame(frame, where=f"record {number}")
        parts.append(_APPEND_HEAD.pack(token, len(frame)))
        parts.append(frame)
    return b"".join(parts)


def read_appends(body: bytes) -> list[tuple[bytes, bytes]]:
    """Read the body of an append: at least one record, nothing left over.

    Raises:
        FormatError: truncated, empty, too many records, or a size no frame has.
    """
    records: list[tuple[bytes, bytes]] = []
    at, end = 0, len(body)
    while at < end:
        if end - at < _APPEND_HEAD.size:
            raise _broken("wire.truncated", len(records))
        token, length = _APPEND_HEAD.unpack_from(body, at)
        at += _APPEND_HEAD.size
        if length not in FRAME_SIZES:
            raise _broken("wire.frame_size", len(records))
        if end - at < length:
            raise _broken("wire.truncated", len(records))
        records.append((token, body[at : at + length]))
        at += length
    if not 0 < len(records) <= RECORDS_MAX:
        raise FormatError("wire.record_count", "an append holds 1 to 4096 records")
    return records


def write_feed(generation: bytes, records: Iterable[tuple[int, bytes]]) -> bytes:
    """Write what a reader of a feed or of a box gets: the generation, then the records."""
    parts = [generation]
    for seq, frame in records:
        parts.append(_READ_HEAD.pack(seq, len(frame)))
        parts.append(frame)
    return b"".join(parts)


def read_feed(body: bytes) -> tuple[bytes, list[tuple[int, bytes]]]:
    """Read a feed's or a box's answer: its generation and (sequence, bytes), ascending.

    Raises:
        FormatError: truncated, out of order, or a size that neither frame nor letter has.
    """
    if len(body) < GENERATION_BYTES:
        raise FormatError("wire.truncated", "the answer ends in its generation")
    return body[:GENERATION_BYTES], _read_records(body, GENERATION_BYTES, len(body))


def write_boxes(
    generation: bytes, boxes: Iterable[tuple[int, Iterable[tuple[int, bytes]]]]
) -> bytes:
    """Write what a reader of several boxes gets: the newest number and records of each."""
    parts = [generation]
    for last, records in boxes:
        held = write_feed(b"", records)
        parts += [_BOX_HEAD.pack(last, len(held)), held]
    return b"".join(parts)


def read_boxes(body: bytes) -> tuple[bytes, list[tuple[int, list[tuple[int, bytes]]]]]:
    """Read such an answer: its generation, and the newest number and records of each box.

    Raises:
        FormatError: truncated, out of order, or a size that no record has.
    """
    if len(body) < GENERATION_BYTES:
        raise FormatError("wire.truncated", "the answer ends in its generation")
    boxes: list[tuple[int, list[tuple[int, bytes]]]] = []
    at, end = GENERATION_BYTES, len(body)
    while at < end:
        if end - at < _BOX_HEAD.size:
            raise _broken("wire.truncated", len(boxes))
        last, length = _BOX_HEAD.unpack_from(body, at)
        at += _BOX_HEAD.size
        if end - at < length:
            raise _broken("wire.truncated", len(boxes))
        if last > SEQ_MAX:
            raise _broken("wire.order", len(boxes))
        boxes.append((last, _read_records(body, at, at + length)))
        at += length
    return body[:GENERATION_BYTES], boxes


def _read_records(body: bytes, at: int, end: int) -> list[tuple[int, bytes]]:
    records: list[tuple[int, bytes]] = []
    before = 0
    while at < end:
        if end - at < _READ_HEAD.size:
            raise _broken("wire.truncated", len(records))
        seq, length = _READ_HEAD.unpack_from(body, at)
        at += _READ_HEAD.size
        if length not in _READ_SIZES:
            raise _broken("wire.frame_size", len(records))
        if end - at < length:
            raise _broken("wire.truncated", len(records))
        if not before < seq <= SEQ_MAX:
            raise _broken("wire.order", len(records))
        records.append((seq, body[at : at + length]))
        at, before = at + length, seq
    return records


def check_frame(frame: bytes, *, where: str = "") -> None:
    """Refuse what is not exactly of a frame's size.

    Raises:
        FormatError: another size.
    """
    if len(frame) not in FRAME_SIZES:
        raise FormatError("wire.frame_size", "no size class has such a frame", where=where)


def check_letter(letter: bytes, *, where: str = "") -> None:
    """Refuse what is not exactly of a letter's size.

    Raises:
        FormatError: another size.
    """
    if len(letter) != LETTER_BYTES:
        raise FormatError(
            "wire.letter_size", "a sealed letter has another size", where=where
        )


_SAYS = {
    "wire.truncated": "a record is cut off",
    "wire.frame_size": "a record has a size that none may have",
    "wire.order": "sequence numbers do not ascend",
}


def _broken(code: str, number: int) -> FormatError:
    return FormatError(code, _SAYS[code], where=f"record {number}")
