"""The site and its company of tests/web, and the home of tests/commands, for what is asked of a server from outside its sessions."""

import shutil
from pathlib import Path

import pytest

from goround.domain import events as e
from goround.domain.events import Entry
from goround.journal.folder import DataFolder
from goround.journal.port import Run
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.records.store import open_records
from tests.commands.conftest import home
from tests.logbook import EVERY_EVENT, SECRET, SITE
from tests.logbook import stored as as_stored
from tests.running.examined import OPENED, SOON
from tests.web.conftest import accounts, company, quick_hashing, site

__all__ = ["accounts", "company", "home", "quick_hashing", "site"]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "site.key"
    path.write_bytes(SECRET)
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one session, as a server leaves it; made once, since each write waits for the disk."""
    made = DataFolder(tmp_path_factory.mktemp("template") / "data")
    made.make()
    journal, vault = SqlJournal(made.journal), Vault(made.vault, SITE)
    head, lines = as_stored(
        [
            Entry(session="s1", seq=1, at=OPENED, by="room", ref=None, events=(EVERY_EVENT[0],)),
            Entry(session="s1", seq=2, at=SOON, by="room", ref=None, events=(e.Started(),)),
        ],
        vault,
    )
    assert journal.append([Run(0, tuple(lines), head)]) == [True]
    for closing in (journal, vault):
        closing.close()
    open_records(made.records).dispose()
    for file in made.path.iterdir():
        file.chmod(0o600)
    return made.path


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> DataFolder:
    """A copy of its own for each test."""
    return DataFolder(Path(shutil.copytree(template, tmp_path / "data")))
