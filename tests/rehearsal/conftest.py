"""One server for all rehearsals of this run: starting it takes longer than most evenings."""

from collections.abc import AsyncIterator

import pytest_asyncio
from pytest import TempPathFactory

from tests.rehearsal.staged import Staged, staged


@pytest_asyncio.fixture(scope="session")
async def server(tmp_path_factory: TempPathFactory) -> AsyncIterator[Staged]:
    """The real server, in a process of its own."""
    async with staged(tmp_path_factory.mktemp("rehearsals")) as running:
        yield running
