"""The facilitator of a rehearsal: a stranger who signs in, opens the session from the staff's home, and leads it to its end from the console's views."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from aiohttp import ClientSession, DummyCookieJar
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from goround.domain.curriculum import Curriculum
from goround.rehearsal.claims import Claims, Command
from goround.rehearsal.screen import Screen
from goround.runtime.clock import Clock

UNTIL_MS = 5_000
MOST_ASKS = 12
"""Asks between two looks at the console: a person is not faster, and the server takes twenty a second."""


class NotOpened(Exception):
    """The staff's pages did not let the facilitator do what they were for; the text says what."""


@dataclass(frozen=True, slots=True)
class Patience:
    """For how many milliseconds a facilitator waits for what."""

    look: int = 1_000
    """Between two looks at the console."""
    read: int = 8_000
    """A step at which nobody is asked anything."""
    answers: int = 60_000
    """For those who have not answered yet."""
    quiet: int = 20_000
    """Where nobody can see who has not answered, and for people to ask for the floor."""
    speaks: int = 90_000
    """Until the turn of somebody who does not end it is ended."""
    shown: int = 6_000
    """For everybody to look at what was shown."""


FAST = Patience(look=500, read=500, answers=45_000, quiet=4_000, speaks=20_000, shown=500)


class StaffPages:
    """The pages of staff, as a browser without a script uses them."""

    def __init__(self, address: str) -> None:
        self._address, self.cookie = address, ""

    async def sign_in(self, account: str, password: str) -> None:
        """Sign in.

        Raises:
            NotOpened: the sign-in was refused.
        """
        status, leads_to = await self._post("/staff/sign-in", {"account": account, "password": password})
        if (status, leads_to) != (303, "/staff"):
            raise NotOpened(f"The sign-in was answered with {status}.")

    async def open(self, group: str, curricula: tuple[Curriculum, ...]) -> str:
        """Open a session for rehearsal; gives its id.

        Raises:
            NotOpened: the form came back.
        """
        chosen = [("group", group), ("rehearse", "yes"), *(("curriculum", one.id) for one in curricula)]
        status, leads_to = await self._post("/staff/sessions", chosen)
        if status != 303 or not leads_to.startswith("/staff/s/"):
            raise NotOpened(f"The staff's home did not open this agenda (it answered with {status}).")
        return leads_to.rpartition("/")[2]

    async def take_display(self, session: str, word: str) -> None:
        """Make the display that shows this word the room's screen.

        Raises:
            NotOpened: it was refused.
        """
        status, _ = await self._post(f"/staff/s/{session}/displays", body={"word": word})
        if status != 200:
            raise NotOpened(f"The display was not taken (the server answered with {status}).")

    async def _post(self, path: str, form: Any = None, body: Any = None) -> tuple[int, str]:
        headers = {"Origin": self._address, **({"Cookie": self.cookie} if self.cookie else {})}
        async with (
            ClientSession(cookie_jar=DummyCookieJar()) as browser,
            browser.post(
                self._address + path, data=form, json=body, headers=headers, allow_redirects=False
            ) as response,
        ):
            given: SimpleCookie = response.cookies
            if given.get("goround"):
                self.cookie = f"goround={given['goround'].value}"
            return response.status, response.headers.get("Location", "")


async def new_display(address: str) -> tuple[str, str]:
    """Make this device a display that waits to be taken; gives its path and its cookie.

    Raises:
        NotOpened: it got no page of its own.
    """
    async with (
        ClientSession(cookie_jar=DummyCookieJar()) as browser,
        browser.get(f"{address}/display", allow_redirects=False) as response,
    ):
        cookies: SimpleCookie = response.cookies
        if response.status != 303 or "goround" not in cookies:
            raise NotOpened(f"No screen for the room was opened (the server answered with {response.status}).")
        return response.headers["Location"], f"goround={cookies['goround'].value}"


