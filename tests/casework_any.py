"""Any act of any kind, with few ids, so that acts meet one another."""

import typing
from datetime import datetime
from enum import Enum

from hypothesis import strategies as st
from msgspec import Struct

from tests.casework_history import at
from waystation.casework.entries import KINDS


def of_type(hint):
    """Any value of a field's type; few ids, so that acts meet one another."""
    inner = typing.get_args(hint)
    if typing.get_origin(hint) is typing.Annotated:
        return within(inner[0], inner[1])
    if inner and inner[-1] is Ellipsis:
        return st.lists(of_type(inner[0]), max_size=2).map(tuple)
    if typing.get_origin(hint) is dict:
        return st.dictionaries(*map(of_type, inner), max_size=2)
    if inner and typing.get_origin(hint) is tuple:
        return st.tuples(*map(of_type, inner))
    if inner:
        return st.one_of(*map(of_type, inner))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return made(hint)
    return PLAIN[hint]


def within(hint, limits):
    """Any value that the limits of a field allow."""
    if limits.pattern:
        strict = st.from_regex(limits.pattern, fullmatch=True)
        return strict.filter(lambda text: len(text) <= (limits.max_length or 60))
    if hint is int and limits.ge:
        return st.integers(limits.ge, limits.ge + 3)
    if limits.min_length and hint is not str:
        (item, *_) = typing.get_args(hint)
        return st.lists(of_type(item), min_size=limits.min_length, max_size=2).map(tuple)
    return of_type(hint)


PLAIN = {
    str: st.sampled_from(["a", "b", "j", "w1"]),
    float: st.floats(0, 1000),
    int: st.integers(0, 3),
    bool: st.booleans(),
    datetime: st.integers(0, 40).map(at),
    type(None): st.none(),
}


def made(struct):
    hints = typing.get_type_hints(struct, include_extras=True)
    return st.builds(
        struct, **{name: of_type(hints[name]) for name in struct.__struct_fields__}
    )


any_act = st.sampled_from(sorted(KINDS)).flatmap(lambda kind: made(KINDS[kind]))
