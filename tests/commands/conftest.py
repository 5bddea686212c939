"""A home for a command, and one evening that a real server ran and stored, for the commands that read it."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands.running import PASSWORD, Home, Served, serving
from tests.web.people import Console, Display, Phone

NAMES = ("Ana", "Ben", "Cleo", "Dev", "Eli", "Fay")


@dataclass(frozen=True)
class Evening:
    """A session that has ended: where it lies, its id, and the entries after which something could be seen."""

    home: Home
    session: str
    urge: int
    """After everybody has answered the first question."""
    hour: int
    """After everybody has answered without a name."""
    shown: int
    """After these answers were shown to the room."""
    own: int
    """After everybody has answered for themselves."""
    printed: str


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A place where nothing is yet."""
    return Home(tmp_path)


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """A server that ran one session and stopped."""
    home = Home(tmp_path_factory.mktemp("evening"))
    added = home.run("staff", "add", "dana", "--name", "Dana", said=f"{PASSWORD}\n")
    assert added.returncode == 0, added.stderr
    with serving(home) as served:
        told = asyncio.run(one_evening(served))
        assert served.stop() < 10 and served.process.returncode == 0
        return Evening(home, *told, served.printed)


async def one_evening(served: Served) -> tuple[str, int, int, int, int]:
    async with Console(served) as console, Display(served) as display:
        assert (await console.signs_in("dana", PASSWORD)).leads_to == "/staff"
        await console.starts("Tuesday group", "blk-evening")
        phones = [await Phone(served).joins(console.code, name, lang="es" if name == "Fay" else "en") for name in NAMES]
        await console.admits(*phones)
        await console.line.asks("add_seat", seat="gus", name="Gus")
        await display.turns_on()
        await console.browser.post(f"{console.path}/displays", body={"word": display.word})
        await display.line.sees(lambda show: show["scene"]["kind"] == "display")
        marks = []
        for step in ("urge", "hour", "own"):
            await console.goes_to(f"blk-evening.{step}")
            for number, phone in enumerate(phones):
                await answers(phone, f"blk-evening.{step}", None if step == "own" else number + 4)
            if step == "urge":
                await phones[1].line.asks("pass", step="blk-evening.urge", revision=1)
            marks.append(await entry(console))
            if step == "hour":
                assert (await console.line.asks("reveal", visit=console.visit))["code"] == "ok"
                marks.append(await entry(console))
        assert (await console.moves("end"))["code"] == "ok"
        for phone in phones:
            await phone.close()
        urge, hour, shown, own = marks
        return console.session, urge, hour, shown, own


async def answers(phone: Phone, step: str, number: int | None) -> None:
    reply = await phone.line.asks(
        "answer", step=step, revision=0, answer=None if number is None else {"number": number}
    )
    assert reply["code"] == "ok", reply


async def entry(console: Console) -> int:
    """The number of the newest entry, told by something that changes nothing of what is answered."""
    reply = await console.line.asks("extend", visit=console.visit, minutes=1)
    return int(reply["entry"])


@pytest.fixture
def copy(evening: Evening, tmp_path: Path) -> Evening:
    """The same evening in files of the test's own, to be damaged."""
    home = Home(tmp_path)
    shutil.copytree(evening.home.folder, home.folder)
    shutil.copy2(evening.home.key, home.key)
    return Evening(home, evening.session, evening.urge, evening.hour, evening.shown, evening.own, evening.printed)
