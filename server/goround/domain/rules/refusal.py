"""Why a command was refused: a code, and facts from which a screen makes a plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from pydantic import JsonValue

RefusalCode = Literal[
    "not_yours_to_ask",
    "no_such_session",
    "no_such_seat",
    "no_such_step",
    "no_such_alert",
    "not_in_yet",
    "already_open",
    "already_started",
    "not_started",
    "already_ended",
    "paused",
    "not_paused",
    "moved_already",
    "too_late",
    "too_late_to_undo",
    "no_next_step",
    "no_former_step",
    "only_the_close_left",
    "no_answer_here",
    "not_asked_yet",
    "not_for_you",
    "not_on_the_scale",
    "not_an_option",
    "too_many",
    "too_long",
    "nothing_written",
    "no_such_text",
    "no_family_seats",
    "not_confirmed",
    "kept_private",
    "answer_missing",
    "changed_elsewhere",
    "already_counted",
    "no_turns_here",
    "nobody_to_come",
    "not_here",
    "not_remote",
    "no_such_mark",
    "no_namesake",
    "name_taken",
    "not_for_the_room",
    "nothing_to_show",
    "too_few_to_show",
    "has_a_device",
    "seat_taken",
    "full",
]
"""Every code has a sentence in each language's catalogue (client_web/shared/words), under ``refused.<code>``."""

REFUSAL_CODES: tuple[str, ...] = get_args(RefusalCode)


@dataclass(frozen=True, slots=True)
class Refused:
    """A command that changed nothing, and why."""

    code: RefusalCode
    facts: Mapping[str, JsonValue] = field(default_factory=dict)
