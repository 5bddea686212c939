"""``goround staff add | list``: accounts, also while sessions run."""

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from goround.cli.opened import NotStored, chosen_settings
from goround.cli.stop import Stop
from goround.domain.base import ShownName
from goround.journal.ages import demand_openable
from goround.journal.folder import DataFolder, FolderUnusable
from goround.records.staff import FEWEST_LETTERS, AccountTaken, Staff
from goround.records.store import open_records
from goround.runtime.clock import SystemClock


def run(chosen: Namespace) -> int:
    """Add or list accounts."""
    found = chosen_settings(chosen)
    folder = DataFolder(found.data)
    demand_openable(found.data)
    if chosen.staff == "list" and not folder.records.exists():
        return _nobody(found.data)
    try:
        folder.make()
        records = open_records(folder.records)
    except (FolderUnusable, NotStored) as error:
        raise Stop(f"The records in {found.data} cannot be opened: {error}") from None
    staff = Staff(records)
    if chosen.staff == "list":
        for account in staff.all():
            print(f"{account.account}\t{account.name}")
        return 0 if staff.all() else _nobody(found.data)
    return _add(staff, chosen)


def _nobody(data: Path) -> int:
    print(f"There is no account in {data} yet. Add one: goround staff add NAME", file=sys.stderr)
    return 0


def _add(staff: Staff, chosen: Namespace) -> int:
    shown: TypeAdapter[str] = TypeAdapter(ShownName)
    try:
        account, name = shown.validate_python(chosen.account), shown.validate_python(chosen.name or chosen.account)
    except ValidationError:
        raise Stop("Account and name are texts of 1 to 40 letters.", 2) from None
    if any(other.account == account.casefold() for other in staff.all()):
        raise Stop(f"There is an account “{account}” already. Choose another name.")
    password = _password()
    if len(password) < FEWEST_LETTERS:
        raise Stop(f"A password has at least {FEWEST_LETTERS} letters. Choose a longer one.", 2)
    try:
        staff.add(SystemClock().fresh_id(), account, name, password)
    except AccountTaken:
        raise Stop(f"There is an account “{account}” already. Choose another name.") from None
    print(f"{name} can sign in as “{account}”.")
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != first:
        raise Stop("The two passwords differ. Nothing was added.", 2)
    return first
