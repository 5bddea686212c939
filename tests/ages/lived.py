"""One whole evening with every kind of step and every kind of event, and one that is still on: what is kept of each released version."""

from pathlib import Path
from typing import Any

from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.people import ROOM, Mode, Role, Viewer
from goround.domain.steps import AnyStep
from goround.journal.vault import Vault
from goround.records.codes import Codes
from goround.records.confirmations import Confirmations
from goround.records.credentials import Credential, Credentials
from goround.records.pins import Pins
from goround.records.sign_ins import Kept, SignIns
from goround.records.staff import Staff
from goround.records.store import open_records
from goround.runtime.clock import SettableClock
from goround.runtime.room import Room
from tests.domain.kinds import ANSWERS, STEP, gives, said
from tests.domain.kinds import made as bare
from tests.logbook import SITE
from tests.playbook import MINUTE, SECOND, SIX, Later, ann, ben, cam, curriculum, dana, dee, eli, fay
from tests.playbook import OPEN as OPENING
from tests.runtime.house import House, house, turns

WHOLE, STILL_ON = "evening1", "evening2"
PASSWORD = "opens-the-kept-door"
PIN = "4711"
NAMES = {ann: "Ann", ben: "Ben Ángel", cam: "Cam", dee: "Dée", eli: "Eli 🙂", fay: "Fay"}
gus, hal = Viewer(Role.PARTICIPANT, "gus"), Viewer(Role.PARTICIPANT, "hal")
"""Gus has no device; Hal is not let stay."""

BEGAN = 1_788_220_800_000
"""The first of September 2026: in the past of whoever opens it."""
NUMBER_ALERT = {"at_or_above": 9}
VISIBILITIES = {
    "scale": "facilitator", "choice": "group", "multi": "anonymous", "check": "anonymous", "text": "anonymous", "list": "anonymous",
    "rank": "group", "ifthen": "private", "plan": "facilitator", "breathe": "facilitator", "commit": "anonymous",
}  # fmt: skip


def made(kind: str, **changes: Any) -> AnyStep:
    """A step of this kind."""
    return STEP.validate_python(bare(kind, **changes))


EVENING = Agenda(
    blocks=(
        curriculum(
            "first",
            made("scale", id="arrive", arrival=True, visibility="facilitator", alert=NUMBER_ALERT),
            made("slide"),
            made("goround"),
            *(made(kind, visibility=visibility) for kind, visibility in VISIBILITIES.items()),
            made("choice", id="home", visibility="facilitator", **{"for": ["remote"]}),
            title="What is kept",
        ),
        curriculum("second", made("openfloor"), made("slide", id="bye", heading=said("Good night")), title="The end"),
    ),
    breaks=(PlannedBreak(after="first", minutes=10),),
)
OPEN = OPENING.model_copy(update={"agenda": EVENING, "code": "KEPT42", "confirmed": ("first",)})


class Lived:
    """A room in which the clock goes on by itself: a second and a half with each thing that is asked."""

    def __init__(self, home: House, room: Room) -> None:
        self.home, self.room = home, room

    async def does(self, who: Viewer, *commands: c.AnyCommand | Later) -> None:
        """Each of these is accepted; phones number what they ask."""
        for command in commands:
            self.home.clock.advance(1_500)
            ref = f"{who.id}phone:{self.room.state.seq + 1}" if who.role is Role.PARTICIPANT else None
            outcome = await self.home.asks(self.room, who, command, ref)
            assert outcome.code == "ok", f"{command} by {who.id}: {outcome}"

    async def waits(self, milliseconds: int) -> None:
        """Time goes by; what rings meanwhile has rung."""
        self.home.clock.advance(milliseconds)
        await turns()
        await self.room.settled()

    async def goes_to(self, step: str) -> None:
        await self.does(
            dana, lambda state: c.Jump(visit=state.here or 0, step=step, until=self.home.clock.now() + 5 * SECOND)
        )

    def at_visit(self, asked: type[c.Command], **fields: JsonValue) -> c.AnyCommand:
        """A command of those that say where the room is; what moves it is meant for a minute."""
        now = self.home.clock.now()
        until = {"until": now + 5 * SECOND} if "until" in asked.model_fields else {}
        visit = {"visit": self.room.state.here or 0} if "visit" in asked.model_fields else {}
        return asked.model_validate({**visit, **until, **fields})  # type: ignore[return-value]

    async def leads(self, asked: type[c.Command], **fields: JsonValue) -> None:
        await self.does(dana, self.at_visit(asked, **fields))


