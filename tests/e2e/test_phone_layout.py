"""What a phone shows at every size: no bar over a choice or over who sees it, nothing sideways, nothing too small, nothing that axe minds."""

import re
from base64 import b64encode
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from goround.domain.base import Lang
from tests.e2e.measured import violations
from tests.e2e.phone_stage import (
    BREAK,
    COMMIT,
    FLOOR,
    LINES,
    LIST,
    NOTE,
    PICTURE,
    QUESTION,
    ROUND,
    SEAT,
    SLIDE,
    WROTE,
    Json,
    Stage,
    alarm,
    arriving,
    given,
    mine,
    scene,
    turn,
    visit,
)
from tests.needs import DEEP

pytestmark = pytest.mark.browser

SIZES = [(320, 460), (360, 560), (360, 740), (460, 320), (560, 360), (740, 360)]
LONG = {
    **QUESTION,
    "question": {
        "en": "When you think of the week that lies ahead of you, how sure are you that you can ask for help?",
        "es": "Cuando piensas en la semana que viene, ¿qué tanta confianza tienes en que puedes pedir ayuda a alguien?",
    },
}
RESULTS = {"answers": 8, "kind": "scale", "counts": [0, 0, 1, 2, 1, 2, 0, 1, 1, 0, 0]}
LISTED = {
    "answers": 6,
    "kind": "list",
    "counts": {"walk": 4, "call": 0, "water": 1},
    "texts": ["Sit on the step", "w" * 60],
}
CHOSE = {"kind": "commit", "chosen": ["call"], "own": []}
OVERLAPS = """choice => {
  choice.scrollIntoView({ block: 'nearest' });
  const a = choice.getBoundingClientRect();
  return [...document.querySelectorAll('.help-bar, .reply')].filter((bar) => {
    const b = bar.getBoundingClientRect();
    return a.bottom > b.top + .5 && a.top < b.bottom - .5 && a.right > b.left && a.left < b.right;
  }).map((bar) => bar.className);
}"""
MEASURES = """() => ({
  wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  outside: [...document.querySelectorAll('button, a, label, input')].filter((one) => {
    const box = one.getBoundingClientRect();
    return !one.closest('.unseen') && box.width && (box.left < -.5 || box.right > innerWidth + .5);
  }).map((one) => one.textContent),
  cramped: [...document.querySelectorAll('.btn, .numbers label, .options label')].filter((one) => {
    const box = one.getBoundingClientRect();
    const least = one.tagName === 'LABEL' ? 56 : 48;
    return box.height && (box.height < least - .5 || box.width < 48 - .5 || one.scrollWidth > one.clientWidth + 1);
  }).map((one) => one.textContent),
  small: [...document.querySelectorAll('#screen *, body.phone *')].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) && parseFloat(getComputedStyle(one).fontSize) < 16
  ).map((one) => one.textContent),
})"""


async def phone(browser: Browser, stage: Stage, path: str, *, big: bool = False, dark: bool = False) -> Page:
    """The page on a phone that prints nothing to its console."""
    context = await browser.new_context(
        locale=stage.lang,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        service_workers="block",
    )
    if big:
        await context.add_init_script("localStorage.setItem('goround-look', JSON.stringify({ text: 'big' }))")
    page = await context.new_page()
    await page.goto(stage.address + path)
    await page.locator("h1").first.wait_for(state="attached")
    await page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize("big", [False, True], ids=["normal", "big"])
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("prompt", [QUESTION, LONG], ids=["short", "long"])
async def test_no_bar_lies_over_a_choice_or_over_who_sees_it(
    browser: Browser, stage: Stage, prompt: Json, lang: Lang, big: bool
) -> None:
    stage.lang = lang
    stage.scene = scene(visit=visit(prompt, who_sees="group"), rehearsal=True)
    stage.mine = mine(lang=lang, mode="remote")
    page = await phone(browser, stage, f"/s/{SEAT}", big=big)
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        for part in await page.locator(".numbers label, .who-sees, .reply button").all():
            over = await part.evaluate(OVERLAPS)
            ours = ["reply"] if await part.evaluate("one => !!one.closest('.reply')") else []
            assert over == ours, f"{await part.inner_text()} lies under {over} at {width}x{height}"
        bar = await page.locator(".help-bar").bounding_box()
        assert bar and bar["y"] + bar["height"] == pytest.approx(height, abs=1), (
            f"The help bar moved at {width}x{height}"
        )
        await measured(page, f"{width}x{height}")
    await page.context.close()


