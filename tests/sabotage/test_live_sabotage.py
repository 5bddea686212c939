"""What screens are sent, what the form's page is told and what lies open to readers: each promise is broken on purpose, and its check must go red."""

from pathlib import Path
from typing import Any

import pytest

from goround.domain.own import MineReads
from goround.domain.people import Role, Viewer
from goround.domain.scenes import Audience
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.reading_room import Desk, Library
from goround.runtime.room import Room
from goround.runtime.screens import Pass, Screen
from goround.web.site import Site
from tests.playbook import CRAVING, ann, dana
from tests.reading_room.test_reading_room import check_erased_words_stay_gone
from tests.runtime.house import craving, house, next_of, turns
from tests.runtime.test_screens import demand_present
from tests.web.conftest import Company, accounts, company, quick_hashing, site  # noqa: F401 - fixtures
from tests.web.test_way_in import check_in_place_tells_no_more


async def check_phones_are_present(folder: Path) -> None:
    """After an answer and after a Next each phone shows what its viewer is to see."""
    async with house(folder) as home:
        room = await home.open(ann, step=CRAVING)
        screens = [home.comes(room, who) for who in (ann, dana)]
        await room.settled()
        for who, does in ((ann, craving(7)), (dana, next_of)):
            await home.does(room, who, does)
            await turns()
            demand_present(room, screens)


async def test_without_sabotage_every_promise_holds(tmp_path: Path, company: Company) -> None:  # noqa: F811
    for number, check in enumerate((check_phones_are_present, check_erased_words_stay_gone)):
        (folder := tmp_path / str(number)).mkdir()
        await check(folder)
    await check_in_place_tells_no_more(company)


async def test_a_part_that_forgets_the_own_answer_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Pass._own

    def forgetful(self: Pass, screen: Screen, reads: MineReads) -> bytes:
        return made(self, screen, reads._replace(answered=None))

    monkeypatch.setattr(Pass, "_own", forgetful)
    with pytest.raises(AssertionError, match="sees something else"):
        await check_phones_are_present(tmp_path)


async def test_a_pass_that_keeps_still_where_only_the_own_part_changed_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Pass.show_one

    def careless(self: Pass, state: Any, screen: Screen) -> None:
        if screen.viewer.role is not Role.PARTICIPANT or self.scene(state, Audience.PARTICIPANT) is not screen.scene:
            shown(self, state, screen)

    monkeypatch.setattr(Pass, "show_one", careless)
    with pytest.raises(AssertionError, match="sees something else"):
        await check_phones_are_present(tmp_path)


async def test_a_vault_whose_keys_are_kept_after_they_were_deleted_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[SqlJournal, Vault]] = []
    files = Desk._files

    def once(self: Desk, library: Library, mark: Any) -> tuple[SqlJournal, Vault]:
        if not opened:
            opened.append(files(self, library, mark))
        return opened[0]

    monkeypatch.setattr(Desk, "_files", once)
    with pytest.raises(AssertionError, match="erased words came back"):
        await check_erased_words_stay_gone(tmp_path)


async def test_a_way_in_that_shows_the_room_to_whoever_has_the_code_is_found(
    company: Company,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begins = Site._begins

    def inside(self: Site, screen: str, lang: Any, room: Room, viewer: Viewer, live: str, scope: str) -> Any:
        return begins(self, screen, lang, room, Viewer(Role.DISPLAY, "tablet"), live, scope)

    in_place = Site.seat_in_place

    def careless(self: Site, lang: Any, room: Room, seat: str) -> dict[str, Any]:
        with pytest.MonkeyPatch.context() as for_a_moment:
            for_a_moment.setattr(Site, "_begins", inside)
            return in_place(self, lang, room, seat)

    monkeypatch.setattr(Site, "seat_in_place", careless)
    with pytest.raises(AssertionError, match="its scene is another"):
        await check_in_place_tells_no_more(company)
