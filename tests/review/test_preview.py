"""What a preview shows of every step: the views of a real evening, with people who are made up."""

import json
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from goround.catalog.load import compiled
from goround.catalog.skeletons import STEPS
from goround.domain.base import Words
from goround.domain.curriculum import Curriculum
from goround.domain.people import Mode
from goround.domain.scenes import (
    DisplayScene,
    FacilitatorScene,
    ParticipantMine,
    ParticipantScene,
)
from goround.domain.steps import Hints, Visibility
from goround.domain.steps.goround import GoRound
from goround.domain.steps.list import Listing
from goround.domain.steps.openfloor import OpenFloor
from goround.domain.steps.scale import Scale
from goround.domain.steps.slide import Slide
from goround.domain.steps.text import ShortText
from goround.domain.text import in_one_paragraph
from goround.review.preview import PEOPLE, Played, Screen, Stage, play, stages
from goround.shipped import shipped

NOW = 1_800_000_000_000
CURRICULA = shipped("curricula")
FILES = sorted(path for path in CURRICULA.rglob("*.yaml") if path.name not in ("facts.yaml", "words.yaml"))


@cache
def read(path: Path) -> Curriculum:
    result = compiled(path)
    assert result.curriculum is not None, [str(one) for one in result.findings]
    return result.curriculum


def made_of(*steps: object, audience: tuple[str, ...] = ("participants",)) -> Curriculum:
    return Curriculum(
        id="made", kind="skills", version="1", title=Words(en="Made"), aim=Words(en="A try"), audience=audience,  # type: ignore[arg-type]
        minutes=10, steps=steps,  # type: ignore[arg-type]
    )  # fmt: skip


def text(id: str = "own", **fields: object) -> ShortText:
    about = {"id": id, "title": Words(en="Own"), "minutes": 5, "question": Words(en="What?"), "visibility": "anonymous"}
    return ShortText.model_validate(about | fields)


def slide(id: str = "hello", **fields: object) -> Slide:
    return Slide.model_validate(
        {"id": id, "title": Words(en="Hello"), "minutes": 3, "heading": Words(en="Hello"), **fields}
    )


def phone(played: Played) -> tuple[ParticipantScene, ParticipantMine]:
    scene, mine = played.seen("participant")
    assert isinstance(scene, ParticipantScene) and isinstance(mine, ParticipantMine)
    return scene, mine


def console(played: Played) -> FacilitatorScene:
    scene = played.seen("facilitator").scene
    assert isinstance(scene, FacilitatorScene)
    return scene


def room(played: Played) -> DisplayScene:
    scene = played.seen("display").scene
    assert isinstance(scene, DisplayScene)
    return scene


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shipped_step_has_its_screens_at_every_stage(path: Path) -> None:
    """P1 P2"""
    curriculum = read(path)
    through = [step for step in curriculum.steps if not step.arrival]
    for step in curriculum.steps:
        for stage in stages(step):
            for lang in ("en", "es"):
                played = play(curriculum, step.id, stage, lang, NOW, ())
                scene, mine = phone(played)
                stood = console(played)
                assert mine.lang == lang and len(stood.people) == len(PEOPLE) and mine.alarm is None
                if step.arrival:
                    assert stood.phase == "gathering" and room(played).code and scene.visit is None
                    assert [line.step for line in stood.arrival].count(f"{curriculum.id}.{step.id}") == 1
                    continue
                assert (
                    scene.visit and stood.stage and scene.visit.step == stood.stage.step == f"{curriculum.id}.{step.id}"
                )
                assert stood.phase == "running" and mine.arrival == ()
                assert [line.standing for line in stood.agenda].index("now") == through.index(step)
                assert room(played).quiet == (step.on_display == "nothing")


def test_every_step_kind_is_among_them() -> None:
    """P1"""
    assert {step.kind for path in FILES for step in read(path).steps} == set(STEPS)


def test_the_same_file_gives_the_same() -> None:
    """P1"""
    curriculum = read(CURRICULA / "w01b-riding-out-cravings.yaml")
    one, other = (play(curriculum, "where-i-notice", "shown", "en", NOW, ()) for _ in range(2))
    assert one.state == other.state and one.phone == other.phone


def test_nobody_has_answered_what_is_just_asked() -> None:
    """P2"""
    played = play(made_of(slide(), text()), "own", "asked", "en", NOW, ())
    scene, mine = phone(played)
    counts = console(played).counts
    assert scene.visit and scene.visit.open and scene.visit.results is None and scene.visit.since == NOW
    assert mine.given and mine.given.standing == "none" and counts and counts.answered == 0


