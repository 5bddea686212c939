"""What ``goround replay`` draws of every kind, from views as they are live (rule S11)."""

import pytest

from goround.cli.drawing import Drawing
from goround.domain.base import Lang
from goround.domain.people import Viewer
from goround.domain.text import in_one_paragraph
from goround.shipped import shipped
from goround.web.words import Catalogues
from tests.domain.kinds import ANSWERS, WRITTEN, gives, made, release, session
from tests.domain.screens import TV_ON
from tests.domain.test_for_whom import five_answered, hybrid
from tests.playbook import SIX, Ask, Past, Play, ann, at_step, dana, given, reveal, sue, tv, words

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
