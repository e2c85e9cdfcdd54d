"""Bytes and times as text: unpadded base64url, compact JSON, RFC 3339 in UTC.

Nothing here decides what is valid beyond the encoding itself; nothing is ever encoded again
in order to be verified (K-3).
"""

import base64
import binascii
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from waystation.errors import FormatError

Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | float | bool | None


def b64(raw: bytes) -> str:
    """Encode as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def unb64(text: str, *, size: int | None = None) -> bytes:
    """Decode unpadded base64url, refusing every other spelling of the same bytes.

    Raises:
        FormatError: not canonical unpadded base64url, or not `size` bytes long.
    """
    try:
        raw = base64.b64decode(
            text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True
        )
    except (ValueError, binascii.Error) as error:
        raise FormatError("encoding.base64", "not unpadded base64url") from error
    if b64(raw) != text:
        raise FormatError("encoding.base64", "not the canonical unpadded base64url")
    if size is not None and len(raw) != size:
        raise FormatError("encoding.size", "decoded bytes have the wrong length")
    return raw


def to_json(value: Any) -> bytes:
    """Write compact UTF-8 JSON, keys in the order given."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise FormatError("encoding.json", "the value has no JSON form") from error


def from_json(raw: bytes) -> Any:
    """Read UTF-8 JSON; a repeated key, a NaN or too deep a nesting is refused.

    Raises:
        FormatError: the bytes are not such JSON.
    """
    try:
        return json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique_keys, parse_constant=_no_constant
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FormatError("encoding.json", "not strict UTF-8 JSON") from error


def spoken(words: str) -> str:
    """Return spoken words as they are compared: composed, lower case, without spaces.

    Who writes Chinese or Thai puts none between words, and in Korean one is easily missed.
    """
    lowered = unicodedata.normalize("NFC", words).lower()
    return unicodedata.normalize("NFC", "".join(lowered.split()))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _no_constant(_name: str) -> Any:
    raise ValueError("not a JSON number")


def to_rfc3339(moment: datetime) -> str:
    """Write a moment as `2026-03-01T12:00:00Z`, cut to whole seconds.

    Raises:
        FormatError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise FormatError("encoding.time", "a moment without a time zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_rfc3339(text: str) -> datetime:
    """Read `2026-03-01T12:00:00Z`; no other form is accepted.

    Raises:
        FormatError: the text has another form or is no moment.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise FormatError("encoding.time", "not a moment in UTC to the second") from error
