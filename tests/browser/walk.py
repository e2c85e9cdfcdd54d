"""What every page is held to: WCAG 2.2 AA, no scrolling sideways, large targets."""

from tests.browser.test_pages_accessible import OVERFLOW, RUN, SMALL_TARGETS, TAGS

BOTH = ("light", "dark")
WIDTHS = (320, 1280, 360)
_OPEN_ALL = (
    "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
)


def breaks(page, axe: str, *, schemes: tuple[str, ...] = BOTH) -> list[object]:
    """Open what is folded and return what the page breaks; it stays light and narrow."""
    page.evaluate(_OPEN_ALL)
    page.evaluate(axe)
    found: list[object] = []
    for scheme in reversed(schemes):
        page.emulate_media(color_scheme=scheme)
        found += [(scheme, one) for one in page.evaluate(RUN, TAGS)]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if (over := page.evaluate(OVERFLOW)) > 0:
            found.append((width, over))
        found += [(width, one) for one in page.evaluate(SMALL_TARGETS)]
    return found
