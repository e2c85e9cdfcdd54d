"""A slip as text to be read out, and as a page to be printed."""

from html import escape
from pathlib import Path

from waystation.cli.terminal import safe
from waystation.desk.slip_card import Card
from waystation.errors import ConflictError, UnavailableError

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>-</title>
<style>
@page {{ margin: 15mm; }}
body {{ font: 14pt/1.5 system-ui, sans-serif; max-width: 110mm; word-break: keep-all; }}
h1 {{ font-size: 16pt; margin: 0 0 4mm; }}
dt {{ color: #444; font-size: 11pt; }}
dd {{ margin: 0 0 3mm; overflow-wrap: anywhere; }}
p {{ border-top: 1px solid #888; margin: 2mm 0; padding-top: 2mm; }}
</style>
</head>
<body>
<h1>{title}</h1>
<dl>
{lines}
</dl>
{below}
</body>
</html>
"""


def document(card: Card) -> str:
    """Return a page that prints as one card; it loads nothing and names nobody."""
    lines = (f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in card.lines)
    return _PAGE.format(
        language=card.language,
        title=escape(card.title),
        lines="\n".join(lines),
        below="\n".join(f"<p>{escape(one)}</p>" for one in card.below),
    )


def to_read_out(card: Card) -> str:
    """Return a slip line by line."""
    lines = [f"{name}: {said}" for name, said in card.lines]
    return safe("\n".join((card.title, *lines, *card.below)))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads.

    Raises:
        ConflictError: there is one already.
        UnavailableError: it cannot be written.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
    except FileExistsError as error:
        raise ConflictError("file.exists", "there is such a file already") from error
    except OSError as error:
        raise UnavailableError("file.write", "the file cannot be written") from error
