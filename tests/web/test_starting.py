"""Starting a session: what nobody has reviewed is said yes to once for each version, families are refused, and pictures come with it."""

import base64
import html
import json
import re
import shutil
from hashlib import sha256
from pathlib import Path

from goround.catalog.shelf import Shelf
from goround.domain.curriculum import Curriculum, PictureFile, Review
from goround.domain.steps import Picture
from goround.shipped import shipped
from tests.playbook import curriculum, slide, words
from tests.web.conftest import Company
from tests.web.people import Console, Page
from tests.web.premises import SAM, Premises

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2"/></svg>'
DRAWN = sha256(DRAWING).hexdigest()


def stocked(site: Premises, *curricula: Curriculum) -> None:
    """The site offers these."""
    site.site.shelf = Shelf(None, curricula)


def unread(version: str = "1", **changes: object) -> Curriculum:
    """A curriculum that nobody has reviewed."""
    plain = curriculum("raw", slide("hello"), title="Never reviewed", review=Review())
    hash = sha256(version.encode()).hexdigest()
    return plain.model_copy(update={"version": version, "sha256": hash, **changes})


async def starts(console: Console, *said_yes: Curriculum, id: str = "raw") -> Page:
    form = [("group", "Blue group"), ("curriculum", id), *(("confirmed", str(one.sha256)) for one in said_yes)]
    return await console.browser.post("/staff/sessions", form)


async def test_what_is_not_reviewed_is_asked_about_before_it_is_led(site: Premises, company: Company) -> None:
    """W23 M14"""
    raw = unread()
    stocked(site, raw)
    dana = await company.staff()
    asked = await starts(dana)
    assert asked.status == 422
    assert "Not yet reviewed by a clinician." in asked.text
    assert "The Spanish is not yet reviewed by a qualified translator." in asked.text
    assert 'value="Blue group"' in asked.text, "What was typed is lost."
    assert asked.text.index('data-confirms="raw">') < asked.text.index('id="begin-now"'), (
        "The question is not beside the button."
    )
    assert "Please read this, then press Start again." in asked.text
    led = await starts(dana, raw)
    assert led.status == 303
    session = led.leads_to.rsplit("/", 1)[1]
    [opened] = site.events(session, "opened")
    assert opened.confirmed == ("raw",), "The log does not say that it was confirmed."


async def test_it_is_asked_once_for_each_version_and_each_leader(site: Premises, company: Company) -> None:
    """W23"""
    first, second = unread("1"), unread("2")
    stocked(site, first)
    dana, sam = await company.staff(), await company.staff(SAM)
    assert (await starts(dana, first)).status == 303
    assert (await starts(dana)).status == 303, "Dana was asked again about the same version."
    assert (await starts(sam)).status == 422, "Sam was never asked."
    stocked(site, second)
    assert (await starts(dana)).status == 422, "Another version was led without a question."
    assert (await starts(dana, first)).status == 422, "A yes to another version was taken."


async def test_a_half_reviewed_one_says_only_what_is_missing(site: Premises, company: Company) -> None:
    """W23"""
    whole = curriculum("raw", slide("hello"))
    half = unread(review=Review(clinician=whole.review.clinician))
    stocked(site, half)
    asked = await starts(await company.staff())
    assert "Not yet reviewed by a clinician" not in asked.text
    assert "qualified translator" in asked.text


async def test_what_is_reviewed_starts_at_once(site: Premises, company: Company) -> None:
    """W23"""
    stocked(site, curriculum("raw", slide("hello")))
    assert (await starts(await company.staff())).status == 303


async def test_what_was_saved_can_be_led_without_a_restart(site: Premises, company: Company, tmp_path: Path) -> None:
    """W24"""
    folder = tmp_path / "curricula"
    folder.mkdir()
    site.site.shelf = Shelf(folder)
    dana = await company.staff()
    assert "There is no curriculum yet." in (await dana.browser.get("/staff")).text
    shutil.copy(shipped("curricula") / "blk-first-look.yaml", folder)
    (folder / "broken.yaml").write_text("id: [")
    home = (await dana.browser.get("/staff")).text
    assert "A first look at an urge" in home
    assert "broken.yaml" in home, "Nobody is told that a file cannot be led."
    assert (await starts(dana, id="blk-first-look")).status == 422, "It is not reviewed, so it is asked about first."


async def test_a_curriculum_for_families_is_refused_with_a_sentence(site: Premises, company: Company) -> None:
    """M13"""
    stocked(site, unread(audience=("participants", "family")))
    refused = await starts(await company.staff())
    assert refused.status == 422
    assert "Seats for family members do not exist yet" in refused.text
    assert not site.site.host.rooms()


