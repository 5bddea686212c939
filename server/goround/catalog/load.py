"""A curriculum file compiled to the domain's model, or every finding about why not."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from goround.catalog.facts import FACTS_FILE, Facts, Resolving, facts_beside, read_facts
from goround.catalog.finding import MOST_TOLD, Finding, NotACurriculum, enough
from goround.catalog.markup import read_markup
from goround.catalog.pictures import read_pictures
from goround.catalog.places import Key, Placed, parse, read_raw
from goround.catalog.shape import placed_keys, shaped
from goround.domain.agenda import RESERVED
from goround.domain.curriculum import COMPILED, Curriculum, slips
from goround.domain.steps import AnyStep

BESIDE = (FACTS_FILE, "words.yaml")
"""Files in a folder of curricula that are none."""

OUR_NAMES: dict[Key, str] = {"for_whom": "for", "may_pass": "pass", "breathe_in": "in"}
"""Fields whose names in a file are words that the code's language keeps for itself."""

_CONTEXT = {"read_markup": read_markup}
_STEP: TypeAdapter[AnyStep] = TypeAdapter(AnyStep)


@dataclass(slots=True)
class Compiled:
    """What came of a file: the curriculum, unless an error keeps it from being run, and what stands where."""

    path: Path
    curriculum: Curriculum | None = None
    placed: Placed = field(default_factory=lambda: Placed(None))
    facts_at: dict[str, list[tuple[Key, ...]]] = field(default_factory=dict)
    """Where each fact is referenced."""
    findings: list[Finding] = field(default_factory=list)
    """Errors in the order in which they stand in the file."""


def compiled(path: Path, facts: Facts | None = None) -> Compiled:
    """What comes of this file, with these facts or those that are beside it."""
    try:
        raw = read_raw(path)
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}"
        return Compiled(path, findings=[Finding(path, 1, 1, "unreadable", sentence, "check its name and rights")])
    try:
        placed = parse(path, raw)
    except NotACurriculum as error:
        return Compiled(path, findings=error.findings)
    return _compiled(path, raw, placed, read_facts(facts_beside(path.parent))[0] if facts is None else facts)


def _compiled(path: Path, raw: bytes, placed: Placed, facts: Facts) -> Compiled:
    whole = placed.value
    if not isinstance(whole, dict):
        what = "a curriculum is a list of fields such as “id:”"
        return Compiled(path, placed=placed, findings=[Finding(path, 1, 1, "not_a_mapping", what, "start with “id:”")])
    findings = list(placed.findings)
    for keys in _typed_though_compiled(placed):
        todo = f"did you mean “{OUR_NAMES[keys[-1]]}”" if keys[-1] in OUR_NAMES else "take it out"
        findings.append(Finding(path, *placed.at(keys), "unknown_field", f"“{keys[-1]}” is not a field here", todo))
    resolving = Resolving(path, placed, facts)
    value = resolving.resolved({key: inner for key, inner in whole.items() if key not in COMPILED})
    hashes, pictures, unfit = read_pictures(path, placed)
    for (_, place, _), hash in hashes.items():
        value["steps"][place]["picture"]["sha256"] = hash
    value |= {
        "sha256": sha256(raw).hexdigest(),
        "pictures": {hash: picture.model_dump() for hash, picture in pictures.items()},
        "facts": {id: used.model_dump(mode="json") for id, used in resolving.used.items()},
    }
    if isinstance(id := whole.get("id"), str) and id in RESERVED:
        what = f"“{id}” cannot be the id of a curriculum: a session calls steps of its own so"
        findings.append(Finding(path, *placed.at(("id",)), "reserved", what, "give it another id"))
    curriculum, mistakes = shaped(path, placed, Curriculum, value, _CONTEXT)
    findings += [*_first_told(resolving.findings, unfit, mistakes), *_slips(path, placed, value)]
    return Compiled(
        path, None if findings else curriculum, placed, resolving.places, enough(in_order(findings, placed))
    )


