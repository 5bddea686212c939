"""Limits of one socket: twenty asks a second, forty at once, 64 KB a message; over them first a word, then the door."""

import json

from goround.web.socket import ASKS_A_SECOND, ASKS_AT_ONCE, MOST_BYTES, STRIKES
from tests.web.conftest import Company
from tests.web.people import Display


def test_the_limits_are_those_of_the_rules() -> None:
    """W15"""
    assert (ASKS_A_SECOND, ASKS_AT_ONCE, MOST_BYTES) == (20, 40, 64 * 1024)


async def test_forty_asks_at_once_are_taken_and_twenty_more_each_second(company: Company) -> None:
    """W15"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")

    async def many(count: int) -> list[str]:
        refs = [await ana.line.sends("speak", lang="en") for _ in range(count)]
        return [(await ana.line.reply(ref))["code"] for ref in refs]

    assert await many(45) == ["nothing"] * 40 + ["slow_down"] * 5
    company.place.clock.advance(1_000)
    assert await many(22) == ["nothing"] * 20 + ["slow_down"] * 2
    company.place.clock.advance(60_000)
    assert await many(41) == ["nothing"] * 40 + ["slow_down"]


async def test_who_does_not_slow_down_is_closed_and_hurts_nobody_else(company: Company) -> None:
    """W15"""
    console = await company.console()
    ana, ben = await company.inside(console, "Ana", "Ben")
    await console.goes_to("w01.craving")
    for _ in range(ASKS_AT_ONCE + STRIKES):
        await ana.line.sends("speak", lang="en")
    assert await ana.line.closed() == 4008
    codes = [message["code"] for message in ana.line.heard if message["type"] == "reply"]
    assert codes.count("slow_down") == STRIKES and codes[-1] == "slow_down"
    assert (await ben.answers("w01.craving", 4))["code"] == "ok"
    await ana.links()
    assert (await ana.answers("w01.craving", 5))["code"] == "ok"


async def test_a_message_of_64_kilobytes_is_read_and_a_longer_one_closes(company: Company) -> None:
    """W16"""
    console = await company.console()
    [ana] = await company.inside(console, "Ana")
    await console.goes_to("w01.craving")

    def long(letter: str, size: int) -> str:
        ask = {"ref": "ANAS:1", "command": {"type": "answer", "step": "w01.craving", "revision": 0, "answer": ""}}
        frame = json.dumps(ask, ensure_ascii=False)
        return frame.replace('"answer": ""', f'"answer": "{letter * ((size - len(frame)) // len(letter.encode()))}"')

    before = len(ana.line.heard)
    await ana.line.says(long("x", MOST_BYTES))
    assert (await ana.line.reply("ANAS:1", before))["code"] == "not_on_the_scale"
    for too_long in (long("x", MOST_BYTES + 1) + " ", long("ü", MOST_BYTES + 2) + " "):
        await ana.links()
        await ana.line.says(too_long)
        assert await ana.line.closed() == 4008
        assert [message["code"] for message in ana.line.heard if message["type"] == "reply"] == ["slow_down"]
    await ana.links()
    await ana.line.says("x" * 5 * MOST_BYTES)
    assert await ana.line.closed() == 1009


async def test_a_screen_that_nobody_has_taken_is_held_to_the_same_limits(company: Company) -> None:
    """W15"""
    display = await company.new(Display).turns_on()
    for _ in range(ASKS_AT_ONCE + 1):
        await display.line.says('{"ping": 1}')
    assert await display.line.closed() == 4008
    assert len([message for message in display.line.heard if message["type"] == "beat"]) == ASKS_AT_ONCE
