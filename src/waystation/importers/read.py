"""Read an export from its bytes: the one way in."""

import hashlib
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from waystation.errors import FormatError
from waystation.importers.archive import Inner, is_archive, open_archive
from waystation.importers.original import Original, original
from waystation.importers.row import Import, Inside, Reading, Row
from waystation.importers.sniff import LOOKED_FOR, read_as_known


def read(data: bytes, name: str | None = None) -> Import:
    """Read a chat export, whatever its file is called; `name` is only kept.

    Raises:
        FormatError: `import.unknown` if it is none of the known formats; other codes say
            what is wrong with an archive, or that there is nothing.
    """
    if not data:
        raise FormatError("import.empty", "the file is empty")
    if is_archive(data):
        return _read_archive(data, name)
    found = _try(data)
    if found is None:
        raise FormatError("import.unknown", f"no known export; looked for {LOOKED_FOR}")
    return _import(data, name, [found])


def _try(data: bytes) -> tuple[Original, Reading] | None:
    source = original(data)
    reading = read_as_known(source)
    if reading is None:
        return None
    _restore(reading.rows, reading.source)
    return source, reading


def _restore(rows: list[Row], source: Original) -> None:
    """Turn offsets into what was read back into offsets into what was given."""
    if not source.steps:
        return
    ends = source.back([place for row in rows for place in (row.start, row.end)])
    for row, start, end in zip(rows, ends[::2], ends[1::2], strict=True):
        row.start, row.end = start, end


def _read_archive(data: bytes, name: str | None) -> Import:
    layers, names = open_archive(data)
    for layer in layers:
        found = [(inner, *read) for inner in layer if (read := _quietly(inner))]
        if not found:
            continue
        if len({reading.format for _, _, reading in found}) > 1:
            raise FormatError(
                "import.several",
                "the archive holds exports of several programs: import them one by one",
            )
        parts = [(source, reading) for _, source, reading in found]
        for inner, _, reading in found:
            _look_beside(reading.rows, names)
            if len(found) > 1:
                _tell_apart(reading, inner)
        return _import(data, name, parts, [inner for inner, _, _ in found])
    raise FormatError(
        "import.unknown", f"no known export in the archive; looked for {LOOKED_FOR}"
    )


def _tell_apart(reading: Reading, inner: Inner) -> None:
    """Write the file and the chat on every row, as there are several."""
    only = reading.chats[0].name if len(reading.chats) == 1 else None
    for row in reading.rows:
        row.inside = inner.name
        row.chat = row.chat or only


def _quietly(inner: Inner) -> tuple[Original, Reading] | None:
    """Read a file that may as well be an attachment that someone sent."""
    try:
        return _try(inner.data)
    except FormatError:
        return None


def _import(
    data: bytes,
    name: str | None,
    parts: list[tuple[Original, Reading]],
    inside: Sequence[Inner] = (),
) -> Import:
    flags = [flag for source, reading in parts for flag in (*source.flags, *reading.flags)]
    readings = [reading for _, reading in parts]
    return Import(
        format=readings[0].format,
        variant=_joined(reading.variant for reading in readings),
        encoding=_joined(source.encoding for source, _ in parts),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rows=[row for reading in readings for row in reading.rows],
        chats=[chat for reading in readings for chat in reading.chats],
        flags=tuple(dict.fromkeys([*flags, *(["bytes=inside"] if inside else [])])),
        saved=readings[0].saved,
        name=name,
        inside=[Inside(one.name, hashlib.sha256(one.data).hexdigest()) for one in inside],
    )


def _joined(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(words))


def _look_beside(rows: list[Row], names: frozenset[str]) -> None:
    """Correct what was said of media, now that the files beside the text are known."""
    for row in rows:
        if row.file is None:
            continue
        there = all(
            part.rpartition("/")[2] in names or unquote(part) in names
            for part in row.file.split("\n")
        )
        said = "media=beside" if there else "media=missing"
        row.flags = (*(flag for flag in row.flags if not flag.startswith("media=")), said)
