"""YAML with its places: plain values, and for each the line on which it stands.

A small and safe part of YAML: no tags, anchors or merge keys. `yes`, `no` and times
stay text.
"""

from typing import NamedTuple

import yaml

from waystation.errors import FormatError

Path = tuple[str | int, ...]
Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None

LARGEST_BYTES = 1 << 20
_MOST_VALUES = 20_000
_DEEPEST = 40
_STR = "tag:yaml.org,2002:str"
_INT = "tag:yaml.org,2002:int"
_BOOL = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"
_TEXT = {_STR} | {f"tag:yaml.org,2002:{kind}" for kind in ("float", "timestamp")}
_SAFE_NAME_CHARS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
)


class Placed(NamedTuple):
    """A value read from YAML, and the line of each of its parts by path."""

    value: Plain
    lines: dict[Path, int]

    def where(self, path: Path) -> str:
        """Say where a part stands: `line 12, events[3].rests_on`."""
        known = path
        while known not in self.lines:
            known = known[:-1]
        name = dotted(path)
        return f"line {self.lines[known]}" + (f", {name}" if name else "")


def read(raw: bytes, noun: str) -> Placed:
    """Read one YAML document; `noun` is what it is of, and begins the codes of errors.

    Raises:
        FormatError: not UTF-8 YAML of this part of the language; `where` names the line.
    """
    if len(raw) > LARGEST_BYTES:
        raise FormatError(f"{noun}.size", "the file is longer than 1 MiB", where="line 1")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = "not UTF-8 text; save the file as UTF-8"
        raise FormatError(f"{noun}.utf8", message, where=f"line {line}") from error
    node = _composed(text, noun)
    if node is None:
        raise FormatError(f"{noun}.empty", "the file holds nothing", where="line 1")
    return _Reader(noun).read(node)


class _TooMuchError(yaml.MarkedYAMLError):
    """There is more in the file, or deeper down, than in any that somebody wrote."""


class _Loader(yaml.SafeLoader):
    """Gives up before a file that nobody wrote takes long to read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._values = self._deep = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._values += 1
        self._deep += 1
        if self._values > _MOST_VALUES or self._deep > _DEEPEST:
            raise _TooMuchError(problem_mark=parent.start_mark if parent else None)
        node = super().compose_node(parent, index)
        self._deep -= 1
        return node


def _composed(text: str, noun: str) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except _TooMuchError as error:
        message = "the file has more in it, or deeper down, than the format allows"
        raise FormatError(f"{noun}.size", message, where=_line(error)) from error
    except yaml.MarkedYAMLError as error:
        message = f"not readable as YAML{_hint(error, text)}"
        raise FormatError(f"{noun}.yaml", message, where=_line(error)) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = "not readable as YAML; it holds a character that no text has"
        raise FormatError(f"{noun}.yaml", message, where=f"line {line}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise FormatError(f"{noun}.yaml", "not readable as YAML", where="line 1") from error
    return node


def _line(error: yaml.MarkedYAMLError) -> str:
    return f"line {error.problem_mark.line + 1}" if error.problem_mark else "line 1"


_HINTS = {
    "mapping values are not allowed": "a text with a colon in it stands in quotation marks",
    "expected ',' or '}'": "a bracket is open, or a text has to stand in quotation marks",
    "expected ',' or ']'": "a bracket is open, or a text has to stand in quotation marks",
    "expected <block end>": "the line is indented otherwise than those it belongs to",
    "but found another document": "a file holds one document",
    "found unexpected end of stream": "a quotation mark or a bracket is never closed",
}


def _hint(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say what it most often is; what the parser says may repeat the file."""
    mark = error.problem_mark
    lines = text.splitlines()
    if mark is not None and mark.line < len(lines):
        line = lines[mark.line]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return "; it is indented by blanks, not by tabs"
    problem = f"{error.context or ''} {error.problem or ''}"
    return next((f"; {said}" for part, said in _HINTS.items() if part in problem), "")


def dotted(path: Path) -> str:
    """Write a path as `events[3].rests_on`; a name that is not plain is written as `?`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = (
                part if part and len(part) <= 40 and set(part) <= _SAFE_NAME_CHARS else "?"
            )
            text += f".{plain}" if text else plain
    return text


class _Reader:
    """Turns nodes into values once each; a node met twice is an alias."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._lines: dict[Path, int] = {}
        self._seen: set[int] = set()

    def read(self, node: yaml.Node) -> Placed:
        value = self._value(node, ())
        return Placed(value, self._lines)

    def _value(self, node: yaml.Node, path: Path) -> Plain:
        line = node.start_mark.line + 1
        self._lines[path] = line
        if id(node) in self._seen:
            raise self._refusal("alias", "anchors and aliases are not used", path)
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, at)) for at, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> Plain:
        found: dict[str, Plain] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag.endswith(":merge"):
                raise self._refusal("key", "a field name is not plain text", path)
            inner = (*path, key.value)
            if key.value in found:
                self._lines[inner] = key.start_mark.line + 1
                raise self._refusal("repeated", "the field stands twice", inner)
            found[key.value] = self._value(item, inner)
            self._lines[inner] = key.start_mark.line + 1
        return found

    def _scalar(self, node: yaml.Node, path: Path) -> Plain:
        text: str = node.value
        if node.tag == _INT and text.isascii() and text.lstrip("-").isdecimal():
            if len(text) > 9:
                raise self._refusal("number", "the number is too large", path)
            return int(text)
        if node.tag == _BOOL and text in {"true", "false"}:
            return text == "true"
        if node.tag == _NULL and text in {"", "null", "~"}:
            return None
        if node.tag in _TEXT or node.tag in {_INT, _BOOL, _NULL}:
            return text
        raise self._refusal("tag", "tags are not used", path)

    def _refusal(self, code: str, message: str, path: Path) -> FormatError:
        return FormatError(
            f"{self._noun}.{code}", message, where=Placed(None, self._lines).where(path)
        )