async def measured(page: Page, where: str) -> None:
    found: dict[str, Any] = await page.evaluate(MEASURES)
    assert found == {"wide": 0, "outside": [], "cramped": [], "small": []}, f"{where}: {found}"


async def test_the_keyboard_never_stands_behind_a_bar(browser: Browser, stage: Stage) -> None:
    stage.scene = scene(visit=visit(LONG))
    page = await phone(browser, stage, f"/s/{SEAT}", big=True)
    await page.set_viewport_size({"width": 320, "height": 460})
    await page.locator("input[name=number]").first.focus()
    for number in range(1, 11):
        await page.keyboard.press("ArrowDown")
        covered = await page.evaluate(
            """() => {
              const a = document.activeElement.closest('label').getBoundingClientRect();
              return a.bottom > document.querySelector('.help-bar').getBoundingClientRect().top + .5;
            }"""
        )
        assert not covered, f"{number} has the focus behind the bar"
    await page.context.close()


ARRIVING = [
    arriving(
        QUESTION, "in.craving", given=given(standing="answered", revision=1, answer={"kind": "scale", "number": 3})
    ),
    arriving(LONG, "in.mood"),
]
STATES: dict[str, tuple[Json, Json]] = {
    "door": ({"kind": "door", "phase": "gathering", "rehearsal": True, "help_lines": LINES}, mine(given=None)),
    "waiting": (scene(phase="gathering", visit=None), mine(given=None, mode="remote")),
    "slide": (scene(visit=visit(SLIDE, who_sees=None, open=False)), mine(given=None)),
    "question": (scene(), mine()),
    "results": (scene(visit=visit(open=False, who_sees="anonymous", results=RESULTS)), mine()),
    "noted": (scene(visit=visit(SLIDE, who_sees=None, content_note=NOTE, picture=PICTURE)), mine(given=None)),
    "noted_question": (scene(visit=visit(content_note=NOTE, picture=PICTURE)), mine()),
    "others": (scene(), mine(for_you=False, given=None)),
    "text": (scene(visit=visit(WROTE, who_sees="anonymous")), mine()),
    "list": (scene(visit=visit(LIST, who_sees="private")), mine()),
    "list_results": (scene(visit=visit(LIST, open=False, who_sees="anonymous", results=LISTED)), mine()),
    "commit": (scene(visit=visit(COMMIT, who_sees="anonymous")), mine()),
    "committed": (scene(visit=visit(COMMIT)), mine(given=given(standing="answered", revision=1, answer=CHOSE))),
    "before_me": (scene(visit=visit(ROUND, who_sees=None, open=False)), mine(given=None, turn=turn("to_come", 2))),
    "speaking": (scene(visit=visit(ROUND, who_sees=None, open=False)), mine(given=None, turn=turn("speaking"))),
    "passed": (scene(visit=visit(ROUND, who_sees=None, open=False)), mine(given=None, turn=turn("passed"))),
    "floor": (scene(visit=visit(FLOOR, who_sees=None, open=False)), mine(given=None, turn=turn("listens"))),
    "in_line": (scene(visit=visit(FLOOR, who_sees=None, open=False)), mine(given=None, turn=turn("to_come", 1))),
    "break": (scene(visit=visit(BREAK, who_sees=None, open=False)), mine(given=None)),
    "arrival": (scene(phase="gathering", visit=None), mine(given=None, mode="remote", arrival=ARRIVING)),
    "alarm": (scene(), mine(alarm=alarm())),
    "alarm_unseen": (scene(), mine(alarm=alarm("unseen", alert="a2"), mode="remote")),
    "namesake": (scene(phase="gathering", visit=None), mine(given=None, namesake=True)),
    "paused": (scene(phase="paused"), mine()),
    "removed": ({"kind": "removed", "rehearsal": True, "help_lines": LINES}, {"kind": "nothing"}),
    "ended": (scene(phase="ended", visit=None, ended=4_000_000_000_000), mine(given=None)),
}


