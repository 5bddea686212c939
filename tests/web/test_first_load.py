"""What the way in weighs: both pages and all that they name, packed, whatever kind of step the room is on."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from goround.domain.base import Lang
from goround.shipped import shipped
from goround.web.assets import Assets
from goround.web.first_words import FirstWords
from goround.web.pages import Pages, first_needs
from goround.web.words import Catalogues
from tests.tree import files

MOST_BYTES, MOST_MODULES = 70_000, 12
KINDS = sorted({path.stem for path in files("client_web/steps/*.js")} - {"written"})
FONT = "vendor/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"
CLIENT = shipped("client_web")


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(CLIENT)


@pytest.fixture(scope="module")
def pages(assets: Assets) -> Pages:
    return Pages(CLIENT, assets, Catalogues(CLIENT / "shared/words"))


@pytest.fixture(scope="module")
def words() -> FirstWords:
    return FirstWords(Assets(CLIENT), Catalogues(CLIENT / "shared/words"))


def show(kind: str | None, **visit: object) -> dict[str, object]:
    asked = {"prompt": {"kind": kind}, "results": None, **visit} if kind else None
    return {"scene": {"kind": "participant", "visit": asked}, "mine": {"kind": "seat", "arrival": []}}


def phone(pages: Pages, lang: Lang, kind: str | None, **visit: object) -> str:
    first = {"show": show(kind, **visit), "socket": "/s/1/socket", "scope": "1", "assets": "0" * 12}
    return str(pages.screen("participant", lang, "Blue group", first, None).text)


def form(pages: Pages, lang: Lang) -> str:
    values = {"code": "", "name": "", "mode": "on_site"}
    about: dict[str, Any] = {"error": None, "values": values, "code_known": False, "rehearsal": False, "remote": True}
    return str(pages.page("join/page.html", lang, help_lines=[], **about).text)


def named(page: str) -> set[str]:
    """The files that a page names, in its head and in what it fetches ahead."""
    return set(re.findall(r"/a/[0-9a-f]{12}/([\w./-]+\.(?:js|css|woff2))", page))


def weight(assets: Assets, name: str) -> int:
    raw = assets.text(name).encode() if name.endswith((".js", ".css")) else (CLIENT / name).read_bytes()
    return len(raw if name.endswith(".woff2") else gzip.compress(raw, 9))


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", KINDS)
def test_both_pages_are_light_whatever_the_room_is_on(assets: Assets, pages: Pages, kind: str, lang: Lang) -> None:
    """Q1"""
    door, room = form(pages, lang), phone(pages, lang, kind)
    every = named(door) | named(room)
    assert {FONT, "participant/main.js", f"steps/{kind}.js", "shared/tokens.css"} <= every
    assert not [name for name in every if "/shown/" in name or name.startswith(("facilitator/", "display/"))]
    in_all = sum(weight(assets, name) for name in every) + sum(
        len(gzip.compress(page.encode(), 6)) for page in (door, room)
    )
    assert in_all <= MOST_BYTES
    assert len([name for name in named(room) if name.endswith(".js")]) <= MOST_MODULES


def test_a_kind_names_style_sheets_that_there_are(assets: Assets) -> None:
    """Q1"""
    sheets = {sheet for kind in KINDS for sheet in assets.sheets(kind)}
    assert sheets == {"steps/chosen.css", "steps/planned.css", "steps/written.css"}
    assert sheets <= set(assets.names())


def test_a_view_says_what_its_page_needs_first() -> None:
    """Q1 Q3"""
    waits = {"prompt": {"kind": "choice"}, "given": {"standing": "none"}}
    done = {"prompt": {"kind": "scale"}, "given": {"standing": "answered"}}
    view = show("slide")
    assert first_needs(view) == ("slide",)
    assert first_needs(show("rank", results={"kind": "rank"})) == (
        "rank",
        "participant/after.js",
        "steps/shown/rank.js",
    )
    assert first_needs(view | {"mine": {"arrival": [done, waits]}}) == ("choice",)
    assert first_needs(view | {"mine": {"arrival": [done]}}) == ("slide",)
    assert first_needs(view | {"mine": {"turn": {"standing": "to_come"}}}) == ("slide", "participant/turn.js")
    assert first_needs({"scene": {"kind": "door"}, "mine": {}}) == (None,)


def test_what_is_fetched_ahead_is_what_the_next_page_asks_for(pages: Pages) -> None:
    """Q1"""
    ahead, next_page = named(" ".join(pages.ahead())), named(phone(pages, "en", "scale"))
    assert {name for name in next_page if name.endswith(".js")} <= ahead
    assert next_page - ahead <= named(form(pages, "en")), "Something has to be fetched after Join."


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_begins_with_the_words_of_its_modules_and_the_rest_holds_them_all(
    assets: Assets, words: FirstWords, kind: str
) -> None:
    """Q4"""
    catalogue = Catalogues(CLIENT / "shared/words").of("es")
    first = words.of("es", (*assets.modules("participant/main.js"), *assets.modules(f"steps/{kind}.js")))
    for key in (
        "help.person",
        "phone.skip",
        "phone.send",
        "phone.kept",
        "phone.kept_text",
        "phone.person_not_sent_text",
    ):
        assert first[key] == catalogue[key]
    assert not {"refused.too_long", "phone.results", "look.text_big"} & first.keys()


def test_the_rest_of_the_words_holds_every_one_that_a_phones_modules_name(assets: Assets, pages: Pages) -> None:
    """Q4"""
    rest = assets.text("shared/words/phone-es.json")
    for path in files("client_web/participant/*.js"):
        for key in re.findall(r"""\bt\(\s*'([^']+)'""", Path(path).read_text()):
            assert f'"{key}":' in rest, key
    assert '"refused.too_late":' in rest and '"console.' not in rest
