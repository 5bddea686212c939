"""A session in which a newer program wrote is refused on the facts page too, in a page of its own (rule O3)."""

from dataclasses import replace
from pathlib import Path

import pytest

from goround import __version__
from goround.domain.events import FORMAT
from goround.journal.chain import chained, head_mac
from goround.journal.port import Run
from goround.journal.sql import SqlJournal
from tests.ages.copies import unpacked
from tests.ages.lasting import rows
from tests.ages.lived import PASSWORD, WHOLE
from tests.logbook import SITE
from tests.web.people import Console
from tests.web.premises import opened


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A folder in which a newer program has added an entry to a log, as it should: chained and signed."""
    folder = unpacked(__version__, tmp_path).folder
    journal = SqlJournal(folder / "goround.db")
    head = journal.head(WHOLE)
    assert head is not None
    newest = next(iter(journal.read(WHOLE, head.seq - 1)))
    [added] = chained(head.hash, [replace(newest, seq=head.seq + 1, format=FORMAT + 1)])
    moved = replace(head, seq=added.seq, hash=added.hash)
    assert journal.append([Run(head.seq, (added,), replace(moved, mac=head_mac(SITE, moved)))]) == [True]
    journal.close()
    return folder


def told_by(folder: Path) -> list[tuple[object, ...]]:
    return [row for row in rows(folder / "goround.db") if row[0] == WHOLE]


async def test_the_facts_page_says_what_to_do_in_both_languages(newer: Path) -> None:
    """O3: and nothing that can still be read is told as if it were all."""
    stored = told_by(newer)
    async with opened(newer) as site, Console(site) as console:
        await console.signs_in("dana", PASSWORD)
        page = await console.browser.get(f"/staff/s/{WHOLE}/facts")
        assert (page.status, page.headers["Cache-Control"]) == (410, "no-store")
        said = (
            f"A newer version of Goround wrote it (format {FORMAT + 1}; the version here reads up to format {FORMAT})."
        )
        assert said in page.text and "install the newer version. Nothing was changed." in page.text
        assert "Camilla" not in page.text and WHOLE not in page.title
        spanish = await console.browser.get(f"/staff/s/{WHOLE}/facts?lang=es")
        assert f"(formato {FORMAT + 1}; la versión de aquí lee hasta el formato {FORMAT})" in spanish.text
        exported = await console.browser.get(f"/staff/s/{WHOLE}/export/jsonl")
        assert exported.status == 410 and "Camilla" not in exported.text
        assert "Traceback" not in (await console.browser.get("/staff")).text
    assert told_by(newer) == stored
