"""``goround rehearse FILE...``: a whole evening with strangers over real connections on the real server, and whether it was kept."""

import asyncio
import signal
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientError
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from goround.catalog.check import Checked
from goround.catalog.load import compiled
from goround.cli.check import as_text
from goround.cli.opened import chosen_settings, demand_startable, folder_to_run, site_key
from goround.cli.progress import Progress
from goround.cli.stop import Stop
from goround.domain.agenda import Agenda
from goround.domain.curriculum import Curriculum
from goround.journal.folder import DataFolder
from goround.journal.port import NotStored
from goround.journal.site_key import SiteKey, load
from goround.journal.sql import SqlJournal
from goround.records.staff import Account, Staff
from goround.records.store import open_records
from goround.rehearsal.evening import Outcome, Place, Plan, rehearse
from goround.rehearsal.leader import NotOpened
from goround.rehearsal.seat import NotLetIn
from goround.rehearsal.stage import Fell, Stage
from goround.rehearsal.stepped_clock import NoAnswer, SteppedClock
from goround.runtime.clock import SystemClock

MOST_SEATS = 200
LEADER = "Robin"


def run(chosen: Namespace) -> int:
    """Rehearse; exits 1 where something was not kept, 2 where it cannot begin."""
    if not 1 <= chosen.seats <= MOST_SEATS:
        raise Stop(f"--seats is a number from 1 to {MOST_SEATS}, not {chosen.seats}.", 2)
    curricula = _read(chosen.files)
    plan = Plan(
        curricula, chosen.seats, chosen.seed, faults=chosen.faults, kills=chosen.faults, fast=chosen.pace == "fast"
    )
    with TemporaryDirectory(prefix="goround-rehearsal-") as own, _folder(chosen, Path(own)) as kept:
        outcome = _until_told(lambda: _rehearse(plan, chosen.files, kept, Path(own)))
    print("\n".join(_table(plan, outcome, kept if chosen.data else None)))
    return int(bool(outcome.wrong) or outcome.steps < outcome.of)


def _read(files: Sequence[Path]) -> tuple[Curriculum, ...]:
    """What is to be rehearsed; where it cannot be led, what the check finds."""
    read = [compiled(file) for file in files]
    curricula = tuple(one.curriculum for one in read if one.curriculum is not None)
    if len(curricula) < len(read):
        print(as_text(Checked([finding for one in read for finding in one.findings], len(read))))
        raise Stop("It cannot be rehearsed. Correct what is told above.", 2)
    try:
        Agenda(blocks=curricula)
    except ValidationError as error:
        told = error.errors(include_url=False, include_input=False)[0]["msg"].removeprefix("Value error, ")
        raise Stop(f"These files are no evening: {told}.", 2) from None
    return curricula


@dataclass(frozen=True, slots=True)
class Kept:
    """The folder of a rehearsal, its key, and who leads it."""

    data: Path
    key_file: Path
    site: SiteKey
    leader: Account
    password: str


@contextmanager
def _folder(chosen: Namespace, own: Path) -> Iterator[Kept]:
    """A folder with an account that leads; the account is gone afterwards, and so is the folder if it was not named."""
    if chosen.data is None:
        data, key_file = own / "data", own / "site.key"
        DataFolder(data).make()
        site, _ = load(key_file)
    else:
        found = chosen_settings(chosen)
        data, key_file = found.data, found.key_file
        demand_startable(found)
        site = site_key(key_file, make=not DataFolder(data).holds_sessions)
        folder = folder_to_run(data)
        try:
            _refuse_running(folder)
        finally:
            folder.unlock()
    try:
        records = open_records(DataFolder(data).records)
    except NotStored as error:
        raise _unusable(data, error) from None
    try:
        clock, staff = SystemClock(), Staff(records)
        password = clock.token()
        leader = staff.add(clock.fresh_id(), f"rehearsal-{clock.fresh_id()}", LEADER, password)
        try:
            yield Kept(data, key_file, site, leader, password)
        finally:
            staff.remove(leader.id)
    except DBAPIError as error:
        raise _unusable(data, error.orig) from None
    finally:
        records.dispose()


