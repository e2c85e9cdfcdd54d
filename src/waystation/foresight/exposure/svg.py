"""A laid-out picture as SVG: no script, no style sheet, no link, no colour but ink."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from waystation.foresight.exposure.facts import NodeKind
from waystation.foresight.exposure.picture import (
    FONT,
    SMALL,
    TEXT,
    Layout,
    Lead,
    Placed,
    Shown,
    Words,
    lay_out,
)

_FAMILY = (
    "system-ui, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', sans-serif"
)

# Each drawn around 0, 0 within MARK: filled for who has a body, empty for what has not.
_MARKS = {
    NodeKind.PERSON: '<circle r="6" fill="currentColor"/>',
    NodeKind.HELPER: '<circle r="5.5" {line}/><circle r="2.2" fill="currentColor"/>',
    NodeKind.MEMBER: '<circle r="5.5" {line}/>',
    NodeKind.HOUSE: '<path d="M-6 0L0-6L6 0V6H-6Z" {line}/>',
    NodeKind.PLACE: '<path d="M0-6L6 0L0 6L-6 0Z" {line}/>',
    NodeKind.DEVICE: '<path d="M-6-5H6V3H-6ZM-3 6H3" {line}/>',
    NodeKind.GROUP: '<path d="M-5-5H3V3H-5ZM-2 3V6H6V-2H3" {line}/>',
    NodeKind.NUMBER: '<path d="M-2-6L-4 6M4-6L2 6M-6-2H6M-6 2H6" {line}/>',
    NodeKind.PAYMENT: '<path d="M-6-4H6V4H-6ZM-6-1H6" {line}/>',
    NodeKind.CASE: '<path d="M-6-5H-1L1-3H6V5H-6Z" {line}/>',
}
_LINE = 'fill="none" stroke="currentColor" stroke-width="1.6"'


def draw(shown: tuple[Shown, ...], words: Words, *, alone: bool = False) -> str:
    """Return the picture; `alone` it is a file of its own, with its own ground and ink."""
    layout = lay_out(shown, words)
    return "\n".join(_lines(layout, words, alone=alone)) + "\n"


def _lines(layout: Layout, words: Words, *, alone: bool) -> Iterator[str]:
    ground = "#fff" if alone else "var(--card)"
    size = f'width="{layout.width}" height="{layout.height}"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {layout.width} {layout.height}" role="img" '
        f'aria-label={quoteattr(words.title)} font-family="{_FAMILY}" font-size="{FONT}"'
        + (' color="#1b1f23">' if alone else ">")
    )
    yield f"<title>{escape(words.title)}</title>"
    if alone:
        yield '<rect width="100%" height="100%" fill="#fff"/>'
    yield '<g fill="none" stroke="currentColor" stroke-opacity=".4">'
    for lead in layout.leads:
        yield f'<path d="{_way(lead)}"/>'
    yield "</g>"
    halo = f'paint-order="stroke" stroke={quoteattr(ground)} stroke-width="4"'
    yield f'<g fill="currentColor" {halo}>'
    for x, text in layout.rings:
        yield f'<text x="{x}" y="22" font-weight="600">{escape(text)}</text>'
    for x, y, text in layout.headings:
        yield f'<text x="{x}" y="{y}" font-size="{SMALL}">{escape(text)}</text>'
    for one in layout.placed:
        yield _label(one)
    yield "</g>"
    for one in layout.placed:
        yield _mark(one)
    yield "</svg>"


def _label(one: Placed) -> str:
    heavy = ' font-weight="600"' if one.shown.kind is NodeKind.PERSON else ""
    return f'<text x="{one.x + TEXT}" y="{one.y + 5}"{heavy}>{escape(one.text)}</text>'


def _mark(one: Placed) -> str:
    mark = _MARKS[one.shown.kind].format(line=_LINE)
    title = f"<title>{escape(one.shown.label)}</title>"
    return f'<g transform="translate({one.x} {one.y})">{title}{mark}</g>'


def _way(lead: Lead) -> str:
    """Return a curve from the end of a label to the side of what it leads to, and a bar."""
    x, y, to, middle = lead.x, lead.y, lead.to_x, (lead.first + lead.last) // 2
    bar = f"M{to} {lead.first - 8}V{lead.last + 8}" if lead.last > lead.first else ""
    if to > x:
        half = (x + to) // 2
        return f"M{x} {y}C{half} {y} {half} {middle} {to} {middle}{bar}"
    return f"M{x} {y}C{x - 14} {y} {to - 14} {middle} {to} {middle}{bar}"
