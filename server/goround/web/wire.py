"""The messages of the live link (docs/protocol.md): an Ask comes in; a Reply, a Show or a Beat goes out. One JSON text frame each."""

from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, StringConstraints, TypeAdapter
from pydantic_core import to_json

from goround.domain.base import Instant, Model
from goround.domain.commands import Asked
from goround.domain.rules.refusal import RefusalCode
from goround.domain.scenes import AnyMine, AnyScene

PROTOCOL = 1

Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{4,40}:[1-9][0-9]{0,8}$")]
"""``<device>:<count>``: a device counts its asks from 1 upwards; asking again under the same ref does nothing more."""

ReplyCode = (
    Literal["ok", "nothing", "repeat", "malformed", "slow_down", "read_only", "fault", "no_storage"] | RefusalCode
)
"""``ok``: it is in the log. ``nothing``: there was nothing to do. ``repeat``: it was in the log before. The others: why it was not taken."""


class Ask(Model):
    """A screen asks for something."""

    ref: Ref
    command: Annotated[Asked, Field(discriminator="type")]


class Awake(Model):
    """A staff page's script answers a beat: a browser answers protocol pings even for a frozen page."""

    awake: int
    idle: Annotated[int, Field(ge=0)] | None = None
    """Milliseconds since somebody touched the page."""


class Ping(Model):
    """A screen that was asleep asks for a beat now; ``ping`` is the number of the newest view that it has."""

    ping: int


Incoming = Ask | Awake | Ping
INCOMING: TypeAdapter[Incoming] = TypeAdapter(Incoming)


class Reply(Model):
    """What became of an ask."""

    type: Literal["reply"] = "reply"
    ref: str | None
    """The ask's own ref; None where it could not be read."""
    code: ReplyCode
    facts: dict[str, JsonValue] = Field(default_factory=dict)
    entry: int | None = None
    """The entry's number: for staff only."""


class UnpairedScene(Model):
    """What a display shows that no console has taken yet; it knows nothing of any session."""

    kind: Literal["unpaired"] = "unpaired"
    word: str
    """What is to be typed on the console."""


class Show(Model):
    """The whole view of a screen. ``n`` counts the views that were sent on this socket."""

    type: Literal["show"] = "show"
    n: int
    now: Instant
    """The server's clock."""
    assets: str
    """Hash of the asset tree; a page of another version reloads at the next step."""
    scene: Annotated[AnyScene | UnpairedScene, Field(discriminator="kind")]
    mine: Annotated[AnyMine, Field(discriminator="kind")]


class Beat(Model):
    """Every 15 seconds: how many views were sent, and the server's clock. A screen that has fewer reconnects."""

    type: Literal["beat"] = "beat"
    n: int
    now: Instant


Outgoing = Reply | Show | Beat

BEAT_MS = 15_000
RESTARTING, TRY_LATER, OVER, ELSEWHERE, NOT_LET_IN, SLOW_DOWN = 1012, 1013, 4000, 4001, 4003, 4008
"""Close codes of a socket."""
SHOW_MINE, SHOW_END = b',"mine":', b"}"


def show_head(n: int, now: int, assets: str) -> bytes:
    """The beginning of a Show: the scene, serialised once for everybody, SHOW_MINE, this viewer's own and SHOW_END follow."""
    return f'{{"type":"show","n":{n},"now":{now},"assets":"{assets}","scene":'.encode()


def beat_bytes(n: int, now: int) -> bytes:
    """A Beat."""
    return b'{"type":"beat","n":%d,"now":%d}' % (n, now)


def reply_bytes(ref: str | None, code: str, facts: dict[str, Any], entry: int | None) -> bytes:
    """A Reply, field by field as the model says it: these come in storms, and nothing in them is from outside but the checked ref."""
    return to_json({"type": "reply", "ref": ref, "code": code, "facts": facts, "entry": entry})
