"""YAML with its places: plain values, and for each the line on which it stands.

A small and safe part of YAML: no tags, anchors or merge keys. `yes`, `no` and times
stay text.
"""

from typing import NamedTuple

import yaml

from waystation.errors import FormatError

Path = tuple[str | int, ...]
Plain = dict[str, "Plain"] | list["Plain"] | str | int | bool | None

_LARGEST_BYTES = 1 << 20
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
    if len(raw) > _LARGEST_BYTES:
        raise FormatError(f"{noun}.size", "the file is longer than 1 MiB")
    try:
        text = raw.decode("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FormatError(f"{noun}.utf8", "not UTF-8 text", where=f"line {line}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}" if mark else "line 1"
        raise FormatError(f"{noun}.yaml", "not readable as YAML", where=where) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise FormatError(f"{noun}.yaml", "not readable as YAML", where="line 1") from error
    if node is None:
        raise FormatError(f"{noun}.empty", "the file holds nothing", where="line 1")
    return _Reader(noun).read(node)


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
