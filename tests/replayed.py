"""Live is replay: the state of a live room beside the one that a second process folds from the files."""

import asyncio
import pickle
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from goround.domain.state import State
from goround.runtime.room import Room

CHECKOUT = Path(__file__).parents[1]

READ = """
import pickle, sys
from pathlib import Path
from goround.domain.history import replay
from goround.journal.codec import decode
from goround.journal.site_key import SiteKey
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault

journal_path, vault_path, key, session = sys.argv[1:]
journal = SqlJournal(Path(journal_path), read_only=True)
vault = Vault(Path(vault_path), SiteKey.of(bytes.fromhex(key)), read_only=True)
state = replay(decode(line, vault) for line in journal.read(session))
sys.stdout.buffer.write(pickle.dumps(state))
"""


def read_back(session: str, journal_path: Path, vault_path: Path, key: bytes) -> State:
    """The state of a session as another process reads it through codec and vault."""
    command = [sys.executable, "-c", READ, str(journal_path), str(vault_path), key.hex(), session]
    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr.decode()
    state = pickle.loads(told.stdout)  # noqa: S301 - made by the process above
    assert isinstance(state, State)
    return state


async def live_equals_replayed(room: Room, journal_path: Path, vault_path: Path, key: bytes) -> None:
    """Demand that the whole state is the same (rule R2)."""
    await room.settled()
    replayed = await asyncio.to_thread(read_back, room.session, journal_path, vault_path, key)
    live = room.state
    assert live.seq > 0
    differ = [one.name for one in fields(State) if getattr(live, one.name) != getattr(replayed, one.name)]
    assert not differ, f"live and replayed differ in {', '.join(differ)}"
    assert live == replayed
