"""Instants as people read them: the time of day and the day, in a session's own zone and the page's language."""

import contextlib
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goround.domain.base import Instant
from goround.review.attendance import Span
from goround.web.words import Speak

MINUTE_MS = 60_000


class LocalTime:
    """Says instants in one zone and one language. A zone that this machine does not know is UTC, and says so."""

    def __init__(self, zone: str, t: Speak) -> None:
        self._t = t
        self._zone: tzinfo = UTC
        self.zone = "UTC"
        with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
            self._zone, self.zone = ZoneInfo(zone), zone

    def clock(self, at: Instant) -> str:
        """“18:41”."""
        return f"{self._when(at):%H:%M}"

    def span(self, span: Span) -> str:
        """“18:56 to 19:06”."""
        return self._t("staff.from_to", since=self.clock(span.since), until=self.clock(span.until))

    def day(self, at: Instant, *, year: bool = False) -> str:
        """“Tuesday, November 24”."""
        when = self._when(at)
        return self._t(
            "staff.day_of_year" if year else "staff.day",
            weekday=self._t("staff.weekdays").split(", ")[when.weekday()],
            day=when.day,
            month=self._t("staff.months").split(", ")[when.month - 1],
            year=when.year,
        )

    def minutes(self, ms: int) -> str:
        """“31 min”; what is there and less than half a minute is under one."""
        count = round(ms / MINUTE_MS)
        return self._t("facts.under_a_minute") if ms > 0 and count == 0 else self._t("facts.min", count=count)

    def _when(self, at: Instant) -> datetime:
        return datetime.fromtimestamp(at / 1000, self._zone)
