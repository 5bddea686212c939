"""The documents are true to the code: each name, example, client, test and command that they speak of is there, and nothing is left out."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from socket import create_server
from typing import get_args

import pytest
import pytest_asyncio
from aiohttp import web
from pydantic import TypeAdapter

from goround import config
from goround.domain import commands, events, scenes
from goround.domain.agenda import Agenda
from goround.domain.base import Model
from goround.domain.people import MAY, Role, Viewer
from goround.domain.rules.refusal import REFUSAL_CODES
from goround.domain.state import Phase
from goround.domain.steps import Visibility
from goround.domain.steps.scale import ScaleAnswer
from goround.journal.memory import MemoryJournal
from goround.journal.site_key import SiteKey
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.records.codes import DIGITS, WORDS
from goround.records.staff import Account
from goround.records.store import open_records
from goround.runtime.clock import SystemClock
from goround.shipped import shipped
from goround.web import socket, wire
from goround.web.access import SignedIn
from goround.web.api import (
    display,
    door,
    facts,
    fault,
    health,
    lock,
    preview,
    reach,
    replay,
    seat,
    session,
    staff,
    tablet,
)
from goround.web.app import build_app
from goround.web.site import SITE, Site
from tests.playbook import curriculum, scale, slide
from tests.tree import CHECKOUT, files, text

PROTOCOL, RULES, THREATS = Path("docs/protocol.md"), Path("docs/spec.md"), Path("docs/threats.md")
DOCUMENTS = tuple(
    path for path in files("*.md") if path.parts[0] in ("docs", "README.md", "CONTRIBUTING.md", "CHANGELOG.md")
)


def chapter(path: Path, heading: str) -> str:
    """What stands under a heading, up to the next of its own or a higher level."""
    level = len(heading) - len(heading.lstrip("#"))
    hidden = re.sub(
        r"^```.*?^```", lambda block: block[0].replace("\n#", "\n\0#"), text(path), flags=re.MULTILINE | re.DOTALL
    )
    _, found, after = hidden.partition(f"\n{heading}\n")
    assert found, f"{path} has no chapter “{heading}”."
    return re.split(rf"\n#{{1,{level}}} ", after)[0].replace("\0", "")


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text(path), re.MULTILINE | re.DOTALL)


def ticked(words: str) -> list[str]:
    """What stands in backticks, outside of blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", words, flags=re.MULTILINE | re.DOTALL))


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a chapter's tables that begin with a name, without their heads."""
    lines = table.splitlines()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("| `") and not below.startswith("|---"):
            yield [cell.strip() for cell in line.strip("| ").split(" |")] + ["", ""]


def kinds(union: object, field: str) -> set[str]:
    """The names of a union's models by the field that tells them apart."""
    return {name for model in get_args(union) for name in get_args(model.model_fields[field].annotation)}


# --- the protocol ---


@pytest.mark.parametrize("model", get_args(commands.AnyCommand), ids=lambda model: model.model_fields["type"].default)
def test_each_command_has_its_row(model: type[Model]) -> None:
    name = model.model_fields["type"].default
    row = next((row for row in rows(chapter(PROTOCOL, "## 3. Commands")) if ticked(row[0])[:1] == [name]), None)
    assert row, f"docs/protocol.md has no row for {name}."
    assert set(ticked(row[1])) == set(model.model_fields) - {"type"}, f"The row of {name} names other fields."
    told = {role.strip() for role in row[2].split(",")}
    assert told == {role.value for role, may in MAY.items() if name in may}, f"Others may ask {name}."


@pytest.mark.parametrize(
    ("heading", "union"),
    [
        ("### Asked over a socket", commands.Asked),
        ("### Asked through the server's pages", commands.Arranged),
        ("### Asked by the room itself", commands.Noticed),
    ],
)
def test_each_command_stands_where_it_is_asked(heading: str, union: object) -> None:
    assert {ticked(row[0])[0] for row in rows(chapter(PROTOCOL, heading))} == kinds(union, "type")


