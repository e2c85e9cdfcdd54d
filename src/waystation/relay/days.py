"""Time as the store keeps it: whole days, and whole seconds where a deadline needs them."""

from datetime import UTC, datetime

_DAY_SECONDS = 86_400


def day_of(moment: datetime) -> int:
    """Return the day since 1970; arrival is kept no closer than that."""
    return int(moment.timestamp()) // _DAY_SECONDS


def to_seconds(moment: datetime) -> int:
    """Return whole seconds since 1970."""
    return int(moment.timestamp())


def from_seconds(seconds: int) -> datetime:
    """Return the moment of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