def _first_told(*readers: list[Finding]) -> Iterator[Finding]:
    """What several readers found: where one has told something, those after it keep silent."""
    told: set[tuple[int, int]] = set()
    for findings in readers:
        fresh = [finding for finding in findings if (finding.line, finding.column) not in told]
        told |= {(finding.line, finding.column) for finding in fresh}
        yield from fresh


def _typed_though_compiled(placed: Placed) -> Iterator[tuple[Key, ...]]:
    """Fields that only compiling fills in, and the names that fields have in the code alone."""
    for keys in placed.places:
        if (
            (keys[:1] == ("steps",) and keys[-1] in OUR_NAMES)
            or (len(keys) == 1 and keys[0] in COMPILED)
            or (len(keys) == 4 and keys[::2] == ("steps", "picture") and keys[3] == "sha256")
        ):
            yield keys


def _slips(path: Path, placed: Placed, value: dict[str, Any]) -> Iterator[Finding]:
    """What steps say of themselves and of one another, of every step that can be read for itself."""
    steps = value.get("steps")
    good: list[AnyStep] = []
    places: list[int] = []
    ids: set[str] = set()
    for place, step in enumerate(steps[:MOST_TOLD] if isinstance(steps, list) else ()):
        ids |= {str(step.get("id"))} if isinstance(step, dict) else set()
        try:
            good.append(_STEP.validate_python(step, context=_CONTEXT))
            places.append(place)
        except ValidationError:
            continue
    for slip in slips(good):
        if slip.code == "only_arrival" and isinstance(steps, list) and len(good) < len(steps):
            continue  # the group may go through those that have mistakes of their own
        keys = ("steps", places[int(slip.at[1])], *slip.at[2:])
        if slip.at[2:] == ("first",) and good[int(slip.at[1])].model_dump().get("first") in ids - {
            one.id for one in good
        }:
            continue  # the step that it names is there, and has mistakes of its own
        yield Finding(path, *placed.at(placed_keys(placed, keys)), slip.code, slip.what, slip.todo)


def in_order(findings: Iterable[Finding], placed: Placed) -> list[Finding]:
    """These findings as they stand in the file, each once and with the id of its step."""
    begins: list[tuple[tuple[int, int], str | None]] = []
    steps = placed.value.get("steps") if isinstance(placed.value, dict) else None
    for keys, at in placed.places.items():
        if len(keys) == 1:
            begins.append((at, None))
        elif len(keys) == 2 and keys[0] == "steps" and isinstance(steps, list):
            step = steps[int(keys[1])]
            begins.append((at, str(step["id"]) if isinstance(step, dict) and "id" in step else None))
    begins.sort(key=itemgetter(0))
    places = [at for at, _ in begins]

    def step_at(finding: Finding) -> str | None:
        before = bisect_right(places, (finding.line, finding.column))
        return begins[before - 1][1] if before else None

    ordered = sorted(dict.fromkeys(findings), key=lambda one: (one.line, one.column))
    return [replace(finding, step=step_at(finding)) for finding in ordered]


def load(path: Path, facts: Facts | None = None) -> Curriculum:
    """The curriculum in this file.

    Raises:
        NotACurriculum: with a finding for each mistake.
    """
    result = compiled(path, facts)
    if result.curriculum is None:
        raise NotACurriculum(result.findings)
    return result.curriculum


def files_of(folder: Path) -> list[Path]:
    """Every YAML file of a folder, by name."""
    return sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])


def load_folder(folder: Path) -> tuple[list[Curriculum], list[Finding]]:
    """Every curriculum of a folder, by id, and the findings about those that cannot be run."""
    facts, findings = read_facts(facts_beside(folder))
    good: dict[str, tuple[Path, Curriculum]] = {}
    for path in files_of(folder):
        if path.name in BESIDE:
            continue
        try:
            curriculum = load(path, facts)
        except NotACurriculum as error:
            findings.extend(error.findings)
            continue
        if curriculum.id in good:
            what = f"the id “{curriculum.id}” is that of {good[curriculum.id][0].name} too"
            findings.append(Finding(path, 1, 1, "twice", what, "give this curriculum an id of its own"))
            continue
        good[curriculum.id] = path, curriculum
    return [good[id][1] for id in sorted(good)], findings