def test_each_reply_code_has_its_row() -> None:
    told = [ticked(row[0])[0] for row in rows(chapter(PROTOCOL, "## 4. Replies"))]
    codes = {code for part in get_args(wire.ReplyCode) for code in (get_args(part) or (part,))}
    assert set(REFUSAL_CODES) <= codes
    assert sorted(told) == sorted(codes)


def test_each_kind_of_view_has_its_row() -> None:
    told = {ticked(row[0])[0] for row in rows(chapter(PROTOCOL, "## 5. Views"))}
    assert told == kinds(scenes.AnyScene, "kind") | kinds(scenes.AnyMine, "kind") | {"unpaired"}
    assert {audience.value for audience in set(scenes.Audience) - {scenes.Audience.LOCKED}} <= told
    assert {phase.value for phase in Phase} <= set(ticked(chapter(PROTOCOL, "## 5. Views")))


@pytest.mark.parametrize("scene", [scenes.ParticipantScene, scenes.DoorScene, scenes.RemovedScene, scenes.DisplayScene])
def test_a_views_row_names_every_field(scene: type[Model]) -> None:
    kind = scene.model_fields["kind"].default
    row = next(row for row in rows(chapter(PROTOCOL, "## 5. Views")) if ticked(row[0]) == [kind])
    assert set(ticked(row[2])) == set(scene.model_fields) - {"kind"}


def test_each_event_is_named_with_what_is_sealed_in_it() -> None:
    told: dict[str, set[str]] = {}
    for row in rows(chapter(PROTOCOL, "## 8. What is stored")):
        told |= {name: set(ticked(row[1])) for name in ticked(row[0])}
    kept = {model.model_fields["type"].default: set(model.SEALED) for model in get_args(events.AnyEvent)}
    kept["answered"] = set(events.Answered.sealed({"answer": 7, "visibility": "group"}))
    kept["revealed"] = set(events.Revealed.sealed({"tally": {"texts": ["words"]}}))
    assert told == kept


def test_each_resource_is_named() -> None:
    parts = (display, door, facts, fault, health, lock, preview, reach, replay, seat, session, staff, tablet)
    served = {
        f"{route.method} {route.path}" for part in parts for route in part.routes if isinstance(route, web.RouteDef)
    }
    told = set(ticked(chapter(PROTOCOL, "## 1. Getting a cookie")))
    assert not served - told, f"docs/protocol.md does not name: {', '.join(sorted(served - told))}"
    gone = {name for name in told if name.startswith(("GET /", "POST /"))} - served - {"GET /a/{hash}/{name}"}
    assert not gone, f"docs/protocol.md names what is not served: {', '.join(sorted(gone))}"


def test_each_example_is_a_message() -> None:
    message: TypeAdapter[object] = TypeAdapter(wire.Incoming | wire.Outgoing)
    examples = blocks(PROTOCOL, "json")
    assert len(examples) >= 7
    kinds_seen = {type(message.validate_json(example)) for example in examples}
    assert kinds_seen == {wire.Ask, wire.Awake, wire.Ping, wire.Reply, wire.Show, wire.Beat}


def test_the_limits_and_close_codes_are_those_of_the_code() -> None:
    closing = chapter(PROTOCOL, "## 6. Closing")
    for code in (wire.RESTARTING, wire.TRY_LATER, wire.OVER, wire.ELSEWHERE, wire.NOT_LET_IN, wire.SLOW_DOWN):
        assert f"\n| {code} |" in closing
    assert f"{socket.ASKS_A_SECOND} asks a second with a burst of {socket.ASKS_AT_ONCE}" in closing
    assert (
        f"more than\n{socket.MOST_BYTES // 1024} KB" in closing
        and f"more than {4 * socket.MOST_BYTES // 1024} KB" in closing
    )
    assert socket.STRIKES == 40 and "the fortieth" in closing
    assert f"about {round(len(WORDS) * len(DIGITS) ** 2, -3):,} codes" in text(THREATS)


# --- the client at the end of the protocol ---

FLOOR = Agenda(
    blocks=(curriculum("one", slide("hello"), scale("urge", Visibility.FACILITATOR), scale("own", Visibility.PRIVATE)),)
)


