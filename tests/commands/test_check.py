"""``goround check``: what it prints and how it exits, on real files, and that it is quick."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from goround.cli import main
from goround.shipped import shipped
from tests.catalog.written import GOOD, replaced, written
from tests.commands.running import GOROUND

WRONG = replaced(GOOD, ("id: hello", "id: Hello"), ("    minutes: 4.5", "    minutes: 0"))
DOUBTFUL = replaced(GOOD, ("id: w01", "id: w02"), ("minutes: 6.5", "minutes: 7"))
SECONDS = 0.8


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str]]:
    """The exit status and the lines."""
    status = main(["check", *words])
    return status, capsys.readouterr().out.splitlines()


def test_a_good_file_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """F15"""
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD)
    assert told(capsys, "w01.yaml") == (0, ["No findings in 1 file."])
    assert told(capsys, "--strict", ".") == (0, ["No findings in 1 file."])


def test_findings_stand_under_the_names_that_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """F15"""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "more").mkdir()
    written(tmp_path, WRONG, "a.yaml")
    written(tmp_path / "more", DOUBTFUL, "b.yaml")
    status, lines = told(capsys, "a.yaml", "more")
    assert status == 1
    assert lines == [
        "a.yaml:10:5: “id” has letters that do not belong there. Use small letters, digits and hyphens.",
        "a.yaml:20:5: “minutes” is too small. Write more than 0.",
        "more/b.yaml:7:1: warning: the steps take 6.5 minutes together, and “minutes” says 7. Change one of them.",
        "2 errors, 1 warning in 2 files.",
        "Warnings are looked for once a file has no errors.",
    ]


def test_warnings_fail_only_where_it_is_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F6, F15"""
    path = str(written(tmp_path, DOUBTFUL))
    assert told(capsys, path)[0] == 0
    status, lines = told(capsys, "--strict", path)
    assert status == 1 and lines[-1] == "1 warning in 1 file."


def test_programs_read_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """F15"""
    wrong, doubtful = written(tmp_path, WRONG, "a.yaml"), written(tmp_path, DOUBTFUL, "b.yaml")
    assert main(["check", "--format", "json", str(wrong), str(doubtful)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert {name: said[name] for name in ("files", "errors", "warnings")} == {"files": 2, "errors": 2, "warnings": 1}
    assert said["findings"][0] == {
        "path": str(wrong),
        "line": 10,
        "column": 5,
        "code": "wrong_letters",
        "what": "“id” has letters that do not belong there",
        "todo": "use small letters, digits and hyphens",
        "severity": "error",
        "step": "Hello",
    }
    assert [finding["severity"] for finding in said["findings"]] == ["error", "error", "warning"]
    assert main(["check", "--format", "json", str(doubtful)]) == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gone.yaml", "goround: There is no file or folder {}/gone.yaml.\n"),
        ("", "goround: The folder {} holds no file that ends in .yaml or .yml.\n"),
    ],
)
def test_where_there_is_nothing_it_says_so(
    name: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """F15"""
    assert main(["check", str(tmp_path / name)]) == 1
    assert capsys.readouterr().err == sentence.format(tmp_path)


def run(*words: str | bytes, **surroundings: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [GOROUND, "check", *words],
        capture_output=True,
        check=False,
        timeout=60,
        env={"PATH": os.environ["PATH"], **surroundings},
    )


@pytest.mark.command
def test_no_name_of_a_file_and_no_terminal_make_a_traceback(tmp_path: Path) -> None:
    """F2, F15: a name with a byte that is no letter, words that a narrow terminal does not have, an escape in them."""
    path = os.fsencode(tmp_path) + b"/\xff.yaml"
    with open(path, "wb") as file:
        file.write(replaced(WRONG, ("kind: scale", 'kind: "sc\\u00e4le\\e[31m"')).encode())
    for surroundings in (
        {},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        for form in ("text", "json"):
            said = run("--format", form, path, **surroundings)
            assert (said.returncode, said.stderr) == (1, b"")
            assert said.stdout and b"\x1b" not in said.stdout


@pytest.mark.command
def test_it_stops_quietly_when_nobody_reads_on(tmp_path: Path) -> None:
    """F15"""
    path = written(tmp_path, "".join(f"x{n}: 1\n" for n in range(150)))
    command = f"{GOROUND} check {path} {path} | head -1"
    said = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
    assert said.stdout.count("\n") == 1 and said.stderr == ""


@pytest.mark.command
@pytest.mark.parametrize("name", ["w01b-riding-out-cravings", "blk-orientation"])
def test_one_file_is_looked_through_in_less_than_a_second(name: str) -> None:
    """F15: in processor time, the best of five, so that other work on the machine is left out of it."""
    path = shipped("curricula") / f"{name}.yaml"
    took = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run(str(path)).returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(took) < SECONDS, took


@pytest.mark.command
def test_it_loads_neither_a_web_server_nor_a_database(tmp_path: Path) -> None:
    """F15"""
    path = written(tmp_path, DOUBTFUL)
    script = (
        "import sys; from goround.cli import main; main(['check', sys.argv[1]]); "
        "print(*sorted({'aiohttp', 'sqlalchemy', 'jinja2', 'cryptography', 'difflib', 'uvloop'} & set(sys.modules)))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert said.stdout.splitlines()[-1] == "", said.stdout + said.stderr
