"""docs/curriculum.md is true: its examples pass, its tables name every field, and a mistake is told as it says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import AliasChoices, BaseModel

from goround.catalog.facts import read_facts
from goround.catalog.load import compiled
from goround.catalog.schema import FILES
from goround.catalog.skeletons import GROUPS
from goround.catalog.wordlist import read_words
from goround.cli import main
from goround.domain.curriculum import COMPILED, Curriculum, Review
from goround.domain.steps import AnyStep, Hints, Step, Visibility
from goround.shipped import shipped
from tests.catalog.codes import codes
from tests.test_documents import blocks, chapter, rows, ticked
from tests.test_together import KINDS
from tests.tree import CHECKOUT, files, text

MANUAL = Path("docs/curriculum.md")
EXAMPLES = blocks(MANUAL, "yaml")
MODELS = {get_args(model.model_fields["kind"].annotation)[0]: model for model in get_args(get_args(AnyStep)[0])}


def names(model: type[BaseModel]) -> list[str]:
    """The fields of a model as an author writes them."""
    found = []
    for name, field in model.model_fields.items():
        alias = field.validation_alias
        found.append(str(alias.choices[0]) if isinstance(alias, AliasChoices) else name)
    return found


def whole() -> str:
    return next(block for block in EXAMPLES if "\nsteps:\n" in block)


def fits(folder: Path, words: str) -> bool:
    (folder / "one.yaml").write_text(words, "utf-8")
    result = compiled(folder / "one.yaml", read_facts(shipped("curricula") / "facts.yaml")[0])
    assert result.curriculum is not None, [str(finding) for finding in result.findings]
    return True


def step_fits(folder: Path, words: str) -> bool:
    indented = "".join(f"  {line}" if line.strip() else line for line in words.splitlines(keepends=True))
    return fits(folder, whole().partition("steps:\n")[0] + "steps:\n" + indented)


def facts_fit(folder: Path, words: str) -> bool:
    (folder / "facts.yaml").write_text(words, "utf-8")
    facts, findings = read_facts(folder / "facts.yaml")
    return bool(facts.known) and not findings


def words_fit(folder: Path, words: str) -> bool:
    (folder / "words.yaml").write_text(words, "utf-8")
    _, findings = read_words(folder / "words.yaml")
    return not findings


def review_fits(folder: Path, words: str) -> bool:
    assert fits(folder, words + whole())
    return set(yaml.safe_load(words)["review"]) == set(names(Review))


def hook_fits(folder: Path, words: str) -> bool:
    [repository] = yaml.safe_load(words)["repos"]
    offered = {hook["id"] for hook in yaml.safe_load(text(Path(".pre-commit-hooks.yaml")))}
    return {hook["id"] for hook in repository["hooks"]} <= offered


def line_fits(folder: Path, words: str) -> bool:
    return words == f"# yaml-language-server: $schema={FILES['curriculum']}\n"


READERS: dict[str, Callable[[Path, str], bool]] = {
    "id:": fits, "- id:": step_fits, "facts:": facts_fit, "taught:": words_fit, "review:": review_fits,
    "repos:": hook_fits, "": line_fits,
}  # fmt: skip


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_each_example_can_be_used(place: int, tmp_path: Path) -> None:
    """N3"""
    bare = re.sub(r"^#.*\n", "", EXAMPLES[place])
    [reader] = [read for begins, read in READERS.items() if bare.startswith(begins) and bool(begins) == bool(bare)]
    assert reader(tmp_path, EXAMPLES[place])


def test_the_whole_example_passes_the_strict_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """N3"""
    (tmp_path / "tuesday.yaml").write_text(whole(), "utf-8")
    assert main(["check", "--strict", str(tmp_path / "tuesday.yaml")]) == 0, capsys.readouterr().out


def test_a_mistake_is_told_as_in_the_manual(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """N3"""
    shown = [line for line in text(MANUAL).splitlines() if re.match(r"[\w-]+\.yaml:\d+:\d+: ", line)]
    assert shown
    (tmp_path / "tuesday.yaml").write_text(whole().replace("    script:\n", "    skript:\n"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "tuesday.yaml"]) == 1
    assert capsys.readouterr().out.splitlines()[: len(shown)] == shown


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_fields_and_its_example(kind: str) -> None:
    """N3"""
    part = chapter(MANUAL, f"### {kind}")
    told = set(ticked(part))
    own = set(names(MODELS[kind])) - set(names(Step)) - {"kind"}
    assert own <= told, f"Nobody learns of: {', '.join(sorted(own - told))}"
    for name, field in MODELS[kind].model_fields.items():
        inner = [part for part in [field.annotation, *get_args(field.annotation)] if is_model(part)]
        absent = {each for model in inner for each in names(model)} - {"id", "words", "en", "es"} - told
        assert not absent or name == "alert" or name in Step.model_fields, f"{name} of {kind} lacks {absent}"
    [example] = re.findall(r"^```yaml\n(.*?)^```", part, re.MULTILINE | re.DOTALL)
    assert f"\n  kind: {kind}\n" in example


def is_model(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, BaseModel) and type_.__name__ not in ("Words", "Text")


@pytest.mark.parametrize("kind", sorted(kind for kind in KINDS if MODELS[kind].answerable))
def test_each_kind_says_who_may_see_its_answers(kind: str) -> None:
    """N3"""
    model, told = MODELS[kind], set(ticked(chapter(MANUAL, f"### {kind}")))
    words = " ".join(chapter(MANUAL, f"### {kind}").split())
    field = model.model_fields["visibility"]
    if kind == "multi":
        assert model.may_be == MODELS["choice"].may_be and "`alert` and `visibility` as with `choice`" in words
        return
    assert (
        ("`visibility` are needed" in words)
        if field.is_required()
        else f"`{field.default}` if nothing is said" in words
    )
    if model.may_be == set(Visibility):
        assert "any fits" in words
    else:
        assert told & set(Visibility) == set(model.may_be)


def test_the_tables_name_every_field() -> None:
    """N3"""
    file = [ticked(row[0])[0] for row in rows(chapter(MANUAL, "## A whole file"))]
    assert file == [name for name in names(Curriculum) if name not in COMPILED]
    each = [ticked(row[0])[0] for row in rows(chapter(MANUAL, "## Every step"))]
    assert set(each) == {*names(Step), "kind", *Visibility}
    hints = next(row for row in rows(chapter(MANUAL, "## Every step")) if ticked(row[0]) == ["hints"])
    assert set(ticked(hints[2])) == set(names(Hints))
    assert set(GROUPS) <= set(ticked(chapter(MANUAL, "## From nothing to a session")))


def test_each_finding_stands_in_its_table() -> None:
    """N3"""
    told = [code for row in rows(chapter(MANUAL, "## What the check says")) for code in ticked(row[0])]
    assert sorted(told) == sorted(codes())


def test_the_readme_shows_the_line_with_which_editors_complete() -> None:
    """N1"""
    assert f"# yaml-language-server: $schema={FILES['curriculum']}" in text(Path("README.md"))


def test_the_hook_for_other_repositories_is_one() -> None:
    """N4"""
    [hook] = yaml.safe_load(text(Path(".pre-commit-hooks.yaml")))
    assert set(hook) <= {"id", "name", "description", "entry", "language", "files", "types", "require_serial"}
    assert (hook["id"], hook["language"], hook["entry"]) == ("goround-check", "python", "goround check --strict")
    assert hook["require_serial"] is True, "Two files with one id are seen only when they are checked together."
    wanted = re.compile(hook["files"])
    for path in ("curricula/tuesday.yaml", "site/curricula/a/b.yaml", "curricula/facts.yaml"):
        assert wanted.search(path)
    for path in ("docs/tuesday.yaml", "curricula/schema.json", "notcurricula/a.yaml", "curricula.yaml"):
        assert not wanted.search(path)
    assert (CHECKOUT / "pyproject.toml").read_text("utf-8").count('goround = "goround.cli:main"') == 1


def test_every_rule_about_new_curricula_has_a_test() -> None:
    """N1 to N5"""
    told = set(re.findall(r"^- \*\*(N\d)\*\*", text(Path("docs/spec.md")), re.MULTILINE))
    kept = (*files("tests/catalog/*.py"), *files("tests/commands/*.py"), *files("tests/test_*.py"))
    assert told == {rule for path in kept for rule in re.findall(r'^    """(N\d)\b(?! to)', text(path), re.MULTILINE)}