@pytest_asyncio.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    """A whole server on a free port, its journal in memory."""
    key = SiteKey.of(bytes(32))
    journal, vault, records = MemoryJournal(), Vault(None, key), open_records(None)
    writer = Writer(journal, vault, key)
    listening = create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    found = config.Settings(data=tmp_path, key_file=tmp_path / "site.key")
    app = build_app(
        settings=found, clock=SystemClock(), journal=journal, vault=vault, writer=writer, records=records,
        curricula=FLOOR.blocks, client=shipped("client_web"), address=address,
    )  # fmt: skip
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    yield app[SITE]
    await runner.cleanup()
    writer.close()
    vault.close()
    records.dispose()


async def comes_true(state: Callable[[], bool]) -> None:
    async with asyncio.timeout(15):
        while not state():  # noqa: ASYNC110 - a state has no event
            await asyncio.sleep(0.02)


@pytest.mark.command
async def test_the_client_in_the_protocol_answers_a_prompt(site: Site, tmp_path: Path) -> None:
    [client] = [block for block in blocks(PROTOCOL, "python") if "async def show" in block]
    assert 40 <= len([line for line in client.splitlines() if line.strip()]) <= 60
    (tmp_path / "seat.py").write_text(client, "utf-8")
    who = SignedIn(Account("dana", "dana", "Dana"), "here")
    room = await session.open_session(site, "Blue group", FLOOR, who)
    asked = (str(tmp_path / "seat.py"), site.address, str(room.state.code).lower(), "Kim")
    running = await asyncio.create_subprocess_exec(sys.executable, *asked, stderr=asyncio.subprocess.PIPE)

    async def says(command: commands.AnyCommand) -> None:
        assert (await room.ask(command, Viewer(Role.FACILITATOR, "dana"))).code == "ok"

    await comes_true(lambda: any(seat.linked for seat in room.state.seats.values()) or running.returncode is not None)
    [kim] = room.state.seats
    until = site.clock.now() + 60_000
    await says(commands.Admit(seats=(kim,)))
    await says(commands.Start(until=until))
    await says(commands.Next(visit=1, until=until))
    await comes_true(lambda: kim in room.state.given_to("one.urge"))
    for screen in tuple(room.screens):
        screen.close(wire.RESTARTING)
    await comes_true(lambda: not room.screens)
    await says(commands.Next(visit=2, until=until))  # asked while its link is broken: it comes back by itself
    await comes_true(lambda: kim in room.state.given_to("one.own"))
    await says(commands.End(visit=3, until=until))
    _, errors = await asyncio.wait_for(running.communicate(), 15)
    assert (running.returncode, errors) == (0, b"")
    urge, own = room.state.given_to("one.urge")[kim], room.state.given_to("one.own")[kim]
    assert (urge.revision, urge.answer, urge.after_close) == (1, ScaleAnswer(number=5), False)
    assert (own.revision, own.answer, own.passed) == (1, None, False)


# --- commands, files and tests that documents speak of ---


