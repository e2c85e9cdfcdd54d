"""Reads what a form of ours sent."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from waystation.errors import FormatError, NotPermittedError
from waystation.web.session import Session

_MOST_BYTES = 16 * 1024
_MOST_FIELDS = 20
_LONGEST_REASON = 200
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
    raw = await _body(request, most_bytes)
    try:
        text = raw.decode("utf-8")
        fields = dict(parse_qsl(text, max_num_fields=most_fields, errors="strict"))
    except ValueError as error:
        raise FormatError("web.form", "not a form in UTF-8") from error
    session: Session = request.state.session
    if not session.accepts(fields.get("csrf", "")):
        raise NotPermittedError("web.csrf", "the form is not from this session")
    return fields


async def _body(request: Request, most_bytes: int) -> bytes:
    raw = b""
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
    return raw


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
