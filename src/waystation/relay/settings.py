"""What a relay's operator may set: quotas and times (spec/relay.md, limits)."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Settings:
    """Bounds on what one relay takes. None of them is a secret."""

    work_bits: int = 16
    feeds_max: int = 1_000
    boxes_max: int = 1_000_000
    feed_bytes_a_day: int = 4 * 1024**3
    letters_a_day: int = 2_000
    letters_a_day_unknown: int = (
        1_500  # the rest is kept for those who show the box's token
    )
    letter_days: int = 90
    watch_days: int = 90
    slip_days: int = 90
    fleeting: timedelta = timedelta(hours=24)
    doubles_known: timedelta = timedelta(days=14)  # of fleeting letters that are gone
    outage: timedelta = timedelta(seconds=30)
    beat: timedelta = timedelta(seconds=10)
    sweep: timedelta = timedelta(minutes=10)
    group_jobs: int = 512
    group_watches: int = 500
