"""What somebody is known by, read from standard input: never an argument.

Arguments are kept by the shell and seen by others; these are the names, numbers and plates
of people who could be harmed for them.
"""

import sys

from waystation.desk.case import KnownBy
from waystation.errors import FormatError

_LONGEST = 4000
_MOST = 16
_LONGEST_VALUE = 200


def known_by() -> KnownBy:
    """Read lines like `number: +86 138 1234 5678`; nothing where nothing is piped in.

    Raises:
        FormatError: a line is none of `name:`, `number:`, `plate:`, or too much was given.
    """
    if sys.stdin.isatty():
        return KnownBy()
    written = sys.stdin.read(_LONGEST + 1)
    found: dict[str, list[str]] = {"name": [], "number": [], "plate": []}
    for number, line in enumerate(written.splitlines(), 1):
        if not line.strip():
            continue
        what, colon, value = line.partition(":")
        what, value = what.strip().casefold(), value.strip()
        if not colon or what not in found or not value or len(value) > _LONGEST_VALUE:
            raise _refused(number)
        found[what].append(value)
    if len(written) > _LONGEST or any(len(each) > _MOST for each in found.values()):
        raise _refused(0)
    return KnownBy(tuple(found["name"]), tuple(found["number"]), tuple(found["plate"]))


def _refused(line: int) -> FormatError:
    message = "lines of `name: `, `number: ` or `plate: `, at most sixteen of each"
    where = f"standard input, line {line}" if line else "standard input"
    return FormatError("known_by.form", message, where=where)