def help_of(*arguments: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "goround", *arguments, "--help"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, f"There is no “goround {' '.join(arguments)}”."
    return told.stdout


@pytest.mark.command
def test_commands_and_flags_in_documents_exist() -> None:
    offered = set(re.findall(r"^    ([a-z]+) ", help_of(), re.MULTILINE))
    told = {path: set(re.findall(r"(?:`|^|/)goround ([a-z]+)", text(path), re.MULTILINE)) for path in DOCUMENTS}
    for path, names in told.items():
        assert names <= offered, f"{path} names commands that do not exist: {', '.join(sorted(names - offered))}"
    assert offered == told[Path("README.md")], "README.md does not name every command."
    flags = {flag for name in offered - {"staff"} for flag in re.findall(r"--[a-z-]+", help_of(name))}
    flags |= set(re.findall(r"--[a-z-]+", help_of("staff", "add")))
    operations = text(Path("docs/operations.md"))
    named = {
        flag
        for line in operations.splitlines()
        if "goround" in line or line.startswith("| `--")
        for flag in re.findall(r"`(--[a-z-]+)|goround .*?(--[a-z-]+)", line)
        for flag in flag
        if flag
    }
    assert named and named <= flags, (
        f"docs/operations.md names flags that do not exist: {', '.join(sorted(named - flags))}"
    )


def test_every_setting_is_in_the_operations_manual() -> None:
    named = ticked(chapter(Path("docs/operations.md"), "## Settings"))
    for name in config.Settings.model_fields:
        assert f"GOROUND_{name.upper()}" in named and f"--{name.replace('_', '-')}" in named, (
            f"Nobody learns of {name}."
        )


def defined(path: Path) -> set[str]:
    return (
        set(re.findall(r"^(?:async )?def (test_\w+)", text(path), re.MULTILINE))
        if (CHECKOUT / path).is_file()
        else set()
    )


def test_each_guard_names_a_test_that_exists() -> None:
    lines = [
        line for line in text(THREATS).splitlines() if line.startswith("| ") and not line.startswith("| from whom")
    ]
    assert len(lines) >= 7
    for line in lines:
        assert "::" in line.split(" | ")[1], f"No test stands behind: {line[:60]}"
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", text(THREATS))
    assert len(named) == text(THREATS).count("::"), "A test is named in another way."
    gone = [f"{path}::{name}" for path, name in named if name not in defined(Path(path))]
    assert not gone, f"docs/threats.md names tests that do not exist: {', '.join(gone)}"


def reading_path() -> list[tuple[Path, int]]:
    ten_minutes = chapter(Path("CONTRIBUTING.md"), "## Ten minutes of reading")
    return [
        (Path(name), int(count))
        for name, count in re.findall(r"^\d+\. `([^`]+)` \((\d+) lines\)", ten_minutes, re.MULTILINE)
    ]


def test_the_reading_path_is_as_long_as_it_says() -> None:
    path = reading_path()
    assert len(path) >= 7
    real = {name: len(text(name).splitlines()) for name, _ in path}
    wrong = [f"{name} has {real[name]} lines" for name, told in path if abs(real[name] - told) > max(10, told // 8)]
    assert not wrong, f"CONTRIBUTING.md counts otherwise: {'; '.join(wrong)}"
    told = re.search(r"about ([\d,]+) lines together", chapter(Path("CONTRIBUTING.md"), "## Ten minutes of reading"))
    assert told and abs(sum(real.values()) - int(told[1])) <= 60, f"Together they have {sum(real.values())} lines."
    assert sum(real.values()) <= 1_000, "Nobody reads more than a thousand lines in ten minutes."


def links(path: Path) -> Iterable[str]:
    return (target for target in re.findall(r"\]\(([^)#]+)\)", text(path)) if "://" not in target)


def test_links_between_documents_lead_somewhere() -> None:
    lost = [
        f"{path} -> {link}"
        for path in DOCUMENTS
        for link in links(path)
        if not (CHECKOUT / path.parent / link).exists()
    ]
    assert not lost, f"These links lead nowhere: {', '.join(lost)}"


def test_files_in_documents_exist() -> None:
    roots = ("server/", "client_web/", "curricula/", "tests/", "docs/", "bench/")
    lost = [
        f"{path}: {name}"
        for path in DOCUMENTS
        for name in ticked(text(path))
        if name.startswith(roots) and not re.search(r"[<>*: {]", name) and not (CHECKOUT / name).exists()
    ]
    assert not lost, f"Documents speak of files that are not there: {', '.join(lost)}"


def test_decisions_are_numbered_and_in_their_index() -> None:
    decisions = sorted(path.name for path in files("docs/adr/0*.md"))
    index = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\)", text(Path("docs/adr/README.md")), re.MULTILINE)
    assert [name for _, name in index] == decisions
    assert [number for number, _ in index] == [f"{place:04}" for place in range(1, len(decisions) + 1)]
    for name in decisions:
        words = text(Path("docs/adr") / name)
        assert words.startswith(f"# {name[:4]} "), f"{name} does not begin with its number."
        assert all(f"**{part}.**" in words for part in ("Context", "Decision", "Consequences")), f"{name} lacks a part."
