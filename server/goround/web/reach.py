"""Which phones have come to see whether they reach the group, what each found, and how many may try at once."""

from collections import OrderedDict
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from goround.domain.base import Model
from goround.runtime.clock import Clock
from goround.web.limits import Bucket

KEPT_MS = 10 * 60_000
MOST_PHONES = 60
MOST_LINKS = 60

Kind = Literal["iphone", "ipad", "android_phone", "android_tablet", "computer", "other"]

PhoneId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""Drawn by the page, for as long as it stands: it only tells one row of the list from another."""


class Found(Model):
    """What a phone found: codes and numbers alone, so that nothing it sends is ever read as words."""

    link: Literal["ok", "slow", "swallowed", "silent", "cut", "busy"]
    """Opened and echoes; late; never opened though pages come; opened and stays silent; ended midway; too many at once."""
    ms: Annotated[int, Field(ge=0, le=600_000)] | None = None
    """There and back, the middle one of several."""
    cookies: bool
    storage: bool
    ahead: Annotated[int, Field(ge=-10_000_000, le=10_000_000)] | None = None
    """Minutes by which its clock is before ours, where it is more than two either way."""
    encrypted: bool
    browser: bool
    """Whether it is new enough."""


class Told(Model):
    """What a phone's page sends: that it is there, then what it found."""

    phone: PhoneId
    found: Found | None = None


class Phone(Model):
    """A phone that has come, as staff see it."""

    number: int
    kind: Kind
    at: int
    found: Found | None = None


class Reach:
    """Phones that have come lately. Nothing of them is stored."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._phones: OrderedDict[str, Phone] = OrderedDict()
        self._bucket = Bucket(5, 150, clock.now())
        self.links = 0
        """Live links that are being tried now."""

    def take(self) -> bool:
        """Whether one more message may come; a whole room that scans at once may."""
        return self._bucket.take(self._clock.now())

    def came(self, told: Told, kind: Kind) -> Phone:
        """A phone is there, or has found something. It keeps its number."""
        self._forget()
        former = self._phones.pop(told.phone, None)
        phone = Phone(
            number=former.number if former else self._free(), kind=kind, at=self._clock.now(), found=told.found
        )
        self._phones[told.phone] = phone
        while len(self._phones) > MOST_PHONES:
            self._phones.popitem(last=False)
        return phone

    def left(self, phone: str) -> None:
        """A phone has closed the page."""
        self._phones.pop(phone, None)

    def phones(self) -> list[Phone]:
        """Those that are here, by their numbers."""
        self._forget()
        return sorted(self._phones.values(), key=lambda phone: phone.number)

    def _forget(self) -> None:
        until = self._clock.now() - KEPT_MS
        for id in [id for id, phone in self._phones.items() if phone.at <= until]:
            del self._phones[id]

    def _free(self) -> int:
        taken = {phone.number for phone in self._phones.values()}
        return next(number for number in range(1, MOST_PHONES + 2) if number not in taken)


def kind_of(agent: str) -> Kind:
    """What a browser says it runs on, in one of our own words."""
    said = agent.lower()
    if "iphone" in said or "ipod" in said:
        return "iphone"
    if "ipad" in said:
        return "ipad"
    if "android" in said:
        return "android_phone" if "mobile" in said else "android_tablet"
    if any(system in said for system in ("windows", "macintosh", "cros", "x11", "linux")):
        return "computer"
    return "other"
