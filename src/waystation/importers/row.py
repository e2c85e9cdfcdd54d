"""What an importer reads: rows, each with the bytes it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec

from waystation.importers.original import Original

MAIN_KINDS = ("message", "system", "unparsed")


class Row(msgspec.Struct, gc=False):
    """One thing an export says, and where it says it.

    `at` is ISO 8601, as precise as the export: a day, a minute or a second, with an offset
    only where the export tells one. `kind` is `message`, `system`, `unparsed`, `date` (a
    line between days) or `header` (what the export says of itself). `text` is as written,
    line breaks as LF. `start` and `end` are a half-open range of the original bytes.
    """

    at: str | None
    who: str | None
    kind: str
    text: str
    start: int
    end: int
    flags: tuple[str, ...]
    chat: str | None = None
    chat_id: str | None = None
    id: str | None = None
    who_id: str | None = None
    reply_to: str | None = None
    media: str | None = None
    file: str | None = None
    action: str | None = None
    inside: str | None = None

    def shown(self) -> dict[str, object]:
        """Return the row as it is printed: fields that say nothing are left out."""
        found: dict[str, object] = {
            "at": self.at,
            "who": self.who,
            "kind": self.kind,
            "text": self.text,
            "bytes": [self.start, self.end],
            "flags": list(self.flags),
        }
        for name in _OPTIONAL:
            value = getattr(self, name)
            if value is not None:
                found[name] = value
        return found


_OPTIONAL = Row.__struct_fields__[7:]


class Chat(msgspec.Struct, omit_defaults=True):
    """One conversation of an export."""

    name: str | None
    type: str | None = None
    id: str | None = None
    left: bool = False


class Inside(msgspec.Struct, frozen=True):
    """One file of an archive that was read."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found; offsets are into `source`, which it may have repaired."""

    source: Original
    format: str
    variant: str
    rows: list[Row]
    chats: Sequence[Chat]
    flags: Sequence[str] = ()
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """A whole export: its rows in the order of the file, and what is known of the file.

    `flags` hold for the file; `inside` names the files read where a zip was given, and then
    every byte range is in one of them: in the one that its row names if there are several.
    `sha256` is of the bytes as given.
    """

    format: str
    variant: str
    encoding: str
    sha256: str
    size: int
    rows: Sequence[Row]
    chats: Sequence[Chat]
    flags: Sequence[str]
    saved: str | None = None
    name: str | None = None
    inside: Sequence[Inside] = ()

    def summary(self) -> dict[str, object]:
        """Count what was read; a plain dictionary that JSON can hold."""
        tally = Tally()
        tally.count(self.rows)
        flags = sorted({*self.flags, *tally.flags})
        found: dict[str, object] = {
            "format": self.format,
            "variant": self.variant,
            "encoding": self.encoding,
            **{_PLURAL.get(kind, kind): tally.kinds.get(kind, 0) for kind in MAIN_KINDS},
            "other": sum(n for kind, n in tally.kinds.items() if kind not in MAIN_KINDS),
            "participants": list(tally.people),
            "first": tally.first,
            "last": tally.last,
            "sha256": self.sha256,
            "size": self.size,
            "flags": flags,
            "flagged_rows": dict(sorted(tally.flags.items())),
            "missing_media": tally.flags.get("media=missing", 0),
            "chats": [msgspec.to_builtins(chat) for chat in self.chats],
        }
        if self.name is not None:
            found["name"] = self.name
        if self.saved is not None:
            found["saved"] = self.saved
        if self.inside:
            found["inside"] = [msgspec.to_builtins(one) for one in self.inside]
        return found


_PLURAL = {"message": "messages"}
# A day alone would sort before its hours, and what goes back in time may have been pasted.
_UNSURE = {"time=day", "time=backwards"}


@dataclass(slots=True)
class Tally:
    """Running counts over rows, so that a summary needs one pass."""

    kinds: dict[str, int] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    def count(self, rows: Iterable[Row]) -> None:
        """Add `rows`: times and people are those of messages and system rows."""
        for row in rows:
            self.kinds[row.kind] = self.kinds.get(row.kind, 0) + 1
            for flag in row.flags:
                self.flags[flag] = self.flags.get(flag, 0) + 1
            if row.kind not in MAIN_KINDS:
                continue
            if row.who:
                self.people[row.who] = None
            if row.at is not None and not _UNSURE.intersection(row.flags):
                self.first = row.at if self.first is None else min(self.first, row.at)
                self.last = row.at if self.last is None else max(self.last, row.at)
