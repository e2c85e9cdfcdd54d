"""The replays in a directory, newest operation first."""

from pathlib import Path

from waystation.errors import NotFoundError
from waystation.web.replay_record import Replay, decode


def names(directory: Path | None) -> tuple[str, ...]:
    """Return the names of the replays that are there, the latest year first."""
    if directory is None or not directory.is_dir():
        return ()
    return tuple(sorted((path.stem for path in directory.glob("*.jsonl")), reverse=True))


def load(directory: Path | None, name: str) -> Replay:
    """Read one replay.

    Raises:
        NotFoundError: there is none of that name.
        FormatError: the file is not a replay's record.
    """
    # Only a listed name is opened, so that no name leads out of the directory.
    if directory is None or name not in names(directory):
        raise NotFoundError("replay.no_such", "there is no replay of that name")
    return decode((directory / f"{name}.jsonl").read_bytes())
