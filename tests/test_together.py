"""House rules about what goes together: a step kind with its screen, a command with its paragraph, English with Spanish."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from goround.domain import commands
from goround.domain.base import Model
from goround.domain.steps.base import Step
from tests.tree import CHECKOUT, files, text

NOT_KINDS = {"__init__", "base", "chosen", "own_words"}
KEYWORDS = {"rest": "break"}
"""A module cannot be called by a keyword of the language."""
STEMS = {path.stem for path in files("server/goround/domain/steps/*.py")} - NOT_KINDS
KINDS = sorted(KEYWORDS.get(stem, stem) for stem in STEMS)
WORDS = Path("client_web/shared/words")
VENDOR_LISTS = sorted(path.relative_to(CHECKOUT) for path in CHECKOUT.glob("*/vendor/VENDOR.json"))


def document(name: str) -> str:
    assert (CHECKOUT / name).is_file(), f"{name} is not written yet."
    return text(Path(name))


def test_there_are_step_kinds() -> None:
    assert {"slide", "scale"} <= set(KINDS), f"The spine has slide and scale; found: {', '.join(KINDS) or 'none'}"


def test_each_kind_is_in_the_union() -> None:
    registered = {kind for model in descended(Step) for kind in literal(model, "kind")}
    assert registered == set(KINDS), f"Modules in domain/steps: {KINDS}; kinds that exist: {sorted(registered)}"


def descended(model: type[Model]) -> Iterator[type[Model]]:
    """Every model that comes from this one, in any generation."""
    for child in model.__subclasses__():
        yield child
        yield from descended(child)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_screen(kind: str) -> None:
    for module in (f"client_web/steps/{kind}.js", f"client_web/steps/shown/{kind}.js"):
        assert (CHECKOUT / module).is_file(), f"A screen cannot draw {kind}: write {module}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_example(kind: str) -> None:
    example = Path(f"curricula/examples/{kind}.yaml")
    assert example in files("curricula/*.yaml"), f"Nobody can see how {kind} is written: add {example}"
    assert kind in kinds_in(example), f"{example} shows no {kind}."


def kinds_in(path: Path) -> Iterator[str]:
    def walk(node: object, in_steps: bool) -> Iterator[str]:
        if isinstance(node, list):
            for each in node:
                yield from walk(each, in_steps)
        elif isinstance(node, dict):
            if in_steps and isinstance(node.get("kind"), str):
                yield node["kind"]
            for key, each in node.items():
                yield from walk(each, key == "steps")

    yield from walk(yaml.safe_load(text(path)), in_steps=False)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_heading(kind: str) -> None:
    headings = re.findall(r"^### +`?(\w+)`?", document("docs/curriculum.md"), re.MULTILINE)
    assert kind in headings, f'docs/curriculum.md has no heading "### {kind}".'


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_sheet(kind: str) -> None:
    """N5"""
    sheet = CHECKOUT / f"docs/screens/{kind}.webp"
    assert sheet.is_file(), f"Nobody can see how {kind} looks: make screens ARGS={kind}"
    assert sheet.stat().st_size <= 250_000, f"{sheet.name} is too large to be kept."
    assert f"]({kind}.webp)" in document("docs/screens/README.md")


def literal(model: type[Model], field: str) -> tuple[str, ...]:
    declared = model.model_fields.get(field)
    return get_args(declared.annotation) if declared else ()


def test_each_command_is_in_the_protocol() -> None:
    models = [each for each in vars(commands).values() if isinstance(each, type) and issubclass(each, Model)]
    names = sorted({name for model in models for name in literal(model, "type")})
    assert names, "No command was found in goround.domain.commands."
    protocol = document("docs/protocol.md")
    absent = [name for name in names if not re.search(rf"[`\"]{name}[`\"]", protocol)]
    assert not absent, f"Nobody who reads docs/protocol.md learns of these commands: {', '.join(absent)}"


Catalogue = dict[str, str | dict[str, str]]


def catalogue(lang: str) -> Catalogue:
    path = WORDS / f"{lang}.json"
    assert (CHECKOUT / path).is_file(), f"{path} is not written yet."
    return flat(json.loads(text(path), object_pairs_hook=without_repeats))


def without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), (
        f"A key stands twice in a catalogue: {sorted(key for key in keys if keys.count(key) > 1)}"
    )
    return dict(pairs)


PLURAL = {"zero", "one", "two", "few", "many", "other"}


def flat(tree: dict[str, object], above: str = "") -> Catalogue:
    """The catalogue by full key; an object whose keys are all plural categories is one entry."""
    out: Catalogue = {}
    for key, value in tree.items():
        if isinstance(value, dict) and not set(value) <= PLURAL:
            out |= flat(value, f"{above}{key}.")
        else:
            assert isinstance(value, str | dict), f"The catalogue's {above}{key} is neither words nor plural forms."
            out[f"{above}{key}"] = value
    return out


def placeholders(entry: str | dict[str, str]) -> set[str]:
    """The names in braces; of plural forms the ones in "other", because "one" may do without the number."""
    return set(re.findall(r"\{(\w+)\}", entry if isinstance(entry, str) else entry["other"]))


def test_both_catalogues_have_the_same_keys() -> None:
    english, spanish = catalogue("en"), catalogue("es")
    assert english, "The English catalogue is empty."
    odd = sorted(set(english) ^ set(spanish))
    assert not odd, f"These words are in one language only: {', '.join(odd)}"


def test_no_words_are_empty() -> None:
    for lang in ("en", "es"):
        for key, entry in catalogue(lang).items():
            forms = [entry] if isinstance(entry, str) else list(entry.values())
            assert all(form.strip() for form in forms), f"{key} says nothing in {lang}.json"


def test_both_catalogues_have_the_same_plurals_and_placeholders() -> None:
    english, spanish = catalogue("en"), catalogue("es")
    for key in sorted(set(english) & set(spanish)):
        one, other = english[key], spanish[key]
        assert isinstance(one, str) == isinstance(other, str), f"{key} counts in one language only."
        if isinstance(one, dict) and isinstance(other, dict):
            assert set(one) == {"one", "other"}, f"{key} needs exactly one and other in en.json, and has {sorted(one)}"
            assert {"one", "other"} <= set(other) <= {"one", "many", "other"}, (
                f"{key} has the forms {sorted(other)} in es.json"
            )
            for forms in (one, other):
                for form in forms.values():
                    assert placeholders(form) <= placeholders(forms), f'A form of {key} names what "other" does not.'
        assert placeholders(one) == placeholders(other), (
            f"{key} fills in {sorted(placeholders(one))} in English and {sorted(placeholders(other))} in Spanish."
        )


def test_there_are_lists_of_what_is_vendored() -> None:
    assert Path("client_web/vendor/VENDOR.json") in VENDOR_LISTS, "client_web/vendor/VENDOR.json is not written yet."


@pytest.mark.parametrize("path", VENDOR_LISTS, ids=str)
def test_vendored_files_are_what_their_list_says(path: Path) -> None:
    folder = CHECKOUT / path.parent
    listed = json.loads(text(path))
    assert listed, f"{path} lists nothing."
    for entry in listed:
        absent = {"file", "package", "version", "licence", "sha256"} - set(entry)
        assert not absent, f"{path}: {entry.get('file', 'an entry')} does not say its {', '.join(sorted(absent))}"
        assert (folder / entry["file"]).is_file(), f"{path} lists {entry['file']}, which is not there."
        found = hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest()
        assert found == entry["sha256"], f"{entry['file']} is not the file that {path} was written for."


@pytest.mark.parametrize("path", VENDOR_LISTS, ids=str)
def test_nothing_is_vendored_without_being_listed(path: Path) -> None:
    folder = CHECKOUT / path.parent
    listed = {entry["file"] for entry in json.loads(text(path))}
    shipped = {each.relative_to(folder) for each in folder.rglob("*") if each.is_file()}
    ours = {
        each
        for each in shipped
        if each.name == "VENDOR.json" or each.name.endswith(".d.ts") or each.parts[0] == "licences"
    }
    stray = sorted({str(each) for each in shipped - ours} - listed)
    assert not stray, f"{path} does not say where these come from: {', '.join(stray)}"


def test_the_newcomers_reading_path_is_true() -> None:
    chapter = document("CONTRIBUTING.md").partition("## Ten minutes of reading")[2].partition("\n## ")[0]
    path = re.findall(r"^\d+\. `([^`]+)`", chapter, re.MULTILINE)
    assert len(path) >= 7, "CONTRIBUTING.md names fewer than seven files to read."
    gone = [name for name in path if not (CHECKOUT / name).exists()]
    assert not gone, f"CONTRIBUTING.md sends a newcomer to what is not there: {', '.join(gone)}"


def test_the_readme_says_what_has_not_been_reviewed() -> None:
    sentence = "Not reviewed by a clinician, a translator or a lawyer. Not for use with patients."
    assert sentence in document("README.md"), "README.md must say, until it is no longer true: " + sentence
