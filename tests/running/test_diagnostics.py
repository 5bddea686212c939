"""Diagnostics: one line each, also of what falls, with nothing that people said or are called."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator

import pytest

from goround.cli.diagnostics import JsonLines, TextLines, event, speak_in_lines, write_diagnostics
from goround.web.discretion import HUSHED, hush_libraries
from tests.logbook import MARK

Begins = Callable[[str], io.StringIO]


@pytest.fixture
def begins(monkeypatch: pytest.MonkeyPatch) -> Iterator[Begins]:
    """A server's diagnostics, written into a stream of the test's own; afterwards everything is as it was."""
    root = logging.getLogger()
    handlers, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def begin(how: str) -> io.StringIO:
        heard = io.StringIO()
        monkeypatch.setattr(sys, "stderr", heard)
        monkeypatch.setattr(sys, "stdout", heard)
        write_diagnostics(how)
        return heard

    yield begin
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], logging.raiseExceptions = handlers, raises
    root.setLevel(level)


def objects(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def record(name: str, message: str, *arguments: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, "somewhere.py", 7, message, arguments, None)
    made.__dict__.update(more)
    return made


def test_a_line_has_its_time_level_place_event_session_and_number(begins: Begins) -> None:
    """U5"""
    stream = begins("json")
    logging.getLogger("goround.runtime.room").error(
        "not stored", extra={"session": "abc", "entry": 12, "name_of": MARK}
    )
    (line,) = objects(stream)
    assert str(line.pop("time")).endswith("Z") and len(line) == 5
    assert line == {
        "level": "error", "logger": "goround.runtime.room", "event": "not stored", "session": "abc", "seq": 12,
    }  # fmt: skip


def test_a_line_of_text_says_the_same(begins: Begins) -> None:
    """U5"""
    stream = begins("text")
    logging.getLogger("goround.runtime.room").info("session is running")
    logging.getLogger("goround.runtime.room").error("not stored", extra={"session": "abc", "entry": 12})
    (line,) = stream.getvalue().splitlines()
    assert line.endswith("Z ERROR goround.runtime.room not stored session=abc seq=12")


@pytest.mark.parametrize("lines", [JsonLines(), TextLines()])
def test_of_a_library_only_the_place_is_told(lines: logging.Formatter) -> None:
    """U4"""
    told = lines.format(record("some.library", f"cannot send {MARK} to %s", MARK))
    assert MARK not in told and "somewhere:7" in told


@pytest.mark.parametrize("lines", [JsonLines(), TextLines()])
def test_of_an_error_only_the_type_is_told(lines: logging.Formatter) -> None:
    """U4"""
    for name in ("goround.web", *HUSHED):
        fallen = record(name, "it fell")
        error = ValueError(MARK)
        fallen.exc_info = (ValueError, error, None)
        told = lines.format(fallen)
        assert MARK not in told and "ValueError" in told and len(told.splitlines()) == 1


def test_a_hushed_library_tells_only_the_type(caplog: pytest.LogCaptureFixture) -> None:
    """U4"""
    hush_libraries()
    for name in HUSHED:
        logging.getLogger(name).error("bad line %s", MARK)
    assert len(caplog.records) == len(HUSHED)
    assert {event(one) for one in caplog.records} == {"a request could not be answered: no exception"}


def test_what_is_printed_is_a_line_too(begins: Begins) -> None:
    """U5"""
    stream = begins("json")
    speak_in_lines()
    for part in ("Goround is", " ready: ", "here\n\n  staff: there\n"):
        sys.stdout.write(part)
    sys.stderr.write("A new key.\n")
    told = [(line["level"], line["event"]) for line in objects(stream)]
    assert told == [("info", "Goround is ready: here"), ("info", "staff: there"), ("warning", "A new key.")]


@pytest.mark.parametrize("how", ["text", "json"])
def test_what_falls_where_nobody_catches_it_is_told_by_type_and_place(how: str, begins: Begins) -> None:
    """U4"""
    stream = begins(how)

    def falls() -> None:
        raise ExceptionGroup(MARK, [KeyError(MARK), OSError(MARK)])

    try:
        falls()
    except ExceptionGroup as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=falls)
    thread.start()
    thread.join()
    warnings.showwarning(MARK, UserWarning, "somewhere.py", 7)
    told = stream.getvalue()
    assert MARK not in told and "Traceback" not in told
    assert told.count("fell: KeyError, OSError in falls:") == 2 and "a library told something" in told


def test_a_line_that_cannot_be_written_prints_no_traceback(begins: Begins) -> None:
    """U4"""
    stream = begins("json")
    logging.getLogger("goround").error("%d", MARK)
    assert MARK not in stream.getvalue()
