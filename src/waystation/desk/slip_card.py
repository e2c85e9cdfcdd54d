"""A slip in words: on a printed card, over the telephone, or beside its QR code."""

from collections.abc import Mapping
from datetime import tzinfo
from functools import cache
from importlib import resources

import segno
from msgspec import Struct

from waystation.casework.terms import SlipForm
from waystation.desk.slip_list import Shown
from waystation.encoding import from_json

_DASH = "\N{EN DASH}"


class Card(Struct, frozen=True):
    """What a card says: its first line, labelled lines, and what stands below.

    `language` is that of whoever the slip is for. Link and code are left out, because the
    two never travel together; on a link's words, so is what its page lets the holder hear.
    """

    language: str
    title: str
    lines: tuple[tuple[str, str], ...]
    below: tuple[str, ...]


def card_of(shown: Shown, zone: tzinfo) -> Card:
    """Return the words of a slip, with times in `zone`."""
    made, texts = shown.made, _texts()[shown.made.language]
    opens, closes = (one.astimezone(zone) for one in (made.opens, made.closes))
    until = "%H:%M" if opens.date() == closes.date() else "%Y-%m-%d %H:%M"
    known = made.recognition
    car = f"{texts['digits']} {known.digits}" if known.digits else ""
    lines = (
        ("where", made.place),
        ("when", f"{opens:%Y-%m-%d %H:%M} {_DASH} {closes:{until}}"),
        ("say", made.say),
        ("hear", "" if made.form is SlipForm.LINK else shown.hear),
        ("known", " · ".join(one for one in (known.object, known.vehicle, car) if one)),
        ("if_wrong", made.if_wrong),
        ("ask", made.ask),
    )
    return Card(
        language={"zh": "zh-Hans"}.get(made.language, str(made.language)),
        title=texts[shown.side],
        lines=tuple((texts[name], said) for name, said in lines if said),
        below=(texts["wrong"], texts["destroy"]),
    )


def qr_of(link: str) -> str:
    """Return the QR code of a link as an SVG image: dark on white, whatever the page is."""
    code = segno.make(link, error="m", micro=False)
    drawn: str = code.svg_inline(
        scale=4, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return drawn


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    """Return what stands on a card, in the six languages of slips."""
    raw = resources.files("waystation.desk").joinpath("card_texts.json").read_bytes()
    found: Mapping[str, Mapping[str, str]] = from_json(raw)
    return found
