"""What the measurements make of what they hear: percentiles, ratios, shares, and verdicts that never fail."""

from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from bench import cost, live_beside_reading, others, otree, stalled
from bench.sides import Side
from bench.table import against, ms, percentile, share, table


@pytest.mark.parametrize(("percent", "value"), [(50, 50), (95, 95), (99, 99), (100, 100), (0, 1), (1, 1)])
def test_a_percentile_is_the_value_of_nearest_rank(percent: float, value: int) -> None:
    assert percentile(range(1, 101), percent) == value


def test_the_99th_of_a_dozen_is_the_last() -> None:
    assert percentile([5] * 11 + [900], 99) == 900


@pytest.mark.parametrize(("nanoseconds", "shown"), [(1_234_000, "1.23"), (12_340_000, "12.3"), (123_400_000, "123")])
def test_milliseconds_have_three_figures(nanoseconds: float, shown: str) -> None:
    assert ms(nanoseconds) == shown


def test_a_generator_that_measures_itself_is_marked() -> None:
    assert share([0.2, 0.9, 0.3]) == "30%"
    assert share([0.7, 0.9]) == "80% (!)"


def test_a_target_is_told_and_never_raised() -> None:
    assert against(False, "at most 2") == "at most 2: missed"


def test_every_row_of_a_table_is_as_wide_as_its_head() -> None:
    lines = table(("who", "ms"), [("goround", "1"), ("x", "100")]).splitlines()
    assert len(lines) == 4
    assert len({len(line) for line in lines}) == 1


def test_what_a_server_spends_on_nothing_is_not_counted_as_spent_on_an_ask() -> None:
    idle = 0.01  # of each nanosecond that goes by
    assert cost.spent([(5_000_000, 300_000_000)] * 3, idle) == pytest.approx(2_000_000)


def test_one_moment_that_the_machine_was_busy_does_not_make_an_ask_dear() -> None:
    assert cost.spent([(3, 10), (4, 10), (900, 10)], 0.1) == pytest.approx(3)


def test_an_ask_never_costs_less_than_nothing() -> None:
    assert cost.spent([(1, 1_000)], 0.5) == 0


def test_a_room_beside_reading_is_compared_by_its_slowest_hundredth() -> None:
    alone = ([10] * 100, [20] * 100)
    beside = ([10] * 98 + [30] * 2, [20] * 99 + [90])
    assert live_beside_reading.ratios({False: alone, True: beside}) == (3.0, 1.0)


class Spoken(Side):
    """A server that nobody starts."""

    here = 1

    def prompt(self) -> str:
        return "next"

    def answers(self, people: int) -> list[str]:
        return ["yes"] * people

    def connect(self, crowd: Any, slow: int = 0) -> None:
        return

    def records(self, step: int) -> int:
        return 0


def noticed(**different: Any) -> stalled.Noticed:
    whole = stalled.Noticed(
        length=16_000, alone=[1_000_000] * 200, beside=[1_000_000] * 200, reached=380, sent=380, silence=0.0,
        answered=49, unread=100_000,
    )  # fmt: skip
    return whole._replace(**different)


def shown(found: stalled.Noticed, key: str = "goround") -> dict[str, str]:
    """The row by its columns; those of the same name are told apart by their place."""
    cells = stalled.row(Spoken("goround", "at once", key), found)
    assert len(cells) == len(stalled.HEAD)
    return dict(zip([f"{place} {name}" for place, name in enumerate(stalled.HEAD)], cells, strict=True))


def test_a_room_that_notices_nothing_of_a_stalled_phone_meets_its_target() -> None:
    row = shown(noticed())
    assert row["6 p99 ratio"] == "1.00"
    assert row["8 silence"] == "none"
    assert row["11 target"].endswith("met")


def test_a_prompt_that_did_not_arrive_is_told_with_its_silence() -> None:
    row = shown(noticed(reached=256, sent=257, silence=25.4))
    assert row["7 prompts that reached all 49"] == "256 of 257"
    assert row["8 silence"] == "25 s"
    assert row["11 target"].endswith("missed")


def test_a_silence_without_an_end_is_told_as_one() -> None:
    assert shown(noticed(reached=0, sent=1, silence=None, beside=[]))["8 silence"] == "more than 60 s"


def test_only_ours_has_a_target() -> None:
    assert shown(noticed(), "otree-plain")["11 target"] == ""


def test_where_otree_cannot_be_had_the_part_says_so_in_a_sentence_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "venv"

    def run(command: tuple[str, ...], **_: Any) -> CompletedProcess[str]:
        place.mkdir(exist_ok=True)
        pip = "pip" in command
        return CompletedProcess(command, int(pip), "", "ERROR: No matching distribution found\n" if pip else "")

    monkeypatch.setattr("subprocess.run", run)
    told = others.measure(tmp_path / "files", [12], 1, place)
    assert told.endswith("nothing stands beside ours in this part: ERROR: No matching distribution found")
    assert not place.exists()


def test_an_otree_that_is_there_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "bin" / "otree"
    command.parent.mkdir()
    command.touch()
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("it ran something"))
    assert otree.install(tmp_path) == command
