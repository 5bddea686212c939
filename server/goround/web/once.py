"""Links that sign one named person in, once."""

from typing import NamedTuple

from goround.runtime.clock import Clock

LASTS_MS = 12 * 60 * 60 * 1000


class Invitation(NamedTuple):
    """Whom a link signs in, and where it leads."""

    account: str
    leads_to: str
    until: int


class OnceLinks:
    """Links that have not been used; they live as long as the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[str, Invitation] = {}

    def make(self, account: str, leads_to: str) -> str:
        """A new link's secret part."""
        token = self._clock.token()
        self._waiting[token] = Invitation(account, leads_to, self._clock.now() + LASTS_MS)
        return token

    def use(self, token: str) -> Invitation | None:
        """The invitation, the first time; None ever after."""
        found = self._waiting.pop(token, None)
        return found if found is not None and found.until > self._clock.now() else None
