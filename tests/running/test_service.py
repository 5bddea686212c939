"""deploy/goround.service: systemd starts the server at boot and after a crash, as a user without rights."""

from pathlib import Path

from goround.cli.arguments import parser
from goround.config import settings
from tests.tree import text


def unit_file() -> dict[str, str]:
    """Each assignment of the unit."""
    lines = text(Path("deploy/goround.service")).splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_it_comes_back_and_may_do_no_more_than_it_needs() -> None:
    """U8: as under Docker."""
    unit = unit_file()
    assert (unit["Restart"], unit["WantedBy"], unit["User"]) == ("always", "multi-user.target", "goround")
    assert (unit["NoNewPrivileges"], unit["ProtectSystem"], unit["CapabilityBoundingSet"]) == ("yes", "strict", "")
    assert (unit["UMask"], unit["StateDirectoryMode"]) == ("0077", "0700")


def test_its_command_and_its_settings_are_ones_that_there_are() -> None:
    """U8"""
    unit = unit_file()
    program, *words = unit["ExecStart"].split()
    assert program == "/opt/goround/bin/goround" and parser().parse_args(words).run
    found = settings({}, dict(word.split("=", 1) for word in unit["Environment"].split()))
    assert found.data == Path("/var/lib") / unit["StateDirectory"] and found.log == "json"
    assert found.key_file.is_relative_to(unit["ReadWritePaths"]) and not found.key_file.is_relative_to(found.data)
