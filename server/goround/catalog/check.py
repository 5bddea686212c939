"""Looking through what authors wrote: every mistake and every doubt of files and folders, in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goround.catalog.facts import FACTS_FILE, FactFile, Facts, facts_beside, read_facts
from goround.catalog.finding import Finding
from goround.catalog.lint import lint
from goround.catalog.lint.page import Page
from goround.catalog.load import Compiled, compiled, files_of, in_order
from goround.catalog.said import said, said_in
from goround.catalog.wordlist import WORDS_FILE, WordList, read_words, words_beside


class NothingToCheck(Exception):
    """A path under which there is nothing that an author writes; its text is a sentence."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in several files."""

    findings: Sequence[Finding]
    """Those of each file as they stand in it, file after file."""
    files: int

    def of(self, severity: str) -> int:
        """How many findings weigh as much as this."""
        return sum(finding.severity == severity for finding in self.findings)


def check(path: Path, facts: Facts | None = None, words: WordList | None = None, *, today: date) -> list[Finding]:
    """Every finding about one file; what keeps the facts or the word list beside it from being read comes last."""
    looking = _Looking(today)
    own, beside = looking.at(path, facts, words)
    return [*own, *beside]


def look_through(
    path: Path, facts: Facts | None = None, words: WordList | None = None, *, today: date
) -> tuple[Compiled, list[Finding]]:
    """A curriculum together with every finding about it, for who needs both and reads the file once."""
    looking = _Looking(today)
    result, own, beside = looking.curriculum(path, facts, words)
    return result, [*own, *beside]


def check_paths(paths: Iterable[Path], today: date) -> Checked:
    """Every finding about these files, and about each YAML file of these folders.

    Raises:
        NothingToCheck: a path is not there, or is a folder without YAML.
    """
    files = _files(paths)
    looking = _Looking(today)
    told: dict[Path, list[Finding]] = {path: [] for path in files}
    ids: dict[str, Path] = {}
    for path in files:
        own, beside = looking.at(path)
        told[path] += own
        for finding in beside:
            if all(finding.path.resolve() != one.resolve() for one in files):
                several = told.setdefault(finding.path, [])
                several += [finding] if finding not in several else []
        id = looking.ids.get(path)
        if id is None:
            continue
        if id in ids:
            what = f"the id “{id}” is that of {ids[id]} too"
            twice = Finding(path, *looking.id_at[path], "twice", what, "give this curriculum an id of its own")
            told[path] = sorted([*told[path], twice], key=lambda one: (one.line, one.column))
        ids.setdefault(id, path)
    return Checked([finding for several in told.values() for finding in several], len(files))


def _files(paths: Iterable[Path]) -> list[Path]:
    found: dict[Path, Path] = {}
    for path in paths:
        try:
            is_folder, is_there = path.is_dir(), path.exists()
        except OSError as error:
            raise NothingToCheck(f"{path} cannot be looked at: {error.strerror}.") from None
        if not is_there:
            raise NothingToCheck(f"There is no file or folder {path}.")
        several = files_of(path) if is_folder else [path]
        if not several:
            raise NothingToCheck(f"The folder {path} holds no file that ends in .yaml or .yml.")
        for one in several:
            found.setdefault(one.resolve(), one)
    return list(found.values())


class _Looking:
    """One run of the check, in which each file is read once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._facts: dict[Path, tuple[Facts, list[Finding]]] = {}
        self._words: dict[Path, tuple[WordList, list[Finding]]] = {}
        self.ids: dict[Path, str] = {}
        """The id that each curriculum gives itself."""
        self.id_at: dict[Path, tuple[int, int]] = {}

    def at(
        self, path: Path, facts: Facts | None = None, words: WordList | None = None
    ) -> tuple[list[Finding], list[Finding]]:
        """The findings about a file, and about what stands beside it."""
        if path.name == FACTS_FILE:
            return self._of_facts(path, words)
        if path.name == WORDS_FILE:
            return list(self._read_words(path)[1]), []
        return self.curriculum(path, facts, words)[1:]

    def curriculum(
        self, path: Path, facts: Facts | None, words: WordList | None
    ) -> tuple[Compiled, list[Finding], list[Finding]]:
        """What comes of a curriculum, the findings about it, and those about what stands beside it."""
        beside: list[Finding] = []
        if facts is None:
            facts, wrong = self._read_facts(facts_beside(path.parent))
            beside += wrong
        result = compiled(path, facts)
        value = result.placed.value
        if isinstance(value, dict) and isinstance(id := value.get("id"), str):
            self.ids[path], self.id_at[path] = id, result.placed.at(("id",))
        if result.curriculum is None:
            unread = bool(beside) and not facts.all
            return result, [one for one in result.findings if not (unread and one.code == "unknown_fact")], beside
        if words is None:
            words, wrong = self._read_words(words_beside(path.parent))
            beside += wrong
        page = Page(
            path, result.placed, tuple(said(result)), facts, words, self._today, result.curriculum, result.facts_at
        )
        return result, in_order(lint(page), result.placed), beside

    def _of_facts(self, path: Path, words: WordList | None) -> tuple[list[Finding], list[Finding]]:
        facts, findings = self._read_facts(path)
        if findings:
            return in_order(findings, facts.placed), []
        beside: list[Finding] = []
        if words is None:
            words, beside = self._read_words(words_beside(path.parent))
        texts = tuple(said_in(facts.placed, FactFile(facts=facts.all)))
        page = Page(path, facts.placed, texts, facts, words, self._today)
        return in_order(lint(page), facts.placed), list(beside)

    def _read_facts(self, path: Path) -> tuple[Facts, list[Finding]]:
        if path not in self._facts:
            self._facts[path] = read_facts(path)
        return self._facts[path]

    def _read_words(self, path: Path) -> tuple[WordList, list[Finding]]:
        if path not in self._words:
            self._words[path] = read_words(path)
        return self._words[path]
