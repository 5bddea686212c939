"""``goround restore DIR``: a backup into an empty data folder."""

from argparse import Namespace

from goround.cli.opened import chosen_settings, folder_to_run
from goround.cli.stop import Stop
from goround.journal.ages import versions
from goround.journal.folder import FolderUnusable


def run(chosen: Namespace) -> int:
    """Restore."""
    found = chosen_settings(chosen)
    folder = folder_to_run(found.data)
    try:
        folder.fill_from(chosen.source)
    except FolderUnusable as error:
        raise Stop(str(error)) from None
    finally:
        folder.unlock()
    key = f" --key-file {found.key_file}" if chosen.key_file else ""
    older = any(one.older for one in versions(found.data))
    todo = (
        "It is of an older version; bring it up to date with: goround migrate"
        if older
        else "Check it with: goround verify"
    )
    print(f"Restored {chosen.source} into {found.data}. {todo} --data {found.data}{key}")
    return 0