class Console(Screen):
    """The console, and who leads from it."""

    def __init__(
        self,
        address: str,
        session: str,
        cookie: str,
        clock: Clock,
        claims: Claims,
        device: str,
        patience: Patience,
        moved: Callable[[int, int], None],
        may_leave: Callable[[bool], bool],
    ) -> None:
        """As ``Screen``; ``moved`` is told how many steps of how many were delivered, ``may_leave`` is asked before each, and whether it is the last."""
        super().__init__(address, f"/staff/s/{session}", cookie, clock, claims, device)
        self.delivered: set[str] = set()
        self._patience, self._moved, self._may_leave = patience, moved, may_leave
        self._here, self._since = 0, 0
        self._turn, self._turn_since = -1, 0
        self._shown_at: int | None = None
        self._asks = 0

    @property
    def scene(self) -> Mapping[str, Any]:
        """The newest scene."""
        found: Mapping[str, Any] = self.seen["scene"]
        return found

    async def lead(self, seats: int) -> None:
        """Wait for so many people at the door, and lead them to the end."""
        while not self.seen or self.scene["phase"] != "ended":
            if self.link is not None:
                self._asks = 0
                await self._look(seats)
            await self._clock.sleep_until(self._clock.now() + self._patience.look)

    def _beaten(self, socket: ClientConnection) -> None:
        self._doing.create_task(self._awake(socket))

    async def _awake(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            await socket.send(json.dumps({"awake": self._number, "idle": 0}))

    async def _look(self, seats: int) -> None:
        await self._care()
        scene = self.scene
        people = scene["people"]
        await self._let_in(people)
        stage = scene["stage"]
        if stage is None:
            if scene["phase"] == "gathering" and sum(one["standing"] == "in" for one in people) == seats:
                await self._move({"type": "start"})
            return
        now = self._clock.now()
        if stage["number"] != self._here:
            self._here, self._since, self._shown_at = stage["number"], now, None
        if await self._is_done(stage, now - self._since):
            await self._leave(stage)

    async def _care(self) -> None:
        """Whoever needs a person is seen, and then somebody gets back to them."""
        for alert in self.scene["waiting"]:
            see = {"type": "see", "alert": alert["alert"]}
            done = {"type": "resolve", "alert": alert["alert"], "done": "talked_now"}
            await self._ask(see if alert["standing"] == "open" else done)

    async def _let_in(self, people: list[Mapping[str, Any]]) -> None:
        waiting = [one["seat"] for one in people if one["standing"] == "door"]
        if waiting:
            await self._ask({"type": "admit", "seats": waiting})
        for one in people:
            if one["mode"] == "remote" and one["standing"] == "in" and one["linked"] and not one["confirmed"]:
                await self._ask({"type": "confirm_remote", "seat": one["seat"]})

    async def _is_done(self, stage: Mapping[str, Any], waited: int) -> bool:
        """Whether the room may go on; what is to be done before is done."""
        patience = self._patience
        if self.scene["waiting"]:
            return False  # nobody goes on while somebody waits for a person
        if stage["turns"] is not None:
            return await self._turns(stage, stage["turns"], waited)
        counts = self.scene["counts"]
        if counts is None:
            return waited >= patience.read
        if stage["open"]:
            unseen = counts["not_yet"] is None  # an anonymous step does not tell who has not answered
            everybody = waited >= patience.quiet if unseen else counts["not_yet"] == 0
            if not everybody and waited < patience.answers:
                return False
            if not counts["may_show"] or not counts["answered"]:
                return True
            code = await self._ask({"type": "reveal", "visit": stage["number"], "few": counts["few"]})
            return code == "nothing_to_show"
        return await self._on_the_wall(stage)

    async def _on_the_wall(self, stage: Mapping[str, Any]) -> bool:
        """What people wrote is put up once it was read; then everybody looks at it."""
        if not stage["revealed"]:
            return True
        if self._shown_at is None:
            self._shown_at = self._clock.now()
        pieces = len((stage["results"] or {}).get("texts", ()))
        to_come = [place for place in range(min(pieces, 500)) if place not in stage["on_wall"]]
        if to_come:
            await self._ask({"type": "release", "visit": stage["number"], "pieces": to_come})
            return False
        return self._clock.now() - self._shown_at >= self._patience.shown

    async def _turns(self, stage: Mapping[str, Any], turns: Mapping[str, Any], waited: int) -> bool:
        now = self._clock.now()
        if turns["turn"] != self._turn:
            self._turn, self._turn_since = turns["turn"], now
        if turns["speaking"] is not None:
            if now - self._turn_since >= self._patience.speaks:
                await self._ask({"type": "end_turn", "step": stage["step"], "seat": turns["speaking"]["seat"]})
            return False
        if turns["coming"]:
            await self._move({"type": "next_turn", "visit": stage["number"], "turn": turns["turn"]})
            return False
        return turns["form"] == "round" or waited >= self._patience.quiet

    async def _leave(self, stage: Mapping[str, Any]) -> None:
        last = self.scene["next_step"] is None
        if not self._may_leave(last):
            return
        code = await self._move({"type": "end" if last else "next", "visit": stage["number"]})
        if code == "ok":
            self.delivered.add(stage["step"])
            self._moved(len(self.delivered), len(self.scene["agenda"]))

    async def _move(self, command: Command) -> str | None:
        return await self._ask({**command, "until": self._clock.now() + UNTIL_MS})

    async def _ask(self, command: Command) -> str | None:
        self._asks += 1
        return await self.ask(command) if self._asks <= MOST_ASKS else None
