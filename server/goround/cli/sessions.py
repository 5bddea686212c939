"""``goround sessions``: one a line, id first; a header only for a person."""

import sys
from argparse import Namespace
from datetime import datetime
from zoneinfo import ZoneInfo

from goround.cli.opened import open_to_read
from goround.domain.base import Erased
from goround.review.recording import read


def run(chosen: Namespace) -> int:
    """List sessions."""
    opened = open_to_read(chosen)
    lines = []
    for head in opened.journal.sessions():
        recording = read(opened.journal, opened.vault, head.session)
        state = recording.last
        group = "(erased)" if isinstance(state.group, Erased) else state.group
        begun = datetime.fromtimestamp(head.opened / 1000, ZoneInfo(state.zone)).strftime("%Y-%m-%d %H:%M")
        what = (recording.broken_at and f"cannot be read from entry {recording.broken_at}") or state.phase.value
        lines.append((head.session, begun, str(head.seq), what, group))
    if not lines:
        print(f"There are no sessions in {opened.folder.path} yet.", file=sys.stderr)
        return 0
    if sys.stdout.isatty():
        lines.insert(0, ("SESSION", "OPENED", "ENTRIES", "STATE", "GROUP"))
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for line in lines:
        print("  ".join([*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[4]]))
    return 0