def _unusable(data: Path, why: BaseException | None) -> Stop:
    return Stop(f"The data folder {data} cannot be used: {why}. Check its rights and the free space.")


def _refuse_running(folder: DataFolder) -> None:
    """A session that has not ended would be taken up by the rehearsal's server, and its time would run ahead."""
    if not folder.holds_sessions:
        return
    journal = SqlJournal(folder.journal, read_only=True)
    try:
        live = [head.session for head in journal.sessions() if head.live]
    finally:
        journal.close()
    if live:
        raise Stop(
            f"{folder.path} holds a session that has not ended: {live[0]}. End it first, or rehearse in another folder: leave --data out."
        )


def _until_told(work: Callable[[], Awaitable[Outcome]]) -> Outcome:
    """Run it to its end; SIGTERM and Ctrl-C end it early, with everything put away."""

    async def to_its_end() -> Outcome:
        task = asyncio.current_task()
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        return await work()

    try:
        return asyncio.run(to_its_end())
    except asyncio.CancelledError:
        raise Stop("The rehearsal was stopped.", 143) from None
    except NotOpened as error:
        raise Stop(f"{error} Nothing was rehearsed.{_notes(error)}") from None
    except NotLetIn as error:
        raise Stop(f"Somebody did not come in: {error}.{_notes(error)}") from None
    except Fell as error:
        raise Stop(str(error)) from None
    except NoAnswer:
        raise Stop("The server does not answer any more. Somebody has waited for it for a minute and a half.") from None
    except (ClientError, TimeoutError) as error:
        raise Stop(f"The server could not be reached ({type(error).__name__}).{_notes(error)}") from None


def _notes(error: Exception) -> str:
    return "".join(getattr(error, "__notes__", ()))


async def _rehearse(plan: Plan, files: Sequence[Path], kept: Kept, own: Path) -> Outcome:
    now = SystemClock().now()
    stage = Stage(files, kept.data, kept.key_file, own / "server.log", now=now, stepped=plan.fast, seed=plan.seed)
    clock = SteppedClock(now, plan.seed) if plan.fast else SystemClock()
    place = Place(stage, clock, kept.data, kept.site, kept.leader, kept.password)
    try:
        async with Progress(sys.stderr, "steps", "the server is starting") as progress:
            await stage.start()
            progress.now("people are coming in")
            outcome = await rehearse(plan, place, progress.come_to)
            return replace(outcome, seconds=progress.seconds)
    except (NotOpened, NotLetIn, ClientError) as error:
        if faults := [line for line in stage.said() if " ERROR " in line]:
            error.add_note(f" The server said: {faults[-1]}")
        raise
    finally:
        await stage.stop()


def _table(plan: Plan, outcome: Outcome, kept: Kept | None) -> Iterator[str]:
    titles = ", ".join(one.title.in_("en") for one in plan.curricula)
    how = [
        f"{plan.seats} seat{'' if plan.seats == 1 else 's'}",
        f"seed {plan.seed}",
        "fast" if plan.fast else "at a human pace",
    ]
    yield f"Rehearsed: {titles} ({', '.join(how)}{', with faults' if plan.faults else ''})"
    for what, count in (
        ("steps delivered", f"{outcome.steps} of {outcome.of}"),
        ("answers", outcome.answers),
        ("passes", outcome.passes),
        ("refused", outcome.refused),
        ("drops survived", outcome.drops),
        ("alerts seen", outcome.alerts),
        ("server restarts", outcome.restarts),
        ("seconds", f"{outcome.seconds:.1f}"),
    ):
        yield f"  {what:<16} {count}"
    if kept is not None:
        yield f"Session: {outcome.session} in {kept.data}"
    if outcome.wrong:
        yield "Not everything was kept:"
        yield from (f"  {sentence}" for sentence in outcome.wrong)
    else:
        yield "Every answer that was acknowledged is in the log once, and every screen showed what the log says."
