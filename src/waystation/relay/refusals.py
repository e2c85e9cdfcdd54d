"""What a relay says when it refuses, worded once: absent and forbidden sound alike."""

import sqlite3
from datetime import datetime, timedelta

from waystation.errors import NotFoundError, UnavailableError

FULL = "relay.full"
_DISK_RETRY_S = 30.0
_SOON_S = 1.0
_NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_TOOBIG}


def no_such(where: str = "") -> NotFoundError:
    """Say that there is nothing here for the one who asks, whatever the reason is."""
    return NotFoundError("relay.no_such", "nothing here, or not for you", where=where)


def over_quota(now: datetime) -> UnavailableError:
    """Say that today's share is used up, and when the next day begins."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    wait = (tomorrow - now).total_seconds()
    return UnavailableError("relay.quota", "no more today", retry_after=wait)


def of_disk(error: sqlite3.Error) -> UnavailableError:
    """Say that nothing was stored: no space, or the disk does not answer now."""
    if getattr(error, "sqlite_errorcode", None) in _NO_SPACE:
        return UnavailableError(
            FULL, "no space to store this now", retry_after=_DISK_RETRY_S
        )
    return UnavailableError("relay.disk", "nothing can be stored now", retry_after=_SOON_S)
