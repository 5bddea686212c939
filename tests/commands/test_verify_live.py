"""``goround verify`` beside a running server: a log that grows while it is read is not taken for a damaged one."""

from dataclasses import replace

import pytest

from goround.cli import main
from goround.journal.chain import head_mac
from goround.journal.port import Head
from goround.journal.site_key import load
from goround.journal.sql import SqlJournal
from tests.commands.conftest import Evening

pytestmark = pytest.mark.command


def former_head(copy: Evening) -> Head:
    """The head of this evening as it was one entry before."""
    journal = SqlJournal(copy.home.folder / "goround.db", read_only=True)
    head, lines = journal.head(copy.session), list(journal.read(copy.session))
    journal.close()
    assert head is not None
    former = replace(head, seq=head.seq - 1, hash=lines[-2].hash, live=True)
    site, _ = load(copy.home.key)
    return replace(former, mac=head_mac(site, former))


def test_a_log_that_grew_as_it_was_read_is_whole(
    copy: Evening, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z3: the head was looked at before the newest entry came, the entries after it."""
    former = former_head(copy)
    monkeypatch.setattr(SqlJournal, "sessions", lambda _: [former])
    assert main(["verify", *copy.home.where]) == 0
    assert "1 of 1 sessions are whole." in capsys.readouterr().out


def test_a_log_that_goes_on_behind_its_head_is_damaged(
    copy: Evening, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the head stays as it was, it was put back."""
    former = former_head(copy)
    monkeypatch.setattr(SqlJournal, "sessions", lambda _: [former])
    monkeypatch.setattr(SqlJournal, "head", lambda *_: former)
    assert main(["verify", *copy.home.where]) == 1
    assert f"the head says {former.seq} entries, the log has {former.seq + 1}" in capsys.readouterr().out
