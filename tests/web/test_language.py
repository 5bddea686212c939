"""The language of pages: asked for once in the address, kept on the device."""

from tests.web.people import Browser
from tests.web.premises import Premises


async def test_a_language_that_was_asked_for_is_kept_on_this_device(site: Premises) -> None:

    async with Browser(site) as browser:
        assert 'lang="en"' in (await browser.get("/staff/sign-in")).text
        assert 'lang="es"' in (await browser.get("/staff/sign-in?lang=es")).text
        assert 'lang="es"' in (await browser.get("/staff/sign-in")).text
        assert 'lang="es"' in (await browser.get("/staff/sign-in?lang=xx")).text
