"""Vectors as their files write them: `@NAME` stands for that vector's sealed letter."""

from collections.abc import Mapping
from typing import Any

Vector = dict[str, Any]


def letters_put_in(vector: Vector, written: Mapping[str, Vector]) -> Vector:
    """Return a vector with the letters that it only names put in."""
    given = dict(vector["input"])
    for name, other in written.items():
        for part in ("sealed", "answer"):
            if f"@{name}" in str(given.get(part, "")):
                given[part] = given[part].replace(f"@{name}", other["input"]["sealed"])
    return {**vector, "input": given}
