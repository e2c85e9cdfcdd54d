"""Reads what a form of ours sent."""

import asyncio
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from waystation.errors import FormatError, NotPermittedError
from waystation.web.port import Settings
from waystation.web.session import Session

E = TypeVar("E", bound=StrEnum)
# Every field filled to its end: a form writes nine bytes for one letter of Korean.
_MOST_BYTES = 128 * 1024
_MOST_FIELDS = 20
_LONGEST_REASON = 200
_LONGEST_TEXT = 2000
_LONGEST_S = 10.0


async def read(
    request: Request, *, most_bytes: int = _MOST_BYTES, most_fields: int = _MOST_FIELDS
) -> dict[str, str]:
    """Return a form's fields once its token was found right.

    Raises:
        FormatError: no such form, or too long.
        NotPermittedError: it does not carry this session's token.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise FormatError("web.form", "not a form")
    raw = await body(request, most_bytes)
    try:
        text = raw.decode("utf-8")
        fields = dict(parse_qsl(text, max_num_fields=most_fields, errors="strict"))
    except ValueError as error:
        raise FormatError("web.form", "not a form in UTF-8") from error
    session: Session = request.state.session
    if not session.accepts(fields.get("csrf", "")):
        raise NotPermittedError("web.csrf", "the form is not from this session")
    return fields


async def body(request: Request, most_bytes: int) -> bytes:
    """Return the body of a form, in memory.

    Raises:
        FormatError: too long, too slow, or broken off.
    """
    raw = bytearray()
    try:
        async with asyncio.timeout(_LONGEST_S):
            async for part in request.stream():
                raw += part
                if len(raw) > most_bytes:
                    raise FormatError("web.form", "the form is too long")
    except TimeoutError as error:
        raise FormatError("web.form", "the form did not come to an end") from error
    except ClientDisconnect as error:
        raise FormatError("web.form", "the form broke off") from error
    return bytes(raw)


def reason(fields: dict[str, str]) -> str:
    """Return the reason that was written.

    Raises:
        FormatError: none was given, or it is too long.
    """
    return words(fields, "reason")


def words(fields: dict[str, str], name: str) -> str:
    """Return the few words that were written in a field.

    Raises:
        FormatError: none were, or too many.
    """
    written = " ".join(fields.get(name, "").split())
    if not written or len(written) > _LONGEST_REASON:
        raise FormatError("web.reason", "words are needed, in at most 200 characters")
    return written


def chosen(fields: dict[str, str], name: str, kind: type[E]) -> E:
    """Return what was chosen of a list of ours.

    Raises:
        FormatError: nothing on it.
    """
    said = fields.get(name, "")
    if said not in {one.value for one in kind}:
        raise FormatError("web.form", "not one of the choices")
    return kind(said)


def text(fields: dict[str, str], name: str) -> str:
    """Return what was written in a field that may stay empty.

    Raises:
        FormatError: far too much.
    """
    # A browser counts the end of a line as one character, and sends two.
    written = fields.get(name, "").replace("\r\n", "\n").strip()
    if len(written) > _LONGEST_TEXT:
        raise FormatError("web.line", "too many words")
    return written


def end_of_day(fields: dict[str, str], name: str, settings: Settings) -> datetime:
    """Return the end of a day that was chosen, where the desk is.

    Raises:
        FormatError: not a day.
    """
    try:
        begins = datetime.fromisoformat(fields.get(name, "")).replace(tzinfo=settings.zone)
        return (begins + timedelta(hours=23, minutes=59)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise FormatError("web.day", "not a day") from error


def ticked(fields: dict[str, str], name: str) -> tuple[str, ...]:
    """Return what was ticked of several: each is a field of its own, `name.value`."""
    begins = f"{name}."
    return tuple(one.removeprefix(begins) for one in fields if one.startswith(begins))


def some(fields: dict[str, str], name: str) -> str:
    """Return which of several was chosen, by its id.

    Raises:
        FormatError: none was.
    """
    said = fields.get(name, "")
    if not said:
        raise FormatError("web.choice", "nothing was chosen")
    return said


def line(fields: dict[str, str], name: str) -> str:
    """Return a few words that may be left out.

    Raises:
        FormatError: too many.
    """
    return words(fields, name) if fields.get(name, "").strip() else ""
