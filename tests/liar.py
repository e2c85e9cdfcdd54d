"""A relay that lies: in front of an honest one in memory, one lie at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes import MemoryRelay
from waystation.errors import ConflictError, FormatError, NotFoundError, UnavailableError
from waystation.post.client import Page

Lie = Callable[["Liar", Page], Page]


def drop(liar: "Liar", page: Page) -> Page:
    """Leave one record out and show those behind it."""
    at = liar.pick(len(page.records) - 1)
    return page if at is None else _with(page, page.records[:at] + page.records[at + 1 :])


def double(liar: "Liar", page: Page) -> Page:
    at = liar.pick(len(page.records))
    return page if at is None else _with(page, (*page.records, page.records[at]))


def reorder(liar: "Liar", page: Page) -> Page:
    return _with(page, page.records[::-1])


def swap_numbers(liar: "Liar", page: Page) -> Page:
    """Give two records each other's number: another order than others are shown."""
    if len(page.records) < 2:
        return page
    (one, first), (two, second), *rest = page.records
    return _with(page, ((one, second), (two, first), *rest))


def flip(liar: "Liar", page: Page) -> Page:
    """Change one bit behind the handle of one record."""
    return _changed(liar, page, lambda raw: raw[:200] + bytes([raw[200] ^ 4]) + raw[201:])


def move_to_other_cell(liar: "Liar", page: Page) -> Page:
    """Put the handle of another cell before what was sealed for this one."""
    handles = sorted(handle for _, handle in liar.honest.handles)

    def change(raw: bytes) -> bytes:
        others = [handle for handle in handles if handle != raw[:16]]
        return others[liar.pick(len(others)) or 0] + raw[16:]

    return _changed(liar, page, change)


def truncate(liar: "Liar", page: Page) -> Page:
    return _changed(liar, page, lambda raw: raw[: len(raw) // 2])


def replace_with_noise(liar: "Liar", page: Page) -> Page:
    return _changed(liar, page, lambda raw: b"\x5a" * len(raw))


def roll_back(liar: "Liar", page: Page) -> Page:
    """Answer as if less had ever been there."""
    return Page(page.generation, (), max(page.last // 2 - 1, 0))


def withhold(liar: "Liar", page: Page) -> Page:
    """Say that there is more and show nothing."""
    return _with(page, ())


def hide_the_newest(liar: "Liar", page: Page) -> Page:
    """Answer as if the newest record had not come yet."""
    kept = page.records[:-1]
    newest = page.records[-1:]
    return Page(page.generation, kept, newest[0][0] - 1) if newest else page


def invent_a_generation(liar: "Liar", page: Page) -> Page:
    liar.drawn += 1
    return replace(page, generation=liar.drawn.to_bytes(16, "big"))


def invent_a_record(liar: "Liar", page: Page) -> Page:
    """Show an old record once more under a number far ahead."""
    seqs = [seq for seq, _ in page.records] or [page.last]
    noise = page.records[0][1] if page.records else b"\x5a" * 1068
    far = (seqs[-1] + 50, noise)
    return Page(page.generation, (*page.records, far), far[0])


def answer_garbage(liar: "Liar", page: Page) -> Page:
    raise FormatError("relay.garbage", "not one number for every frame")


def deny(liar: "Liar", page: Page) -> Page:
    raise NotFoundError("relay.no_such", "no")


def hang_up(liar: "Liar", page: Page) -> Page:
    raise UnavailableError("relay.unreachable", "down", retry_after=None)


LIES: tuple[Lie, ...] = (
    drop,
    double,
    reorder,
    swap_numbers,
    flip,
    move_to_other_cell,
    truncate,
    replace_with_noise,
    roll_back,
    withhold,
    hide_the_newest,
    invent_a_generation,
    invent_a_record,
    answer_garbage,
    deny,
    hang_up,
)


@dataclass
class Liar:
    """Speaks the relay's protocol to one desk.

    Attributes:
        lie: what is done to every page that is read; None for the truth.
        swallow: acknowledge frames and letters without keeping them.
        told: how many answers were not the truth.
    """

    honest: MemoryRelay
    lie: Lie | None = None
    swallow: bool = False
    told: int = 0
    drawn: int = 0
    choose: Callable[[int], int] = field(default=lambda count: count - 1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.honest, name)

    def pick(self, count: int) -> int | None:
        return None if count < 1 else self.choose(count)

    def read_feed(self, feed: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        return self._tell(self.honest.read_feed(feed, token, after))

    def read_box(self, box: bytes, token: bytes, after: int, wait_s: int = 0) -> Page:
        return self._tell(self.honest.read_box(box, token, after))

    def read_boxes(self, boxes: Sequence[tuple[bytes, bytes, int]]) -> list[Page]:
        return [self.read_box(*one) for one in boxes]

    def append(self, feed: bytes, records: Sequence[tuple[bytes, bytes]]) -> list[int]:
        if not self.swallow:
            return self.honest.append(feed, records)
        self.told += 1
        return [7_000 + number for number, _ in enumerate(records)]

    def _tell(self, page: Page) -> Page:
        if self.lie is None:
            return page
        try:
            said = self.lie(self, page)
        except (FormatError, NotFoundError, ConflictError, UnavailableError):
            self.told += 1
            raise
        self.told += said != page
        return said


def _with(page: Page, records: Sequence[tuple[int, bytes]]) -> Page:
    return replace(page, records=tuple(records))


def _changed(liar: Liar, page: Page, change: Callable[[bytes], bytes]) -> Page:
    at = liar.pick(len(page.records))
    if at is None:
        return page
    seq, raw = page.records[at]
    return _with(page, (*page.records[:at], (seq, change(raw)), *page.records[at + 1 :]))
