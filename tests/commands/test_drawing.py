"""What ``goround replay`` draws of every kind, from views as they are live (rule S11)."""

from typing import get_args

import pytest

from goround.cli.drawing import Drawing
from goround.domain import commands as c
from goround.domain.base import Lang
from goround.domain.commands.care import MarkKind
from goround.domain.people import Viewer
from goround.domain.text import in_one_paragraph
from goround.shipped import shipped
from goround.web.words import Catalogues
from tests.domain.evenings import ALONE, EVENING, FLOOR, RATE, REST, ROUND, SAFE, URGE, at_turns, says, turn
from tests.domain.kinds import ANSWERS, WRITTEN, gives, made, release, session
from tests.domain.screens import TV_ON
from tests.domain.test_for_whom import five_answered, hybrid
from tests.playbook import SIX, Ask, Past, Play, ann, at_step, cam, dana, dee, given, reveal, room, sue, tv, words

WORDS = Catalogues(shipped("client_web") / "shared" / "words")
HINTS = ("look_for", "silence", "one_voice", "distress", "more")


def drawn(play: Play, viewer: Viewer, over: str | None = None, lang: Lang = "en") -> str:
    """The drawing without its frame, words that were wrapped together again."""
    told = Drawing(lang, WORDS.speak(lang), 100).draw(play.sees(viewer, over))
    assert all(len(line) == 100 for line in told.splitlines())
    return "\n".join(line.strip("|+- ") for line in told.splitlines())


def answered(kind: str, **changes: object) -> Play:
    """Five have answered a step of this kind; a display is on."""
    contents = [ANSWERS[kind][number % 2] for number in range(5)]
    past: Past = [gives(who, f"k.{kind}", content) for who, content in zip(SIX, contents, strict=False)]
    return given(at_step(f"k.{kind}", *SIX[:5], with_=session(made(kind, **changes))), TV_ON, past)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_every_screen_of_every_kind_is_drawn_in_words(kind: str, lang: Lang) -> None:
    play = given(at_step(f"k.{kind}", *SIX[:5], with_=session(made(kind))), TV_ON)
    first = made(kind).prompt().lines(lang)[0]
    for viewer, over in ((ann, None), (tv, None), (dana, None), (sue, "ann")):
        told = drawn(play, viewer, over, lang)
        assert first in told and "replay." not in told and "Words(" not in told


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_an_answer_is_drawn_in_words_for_who_gave_it_and_for_who_may_read_it(kind: str) -> None:
    """S11"""
    visibility = "facilitator"
    play = answered(kind, visibility=visibility)
    step = made(kind, visibility=visibility)
    said = step.prompt().said(step.accept(ANSWERS[kind][0]), "en")
    for viewer, over in ((ann, None), (sue, "ann"), (dana, None)):
        assert said in " ".join(drawn(play, viewer, over).split()), f"{viewer.role} is not told “{said}”"
    assert said not in drawn(play, tv) or said in " ".join(step.prompt().lines("en"))


def test_a_script_and_hints_are_drawn_with_their_labels_for_consoles_alone() -> None:
    hints = {name: words(f"Hint {name}").model_dump() for name in HINTS}
    play = given(at_step("k.choice", ann, with_=session(made("choice", hints=hints, paper="Stand up."))), TV_ON)
    english, spanish = drawn(play, dana), drawn(play, sue, lang="es")
    assert "“Script of choice”" in english and "Look for: Hint look_for" in english
    assert "With people at home: Remote of choice" in english and "Without a device: Stand up." in english
    assert "En qué fijarse: Hint look_for (es)" in spanish and "Sin teléfono: Stand up." in spanish
    for name in HINTS:
        assert f": Hint {name}" in english
    for viewer in (ann, tv):
        assert "Hint " not in drawn(play, viewer) and "Script of" not in drawn(play, viewer)


def test_a_script_of_several_paragraphs_keeps_its_lines() -> None:
    step = made("slide").model_copy(update={"script": in_one_paragraph(words("First.\nThen."))})
    told = drawn(given(at_step("k.slide", ann, with_=session(step))), dana)
    assert "“First.”\n“Then.”" in told


