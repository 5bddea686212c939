"""What is on the screens of a session under test."""

from typing import Any

from goround.domain import commands as c
from goround.domain.people import Mode, Viewer
from goround.domain.scenes import FacilitatorScene, Person
from tests.playbook import (
    Ask,
    Past,
    Play,
    all_answer,
    ann,
    at_step,
    ben,
    cam,
    dana,
)

TV_ON = Ask(dana, c.ConnectDisplay(display="tv"))
NAMES = ("Ann Shown", "Ben Shown", "Cam Shown", "Gus Shown", "Dana Leader", "Sam")


def scene(play: Play, viewer: Viewer, over: str | None = None) -> dict[str, Any]:
    return play.sees(viewer, over).scene.model_dump(mode="json")


def mine(play: Play, viewer: Viewer, over: str | None = None) -> dict[str, Any]:
    return play.sees(viewer, over).mine.model_dump(mode="json")


def shown(play: Play, viewer: Viewer, over: str | None = None) -> str:
    seen = play.sees(viewer, over)
    return seen.scene.model_dump_json() + seen.mine.model_dump_json()


def console(play: Play, viewer: Viewer = dana) -> FacilitatorScene:
    seen = play.sees(viewer).scene
    assert isinstance(seen, FacilitatorScene)
    return seen


def person(play: Play, seat: str, viewer: Viewer = dana) -> Person:
    return next(one for one in console(play, viewer).people if one.seat == seat)


def everywhere(step: str, *numbers: int) -> Past:
    """Two have answered at this step; a third person waits at the door; a display is on."""
    return [
        at_step(step, ann, ben),
        TV_ON,
        Ask(cam, c.Join(name="Cam Shown", mode=Mode.ON_SITE, lang="en")),
        all_answer(step, *numbers),
    ]
