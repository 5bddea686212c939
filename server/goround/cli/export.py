"""``goround export``: a copy of a session for a reader, as lines of JSON, tables or a page."""

import sys
from argparse import Namespace
from pathlib import Path

from goround.cli.opened import open_to_read
from goround.cli.stop import Stop
from goround.domain.state import Phase
from goround.review.exports import Reader
from goround.review.recording import read_unbroken
from goround.web.export_files import Format, export_file


def run(chosen: Namespace) -> int:
    """Write the copy; 1 where the record could not be read to its end."""
    opened = open_to_read(chosen)
    recording = read_unbroken(opened.journal, opened.vault, chosen.session)
    if recording is None:
        raise Stop(f"There is no session “{chosen.session}” in {opened.folder.path}. “goround sessions” lists them.")
    if recording.last.phase is Phase.NEW:
        raise Stop(f"Nothing of this session can be read. {recording.why} Look for a backup.")
    made = export_file(recording, Format(chosen.format), Reader(chosen.viewer), chosen.lang)
    if str(chosen.output) == "-":
        sys.stdout.buffer.write(made.content)
    else:
        _write(chosen.output or Path(f"goround-{chosen.session}.{made.ending}"), made.content)
    if recording.broken_at is not None:
        print(
            f"goround: The record cannot be read to its end. {recording.why} The copy holds what comes before.",
            file=sys.stderr,
        )
        return 1
    return 0


def _write(path: Path, content: bytes) -> None:
    """Nothing that is there is written over."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Stop(f"{path} is there already. Move it away, or name another file with --output.", 2) from None
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}. Name another file with --output.", 2) from None
    print(f"Written: {path}")
