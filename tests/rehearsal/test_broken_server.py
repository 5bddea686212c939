"""A rehearsal finds a server that says “ok” before anything is stored: on the night on which it dies, answers are gone."""

from pathlib import Path

import pytest

from tests.rehearsal.staged import CURRICULA, staged

pytestmark = [pytest.mark.command, pytest.mark.timeout(300)]

REPLIES_BEFORE_IT_STORES = """
import sys

if "goround.cli.staged" in sys.orig_argv:
    from goround.runtime.room import Room

    async def take(self, asks):
        ahead, entries, outcomes = self._decide(asks)
        self.late = [*getattr(self, "late", ()), *entries]
        self.state = ahead
        self._changed.set()
        if len(self.late) >= 3:
            run, self.late = self.late, []
            self._head = await self._writer.append(self.session, self._head, run)
        return outcomes

    Room._take = take
"""
"""Python runs this before the server's own code."""


async def test_a_server_that_promises_before_it_stores_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z3."""
    (tmp_path / "sitecustomize.py").write_text(REPLIES_BEFORE_IT_STORES, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    async with staged(tmp_path, [CURRICULA / "blk-first-look.yaml"]) as server:
        outcome = await server.rehearses("blk-first-look", seats=6, seed=2, faults=True, kills=True)
    told = " ".join(outcome.wrong)
    assert "was acknowledged and is not in the log" in told or "The console shows entry" in told, outcome.wrong