@pytest.mark.parametrize("lang", ["es", "en"] if DEEP else ["es"])
@pytest.mark.parametrize("state", STATES)
async def test_every_state_holds_on_every_size(browser: Browser, stage: Stage, state: str, lang: Lang) -> None:
    stage.lang = lang
    stage.scene, own = STATES[state]
    stage.mine = {**own, "lang": lang} if own["kind"] == "seat" else own
    page = await phone(browser, stage, f"/s/{SEAT}", big=True, dark=lang == "es")
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        await measured(page, f"{state} at {width}x{height}")
    assert await violations(page) == []
    await page.context.close()


FURTHEST = """async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width, image.height];
    const drawn = canvas.getContext('2d');
    drawn.drawImage(image, 0, 0);
    return drawn.getImageData(0, 0, image.width, image.height).data;
  }));
  return one.length === other.length ? one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at])), 0) : 255;
}"""
SAME = 2
"""Of 255: the edge of a rounded corner is not painted to the bit in every layer."""


async def looks_again(button: Locator, look: bytes) -> bool:
    """Whether the button looks so again: a press and a lost focus take the browser a few frames to paint away."""
    for _ in range(40):
        now = await button.screenshot(animations="disabled")
        if await button.page.evaluate(FURTHEST, [b64encode(one).decode() for one in (look, now)]) <= SAME:
            return True
        await button.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )
    return False


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_i_need_a_person_keeps_its_place_and_its_look(browser: Browser, stage: Stage, lang: Lang) -> None:
    stage.lang = lang
    page = await phone(browser, stage, f"/s/{SEAT}")
    await page.set_viewport_size({"width": 360, "height": 740})
    button = page.locator(".help-bar button").nth(2)
    first, look = await button.bounding_box(), await button.screenshot(animations="disabled")
    for state, (shown, own) in STATES.items():
        before = await page.locator("#screen").inner_text()
        await stage.tell(scene=shown, mine={**own, "lang": lang} if own["kind"] == "seat" else own)
        if state != "question":
            await page.wait_for_function("before => document.querySelector('#screen').innerText !== before", arg=before)
        assert await button.bounding_box() == first, f"It moved on the page “{state}”"
    await stage.tell(scene=scene(), mine=mine(lang=lang))
    for press in (0, 1, 2):
        await page.locator(".help-bar button").nth(press).click()
        await page.mouse.move(0, 0)
        assert await button.bounding_box() == first
    await page.evaluate("document.activeElement.blur()")
    await stage.tell(mine=mine(lang=lang, person={"standing": "sent", "by": None}))
    await page.locator(".reply button").nth(1).wait_for()
    assert await looks_again(button, look), "Pressed, it looks different from a metre away"
    await page.context.close()


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_the_way_in_holds_on_every_size(browser: Browser, stage: Stage, lang: Lang) -> None:
    stage.lang = lang
    stage.join |= {"error": "no_such_code", "values": {"code": "LAMP", "name": "Ana", "mode": "remote"}}
    page = await phone(browser, stage, "/", big=True)
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})
        await measured(page, f"join at {width}x{height}")
    assert await violations(page) == []
    await page.goto(stage.address + "/bye")
    assert await violations(page) == []
    await page.context.close()


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_the_code_field_that_somebody_is_in_never_lies_under_the_bar(
    browser: Browser, stage: Stage, lang: Lang
) -> None:
    stage.lang = lang
    stage.join |= {"error": "no_such_code"}
    page = await phone(browser, stage, "/", big=True)
    await page.set_viewport_size({"width": 320, "height": 460})
    await page.goto(stage.address)
    code = page.locator("#code")
    await expect(code).to_be_focused()
    await expect(page.locator("html")).to_have_attribute("data-text", "big")
    await page.wait_for_function(CLEAR)
    await page.context.close()


