"""House rules about packages: the locks agree with pyproject.toml, the floors hold, and the wheel is whole."""

import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.tree import files, text

Pins = dict[str, str]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads(text(Path("pyproject.toml")))


def pins(lock: str) -> Pins:
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ]+)", text(Path(lock)), re.MULTILINE))


def requirements(group: list[str | dict[str, str]], groups: dict[str, Any]) -> Iterator[Requirement]:
    for line in group:
        if isinstance(line, str):
            yield Requirement(line)
        else:
            yield from requirements(groups[line["include-group"]], groups)


@pytest.mark.parametrize(("lock", "group"), [("requirements.lock", "build"), ("requirements-dev.lock", "dev")])
def test_each_lock_holds_what_the_project_asks_for(lock: str, group: str, project: dict[str, Any]) -> None:
    groups = project["dependency-groups"]
    pinned = {canonicalize_name(name): version for name, version in pins(lock).items()}
    for wanted in requirements(project["project"]["dependencies"] + groups[group], groups):
        version = pinned.get(canonicalize_name(wanted.name))
        assert version, f"{lock} has no {wanted.name}: run `make lock`."
        assert wanted.specifier.contains(version), (
            f"{lock} has {wanted.name} {version}, not {wanted.specifier}: run `make lock`."
        )


def test_both_locks_pin_the_same_versions() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    odd = sorted(name for name, version in runtime.items() if dev.get(name) != version)
    assert not odd, f"The tests would run on other versions than people do: {', '.join(odd)}"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_each_pin_has_its_hashes(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", text(Path(lock)))
    bare = [block.split()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block]
    assert not bare, f"{lock} would install these unchecked: {', '.join(bare)}"


def test_imports_go_down_only(checkout: Path) -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([lint, "--no-cache"], cwd=checkout, capture_output=True, text=True, check=False)
    assert told.returncode == 0, (
        f"A floor imports from above, or something has no floor:\n{told.stdout[-2000:]}{told.stderr[-2000:]}"
    )


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out)]
    told = subprocess.run(build, cwd=checkout, capture_output=True, text=True, check=False)
    assert told.returncode == 0, f"The wheel cannot be built:\n{told.stderr[-2000:]}"
    return next(out.glob("*.whl"))


def expected_in_wheel() -> set[str]:
    """The tracked files that must be shipped, by the name that they have inside the wheel."""
    code = {path.relative_to("server").as_posix() for path in files("server/goround/*")}
    screens = {
        path
        for path in files("client_web/*")
        if not path.name.endswith((".test.js", ".d.ts")) and "dev" not in path.parts
    }
    return code | {f"goround/_shipped/{path.as_posix()}" for path in {*screens, *files("curricula/*")}}


def test_the_wheel_is_whole(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert not expected_in_wheel() - inside, f"The wheel lacks: {', '.join(sorted(expected_in_wheel() - inside))}"
    assert "goround/_shipped/client_web/vendor/VENDOR.json" in inside, "The wheel lacks the vendored libraries."
    strange = sorted(name for name in inside if "/vendor/" not in name and name not in expected_in_wheel())
    assert not strange, f"The wheel carries what the project does not track: {', '.join(strange)}"


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    script = "import goround, sys; sys.argv = ['goround', '--help']; print(goround.__file__, flush=True); from goround.cli import main; main()"
    environment = {
        "PYTHONPATH": str(tmp_path / "site"),
        "PATH": str(Path(sys.executable).parent),
        "HOME": str(tmp_path),
    }
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, f"The installed command cannot even say what it does:\n{told.stderr[-2000:]}"
    assert told.stdout.startswith(str(tmp_path)), "The test ran the checkout and not the wheel."
    assert "replay" in told.stdout, "The command's help does not name its commands."
