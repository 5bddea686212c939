"""Rules L7, L8 and L11 for every kind of step: what people chose and wrote, as it lies in the store."""

import json
from pathlib import Path

import pytest
from pydantic import JsonValue

from goround.domain import events as e
from goround.domain.base import ERASED
from goround.domain.steps import NotAccepted, Visibility
from goround.journal.codec import decode, encode, subjects
from goround.journal.port import Line
from goround.journal.vault import Vault
from tests.domain.kinds import ANSWERS, TALLY, gives, made, release, session, withdraw
from tests.domain.steps.test_every_kind import MAY_BE
from tests.logbook import MARK, SECRET, SITE, entry
from tests.playbook import SIX, dana, reveal
from tests.replayed import live_equals_replayed
from tests.runtime.house import House, house, next_of

WALLS = ("text", "list", "commit")
WRITTEN: dict[str, JsonValue] = {
    "text": {"text": f"{MARK} came"},
    "list": {"chosen": [], "own": [f"a {MARK}", MARK]},
    "plan": {"fields": {"sign": MARK}},
}


def line(event: e.AnyEvent, vault: Vault) -> Line:
    """The event alone in an entry, as it is stored."""
    one = entry("s1", 1, event)
    vault.provide(subjects(one))
    return Line("s1", 1, one.at, one.by, None, e.FORMAT, encode(one, vault), b"")


def answered(kind: str, number: int, visibility: Visibility) -> e.Answered:
    answer = made(kind).accept(ANSWERS[kind][number])
    assert not isinstance(answer, NotAccepted)
    fields = {
        "seat": "ann",
        "step": f"k.{kind}",
        "revision": 1,
        "visibility": visibility,
        "answer": answer.model_dump(),
    }
    return e.Answered.model_validate({**fields, "after_close": False, "by_staff": False})


def revealed(kind: str) -> e.Revealed:
    tally = made(kind).tally([made(kind).accept(answer) for answer in ANSWERS[kind]])
    return e.Revealed(visit=1, step=f"k.{kind}", tally=TALLY.validate_python(tally))


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_an_answer_of_any_kind_is_sealed_and_comes_back_as_it_was(kind: str, number: int) -> None:
    """L7, L8"""
    vault = Vault(None, SITE)
    event = answered(kind, number, Visibility.FACILITATOR)
    stored = line(event, vault)
    [fields] = json.loads(stored.events)
    assert set(fields["answer"]) == {"sealed"} and "heron" not in stored.events
    assert decode(stored, vault).events == (event,)
    vault.erase("s1")
    assert decode(stored, vault).events == (event.model_copy(update={"answer": ERASED}),)


@pytest.mark.parametrize("kind", sorted(kind for kind, may in MAY_BE.items() if Visibility.ANONYMOUS in may))
def test_a_tally_of_any_kind_comes_back_and_what_people_wrote_is_sealed_in_it(kind: str) -> None:
    """L7, L8, L11"""
    vault = Vault(None, SITE)
    event = revealed(kind)
    stored = line(event, vault)
    [fields] = json.loads(stored.events)
    assert (set(fields["tally"]) == {"sealed"}) == (kind in WALLS) and "heron" not in stored.events
    assert decode(stored, vault).events == (event,)
    vault.erase("s1", retention="wall")
    kept = event if kind not in WALLS else event.model_copy(update={"tally": ERASED})
    assert decode(stored, vault).events == (kept,)


def test_a_tally_alone_in_its_entry_has_its_key() -> None:
    """L8, L12: also where every key of the session was erased before."""
    vault = Vault(None, SITE)
    line(revealed("text"), vault)
    vault.erase("s1")
    stored = line(revealed("text"), vault)
    assert decode(stored, vault).events == (revealed("text"),)


async def an_evening_of_words(home: House) -> None:
    """Everybody writes the marker word; it is revealed, put up and taken down, and reads back as it was lived."""
    steps = (made("text"), made("list", visibility="anonymous"), made("plan", visibility="facilitator"))
    room = await home.open(*SIX[:5], with_=session(*steps))
    for kind, content in WRITTEN.items():
        for who in SIX[:5]:
            await home.does(room, who, gives(who, f"k.{kind}", content).command)
        if kind != "plan":
            for move in (reveal, release(0, 1), withdraw(1), next_of):
                await home.does(room, dana, move)
    await live_equals_replayed(room, *home.store.files, SECRET)
    tally = room.state.released["k.list"]
    assert repr(tally).count(MARK) == 10 and set(room.state.on_wall("k.list")) == {0}


async def test_what_people_wrote_is_in_no_byte_of_the_files(tmp_path: Path) -> None:
    """L8, L13"""
    async with house(tmp_path) as home:
        await an_evening_of_words(home)
    for path in home.store.files:
        for stored in (path, *path.parent.glob(f"{path.name}-*")):
            assert MARK.encode() not in stored.read_bytes(), f"It lies open in {stored.name}."
