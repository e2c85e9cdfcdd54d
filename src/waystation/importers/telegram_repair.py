"""What Telegram Desktop has written that is not JSON, and how it is read all the same."""

import re

from waystation.importers.original import Original

# Control characters are written \x0B; others leave them bare, or half a surrogate pair.
_BAD_ESCAPE = re.compile(
    rb"(?<!\\)(?P<even>(?:\\\\)*)(?:\\x(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<bare>[\x00-\x08\x0b\x0c\x0e-\x1f]))"
)
# Version 4.1.1 left these quotes away; anything but a number runs to the line's end.
_UNQUOTED_ID = re.compile(
    rb'(?<!\\)(?P<key>"document_id":[ \t]*+)(?!["\s\[{]|null\b)'
    rb"(?:(?P<number>-?\d++)(?=\s*[,}])|(?P<value>(?:[ \t,]*+[^ \t,\r\n]++)++))"
)


def quote_ids(source: Original) -> tuple[Original, list[int]]:
    """Quote bare document ids; also return where in the new bytes that was."""
    if _UNQUOTED_ID.search(source.utf8) is None:
        return source, []
    return source.edited(_UNQUOTED_ID, _quoted)


def repair_escapes(source: Original) -> tuple[Original, list[int]]:
    r"""Write `\xHH` and bare control characters as `\u00HH`, half a surrogate as U+FFFD."""
    return source.edited(_BAD_ESCAPE, _escaped)


def _quoted(found: re.Match[bytes]) -> bytes:
    if found["number"]:
        return found["key"] + b'"' + found["number"] + b'"'
    value = found["value"].replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return found["key"] + b'"' + value + b'"'


def _escaped(found: re.Match[bytes]) -> bytes:
    if found["hex"]:
        return found["even"] + rb"\u00" + found["hex"]
    if found["bare"]:
        return found["even"] + b"\\u%04x" % ord(found["bare"])
    return found["even"] + rb"\ufffd"
