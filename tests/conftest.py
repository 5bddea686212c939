"""What holds for every test: the order of the run, how hard Hypothesis searches, and where the checkout is."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.needs import needs

settings.register_profile("fast", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("deep", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then those that start the real command, the browser last: a small mistake shows early."""
    items.sort(key=lambda item: 2 if item.get_closest_marker("browser") else 1 if _starts_command(item) else 0)


def _starts_command(item: pytest.Item) -> bool:
    return item.get_closest_marker("command") is not None


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked `browser` is left out, or fails, before any of its fixtures looks for Chromium."""
    if item.get_closest_marker("browser"):
        needs("chromium")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the repository."""
    return Path(__file__).parents[1]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program, for Playwright's `executable_path`."""
    return needs("chromium")


@pytest.fixture(scope="session")
def strace() -> Path:
    """The program that counts the system calls of another."""
    return needs("strace")
