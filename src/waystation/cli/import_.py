"""`waystation import`: what a chat export is and says."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from waystation.casework.terms import Channel
from waystation.cli.exits import DONE
from waystation.cli.naming import case_of
from waystation.cli.rounds import in_step
from waystation.cli.terminal import safe
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import case, conversation
from waystation.desk.conversation import ImportedFile, ImportedRow
from waystation.errors import NotFoundError, UnavailableError
from waystation.importers.read import read
from waystation.importers.row import MAIN_KINDS, Import, Row

_ABOUT = """Read a chat export: Telegram Desktop's result.json, KakaoTalk's text (Android,
iOS, Windows), KakaoTalk's CSV (macOS), or a zip with one of them. The content tells the
format. Nothing is dropped: what matches nothing becomes a row of kind "unparsed", and
every row names its bytes in the file."""
_EXAMPLES = """examples:
  waystation import KakaoTalkChats.txt --dry-run            what it is, for people
  waystation import result.json --dry-run --json            the same as one JSON object
  waystation import result.json --dry-run --rows | head     one JSON object per row
  unzip -p chats.zip KakaoTalkChats.txt | waystation import - --dry-run
  waystation import result.json --store DIR --case CASE     into the case's conversation

An export is its exporter's claim, not proof of who wrote what: see docs/import.md.

exit codes: 0 read, also where something in it was not understood ("unparsed" and "flags"
say so); 2 wrong usage; 3 no such file, store or case, or
the file is in the conversation already; 4 no known export; 5 wrong
passphrase; 7 the output cannot be written"""
# As long as a conversation's entries may be.
_LONGEST_TEXT, _LONGEST_NAME = 20_000, 200


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "import",
        help="read a chat export (Telegram, KakaoTalk)",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="the export; - reads standard input")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what the file is; keep nothing"
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object about the file"
    )
    parser.add_argument("--rows", action="store_true", help="one JSON object per row")
    add_store(parser, required=False)
    parser.add_argument("--case", metavar="CASE", help="the case whose conversation it is")
    parser.set_defaults(run=_run, usage_error=parser.error)


def _run(chosen: argparse.Namespace) -> int:
    if not chosen.dry_run and not (chosen.store and chosen.case):
        chosen.usage_error("say --dry-run, or --store and --case to keep it")
    data, name = _given(chosen)
    found = read(data, name)
    if not chosen.dry_run:
        _keep(chosen, data, found)
    if chosen.rows:
        _print_lines(_as_json(row.shown()) for row in found.rows)
    elif chosen.json:
        _print_lines([_as_json(found.summary())])
    else:
        _print_lines(_readable(found))
    if not chosen.dry_run:
        print("kept in the case's conversation, the file itself as well", file=sys.stderr)
    return DONE


def _given(chosen: argparse.Namespace) -> tuple[bytes, str | None]:
    if chosen.file == "-":
        return sys.stdin.buffer.read(), None
    path = Path(chosen.file)
    try:
        return path.read_bytes(), path.name
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        raise NotFoundError(
            "import.no_file", "there is no FILE that can be read"
        ) from error


def _keep(chosen: argparse.Namespace, data: bytes, found: Import) -> None:
    """Import into the conversation of a case, over a channel noted for it."""
    files = [one.name for one in found.inside]
    rows = [_kept(row, files) for row in found.rows if row.kind in MAIN_KINDS]
    unparsed = sum(row.kind == "unparsed" for row in found.rows)
    file = ImportedFile(found.format, data, rows, unparsed, tuple(found.flags))
    with unlocked(chosen) as desk:
        in_step(desk)
        opened = case.conversation_of(desk, case_of(desk, chosen.case))
        via = Channel(found.format)
        with desk.acting():
            channel = conversation.note_channel(desk, opened.register, via)
            conversation.import_file(
                desk, opened.register, channel, file, partial(_tell, len(rows))
            )
        in_step(desk)


def _tell(total: int, count: int) -> None:
    """Say on standard error how far it is: standard output is for what was asked for."""
    print(f"waystation: {count:,} of {total:,} rows", file=sys.stderr)


def _kept(row: Row, files: list[str]) -> ImportedRow:
    """Return the row as a conversation keeps it; what is cut is whole in the file."""
    flags = row.flags if row.kind == "message" else (*row.flags, f"kind={row.kind}")
    who = row.who or ""
    if row.inside is not None:
        # A label is short; the number is that of the file in the summary of the import.
        flags += (f"inside={files.index(row.inside)}",)
    if len(row.text) > _LONGEST_TEXT or len(who) > _LONGEST_NAME:
        flags += ("text=cut",)
    where = (row.start, row.end)
    return ImportedRow(
        who[:_LONGEST_NAME], row.text[:_LONGEST_TEXT], row.at or "", where, flags
    )


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=not _writes_unicode())


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def _print_lines(lines: Iterable[str]) -> None:
    """Print for a terminal, a file or a pipe, whatever its encoding is."""
    encoding = sys.stdout.encoding or "utf-8"
    all_fit = _writes_unicode()
    try:
        for line in lines:
            written = safe(line)
            if not all_fit:
                written = written.encode(encoding, "backslashreplace").decode(encoding)
            print(written)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What is left in the buffer must not fail a second time as the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise UnavailableError("import.output", "the output cannot be written") from error


def _readable(found: Import) -> list[str]:
    said = found.summary()
    people = list(map(str, _items(said["participants"])))
    lines = [
        f"{found.format} ({found.variant}), {found.size:,} bytes, {found.encoding}",
        f"SHA-256       {found.sha256}",
        f"messages      {said['messages']:,}   system {said['system']:,}   "
        f"unparsed {said['unparsed']:,}   other {said['other']:,}",
        f"first, last   {said['first'] or '-'}   {said['last'] or '-'}",
        f"participants  {len(people)}: {', '.join(people[:12])}",
    ]
    if len(found.chats) > 1:
        lines.append(f"chats         {len(found.chats)}")
    if len(found.inside) > 1:
        lines.append(f"files inside  {', '.join(one.name for one in found.inside)}")
    if said["missing_media"]:
        lines.append(
            f"missing media {said['missing_media']:,} (the export does not hold them)"
        )
    counts = said["flagged_rows"] if isinstance(said["flagged_rows"], dict) else {}
    for flag in _items(said["flags"]):
        number = f"{counts[flag]:,} rows" if flag in counts else "the file"
        lines.append(f"flag          {flag}: {number}")
    return lines


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []
