"""The image: its steps, done natively, end in a server that lives.

Not covered here, since no engine is at hand: the base image itself and its version of Python, the download of the locked libraries (`make`
does the same install, with the same hashes), the change to another user, and the read-only root.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.running import wait_for
from tests.needs import leave_out
from tests.running.dockerfile import DOCKERFILE, LOCKED, Image, left_out, listed, steps, words_of
from tests.tree import text


def test_every_instruction_is_one_that_these_tests_know() -> None:
    """U7"""
    known = {
        "ARG",
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "ENV",
        "USER",
        "VOLUME",
        "EXPOSE",
        "STOPSIGNAL",
        "HEALTHCHECK",
        "ENTRYPOINT",
        "CMD",
    }
    assert {step.name for step in steps()} <= known
    assert [step.name for step in steps()].count("FROM") == 2


def test_the_base_is_named_by_its_version() -> None:
    """U7"""
    (version,) = words_of("ARG")
    assert re.fullmatch(r"PYTHON=3\.1[1-9]", version)
    assert words_of("FROM") == ["python:${PYTHON}-slim AS build", "python:${PYTHON}-slim"]


def test_nothing_runs_as_root_and_nothing_is_said_by_a_shell() -> None:
    """U7"""
    final = [step.name for step in steps()][[step.name for step in steps()].index("USER") :]
    assert words_of("USER") == ["10001:10001"] and not {"RUN", "COPY"} & set(final)
    for name in ("ENTRYPOINT", "CMD", "HEALTHCHECK"):
        (words,) = words_of(name)
        assert listed(words)


def test_no_secret_and_nothing_unlocked_goes_into_it() -> None:
    """U7"""
    said = " ".join(step.words for step in steps())
    assert not re.search(r"(?i)password|token|secret|BEGIN|curl|wget|apt-get", said)
    installs = [command for run in words_of("RUN") for command in run.split(" && ") if "pip install" in command]
    assert len(installs) == 2 and all("--no-cache-dir" in install for install in installs)
    assert installs[0] == LOCKED and "--no-deps" in installs[1]


@pytest.mark.parametrize(
    ("path", "out"),
    [
        ("server/goround/cli/serve.py", False), ("curricula/LICENSE", False), ("client_web/shared/words/en.json", False),
        ("requirements.lock", False), ("site.key", True), ("data/goround.db", True), (".env", True), (".git/config", True),
        (".venv/bin/python", True), ("server/goround/__pycache__/x.pyc", True), ("client_web/dev/node_modules/a/b.js", True),
        ("docker-compose.yml", True), ("tests/needs.py", True),
    ],
)  # fmt: skip
def test_only_what_it_is_made_of_goes_into_the_build(path: str, out: bool) -> None:
    """U7"""
    assert left_out(Path(path)) == out


def test_the_folders_of_a_fresh_volume_are_its_users_alone() -> None:
    """U7"""
    volumes = listed(words_of("VOLUME")[0])
    assert volumes == ["/data", "/key", "/backups"]
    assert f"install -d -m 0700 -o 10001 -g 10001 {' '.join(volumes)}" in words_of("RUN")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    if subprocess.run(["python3", "-c", "import ensurepip, venv"], capture_output=True, check=False).returncode:
        leave_out("Python's venv is missing: sudo apt-get install python3-venv")
    image = Image(tmp_path_factory.mktemp("image"))
    image.build()
    return image


@pytest.mark.command
@pytest.mark.timeout(120)
def test_its_steps_end_in_a_server_that_lives(image: Image) -> None:
    """U7"""
    for volume in ("data", "key", "backups"):
        assert (image.root / volume).stat().st_mode & 0o777 == 0o700
    assert not (image.root / "src").exists(), "The build's own files came along."
    told = run(image, "goround", "--version")
    assert told.stdout.startswith("goround ") and Path(run(image, "python", "-c", WHERE).stdout.strip()).is_relative_to(
        image.root
    )
    (health,) = words_of("HEALTHCHECK")
    with serving(image) as (port, printed):
        ask = [word.replace("8484", str(port)) for word in listed(health)]
        assert run(image, *ask).returncode == 0, "A server that lives is taken for one that does not."
        backup = run(image, "goround", "backup", str(image.root / "backups" / "first"))
        assert backup.returncode == 0, backup.stderr
    assert run(image, *ask).returncode != 0, "A server that is gone is taken for one that lives."
    assert {path.name for path in (image.root / "data").iterdir()} >= {"goround.db", "vault.db", "records.db"}
    assert (image.root / "key" / "site.key").stat().st_mode & 0o777 == 0o600
    lines = [json.loads(line) for line in printed.read_text("utf-8").splitlines()]
    (ready,) = (line for line in lines if line["event"] == "ready")
    assert ready["data"] == str(image.root / "data") and lines[-1]["event"] == "stopped"


WHERE = "import goround; print(goround.__file__)"


def run(image: Image, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        words, env=image.surroundings, cwd=image.root, capture_output=True, text=True, check=False, timeout=60,
        executable=found(image, words[0]),
    )  # fmt: skip


def found(image: Image, program: str) -> Path:
    return image.root / "opt/goround/bin" / program


@contextmanager
def serving(image: Image) -> Iterator[tuple[int, Path]]:
    """What the image runs, on loopback and on a free port; gives the port, and where its lines are."""
    printed = image.folder / "printed.txt"
    command = [*listed(words_of("ENTRYPOINT")[0]), *listed(words_of("CMD")[0]), "--host", "127.0.0.1", "--port", "0"]
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [found(image, command[0]), *command[1:]], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env=image.surroundings, cwd=image.root,
        )  # fmt: skip
    try:
        ready = re.compile(r'"event": "ready".*"address": "http://127\.0\.0\.1:(\d+)"')
        wait_for(lambda: ready.search(printed.read_text("utf-8")) or process.poll() is not None, "It is not ready.", 30)
        port = ready.search(printed.read_text("utf-8"))
        assert port, printed.read_text("utf-8")
        yield int(port[1]), printed
        process.terminate()
        assert process.wait(20) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(20)


def test_the_dockerfile_lies_where_the_documents_say() -> None:
    """U7"""
    assert str(DOCKERFILE) in text(Path("docker-compose.yml")) and os.fspath(DOCKERFILE) == "server/Dockerfile"
