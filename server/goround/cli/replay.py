"""``goround replay``: a screen of a session as it was after an entry, drawn from the same view as live."""

import shutil
from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from goround.cli.drawing import Drawing
from goround.cli.opened import open_to_read
from goround.cli.stop import Stop
from goround.domain.people import Role, Viewer
from goround.domain.shadow import Shadow
from goround.domain.state import State
from goround.domain.views import View, view
from goround.review.recording import Recording, read
from goround.review.shadow import shadow_of
from goround.shipped import shipped
from goround.web.words import Catalogues


def run(chosen: Namespace) -> int:
    """Draw it."""
    opened = open_to_read(chosen)
    if opened.journal.head(chosen.session) is None:
        raise Stop(f"There is no session “{chosen.session}” in {opened.folder.path}. “goround sessions” lists them.")
    recording = read(opened.journal, opened.vault, chosen.session)
    seq = _entry(recording, chosen.to)
    state = recording.after(seq)
    seen = _view(state, chosen.viewer, shadow_of(recording.last))
    at = datetime.fromtimestamp(state.at / 1000, ZoneInfo(state.zone)).strftime("%Y-%m-%d %H:%M:%S")
    t = Catalogues(shipped("client_web") / "shared" / "words").speak(chosen.lang)
    width = min(100, shutil.get_terminal_size((80, 24)).columns)
    print(f"{chosen.session}  entry {seq} of {len(recording.entries)}  {at}  as {chosen.viewer}")
    if recording.why and recording.broken_at is not None:
        print(recording.why)
    print(Drawing(chosen.lang, t, width).draw(seen))
    return 0


def _entry(recording: Recording, asked: int | None) -> int:
    last = len(recording.entries)
    if not last:
        raise Stop(recording.why or "This session has no entries.")
    if asked is None:
        return last
    if recording.broken_at is not None and asked >= recording.broken_at:
        raise Stop(f"Entry {asked} cannot be shown. {recording.why} Entries 1 to {last} can.")
    if not 1 <= asked <= last:
        raise Stop(f"There is no entry {asked}: this session has entries 1 to {last}.")
    return asked


def _view(state: State, asked: str, shadow: Shadow) -> View:
    """The view as a facilitator's, a display's, or over a seat: then what nobody may connect with a name stays out."""
    kind, _, seat = asked.partition(":")
    if kind == "facilitator" and not seat:
        return view(state, Viewer(Role.FACILITATOR, state.leader), shadow=shadow)
    if kind == "display" and not seat:
        display = next(iter(state.displays), None)
        if display is None:
            state = _with_display(state)
            display = "replay"
        return view(state, Viewer(Role.DISPLAY, display), shadow=shadow)
    if kind == "participant":
        return view(state, Viewer(Role.SUPERVISOR), over=_seat(state, seat), shadow=shadow)
    raise Stop(f"“{asked}” is no screen. Use facilitator, display or participant:SEAT.", 2)


def _with_display(state: State) -> State:
    """The room's screen as it would have been, where none was connected."""
    return replace(state, displays={"replay": state.at})


def _seat(state: State, asked: str) -> str:
    for seat in state.seats.values():
        if asked in (seat.id, str(seat.number)):
            return seat.id
    seats = ", ".join(str(seat.number) for seat in state.seats.values()) or "none yet"
    raise Stop(f"There is no seat “{asked}” at this entry. Seats: {seats}.")
