"""A view drawn as text: question, options, who sees it, what was given. The terminal's counterpart of the screens' modules."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping

from goround.domain import scenes as sc
from goround.domain.base import Lang, StepRef, Words
from goround.domain.state import Phase
from goround.domain.steps import AnyTally, Prompt
from goround.domain.text import Text, plain
from goround.domain.views import View
from goround.records.codes import spaced

Speak = Callable[..., str]
TURNS = ("to_come", "later", "spoke", "passed")


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
        if own is not None and own.arrival:
            lines += self._on_arrival(own.arrival)
        elif scene.visit is not None and scene.phase is not Phase.PAUSED:
            lines += self._asked(scene.visit, own)
        if own is not None:
            lines += self._told(own)
        return lines

    def _told(self, own: sc.ParticipantMine) -> Iterator[str]:
        """What a phone tells its person: the turn, a letter for the name, what became of alerts."""
        if own.turn is not None:
            yield from ("", self._t(f"replay.turn_{own.turn.standing}"))
            if own.turn.before is not None:
                yield (
                    self._t("replay.turn_before", count=own.turn.before) if own.turn.before else self._t("replay.next")
                )
        if own.namesake:
            yield from ("", self._t("replay.namesake"))
        if own.alarm is not None:
            yield from ("", self._t(f"replay.alarm_{own.alarm.standing}", name=own.alarm.by or "?"))
        if own.person is not None:
            yield from ("", self._t(f"replay.person_{own.person.standing}", name=own.person.by or "?"))

    def _on_arrival(self, questions: Iterable[sc.OnArrival]) -> Iterator[str]:
        """The questions on arrival, which stand before what the room is on."""
        yield from ("", self._t("replay.on_arrival"))
        for one in questions:
            yield from ("", *self._question(one.prompt, one.content_note, one.picture))
            yield from ("", self._t(f"who.{one.who_sees.value}"), self._given(one.prompt, one.given))

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
        elif given.later is not None:
            words = self._t(f"replay.{given.later}")
        else:
            words = self._t("replay.erased" if given.erased else "replay.answered_kept")
        marks = [self._t("replay.after_close")] * given.after_close + [self._t("replay.by_staff")] * given.by_staff
        return " ".join([words, *marks])

    def _wall(self, scene: sc.DisplayScene) -> list[str]:
        lines = self._phase(scene.phase)
        if scene.code is not None:
            lines += ["", self._t("replay.join_card", address=scene.address, code=spaced(scene.code))]
        if scene.quiet:
            lines += ["", self._t("replay.quiet")]
        if scene.visit is not None and scene.phase is not Phase.PAUSED:
            visit = scene.visit
            lines += ["", *self._question(visit.prompt, visit.content_note, visit.picture)]
            lines += self._results(visit.prompt, visit.results)
        return lines

    def _console(self, scene: sc.FacilitatorScene) -> list[str]:
        lines = [scene.group or "", *self._phase(scene.phase)]
        lines += (self._waiting(one) for one in scene.waiting)
        lines += (self._arrived(one) for one in scene.arrival)
        prompt = scene.stage.prompt if scene.stage is not None else None
        if scene.stage is not None:
            lines += self._stage(scene.stage)
        if scene.counts is not None:
            counts = scene.counts
            lines += ["", self._t("replay.counts", answered=counts.answered)]
            if counts.passed is not None:
                lines.append(self._t("replay.counts_more", passed=counts.passed, not_yet=counts.not_yet))
            lines += self._results(prompt, counts.tally)
        titles = {one.step: self._say(one.title) for one in scene.arrival}
        lines += ["", *(self._person(prompt, person, titles) for person in scene.people)]
        if scene.marks:
            lines += ["", *(self._mark(one) for one in scene.marks)]
        return lines

    def _waiting(self, alert: sc.Waiting) -> str:
        name, standing = _named(alert.name, alert.number), self._t(f"replay.alert_{alert.standing}")
        if alert.why is None:
            return self._t("replay.waiting", name=name, standing=standing)
        return self._t("replay.waiting_answer", name=name, standing=standing, title=self._say(alert.why))

    def _arrived(self, line: sc.ArrivalLine) -> str:
        counts = {"answered": line.answered, "passed": line.passed, "not_yet": line.not_yet}
        return self._t("replay.arrived", title=self._say(line.title), **counts)

    def _turns(self, turns: sc.Turns) -> Iterator[str]:
        """Who speaks, who is to come, and who has had a turn, each in a line of its own."""
        speaking = _named(turns.speaking.name, turns.speaking.number) if turns.speaking is not None else None
        yield from ("", self._t("replay.speaks", name=speaking) if speaking else self._t("replay.nobody_speaks"))
        lines = {
            standing: [one for one in (*turns.to_come, *turns.had) if one.standing == standing] for standing in TURNS
        }
        for standing, people in lines.items():
            if people:
                names = ", ".join(_named(one.name, one.number) for one in people)
                yield self._t(f"replay.turns_{standing}", names=names)

    def _mark(self, mark: sc.MarkLine) -> str:
        kind = self._t(f"replay.mark_{mark.kind}")
        return kind if mark.words is None else f"{kind}: “{mark.words}”"

    def _stage(self, stage: sc.Stage) -> Iterator[str]:
        yield from ("", self._say(stage.title).upper(), "")
        yield from self._question(stage.prompt, stage.content_note, stage.picture)
        if stage.who_sees is not None:
            yield from ("", self._t(f"who.{stage.who_sees.value}"))
        if stage.script is not None:
            yield from ("", *(f"“{line}”" for line in self._read(stage.script)))
        if stage.turns is not None:
            yield from self._turns(stage.turns)
        yield ""
        for hint in stage.hints:
            first, *more = self._read(hint.text)
            yield from (f"- {self._t(f'replay.hint_{hint.about}')}: {first}", *(f"  {line}" for line in more))
        if stage.revealed and stage.results is not None:
            up = {place: stage.themes.get(place) for place in stage.on_wall}
            yield from self._results(stage.prompt, stage.results.with_only(up))
            down = [f"“{text}”" for place, text in enumerate(stage.results.held) if place not in up]
            yield from ("", self._t("replay.not_on_wall"), *down) if down else ()

    def _person(self, prompt: Prompt | None, person: sc.Person, on_arrival: Mapping[StepRef, str]) -> str:
        parts = [
            f"{person.number:>3}  {_named(person.name, person.number):<24}",
            self._t(f"replay.{person.standing.value}"),
        ]
        if person.presence != "here":
            parts.append(self._t(f"replay.presence_{person.presence}"))
        parts += (
            self._t("replay.passed_on_arrival", title=on_arrival[one.step])
            for one in person.on_arrival
            if one.status == "passed"
        )
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
