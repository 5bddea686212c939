"""A whole evening in a made-up older format is lifted to what it always meant; a lift that loses something is seen (rule O7)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from goround.domain.events import FORMAT, Answered, Joined
from goround.journal import codec
from goround.journal.chain import chained, check, head_mac
from goround.journal.codec import Lift, decode
from goround.journal.port import Line, Run
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from tests.ages.copies import NEWEST, recorded, unpacked
from tests.ages.lasting import lasting, rows
from tests.ages.lived import WHOLE
from tests.commands.running import Home
from tests.logbook import SITE

Fields = dict[str, Any]
OLDER, PRESENT = FORMAT, FORMAT + 1
"""What this program writes stands for a newer format than the made-up one."""
UNTIL = 175
"""Up to this entry the evening was led by an older program; then it was updated."""


def older(line: Line, vault: Vault) -> Line:
    """The entry as an older program would have stored it: other names of events and fields, sealed under those names."""
    events: list[Fields] = json.loads(line.events)
    for number, (fields, event) in enumerate(zip(events, decode(line, vault).events, strict=True)):
        match event:
            case Joined():
                fields["type"] = "came"
                fields["nickname"] = sealed_anew(vault, line, number, "name", "nickname", fields)
                fields["device"] = fields.pop("mode")
            case Answered():
                fields["given"] = sealed_anew(vault, line, number, "answer", "given", fields)
                fields["late"] = fields.pop("after_close")
            case _ if fields["type"] == "alert_raised":
                fields["reason"] = fields.pop("why")
    return replace(line, format=OLDER, events=json.dumps(events, separators=(",", ":")))


def sealed_anew(vault: Vault, line: Line, number: int, field: str, name: str, fields: Fields) -> object:
    """The same words in a box of another name; what was erased stays in its box."""
    box = fields.pop(field)
    if not isinstance(box, dict):
        return box
    seat = fields["seat"]
    retention = "name" if field == "name" else "wall" if fields["visibility"] == "anonymous" else "record"
    try:
        words = vault.open(box["sealed"], line.session, seat, f"{line.seq}|{number}|{field}")
    except KeyError:
        return box
    return {"sealed": vault.seal(words, line.session, seat, retention, f"{line.seq}|{number}|{name}")}


def lifted(events: list[Fields]) -> list[Fields]:
    """From the made-up format to the present one."""
    return [_lifted(dict(fields)) for fields in events]


def _lifted(fields: Fields) -> Fields:
    if fields["type"] == "came":
        fields["type"] = "joined"
        fields["name"] = fields.pop("nickname")
        fields["mode"] = fields.pop("device")
    elif fields["type"] == "answered":
        fields["answer"] = fields.pop("given")
        fields["after_close"] = fields.pop("late")
    elif fields["type"] == "alert_raised":
        fields["why"] = fields.pop("reason")
    return fields


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return unpacked(NEWEST, tmp_path / "kept")


def check_lifted(home: Home, lift: Lift, monkeypatch: pytest.MonkeyPatch) -> None:
    """The evening of both formats is whole, and means what the same evening meant in the present format alone."""
    present, vault = SqlJournal(home.folder / "goround.db", read_only=True), Vault(home.folder / "vault.db", SITE)
    head = present.head(WHOLE)
    assert head is not None
    lines = [older(line, vault) if line.seq <= UNTIL else replace(line, format=PRESENT) for line in present.read(WHOLE)]
    lines = chained(b"", lines)
    head = replace(head, hash=lines[-1].hash)
    head = replace(head, mac=head_mac(SITE, head))
    mixed = SqlJournal(home.path / "mixed.db")
    assert mixed.append([Run(0, tuple(lines), head)]) == [True]
    stored = rows(home.path / "mixed.db")
    monkeypatch.setattr(codec, "FORMAT", PRESENT)
    monkeypatch.setattr(codec, "LIFTS", {**codec.LIFTS, OLDER: lift})
    try:
        assert check(head, mixed.read(WHOLE), SITE) == []
        wanted, found = recorded(NEWEST)["sessions"][WHOLE], lasting(mixed, vault)[WHOLE]
        assert found["at_end"] == wanted["at_end"], "the evening ends otherwise"
        assert found["prints"] == wanted["prints"], "the evening went otherwise"
        assert rows(home.path / "mixed.db") == stored
    finally:
        for closing in (present, mixed, vault):
            closing.close()


def test_an_evening_that_an_older_program_began_means_what_it_meant(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O7: its first entries are lifted through the same door as any, and its stored bytes stay."""
    check_lifted(home, lifted, monkeypatch)


@contextmanager
def red(says: str) -> Iterator[None]:
    """What is checked in here must fail, and for this reason."""
    with pytest.raises(AssertionError, match=says):
        yield


@pytest.mark.parametrize(
    ("kind", "field", "put", "says"),
    [
        ("joined", "mode", None, "Entry [0-9]+ cannot be read"),
        ("joined", "mode", "on_site", "the evening ends otherwise"),
        ("answered", "after_close", False, "the evening"),
        ("alert_raised", "why", None, "the evening ends otherwise"),
        ("answered", "answer", None, "Entry|the evening"),
    ],
)
def test_a_lift_that_loses_something_is_seen(
    kind: str, field: str, put: object, says: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O7: a field that is dropped, or always the same."""

    def careless(events: list[Fields]) -> list[Fields]:
        lost = lifted(events)
        for fields in lost:
            if fields["type"] == kind:
                fields.pop(field)
                if put is not None:
                    fields[field] = put
        return lost

    with red(says):
        check_lifted(home, careless, monkeypatch)
