"""A screen that broke tells a code; what was on it stays where it was. And the word that tells others whether this server lives."""

import logging
from typing import Literal

from aiohttp import web
from pydantic import ValidationError

from goround.domain.base import Model

routes = web.RouteTableDef()
log = logging.getLogger(__name__)


class Fault(Model):
    """What a broken screen may tell: words of ours, so that nothing that somebody typed comes into the program's own records."""

    code: Literal["screen_threw"]
    screen: Literal["join", "participant", "facilitator", "display", "staff", "supervisor"]


@routes.post("/fault")
async def told(request: web.Request) -> web.Response:
    """Write down that a screen broke."""
    try:
        fault = Fault.model_validate_json(await request.read())
    except ValidationError:
        raise web.HTTPBadRequest(text="A fault is told as {code, screen}.\n") from None
    log.error("screen broke: %s on %s", fault.code, fault.screen)
    return web.Response(status=204)
