"""Whether an evening was kept: what every screen claims, held against the log as it is read back from disk."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from goround.domain import events as e
from goround.domain.base import StepRef
from goround.domain.events import Entry
from goround.domain.history import apply
from goround.domain.own import MineReads, mine
from goround.domain.people import Role, Viewer
from goround.domain.scenes import Audience
from goround.domain.state import State
from goround.domain.steps import AnyStep
from goround.domain.views import looks, scene, view
from goround.journal.chain import check
from goround.journal.port import Journal
from goround.journal.site_key import SiteKey
from goround.journal.vault import Vault
from goround.rehearsal.claims import KEPT, TAKEN, Claims, Command, Shown
from goround.review.recording import Recording, read_unbroken

NEVER = ("fault", "malformed", "read_only", "no_storage", "not_yours_to_ask", "no_such_session")
"""Replies that nobody should ever get in a rehearsal."""

Given = e.Answered | e.Passed


def verdict(journal: Journal, vault: Vault, site: SiteKey, session: str, claims: Sequence[Claims]) -> list[str]:
    """A sentence for everything that does not hold; none where the evening was kept."""
    head, recording = journal.head(session), read_unbroken(journal, vault, session)
    if head is None or recording is None:
        return [f"The log has no session {session}."]
    wrong = [f"verify: {finding.what}." for finding in check(head, journal.read(session), site)]
    if recording.broken_at is not None:
        wrong.append(f"verify: {recording.why}")
    return wrong + judged(recording, claims)


def judged(recording: Recording, claims: Sequence[Claims]) -> list[str]:
    """As ``verdict``, of a log that has been read."""
    wrong = [sentence for one in claims for sentence in one.wrong]
    for one in claims:
        wrong += _replies(one)
        wrong += _log_holds(recording.entries, one)
    steps = recording.last.plan.steps if recording.last.agenda is not None else {}
    wrong += _nothing_else(recording.entries, claims, steps)
    wrong += _revisions(recording.entries)
    look = _Looking(_states(recording.entries))
    for one in claims:
        wrong += _views(recording.entries, look, one)
    return wrong


def _replies(claims: Claims) -> Iterator[str]:
    for ref in claims.owed:
        yield f"{claims.label} never got a reply to its {claims.asked[ref]['type']} {ref}."
    for ref, replies in claims.heard.items():
        for code in dict.fromkeys(one.code for one in replies if one.code in NEVER):
            what = claims.asked[ref]["type"] if ref in claims.asked else "ask"
            yield f"The {what} {ref} of {claims.label} was answered with “{code}”."


def _log_holds(entries: Sequence[Entry], claims: Claims) -> Iterator[str]:
    """Everything that was acknowledged is in the log once, and nothing that was refused is."""
    actor = claims.viewer.actor
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.by == actor and entry.ref is not None:
            found.setdefault(entry.ref, []).append(entry)
    for ref, replies in claims.heard.items():
        there = found.get(ref, [])
        what = f"The {claims.asked[ref]['type'] if ref in claims.asked else 'ask'} {ref} of {claims.label}"
        codes = {one.code for one in replies}
        if codes & set(TAKEN):
            if not there:
                yield f"{what} was acknowledged and is not in the log."
            told = {one.entry for one in replies if one.code in TAKEN and one.entry is not None}
            if told and there and told != {there[0].seq}:
                yield f"{what} was said to be entry {min(told)} and is entry {there[0].seq}."
        elif there:
            yield f"{what} was answered with “{min(codes)}” and is in the log all the same."
        if [one.code for one in replies].count("ok") > 1:
            yield f"{what} was taken twice, by what it was told."
    for ref, several in found.items():
        if len(several) > 1:
            yield f"The ask {ref} of {claims.label} is in the log {len(several)} times."


def _nothing_else(
    entries: Sequence[Entry], claims: Sequence[Claims], steps: Mapping[StepRef, AnyStep]
) -> Iterator[str]:
    """Every answer in the log is one that its seat sent, word for word, and every other ask is one of ours."""
    by_actor = {one.viewer.actor: one for one in claims}
    for entry in entries:
        kind, _, _ = entry.by.partition(":")
        sender = by_actor.get(entry.by)
        if kind == "seat" and sender is None:
            yield f"Entry {entry.seq} is of a seat that none of the phones has."
        if sender is None or (entry.ref is None and not any(isinstance(event, Given) for event in entry.events)):
            continue
        command = sender.asked.get(entry.ref or "")
        if command is None:
            yield f"Entry {entry.seq} holds something that {sender.label} never sent."
            continue
        for event in entry.events:
            if isinstance(event, Given) and not _is_what_was_sent(event, command, sender, steps):
                yield f"Entry {entry.seq} is not the {command['type']} that {sender.label} sent."


def _is_what_was_sent(event: Given, command: Command, sender: Claims, steps: Mapping[StepRef, AnyStep]) -> bool:
    if command["type"] not in KEPT or event.step != command["step"] or event.revision != command["revision"] + 1:
        return False
    if sender.viewer.role is Role.PARTICIPANT and event.seat != sender.viewer.id:
        return False
    if isinstance(event, e.Passed) or command["type"] == "pass":
        return isinstance(event, e.Passed) and command["type"] == "pass"
    if command.get("answer") is None:  # the phone keeps it
        return event.answer is None
    return bool(steps[event.step].accept(command["answer"]) == event.answer)


def _revisions(entries: Iterable[Entry]) -> Iterator[str]:
    """Each answer of a seat to a step takes the place of the one before: none is there twice, none is missing between."""
    newest: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        for event in entry.events:
            if isinstance(event, Given):
                whose = (event.seat, event.step)
                newest[whose] += 1
                if event.revision != newest[whose]:
                    yield f"Entry {entry.seq} is revision {event.revision} of an answer, and {newest[whose]} comes next."


def _states(entries: Sequence[Entry]) -> list[State]:
    """The state after each entry; the n-th is that after entry n + 1."""
    states, state = [], State()
    for entry in entries:
        try:
            state = apply(state, entry)
        except Exception:  # noqa: BLE001 - a log that does not hold together has been told of above
            break
        states.append(state)
    return states


def _views(entries: Sequence[Entry], look: "_Looking", claims: Claims) -> Iterator[str]:
    """The last view is that of the whole log, and every view before it is that of the log at some entry, in their order."""
    if not claims.views:
        yield f"{claims.label} was never shown anything."
        return
    if len(look.states) < len(entries) or not entries:
        yield "The log cannot be replayed to its end."
        return
    last = view(look.states[-1], claims.viewer)
    if claims.views[-1] != Shown(last.scene.model_dump(mode="json"), last.mine.model_dump(mode="json")):
        yield f"The last view of {claims.label} is not what the log says at its end."
    at = 0
    for number, shown in enumerate(claims.views, 1):
        found = look.first(claims.viewer, shown, at)
        if found is None:
            earlier = at > 0 and look.first(claims.viewer, shown, 0) is not None
            what = "is of an entry that an earlier view had passed" if earlier else "is of no entry of the log"
            yield f"View {number} of {claims.label} {what}."
            return
        at = found


class _Looking:
    """What the log shows anybody after each of its entries, in the form in which views are sent; made when it is first needed."""

    def __init__(self, states: Sequence[State]) -> None:
        self.states = states
        self._scenes: dict[tuple[int, Audience], Mapping[str, Any]] = {}
        self._looks: dict[int, Callable[[Viewer], tuple[Audience, MineReads]]] = {}
        self._own: dict[Viewer, tuple[MineReads, Mapping[str, Any]]] = {}

    def first(self, viewer: Viewer, shown: Shown, start: int) -> int | None:
        """The first entry from here on after which the log gives this view, by its place."""
        number = shown.scene.get("entry")  # a console says which entry it shows
        places = range(start, len(self.states))
        if isinstance(number, int):
            places = range(number - 1, number) if number - 1 in places else range(0)
        return next((place for place in places if self.gives(viewer, place, shown)), None)

    def gives(self, viewer: Viewer, place: int, shown: Shown) -> bool:
        """Whether the log gives this view there."""
        if place not in self._looks:
            self._looks[place] = looks(self.states[place])
        audience, reads = self._looks[place](viewer)
        return bool(shown.mine == self._mine(viewer, reads)) and bool(shown.scene == self._scene(place, audience))

    def _mine(self, viewer: Viewer, reads: MineReads) -> Mapping[str, Any]:
        known = self._own.get(viewer)
        if known is None or known[0] != reads:
            known = self._own[viewer] = (reads, mine(reads).model_dump(mode="json"))
        return known[1]

    def _scene(self, place: int, audience: Audience) -> Mapping[str, Any]:
        if (place, audience) not in self._scenes:
            self._scenes[place, audience] = scene(self.states[place], audience).model_dump(mode="json")
        return self._scenes[place, audience]
