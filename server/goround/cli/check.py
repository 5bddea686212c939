"""``goround check``: every mistake and every doubt in what authors wrote."""

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import UTC, datetime
from io import TextIOWrapper

from goround.catalog.check import Checked, NothingToCheck, check_paths
from goround.catalog.finding import Finding
from goround.cli.stop import Stop
from goround.runtime.clock import SystemClock


def run(chosen: Namespace) -> int:
    """Look through files and folders; exits 1 where something is wrong, with ``--strict`` also where something is doubtful."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a name of a file can hold any byte
    try:
        today = datetime.fromtimestamp(SystemClock().now() / 1000, UTC).astimezone().date()
        checked = check_paths(chosen.paths, today)
    except NothingToCheck as nothing:
        raise Stop(str(nothing)) from None
    print(as_json(checked) if chosen.format == "json" else as_text(checked))
    if checked.of("error") and chosen.format == "text":
        print("Warnings are looked for once a file has no errors.")
    return int(checked.of("error") > 0 or (chosen.strict and bool(checked.findings)))


def as_text(checked: Checked) -> str:
    """Each finding on a line, and how many there are."""
    lines = [_line(finding) for finding in checked.findings]
    errors, warnings = checked.of("error"), checked.of("warning")
    told = [_several(count, name) for count, name in ((errors, "error"), (warnings, "warning")) if count]
    return "\n".join([*lines, f"{', '.join(told) or 'No findings'} in {_several(checked.files, 'file')}."])


def _line(finding: Finding) -> str:
    weight = "warning: " if finding.severity == "warning" else ""
    return f"{finding.path}:{finding.line}:{finding.column}: {weight}{finding.sentence}"


def _several(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def as_json(checked: Checked) -> str:
    """The same for programs."""
    findings = [asdict(finding) | {"path": str(finding.path)} for finding in checked.findings]
    counts = {"files": checked.files, "errors": checked.of("error"), "warnings": checked.of("warning")}
    return json.dumps({"findings": findings, **counts}, indent=1)
