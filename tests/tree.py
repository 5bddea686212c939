"""Which files belong to the project: what git tracks, or would track with the next commit."""

import functools
import subprocess
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


@functools.cache
def files(*patterns: str) -> tuple[Path, ...]:
    """The project's files that match a pattern, vendored ones left out, relative to the checkout."""
    return tuple(path for path in _tracked(*patterns) if "vendor" not in path.parts)


@functools.cache
def _tracked(*patterns: str) -> tuple[Path, ...]:
    # A clone that belongs to somebody else (a container's mount) is "dubious" to git unless it is told otherwise.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--"]
    listed = subprocess.run([*command, *patterns], cwd=CHECKOUT, capture_output=True, check=False)
    assert listed.returncode == 0, f"The house rules need a git checkout: {listed.stderr.decode().strip()}"
    names = sorted({name for name in listed.stdout.decode().split("\0") if name})
    return tuple(Path(name) for name in names if (CHECKOUT / name).is_file())


def text(path: Path) -> str:
    """The words of a file, or nothing where it is not text."""
    raw = (CHECKOUT / path).read_bytes()
    return "" if b"\0" in raw else raw.decode()
