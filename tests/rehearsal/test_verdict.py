"""The verdict on a rehearsal goes red wherever what screens say and what the log says part. Each test breaks one thing of an evening that was kept."""

import sqlite3
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import pytest
import pytest_asyncio

from goround.domain import events as e
from goround.domain.people import Role
from goround.journal.folder import DataFolder
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.rehearsal.claims import Claims, Heard, Shown
from goround.rehearsal.verdict import judged, verdict
from goround.review.recording import Recording, read_unbroken
from tests.rehearsal.staged import Staged

pytestmark = [pytest.mark.command, pytest.mark.timeout(600)]


@dataclass
class Kept:
    """An evening: what its log says, and what its screens say."""

    recording: Recording
    claims: list[Claims]

    @property
    def phone(self) -> Claims:
        """A phone that has answered something."""
        return next(one for one in self.claims if one.count("answer"))

    @property
    def console(self) -> Claims:
        return next(one for one in self.claims if one.viewer.role is Role.FACILITATOR)

    @property
    def wall(self) -> Claims:
        return next(one for one in self.claims if one.viewer.role is Role.DISPLAY)

    @property
    def answer(self) -> str:
        """The ref of an answer that this phone was told is in the log, and that left it with words."""
        told = self.phone.acknowledged()
        return next(ref for ref, command in told if command["type"] == "answer" and command["answer"])

    def entry(self, ref: str) -> int:
        """The place of an ask's entry."""
        return next(place for place, entry in enumerate(self.recording.entries) if entry.ref == ref)

    def rewritten(self, place: int, **changes: object) -> None:
        """The log says something else of an answer."""
        entries = list(self.recording.entries)
        given = next(event for event in entries[place].events if isinstance(event, e.Answered))
        entries[place] = entries[place].model_copy(update={"events": (given.model_copy(update=changes),)})
        self.recording = Recording(tuple(entries), self.recording.last)


@pytest_asyncio.fixture(scope="module")
async def evening(server: Staged) -> Kept:
    outcome = await server.rehearses("blk-first-look", seats=3, seed=4, faults=True)
    assert outcome.wrong == []
    data = DataFolder(server.place.data)
    journal, vault = SqlJournal(data.journal, read_only=True), Vault(data.vault, server.place.site, read_only=True)
    recording = read_unbroken(journal, vault, outcome.session)
    journal.close()
    vault.close()
    assert recording is not None
    return Kept(recording, outcome.claims)


@pytest.fixture
def kept(evening: Kept) -> Kept:
    """A copy that a test may break."""
    return Kept(evening.recording, deepcopy(evening.claims))


def test_an_evening_that_was_kept_has_no_violation(kept: Kept) -> None:
    assert judged(kept.recording, kept.claims) == []


def one_more_was_acknowledged(kept: Kept) -> None:
    kept.phone.asked["phone0:99"] = kept.phone.asked[kept.answer]
    kept.phone.heard["phone0:99"] = [Heard("ok", None)]


def one_was_never_sent(kept: Kept) -> None:
    del kept.phone.asked[kept.answer]


def one_says_something_else(kept: Kept) -> None:
    command = kept.phone.asked[kept.answer]
    kept.phone.asked[kept.answer] = {**command, "answer": {"number": 99}}


def one_was_of_another_step(kept: Kept) -> None:
    kept.phone.asked[kept.answer] = {**kept.phone.asked[kept.answer], "step": "blk-first-look.elsewhere"}


def a_pass_became_an_answer(kept: Kept) -> None:
    kept.phone.asked[kept.answer] = {**kept.phone.asked[kept.answer], "type": "pass"}


def one_was_refused_and_stored(kept: Kept) -> None:
    kept.phone.heard[kept.answer] = [Heard("changed_elsewhere", None)]


def one_was_taken_twice(kept: Kept) -> None:
    kept.phone.heard[kept.answer] = [Heard("ok", None), Heard("ok", None)]


def one_is_in_the_log_twice(kept: Kept) -> None:
    entries = kept.recording.entries
    doubled = entries[kept.entry(kept.answer)].model_copy(update={"seq": len(entries) + 1, "at": entries[-1].at})
    kept.recording = Recording((*entries, doubled), kept.recording.last)


def the_log_lost_its_end(kept: Kept) -> None:
    kept.recording = Recording(kept.recording.entries[: kept.entry(kept.answer)], kept.recording.last)


def the_log_holds_other_words(kept: Kept) -> None:
    kept.rewritten(kept.entry(kept.answer), answer=None)


def the_log_holds_another_seats(kept: Kept) -> None:
    other = next(one for one in kept.claims if one.viewer.role is Role.PARTICIPANT and one is not kept.phone)
    kept.rewritten(kept.entry(kept.answer), seat=other.viewer.id)


