"""Codes to join with: a word of four letters and two digits, for one session only, not used again for a day. A rehearsal's begins with the digits."""

import re

from sqlalchemy import BigInteger, Column, Engine, String, Table, delete, insert, select

from goround.records.store import METADATA

CODE = Table("code", METADATA, Column("code", String, primary_key=True), Column("drawn", BigInteger, nullable=False))

DAY_MS = 24 * 60 * 60 * 1000
DIGITS = "23456789"
_LIST = """
    BARN BELL BIRD BOAT BOOK CAKE CALM CLAY CORN DAWN DEER DESK DOVE DUNE EAST ECHO FARM FERN FISH FOLK FROG GATE GIFT GOAT GOLF
    HARP HILL HOME HOPE IRIS ISLE JADE KELP KIND KITE LAKE LAMP LARK LEAF LIME LION LOAF MAIL MAPS MILK MINT MOON MOSS NEST NOTE
    OVEN PALM PARK PATH PEAR PINE POET POND QUAY RAFT RAIN REED RICE RING ROAD ROOF ROSE SAIL SAND SEAL SHOE SILK SNOW SOAP SOFA
    SONG STAR SURF SWAN TALE TEAL TENT TIDE TREE TUNE VALE VASE VIEW WALK WAVE WEST WIND WOOD WOOL YARN YARD ZEST
"""
WORDS = tuple(_LIST.split())
"""Plain words without a sense of drugs, drink, bodies, weapons or faith; no letter that is easily taken for a digit is relied upon."""
_PARTS = re.compile(r"([A-Z]{4})([2-9]{2})|([2-9]{2})([A-Z]{4})")


class Codes:
    """The codes of the last day."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def draw(self, draws: "list[int]", now: int, *, rehearsal: bool = False) -> str:
        """A code that was not used for a day in either order of its parts, from these drawn numbers in turn: people type them in both.

        Raises:
            LookupError: every draw hit a code in use.
        """
        with self._records.begin() as connection:
            connection.execute(delete(CODE).where(CODE.c.drawn <= now - DAY_MS))
            used = set(connection.execute(select(CODE.c.code)).scalars())
            for draw in draws:
                rest, word = divmod(draw, len(WORDS))
                rest, first = divmod(rest, len(DIGITS))
                digits = DIGITS[first] + DIGITS[rest % len(DIGITS)]
                code = digits + WORDS[word] if rehearsal else WORDS[word] + digits
                if code not in used and turned(code) not in used:
                    connection.execute(insert(CODE), [{"code": code, "drawn": now}])
                    return code
        raise LookupError("no free code")


def of_rehearsal(code: str) -> bool:
    """Whether a tidy code has the form of a rehearsal's: that tells nobody whether there is one."""
    return code[:1].isdigit()


def is_code(tidied: str) -> bool:
    """Whether this has the form of a code."""
    return _PARTS.fullmatch(tidied) is not None


def turned(code: str) -> str:
    """The same code with its two parts in the other order."""
    parts = _PARTS.fullmatch(code)
    if parts is None:
        return code
    first, second = (part for part in parts.groups() if part)
    return second + first


def spaced(code: str) -> str:
    """A code as it is shown, in its two parts."""
    parts = 2 if of_rehearsal(code) else 4
    return f"{code[:parts]} {code[parts:]}"


def tidy(typed: str) -> str:
    """A code as people type it, in any case and spacing, in the form in which it is kept."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
