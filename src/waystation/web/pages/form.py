"""Reads what a form of ours sent."""

import asyncio
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from waystation.errors import FormatError, NotPermittedError
from waystation.web.session import Session

_MOST_BYTES = 16 * 1024
_LONGEST_REASON = 200
_LONGEST_S = 10.0


async def read(request: Request) -> dict[str, str]:
    """Return a form's fields once its token was found right.

    Raises:
        FormatError: no such form, or too long.
        NotPermittedError: it does not carry this session's token.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise FormatError("web.form", "not a form")
    raw = await _body(request)
    try:
        fields = dict(parse_qsl(raw.decode("utf-8"), max_num_fields=20, errors="strict"))
    except ValueError as error:
        raise FormatError("web.form", "not a form in UTF-8") from error
    session: Session = request.state.session
    if not session.accepts(fields.get("csrf", "")):
        raise NotPermittedError("web.csrf", "the form is not from this session")
    return fields


async def _body(request: Request) -> bytes:
    raw = b""
    try:
        async with asyncio.timeout(_LONGEST_S):
            async for part in request.stream():
                raw += part
                if len(raw) > _MOST_BYTES:
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
    written = " ".join(fields.get("reason", "").split())
    if not written or len(written) > _LONGEST_REASON:
        raise FormatError("web.reason", "a reason is needed, in at most 200 characters")
    return written
