"""A view drawn as text: question, options, who sees it, what was given. The terminal's counterpart of the screens' modules."""

import textwrap
from collections.abc import Callable, Iterable, Iterator

from goround.domain import scenes as sc
from goround.domain.base import Lang, Words
from goround.domain.state import Phase
from goround.domain.steps import AnyTally, Prompt
from goround.domain.text import Text, plain
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
        own = mine if isinstance(mine, sc.ParticipantMine) else None
        if scene.visit is not None and scene.phase is not Phase.PAUSED:
            lines += self._asked(scene.visit, own)
        if own is not None and own.person is not None:
            lines += ["", self._t(f"replay.person_{own.person.standing}", name=own.person.by or "?")]
        return lines

    def _asked(self, visit: sc.Asked, own: sc.ParticipantMine | None) -> Iterator[str]:
        if own is not None and not own.for_you:
            yield from ("", self._t("replay.not_for_you"))
            return
        yield from ("", *self._question(visit.prompt, visit.content_note, visit.picture))
        if visit.who_sees is not None:
            yield from ("", self._t(f"who.{visit.who_sees.value}"))
        yield from self._results(visit.prompt, visit.results)
        if own is not None and own.given is not None:
            yield from ("", self._given(visit.prompt, own.given))
            yield from own.given.told.lines(self._lang) if own.given.told else ()
        if visit.who_sees is not None and not visit.open:
            yield self._t("replay.closed")

    def _given(self, prompt: Prompt, given: sc.OwnAnswer) -> str:
        if given.standing == "none":
            return self._t("replay.nothing_given")
        if given.standing == "passed":
            words = self._t("replay.passed")
        elif given.answer is not None:
            words = self._t("replay.answered", answer=prompt.said(given.answer, self._lang))
        else:
            words = self._t("replay.erased" if given.erased else "replay.answered_kept")
        marks = [self._t("replay.after_close")] * given.after_close + [self._t("replay.by_staff")] * given.by_staff
        return " ".join([words, *marks])

    def _wall(self, scene: sc.DisplayScene) -> list[str]:
        lines = self._phase(scene.phase)
        if scene.code is not None:
            lines += ["", self._t("replay.join_card", address=scene.address, code=f"{scene.code[:4]} {scene.code[4:]}")]
        if scene.quiet:
            lines += ["", self._t("replay.quiet")]
        if scene.visit is not None and scene.phase is not Phase.PAUSED:
            visit = scene.visit
            lines += ["", *self._question(visit.prompt, visit.content_note, visit.picture)]
            lines += self._results(visit.prompt, visit.results)
        return lines

    def _console(self, scene: sc.FacilitatorScene) -> list[str]:
        lines = [scene.group or "", *self._phase(scene.phase)]
        for waiting in scene.waiting:
            lines.append(
                self._t("replay.waiting", name=_named(waiting.name, waiting.number), standing=waiting.standing)
            )
        prompt = scene.stage.prompt if scene.stage is not None else None
        if scene.stage is not None:
            lines += self._stage(scene.stage)
        if scene.counts is not None:
            counts = scene.counts
            lines += ["", self._t("replay.counts", answered=counts.answered)]
            if counts.passed is not None:
                lines.append(self._t("replay.counts_more", passed=counts.passed, not_yet=counts.not_yet))
            lines += self._results(prompt, counts.tally)
        lines += ["", *(self._person(prompt, person) for person in scene.people)]
        return lines

    def _stage(self, stage: sc.Stage) -> Iterator[str]:
        yield from ("", self._say(stage.title).upper(), "")
        yield from self._question(stage.prompt, stage.content_note, stage.picture)
        if stage.who_sees is not None:
            yield from ("", self._t(f"who.{stage.who_sees.value}"))
        if stage.script is not None:
            yield from ("", *(f"“{line}”" for line in self._read(stage.script)))
        yield ""
        for hint in stage.hints:
            first, *more = self._read(hint.text)
            yield from (f"- {self._t(f'replay.hint_{hint.about}')}: {first}", *(f"  {line}" for line in more))
        if stage.revealed and stage.results is not None:
            up = {place: stage.themes.get(place) for place in stage.on_wall}
            yield from self._results(stage.prompt, stage.results.with_only(up))
            down = [f"“{text}”" for place, text in enumerate(stage.results.held) if place not in up]
            yield from ("", self._t("replay.not_on_wall"), *down) if down else ()

    def _person(self, prompt: Prompt | None, person: sc.Person) -> str:
        parts = [
            f"{person.number:>3}  {_named(person.name, person.number):<24}",
            self._t(f"replay.{person.standing.value}"),
        ]
        if person.status is not None:
            parts.append(self._t(f"replay.status_{person.status}"))
        if person.given is not None and prompt is not None:
            parts.append(prompt.said(person.given, self._lang))
        if person.by_staff:
            parts.append(self._t("replay.by_staff"))
        return "  ".join(parts)

    def _phase(self, phase: Phase) -> list[str]:
        return [] if phase.value == "running" else [self._t(f"replay.phase_{phase.value}")]

    def _question(self, prompt: Prompt, note: Words | None, picture: sc.ShownPicture | None) -> Iterator[str]:
        if note is not None:
            yield from (self._say(note), "")
        yield from prompt.lines(self._lang)
        if picture is not None:
            yield self._t("replay.picture", alt=self._say(picture.alt))

    def _results(self, prompt: Prompt | None, tally: AnyTally | None) -> list[str]:
        if prompt is None or tally is None:
            return []
        return ["", self._t("replay.results", count=tally.answers), *prompt.shown(tally, self._lang)]

    def _say(self, words: Words) -> str:
        return words.in_(self._lang)

    def _read(self, text: Text) -> list[str]:
        return plain(text.in_(self._lang)).splitlines() or [""]

    def _boxed(self, lines: Iterable[str]) -> list[str]:
        inner = self._width - 4
        wrapped = [
            part
            for line in lines
            for row in (line.splitlines() or [""])
            for part in (textwrap.wrap(row, inner) or [""])
        ]
        return [f"+{'-' * (inner + 2)}+", *(f"| {line:<{inner}} |" for line in wrapped), f"+{'-' * (inner + 2)}+"]


def _named(name: str | None, number: int | None) -> str:
    return name or f"#{number}"
