"""The screens' files under one content-hashed prefix: no build, no manifest, no import map.

Relative imports keep working because the hash is in the path; one changed byte moves the whole tree to a new prefix, and an old prefix
answers 410.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
_TYPED = re.compile(r"/\*\* @(?:type|param) (?:(?!\*/).)*\*/ ?")
_SHEETS = re.compile(r"^export const sheets = \[([^\]]*)\];", re.MULTILINE)


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
            self._keep(name, raw)
        self._imports = {name: tuple(self._imported(name)) for name in self._files if name.endswith(".js")}
        self._digest = digest
        self.hash = digest.hexdigest()[:12]

    def _keep(self, name: str, raw: bytes) -> None:
        suffix = PurePosixPath(name).suffix
        packed = gzip.compress(raw, 9, mtime=0) if suffix in PACKED else None
        self._files[name] = _File(TYPES[suffix], raw, packed)

    def hold(self, name: str, text: str) -> None:
        """Serve one more file, which is made of the others, at the start: it moves the tree to another prefix as they do."""
        raw = text.encode()
        self._keep(name, raw)
        self._digest.update(name.encode() + b"\0" + raw)
        self.hash = self._digest.hexdigest()[:12]

    def names(self) -> list[str]:
        """Every file that there is."""
        return sorted(self._files)

    def text(self, name: str) -> str:
        """What a file says as it is served."""
        return self._files[name].raw.decode()

    def sheets(self, kind: str) -> tuple[str, ...]:
        """The style sheets that a phone needs for a kind of step, as its module names them (`steps/index.d.ts`)."""
        named = _SHEETS.search(self.text(f"steps/{kind}.js"))
        return tuple(f"steps/{one}.css" for one in re.findall(r"'(\w+)'", named[1])) if named else ()

    def url(self, name: str) -> str:
        """Where a file is served; raises KeyError for one that there is not."""
        if name not in self._files:
            raise KeyError(name)
        return f"/a/{self.hash}/{name}"

    def modules(self, entry: str) -> tuple[str, ...]:
        """The entry and every module that it needs: one round trip instead of one for each level of imports."""
        seen: dict[str, None] = {}
        todo = [entry]
        while todo:
            name = todo.pop(0)
            if name not in seen:
                seen[name] = None
                todo += self._imports[name]
        return tuple(seen)

    def _imported(self, name: str) -> Iterator[str]:
        for found in _IMPORT.finditer(self.text(name)):
            yield _resolved(name, found[1] or found[2])

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
    """The text without its indents, its types, and lines that are only comment: a third less to send, and every line keeps its number."""
    kept, inside = [], False
    for line in text.split("\n"):
        bare = line.strip()
        if inside:
            _, ended, rest = line.partition("*/")
            inside = not ended
            kept.append(rest.strip())
        elif bare.startswith("/*") and "*/" not in bare[2:]:
            inside = True
            kept.append("")
        else:
            only = bare.startswith("//") or (bare.startswith("/*") and bare.endswith("*/") and bare.count("*/") == 1)
            kept.append("" if only else _TYPED.sub("", bare))
    return "\n".join(kept)
