"""A Dockerfile, read as far as ours goes, and its steps done natively below a folder that stands for the image's root."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from tests.tree import CHECKOUT, files

DOCKERFILE = Path("server/Dockerfile")
OURS = re.compile(r"(?<![\w./-])/(?=(?:src|opt|data|key|backups)\b)")
"""Where a path of the image begins: everything that our steps name lies in one of these folders."""
LOCKED = "/opt/goround/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock"


@dataclass(frozen=True)
class Step:
    """One instruction: ``RUN`` and what follows it."""

    name: str
    words: str


def steps() -> list[Step]:
    """Every instruction, in order; comments are left out and broken lines joined."""
    text = re.sub(r"^#.*\n", "", (CHECKOUT / DOCKERFILE).read_text("utf-8"), flags=re.MULTILINE)
    lines = [line.strip() for line in re.sub(r"\s*\\\n\s*", " ", text).splitlines()]
    return [Step(*line.split(maxsplit=1)) for line in lines if line]


def words_of(name: str) -> list[str]:
    """What follows each instruction of this name."""
    return [step.words for step in steps() if step.name == name]


def left_out(path: Path) -> bool:
    """Whether .dockerignore keeps a file of the checkout out of the build."""
    out = False
    rules = (CHECKOUT / ".dockerignore").read_text("utf-8").splitlines()
    for rule in (rule for rule in rules if rule and not rule.startswith("#")):
        bare = rule.removeprefix("!")
        parents = ("/".join(path.parts[:count]) for count in range(1, len(path.parts) + 1))
        if any(
            fnmatch(parent, bare) or (bare.startswith("**/") and fnmatch(parent, f"*/{bare[3:]}")) for parent in parents
        ):
            out = not rule.startswith("!")
    return out


@dataclass
class Image:
    """The image as it becomes, below a folder of this machine."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    stages: dict[str, Path] = field(default_factory=dict)
    _cwd: str = "/"
    _stage: str = ""

    @property
    def root(self) -> Path:
        """Stands for ``/``. All stages are built at the same place, since a virtual environment cannot be moved."""
        return self.folder / "root"

    def native(self, words: str) -> str:
        """These words with the image's paths made this machine's, and its user made the one who runs the test."""
        mine = re.sub(r"-o 10001 -g 10001", f"-o {os.getuid()} -g {os.getgid()}", words)
        return OURS.sub(f"{self.root}/", mine)

    def build(self) -> None:
        """Do every step."""
        for step in steps():
            getattr(self, f"_{step.name.lower()}", self._said)(step.words)

    @property
    def surroundings(self) -> dict[str, str]:
        """What a process in the image finds in its environment."""
        python = self.folder / "python"
        if not python.exists():
            python.mkdir()
            (python / "python").symlink_to(sys.executable)
        path = f"{self.environment.get('PATH', '$PATH')}".replace("$PATH", f"{python}:{os.environ['PATH']}")
        return {
            "LC_ALL": "C.UTF-8",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INDEX": "1",
            **self.environment,
            "PATH": path,
        }

    def _from(self, words: str) -> None:
        if self.root.exists():
            self.stages[self._stage] = self.root.rename(self.folder / f"stage-{self._stage}")
        self.root.mkdir()
        self._stage = words.rpartition(" AS ")[2]
        self._cwd = "/"
        self.environment = {}

    def _workdir(self, words: str) -> None:
        self._cwd = words
        self._here.mkdir(parents=True)

    @property
    def _here(self) -> Path:
        return self.root / self._cwd.lstrip("/")

    def _copy(self, words: str) -> None:
        *sources, target = words.split()
        if sources[0].startswith("--from="):
            stage = self.stages[sources.pop(0).removeprefix("--from=")]
            shutil.copytree(stage / sources[0].lstrip("/"), self.root / target.lstrip("/"), symlinks=True)
            return
        for source in sources:
            found = [path for path in files() if path.is_relative_to(source) and not left_out(path)]
            assert found, f"COPY {source}: nothing of it goes into the build."
            for path in found:
                place = self._here / target / (path.name if target == "./" else path.relative_to(source))
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(CHECKOUT / path, place)

    def _run(self, words: str) -> None:
        for command in words.split(" && "):
            if command == LOCKED:
                self._lend_libraries()
            else:
                done = subprocess.run(
                    ["sh", "-c", self.native(command)], cwd=self._here, env=self.surroundings, capture_output=True, text=True, check=False
                )  # fmt: skip
                assert done.returncode == 0, f"RUN {command}: {done.stdout}{done.stderr}"

    def _lend_libraries(self) -> None:
        """In the place of the locked install: the libraries that these tests run on, which came from the same lock."""
        (site,) = (self.root / "opt/goround/lib").glob("python3*/site-packages")
        lent = self.folder / "lent"
        lent.mkdir()
        (from_here,) = (
            path for path in map(Path, sys.path) if path.name == "site-packages" and path.is_relative_to(sys.prefix)
        )
        for path in from_here.iterdir():
            if path.suffix != ".pth" and not re.match(
                r"(_editable_impl_)?goround|pip\b|setuptools\b|_distutils|distutils", path.name
            ):
                (lent / path.name).symlink_to(path)
        (site / "lent.pth").write_text(f"{lent}\n", "utf-8")

    def _env(self, words: str) -> None:
        for name, value in re.findall(r"(\w+)=(\S+)", words):
            self.environment[name] = (
                self.native(value.replace(":$PATH", ":\0")).replace("\0", "$PATH")
                if name == "PATH"
                else self.native(value)
            )

    def _said(self, words: str) -> None:
        """Nothing is built by it."""


def listed(words: str) -> list[str]:
    """The words of an instruction in its exec form."""
    told = json.loads(words[words.index("[") :])
    assert isinstance(told, list)
    return [str(word) for word in told]