CLEAR = """() => {
  const field = document.getElementById('code').getBoundingClientRect();
  return field.top >= 0 && field.bottom <= document.querySelector('.help-bar').getBoundingClientRect().top;
}"""


SIGN = """(one) => {
  const [sign, own] = [getComputedStyle(one, '::before'), getComputedStyle(one)];
  return { says: sign.content, apart: sign.backgroundColor !== getComputedStyle(document.body).backgroundColor, room: parseFloat(own.paddingLeft) >= 24 };
}"""
EDGE = "(field) => parseFloat(getComputedStyle(field).borderTopWidth)"


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
async def test_what_is_wrong_on_the_form_has_a_sign_and_its_field_a_thick_edge(
    browser: Browser, stage: Stage, dark: bool
) -> None:
    """W1"""
    stage.join |= {"error": "no_such_code", "values": {"code": "LAMP", "name": "Ana", "mode": "on_site"}}
    page = await phone(browser, stage, "/", dark=dark)
    assert await page.locator("#code-error").evaluate(SIGN) == {"says": '"!"', "apart": True, "room": True}
    await page.locator("#name").focus()
    assert await page.locator("#code").evaluate(EDGE) > await page.locator("#name").evaluate(EDGE)
    await page.context.close()


WHOLE = """(one) => {
  const box = one.getBoundingClientRect();
  return scrollY === 0 && box.top >= 0 && box.bottom <= document.querySelector('.help-bar').getBoundingClientRect().top;
}"""


@pytest.mark.parametrize("mode", ["on_site", "remote"])
@pytest.mark.parametrize(
    ("lang", "where", "leave"),
    [("en", "Leave is under Aa.", "Leave this group"), ("es", "Salir está en Aa.", "Salir de este grupo")],
)
async def test_where_leave_is_stands_on_the_form_and_under_aa_it_is_seen_without_scrolling(
    browser: Browser, stage: Stage, lang: Lang, where: str, leave: str, mode: str
) -> None:
    stage.lang, stage.mine = lang, mine(lang=lang, mode=mode)
    page = await phone(browser, stage, "/")
    await expect(page.locator("main").first).to_contain_text(where)
    await page.set_viewport_size({"width": 360, "height": 740})
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.locator(".help-bar button").nth(1).click()
    button = page.get_by_role("button", name=leave, exact=True)
    await expect(button).to_be_visible()
    assert await button.evaluate(WHOLE)
    await page.context.close()


@pytest.mark.parametrize(
    ("lang", "name"), [("en", "Text size, light or dark"), ("es", "Tamaño de letra, claro u oscuro")]
)
async def test_on_the_way_in_aa_is_called_what_it_holds(browser: Browser, stage: Stage, lang: Lang, name: str) -> None:
    stage.lang = lang
    page = await phone(browser, stage, "/")
    await expect(page.locator("#aa")).to_have_accessible_name(re.compile(f"^Aa ?, {name}$"))
    await page.locator("#aa").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    labels = {"en": ["Text size", "Light or dark"], "es": ["Tamaño de letra", "Claro u oscuro"]}[lang]
    await expect(page.locator("#look legend")).to_have_text(labels)
    await page.context.close()


async def test_a_bar_over_a_choice_would_be_seen(browser: Browser, stage: Stage) -> None:
    page = await phone(browser, stage, f"/s/{SEAT}")
    await page.set_viewport_size({"width": 320, "height": 460})
    await page.evaluate("document.querySelector('.reply').style.cssText = 'position: sticky; bottom: 66px'")
    covered = [await part.evaluate(OVERLAPS) for part in await page.locator(".numbers label").all()]
    assert ["reply"] in covered
    await page.context.close()
