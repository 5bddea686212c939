"""An evening full of a marker word, with everything that can go wrong, leaves it in no line that the server writes and in no metric."""

import asyncio
import json
import logging

import pytest

from goround.cli.diagnostics import JsonLines, TextLines
from tests.commands.running import PASSWORD, Home, Served, serving
from tests.running.machines import ask, metrics
from tests.web.conftest import Company
from tests.web.marked import GROUP, MARK, Heard, evening
from tests.web.people import Console


def clean(text: str) -> bool:
    return MARK.lower() not in text.lower() and GROUP.lower() not in text.lower()


async def test_no_line_and_no_metric_holds_what_was_said(company: Company, caplog: pytest.LogCaptureFixture) -> None:
    """U4"""
    for name in ("", "goround", "aiohttp", "sqlalchemy.engine", "asyncio", "argon2"):
        caplog.set_level(logging.DEBUG, logger=name)
    console = await company.console(f"{GROUP} group")
    company.people.append(await evening(console, Heard()))
    for path in ("/metrics", f"/metrics?{MARK}", f"/healthz/{MARK}", "/readyz"):
        assert clean((await ask(company.place.address, path, Authorization=f"Bearer {MARK}", X_Seen=MARK)).text)
    ours = [one for one in caplog.records if not one.name.startswith(("websockets", "tests"))]
    assert any(one.name.startswith("aiohttp") for one in ours) and any(one.name.startswith("goround") for one in ours)
    for lines in (JsonLines(), TextLines()):
        for one in ours:
            assert clean(lines.format(one)), one.msg


@pytest.mark.command
@pytest.mark.timeout(90)
def test_the_real_command_writes_one_object_a_line_without_it(home: Home) -> None:
    """U4, U5"""
    home.run("staff", "add", "dana", said=f"{PASSWORD}\n")
    with serving(home, "--log", "json") as served:
        session, counted = asyncio.run(_evening(served))
        served.stop()
        printed = served.printed
    assert clean(printed) and clean(counted) and session not in counted
    told = [json.loads(line) for line in printed.splitlines()]
    assert all({"time", "level", "logger", "event"} <= line.keys() for line in told)
    events = [line["event"] for line in told]
    ready = told[events.index("ready")]
    assert ready["data"] == str(home.folder) and ready["key_file"] == str(home.key) and ready["version"]
    assert {"session opened", "session is running", "stopping", "stopped"} <= set(events)
    assert any("could not be answered" in event for event in events)
    assert {line["session"] for line in told if "session" in line} == {session}
    assert all(isinstance(line["seq"], int) for line in told if line["event"] == "session is running")


async def _evening(served: Served) -> tuple[str, str]:
    async with Console(served) as console:
        await console.signs_in("dana", PASSWORD)
        await console.starts(f"{GROUP} group", "blk-evening")
        phone = await evening(console, Heard(), "blk-evening.urge")
        counted = (await metrics(served.address)).text
        await phone.close()
        return console.session, counted