def the_log_skips_a_revision(kept: Kept) -> None:
    kept.rewritten(kept.entry(kept.answer), revision=7)


def a_stranger_is_in_the_log(kept: Kept) -> None:
    kept.claims.remove(kept.phone)


def one_never_got_a_reply(kept: Kept) -> None:
    kept.phone.owed = (kept.answer,)


def somebody_met_a_fault(kept: Kept) -> None:
    kept.phone.heard[kept.answer].append(Heard("fault", None))


def a_console_was_told_another_entry(kept: Kept) -> None:
    ref, replies = next((ref, told) for ref, told in kept.console.heard.items() if told[0].entry)
    kept.console.heard[ref] = [Heard("ok", (replies[0].entry or 0) + 1)]


def the_last_view_is_another(kept: Kept) -> None:
    last = kept.phone.views[-1]
    kept.phone.views[-1] = Shown(last.scene, {**last.mine, "lang": "xx"})


def the_walls_last_view_is_another(kept: Kept) -> None:
    last = kept.wall.views[-1]
    kept.wall.views[-1] = Shown({**last.scene, "phase": "running"}, last.mine)


def a_view_on_the_way_is_of_no_entry(kept: Kept) -> None:
    middle = kept.phone.views[3]
    kept.phone.views[3] = Shown({**middle.scene, "group": "Another group"}, middle.mine)


def a_screen_went_back(kept: Kept) -> None:
    views = kept.phone.views
    views.insert(len(views) - 1, views[1])


def a_console_went_back(kept: Kept) -> None:
    views = kept.console.views
    views.insert(len(views) - 1, views[1])


def a_screen_was_never_shown_anything(kept: Kept) -> None:
    kept.phone.views.clear()


def a_link_was_ended(kept: Kept) -> None:
    kept.phone.wrong.append("The server ended the link of seat 1 with 4003.")


SABOTAGE: dict[Callable[[Kept], None], str] = {
    one_more_was_acknowledged: "was acknowledged and is not in the log",
    one_was_never_sent: "never sent",
    one_says_something_else: "is not the answer that seat",
    one_was_of_another_step: "is not the answer that seat",
    a_pass_became_an_answer: "is not the pass that seat",
    one_was_refused_and_stored: "is in the log all the same",
    one_was_taken_twice: "was taken twice",
    one_is_in_the_log_twice: "is in the log 2 times",
    the_log_lost_its_end: "was acknowledged and is not in the log",
    the_log_holds_other_words: "is not the answer that seat",
    the_log_holds_another_seats: "is not the answer that seat",
    the_log_skips_a_revision: "is revision 7 of an answer",
    a_stranger_is_in_the_log: "none of the phones has",
    one_never_got_a_reply: "never got a reply",
    somebody_met_a_fault: "answered with “fault”",
    a_console_was_told_another_entry: "was said to be entry",
    the_last_view_is_another: "is not what the log says at its end",
    the_walls_last_view_is_another: "is not what the log says at its end",
    a_view_on_the_way_is_of_no_entry: "is of no entry of the log",
    a_screen_went_back: "that an earlier view had passed",
    a_console_went_back: "of the console",
    a_screen_was_never_shown_anything: "was never shown anything",
    a_link_was_ended: "with 4003",
}


@pytest.mark.parametrize("breaks", SABOTAGE, ids=lambda breaks: breaks.__name__)
def test_sabotage_turns_the_verdict_red(kept: Kept, breaks: Callable[[Kept], None]) -> None:
    """Z3: what is not kept is a sentence."""
    breaks(kept)
    wrong = judged(kept.recording, kept.claims)
    assert any(SABOTAGE[breaks] in sentence for sentence in wrong), wrong


async def test_a_log_that_was_changed_on_disk_is_not_whole(server: Staged, evening: Kept) -> None:
    """Z3: the log is read back from its file, and the file is verified."""
    session = evening.recording.last.session
    data = DataFolder(server.place.data)
    copy = DataFolder(server.place.data.parent / "changed")
    data.copy_to(copy.path)
    with sqlite3.connect(copy.journal) as connection:
        told = "UPDATE entry SET at = at + 1 WHERE session = ? AND seq = 5"
        assert connection.execute(told, (session,)).rowcount == 1
    connection.close()
    journal, vault = SqlJournal(copy.journal, read_only=True), Vault(copy.vault, server.place.site, read_only=True)
    wrong = verdict(journal, vault, server.place.site, session, evening.claims)
    assert "verify: entry 5 is not what was written." in wrong
    missing = verdict(journal, vault, server.place.site, "nosuchsession", evening.claims)
    assert missing == ["The log has no session nosuchsession."]
    journal.close()
    vault.close()
