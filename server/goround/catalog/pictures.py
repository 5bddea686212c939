"""Pictures beside a curriculum: read when it is compiled, checked, and carried with it, so that a replay needs no file."""

import base64
import binascii
from hashlib import sha256
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from goround.catalog.finding import Finding
from goround.catalog.places import Key, Placed
from goround.domain.curriculum import PictureFile

SUFFIXES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
"""How the names of files end that may be pictures."""
MOST_BYTES = 100_000
MOST_IN_ALL = 1_000_000
Media = Literal["image/svg+xml", "image/png", "image/jpeg", "image/webp"]


class NotAPicture(Exception):
    """A file that is not shown as a picture: what is wrong, and what to do."""

    def __init__(self, code: str, what: str, todo: str) -> None:
        super().__init__(what)
        self.code, self.what, self.todo = code, what, todo


def read_pictures(
    path: Path, placed: Placed
) -> tuple[dict[tuple[Key, ...], str], dict[str, PictureFile], list[Finding]]:
    """The hash of each step's picture by the step's keys, the pictures by their hash, and what is wrong with them."""
    hashes: dict[tuple[Key, ...], str] = {}
    pictures: dict[str, PictureFile] = {}
    findings: list[Finding] = []
    whole = 0
    steps = placed.value.get("steps") if isinstance(placed.value, dict) else None
    for place, step in enumerate(steps if isinstance(steps, list) else ()):
        picture = step.get("picture") if isinstance(step, dict) else None
        file = picture.get("file") if isinstance(picture, dict) else None
        if not isinstance(file, str):
            continue
        keys = ("steps", place, "picture")
        try:
            raw, media = _read(path.parent, file)
        except NotAPicture as wrong:
            findings.append(Finding(path, *placed.at((*keys, "file")), wrong.code, wrong.what, wrong.todo))
            continue
        whole += len(raw)
        if whole > MOST_IN_ALL:
            what = f"with this one the pictures of this file are larger than {MOST_IN_ALL} bytes"
            todo = "make them smaller: every session's log carries them"
            findings.append(Finding(path, *placed.at((*keys, "file")), "picture_too_large", what, todo))
            break
        hash = sha256(raw).hexdigest()
        hashes[keys] = hash
        pictures[hash] = PictureFile(media=media, base64=base64.b64encode(raw).decode())
    return hashes, pictures, findings


def _read(folder: Path, name: str) -> tuple[bytes, Media]:
    if Path(name).name != name or name.startswith("."):
        raise NotAPicture(
            "picture_elsewhere", "a picture lies beside its curriculum", "write the name of a file in the same folder"
        )
    try:
        with (folder / name).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError:
        raise NotAPicture(
            "dangling", f"there is no picture “{name}” beside this file", "put it there, or correct its name"
        ) from None
    if len(raw) > MOST_BYTES:
        raise NotAPicture(
            "picture_too_large",
            f"“{name}” is larger than {MOST_BYTES} bytes",
            "make it smaller: phones fetch it over weak links",
        )
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return raw, "image/png"
    if raw.startswith(b"\xff\xd8\xff"):
        return raw, "image/jpeg"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return raw, "image/webp"
    if _is_drawing(raw):
        return raw, "image/svg+xml"
    raise NotAPicture("not_a_picture", f"“{name}” is not a picture that is shown", "use an SVG, PNG, JPEG or WebP file")


def _is_drawing(raw: bytes) -> bool:
    """Whether this is a plain SVG: without a document type, scripts, or anything fetched from elsewhere."""
    if b"\0" in raw or b"<!" in raw.replace(b"<!--", b""):
        return False
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 - without a document type nothing in it can grow
    except (ElementTree.ParseError, ValueError, binascii.Error):
        return False
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return False
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        links = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href"]
        if name in ("script", "foreignObject", "image") or any(not link.startswith("#") for link in links):
            return False
    return True
