"""Where scenarios are found: built in by name, or a file of one's own by path."""

from importlib import resources
from pathlib import Path

from waystation.desk.places import LARGEST_BYTES
from waystation.errors import NotFoundError, UnavailableError
from waystation.practice.reading import read
from waystation.practice.scenario import Scenario

_PLAYED = ("2023-two-pickups", "2018-two-women")


def names() -> tuple[str, ...]:
    """Return the built-in scenarios that are played unasked, in the order of showing."""
    return _PLAYED


def listed() -> tuple[str, ...]:
    """Return every built-in scenario; those after the first are played when asked for."""
    directory = resources.files("waystation.practice") / "scenarios"
    found = (entry.name for entry in directory.iterdir())
    stems = {name.removesuffix(".yaml") for name in found if name.endswith(".yaml")}
    return (*_PLAYED, *sorted(stems - set(_PLAYED)))


def find(name_or_path: str) -> Scenario:
    """Read a built-in scenario by its name, or any by its path.

    Raises:
        NotFoundError: neither a name nor a file.
        FormatError: the file is no scenario.
    """
    if name_or_path in listed():
        built_in = resources.files("waystation.practice") / "scenarios"
        return read((built_in / f"{name_or_path}.yaml").read_bytes())
    path = Path(name_or_path)
    if not path.is_file():
        message = "no built-in scenario of that name, and no such file"
        raise NotFoundError("scenario.no_such", message)
    try:
        with path.open("rb") as file:
            return read(file.read(LARGEST_BYTES + 1))
    except OSError as error:
        raise UnavailableError("scenario.unreadable", "the file cannot be read") from error