def test_with_answers_one_person_has_passed_and_one_still_thinks() -> None:
    """P2"""
    played = play(made_of(text(visibility="facilitator")), "own", "answered", "en", NOW, ())
    counts = console(played).counts
    assert counts and (counts.answered, counts.passed, counts.not_yet) == (10, 1, 1)
    scene, mine = phone(played)
    assert mine.given and mine.given.standing == "answered" and mine.given.answer
    assert scene.visit and scene.visit.results is None, "The room's results were shown before they were released."
    assert [person.by_staff for person in console(played).people if person.mode is Mode.NO_DEVICE] == [True]


def test_shown_to_the_room_every_written_piece_stands_on_the_wall() -> None:
    """P2"""
    played = play(made_of(text()), "own", "shown", "en", NOW, ())
    scene, _ = phone(played)
    assert scene.visit and scene.visit.results and len(scene.visit.results.held) == 10
    shown = room(played).visit
    assert shown and shown.results == scene.visit.results
    stage = console(played).stage
    assert stage and stage.revealed and stage.on_wall == tuple(range(10))


@pytest.mark.parametrize(
    ("step", "stage"),
    [(slide("own"), "answered"), (slide("own"), "shown"), (text(visibility="private"), "shown"), (text(room="question"), "shown")],
)  # fmt: skip
def test_what_is_not_there_to_see_is_not_shown(step: Slide | ShortText, stage: Stage) -> None:
    """P2"""
    with pytest.raises(LookupError):
        play(made_of(step), "own", stage, "en", NOW, ())
    with pytest.raises(LookupError):
        play(made_of(step), "other", "asked", "en", NOW, ())


def test_private_words_are_with_the_phone_and_in_no_view() -> None:
    """P4"""
    private = Listing.model_validate(
        {
            "id": "own",
            "title": Words(en="List"),
            "minutes": 5,
            "question": Words(en="What helps?"),
            "visibility": "private",
        }
    )
    played = play(made_of(private), "own", "answered", "en", NOW, ())
    assert played.kept == {"chosen": [], "own": ["A walk with my dog"]}
    assert not [screen for screen in get_args(Screen) if "my dog" in carried(played, screen)]
    assert play(made_of(private), "own", "asked", "en", NOW, ()).kept is None


def rating(id: str, **fields: object) -> Scale:
    about = {"id": id, "title": Words(en=id), "minutes": 1, "question": Words(en=f"How much {id}?")}
    return Scale.model_validate(about | fields)


ARRIVING = made_of(
    rating("urge", arrival=True, alert={"at_or_above": 8}),
    rating("sleep", arrival=True, visibility="private"),
    slide(),
    rating("again", first="urge", alert={"rise": 3}),
)


def test_a_question_on_arrival_is_seen_on_a_phone_that_has_come_so_far() -> None:
    """P2: before the start; the room's screen shows the way in, the console how many are through."""
    for step, before in (("urge", ()), ("sleep", ("urge",))):
        played = play(ARRIVING, step, "asked", "en", NOW, ())
        scene, mine = phone(played)
        standing = {one.step.partition(".")[2]: one.given.standing for one in mine.arrival}
        assert standing == {"urge": "answered" if before else "none", "sleep": "none"}
        assert scene.phase == "gathering" and room(played).code and console(played).arrival[0].prompt.kind == "scale"
    counts = console(play(ARRIVING, "urge", "answered", "en", NOW, ())).arrival[0]
    assert (counts.answered, counts.passed, counts.not_yet) == (10, 1, 1)
    assert play(ARRIVING, "sleep", "answered", "en", NOW, ()).kept is not None


def test_what_was_asked_on_arrival_is_behind_whoever_sees_a_step() -> None:
    """P2: and no alert of it stands."""
    played = play(ARRIVING, "hello", "asked", "en", NOW, ())
    assert phone(played)[1].arrival == () and console(played).waiting == ()


def test_where_a_step_raises_alerts_one_answer_does_and_not_that_of_the_phone_that_is_looked_at() -> None:
    """P2: so that the phone shows the step, and the console what it is like when somebody waits."""
    for step in ("urge", "again"):
        played = play(ARRIVING, step, "answered", "en", NOW, ())
        assert phone(played)[1].alarm is None
        assert [(one.name, one.asked) for one in console(played).waiting] == [("Carla", False)]


