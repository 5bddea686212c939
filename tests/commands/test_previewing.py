"""``goround preview``: it opens whatever the file is, prints its link, and stops when it is told to."""

import json
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goround.shipped import shipped
from tests.commands.running import GOROUND, Home, wait_for

pytestmark = [pytest.mark.command, pytest.mark.timeout(120)]

SAMPLE = shipped("curricula") / "blk-first-look.yaml"


class Previewed:
    """A running preview: its process, what it printed, and where it is."""

    def __init__(self, process: "subprocess.Popen[bytes]", out: Path) -> None:
        self.process, self._out = process, out

    @property
    def printed(self) -> str:
        return self._out.read_text("utf-8", "replace")

    @property
    def address(self) -> str:
        found = re.search(r"http://[^\s/]+", self.printed)
        return found[0] if found else ""

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())

    def stop(self, how: signal.Signals) -> float:
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(20)
        return time.monotonic() - began


@contextmanager
def previewing(home: Home, file: Path, *words: str) -> Iterator[Previewed]:
    out = home.path / f"printed-{time.monotonic_ns()}.txt"
    with out.open("wb") as printed:
        process = subprocess.Popen(
            [GOROUND, "preview", str(file), *words], stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT, env=home.surroundings,
        )  # fmt: skip
    preview = Previewed(process, out)
    try:
        wait_for(lambda: "Stop with Ctrl-C" in preview.printed or process.poll() is not None, "It is not ready.", 20)
        yield preview
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(20)


@pytest.fixture
def file(home: Home) -> Path:
    return Path(shutil.copy(SAMPLE, home.path / "look.yaml"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_link_and_stops_when_told(home: Home, file: Path, how: signal.Signals) -> None:
    """P6"""
    with previewing(home, file) as preview:
        assert preview.address.startswith("http://127.0.0.1:") and "Nothing was found in it." in preview.printed
        assert "A first look at an urge" in preview.get("/")
        assert preview.stop(how) < 5
        assert preview.process.returncode == 0 and "Traceback" not in preview.printed
    assert not [path.name for path in home.path.iterdir() if not path.name.startswith(("look", "printed"))], (
        "A preview wrote something."
    )


def test_it_follows_the_file(home: Home, file: Path) -> None:
    """P5"""
    with previewing(home, file) as preview:
        state = json.loads(preview.get("/state"))
        file.write_text(file.read_text("utf-8").replace("kind: scale\n", "kind: scales\n", 1), "utf-8")
        news = json.loads(preview.get(f"/state?known={state['mark']}"))
        assert news["broken"] and news["drawn"] == state["mark"] and "scales" in news["findings"][0]["sentence"]


@pytest.mark.parametrize(
    ("words", "found"), [(None, "1 finding in it"), ("id: [", "1 finding in it"), ("", "1 finding in it")]
)
def test_a_file_that_is_missing_or_broken_is_opened_and_told(home: Home, words: str | None, found: str) -> None:
    """P5"""
    file = home.path / "look.yaml"
    if words is not None:
        file.write_text(words, "utf-8")
    with previewing(home, file) as preview:
        assert f"{found}, so it cannot be run yet. The page shows it." in preview.printed
        state = json.loads(preview.get("/state"))
        assert state["broken"] and state["curriculum"] is None
        shutil.copy(SAMPLE, file)
        assert json.loads(preview.get("/state"))["curriculum"]["id"] == "blk-first-look"
        assert "Traceback" not in preview.printed


def test_the_named_port_is_taken_or_told_in_a_sentence(home: Home, file: Path) -> None:
    """P6"""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with previewing(home, file, "--port", str(port)) as preview:
            assert preview.process.wait(10) == 1
            assert preview.printed == (
                f"goround: Port {port} is taken. Stop what runs there, or choose another: --port {port + 1}\n"
            )
    with previewing(home, file, "--port", str(port)) as preview:
        assert preview.address == f"http://127.0.0.1:{port}"
    for words in (["--port", "70000"], ["--host", "256.1.1.1"]):
        with previewing(home, file, *words) as preview:
            assert preview.process.wait(10) in (1, 2) and preview.printed.startswith("goround: ")
            assert "Traceback" not in preview.printed


def test_a_page_under_another_name_is_refused_unless_the_network_may_look(home: Home, file: Path) -> None:
    """P6"""
    with previewing(home, file) as preview:
        asked = urllib.request.Request(f"{preview.address}/", headers={"Host": "evil.example"})  # noqa: S310
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(asked, timeout=10)  # noqa: S310
    with previewing(home, file, "--host", "0.0.0.0") as preview:  # noqa: S104 - what the test is about
        assert "Anybody on this network can open it" in preview.printed