@pytest.mark.parametrize("kind", ["text", "list", "commit"])
def test_of_a_wall_the_room_is_drawn_what_is_up_and_consoles_the_rest_beside_it(kind: str) -> None:
    """S11"""
    play = answered(kind, visibility="anonymous").goes_on(Ask(dana, reveal), Ask(dana, release(0)))
    tally = play.state.released[f"k.{kind}"]
    held: tuple[str, ...] = tally.held  # type: ignore[union-attr]
    [up, *down] = (f"“{text}”" for text in held)
    for viewer, over in ((tv, None), (dana, "ann"), (sue, "ben")):
        told = drawn(play, viewer, over)
        assert up in told and not [text for text in down if text != up and text in told]
        assert "Not on the wall" not in told
    console = drawn(play, dana)
    assert console.index(up) < console.index("Not on the wall:") and all(text in console for text in down)


@pytest.mark.parametrize("kind", ["choice", "multi", "check", "rank", "scale"])
def test_counts_are_drawn_for_everybody_once_they_are_shown(kind: str) -> None:
    play = answered(kind, visibility="anonymous")
    rows = [
        row.strip()
        for row in made(kind).prompt().shown(play.goes_on(Ask(dana, reveal)).state.released[f"k.{kind}"], "es")
    ]
    for viewer in (ann, tv, dana):
        told = drawn(play, viewer, lang="es").splitlines()
        assert [row for row in rows if row not in told] == []


def test_why_is_drawn_for_who_has_answered_a_check_and_for_nobody_else() -> None:
    """S11"""
    play = given(at_step("k.check", ann, SIX[1], with_=session(made("check"))), TV_ON)
    play.goes_on(gives(ann, "k.check", {"items": {"alone": "yes"}}))
    assert "Because of alone" in drawn(play, ann) and "Because of soon" not in drawn(play, ann)
    for viewer, over in ((SIX[1], None), (tv, None), (dana, None), (sue, "ann")):
        assert "Because of" not in drawn(play, viewer, over)


def test_who_is_not_asked_a_quiet_room_a_note_and_a_picture_are_drawn() -> None:
    others = drawn(hybrid("remote"), ann)
    assert "This part is for others in the group." in others and "What is it for you?" not in others
    quiet = drawn(five_answered("nothing"), tv)
    assert "Only the lamp is shown" in quiet and "What is it for you?" not in quiet
    picture = {"file": "wave.svg", "alt": "A long wave", "sha256": "0" * 64}
    step = made("slide", picture=picture, content_note="This part talks about overdose. You can skip it.")
    play = given(at_step("k.slide", ann, with_=session(step)), TV_ON)
    for viewer in (ann, tv, dana):
        told = drawn(play, viewer)
        assert told.index("This part talks about overdose.") < told.index("Good that you are here")
        assert "Picture: A long wave" in told


def told(play: Play, viewer: Viewer, *lines: str, over: str | None = None, lang: Lang = "en") -> None:
    """Each of these lines is drawn, and no key of a word."""
    text = drawn(play, viewer, over, lang)
    assert [line for line in lines if line not in text.splitlines()] == [], text
    assert "replay." not in text


def test_turns_are_drawn_for_each_phone_and_with_names_for_those_who_lead() -> None:
    """S11"""
    play = given(at_turns(), Ask(dana, turn), Ask(dana, turn), Ask(ann, c.PassTurn(step=ROUND)))
    play.goes_on(Ask(dana, c.LaterTurn(step=ROUND, seat="gus")))
    told(
        play,
        dana,
        "Speaking: Dee Shown",
        "To come: Cam Shown",
        "Later: Gus Shown",
        "Spoke: Ben Shown",
        "Passed: Ann Shown",
    )
    told(play, sue, "Speaking: #4", "To come: #3", "Later: #5")
    told(play, cam, "Is in line to speak.", "Nobody comes before.")
    told(play, dana, "Nadie va antes.", over="cam", lang="es")
    told(play, dee, "Speaks now.")
    told(play, ann, "Passed this turn.")
    told(play.goes_on(Ask(cam, c.LaterTurn(step=ROUND))), cam, "Speaks later.", "1 person comes before.")
    for viewer in (ann, cam, tv):
        assert "Dee Shown" not in drawn(play, viewer)
    told(given(at_turns(FLOOR)), dana, "Nobody speaks.")
    told(given(at_turns(FLOOR)), ann, "Escucha.", lang="es")


