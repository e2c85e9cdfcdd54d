"""What other people wrote, made safe to show on a terminal."""

import re

# Controls of a terminal and of the direction of writing: people can put them in any name.
# Line ends of other programs would break a row in two, and half a pair cannot be written.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def safe(text: str) -> str:
    """Return a text in which what would command a terminal is shown, not obeyed."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
