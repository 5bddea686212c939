"""Keeps what this version stores, for all later versions to be held against: a data folder with its key, and what must hold of it.

    python -m tools.keep_age            once for each release, when its version stands in the package
    python -m tools.keep_age --again    in the place of what was kept before, as long as that version is not released

It lives one evening and a half in a folder of its own (tests/ages/lived.py) and writes tests/ages/kept/VERSION.tar.xz and .json.
"""

import argparse
import asyncio
import io
import json
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

from goround import __version__
from goround.domain.events import AnyEvent
from goround.journal.ages import versions
from goround.journal.shapes import FILES
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from tests.ages.lasting import Json, lasting
from tests.ages.lived import lives
from tests.logbook import SECRET, SITE

KEPT = Path(__file__).parents[1] / "tests" / "ages" / "kept"
MOST = 200_000


def main() -> int:
    """Keep it, or say why not."""
    parser = argparse.ArgumentParser(description="Keep a copy of what this version stores.")
    parser.add_argument("--again", action="store_true", help="replace the copy of this version: it is not released yet")
    again = parser.parse_args().again
    packed, told = KEPT / f"{__version__}.tar.xz", KEPT / f"{__version__}.json"
    if packed.exists() and not again:
        print(f"{packed.name} is there already. What a release has stored never changes; before the release: --again.")
        return 1
    with TemporaryDirectory() as folder:
        data = Path(folder)
        asyncio.run(lives(data))
        holds = what_holds(data)
        content = pack(data)
    missing = {kind.model_fields["type"].default for kind in get_args(AnyEvent)} - happened(holds)
    if missing or len(content) > MOST:
        print(f"Not kept: {len(content)} bytes; events that never happened: {', '.join(sorted(missing)) or 'none'}.")
        return 1
    KEPT.mkdir(exist_ok=True)
    packed.write_bytes(content)
    told.write_text(json.dumps(holds, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"Kept {packed.name}: {len(content)} bytes, {len(happened(holds))} kinds of events.")
    return 0


def what_holds(data: Path) -> Json:
    """What must hold of this folder for ever."""
    journal = SqlJournal(data / "goround.db", read_only=True)
    vault = Vault(data / "vault.db", SITE, read_only=True)
    try:
        return {
            "software": __version__,
            "versions": {one.what: one.found for one in versions(data)},
            "sessions": lasting(journal, vault),
        }
    finally:
        journal.close()
        vault.close()


def happened(holds: Json) -> set[str]:
    """The kinds of events of all sessions together."""
    return {kind for session in holds["sessions"].values() for kind in session["happened"]}


def pack(data: Path) -> bytes:
    """The files and the key, with nothing of this machine in them."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz", preset=9, format=tarfile.PAX_FORMAT) as archive:
        for name, content in [*((f"data/{name}", (data / name).read_bytes()) for name in FILES), ("site.key", SECRET)]:
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o600
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main())