async def lives(folder: Path) -> None:
    """Make a data folder in which both evenings lie; the server stops once in the middle of the first."""
    _staff(folder)
    clock = SettableClock(now=BEGAN)
    async with house(folder, clock=clock) as home:
        first = Lived(home, await home.host.open(WHOLE, OPEN, dana))
        await comes_in(first)
        await answers_everything(first)
    clock.advance(20 * SECOND)
    async with house(folder, clock=clock) as home:
        room = await home.host.find(WHOLE)
        assert room is not None
        await goes_on_and_ends(Lived(home, room))
        second = Lived(home, await home.host.open(STILL_ON, OPENING.model_copy(update={"code": "LATE23"}), dana))
        await still_goes_on(second)
    _erase(folder)


async def comes_in(evening: Lived) -> None:
    """The door, the room's screen, the card, the arrival question with its alert."""
    await evening.does(ROOM, c.FindStaff(staff="dana", name="Dana Leader"))
    await evening.does(dana, c.ConnectDisplay(display="tv"))
    for who in (*SIX, hal):
        join = c.Join(name=NAMES.get(who, "Hal"), mode=Mode.ON_SITE, lang="es" if who in (dee, fay) else "en")
        await evening.does(who, join.model_copy(update={"mode": Mode.REMOTE}) if who in (eli, fay) else join)
    await evening.does(dana, c.Admit(seats=tuple(who.id for who in (*SIX, hal))), c.AddSeat(seat="gus", name="Gus"))
    await evening.does(dana, c.Remove(seat="hal"), c.Rename(seat="cam", name="Camilla"), c.ConfirmRemote(seat="eli"))
    await evening.does(dee, c.Speak(lang="en"))
    for number, who in enumerate(SIX):
        await evening.does(who, gives(who, "first.arrive", {"number": 9 if who is dee else number}).command)
    await evening.does(dana, c.See(alert="a1"), c.Resolve(alert="a1", done="talked_now"))
    await evening.does(ann, c.NeedPerson())
    await evening.waits(3 * MINUTE)
    await evening.does(ann, c.TakeBack())
    await evening.leads(c.Start)
    await evening.does(dana, c.ShowJoinCard(shown=True), c.DressRoom(speech="both", dark=True))
    await evening.does(ben, c.NeedPerson())


async def answers_everything(evening: Lived) -> None:
    """A go-round, then each kind that asks: answered, changed, passed, closed, shown."""
    await evening.goes_to("first.goround")
    for place in range(3):
        await evening.leads(c.NextTurn, turn=place)
        speaks = evening.room.state.floor("first.goround").speaking
        await evening.does(dana, c.EndTurn(step="first.goround", seat=speaks))
    waiting = [
        seat for seat in evening.room.state.floor("first.goround").order
        if seat not in evening.room.state.floor("first.goround").had and seat != "gus"
    ]  # fmt: skip
    await evening.does(Viewer(Role.PARTICIPANT, waiting[0]), c.PassTurn(step="first.goround"))
    await evening.does(Viewer(Role.PARTICIPANT, waiting[1]), c.LaterTurn(step="first.goround"))
    for kind, visibility in VISIBILITIES.items():
        ref = f"first.{kind}"
        await evening.goes_to(ref)
        content = ANSWERS[kind]
        for number, who in enumerate(SIX):
            given = None if visibility == "private" else content[number % len(content)]
            await evening.does(who, gives(who, ref, given).command)
        if visibility != "anonymous":
            given_by_ben = evening.room.state.given_to(ref)["ben"]
            await evening.does(ben, c.Pass(step=ref, revision=given_by_ben.revision))
            await evening.does(dana, gives(dana, ref, None if visibility == "private" else content[0], "gus").command)
        if visibility in ("anonymous", "group"):
            await evening.leads(c.Reveal)
        if kind in ("text", "list"):
            await evening.leads(c.Release, pieces=[0, 1])
            await evening.leads(c.Release, pieces=[2], theme="Birds")
            await evening.leads(c.Withdraw, pieces=[1])
    await evening.does(dana, c.Mark(kind="strong_moment", made=None))
    await evening.does(dana, c.WordMark(mark="m1", words="They spoke of birds"))
    await evening.leads(c.AskNow, kind="scale", question="How was that?")
    await evening.does(cam, gives(cam, "aside.1", {"number": 6}).command)
    await evening.leads(c.AskNow, kind="text")


