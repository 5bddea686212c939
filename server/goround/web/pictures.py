"""Pictures of a session's curricula, fetched by their hash by whoever has a screen of that session."""

import base64

from aiohttp import web

from goround.domain.agenda import Agenda
from goround.domain.curriculum import PictureFile


def picture_of(agenda: Agenda | None, sha256: str) -> PictureFile | None:
    """The picture with this hash in an agenda."""
    for block in agenda.blocks if agenda else ():
        if sha256 in block.pictures:
            return block.pictures[sha256]
    return None


def picture_response(agenda: Agenda | None, sha256: str) -> web.Response:
    """The picture, for ever the same under its hash.

    Raises:
        HTTPNotFound: the agenda has no such picture.
    """
    picture = picture_of(agenda, sha256)
    if picture is None:
        raise web.HTTPNotFound
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        # A drawing that is opened by itself runs nothing and fetches nothing.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return web.Response(body=base64.b64decode(picture.base64), content_type=picture.media, headers=headers)
