"""How an alert's line reads on the facts page: who had seen it and when, what was done, and plainly that nobody marked it as done."""

from dataclasses import replace

import pytest

from goround.domain import commands as c
from goround.domain.base import Lang
from goround.review.exports.reader import Reader, for_reader
from goround.review.facts import Facts, facts
from goround.shipped import shipped
from goround.web.facts_sheet import Sheet, sheet_of
from goround.web.facts_text import group_text, person_text
from goround.web.words import Catalogues, Speak
from tests.playbook import Past, ann, dana, end
from tests.review.evening import FIRST_PART, GATHERED, after, played

CATALOGUES = Catalogues(shipped("client_web") / "shared/words")
SEEN, RESOLVED = FIRST_PART[:-1], FIRST_PART
OVER = after(1, dana, end)


def of(*past: Past) -> Facts:
    return facts(played(GATHERED, *past).log, 0)


def spoken(told: Facts, lang: Lang = "en") -> tuple[Sheet, Speak]:
    t = CATALOGUES.speak(lang)
    return sheet_of(told, lang, t), t


@pytest.mark.parametrize(
    ("lang", "past", "line"),
    [
        ("en", (SEEN, OVER), "seen by Dana Leader after 1 minute; not marked as done before the end"),
        ("es", (SEEN, OVER), "visto por Dana Leader después de 1 minuto; no se marcó como hecho antes del final"),
        ("en", (SEEN,), "seen by Dana Leader after 1 minute; not marked as done yet"),
        ("es", (SEEN,), "visto por Dana Leader después de 1 minuto; aún no se ha marcado como hecho"),
        ("en", (RESOLVED, OVER), "seen by Dana Leader after 1 minute; talked in the break"),
        ("en", (OVER,), "not seen by anybody; not marked as done before the end"),
    ],
)
def test_an_alert_that_nobody_marked_as_done_says_so_and_who_had_seen_it(
    lang: Lang, past: tuple[Past, ...], line: str
) -> None:
    """E4"""
    sheet, t = spoken(of(*past), lang)
    assert [one.small for one in sheet.alerts] == [line]
    assert line in group_text(sheet, t)


def test_what_the_phone_said_stands_before_that_it_was_seen() -> None:
    """E4"""
    told = of(SEEN, OVER)
    rung = replace(told, alerts=tuple(replace(one, told_unseen=True) for one in told.alerts))
    [alert] = spoken(rung)[0].alerts
    assert alert.small.split("; ")[:2] == [
        "the phone said that nobody had seen it yet", "seen by Dana Leader after 1 minute",
    ]  # fmt: skip


def test_a_persons_part_does_not_name_who_had_seen_their_alert() -> None:
    """E4 E8"""
    told = of(SEEN, OVER)
    sheet, _ = spoken(told)
    [part] = [person_text(one) for one, person in zip(sheet.people, told.people, strict=True) if person.seat == "ben"]
    assert "seen after 1 minute; not marked as done before the end" in part
    assert "Dana" not in part


def test_a_supervisors_copy_does_not_name_who_had_seen_an_alert() -> None:
    """E4"""
    sheet, t = spoken(for_reader(of(SEEN, OVER), Reader.SUPERVISOR))
    assert [one.small for one in sheet.alerts] == ["seen after 1 minute; not marked as done before the end"]
    assert "Dana" not in group_text(sheet, t)


def own_lines(told: Facts, seat: str) -> list[tuple[str, str]]:
    sheet, _ = spoken(told)
    [part] = [one for one, person in zip(sheet.people, told.people, strict=True) if person.seat == seat]
    return [(line.text, line.small) for line in part.lines]


def test_who_left_on_the_own_phone_is_told_and_that_nobody_said_where_they_were() -> None:
    """J17"""
    left = after(1, ann, c.Leave())
    said = after(1, dana, c.SayPresence(seat="ann", presence="here"))
    lines = own_lines(of(SEEN, left, OVER), "ann")
    [(_, small)] = [line for line in lines if line[0].startswith("Left the group on their own phone at ")]
    assert small == "After that nobody said where this person was."
    assert any(text.startswith("Here ") for text, _ in lines), "That the phone left says nothing of the person."
    [(_, small)] = [
        line for line in own_lines(of(SEEN, left, said, OVER), "ann") if line[0].startswith("Left the group on")
    ]
    assert small == ""
