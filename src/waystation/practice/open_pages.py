"""Keeps the practice organisation open in the browser until Ctrl-C."""

import contextlib
import sys

from waystation.practice.organisation import ORGANISER, PracticeOrganisation
from waystation.practice.show import Screen


def stay_open(organisation: PracticeOrganisation, screen: Screen, port: int) -> None:
    """Serve the coordinator's pages; Enter prints a new address, Ctrl-C ends it all."""
    address = organisation.tell(
        ORGANISER, "pages", port=port, replays=str(organisation.replays)
    )
    screen.lines(["", screen.labels.pages.format(address), screen.labels.stop])
    with contextlib.suppress(KeyboardInterrupt):
        for _line in sys.stdin:
            screen.lines([organisation.tell(ORGANISER, "address")])