def test_a_break_is_drawn_on_every_screen() -> None:
    play = given(at_step(REST, ann, with_=EVENING), TV_ON)
    for viewer in (tv, dana):
        told(play, viewer, "Break")
    told(play, tv, "Descanso", lang="es")


def test_questions_on_arrival_are_drawn_before_what_the_room_is_on() -> None:
    """S11"""
    past: Past = [at_step(RATE, ann, SIX[1], with_=EVENING), gives(ann, URGE, {"number": 7})]
    play = given(past, Ask(ann, c.Pass(step=SAFE, revision=0)))
    told(play, ann, "Asked on arrival, before what the group is on:", "Answered: 7", "Passed.", "Nothing given yet.")
    told(play, dana, "On arrival, Title of safe: 0 answered, 1 passed, 2 not yet")
    assert "passed on arrival: Title of safe" in drawn(play, dana)
    assert "Answered: 7" in drawn(play, sue, "ann")
    play.goes_on(gives(ann, ALONE, None))
    assert "Asked on arrival" not in drawn(play, ann)


def test_alerts_of_answers_are_drawn_apart_from_who_asked_for_a_person() -> None:
    """S11"""
    play = given(at_step(RATE, ann, SIX[1], with_=EVENING), Ask(room, c.FindStaff(staff="dana", name="Dana Leader")))
    play.goes_on(gives(ann, URGE, {"number": 9}), Ask(SIX[1], c.NeedPerson()))
    told(
        play,
        dana,
        "An answer needs a look: Ann Shown, Title of urge (not seen yet)",
        "Waiting for a person: Ben Shown (not seen yet)",
    )
    told(play, sue, "Espera a una persona: #2 (nadie lo ha visto)", lang="es")
    told(play, ann, "An answer called for the group leader: sent.")
    play.goes_on(Ask(dana, c.See(alert="a1")))
    told(play, ann, "An answer called for the group leader: Dana Leader has seen it.")
    told(play, dana, "An answer needs a look: Ann Shown, Title of urge (seen)")
    assert "group leader: " not in drawn(play, SIX[1]) and "needs a look" not in drawn(play, tv)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", get_args(MarkKind))
def test_what_was_noted_is_drawn_for_those_who_lead_alone(kind: str, lang: Lang) -> None:
    """S11"""
    play = given(at_step("k.slide", ann, with_=session(made("slide"))), TV_ON)
    play.goes_on(
        Ask(dana, c.Mark.model_validate({"kind": kind})), Ask(dana, c.WordMark(mark="m1", words="The heron left"))
    )
    noted = {"en": "Noted: ", "es": "Anotado: "}[lang]
    for viewer in (dana, sue):
        text = drawn(play, viewer, lang=lang)
        assert noted in text and "“The heron left”" in text and "replay." not in text
    for viewer in (ann, tv):
        assert noted not in drawn(play, viewer, lang=lang)


def test_who_is_out_or_gone_and_a_name_that_two_have_are_drawn() -> None:
    play = given(at_step("k.slide", ann, SIX[1], with_=session(made("slide"))))
    play.goes_on(says("ann", "out"), says("ben", "left"), Ask(dana, c.Rename(seat="gus", name="ann shown")))
    assert "stepped out" in drawn(play, dana) and "se fue" in drawn(play, dana, lang="es")
    told(play, ann, "Is asked for a letter, since somebody else here has the same name.")


def test_a_theme_is_drawn_with_how_many_pieces_it_stands_for() -> None:
    """S11"""
    play = answered("text", visibility="anonymous").goes_on(Ask(dana, reveal))
    play.goes_on(Ask(dana, lambda s: c.Release(visit=s.here or 0, pieces=(0, 1), theme="Birds")))
    for viewer in (ann, tv, dana):
        told(play, viewer, "2  Birds")
