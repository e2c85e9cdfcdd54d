"""Reading a scenario: what does not fit is refused with its line and its field."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any

import jsonschema
import msgspec

from waystation.desk import places
from waystation.errors import FormatError
from waystation.practice.references import check_references
from waystation.practice.scenario import Scenario

_ENOUGH = 500
"""So many errors are looked at for the first by line."""


def read(raw: bytes) -> Scenario:
    """Read a scenario.

    Raises:
        FormatError: the bytes are no scenario; `where` is `line 12, events[3].rests_on`.
    """
    placed = places.read(raw, "scenario")
    _check_shape(placed)
    scenario = msgspec.convert(placed.value, Scenario, strict=True)
    check_references(scenario, placed)
    return scenario


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    found = resources.files("waystation.practice") / "scenarios" / "scenario.schema.json"
    loaded: dict[str, Any] = json.loads(found.read_text("utf-8"))
    return loaded


def _check_shape(placed: places.Placed) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    leaves = list(islice(_leaves(validator.iter_errors(placed.value)), _ENOUGH))
    if not leaves:
        return
    first = min(leaves, key=lambda error: _place(placed, error))
    code, message = _say(first)
    raise FormatError(code, message, where=placed.where(_path(first)))


def _leaves(
    errors: Iterable[jsonschema.ValidationError],
) -> Iterable[jsonschema.ValidationError]:
    for error in errors:
        if error.context and error.validator != "anyOf":
            yield from _leaves(error.context)
        else:
            yield error


def _path(error: jsonschema.ValidationError) -> places.Path:
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, Mapping):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        extra = [name for name in error.instance if name not in known]
        return (*path, *extra[:1])
    return path


def _place(placed: places.Placed, error: jsonschema.ValidationError) -> int:
    path = _path(error)
    while path not in placed.lines:
        path = path[:-1]
    return placed.lines[path]


_SAYINGS = {
    "additionalProperties": ("scenario.unknown_field", "the format has no such field here"),
    "type": ("scenario.type", "the value is of another type than the format asks for"),
    "enum": ("scenario.value", "the value is none of those that the format knows"),
    "const": ("scenario.version", "not a scenario of a format that this version reads"),
    "pattern": (
        "scenario.form",
        "the text does not have the form that the format asks for",
    ),
    "minLength": ("scenario.text", "the text is empty"),
    "maxLength": ("scenario.text", "the text is too long: letters at most"),
    "minItems": ("scenario.shape", "the list has too few entries, and needs at least"),
    "maxItems": ("scenario.shape", "the list has too many entries, and may have"),
    "minProperties": ("scenario.shape", "there is nothing in it"),
    "maxProperties": ("scenario.shape", "there are too many fields in it"),
    "uniqueItems": ("scenario.repeated", "the same stands twice in the list"),
    "minimum": ("scenario.shape", "the number is too small, and is at least"),
    "maximum": ("scenario.shape", "the number is too large, and is at most"),
}


_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "fields with names",
}
_NO_VALUE = "; a sentence with a comma or a colon in it stands in quotation marks"


def _say(error: jsonschema.ValidationError) -> tuple[str, str]:
    """Say what is wrong, and what the format asks for: never what the file has there."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    if error.validator == "required" and isinstance(error.instance, Mapping):
        missing = [name for name in schema["required"] if name not in error.instance]
        return "scenario.missing", f"the field {missing[0]} is missing"
    code, message = _SAYINGS.get(
        str(error.validator), ("scenario.shape", "the value does not fit the format")
    )
    return code, message + _what_it_asks(error, schema)


def _what_it_asks(error: jsonschema.ValidationError, schema: Mapping[str, Any]) -> str:
    match error.validator:
        case "type":
            asked = schema.get("$comment", "") if schema["type"] == "object" else ""
            return f": {asked or _TYPES.get(schema['type'], schema['type'])}"
        case "const":
            return f": {schema['const']}"
        case "enum":
            return ": " + ", ".join(schema["enum"])
        case "pattern" if "$comment" in schema:
            return f": {schema['$comment']}"
        case "minimum" | "maximum" | "minItems" | "maxItems" | "maxLength":
            return f" {error.validator_value}"
        case "additionalProperties" if isinstance(error.instance, Mapping):
            known = schema.get("properties", {})
            bare = any(
                value is None for name, value in error.instance.items() if name not in known
            )
            return _NO_VALUE if bare else ""
        case _:
            return ""
