"""``goround backup DIR``: a copy of everything but the site key, while sessions run."""

import sys
from argparse import Namespace

from goround.cli.opened import chosen_settings
from goround.cli.stop import Stop
from goround.journal.backup_note import leave_note
from goround.journal.folder import DataFolder, FolderUnusable
from goround.runtime.clock import SystemClock


def run(chosen: Namespace) -> int:
    """Back up."""
    found = chosen_settings(chosen)
    try:
        DataFolder(found.data).copy_to(chosen.target, SystemClock().now())
    except FolderUnusable as error:
        raise Stop(str(error)) from None
    try:
        leave_note(found.data, SystemClock().now(), chosen.target)
    except OSError as error:
        print(f"That it was made could not be noted in {found.data}: {error.strerror}.", file=sys.stderr)
    print(f"Backed up {found.data} to {chosen.target}.")
    print(f"The site key {found.key_file} is not in it: keep a copy of that file somewhere else. Lost key, lost words.")
    print("Keep this backup no longer than your erasure promise: it holds keys that may be deleted later.")
    return 0
