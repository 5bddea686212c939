"""How often somebody may ask, guess or sign in. Limits slow people down; none locks anybody out."""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from goround.runtime.clock import Clock


class Bucket:
    """A token bucket: ``burst`` at once, ``rate`` a second after that."""

    __slots__ = ("_at", "_left", "burst", "rate")

    def __init__(self, rate: float, burst: float, now: int) -> None:
        self.rate, self.burst = rate, burst
        self._left, self._at = burst, now

    def take(self, now: int) -> bool:
        """Take a token if there is one."""
        self._refill(now)
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """Put a token back."""
        self._left = min(self.burst, self._left + 1)

    def free_in(self, now: int) -> int:
        """Milliseconds until there is a token."""
        self._refill(now)
        return 0 if self._left >= 1 else int((1 - self._left) / self.rate * 1000) + 1

    def _refill(self, now: int) -> None:
        self._left = min(self.burst, self._left + (now - self._at) / 1000 * self.rate)
        self._at = now


class Turnstile:
    """Guesses of the code, for the whole site: a room behind one address must get in, so no address is limited by itself.

    When many guesses were wrong, every further attempt, right or wrong, waits its turn: one a second, at most 20 in line.
    """

    BURST, RATE, LINE = 60, 1.0, 20

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bucket = Bucket(self.RATE, self.BURST, clock.now())
        self.waiting = 0
        """How many stand in line."""

    async def enter(self) -> bool:
        """Wait for a turn; False if the line is too long."""
        if self.waiting >= self.LINE:
            return False
        self.waiting += 1
        try:
            while not self._bucket.take(now := self._clock.now()):
                await self._clock.sleep_until(now + self._bucket.free_in(now))
        finally:
            self.waiting -= 1
        return True

    def was_right(self) -> None:
        """The code was right: the turn cost nothing."""
        self._bucket.give_back()


@dataclass(slots=True)
class _Failures:
    count: int
    at: int


class Patience:
    """Delays before a password is looked at, growing with wrong ones for the account and for the network, at most ten seconds each.

    Attempts of one address wait in a short line of their own, so that a flood from elsewhere cannot keep a right password out.
    """

    FREE, MOST_MS, FORGET_MS, LINE, KEPT = 3, 10_000, 15 * 60_000, 4, 10_000

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, _Failures] = OrderedDict()
        self._in_line: dict[str, int] = {}

    async def wait(self, account: str, address: str) -> bool:
        """Wait as long as it takes; False if this address's line is too long."""
        if self._in_line.get(address, 0) >= self.LINE:
            return False
        self._in_line[address] = self._in_line.get(address, 0) + 1
        try:
            delay = max(self._delay(f"account {account}"), self._delay(f"network {network_of(address)}"))
            if delay:
                await self._clock.sleep_until(self._clock.now() + delay)
        finally:
            left = self._in_line[address] - 1
            if left:
                self._in_line[address] = left
            else:
                del self._in_line[address]
        return True

    @property
    def waiting(self) -> int:
        """How many attempts wait, of all addresses."""
        return sum(self._in_line.values())

    def was_wrong(self, account: str, address: str) -> None:
        """A password was wrong."""
        for name in (f"account {account}", f"network {network_of(address)}"):
            failures = self._known(name)
            self._failures[name] = _Failures((failures.count if failures else 0) + 1, self._clock.now())
            self._failures.move_to_end(name)
        while len(self._failures) > self.KEPT:
            self._failures.popitem(last=False)

    def was_right(self, account: str) -> None:
        """A password was right: the account's delay is forgotten, its network's is not."""
        self._failures.pop(f"account {account}", None)

    def _known(self, name: str) -> _Failures | None:
        failures = self._failures.get(name)
        return failures if failures and self._clock.now() - failures.at < self.FORGET_MS else None

    def _delay(self, name: str) -> int:
        failures = self._known(name)
        if failures is None or failures.count <= self.FREE:
            return 0
        return int(min(self.MOST_MS, 500 * 2 ** min(failures.count - self.FREE - 1, 10)))


def network_of(address: str) -> str:
    """The /24 or /64 that an address is in; an empty text where it is not known."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((found, 24 if found.version == 4 else 64), strict=False))
