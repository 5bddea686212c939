"""A view drawn as text: question, options, who sees it, what was given. The terminal's counterpart of the screens' modules."""

import textwrap
from collections.abc import Callable, Iterable

from goround.domain import scenes as sc
from goround.domain.base import Lang, Words
from goround.domain.state import Phase
from goround.domain.steps import AnyAnswer, AnyPrompt, AnyTally
from goround.domain.steps.scale import HIGHEST, LOWEST, ScalePrompt
from goround.domain.views import View

Speak = Callable[..., str]


class Drawing:
    """Draws views in one language, so many columns wide."""

    def __init__(self, lang: Lang, t: Speak, width: int) -> None:
        self._lang, self._t, self._width = lang, t, width

    def draw(self, seen: View) -> str:
        """The view as lines of text."""
        match seen.scene:
            case sc.FacilitatorScene():
                lines = self._console(seen.scene)
            case sc.ParticipantScene():
                lines = self._phone(seen.scene, seen.mine)
            case sc.DisplayScene():
                lines = self._wall(seen.scene)
            case sc.DoorScene():
                lines = [self._t("replay.door")]
            case _:
                lines = [self._t("replay.removed")]
        return "\n".join(self._boxed(lines))

    def _phone(self, scene: sc.ParticipantScene, mine: sc.AnyMine) -> list[str]:
        lines = [scene.group or "", *self._phase(scene.phase)]
        if scene.visit is not None and scene.phase is not Phase.PAUSED:
            lines += ["", *self._prompt(scene.visit.prompt)]
            if scene.visit.who_sees is not None:
                lines += ["", self._t(f"who.{scene.visit.who_sees.value}")]
            lines += self._results(scene.visit.results)
            if isinstance(mine, sc.ParticipantMine) and mine.given is not None:
                lines += ["", self._given(mine.given)]
            if scene.visit.who_sees is not None and not scene.visit.open:
                lines.append(self._t("replay.closed"))
        if isinstance(mine, sc.ParticipantMine) and mine.person is not None:
            lines += ["", self._t(f"replay.person_{mine.person.standing}", name=mine.person.by or "?")]
        return lines

    def _given(self, given: sc.OwnAnswer) -> str:
        if given.standing == "none":
            return self._t("replay.nothing_given")
        if given.standing == "passed":
            words = self._t("replay.passed")
        elif given.answer is not None:
            words = self._t("replay.answered", answer=_answer(given.answer))
        else:
            words = self._t("replay.erased" if given.erased else "replay.answered_kept")
        marks = [self._t("replay.after_close")] * given.after_close + [self._t("replay.by_staff")] * given.by_staff
        return " ".join([words, *marks])

    def _wall(self, scene: sc.DisplayScene) -> list[str]:
        lines = self._phase(scene.phase)
        if scene.code is not None:
            lines += ["", self._t("replay.join_card", address=scene.address, code=f"{scene.code[:4]} {scene.code[4:]}")]
        if scene.visit is not None and scene.phase is not Phase.PAUSED:
            lines += ["", *self._prompt(scene.visit.prompt), *self._results(scene.visit.results)]
        return lines

    def _console(self, scene: sc.FacilitatorScene) -> list[str]:
        lines = [scene.group or "", *self._phase(scene.phase)]
        for waiting in scene.waiting:
            lines.append(
                self._t("replay.waiting", name=_named(waiting.name, waiting.number), standing=waiting.standing)
            )
        if scene.stage is not None:
            stage = scene.stage
            lines += ["", self._say(stage.title).upper(), "", *self._prompt(stage.prompt)]
            if stage.who_sees is not None:
                lines += ["", self._t(f"who.{stage.who_sees.value}")]
            lines += [f"“{self._say(words)}”" for words in stage.script]
            lines += [f"- {self._say(words)}" for words in stage.hints]
            lines += self._results(stage.results if stage.revealed else None)
        if scene.counts is not None:
            counts = scene.counts
            lines += ["", self._t("replay.counts", answered=counts.answered)]
            if counts.passed is not None:
                lines.append(self._t("replay.counts_more", passed=counts.passed, not_yet=counts.not_yet))
            lines += self._results(counts.tally)
        lines += ["", *(self._person(person) for person in scene.people)]
        return lines

    def _person(self, person: sc.Person) -> str:
        parts = [
            f"{person.number:>3}  {_named(person.name, person.number):<24}",
            self._t(f"replay.{person.standing.value}"),
        ]
        if person.status is not None:
            parts.append(self._t(f"replay.status_{person.status}"))
        if person.given is not None:
            parts.append(_answer(person.given))
        if person.by_staff:
            parts.append(self._t("replay.by_staff"))
        return "  ".join(parts)

    def _phase(self, phase: Phase) -> list[str]:
        return [] if phase.value == "running" else [self._t(f"replay.phase_{phase.value}")]

    def _prompt(self, prompt: AnyPrompt) -> list[str]:
        if isinstance(prompt, ScalePrompt):
            words = {number: self._say(label) for number, label in prompt.labels.items()}
            options = [
                f"{number} {words[number]}" if number in words else str(number) for number in range(LOWEST, HIGHEST + 1)
            ]
            return [self._say(prompt.question), "   ".join(f"( ) {option}" for option in options)]
        return [self._say(prompt.heading), *([self._say(prompt.text)] if prompt.text else [])]

    def _results(self, tally: AnyTally | None) -> list[str]:
        if tally is None:
            return []
        bars = [f"{number:>3}  {'o ' * count}{count or ''}" for number, count in enumerate(tally.counts)]
        return ["", self._t("replay.results", count=tally.answers), *bars]

    def _say(self, words: Words) -> str:
        return words.es if self._lang == "es" else words.en

    def _boxed(self, lines: Iterable[str]) -> list[str]:
        inner = self._width - 4
        wrapped = [part for line in lines for part in (textwrap.wrap(line, inner, drop_whitespace=True) or [""])]
        return [f"+{'-' * (inner + 2)}+", *(f"| {line:<{inner}} |" for line in wrapped), f"+{'-' * (inner + 2)}+"]


def _named(name: str | None, number: int) -> str:
    return name or f"#{number}"


def _answer(answer: AnyAnswer) -> str:
    return str(answer.number)