async def goes_on_and_ends(evening: Lived) -> None:
    """After the restart: links, a pause, time, an undone step, the break, the open floor, the end that is taken back once."""
    for who in SIX:
        await evening.does(ROOM, c.RegainLink(seat=who.id))
    await evening.does(ROOM, c.LoseLink(seat="cam"), c.FindStaff(staff="dana", name="Dana Leader"))
    await evening.does(ROOM, c.MissStaff(staff="dana"), c.FindStaff(staff="sam", name="Sam Second"))
    await evening.does(dana, c.SayPresence(seat="cam", presence="out"))
    await evening.does(cam, c.Leave())
    await evening.goes_to("first.scale")
    await evening.leads(c.CloseAnswering)
    await evening.leads(c.OpenAnswering)
    await evening.does(ann, gives(ann, "first.scale", {"number": 2}).command)
    await evening.leads(c.CloseAnswering)
    await evening.does(eli, gives(eli, "first.scale", {"number": 1}).command)
    await evening.goes_to("first.rank")
    await evening.leads(c.Reveal)
    await evening.leads(c.Hide)
    await evening.leads(c.Pause)
    await evening.waits(4 * MINUTE)
    await evening.leads(c.Resume)
    await evening.leads(c.Extend, minutes=2)
    await evening.waits(12 * MINUTE)
    await evening.leads(c.Skip, reason="time")
    await evening.leads(c.Back)
    await evening.does(dana, lambda state: c.Undo(of=state.movement.seq if state.movement else 0))
    await evening.goes_to("break.1")
    await evening.waits(5 * MINUTE)
    await evening.goes_to("second.openfloor")
    for who in (ann, fay):
        await evening.does(who, c.AskTurn(step="second.openfloor"))
    await evening.leads(c.NextTurn, turn=0)
    await evening.does(dana, c.DisconnectDisplay(display="tv"))
    await evening.leads(c.End)
    await evening.does(dana, lambda state: c.Undo(of=state.movement.seq if state.movement else 0))
    await evening.leads(c.Next)
    await evening.leads(c.End)


async def still_goes_on(evening: Lived) -> None:
    """An evening that nobody has ended when the server stops."""
    for who in (ann, ben):
        await evening.does(who, c.Join(name=f"{NAMES[who]} again", mode=Mode.ON_SITE, lang="en"))
    await evening.does(dana, c.Admit(seats=("ann", "ben")))
    await evening.leads(c.Start)
    await evening.goes_to("w01.craving")
    await evening.does(ann, gives(ann, "w01.craving", {"number": 4}).command)


def _staff(folder: Path) -> None:
    """An account that can sign in, and a row in every other table of the records."""
    records = open_records(folder / "records.db")
    Staff(records).add("dana", "dana", "Dana", PASSWORD)
    Pins(records).set("dana", PIN)
    Confirmations(records).add("dana", ["0" * 64], BEGAN)
    Codes(records).draw([42], BEGAN)
    Credentials(records).give(Credential("seat", "ann", STILL_ON, BEGAN + 60 * MINUTE), "the-kept-token")
    SignIns(records).keep("kept", Kept(BEGAN, locked=True))
    records.dispose()


def _erase(folder: Path) -> None:
    """Everything of Fay, and what Eli wrote for the wall."""
    vault = Vault(folder / "vault.db", SITE)
    assert vault.erase(WHOLE, "fay") and vault.erase(WHOLE, "eli", "wall")
    vault.close()


__all__ = ["PASSWORD", "PIN", "STILL_ON", "WHOLE", "lives"]
