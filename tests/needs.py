"""What a test needs from the machine beside Python, and the sentence that says what to install when it is not there."""

import functools
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
"""Whether everything is looked at: in the usual run the tightest of many sizes and languages stand for the others."""

PACKAGES = {"caddy": "caddy", "chromium": "chromium-headless-shell", "node": "nodejs", "strace": "strace"}
"""The package of Debian that brings each tool."""

NAMES = {"chromium": ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")}
"""Under what names a tool may be there. Chromium without windows goes first: a page costs it half of the processor's time."""


def needs(tool: str) -> Path:
    """Find a tool, or leave the test out with one sentence; with REQUIRE_ALL=1 the test fails instead."""
    found = find(tool)
    if found is None:
        leave_out(f"There is no {tool} here: sudo apt-get install {PACKAGES[tool]}")
    if tool == "strace" and not may_trace(found):
        leave_out("strace is here, but this machine does not let it watch a program (ptrace is forbidden).")
    return found


@functools.cache
def find(tool: str) -> Path | None:
    """Where the tool is: where $CHROMIUM (or $STRACE ...) says, else the first of its names on the path."""
    named = os.environ.get(tool.upper())
    for name in (named,) if named else NAMES.get(tool, (tool,)):
        if place := shutil.which(name):
            return Path(place)
    return None


@functools.cache
def may_trace(strace: Path) -> bool:
    """Containers often forbid it."""
    return subprocess.run([strace, "-qq", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def leave_out(sentence: str) -> NoReturn:
    """Skip the running test, or fail it where nothing may be left out."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
