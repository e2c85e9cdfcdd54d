"""Text in columns: Korean letters take two places, words are kept whole."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_WIDE = {"W", "F"}
SEPARATOR = " │ "


def display_width(text: str) -> int:
    """Return the places that a text takes in a terminal."""
    return sum(_places(letter) for letter in text)


def _places(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def wrap(text: str, places: int) -> list[str]:
    """Break a text into lines; only a word longer than a line is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, places):
                longer = f"{line} {piece}" if line else piece
                if line and display_width(longer) > places:
                    lines.append(line)
                    line = piece
                else:
                    line = longer
        lines.append(line)
    return lines


def _pieces(word: str, places: int) -> Iterator[str]:
    piece, taken = "", 0
    for letter in word:
        step = _places(letter)
        if piece and taken + step > places:
            yield piece
            piece, taken = "", 0
        piece += letter
        taken += step
    yield piece


def fill(text: str, places: int) -> str:
    """Add blanks up to a width."""
    return text + " " * max(0, places - display_width(text))


def side_by_side(cells: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    """Set several columns of lines beside each other."""
    return [
        SEPARATOR.join(
            fill(line, places) for line, places in zip(row, widths, strict=True)
        ).rstrip()
        for row in zip_longest(*cells, fillvalue="")
    ]


def rule(widths: Sequence[int]) -> str:
    """Return the line under the heads of columns."""
    return "─┼─".join("─" * places for places in widths)


def shares(places: int, parts: Sequence[int]) -> list[int]:
    """Divide a width among columns, less what separates them."""
    room = places - len(SEPARATOR) * (len(parts) - 1)
    widths = [room * part // sum(parts) for part in parts]
    widths[-1] += room - sum(widths)
    return widths
