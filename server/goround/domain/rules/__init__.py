"""What becomes of a command: ``decide`` gives events, nothing, or a refusal. It is total: any command of any role in any state.

Each rule stands in the module of its subject and carries the number that it has in docs/spec.md.
"""

from typing import assert_never

from goround.domain import commands as c
from goround.domain.base import Instant
from goround.domain.events import AnyEvent
from goround.domain.people import Role, Viewer, may_ask
from goround.domain.rules import answering, care, movement, seats, turns
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, State

Decision = tuple[AnyEvent, ...] | Refused
"""Events to store, an empty tuple where there is nothing to do, or why it was refused."""

__all__ = ["Decision", "Refused", "decide"]


def decide(state: State, command: c.AnyCommand, by: Viewer, at: Instant, draw: int) -> Decision:
    """What this command does to this state.

    Args:
        state: the session as it is.
        command: what is asked.
        by: who asks.
        at: the instant of the ask, not before ``state.at``.
        draw: a number drawn from 0 to 2**64 - 1; all chance that a rule needs comes from it.
    """
    if not may_ask(by, command.type) or not (by.id or by.role is Role.ROOM):
        return Refused("not_yours_to_ask")
    if isinstance(command, c.Open):
        return movement.open_session(state, command, by)
    if state.phase is Phase.NEW:
        return Refused("no_such_session")
    match command:
        case c.Answer():
            return answering.answer(state, command, by, at)
        case c.Pass():
            return answering.pass_on(state, command, by)
        case c.Join():
            return seats.join(state, command, by)
        case c.Leave():
            return seats.leave(state, by)
        case c.AddSeat():
            return seats.add(state, command)
        case c.Admit():
            return seats.admit(state, command)
        case c.Rename():
            return seats.rename(state, command)
        case c.Remove():
            return seats.remove(state, command)
        case c.Speak():
            return seats.speak(state, command, by)
        case c.LoseLink() | c.RegainLink():
            return seats.link(state, command, at)
        case c.AddLetter():
            return seats.add_letter(state, command, by)
        case c.SayPresence():
            return seats.say_presence(state, command)
        case c.ConfirmRemote():
            return seats.confirm_remote(state, command)
        case c.ShowJoinCard() | c.DressRoom():
            return seats.room_screen(state, command)
        case c.ConnectDisplay() | c.DisconnectDisplay():
            return seats.display(state, command)
        case c.Start() | c.Next() | c.Back() | c.Jump() | c.Skip() | c.AskNow() | c.Pause() | c.Resume() | c.End():
            return movement.move(state, command, at, draw)
        case c.NextTurn() | c.EndTurn() | c.PassTurn() | c.LaterTurn() | c.AskTurn():
            return turns.turn(state, command, by, at)
        case c.Extend():
            return movement.extend(state, command, at)
        case c.Undo():
            return movement.undo(state, command, at)
        case c.OpenAnswering():
            return answering.open_answering(state, command)
        case c.CloseAnswering():
            return answering.close_answering(state, command)
        case c.Reveal():
            return answering.reveal(state, command, draw)
        case c.Release() | c.Withdraw():
            return answering.wall(state, command)
        case c.Hide():
            return answering.hide(state, command)
        case c.NeedPerson():
            return care.need_person(state, by, at)
        case c.TakeBack():
            return care.take_back(state, by)
        case c.See():
            return care.see(state, command, by)
        case c.Resolve():
            return care.resolve(state, command, by)
        case c.Mark():
            return care.mark(state, command, by, at)
        case c.WordMark():
            return care.word_mark(state, command)
        case c.MissStaff() | c.FindStaff():
            return care.staff(state, command, at)
        case c.Expire():
            return care.expire(state, command, at)
        case c.ResumeAfterRestart():
            return movement.resume_after_restart(state, command)
        case _:
            assert_never(command)
