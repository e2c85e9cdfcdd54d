"""What somebody said or typed, read from standard input: never an argument.

Arguments are kept by the shell and seen by others.
"""

import sys

from waystation.errors import FormatError


def read(wanted: str, longest: int, code: str, *, one_line: bool = False) -> str:
    """Return a text, asked for by the words `wanted` where nothing is piped in.

    Raises:
        FormatError: nothing was given, or more than `longest` characters.
    """
    asked = sys.stdin.isatty()
    if asked:
        how = "Enter" if one_line else "Enter and Ctrl-D"
        print(f"Type {wanted}, then {how}: ", end="", file=sys.stderr, flush=True)
    one = asked and one_line
    written = sys.stdin.readline(longest + 1) if one else sys.stdin.read(longest + 1)
    if not written.strip() or len(written) > longest:
        message = f"{wanted} is needed, in at most {longest} characters"
        raise FormatError(code, message, where="standard input")
    return written.strip()
