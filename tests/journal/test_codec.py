"""How entries become stored text and come back (rules L7 to L11)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goround.domain import events as e
from goround.domain.base import Erased
from goround.domain.events import FORMAT, Entry
from goround.domain.people import Mode
from goround.domain.steps import Visibility
from goround.domain.steps.scale import ScaleAnswer
from goround.domain.steps.text import TextTally
from goround.journal import codec
from goround.journal.codec import UnknownFormat, decode, encode
from goround.journal.port import Line
from goround.journal.vault import Tampered, Vault
from tests.logbook import EVERY_EVENT, MARK, SITE, entry, stored
from tests.playbook import CRAVING, answered

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(lambda t: t.strip())


def kept(one: Entry, vault: Vault) -> Line:
    """The line of an entry, as if it were the first of its log."""
    vault.provide(codec.subjects(one))
    return Line(one.session, one.seq, one.at, one.by, one.ref, FORMAT, encode(one, vault), b"")


@pytest.fixture
def vault() -> Vault:
    return Vault(None, SITE)


def test_the_table_holds_an_event_of_every_kind() -> None:
    assert {type(event) for event in EVERY_EVENT} == set(get_args(e.AnyEvent))


@pytest.mark.parametrize("event", EVERY_EVENT, ids=lambda event: event.type)
def test_every_event_comes_back_as_it_was(event: e.AnyEvent, vault: Vault) -> None:
    """L7"""
    one = entry("s1", 3, event, by="staff:dana", ref="phone:7")
    assert decode(kept(one, vault), vault) == one


def test_an_entry_of_many_events_comes_back_in_order(vault: Vault) -> None:
    """L7"""
    one = entry("s1", 1, *EVERY_EVENT)
    assert decode(kept(one, vault), vault) == one


@given(name=WORDS, number=st.integers(0, 10), visibility=st.sampled_from(Visibility), late=st.booleans())
def test_any_words_come_back_and_stand_nowhere_in_clear(
    name: str, number: int, visibility: Visibility, late: bool
) -> None:
    """L7, L8"""
    vault = Vault(None, SITE)
    private = visibility is Visibility.PRIVATE
    one = entry(
        "s1",
        1,
        e.Joined(seat="ann", name=f"{name} {MARK}"[-40:].strip(), mode=Mode.REMOTE, lang="en"),
        answered("ann", CRAVING, None if private else number, visibility, after_close=late),
    )
    line = kept(one, vault)
    assert MARK not in line.events
    assert decode(line, vault) == one


@pytest.mark.parametrize("event", EVERY_EVENT, ids=lambda event: event.type)
def test_no_word_stands_in_clear(event: e.AnyEvent, vault: Vault) -> None:
    """L8"""
    check_no_word_stands_in_clear(event, vault)


def check_no_word_stands_in_clear(event: e.AnyEvent, vault: Vault) -> None:
    """L8: shown names, the group's name, the code, every answer, and what people and facilitators wrote are sealed."""
    text = kept(entry("s1", 1, event), vault).events
    assert MARK not in text
    assert MARK.encode().hex() not in text
    (fields,) = json.loads(text)
    for field in ("name", "leader_name", "group", "code", "theme", "question", "words"):
        if fields.get(field) is not None:
            assert set(fields[field]) == {"sealed"}, f"{field} of {event.type} is not sealed"
    if isinstance(event, e.Answered):
        assert set(fields["answer"]) == {"sealed"}
    if isinstance(event, e.Revealed):
        assert (set(fields["tally"]) == {"sealed"}) == isinstance(event.tally, TextTally)


def test_a_sealed_answer_tells_its_number_by_nothing(vault: Vault) -> None:
    """L8: two answers to one step differ in nothing but their sealed bytes, and these are equally long."""
    texts = [
        kept(entry("s1", 2, answered("ann", CRAVING, number, Visibility.FACILITATOR)), vault).events
        for number in (0, 3, 9)
    ]
    boxes = [json.loads(text)[0].pop("answer")["sealed"] for text in texts]
    assert len({text.replace(box, "") for text, box in zip(texts, boxes, strict=True)}) == 1
    assert len({len(box) for box in boxes}) == 1
    assert len(set(boxes)) == 3


def test_the_same_words_are_never_sealed_twice_to_the_same_bytes(vault: Vault) -> None:
    """L8"""
    one = entry("s1", 1, EVERY_EVENT[1])
    assert kept(one, vault).events != kept(one, vault).events


def test_what_stays_on_the_phone_is_not_stored_at_all(vault: Vault) -> None:
    """L8"""
    line = kept(entry("s1", 1, answered("ann", CRAVING, None, Visibility.PRIVATE)), vault)
    assert json.loads(line.events)[0]["answer"] is None


def test_an_anonymous_answer_has_a_class_of_its_own(vault: Vault) -> None:
    """L8: the wall can be erased and the record kept, or the other way round."""
    one = entry(
        "s1",
        1,
        answered("ann", CRAVING, 4, Visibility.ANONYMOUS),
        answered("ann", CRAVING, 5, Visibility.GROUP),
    )
    line = kept(one, vault)
    vault.erase("s1", retention="wall")
    wall, record = decode(line, vault).events
    assert isinstance(wall, e.Answered)
    assert isinstance(record, e.Answered)
    assert wall.answer == Erased()
    assert record.answer == ScaleAnswer(number=5)


