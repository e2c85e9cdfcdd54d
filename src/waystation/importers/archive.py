"""An export inside a zip, opened in memory with limits; its names are never paths."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from waystation.errors import FormatError

_MOST_ENTRIES = 50_000
_MOST_BYTES = 1 << 30
_LEAST_BYTES = 64 << 20
_MOST_RATIO = 200
_ENDINGS = (".txt", ".csv", ".json")
# zipfile raises some RuntimeError for a password that is wanted, and for a compression, a
# version or a patch that it does not know: for us a broken file like any other.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError,
    EOFError, OSError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inner:
    """One file of an archive."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Say whether the bytes begin like a zip."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def open_archive(data: bytes) -> tuple[list[list[Inner]], frozenset[str]]:
    """Return what may be an export, the outermost folder first, and all base names.

    Raises:
        FormatError: not a readable zip, or larger than the limits.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES:
                raise FormatError("import.zip", "the archive holds too many files")
            names = frozenset(entry.filename.rpartition("/")[2] for entry in entries)
            return list(_layers(archive, entries, len(data))), names
    except _BROKEN as error:
        raise FormatError("import.zip", "the archive cannot be opened") from error


def _layers(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], size: int
) -> Iterator[list[Inner]]:
    wanted = [entry for entry in entries if entry.filename.lower().endswith(_ENDINGS)]
    left = min(_MOST_BYTES, max(_LEAST_BYTES, size * _MOST_RATIO))
    for depth in sorted({entry.filename.count("/") for entry in wanted}):
        layer: list[Inner] = []
        for entry in wanted:
            if entry.filename.count("/") != depth:
                continue
            with archive.open(entry) as file:
                read = file.read(left + 1)
            left -= len(read)
            if left < 0:
                raise FormatError(
                    "import.zip", "the archive unpacks to more than the limit"
                )
            layer.append(Inner(entry.filename, read))
        yield layer
