"""A setting that cannot be used: its name, where it stands, what stands there, and what is allowed, in one sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from goround.cli import main
from goround.config import BadSetting, Settings, settings


def refused(flags: Mapping[str, object], environment: Mapping[str, str], folder: Path, file: str = "") -> str:
    """What is said instead of settings."""
    (folder / "goround.toml").write_text(file, "utf-8")
    with pytest.raises(BadSetting) as bad:
        settings({**flags, "data": folder}, environment)
    said = str(bad.value)
    assert "\n" not in said and said.endswith((".", "?")) and "Input should" not in said and "Extra inputs" not in said
    return said


@pytest.mark.parametrize(
    ("name", "given", "allowed"),
    [
        ("port", "99999", "a whole number from 0 to 65535"),
        ("port", "-1", "a whole number from 0 to 65535"),
        ("address", "group.example", "https://group.example"),
        ("address", "https://group.example/path", "https://group.example"),
        ("address", "https://group.example:99999", "https://group.example"),
        ("address", "https://", "https://group.example"),
        ("address", "ftp://group.example", "https://group.example"),
        ("zone", "Mars/Olympus", "such as America/Chicago"),
        ("zone", "", "such as America/Chicago"),
        ("desk", "ask Ruth", "a phone number"),
        ("plain_http", "perhaps", "true or false"),
        ("log", "xml", "text or json"),
    ],
)
def test_a_flag_the_environment_and_the_file_are_told_apart(
    name: str, given: str, allowed: str, tmp_path: Path
) -> None:
    """U10"""
    places = [
        (refused({name: given}, {}, tmp_path), f"--{name.replace('_', '-')}"),
        (refused({}, {}, tmp_path, f'{name} = "{given}"'), f"“{name}” in {tmp_path / 'goround.toml'}"),
    ]
    if given:
        variable = f"GOROUND_{name.upper()}"
        places.append((refused({}, {variable: given}, tmp_path), f"{variable} in the environment"))
    for said, place in places:
        assert said.startswith(f"The setting “{name}” cannot be used: {place} says “{given}”. Allowed is "), said
        assert allowed in said, said


def test_of_a_token_that_is_too_short_nothing_is_repeated(tmp_path: Path) -> None:
    """U10"""
    for said in (refused({"metrics": "zaunkoenig"}, {}, tmp_path), refused({}, {}, tmp_path, 'metrics = "zaunkoenig"')):
        assert "zaunkoenig" not in said and "a token of 20 or more letters" in said


def test_a_wrong_zone_of_the_machine_is_told_by_its_variable(tmp_path: Path) -> None:
    """U10"""
    assert "TZ in the environment says “Foo/Bar”" in refused({}, {"TZ": "Foo/Bar"}, tmp_path)


def test_a_name_in_the_file_that_is_no_setting_is_told_with_the_nearest(tmp_path: Path) -> None:
    """U10"""
    assert refused({}, {}, tmp_path, "prot = 3").endswith(
        "names “prot”, and there is no such setting. Did you mean “port”?"
    )
    assert "There are: key_file, host, port" in refused({}, {}, tmp_path, "zzz = 3")
    assert "cannot be read" in refused({}, {}, tmp_path, "port = ")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """U10: also where the whole folder is another user's."""

    def forbidden(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, pytest.raises(BadSetting, match="as the user whom"):
        patch.setattr(Path, "read_text", forbidden)
        settings({"data": tmp_path}, {})


def test_an_address_may_end_with_a_stroke_which_is_left_out(tmp_path: Path) -> None:
    """U10: it is put before paths."""
    found: Settings = settings({"data": tmp_path, "address": "https://group.example/"}, {})
    assert found.address == "https://group.example"


@pytest.mark.parametrize("words", [["serve", "--port", "x"], ["rehearse", "f.yaml", "--seed", "x"]])
def test_what_is_no_number_is_told_in_our_words(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """U10"""
    with pytest.raises(SystemExit) as stopped:
        main(words)
    said = capsys.readouterr().err
    assert stopped.value.code == 2 and f"argument {words[-2]}: “x” is no whole number" in said and "invalid" not in said


def test_the_first_number_to_call_is_the_crisis_line_also_where_the_site_has_a_desk(tmp_path: Path) -> None:
    """U10"""
    for desk, numbers in ((None, ["988", "911"]), ("555 0100", ["988", "555 0100", "911"])):
        told = settings({"data": tmp_path, "desk": desk}, {}).help_lines
        assert [line.number for line in told] == numbers, "“Help line” on phones dials the first."
