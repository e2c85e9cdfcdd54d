"""Times as people say them: by the clock, how far from now, the exact one in `title`."""

from datetime import datetime, timedelta, tzinfo

from markupsafe import Markup

from waystation.encoding import to_rfc3339
from waystation.web.texts import Texts

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MINUTES_MATTER = timedelta(hours=6)
_TWO_MONTHS_DAYS = 60
_TWO_YEARS_DAYS = 730


class Times:
    """Says moments in one language and zone, as seen from `now`."""

    def __init__(self, text: Texts, zone: tzinfo, now: datetime) -> None:
        self._text = text
        self._zone = zone
        self._now = now

    def clock(self, moment: datetime) -> Markup:
        """Say `22:00`, with the day where it is another one."""
        return self._element(moment, self._spoken(moment))

    def second(self, moment: datetime) -> Markup:
        """Say `22:00:07`: lines of a call follow each other within a minute."""
        return self._element(moment, f"{moment.astimezone(self._zone):%H:%M:%S}")

    def relative(self, moment: datetime) -> Markup:
        """Say `in 13 min` or `2 h ago`."""
        return self._element(moment, self._distance(moment))

    def day(self, moment: datetime) -> Markup:
        """Say the day alone, with its year."""
        return self._element(moment, self._dated(moment, ".year", "").rstrip(" ,"))

    def span(self, start: datetime, end: datetime) -> Markup:
        """Say from when until when, the day only where it changes."""
        first, last = start.astimezone(self._zone), end.astimezone(self._zone)
        closing = f"{last:%H:%M}" if first.date() == last.date() else self._spoken(end)
        return Markup("{}\N{EN DASH}{}").format(
            self.clock(start), self._element(end, closing)
        )

    def _spoken(self, moment: datetime) -> str:
        local = moment.astimezone(self._zone)
        today = self._now.astimezone(self._zone).date()
        at = f"{local:%H:%M}"
        if local.date() == today:
            return at
        return self._dated(moment, "" if local.year == today.year else ".year", at)

    def _dated(self, moment: datetime, year: str, at: str) -> str:
        local = moment.astimezone(self._zone)
        return self._text(
            f"time.day{year}",
            year=local.year,
            month=local.month,
            month_name=self._text(f"month.{local.month}"),
            day=local.day,
            at=at,
        )

    def _distance(self, moment: datetime) -> str:
        away = moment - self._now
        way = "in" if away >= timedelta(0) else "ago"
        away = abs(away)
        if away < _MINUTE:
            return self._text("time.now")
        if away < _HOUR:
            return self._text(f"time.{way}.minutes", minutes=away // _MINUTE)
        hours, rest = away // _HOUR, away % _HOUR // _MINUTE
        if away < _MINUTES_MATTER and rest:
            return self._text(f"time.{way}.hours_minutes", hours=hours, minutes=rest)
        if away < 2 * _DAY:
            return self._text(f"time.{way}.hours", hours=hours)
        days = away // _DAY
        if days < _TWO_MONTHS_DAYS:
            return self._text(f"time.{way}.days", days=days)
        if days < _TWO_YEARS_DAYS:
            return self._text(f"time.{way}.months", months=days // 30)
        return self._text(f"time.{way}.years", years=days // 365)

    def _element(self, moment: datetime, spoken: str) -> Markup:
        local = moment.astimezone(self._zone)
        exact = f"{local:%Y-%m-%d %H:%M} ({local:%Z})"
        return Markup('<time datetime="{}" title="{}">{}</time>').format(
            to_rfc3339(moment), exact, spoken
        )
