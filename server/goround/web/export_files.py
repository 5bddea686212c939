"""A copy of a session as one file: lines of JSON, a ZIP of tables with a README inside, or a page that prints."""

import io
import json
import zipfile
from dataclasses import dataclass
from enum import StrEnum

from goround import __version__
from goround.domain.base import Lang
from goround.review.exports import Reader, Table, for_reader, lines, tables
from goround.review.facts import facts
from goround.review.recording import Recording
from goround.shipped import shipped
from goround.web.facts_sheet import sheet_of
from goround.web.pages import templates
from goround.web.words import Catalogues

THEN = (1980, 1, 1, 0, 0, 0)
"""The time that every file in a ZIP bears: the same session gives the same bytes."""


class Format(StrEnum):
    """As what a session is copied."""

    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"

    @property
    def ending(self) -> str:
        """How the name of such a copy ends."""
        return "zip" if self is Format.CSV else self.value


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A copy: how its name ends, what it is, and its bytes."""

    ending: str
    content_type: str
    content: bytes


def export_file(recording: Recording, form: Format, reader: Reader, lang: Lang) -> ExportFile:
    """The copy of an opened session for this reader. Reads every entry: never on the event loop."""
    match form:
        case Format.JSONL:
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(recording, reader))
            return ExportFile(form.ending, "application/jsonl", text.encode())
        case Format.CSV:
            told = for_reader(facts(recording.entries, recording.last.at), reader)
            return ExportFile(
                form.ending, "application/zip", _zipped(recording, tables(told, recording.last, lang), reader)
            )
        case Format.HTML:
            return ExportFile(form.ending, "text/html; charset=utf-8", _page(recording, reader, lang).encode())


def _zipped(recording: Recording, made: tuple[Table, ...], reader: Reader) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [
            ("README.txt", _readme(recording, made, reader)),
            *((f"{one.name}.csv", one.csv()) for one in made),
        ]:
            # The mark at the start tells older spreadsheets that the letters are UTF-8.
            start = "" if name.endswith(".txt") else "\ufeff"
            archive.writestr(zipfile.ZipInfo(name, THEN), start + text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()  # fmt: skip


def _readme(recording: Recording, made: tuple[Table, ...], reader: Reader) -> str:
    if recording.last.rehearsal:
        names = (
            "It was a rehearsal: what is in it was given by made-up people, or by staff to practice. It goes in nobody's chart. "
            "Names are in it, whoever reads it."
        )
    elif reader is Reader.FACILITATOR:
        names = "Names are in it: it is part of the treatment record and protected like it."
    else:
        names = "People are numbers of seats; no names are in it."
    parts = [
        "A copy of one session, made by Goround " + __version__,
        f"Made for: {reader.value}. {names}",
        "It is a copy for reading, not the record itself. The record stays in the data folder; “goround verify” checks it.",
        "Not in it: what people keep for themselves, who gave an answer without a name, and what was changed or taken back later.",
        f"Times are local times of {recording.last.zone}. Files are UTF-8 with commas. A cell that a spreadsheet could take for a formula begins with an apostrophe.",
    ]  # fmt: skip
    if recording.broken_at is not None:
        parts.insert(1, f"THE RECORD CANNOT BE READ TO ITS END: {recording.why} What comes before is here.")
    described = [f"{one.name}.csv\n  {one.about}\n  Columns: {', '.join(one.columns)}" for one in made]
    return "\r\n\r\n".join([*parts, *(text.replace("\n", "\r\n") for text in described)]) + "\r\n"


def _page(recording: Recording, reader: Reader, lang: Lang) -> str:
    root = shipped("client_web")
    t = Catalogues(root / "shared" / "words").speak(lang)
    told = for_reader(facts(recording.entries, recording.last.at), reader)
    note = "rehearsal" if recording.last.rehearsal else reader.value
    sheet = sheet_of(told, lang, t, whole=recording.broken_at is None)
    return templates(root).get_template("staff/export.html").render(lang=lang, t=t, sheet=sheet, note=note)
