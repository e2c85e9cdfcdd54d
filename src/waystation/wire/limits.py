"""Sizes and bounds that the relay and everyone who talks to it agree on (spec/relay.md)."""

from typing import Final

VERSION: Final = 1

TOKEN_BYTES: Final = 32
HASH_BYTES: Final = 32
HANDLE_BYTES: Final = 16
GENERATION_BYTES: Final = 16
CHUNK_ID_BYTES: Final = 32
ID_BYTES_MIN: Final = 16  # of a feed, box, watch or slip: never fewer random bits than 128
ID_BYTES_MAX: Final = 32

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
ENC_BYTES: Final = 1120
SIZE_CLASSES: Final = (1024, 8192, 65536)
LETTER_CLASS: Final = 8192
SLIP_CLASS: Final = 65536  # of every slip, so that its size does not say what is in it

FRAME_SIZES: Final = frozenset(
    HANDLE_BYTES + NONCE_BYTES + size + TAG_BYTES for size in SIZE_CLASSES
)
LETTER_BYTES: Final = ENC_BYTES + LETTER_CLASS + TAG_BYTES
SLIP_BYTES: Final = ENC_BYTES + SLIP_CLASS + TAG_BYTES
CHUNK_BYTES: Final = NONCE_BYTES + 65536 + TAG_BYTES  # 64 KiB of a file, sealed

APPEND_BODY_MAX: Final = 4 * 1024 * 1024
JSON_BODY_MAX: Final = 256 * 1024
READ_BODY_MAX: Final = 4 * 1024 * 1024
RECORDS_MAX: Final = 4096  # frames in one append
WAIT_SECONDS_MAX: Final = 30
LETTERS_ASKED_MAX: Final = 256
BOXES_READ_MAX: Final = 64  # in one request

HASHES_MAX: Final = 16  # closers of a handle, people who can disarm a watch
NOTES_MAX: Final = 16
GRACE_SECONDS_MAX: Final = 7 * 24 * 3600
WORK_BYTES: Final = 8
