"""What each command takes."""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from goround import __version__


def _run(module: str) -> Any:
    """The command's ``run``, imported only when it is chosen: ``goround sessions`` need not load a web server."""

    def run(chosen: argparse.Namespace) -> Any:
        return import_module(f"goround.cli.{module}").run(chosen)

    return run


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="goround", description="Runs live therapy groups.")
    top.add_argument("--version", action="version", version=f"goround {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, help: str, module: str | None = None, parent: Any = commands) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = parent.add_parser(name, help=help, description=help)
        added.set_defaults(run=_run(module or name))
        added.add_argument(
            "--data", type=Path, metavar="DIR", help="data folder (default: one of yours, printed at start)"
        )
        added.add_argument("--key-file", type=Path, metavar="FILE", help="the site key, kept outside the data folder")
        return added

    def for_authors(name: str, help: str) -> argparse.ArgumentParser:
        """A command that works on files of authors and opens no data folder."""
        added: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
        added.set_defaults(run=_run(name))
        return added

    new = for_authors(
        "new", "write a commented curriculum to begin with: one of a kind of group, or one that shows a kind of step"
    )
    new.add_argument(
        "kind",
        metavar="KIND",
        help="a kind of group, such as skills, or of step, such as scale; any other word lists them all",
    )
    new.add_argument(
        "--output", type=Path, metavar="FILE", help="file to write (default: print it); one that is there is left alone"
    )
    schema = for_authors("schema", "write the JSON Schema with which editors complete and check curricula")
    schema.add_argument(
        "--of", choices=("curriculum", "facts"), default="curriculum", help="what kind of file (default: curriculum)"
    )
    schema.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="file to write (default: curricula/schema.json, or facts.schema.json beside it)",
    )

    preview = for_authors(
        "preview", "show every step of a curriculum on phone, console and room's screen, and what check finds"
    )
    preview.add_argument(
        "file", type=Path, metavar="FILE", help="the curriculum; it is drawn again whenever it is saved"
    )
    preview.add_argument("--port", type=int, help="port to listen on (default: a free one)")
    preview.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine only)"
    )

    check = for_authors("check", "find what is wrong or doubtful in curricula, facts and word lists")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder with every .yaml in it")
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")

    for name, help in (("serve", "run sessions"), ("demo", "run a sample session with eight rehearsal seats")):
        serve = command(name, help)
        serve.add_argument("--host", help="address to listen on (default 127.0.0.1; 0.0.0.0 for phones)")
        serve.add_argument("--port", type=int, help="port to listen on (default 8484)")
        serve.add_argument("--address", metavar="URL", help="public address, such as https://group.example")
        serve.add_argument("--zone", help="time zone of the site, such as America/Chicago")
        serve.add_argument("--desk", metavar="NUMBER", help="the site's own number, shown beside 988 and 911")
        serve.add_argument(
            "--curricula", type=Path, metavar="DIR", help="folder of curricula (default: those that came along)"
        )

    command("sessions", "list sessions, one a line, id first")

    replay = command("replay", "draw a screen of a session as it was after an entry")
    replay.add_argument("session")
    replay.add_argument("--to", type=int, metavar="N", help="after entry N (default: the last)")
    replay.add_argument(
        "--as", dest="viewer", default="facilitator", metavar="SCREEN", help="facilitator, display or participant:SEAT"
    )
    replay.add_argument("--lang", choices=("en", "es"), default="en")

    verify = command("verify", "check that logs are whole: numbers, chain, head, sealed words")
    verify.add_argument("session", nargs="?")

    backup = command("backup", "copy the data folder while it is in use")
    backup.add_argument("target", type=Path, metavar="DIR")
    restore = command("restore", "put a backup into an empty data folder")
    restore.add_argument("source", type=Path, metavar="DIR")

    staff = commands.add_parser("staff", help="accounts of staff", description="Accounts of staff.")
    accounts = staff.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add = command("add", "add an account; the password is asked for, or read from standard input", "staff", accounts)
    add.add_argument("account", help="name to sign in with")
    add.add_argument("--name", help="name that the group sees (default: the account)")
    add.set_defaults(staff="add")
    listed = command("list", "list accounts", "staff", accounts)
    listed.set_defaults(staff="list")
    return top
