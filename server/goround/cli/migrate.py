"""``goround migrate``: a data folder of an older version is brought to the present one, after a backup; entries stay as they were written."""

import shutil
from argparse import Namespace
from itertools import count
from pathlib import Path

from goround import __version__
from goround.cli import verify
from goround.cli.opened import chosen_settings, site_key
from goround.cli.stop import Stop
from goround.journal import manifest
from goround.journal.ages import demand_openable, migrate, versions
from goround.journal.folder import DataFolder, FolderInUse, FolderUnusable
from goround.journal.port import NotStored, OtherAge
from goround.journal.shapes import FILES
from goround.runtime.clock import SystemClock


def run(chosen: Namespace) -> int:
    """Migrate; run again after it was interrupted, it goes on where it was."""
    found = chosen_settings(chosen)
    folder = DataFolder(found.data)
    told = versions(found.data)
    if all(one.found is None for one in told):
        raise Stop(f"There is nothing to migrate in {found.data}. Name the folder with --data.")
    demand_openable(found.data, older=True)
    if not any(one.older for one in told):
        print(f"{found.data} is up to date with Goround {__version__}: there was nothing to migrate.")
        return 0
    try:
        folder.lock()
    except (FolderInUse, FolderUnusable) as error:
        raise Stop(str(error)) from None
    try:
        if folder.holds_sessions:
            site_key(found.key_file, make=False)
        kept = _backup(folder, chosen.backup)
        _bring(folder, kept)
    finally:
        folder.unlock()
    status = verify.run(Namespace(**vars(chosen), session=None)) if folder.holds_sessions else 0
    if status:
        raise Stop(f"Not every session is whole: see above. The folder as it was lies in {kept}.")
    print(f"{found.data} is up to date with Goround {__version__} now.")
    print(f"Delete {kept} once you are sure: it holds keys that may be deleted later.")
    return 0


def _backup(folder: DataFolder, chosen: Path | None) -> Path:
    target = chosen or _beside(folder.path.resolve())
    fresh = not target.exists()
    try:
        folder.copy_to(target, SystemClock().now())
    except FolderUnusable as error:
        if fresh:
            shutil.rmtree(target, ignore_errors=True)
        raise Stop(f"{error} Nothing was changed. Name another place for the backup with --backup.") from None
    print(f"{folder.path} as it was lies in {target}.")
    return target


def _beside(data: Path) -> Path:
    """A folder beside the data that is not there yet; a backup that was not finished makes room."""
    for number in count(1):
        path = data.with_name(f"{data.name}.before-{__version__}{f'-{number}' if number > 1 else ''}")
        if not path.exists():
            return path
        if _unfinished(path):
            shutil.rmtree(path, ignore_errors=True)
            return path
    raise AssertionError("numbers do not end")


def _unfinished(path: Path) -> bool:
    try:
        described = manifest.read(path)
    except (manifest.NoManifest, OtherAge):
        return False
    return described is not None and not described.whole


def _bring(folder: DataFolder, kept: Path) -> None:
    """Every file in turn; where nothing was changed in the end, the backup goes again: it holds keys."""
    changed = False
    for name in FILES:
        try:
            done = migrate(folder.path / name)
        except (NotStored, OtherAge) as error:
            if not changed:
                shutil.rmtree(kept, ignore_errors=True)
            left = f"The folder as it was lies in {kept}." if changed else "Nothing was changed, and no backup is kept."
            if isinstance(error, OtherAge):
                raise Stop(f"{error} {left}") from None
            raise Stop(
                f"{name} could not be brought to the present version: {error}. {left} Make room or mend what is wrong, and run "
                "goround migrate again."
            ) from None
        if done is not None:
            changed = True
            print(f"{name}: from version {done[0]} to version {done[1]}")
