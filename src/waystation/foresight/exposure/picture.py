"""An answer as a picture: columns from left to right, one block of them for each ring.

In a block things stand under the heading of their kind; a block that is too high goes on in
another column. What one gives away stands together, and one line leads to all of it.
Nothing depends on colour: ink on its ground, shapes by kind, persons in bold.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import ceil

from msgspec import Struct

from waystation.foresight.exposure.facts import NodeKind

ROW = 24
HEADING = 34
TOP = 56
MARK = 7
GAP = 44
BETWEEN = 26
FONT = 16
SMALL = 14
MOST_WIDE = 250
LOWEST_ROWS = 14
TEXT = MARK + 6
CHARACTER = 8.7
WIDE_CHARACTER = 15.6


class Shown(Struct, frozen=True, gc=False):
    """Something in the picture; ring 0 is the one that was asked about."""

    id: str
    kind: NodeKind
    label: str
    ring: int
    via: str = ""


class Words(Struct, frozen=True):
    """What is written in the picture besides labels."""

    title: str
    rings: tuple[str, ...]
    kinds: Mapping[NodeKind, str]


class Placed(Struct, frozen=True, gc=False):
    """Where something stands: its mark's centre."""

    shown: Shown
    x: int
    y: int
    text: str


class Lead(Struct, frozen=True, gc=False):
    """A line to what stands together: from where, to which side of it."""

    x: int
    y: int
    to_x: int
    first: int
    last: int


class Layout(Struct, frozen=True):
    """Everything in its place, in pixels."""

    width: int
    height: int
    placed: tuple[Placed, ...]
    leads: tuple[Lead, ...]
    headings: tuple[tuple[int, int, str], ...]
    rings: tuple[tuple[int, str], ...]


_FLOW = (
    NodeKind.DEVICE,
    NodeKind.GROUP,
    NodeKind.HOUSE,
    NodeKind.PLACE,
    NodeKind.NUMBER,
    NodeKind.PAYMENT,
    NodeKind.MEMBER,
    NodeKind.HELPER,
    NodeKind.PERSON,
    NodeKind.CASE,
)
"""In a ring what leads on stands left of whom it leads to."""


def width_of(text: str) -> float:
    """Return about how wide a text is; what is not Latin counts as wide."""
    return sum(WIDE_CHARACTER if ord(one) > 0x2E7F else CHARACTER for one in text)


def shortened(text: str, widest: float) -> str:
    """Return a text that is not wider than this, with a mark where it was cut."""
    if width_of(text) <= widest:
        return text
    kept = text
    while kept and width_of(kept) > widest - CHARACTER:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def lay_out(shown: Sequence[Shown], words: Words) -> Layout:
    """Place everything: the more there is, the more columns a ring has."""
    rows = max(LOWEST_ROWS, ceil((len(shown) * 1.15) ** 0.5 * 2.2))
    sheet = _Sheet(words)
    for ring in range(len(words.rings)):
        here = [one for one in shown if one.ring == ring]
        if here:
            sheet.begin(ring)
            for kind in _FLOW:
                sheet.add([one for one in here if one.kind is kind], rows)
            sheet.end()
    return sheet.layout()


class _Sheet:
    """The columns so far, and the one that is being filled."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._placed: list[Placed] = []
        self._headings: list[tuple[int, int, str]] = []
        self._rings: list[tuple[int, str]] = []
        self._by_id: dict[str, Placed] = {}
        self._ring = 0
        self._left = self._begin = BETWEEN
        self._wide = 0.0
        self._y = self._lowest = TOP

    def begin(self, ring: int) -> None:
        self._ring, self._begin = ring, self._left
        self._rings.append((self._left, self._words.rings[ring]))
        self._y = TOP

    def add(self, shown: Sequence[Shown], rows: int) -> None:
        """Add what is of one kind, beside whoever gives it away, in columns of a height."""
        columns = ceil((len(shown) + 1) / rows)
        if columns > 1:
            rows = ceil((len(shown) + columns) / columns) + 1
        last = TOP + rows * ROW
        used, needed = self._y - TOP, HEADING + len(shown) * ROW
        if used * 3 > rows * ROW and self._y + needed > last:
            self._next_column()  # what leads to them then stands left of them
        headed = not self._ring
        for one in sorted(shown, key=self._place):
            needed = ROW if headed else ROW + HEADING
            if self._y > TOP and self._y + needed > last:
                self._next_column()
                headed = not self._ring
            if not headed:
                self._head(self._words.kinds[one.kind])
                headed = True
            self._put(one)

    def _place(self, one: Shown) -> tuple[int, int, str, str]:
        before = self._by_id.get(one.via)
        at = (before.x, before.y) if before else (0, 0)
        return (*at, one.via, one.label)

    def _head(self, text: str) -> None:
        self._y += HEADING if self._y > TOP else 0
        self._headings.append((self._left, self._y, text))
        self._wide = max(self._wide, min(MOST_WIDE, width_of(text)))

    def _put(self, one: Shown) -> None:
        self._y += ROW if self._ring else 0
        text = shortened(one.label, MOST_WIDE)
        placed = Placed(one, self._left + MARK, self._y - 5, text)
        self._placed.append(placed)
        self._by_id[one.id] = placed
        self._wide = max(self._wide, width_of(text) + TEXT)
        self._lowest = max(self._lowest, self._y)

    def _next_column(self) -> None:
        self._left += int(self._wide) + MARK + BETWEEN
        self._wide, self._y = 0.0, TOP

    def end(self) -> None:
        self._next_column()
        title = int(width_of(self._words.rings[self._ring]) * 1.08) + BETWEEN
        self._left = max(self._left, self._begin + title) + GAP

    def layout(self) -> Layout:
        return Layout(
            self._left - GAP,
            self._lowest + ROW,
            tuple(self._placed),
            tuple(self._leads()),
            tuple(self._headings),
            tuple(self._rings),
        )

    def _leads(self) -> Iterator[Lead]:
        for (via, x), together in groupby(
            self._placed, key=lambda one: (one.shown.via, one.x)
        ):
            before = self._by_id.get(via)
            for first, last in _runs([one.y for one in together]):
                if before is not None:
                    start = before.x + TEXT + int(width_of(before.text)) + 4
                    if x - MARK <= start:  # it stands below or before: go round the marks
                        start = before.x - MARK - 3
                    yield Lead(start, before.y, x - MARK - 5, first, last)


def _runs(heights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return first and last of what stands without a heading in between."""
    first = before = heights[0]
    for height in heights[1:]:
        if height - before > ROW:
            yield first, before
            first = height
        before = height
    yield first, before
