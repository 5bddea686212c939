"""What a person in a rehearsal does next: it follows from the view that they are shown, their pace, and chance."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from goround.domain.base import StepRef
from goround.domain.steps import AnyStep, NotAccepted, Visibility

CALMER = 8
"""How often an answer that would raise an alert is thought over."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Between how many milliseconds a person takes to answer and to speak, and how many of a hundred do what."""

    least: int = 3_000
    most: int = 14_000
    speak_least: int = 12_000
    speak_most: int = 45_000
    pass_percent: int = 8
    alert_percent: int = 6
    """Of how many of a hundred answers it is left to chance whether they raise an alert; the others raise none if they can help it."""
    later_percent: int = 12
    floor_percent: int = 35
    """Who asks for the floor in an open floor."""
    change_percent: int = 0
    """Who thinks an answer over and gives another one, once."""
    call_percent: int = 0
    """Who asks for a person at a step."""
    speak_percent: int = 0
    """Who goes on in the other language at a step."""


@dataclass(frozen=True, slots=True)
class Urge:
    """What a person is about to do, after so many milliseconds, if it is still so then."""

    why: Hashable
    """A person does nothing twice for the same reason."""
    after: int
    command: Mapping[str, Any]


class Person:
    """Somebody with a phone: what they see, and what they have felt like doing so far."""

    def __init__(self, step: Callable[[StepRef], AnyStep], draw: Callable[[], int], pace: Pace) -> None:
        self.seen: Mapping[str, Any] = {}
        """The newest view."""
        self.felt: set[Hashable] = set()
        self._step, self._draw, self._pace = step, draw, pace

    def urge(self) -> Urge | None:
        """What this view asks of a person, felt once: the questions on arrival in their order, then the step that is on."""
        urge = self._urge()
        if urge is not None:
            self.felt.add(urge.why)
        return urge

    def still(self, command: Mapping[str, Any]) -> bool:
        """Whether the view still asks for this: the room may have gone on, or the turn may have come meanwhile."""
        scene, mine = self.seen["scene"], self.seen["mine"]
        if scene["kind"] != "participant":
            return False
        if command["type"] in ("answer", "pass", "need_person", "speak"):
            return True  # an answer that comes late is the room's to judge
        if not scene["visit"] or scene["visit"]["step"] != command["step"] or not mine["turn"]:
            return False
        speaks: bool = mine["turn"]["standing"] == "speaking"
        ends: bool = command["type"] == "end_turn"
        return speaks == ends

    def _urge(self) -> Urge | None:
        scene, mine = self.seen["scene"], self.seen["mine"]
        if scene["kind"] != "participant" or scene["phase"] in ("paused", "ended"):
            return None
        for question in mine["arrival"]:
            if question["given"]["standing"] == "none":
                return self._to_answer(("arrival", question["step"]), question, question["given"])
        visit, given = scene["visit"], mine["given"]
        if not visit or mine["arrival"]:
            return None
        if (aside := self._beside(visit["number"], mine)) is not None:
            return aside
        if mine["turn"] is not None:
            return self._in_turn(visit, mine["turn"])
        if not given or not visit["open"]:
            return None
        if given["standing"] == "none":
            return self._to_answer(("visit", visit["number"]), visit, given)
        return self._to_change(visit, given)

    def _beside(self, visit: int, mine: Mapping[str, Any]) -> Urge | None:
        """What somebody may do at any step: read on in the other language, ask for a person."""
        for percent, what in ((self._pace.speak_percent, "speak"), (self._pace.call_percent, "need_person")):
            why = (visit, what)
            if not percent or why in self.felt:
                continue
            self.felt.add(why)  # who does not feel like it at once does not at this step
            if self._happens(percent):
                other = {"lang": "en" if mine["lang"] == "es" else "es"} if what == "speak" else {}
                return Urge(why, self._between(self._pace.least, self._pace.most), {"type": what, **other})
        return None

    def _to_answer(self, why: Hashable, asked: Mapping[str, Any], given: Mapping[str, Any]) -> Urge | None:
        if why in self.felt:
            return None
        about = {"step": asked["step"], "revision": given["revision"]}
        after = self._between(self._pace.least, self._pace.most)
        if self._happens(self._pace.pass_percent):
            return Urge(why, after, {"type": "pass", **about})
        kept = asked["who_sees"] == Visibility.PRIVATE  # then its words stay on the phone
        answer = None if kept else self._given_to(self._step(asked["step"]))
        return Urge(why, after, {"type": "answer", **about, "answer": answer})

    def _to_change(self, visit: Mapping[str, Any], given: Mapping[str, Any]) -> Urge | None:
        why = ("change", visit["number"])
        if not self._pace.change_percent or why in self.felt:
            return None
        self.felt.add(why)
        if not self._happens(self._pace.change_percent):
            return None
        return self._to_answer(("changed", visit["number"]), visit, given)

    def _given_to(self, step: AnyStep) -> JsonValue:
        """An answer; mostly one that raises no alert, as on an ordinary evening."""
        answer = step.rehearse(self._draw())
        if self._happens(self._pace.alert_percent):
            return answer
        for _ in range(CALMER):
            given = step.accept(answer)
            if isinstance(given, NotAccepted) or not step.rings(given, None):
                break
            answer = step.rehearse(self._draw())
        return answer

    def _in_turn(self, visit: Mapping[str, Any], turn: Mapping[str, Any]) -> Urge | None:
        """In a go-round or an open floor: some pass or put off when they are next, some ask for the floor, and who has spoken says so."""
        standing, about = turn["standing"], {"step": visit["step"]}
        why = (visit["number"], standing)
        soon = self._between(self._pace.least, self._pace.most)
        if standing != "speaking":
            self.felt.discard((visit["number"], "speaking"))  # somebody may be given a second turn
        elif why in self.felt:
            return None
        else:
            spoken = self._between(self._pace.speak_least, self._pace.speak_most)
            return Urge(why, spoken, {"type": "end_turn", **about})
        if visit["prompt"]["kind"] == "openfloor":
            if standing != "listens" or why in self.felt:
                return None
            self.felt.add(why)  # who does not ask for the floor now stays a listener
            asks = self._happens(self._pace.floor_percent)
            return Urge((why, "asks"), soon, {"type": "ask_turn", **about}) if asks else None
        if standing != "to_come" or turn["before"] != 0 or why in self.felt:
            return None
        self.felt.add(why)
        if self._happens(self._pace.pass_percent):
            return Urge((why, "passes"), soon, {"type": "pass_turn", **about})
        if self._happens(self._pace.later_percent):
            return Urge((why, "later"), soon, {"type": "later_turn", **about})
        return None

    def _between(self, least: int, most: int) -> int:
        return least + self._draw() % (most - least + 1)

    def _happens(self, percent: int) -> bool:
        return self._draw() % 100 < percent