async def test_what_is_wrong_with_a_new_session_is_told_and_what_was_typed_stays(
    site: Premises, company: Company
) -> None:
    """W7"""
    stocked(site, *THREE)
    console = await company.staff()
    chosen = [("curriculum", "one"), ("curriculum", "two")]
    for form, told in (
        ([("group", " "), *chosen], "Please write a name for the group."),
        ([("group", "x" * 41), *chosen], "The name has more than 40 letters."),
        ([("group", "Blue")], "Please choose what the group will do."),
        ([("group", "Blue"), *chosen, ("curriculum", "gone")], "Something you chose is not there any more."),
        ([("group", "Blue"), *chosen, ("curriculum", "one")], "Something stands in the list twice."),
        ([("group", "Blue"), *(("curriculum", f"c{n}") for n in range(21))], "That is too many for one session."),
        *(
            ([("group", "Blue"), *chosen, ("break.one", typed)], "A break takes 1 to 120 minutes.")
            for typed in ("x", "-1", "121", "nan", "inf", "1e99", "0.0.1")
        ),
    ):
        page = await console.browser.post("/staff/sessions", form)
        assert page.status == 422 and 'id="start-error"' in page.text and told in page.text, form
        assert f'value="{dict(form)["group"]}"' in page.text, "What was typed is lost."
        assert {place for one in ("one", "two") if (place := chosen_at(page, one)) is not None} == {
            place for place, (name, value) in enumerate(form[1:]) if name == "curriculum" and value in ("one", "two")
        } or told.startswith("Something stands"), "The order is lost."
        for name, value in form:
            if name.startswith("break."):
                assert json.dumps({name.removeprefix("break."): value}) in html.unescape(page.text), (
                    "The break is lost."
                )
    assert not site.site.host.rooms()


def chosen_at(page: Page, id: str) -> int | None:
    """At which place of the order the page says this curriculum stands."""
    found = re.search(rf'value="{id}" data-minutes="[^"]*" checked data-place="(\d+)"', page.text)
    return int(found[1]) if found else None


async def test_curricula_are_led_in_the_order_that_was_chosen_with_breaks_between(
    site: Premises, company: Company
) -> None:
    """W26"""
    stocked(site, *THREE)
    form = [
        ("group", "Blue"),
        *(("curriculum", id) for id in ("three", "one", "two")),
        ("break.three", "7,5"),
        ("break.one", "0"),
        ("break.two", "99"),
    ]
    page = await (await company.staff()).browser.post("/staff/sessions", form)
    assert page.status == 303, page.text
    [opened] = site.events(page.leads_to.rsplit("/", 1)[1], "opened")
    assert [block.id for block in opened.agenda.blocks] == ["three", "one", "two"]
    assert [(rest.after, rest.minutes) for rest in opened.agenda.breaks] == [("three", 7.5)], (
        "After the last there is none."
    )


THREE = tuple(curriculum(id, slide("hello", minutes=30), title=f"Title of {id}") for id in ("one", "two", "three"))


def pictured() -> Curriculum:
    step = slide("hello").model_copy(
        update={"picture": Picture(file="wave.svg", alt=words("A wave"), sha256=DRAWN)},
    )
    file = PictureFile(media="image/svg+xml", base64=base64.b64encode(DRAWING).decode())
    return curriculum("raw", step).model_copy(update={"pictures": {DRAWN: file}})


async def test_a_picture_is_fetched_by_whoever_has_a_screen_of_the_session(site: Premises, company: Company) -> None:
    """W25"""
    stocked(site, pictured())
    dana = await company.staff()
    await dana.starts("Blue group", "raw")
    [ana] = await company.inside(dana, "Ana")
    for person in (dana, ana):
        page = await person.browser.get(f"{person.path}/picture/{DRAWN}")
        assert page.status == 200
        assert page.text == DRAWING.decode()
        assert page.headers["Content-Type"] == "image/svg+xml"
        assert "sandbox" in page.headers["Content-Security-Policy"]
        assert (await person.browser.get(f"{person.path}/picture/{'0' * 64}")).status == 404
    stranger = await company.staff(SAM)
    assert (await stranger.browser.get(f"{ana.path}/picture/{DRAWN}")).status == 404, (
        "A stranger saw what this group looks at."
    )


async def test_a_view_names_a_picture_and_never_carries_it(site: Premises, company: Company) -> None:
    """W25"""
    stocked(site, pictured())
    dana = await company.staff()
    await dana.starts("Blue group", "raw")
    [ana] = await company.inside(dana, "Ana")
    await dana.line.asks("start", until=site.now() + 5_000)
    shown = await ana.line.sees(lambda message: message["scene"].get("visit"))
    assert shown["scene"]["visit"]["picture"] == {"sha256": DRAWN, "alt": words("A wave").model_dump()}
    assert base64.b64encode(DRAWING).decode() not in json.dumps(shown)
