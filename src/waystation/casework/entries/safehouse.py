"""Acts of a house's cell: stays, cooling off, who was told the address, the end of it."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Few, Id, Label, Moment, Text, Window


class HouseStayNoted(Act, frozen=True, kw_only=True):
    """Beds are taken for a time; for whom stands in the journey and nowhere here."""

    kind: ClassVar[str] = "house.stay_noted"
    stay: Id
    house: Id
    window: Window
    beds: Few
    dropped: bool = False


class HouseCoolingOff(Act, frozen=True, kw_only=True):
    """Nobody is brought to the house before a moment."""

    kind: ClassVar[str] = "house.cooling_off"
    house: Id
    until: Moment
    reason: Text = ""


class HouseBurned(Act, frozen=True, kw_only=True):
    """The house is known to those who must not know it, for good: nothing undoes this."""

    kind: ClassVar[str] = "house.burned"
    house: Id
    reason: Text


class HouseTold(Act, frozen=True, kw_only=True):
    """Somebody was told the address; whoever once knew it is never taken off the list."""

    kind: ClassVar[str] = "house.told"
    house: Id
    who: Id
    name: Label = ""
    why: Text = ""
