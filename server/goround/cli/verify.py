"""``goround verify``: numbers, chain, head and sealed words of logs."""

from argparse import Namespace

from goround.cli.opened import Reading, open_to_read
from goround.cli.stop import Stop
from goround.domain.base import Erased
from goround.journal.chain import NOT_COVERED, check
from goround.journal.port import Head
from goround.review.recording import Recording, read

LOOKS = 20
"""How often a log that grows under its reader is looked at again."""


def run(chosen: Namespace) -> int:
    """Check one session or all; exits 1 where something is wrong."""
    opened = open_to_read(chosen)
    heads = opened.journal.sessions()
    headless = [session for session in opened.journal.headless() if chosen.session in (None, session)]
    for session in headless:
        print(f"{session}: the head is missing")
    if chosen.session is not None:
        heads = [head for head in heads if head.session == chosen.session]
        if not heads and not headless:
            raise Stop(
                f"There is no session “{chosen.session}” in {opened.folder.path}. “goround sessions” lists them."
            )
    wrong = sum(not _whole(opened, head) for head in heads) + len(headless)
    logs = len(heads) + len(headless)
    print(f"{logs - wrong} of {logs} sessions are whole.")
    print(NOT_COVERED)
    return 1 if wrong else 0


def _whole(opened: Reading, head: Head) -> bool:
    findings, recording = _looked_at(opened, head)
    for _ in range(LOOKS):
        newer = opened.journal.head(head.session)
        if not findings or newer is None or newer == head:
            break
        head = newer  # it has grown as it was read: a session that goes on is not damaged
        findings, recording = _looked_at(opened, head)
    for what in dict.fromkeys(findings):
        print(f"{head.session}: {what}")
    if not findings:
        erased = sum(_has_erased(event) for entry in recording.entries for event in entry.events)
        words = f", {erased} of its events have erased words" if erased else ""
        print(f"{head.session}: whole, {head.seq} entries{words}")
    return not findings


def _looked_at(opened: Reading, head: Head) -> tuple[list[str], Recording]:
    findings = [finding.what for finding in check(head, opened.journal.read(head.session), opened.site)]
    recording = read(opened.journal, opened.vault, head.session)
    if recording.broken_at is not None:
        findings.append(recording.why)
    return findings, recording


def _has_erased(event: object) -> bool:
    return any(isinstance(value, Erased) for _, value in event)  # type: ignore[attr-defined]
