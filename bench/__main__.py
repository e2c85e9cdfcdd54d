"""`make bench`: run every benchmark, print one table, say what missed its target."""

import argparse
import importlib
import json
import os
import platform
import sys

SUITES = (
    "relay_append",
    "relay_batch",
    "cell_open",
    "importers",
    "watches",
    "exposure",
    "recheck",
)
COLUMNS = ("what", "ours", "limit", "ratio", "target", "met")


def rows_of(suite: str) -> list[dict[str, object]]:
    print(f"{suite} ...", file=sys.stderr, flush=True)
    rows: list[dict[str, object]] = importlib.import_module(f"bench.{suite}").run()
    return rows


def machine() -> str:
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    )


def table(rows: list[dict[str, object]]) -> str:
    shown = [[str(row.get(name, "")) for name in COLUMNS] for row in rows]
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    lines += ["| " + " | ".join(cells) + " |" for cells in shown]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("suites", nargs="*", default=SUITES, metavar="SUITE")
    parser.add_argument("--json", action="store_true", help="print rows as JSON")
    chosen = parser.parse_args()
    rows = [row for suite in chosen.suites or SUITES for row in rows_of(suite)]
    print(json.dumps(rows) if chosen.json else f"{machine()}\n\n{table(rows)}")
    return 0 if all(row.get("met", True) for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
