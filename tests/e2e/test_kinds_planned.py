"""The plans and the breath on every screen: chosen and written by keyboard alone, sent as the server takes it, calm on a small phone, in step on all screens."""

import functools
from collections.abc import AsyncIterator
from typing import Any, Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from goround.domain.base import Lang
from goround.domain.steps.base import StepAnswer, Visibility
from goround.domain.steps.breathe import Breathe
from goround.domain.steps.ifthen import IfThen, IfThenAnswer
from goround.domain.steps.plan import Plan, PlanAnswer
from tests.e2e.console_page import asked, at, button
from tests.e2e.measured import violations
from tests.e2e.phone_stage import NOTE, ROWS, Json, Stage, given, mine, scene, visit
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import CONSOLES
from tests.e2e.staged_scenes import NOW, WALLS, person, wall, words
from tests.e2e.staged_scenes import asked as wall_asked
from tests.e2e.test_phone_answers import open_phone, press, reads
from tests.e2e.test_phone_layout import measured

pytestmark = pytest.mark.browser


def menu(*lines: tuple[str, str]) -> list[Json]:
    return [{"id": f"m{place}", "words": words(en, es)} for place, (en, es) in enumerate(lines)]


LONG = "tengo que esperar mucho rato y no hay nada que pueda hacer mientras"
IFTHEN = IfThen.model_validate(
    {
        "id": "plan", "kind": "ifthen", "title": "Plan", "minutes": 6,
        "question": words("Make a plan for a time on your own.", "Haz un plan para un rato a solas."),
        "situations": menu(("I can't sleep", "no puedo dormir"), ("I get paid.", "me pagan."), *[(f"{n} I have a long wait with nothing to do", f"{n} {LONG}") for n in range(10)]),
        "responses": menu(("put on my shoes and walk", "me pongo los zapatos y camino"), ("call someone I trust", "llamo a alguien de confianza"), *[(f"{n} breathe slowly and watch it pass", f"{n} {LONG}") for n in range(10)]),
    }
)  # fmt: skip
PLAN = Plan.model_validate(
    {
        "id": "card", "kind": "plan", "title": "Card", "minutes": 9,
        "heading": words("My safety card", "Mi tarjeta de seguridad"),
        "text": words("In danger, call 911.", "Si hay peligro, llama al 911."),
        "fields": [
            {
                "id": "sign", "label": words("I know it is getting hard when I ...", "Sé que se pone difícil cuando ..."),
                "example": words("stop answering messages", "dejo de contestar mensajes"),
                "suggestions": menu(("cannot sleep", "no puedo dormir"), ("skip meals, or group", f"no como, o {LONG}")),
            },
            {"id": "calm", "label": words("What gets me through an hour", "Lo que me ayuda a pasar una hora")},
            {"id": "call", "label": words("Who I call first", "A quién llamo primero"), "lines": 2, "suggestions": menu(("my sister", "mi hermana"), ("my sponsor", "mi padrino"))},
        ],
    }
)  # fmt: skip
BREATHE = Breathe.model_validate(
    {
        "id": "breath", "kind": "breathe", "title": "Breath", "minutes": 4, "rounds": 3, "seconds": {"in": 4, "hold": 1, "out": 6, "rest": 1},
        "heading": words("Feel the floor. Breathe slowly.", "Siente el piso. Respira despacio."),
        "text": words("Look at something calm.", "Mira algo tranquilo."),
    }
)  # fmt: skip
AnyStep = IfThen | Plan | Breathe
STEPS: dict[str, AnyStep] = {"ifthen": IFTHEN, "plan": PLAN, "breathe": BREATHE}
FOCUSED = "() => { const on = document.activeElement; return (on.labels?.[0] ?? on).innerText.trim(); }"


def prompt(step: AnyStep) -> Json:
    """What the server sends of it."""
    return step.prompt().model_dump(mode="json")


def stepped(step: AnyStep, who_sees: str = "facilitator", **changes: Any) -> Json:
    return scene(visit=visit(prompt(step), who_sees=who_sees, **changes))


