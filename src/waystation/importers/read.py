"""Read an export from its bytes: the one way in."""

import hashlib
from urllib.parse import unquote

from waystation.errors import FormatError
from waystation.importers.archive import Inner, is_archive, open_archive
from waystation.importers.original import Original, original
from waystation.importers.row import Import, Reading, Row
from waystation.importers.sniff import LOOKED_FOR, read_as_known


def read(data: bytes, name: str | None = None) -> Import:
    """Read a chat export, whatever its file is called; `name` is only kept.

    Raises:
        FormatError: `import.unknown` if it is none of the known formats; others say which
            rule of a known one is broken.
    """
    if is_archive(data):
        return _read_archive(data, name)
    found = _try(data)
    if found is None:
        raise FormatError("import.unknown", f"no known export; looked for {LOOKED_FOR}")
    return _import(data, name, *found)


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
        if len(found) > 1:
            raise FormatError(
                "import.several",
                "the archive holds several exports: import them one by one",
            )
        for inner, source, reading in found:
            _look_beside(reading.rows, names)
            return _import(data, name, source, reading, inner)
    raise FormatError(
        "import.unknown", f"no known export in the archive; looked for {LOOKED_FOR}"
    )


def _quietly(inner: Inner) -> tuple[Original, Reading] | None:
    """Read a file that may as well be an attachment that someone sent."""
    try:
        return _try(inner.data)
    except FormatError:
        return None


def _import(
    data: bytes,
    name: str | None,
    source: Original,
    reading: Reading,
    inner: Inner | None = None,
) -> Import:
    return Import(
        format=reading.format,
        variant=reading.variant,
        encoding=source.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        rows=reading.rows,
        chats=reading.chats,
        flags=(*source.flags, *reading.flags, *(("bytes=inside",) if inner else ())),
        saved=reading.saved,
        name=name,
        inside=inner.name if inner else None,
        inside_sha256=hashlib.sha256(inner.data).hexdigest() if inner else None,
    )


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
