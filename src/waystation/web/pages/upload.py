"""Reads a form of ours that carries a file: in memory alone.

The toolkit's own reader of such forms would put a large file on the disk, in clear.
"""

import asyncio
import re
from dataclasses import dataclass
from email.message import Message

from starlette.requests import ClientDisconnect, Request

from waystation.errors import FormatError, NotPermittedError
from waystation.web.pages import form
from waystation.web.session import Session

_KIND = "multipart/form-data"
_MOST_PARTS = 20
_PASSED_OVER = 256 * 1024 * 1024
_LONGEST_S = 10.0
_BESIDE_THE_FILE = 16 * 1024
_LONGEST_FIELD = 4 * 1024
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,\-./:=?]{1,70}")


@dataclass(frozen=True, slots=True)
class Upload:
    """The fields of a form, and its file: None where none was chosen."""

    fields: dict[str, str]
    file: bytes | None


async def read(request: Request, name: str, most_bytes: int) -> Upload:
    """Return a form whose field `name` is a file, once its token was found right.

    A form without a file is read as any other.

    Raises:
        FormatError: no such form, or `NAME.large`.
        NotPermittedError: it does not carry this session's token.
    """
    if not request.headers.get("content-type", "").startswith(_KIND):
        return Upload(await form.read(request), None)
    boundary = _parameter(request.headers["content-type"], "boundary")
    if not _BOUNDARY.fullmatch(boundary):
        raise FormatError("web.form", "not a form")
    most = most_bytes + _BESIDE_THE_FILE
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        await _pass_over(request)
        raise FormatError(f"{name}.large", "the file is too large")
    raw = await form.body(request, most)
    found = _read(raw, boundary.encode("ascii"), name)
    session: Session = request.state.session
    if not session.accepts(found.fields.get("csrf", "")):
        raise NotPermittedError("web.csrf", "the form is not from this session")
    return found


async def _pass_over(request: Request) -> None:
    """Let a browser send what is too large: while it sends, it reads no answer."""
    size = 0
    try:
        async with asyncio.timeout(_LONGEST_S):
            async for part in request.stream():
                size += len(part)
                if size > _PASSED_OVER:
                    return
    except (TimeoutError, ClientDisconnect):
        return


def _read(raw: bytes, boundary: bytes, name: str) -> Upload:
    """Take a form apart (RFC 7578): each part is a name and what it carries."""
    begins, *parts = (b"\r\n" + raw).split(b"\r\n--" + boundary)
    if begins or not parts or not parts.pop().startswith(b"--") or len(parts) > _MOST_PARTS:
        raise FormatError("web.form", "not a form")
    fields: dict[str, str] = {}
    file: bytes | None = None
    for part in parts:
        head, found, carried = part.partition(b"\r\n\r\n")
        called = _name(head)
        if not found or not called:
            raise FormatError("web.form", "not a form")
        if called == name:
            file = carried or None
        else:
            fields[called] = _text(carried)
    return Upload(fields, file)


def _name(head: bytes) -> str:
    for line in head.decode("utf-8", "replace").split("\r\n"):
        kind, _, said = line.partition(":")
        if kind.strip().lower() == "content-disposition":
            return _parameter(said.strip(), "name")
    return ""


def _parameter(said: str, name: str) -> str:
    message = Message()
    message["content-type"] = said.replace("\r", " ").replace("\n", " ")
    found = message.get_param(name)
    return found if isinstance(found, str) else ""


def _text(carried: bytes) -> str:
    if len(carried) > _LONGEST_FIELD:
        raise FormatError("web.form", "the form is too long")
    try:
        return carried.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("web.form", "not a form in UTF-8") from error