def taken(step: AnyStep, stage: Stage) -> StepAnswer:
    """The one answer that came in, as the server takes it."""
    [ask] = [ask for ask in stage.asks if ask["type"] == "answer"]
    answer = step.accept(ask["answer"])
    assert isinstance(answer, StepAnswer), answer
    return answer


def kept(answer: StepAnswer) -> Json:
    return mine(given=given(standing="answered", revision=1, answer=answer.model_dump(mode="json", exclude_none=True)))


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    opened = await context.new_page()
    yield opened
    await context.close()


async def tab_to(page: Page, name: str) -> None:
    """Go on by the Tab key until this has the focus."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"The Tab key never comes to “{name}”")


# --- if-then ---


async def choose_by_keyboard(page: Page, send: str = "Send") -> None:
    await tab_to(page, "I can't sleep")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_role("radio", name="I get paid.")).to_be_checked()
    await expect(page.get_by_role("radio")).to_have_count(13)
    await page.keyboard.press("Enter")
    assert await page.evaluate(FOCUSED) == "then I …"
    await expect(page.get_by_role("radio")).to_have_count(13)
    await expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    await tab_to(page, "put on my shoes and walk")
    await page.keyboard.press("Space")
    await tab_to(page, "Go on")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("radio")).to_have_count(0)
    assert await page.evaluate(FOCUSED) == "If I get paid, then I put on my shoes and walk."
    await tab_to(page, send)
    await page.keyboard.press("Enter")
    await reads(page, "Saved. Look up.")


async def test_a_plan_is_made_by_keyboard_alone(page: Page, stage: Stage) -> None:
    stage.scene = stepped(IFTHEN)
    await open_phone(page, stage)
    await choose_by_keyboard(page)
    plan = taken(IFTHEN, stage)
    assert plan == IfThenAnswer.model_validate({"situation": {"id": "m1"}, "response": {"id": "m0"}})
    await stage.tell(mine=kept(plan))
    await expect(page.locator(".ifthen-sentence")).to_have_text("If I get paid, then I put on my shoes and walk.")
    await expect(page.locator("main")).to_contain_text("Say it out loud once, if you like.")
    await expect(page.get_by_role("button", name="Read aloud")).to_have_count(0)


async def test_a_private_plan_stays_on_the_phone_and_is_there_to_read(page: Page, stage: Stage) -> None:
    stage.scene = stepped(IFTHEN, "private")
    await open_phone(page, stage)
    await choose_by_keyboard(page, "Keep")
    await stage.until(lambda: [(ask["type"], ask["answer"]) for ask in stage.asks] == [("answer", None)])
    await expect(page.locator(".ifthen-sentence")).to_have_text("If I get paid, then I put on my shoes and walk.")
    rows = str(await page.evaluate(ROWS))
    assert "'m1'" in rows and "'m0'" in rows, "It is not kept on the phone"
    stage.mine = mine(given=given(standing="answered", revision=1))
    await open_phone(page, stage)
    await press(page, "Change my answer")
    await expect(page.locator(".ifthen-said p")).to_have_text(["If I get paid", "then I put on my shoes and walk"])


async def tap(page: Page, line: str) -> None:
    await page.locator(".options label").filter(has_text=line).click()


async def test_words_of_the_menu_become_ones_own(page: Page, stage: Stage) -> None:
    stage.scene = stepped(IFTHEN)
    await open_phone(page, stage)
    await tap(page, "I can't sleep")
    await tap(page, "Something else, in my own words")
    await expect(page.get_by_label("then I …")).to_be_focused()
    await page.keyboard.type("  get up and   call Sam ")
    await press(page, "Done")
    await page.get_by_role("button", name="Edit the words: If").click()
    await expect(page.get_by_role("textbox")).to_have_value("I can't sleep")
    await page.keyboard.press("End")
    await page.keyboard.type(" before three")
    await page.keyboard.press("Enter")
    await expect(page.locator(".ifthen-sentence")).to_have_text(
        "If I can't sleep before three, then I get up and call Sam."
    )
    await press(page, "Send")
    await reads(page, "Saved. Look up.")
    first, then = {"id": "m0", "own": "I can't sleep before three"}, {"own": "get up and call Sam"}
    assert taken(IFTHEN, stage) == IfThenAnswer.model_validate({"situation": first, "response": then})


async def test_a_half_is_changed_and_empty_words_bring_the_menu_back(page: Page, stage: Stage) -> None:
    stage.scene = stepped(IFTHEN)
    await open_phone(page, stage)
    await press(page, "Send")
    await expect(page.get_by_role("alert")).to_have_text("Choose an “If” and a “then” first, or tap Skip.")
    await tap(page, "Something else, in my own words")
    await press(page, "Done")
    await expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    await tap(page, "I get paid.")
    await tap(page, "call someone I trust")
    await page.get_by_role("button", name="Change: If I get paid").click()
    await expect(page.get_by_role("radio", name="I get paid.")).to_be_checked()
    await tap(page, "I can't sleep")
    await page.get_by_role("button", name="Edit the words: then I").click()
    await page.get_by_role("textbox").fill("")
    await press(page, "Done")
    await expect(page.locator(".ifthen-sentence")).to_have_text("If I can't sleep, then I call someone I trust.")
    assert not stage.asks


@pytest.mark.parametrize(("local", "buttons"), [(True, 1), (False, 0)])
async def test_only_a_voice_of_this_device_reads_a_plan_aloud(
    page: Page, stage: Stage, local: bool, buttons: int
) -> None:
    voices = f"[{{ lang: 'en-US', localService: {str(local).lower()} }}, {{ lang: 'es', localService: true }}]"
    await page.add_init_script(
        "window.said = []; Object.defineProperty(window, 'speechSynthesis', { value: {"
        f" getVoices: () => {voices}, cancel: () => said.push('cancel'), speak: (one) => said.push(one.text) }} }});"
        "window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };"
    )
    stage.scene = stepped(IFTHEN)
    stage.mine = kept(IfThenAnswer.model_validate({"situation": {"id": "m0"}, "response": {"id": "m0"}}))
    await open_phone(page, stage)
    read = page.get_by_role("button", name="Read aloud")
    await expect(read).to_have_count(buttons)
    assert await page.evaluate("said") == [], "It spoke by itself"
    if local:
        await read.click()
        await expect(page.get_by_role("button", name="Stop reading")).to_be_visible()
        await stage.tell(scene=scene(phase="paused"))
        await reads(page, "Paused. Look up.")
        await page.wait_for_function("() => said.length > 2")
        said = ["cancel", "If I can't sleep, then I put on my shoes and walk", "cancel"]
        assert await page.evaluate("said") == said


# --- plan ---


async def test_a_card_is_filled_in_by_keyboard_alone(page: Page, stage: Stage) -> None:
    stage.scene = stepped(PLAN)
    await open_phone(page, stage)
    await press(page, "Send")
    await expect(page.get_by_role("alert")).to_have_text("Fill in at least one line first, or tap Skip.")
    await expect(page.get_by_role("textbox", name="I know it is getting hard when I ...")).to_be_focused()
    await page.keyboard.type("I go quiet")
    await tab_to(page, "skip meals, or group")
    await page.keyboard.press("Enter")
    await tab_to(page, "What gets me through an hour")
    await page.keyboard.press("Enter")
    assert await page.evaluate(FOCUSED) == "Who I call first", "Enter did not go on"
    await page.keyboard.type("Sam")
    await page.keyboard.press("Enter")
    await page.keyboard.type("Jo")
    assert not stage.asks, "Enter sent the card"
    await tab_to(page, "my sister")
    await page.keyboard.press("Space")
    await tab_to(page, "Send")
    await page.keyboard.press("Enter")
    await reads(page, "Saved. Look up.")
    card = taken(PLAN, stage)
    fields = {"sign": "I go quiet, skip meals, or group", "call": "Sam\nJo\nmy sister"}
    assert card == PlanAnswer.model_validate({"fields": fields})
    await stage.tell(mine=kept(card))
    await expect(page.locator(".plan-done dt")).to_have_text(
        ["I know it is getting hard when I ...", "Who I call first"]
    )
    assert await page.locator(".plan-done dd").all_inner_texts() == list(fields.values())


async def test_a_suggestion_comes_and_goes_by_a_tap_and_own_words_stay(page: Page, stage: Stage) -> None:
    stage.scene = stepped(PLAN, "private")
    await open_phone(page, stage)
    box, chips = page.get_by_role("textbox", name="I know it is getting hard when I ..."), page.locator(".plan-chip")
    for chip, text in ((0, "cannot sleep"), (1, "cannot sleep, skip meals, or group"), (0, "skip meals, or group")):
        await chips.nth(chip).click()
        await expect(box).to_have_value(text)
    await box.fill("skip meals, or group, and hide")
    await expect(chips.nth(1)).to_have_attribute("aria-pressed", "true")
    await box.fill("x" * 235)
    await expect(chips.nth(0)).to_have_attribute("aria-disabled", "true")
    await chips.nth(0).click(force=True)
    await expect(box).to_have_value("x" * 235)
    await expect(page.locator("main")).to_contain_text("5 letters left")
    await press(page, "Keep")
    await reads(page, "Saved. Look up.")
    await stage.until(lambda: [(ask["type"], ask["answer"]) for ask in stage.asks] == [("answer", None)])


# --- every screen ---

LAID = {"ifthen": ("menu", "writing", "whole", "after"), "plan": ("empty", "filled", "after"), "breathe": ("empty",)}


async def lay(page: Page, stage: Stage, kind: str, state: str) -> None:
    """Bring the phone to a state of the step."""
    if state == "after":
        answer = STEPS[kind].accept(STEPS[kind].rehearse(0x9A))
        assert isinstance(answer, StepAnswer)
        await stage.tell(mine={**kept(answer), "lang": stage.lang})
        await page.locator(".ifthen-sentence, .plan-done").wait_for()
    elif state == "whole":
        await page.locator(".ifthen-go").click()
        await page.locator(".options label").nth(4).click()
    elif state == "writing":
        await page.locator(".options label").nth(3).click()
        await page.locator(".ifthen-said .btn").nth(1).click()
    elif state == "filled":
        for chip in await page.locator(".plan-chip").all():
            await chip.click()


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", STEPS)
async def test_a_small_phone_shows_it_whole(browser: Browser, stage: Stage, kind: str, lang: Lang) -> None:
    stage.lang, stage.mine = lang, mine(lang=lang)
    stage.scene = stepped(STEPS[kind], since=stage.now(), content_note=NOTE)
    scheme: Literal["dark", "light"] = "dark" if lang == "es" else "light"
    context = await browser.new_context(color_scheme=scheme, has_touch=True, service_workers="block")
    await context.add_init_script("localStorage.setItem('goround-look', JSON.stringify({ text: 'big' }))")
    page = await context.new_page()
    await open_phone(page, stage)
    for state in LAID[kind]:
        await page.set_viewport_size({"width": 320, "height": 460})
        await lay(page, stage, kind, state)
        for width, height in ((320, 460), (360, 740)):
            await page.set_viewport_size({"width": width, "height": height})
            await measured(page, f"{kind}, {state}, at {width}x{height}")
        assert await violations(page) == [], state
    await context.close()


GIVEN = {
    "ifthen": "If I can't sleep, then I put on my shoes and walk",
    "plan": "I know it is getting hard when I ...: I stop answering calls; What gets me through an hour: I stop answering calls; Who I call first: I stop answering calls",
    "breathe": "I took part",
}


@pytest.mark.parametrize("kind", STEPS)
async def test_leaders_read_it_and_enter_it_for_a_person_without_a_device(
    browser: Browser, door: StageDoor, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    step = STEPS[kind]
    answer = step.accept(step.rehearse(0))
    assert isinstance(answer, StepAnswer)
    told = answer.model_dump(mode="json", exclude_none=True)
    people = [person(1, given=told), *(person(n, given=None, status="not_yet", revision=0) for n in range(2, 13))]
    running = CONSOLES["running"]()
    staged = {**running["stage"], "prompt": prompt(step), "who_sees": "facilitator", "on_display": "question"}
    counts = {**running["counts"], "tally": None, "may_show": False}
    moment = {**running, "stage": staged, "counts": counts, "people": people, "waiting": []}
    monkeypatch.setitem(CONSOLES, kind, functools.partial(dict, moment))
    page = await at(browser, door, kind)
    await button(page, "By person").click()
    await expect(page.locator(".lines-people > li").first).to_contain_text(GIVEN[kind])
    await button(page, "Enter").click()
    if kind == "ifthen":
        await tap(page, "I can't sleep")
        await tap(page, "put on my shoes and walk")
    elif kind == "plan":
        for box in await page.get_by_role("textbox").all():
            await box.fill("I stop answering calls")
    assert await violations(page) == []
    await button(page, "Save").click()
    [ask] = await asked(door, page)
    assert (ask["type"], ask["seat"]) == ("answer", "s11")
    assert step.accept(ask["answer"]) == answer
    await page.context.close()


WALL = """() => {
  const wall = document.querySelector('.wall'), u = Math.min(innerWidth / 100, innerHeight * 1.7778 / 100);
  const main = wall.querySelector('.wall-main').getBoundingClientRect(), foot = wall.querySelector('.wall-foot').getBoundingClientRect();
  const texts = [...wall.querySelectorAll('*')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const of = (token) => { const one = document.createElement('i'); one.style.color = `var(${token})`; document.body.append(one); const { color } = getComputedStyle(one); one.remove(); return color; };
  return {
    outside: texts.filter((one) => { const box = one.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight; }).map((one) => one.textContent),
    under: main.top < 0 || main.bottom > foot.top,
    small: texts.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 2.85 * u - .5).map((one) => one.textContent),
    pale: texts.filter((one) => ![of('--ink'), of('--act')].includes(getComputedStyle(one).color)).map((one) => one.textContent),
  };
}"""
LONG_WORDS = words(
    "What will you do in the first ten minutes tonight if the urge comes?", f"¿Qué vas a hacer si {LONG}?"
)
LABELS = [{"id": f"f{n}", "label": words("What gets me through an hour", f"Lo que más me ayuda a pasar una hora que se hace larga, {n}")} for n in range(8)]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", STEPS)
async def test_the_room_shows_it_large_and_whole(
    browser: Browser, door: StageDoor, monkeypatch: pytest.MonkeyPatch, kind: str, lang: Lang
) -> None:
    plain = prompt(STEPS[kind])
    long = {**plain, "heading" if "heading" in plain else "question": LONG_WORDS} | ({"fields": LABELS} if kind == "plan" else {})  # fmt: skip
    context = await browser.new_context(viewport={"width": 1920, "height": 1080}, service_workers="block")
    for name, asks, note in (("plain", plain, None), ("long", long, NOTE)):
        shown = wall(visit=wall_asked(prompt=asks, who_sees=Visibility.PRIVATE, since=NOW - 2_000, content_note=note))
        monkeypatch.setitem(WALLS, name, functools.partial(dict, shown))
        page = await context.new_page()
        await page.goto(f"{door.address}/display/{name}?lang={lang}#{lang}")
        await page.locator(".wall h1").wait_for()
        await page.evaluate("document.fonts.ready")
        found = await page.evaluate(WALL)
        assert found == {"outside": [], "under": False, "small": [], "pale": []}, f"{name}: {found}"
        assert await violations(page) == []
    await context.close()
