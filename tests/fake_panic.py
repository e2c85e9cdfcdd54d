"""A first page on which colleagues are in danger: one other, and this desk's own human."""

from dataclasses import replace

from tests.fake_desk import CALM, HOUR, NOW
from waystation.desk.views import PanicRow

TAKEN = PanicRow(
    id="p-taken",
    human="seo",
    name="Seo-yeon",
    since=NOW - HOUR,
    said="She has not come home, and two men asked for her.",
    by="Tae",
    may_ask=True,
)
MINE = PanicRow(id="p-mine", human="min", name="Min-ji", since=NOW, mine=True)
IN_DANGER = replace(CALM, panics=(TAKEN, MINE))
