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

WHAT = {Format.JSONL: "lines of JSON", Format.CSV: "a ZIP of tables", Format.HTML: "a page"}
FITTING = {
    Format.JSONL: frozenset({"jsonl", "ndjson"}),
    Format.CSV: frozenset({"zip"}),
    Format.HTML: frozenset({"html", "htm"}),
}
SPOKEN_FOR = frozenset({"csv", "json", "ods", "pdf", "xls", "xlsx"}).union(*FITTING.values())
"""Endings by which people and programs expect something certain."""


def run(chosen: Namespace) -> int:
    """Write the copy; 1 where the record could not be read to its end."""
    form = Format(chosen.format)
    _demand_fitting(chosen.output, form)
    opened = open_to_read(chosen)
    recording = read_unbroken(opened.journal, opened.vault, chosen.session)
    if recording is None:
        raise Stop(f"There is no session “{chosen.session}” in {opened.folder.path}. “goround sessions” lists them.")
    if recording.last.phase is Phase.NEW:
        raise Stop(f"Nothing of this session can be read. {recording.why} Look for a backup.")
    made = export_file(recording, form, Reader(chosen.viewer), chosen.lang)
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


def _demand_fitting(path: Path | None, form: Format) -> None:
    """Refuse a name that says something else than what would be in the file: whoever opens it would meet it as broken."""
    if path is None or not path.name:
        return
    if str(path) == "-":
        if form is Format.CSV and sys.stdout.isatty():
            raise Stop(
                "The tables are a ZIP, which no terminal can show. Name a file with --output, or leave it out.", 2
            )
        return
    named = path.suffix.lower().removeprefix(".")
    misleads = named in SPOKEN_FOR - FITTING[form] if form is not Format.CSV else named not in FITTING[form]
    if misleads:
        stem = path.with_suffix("") if named in SPOKEN_FOR else path
        raise Stop(
            f"With --format {form.value} the copy is {WHAT[form]}, and the name {path} does not say so. "
            f"Name it so: --output {stem}.{form.ending}",
            2,
        )


def _write(path: Path, content: bytes) -> None:
    """Nothing that is there is written over, and nothing is left that is not whole."""
    try:
        with path.open("xb") as file:
            try:
                file.write(content)
                file.flush()
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise Stop(f"{path} is there already. Move it away, or name another file with --output.", 2) from None
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror}. Name another file with --output.", 2) from None
    print(f"Written: {path.resolve()}")
