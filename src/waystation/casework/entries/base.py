"""What every act has in common, and how one is read from a body.

Unknown fields of a known kind are passed over: an alarm written by a newer version must
still be an alarm. What changes the meaning of an act is a new kind.
"""

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

Id = Annotated[str, Meta(min_length=1, max_length=64)]
"""A register id, an act's id or a board tag: random or hashed, never a name."""
MaybeId = Annotated[str, Meta(max_length=64)]
Moment = Annotated[datetime, Meta(tz=True)]
Text = Annotated[str, Meta(max_length=20_000)]
Label = Annotated[str, Meta(max_length=200)]
Labels = Annotated[tuple[Label, ...], Meta(max_length=16)]
Few = Annotated[int, Meta(ge=0, le=1_000)]
Base64 = Annotated[str, Meta(max_length=60_000, pattern=r"^[A-Za-z0-9_-]*$")]


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