def spoken(kind: str, stage: Stage) -> Played:
    about = {"id": "own", "title": Words(en="Own"), "minutes": 5, "heading": Words(en="What helped?")}
    made: dict[str, type[GoRound | OpenFloor]] = {"goround": GoRound, "openfloor": OpenFloor}
    return play(made_of(slide(), made[kind].model_validate(about)), "own", stage, "en", NOW, ())


def test_a_go_round_is_seen_before_the_first_turn_and_while_somebody_speaks() -> None:
    """P2: somebody has spoken, one has passed, one speaks later."""
    played = spoken("goround", "asked")
    turn, stage = phone(played)[1].turn, console(played).stage
    assert turn and stage and stage.turns and turn.standing == "to_come" and stage.turns.speaking is None
    assert len(stage.turns.to_come) == len(PEOPLE)
    played = spoken("goround", "answered")
    turn, stage = phone(played)[1].turn, console(played).stage
    assert turn and stage and stage.turns and stage.turns.speaking and turn.standing == "speaking"
    assert stage.turns.speaking.seat == played.phone.id and stage.turns.since == NOW - 30_000
    assert {line.standing for line in stage.turns.had} == {"spoke", "passed"}
    assert stage.turns.to_come[-1].standing == "later"


def test_an_open_floor_is_seen_with_a_queue() -> None:
    """P2: one speaks, and the phone that is looked at is in line."""
    played = spoken("openfloor", "asked")
    turn, stage = phone(played)[1].turn, console(played).stage
    assert turn and stage and stage.turns and (turn.standing, stage.turns.to_come) == ("listens", ())
    played = spoken("openfloor", "answered")
    turn, stage = phone(played)[1].turn, console(played).stage
    assert turn and stage and stage.turns and stage.turns.speaking and (turn.standing, turn.before) == ("to_come", 1)
    assert [line.mode for line in stage.turns.to_come] == [Mode.NO_DEVICE, Mode.ON_SITE, Mode.REMOTE]


MARK = "zaunkoenig"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_phone_and_the_room_get_nothing_that_is_the_leaders(path: Path) -> None:
    """P4"""
    said = in_one_paragraph(Words(en=MARK, es=MARK))
    hints = Hints(look_for=said, silence=said, one_voice=said, distress=said, more=said)
    secret = {
        "script": said,
        "remote": said,
        "hints": hints,
        "sources": (MARK,),
        "title": Words(en=MARK),
        "paper": Words(en=MARK),
    }
    curriculum = read(path)
    marked = curriculum.model_copy(
        update={"steps": tuple(step.model_copy(update=secret) for step in curriculum.steps), "aim": Words(en=MARK)}
    )
    for step in marked.steps:
        for stage in stages(step):
            played = play(marked, step.id, stage, "en", NOW, ())
            assert MARK in carried(played, "facilitator")
            for screen in ("participant", "display"):
                page = carried(played, screen)
                assert MARK not in page and '"alert":' not in page and '"people": [{' not in page
                assert stage != "asked" or '"right":' not in page, "The key stands in the question."
            assert not [name for name, _ in PEOPLE if f'"{name}"' in carried(played, "display")]


def carried(played: Played, screen: Screen) -> str:
    seen = played.seen(screen)
    return json.dumps([seen.scene.model_dump(mode="json"), seen.mine.model_dump(mode="json")])


def test_a_step_for_people_at_home_is_seen_on_such_a_phone() -> None:
    """P2"""
    for whom, mode in (("remote", Mode.REMOTE), ("on_site", Mode.ON_SITE)):
        played = play(made_of(text(for_whom=[whom])), "own", "answered", "en", NOW, ())
        _, mine = phone(played)
        assert mine.for_you and mine.mode is mode and mine.given and mine.given.standing == "answered"
    _, mine = phone(play(made_of(text(for_whom=["family"])), "own", "answered", "en", NOW, ()))
    assert not mine.for_you


def test_a_curriculum_for_families_can_be_looked_at() -> None:
    """P1"""
    curriculum = made_of(slide(), audience=("family",))
    assert console(play(curriculum, "hello", "asked", "es", NOW, ())).rehearsal


def test_the_steps_before_have_taken_the_minutes_that_were_planned() -> None:
    """P1"""
    half = rating("rate", minutes=0.5, visibility=Visibility.GROUP)
    stood = console(play(made_of(slide(), half, text()), "own", "answered", "en", NOW, ()))
    assert [line.spent for line in stood.agenda] == [180_000, 30_000, 0]
    assert stood.stage and stood.stage.entered == NOW - 75_000
