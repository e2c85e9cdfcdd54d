"""Rows as commands print them: for a person, or one JSON object a line."""

import argparse
import json
from collections.abc import Iterable, Mapping

from waystation.cli.terminal import safe


def add_json(act: argparse.ArgumentParser) -> None:
    """Add the option that asks for JSON."""
    act.add_argument("--json", action="store_true", help="one JSON object a line")


def print_rows(
    rows: Iterable[Mapping[str, object]], chosen: argparse.Namespace, empty: str = ""
) -> None:
    """Print rows, or `empty` where there is none."""
    shown = [*rows]
    for row in shown:
        if chosen.json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            print(safe("  ".join(f"{name}: {_plain(row[name])}" for name in row)))
    if not shown and empty and not chosen.json:
        print(empty)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "-"