def test_sealed_words_open_only_where_they_were_written(vault: Vault) -> None:
    """L9: in another session, entry, event or field they are told as changed."""
    one = entry("s1", 2, EVERY_EVENT[1], e.Renamed(seat="ann", name="Other"))
    line = kept(one, vault)
    vault.provide([("s2", "ann")])
    with pytest.raises(Tampered):
        decode(replace(line, seq=3), vault)
    joined, renamed = json.loads(line.events)
    joined["name"], renamed["name"] = renamed["name"], joined["name"]
    with pytest.raises(Tampered):
        decode(replace(line, events=json.dumps([joined, renamed])), vault)


def test_an_entry_of_a_newer_version_is_refused_in_words(vault: Vault) -> None:
    """L10"""
    line = replace(kept(entry("s1", 4, e.Started()), vault), format=2)
    with pytest.raises(UnknownFormat) as refused:
        decode(line, vault)
    assert str(refused.value) == "Entry 4 has format 2; this version reads up to 1. Install a newer Goround."
    with pytest.raises(UnknownFormat):
        decode(replace(line, format=0), vault)


def test_an_older_entry_is_lifted_to_the_present_shape(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """L10: one format after the other, with its words opened, and its stored bytes stay."""
    one = entry("s1", 1, e.Joined(seat="ann", name=f"Ann {MARK}", mode=Mode.REMOTE, lang="en"))
    first = kept(one, vault)

    def of_format_1(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**event, "mode": "on_site" if event["mode"] == "remote" else event["mode"]} for event in events]

    def of_format_2(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**event, "lang": "es", "name": event["name"].upper()} for event in events]

    monkeypatch.setattr(codec, "FORMAT", 3)
    monkeypatch.setattr(codec, "LIFTS", {1: of_format_1, 2: of_format_2})
    before = first.events
    lifted = decode(first, vault).events[0]
    assert lifted == e.Joined(seat="ann", name=f"ANN {MARK.upper()}", mode=Mode.ON_SITE, lang="es")
    assert first.events == before
    unlifted = decode(replace(first, format=3), vault).events[0]
    assert unlifted == one.events[0]


def test_an_older_entry_may_have_sealed_other_fields(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """L10: what an event once sealed is told by its boxes, not by what that event seals today."""
    vault.provide([("s1", "ann")])
    box = {"sealed": vault.seal(f"Ann {MARK}", "s1", "ann", "name", "1|0|nickname")}
    old = Line("s1", 1, 5, "room", None, 1, json.dumps([{"type": "named", "seat": "ann", "nickname": box}]), b"")

    def renamed(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"type": "renamed", "seat": event["seat"], "name": event["nickname"]} for event in events]

    monkeypatch.setattr(codec, "FORMAT", 2)
    monkeypatch.setattr(codec, "LIFTS", {1: renamed})
    assert decode(old, vault).events == (e.Renamed(seat="ann", name=f"Ann {MARK}"),)


def test_there_is_a_lift_from_every_former_format() -> None:
    """L10"""
    assert set(codec.LIFTS) == set(range(1, FORMAT))


WRONG: Mapping[str, str] = {
    "no JSON": "][",
    "an object": "{}",
    "a number": "7",
    "numbers": "[7]",
    "no events": "[]",
    "an event without a type": "[{}]",
    "an event of no known type": '[{"type":"gone_fishing"}]',
    "a type that is a list": '[{"type":["started"]}]',
    "a name in clear": '[{"type":"renamed","seat":"ann","name":"Ann"}]',
    "an answer in clear": '[{"type":"answered","seat":"ann","visibility":"group","answer":{"number":3}}]',
    "what people wrote in clear": '[{"type":"revealed","visit":1,"step":"a.b","tally":{"kind":"text","answers":1,"texts":["Ann"]}}]',
    "a tally that is a number": '[{"type":"revealed","visit":1,"step":"a.b","tally":7}]',
    "an event without its name": '[{"type":"renamed","seat":"ann"}]',
    "a box of a number": '[{"type":"renamed","seat":"ann","name":{"sealed":7}}]',
    "a box of nothing": '[{"type":"renamed","seat":"ann","name":{"sealed":""}}]',
    "a box that is too short": '[{"type":"renamed","seat":"ann","name":{"sealed":"AAAAAAAA"}}]',
    "a field too many": '[{"type":"started","by":"me"}]',
    "very deep": "[" * 5_000 + "]" * 5_000,
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_text_that_no_writer_wrote_is_told_as_changed(text: str, vault: Vault) -> None:
    """L9: whatever stands there, one of two known errors comes of it."""
    vault.provide([("s1", "ann")])
    with pytest.raises((Tampered, ValidationError)) as told:
        decode(Line("s1", 1, 5, "room", None, 1, text, b""), vault)
    assert "Ann" not in str(told.value)


def test_erased_words_leave_the_rest_of_the_entry(vault: Vault) -> None:
    """L11"""
    _, lines = stored([entry("s1", 1, EVERY_EVENT[0], EVERY_EVENT[1])], vault)
    vault.erase("s1")
    opened, joined = decode(lines[0], vault).events
    assert isinstance(opened, e.Opened)
    assert isinstance(joined, e.Joined)
    assert (opened.group, opened.code, opened.leader_name, joined.name) == (Erased(),) * 4
    assert isinstance(EVERY_EVENT[0], e.Opened)
    assert (opened.agenda, joined.seat) == (EVERY_EVENT[0].agenda, "ann")
