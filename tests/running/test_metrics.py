"""What a server counts: right, for those who may watch, and nothing of anybody."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from goround.config import BadSetting, settings
from goround.runtime.figures import BOUNDS, Spread
from goround.web import metrics as prometheus
from goround.web.snapshot import Snapshot
from tests.running.machines import ask, metrics
from tests.web.conftest import Company
from tests.web.people import Display
from tests.web.premises import Premises

TOKEN = "a-token-of-someone-who-watches"


def watched_by(site: Premises, who: str) -> None:
    """Change the setting of a running site."""
    site.site.settings = site.site.settings.model_copy(update={"metrics": who})


async def test_an_evening_is_counted(company: Company) -> None:
    """U3"""
    before = await metrics(company.place.address)
    console = await company.console()
    phones = await company.inside(console, "Ana", "Ben")
    await company.new(Display).turns_on()
    await console.goes_to("w01.craving")
    for phone in phones:
        assert (await phone.answers("w01.craving", 4))["code"] == "ok"
    assert (await phones[0].answers("w01.craving", 99, revision=1))["code"] != "ok"
    await phones[0].line.says("nothing that can be read")
    await phones[0].line.hears(lambda message: message["type"] == "reply" and message["ref"] is None)
    await phones[1].line.asks("need_person")
    entry = company.place.recording(console.session).last.seq
    told = await metrics(company.place.address)
    assert told("goround_sessions_live", rehearsal="no") == 1 and told("goround_sessions_live", rehearsal="yes") == 0
    assert told("goround_screens", role="facilitator") == 1 and told("goround_screens", role="display") == 1
    assert told("goround_screens", role="participant") == 2
    assert told("goround_asks_total", type="answer", code="ok") == 2
    refused = [code for code in told.labels("goround_refused_total") if code != "malformed"]
    assert len(refused) == 1 and told("goround_refused_total", code=refused[0]) == 1
    assert told("goround_asks_total", type="unread", code="malformed") == 1
    assert told("goround_entries_total") == entry and told("goround_not_stored_total") == 0
    assert 0 < told("goround_append_seconds_count") <= entry
    assert told("goround_view_pass_seconds_count") > 0 and told("goround_view_pass_seconds_sum") > 0
    assert told("goround_loop_lag_seconds_count") > before("goround_loop_lag_seconds_count")
    assert told("goround_journal_bytes") > 0 and told("goround_disk_free_bytes") > 0
    assert told("goround_build_info", version="0.1.0") == 1 and told("goround_uptime_seconds") > 0
    assert told("process_resident_memory_bytes") > 0 or sys.platform != "linux"


async def test_metrics_name_no_session_no_seat_no_code_and_not_who_needs_a_person(company: Company) -> None:
    """U4"""
    console = await company.console("Kleiber group")
    (phone,) = await company.inside(console, "Zaunkoenig")
    await phone.line.asks("need_person")
    await phone.line.asks("take_back")
    text = (await metrics(company.place.address)).text
    for private in (
        console.session,
        phone.seat,
        console.code,
        "Zaunkoenig",
        "Kleiber",
        "dana",
        "need_person",
        "take_back",
    ):
        assert private.lower() not in text.lower()


async def test_without_a_token_only_this_machine_watches(site: Premises) -> None:
    """U3"""
    assert (await ask(site.address, "/metrics")).status == 200
    for name in ("X_Forwarded_For", "Forwarded", "Via", "X_Real_IP"):
        passed_on = await ask(site.address, "/metrics", **{name: "127.0.0.1"})
        assert passed_on.status == 403, name
    for host in ("group.example", "192.168.1.9:8484", "[::1"):
        assert (await ask(site.address, "/metrics", Host=host)).status in (400, 403), host
    assert (await ask(site.address, "/metrics", Host="localhost:1")).status == 200


async def test_who_has_the_token_watches_from_anywhere_and_nobody_else_does(site: Premises) -> None:
    """U3"""
    watched_by(site, TOKEN)
    assert (await ask(site.address, "/metrics")).status == 403
    for wrong in (TOKEN[:-1], "Bearer", f"Bearer {TOKEN}x", "Bearer ünrecht"):
        assert (await ask(site.address, "/metrics", Authorization=wrong)).status == 403
    told = await ask(site.address, "/metrics", Authorization=f"Bearer {TOKEN}", Host="group.example", Via="1.1 proxy")
    assert told.status == 200 and TOKEN not in told.text


async def test_where_it_is_off_nobody_watches(site: Premises) -> None:
    """U3"""
    watched_by(site, "off")
    for headers in ({}, {"Authorization": "Bearer off"}):
        assert (await ask(site.address, "/metrics", **headers)).status == 403


@pytest.mark.parametrize("token", ["short", "with a space in the middle of it", "ünicode-is-no-header-value"])
def test_a_token_that_can_be_guessed_is_refused_and_not_repeated(tmp_path: Path, token: str) -> None:
    """U3"""
    with pytest.raises(BadSetting, match="20 or more letters") as refused:
        settings({"data": tmp_path, "metrics": token}, {})
    assert token not in str(refused.value)
    kept = settings({"data": tmp_path, "metrics": TOKEN}, {})
    assert kept.metrics == TOKEN and TOKEN not in repr(kept)


async def test_metrics_are_written_down_beside_the_event_loop(site: Premises, monkeypatch: pytest.MonkeyPatch) -> None:
    """U3"""
    wrote: list[int] = []
    before = prometheus.written

    def written(seen: Snapshot) -> bytes:
        wrote.append(threading.get_ident())
        return before(seen)

    monkeypatch.setattr(prometheus, "written", written)
    await asyncio.gather(*(ask(site.address, "/metrics") for _ in range(3)))
    assert len(wrote) == 3 and threading.get_ident() not in wrote


def test_each_time_is_counted_between_its_bounds() -> None:
    """U3"""
    spread = Spread()
    for seconds in (0.0, BOUNDS[0], BOUNDS[0] + 1e-9, 0.05, 60.0, -0.001):
        spread.add(seconds)
    assert spread.counts[0] == 3 and spread.counts[1] == 1 and spread.counts[-1] == 1
    assert spread.counts[BOUNDS.index(0.05)] == 1 and sum(spread.counts) == 6
    assert 60.05 < spread.total < 60.06


def test_a_server_that_nobody_watches_and_nobody_rehearses_on_loads_nothing_for_it() -> None:
    """U3"""
    asked = "import sys, goround.cli.serve; print([one for one in ('prometheus_client', 'websockets') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
