"""oTree beside ours: installed from PyPI into a virtual environment of its own, run as its makers say, and spoken to over its live pages.

It is no dependency of the project: it lies in the user's cache folder, or where ``--venv`` says, and nowhere else.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal
from urllib.error import URLError
from urllib.request import Request, urlopen

from bench.child import Child
from bench.sides import Side

VERSION = "6.0.15"
PROJECT = Path(__file__).with_name("otree_project")
STARTS_WITHIN_S = 60.0
AROUND = 100
"""Bytes of a message beside its words."""

Kind = Literal["plain", "generator"]
"""A plain live method, under one lock for the whole site; or an async generator, under one for each participant."""


class NotHere(Exception):
    """oTree cannot be had; the text says why."""


def default_place() -> Path:
    """Where it is put when nobody says where."""
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "goround-bench" / f"otree-{VERSION}"


def install(place: Path) -> Path:
    """The command ``otree``, installed if it is not there yet.

    Raises:
        NotHere: the registry or a compiler is missing, or the folder cannot be written.
    """
    command = place / "bin" / "otree"
    if command.exists():
        return command
    print(f"Installing oTree {VERSION} into {place} (once).", file=sys.stderr, flush=True)
    quiet = ("install", "--quiet", "--disable-pip-version-check", f"otree=={VERSION}")
    for step in (
        (sys.executable, "-m", "venv", "--clear", str(place)),
        (str(place / "bin" / "python"), "-m", "pip", *quiet),
    ):
        try:
            done = subprocess.run(step, capture_output=True, text=True, check=False)
        except OSError as error:
            raise NotHere(str(error)) from None
        if done.returncode:
            shutil.rmtree(place, ignore_errors=True)
            said = [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "error"))] or [
                "no reason given"
            ]
            raise NotHere(said[-1])
    return command


@dataclass
class OTree(Side):
    """A session of oTree: its first participant leads, the others answer."""

    length: int = 0
    """How many bytes a prompt has."""
    kind: Kind = "plain"
    address: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    database: Path = Path()
    step: int = 0
    careless: bool = False
    """Whether its live method stores an answer without looking for an earlier one."""
    _counts: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def here(self) -> int:
        """How many prompts there were."""
        return self.step

    def prompt(self) -> str:
        """The next step."""
        self.step += 1
        return json.dumps({"what": "prompt", "step": self.step, "letters": max(1, self.length - AROUND)})

    def answers(self, people: int) -> list[str]:
        """A number by each person."""
        what = "careless" if self.careless else "answer"
        return [json.dumps({"what": what, "step": self.step, "number": next(self._counts) % 11})] * people

    def connect(self, crowd: Child, slow: int = 0) -> None:
        """The leader's page, and everybody's."""
        end = len(self.links) - slow
        groups = {"lead": self.links[:1], "seats": self.links[1:end], "slow": self.links[end:]}
        for group, links in groups.items():
            if links:
                names = {"group": f"{self.key}-{group}", "address": self.address, "tongue": "otree", "shown": False}
                crowd.ask(what="connect", links=links, **names)

    def records(self, step: int) -> int:
        """Rows in its database, read beside the server that writes it."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as opened:
            [(rows,)] = opened.execute(f"SELECT count(*) FROM {self.kind}_answer WHERE step = ?", (step,))  # noqa: S608
        return int(rows)


@contextmanager
def otree(command: Path, folder: Path, kind: Kind, people: int) -> Iterator[OTree]:
    """A server of its own with one session, whose pages everybody has loaded."""
    folder.mkdir(parents=True)
    path = os.pathsep.join((str(command.parent), os.environ.get("PATH", "")))
    around = {**os.environ, "PATH": path, "OTREE_PRODUCTION": "1"}
    for name in ("OTREE_AUTH_LEVEL", "OTREE_REST_KEY", "DATABASE_URL", "PORT"):
        around.pop(name, None)
    subprocess.run(  # without the sample games, which it would download
        (command, "startproject", "project", "--noinput"), cwd=folder, env=around, capture_output=True, check=True
    )
    project = folder / "project"
    shutil.copytree(PROJECT, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (project / "log").open("wb") as log:
        server = subprocess.Popen(
            (command, "prodserver", f"127.0.0.1:{port}"),
            cwd=project,
            env=around,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it starts a process of its own beside it
        )
    try:
        _await(address, server, project / "log")
        session, people_of = _session(address, kind, people + 1)
        links = [
            (f"/live?participant_code={code}&page_name=Page&page_index=1&session_code={session}", "")
            for code in people_of
        ]
        yield OTree(
            f"oTree, {'async generator' if kind == 'generator' else 'plain method'}",
            "after it is shown, fsync",
            f"otree-{kind}",
            kind=kind,
            address=address,
            links=links,
            database=project / "db.sqlite3",
        )
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _await(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = monotonic() + STARTS_WITHIN_S
    while monotonic() < until and server.poll() is None:
        try:
            with urlopen(address + "/", timeout=5):  # noqa: S310 - our own child on loopback
                return
        except (URLError, OSError):
            sleep(0.1)
    raise NotHere(f"its server did not start: {log.read_text('utf-8', 'replace').strip().splitlines()[-1:]}")


def _session(address: str, kind: Kind, participants: int) -> tuple[str, list[str]]:
    """A session and its participants, each of whom has loaded the page: before that the live method is not called."""
    asked = {"session_config_name": kind, "num_participants": participants}
    session = _post(f"{address}/api/sessions", asked)["code"]
    found = _post(f"{address}/api/get_session/{session}", {})["participants"]
    codes = [one["code"] for one in sorted(found, key=lambda one: int(one["id_in_session"]))]
    for code in codes:
        with urlopen(f"{address}/InitializeParticipant/{code}", timeout=30) as page:  # noqa: S310
            page.read()
    return session, codes


def _post(address: str, asked: dict[str, Any]) -> Any:
    request = Request(address, json.dumps(asked).encode(), {"Content-Type": "application/json"})  # noqa: S310
    with urlopen(request, timeout=60) as reply:  # noqa: S310
        return json.loads(reply.read())
