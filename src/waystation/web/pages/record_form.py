"""What is typed of a helper or a house, read as far as it may be noted."""

from collections.abc import Mapping

from waystation.casework.terms import HelperRole
from waystation.desk.views_helper import HelperFields
from waystation.desk.views_house import HouseFields
from waystation.errors import FormatError
from waystation.web.pages import form

LANGUAGES = ("ko", "zh", "en", "vi", "th", "lo", "my", "km", "mn", "ru", "ja")
"""Those that a form offers by name; any other is typed as its code (ISO 639)."""
_MOST = 16
_LONGEST_CODE = 12
_LONGEST_LINE = 200
_LONGEST_ADDRESS = 2000
_MOST_COUNTED = 1000


def helper(fields: dict[str, str]) -> HelperFields:
    """Return what a form says of a helper.

    Raises:
        FormatError: no name, or more than can be noted.
    """
    roles = form.ticked(fields, "role")
    if not set(roles) <= set(HelperRole):
        raise FormatError("web.form", "not one of the roles")
    return HelperFields(
        name=form.words(fields, "name"),
        roles=tuple(HelperRole(one) for one in roles),
        languages=languages(fields),
        hired=fields.get("hired") == "yes",
        cap=counted(fields, "cap", "helper.cap"),
        team=fields.get("team", ""),
        met_by=form.ticked(fields, "met_by"),
        brought_in_by=fields.get("brought_in_by", ""),
        passed_on_by=fields.get("passed_on_by", ""),
        agreement=form.text(fields, "agreement"),
        other_names=_lines(fields, "other_names"),
        numbers=_lines(fields, "numbers"),
        plates=_lines(fields, "plates"),
    )


def languages(fields: dict[str, str]) -> tuple[str, ...]:
    """Return the codes of the languages that were ticked or typed.

    Raises:
        FormatError: too many, or something that is no code.
    """
    typed = fields.get("languages", "").replace(",", " ").split()
    found = dict.fromkeys((*form.ticked(fields, "language"), *map(str.casefold, typed)))
    if len(found) > _MOST or any(len(one) > _LONGEST_CODE for one in found):
        raise FormatError("helper.languages", "too many, or not codes")
    return tuple(found)


def house(fields: dict[str, str], *, new: bool = True) -> HouseFields:
    """Return what a form says of a house; one that is noted may keep its address.

    Raises:
        FormatError: no label, a new one without address, or more than can be noted.
    """
    address = " ".join(fields.get("address", "").split())
    if (new and not address) or len(address) > _LONGEST_ADDRESS:
        raise FormatError("house.address", "an address in one line")
    return HouseFields(
        label=form.words(fields, "label"),
        address=address,
        host=fields.get("host", ""),
        beds=counted(fields, "beds", "house.beds"),
    )


def counted(fields: Mapping[str, str], name: str, code: str) -> int:
    """Return a number; nothing written is none.

    Raises:
        FormatError: not a number, or far too many.
    """
    said = fields.get(name, "").strip() or "0"
    if not (said.isascii() and said.isdecimal()) or int(said) > _MOST_COUNTED:
        raise FormatError(code, "a number, at most a thousand")
    return int(said)


def _lines(fields: Mapping[str, str], name: str) -> tuple[str, ...]:
    written = (" ".join(one.split()) for one in fields.get(name, "").splitlines())
    found = tuple(dict.fromkeys(one for one in written if one))
    if len(found) > _MOST or any(len(one) > _LONGEST_LINE for one in found):
        raise FormatError("known_by.form", "one in each line, at most sixteen")
    return found
