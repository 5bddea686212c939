"""``goround serve`` and ``demo``: how they start, what keeps them from it, and how they stop."""

import asyncio
import re
import signal
import socket

import pytest

from tests.commands.conftest import Evening
from tests.commands.running import PASSWORD, Home, Served, serving
from tests.web.people import Console, Display, Phone

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]


def test_what_a_server_says_at_its_start(evening: Evening) -> None:
    assert "Not reviewed by a clinician, a translator or a lawyer. Not for use with patients." in evening.printed
    assert str(evening.home.folder) in evening.printed and str(evening.home.key) in evening.printed
    assert "/staff" in evening.printed and "/display" in evening.printed and "Traceback" not in evening.printed


def test_a_taken_port_and_a_folder_in_use_are_told_in_a_sentence(home: Home, tmp_path: object) -> None:
    with serving(home) as served, socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        second = home.run("serve", "--port", "0")
        assert second.returncode == 1 and "Another Goround already runs sessions on" in second.stderr
        other = Home(home.path / "other")
        other.path.mkdir()
        told = other.run("serve", "--port", str(port))
        assert told.returncode == 1
        assert f"Port {port} is taken. Stop what runs there, or choose another: --port {port + 1}" in told.stderr
        for words in (["sessions"], ["verify"]):
            assert home.run(*words).returncode == 0, "A reader does not work beside a running server."
        assert served.process.poll() is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--zone", "Mars/Olympus"], "The setting “zone” cannot be used: --zone says “Mars/Olympus”"),
        (["--port", "99999"], "The setting “port” cannot be used: --port says “99999”"),
        (["--host", "256.1.1.1", "--port", "0"], "cannot be listened on"),
        (["--curricula", "nowhere"], "nowhere"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(home: Home, words: list[str], sentence: str) -> None:
    told = home.run("serve", *words)
    assert told.returncode in (1, 2) and sentence in told.stderr and "Traceback" not in told.stderr, told.stderr


def test_told_to_stop_a_server_answers_closes_and_is_gone_within_ten_seconds(home: Home) -> None:
    """W22"""
    home.run("staff", "add", "dana", said=f"{PASSWORD}\n")
    with serving(home) as served:
        told = asyncio.run(_stop_in_the_middle(served))
        assert served.process.wait(10) == 0
        assert "Traceback" not in served.printed
    replayed = home.run("replay", told[0])
    assert replayed.returncode == 0 and home.run("verify").returncode == 0
    numbers = [line for line in replayed.stdout.splitlines() if "Person" in line]
    assert len(numbers) == 8 and told[1] >= 8


async def _stop_in_the_middle(served: Served) -> tuple[str, int]:
    """Stop the server while eight phones answer; gives the session and how many answers were acknowledged."""
    async with Console(served) as console, Display(served) as display:
        await console.signs_in("dana", PASSWORD)
        await console.starts("Tuesday group", "blk-evening")
        phones = [await Phone(served).joins(console.code, f"Person {number}") for number in range(8)]
        await console.admits(*phones)
        await display.turns_on()
        await console.goes_to("blk-evening.urge")
        sent = {
            phone: [
                await phone.line.sends("answer", step="blk-evening.urge", revision=n, answer={"number": n})
                for n in range(5)
            ]
            for phone in phones
        }
        served.process.send_signal(signal.SIGTERM)
        codes = await asyncio.gather(*(person.line.closed() for person in (console, display, *phones)))
        assert set(codes) == {1012}, codes
        acknowledged = 0
        for phone, refs in sent.items():
            replies = {message["ref"]: message["code"] for message in phone.line.heard if message["type"] == "reply"}
            acknowledged += sum(replies.get(ref) == "ok" for ref in refs)
        with pytest.raises((OSError, EOFError, ConnectionError)):
            await asyncio.open_connection(*served.address.removeprefix("http://").split(":"))
        await asyncio.gather(*(phone.close() for phone in phones))
        return console.session, acknowledged


def test_the_demo_prints_its_links_fills_its_room_and_stops_at_control_c(home: Home) -> None:
    with serving_demo(home) as served:
        once = re.search(r"(/staff/once/\S+)", served.printed)
        assert once and "Room screen" in served.printed and "goround replay" in served.printed
        asyncio.run(_look_at_the_demo(served, once[1]))
        assert served.stop(signal.SIGINT) < 10
        assert served.process.returncode == 0 and "Traceback" not in served.printed, served.printed


def serving_demo(home: Home):  # type: ignore[no-untyped-def]
    return serving(home, command="demo")


async def _look_at_the_demo(served: Served, once: str) -> None:
    async with Console(served) as console:
        page = await console.browser.get(once)
        await console.opens(page.leads_to.rsplit("/", 1)[1])
        await console.line.sees(lambda show: show["scene"]["people"])
        assert console.line.shows[-1]["scene"]["rehearsal"]
        assert (await console.moves("end"))["code"] == "ok"
        assert (await console.browser.get("/staff")).status == 200, "The demo fell with its made-up people."
