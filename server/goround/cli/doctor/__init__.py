"""``goround doctor``: how the machine, the data and the server stand, a line each, and what to do."""

import json
from argparse import Namespace
from dataclasses import asdict

from goround.cli.doctor import machine, reached, stored
from goround.cli.doctor.line import Line, fail
from goround.cli.opened import chosen_settings
from goround.cli.stop import Stop
from goround.journal.folder import DataFolder
from goround.runtime.clock import SystemClock

WARNINGS, FAILURES = 1, 2
"""Exit statuses. Warnings alone count only where they are asked to."""


def run(chosen: Namespace) -> int:
    """Look at everything; nothing is changed by it."""
    lines = examine(chosen)
    if chosen.json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(f"{line.state:5} {line.about:12} {line.found}")
            if line.do:
                print(f"{'':18} → {line.do}")
        print(_told(lines))
    states = {line.state for line in lines}
    if "fail" in states:
        return FAILURES
    return WARNINGS if "warn" in states and chosen.strict else 0


def examine(chosen: Namespace) -> list[Line]:
    """Every line."""
    try:
        found = chosen_settings(chosen)
    except Stop as stop:
        return [fail("settings", str(stop), "Correct it first: the server does not start so.")]
    clock, folder = SystemClock(), DataFolder(found.data)
    now, kept = clock.now(), stored.look(folder)
    return [
        machine.clock(now, kept.newest, machine.clock_is_kept()),
        machine.zone(found.zone, now),
        machine.disk(found.data, now, kept.first),
        stored.rights(found.data),
        stored.key(found.key_file, folder, kept),
        stored.age(found.data),
        stored.staff(folder),
        stored.backup(found.data, kept, now),
        reached.port(found),
        reached.certificate(found, clock),
    ]


def _told(lines: list[Line]) -> str:
    failures = sum(line.state == "fail" for line in lines)
    warnings = sum(line.state == "warn" for line in lines)
    if not failures and not warnings:
        return "Everything is as it should be."
    counts = ((failures, "failure"), (warnings, "warning"))
    return ", ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in counts if count) + "."
