"""The screens' files under one content-hashed prefix: no build, no manifest, no import map.

Relative imports keep working because the hash is in the path; one changed byte moves the whole tree to a new prefix, and an old prefix
answers 410.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from aiohttp import web

TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
COMMENTED = frozenset({".js", ".css"})
PACKED = frozenset({".js", ".css", ".json", ".svg"})
LEFT_OUT = frozenset({"dev", "node_modules", "licences"})
_IMPORT = re.compile(
    r"""(?:^|[\s;}])(?:import|export)\b[^'"();]*?from\s*['"](\.{1,2}/[^'"]+)['"]|^import\s*['"](\.{1,2}/[^'"]+)['"]""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _File:
    type: str
    raw: bytes
    packed: bytes | None


class Assets:
    """Every file of the screens, in memory."""

    def __init__(self, root: Path) -> None:
        digest = hashlib.sha256()
        self._files: dict[str, _File] = {}
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in TYPES or LEFT_OUT & set(PurePosixPath(name).parts) or not path.is_file():
                continue
            raw = path.read_bytes()
            if path.suffix in COMMENTED and "vendor" not in PurePosixPath(name).parts:
                raw = without_comments(raw.decode()).encode()
            digest.update(name.encode() + b"\0" + raw)
            packed = gzip.compress(raw, 9, mtime=0) if path.suffix in PACKED else None
            self._files[name] = _File(TYPES[path.suffix], raw, packed)
        self.hash = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """Where a file is served; raises KeyError for one that there is not."""
        if name not in self._files:
            raise KeyError(name)
        return f"/a/{self.hash}/{name}"

    @lru_cache(maxsize=64)  # noqa: B019 - one Assets lives as long as the process
    def modules(self, entry: str) -> tuple[str, ...]:
        """The entry and every module that it needs: one round trip instead of one for each level of imports."""
        seen: list[str] = []
        todo = [entry]
        while todo:
            name = todo.pop(0)
            if name in seen:
                continue
            seen.append(name)
            for found in _IMPORT.finditer(self._files[name].raw.decode()):
                todo.append(_resolved(name, found[1] or found[2]))
        return tuple(seen)

    async def serve(self, request: web.Request) -> web.Response:
        """GET /a/{hash}/{name}."""
        if request.match_info["hash"] != self.hash:
            raise web.HTTPGone
        file = self._files.get(request.match_info["name"])
        if file is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": file.type, "Cache-Control": "public, max-age=31536000, immutable"}
        body = file.raw
        if file.packed is not None:
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                body = file.packed
        return web.Response(body=body, headers=headers)


def _resolved(name: str, target: str) -> str:
    parts = list(PurePosixPath(name).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def without_comments(text: str) -> str:
    """The text with lines that are only comment left empty: a third less to send, and every line keeps its number."""
    kept, inside = [], False
    for line in text.split("\n"):
        bare = line.strip()
        if inside:
            _, ended, rest = line.partition("*/")
            inside = not ended
            kept.append(rest if rest.strip() else "")
        elif bare.startswith("/*") and "*/" not in bare[2:]:
            inside = True
            kept.append("")
        else:
            only = bare.startswith("//") or (bare.startswith("/*") and bare.endswith("*/") and bare.count("*/") == 1)
            kept.append("" if only else line)
    return "\n".join(kept)
