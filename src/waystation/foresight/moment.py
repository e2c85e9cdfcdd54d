"""The present, to rules that may ask it anything: it notes for how long it says the same.

Rules compare it with what was planned or noted. Whatever else is asked of it would be
another answer an instant later, and is noted as that.
"""

from datetime import date, datetime, timedelta

from waystation.foresight.looks import INSTANT, Notebook

_OWN = frozenset({"_plain", "_shift", "_notebook", "_compare", "_moved"})


class Moment(datetime):
    """A moment at some distance from the present."""

    _plain: datetime
    _shift: timedelta
    _notebook: Notebook

    @classmethod
    def of(
        cls, notebook: Notebook, now: datetime, shift: timedelta = timedelta()
    ) -> "Moment":
        """Return the present, moved by `shift`."""
        at = now + shift
        parts = at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond
        made = cls(*parts, tzinfo=at.tzinfo, fold=at.fold)
        made._plain, made._shift, made._notebook = at, shift, notebook
        return made

    def __getattribute__(self, name: str) -> object:
        """Note that something else than a comparison was asked."""
        found = object.__getattribute__(self, name)
        if name not in _OWN:
            _only_now(self)
        return found

    def __lt__(self, other: date) -> bool:
        """Compare with a moment."""
        return _before(self, other, timedelta())

    def __ge__(self, other: date) -> bool:
        """Compare with a moment."""
        return not _before(self, other, timedelta())

    def __le__(self, other: date) -> bool:
        """Compare with a moment."""
        return _before(self, other, INSTANT)

    def __gt__(self, other: date) -> bool:
        """Compare with a moment."""
        return not _before(self, other, INSTANT)

    def __eq__(self, other: object) -> bool:
        """Compare with a moment."""
        if not isinstance(other, datetime):
            return False
        return not _before(self, other, timedelta()) and _before(self, other, INSTANT)

    def __ne__(self, other: object) -> bool:
        """Compare with a moment; a `datetime` answers this by itself."""
        return not self == other

    def __hash__(self) -> int:
        """Return what another moment would not."""
        _only_now(self)
        return hash(self._plain)

    def __add__(self, other: timedelta) -> "Moment":
        """Return a moment that moves with the present."""
        return _moved(self, other)

    __radd__ = __add__

    def __sub__(  # type: ignore[override]  # what moves with the present stays a moment
        self, other: datetime | timedelta
    ) -> "timedelta | Moment":
        """Return a moment that moves with the present, or how far it is from another."""
        if isinstance(other, timedelta):
            return _moved(self, -other)
        _only_now(self)
        return self._plain - (other._plain if isinstance(other, Moment) else other)

    def __rsub__(self, other: datetime) -> timedelta:
        """Return how far the present is from a moment."""
        _only_now(self)
        return other - self._plain

    def __str__(self) -> str:
        """Write it."""
        _only_now(self)
        return str(self._plain)

    def __repr__(self) -> str:
        """Write it."""
        _only_now(self)
        return repr(self._plain)

    def __format__(self, spec: str) -> str:
        """Write it."""
        _only_now(self)
        return format(self._plain, spec)


def _moved(moment: Moment, by: timedelta) -> Moment:
    shift = moment._shift
    return Moment.of(moment._notebook, moment._plain - shift, shift + by)


def _before(moment: Moment, other: date, later: timedelta) -> bool:
    """Say whether it is before `other` and so much; note until or since when it is."""
    if not isinstance(other, datetime):
        raise TypeError("a moment is compared with moments alone")
    if isinstance(other, Moment):
        # two that move together compare alike for ever
        return moment._plain < other._plain + later
    found = moment._plain <= other if later else moment._plain < other
    try:
        turn = other + later - moment._shift
    except OverflowError:  # at the end of all time nothing turns
        _only_now(moment)
        return found
    looks = moment._notebook.looks
    if found:
        looks.not_after(turn)
    else:
        looks.not_before(turn)
    return found


def _only_now(moment: Moment) -> None:
    present = moment._plain - moment._shift
    moment._notebook.looks.not_before(present)
    moment._notebook.looks.not_after(present + INSTANT)
