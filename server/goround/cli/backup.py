"""``goround backup DIR``: a copy of everything but the site key, while sessions run."""

from argparse import Namespace

from goround.cli.opened import chosen_settings
from goround.cli.stop import Stop
from goround.journal.folder import DataFolder, FolderUnusable


def run(chosen: Namespace) -> int:
    """Back up."""
    found = chosen_settings(chosen)
    try:
        DataFolder(found.data).copy_to(chosen.target)
    except FolderUnusable as error:
        raise Stop(str(error)) from None
    print(f"Backed up {found.data} to {chosen.target}.")
    print(f"The site key {found.key_file} is not in it: keep a copy of that file somewhere else. Lost key, lost words.")
    print("Keep this backup no longer than your erasure promise: it holds keys that may be deleted later.")
    return 0
