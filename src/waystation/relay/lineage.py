"""How a relay notices that its database is an older copy than the one it last ran on.

Each beat counts in the database first and then in a file beside it, which backups leave
out. A database that has counted less than the file, or that lies beside no file, was
restored: its readers must be told, by a new generation.
"""

import contextlib
from pathlib import Path

BEAT_FILE = "beat"


def was_restored(directory: Path, beat: int) -> bool:
    """Tell whether a database that has counted to `beat` is older than its directory."""
    try:
        return int((directory / BEAT_FILE).read_text("ascii")) > beat
    except (OSError, ValueError):
        return True


def write_down(directory: Path, beat: int) -> None:
    """Count beside the database. Lost or late is harmless: it is never ahead of it."""
    fresh = directory / f"{BEAT_FILE}.new"
    with contextlib.suppress(OSError):
        fresh.write_text(str(beat), "ascii")
        fresh.replace(directory / BEAT_FILE)
