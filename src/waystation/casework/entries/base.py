"""What every act has in common, and how one is read from a body.

Unknown fields of a known kind are passed over: an alarm written by a newer version must
still be an alarm. What changes the meaning of an act is a new kind.
"""

from datetime import datetime
from functools import cache
from typing import Annotated, ClassVar, get_args, get_type_hints

from msgspec import Meta, Struct

Id = Annotated[str, Meta(min_length=1, max_length=64)]
"""A register id, an act's id or a board tag: random or hashed, never a name."""
MaybeId = Annotated[str, Meta(max_length=64)]
Moment = Annotated[datetime, Meta(tz=True)]
LONGEST_TEXT = 20_000
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Label = Annotated[str, Meta(max_length=200)]
Labels = Annotated[tuple[Label, ...], Meta(max_length=16)]
Few = Annotated[int, Meta(ge=0, le=1_000)]
Base64 = Annotated[str, Meta(max_length=60_000, pattern=r"^[A-Za-z0-9_-]*\Z")]

_FIRST_YEAR, _LAST_YEAR = 1000, 8999


class Act(Struct, frozen=True, gc=False, omit_defaults=True):
    """Something a human of the organisation did or noted; `kind` is its name in a cell."""

    kind: ClassVar[str] = ""


class Window(Struct, frozen=True, gc=False):
    """From when until when."""

    opens: Moment
    closes: Moment


class Quotation(Struct, frozen=True, gc=False, omit_defaults=True):
    """A letter quoted verbatim: `signed` is its JSON as written, never encoded again."""

    letter: Id
    sender: Base64
    signed: Text
    signature: Base64
    info: Base64 = ""


def is_timely(value: object) -> bool:
    """Say whether one can reckon with every moment in a value.

    At both ends of what a clock can name, adding an hour or another time zone fails: a
    moment there is nobody's, and would stop whoever reads it.
    """
    if isinstance(value, datetime):
        return _FIRST_YEAR <= value.year <= _LAST_YEAR
    if isinstance(value, tuple):
        return all(is_timely(one) for one in value)
    if isinstance(value, Struct):
        return all(is_timely(getattr(value, name)) for name in _timed(type(value)))
    return True


@cache
def _timed(shape: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a struct in which a moment may stand."""
    hints = get_type_hints(shape)
    return tuple(name for name in shape.__struct_fields__ if _holds_moment(hints[name]))


def _holds_moment(hint: object) -> bool:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return bool(_timed(hint))
    return hint is datetime or any(_holds_moment(inner) for inner in get_args(hint))
