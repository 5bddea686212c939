"""Houses to test rooms in: one in memory and one on the disk, and one whose journal can be held."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.runtime.house import Gated, House, house


@pytest.fixture(params=["memory", "disk"])
async def home(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path if request.param == "disk" else None) as made:
        yield made


@pytest.fixture
async def disk(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as made:
        yield made


@pytest.fixture
async def held(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, Gated(tmp_path / "goround.db")) as made:
        yield made
        made.gated.gate.set()
