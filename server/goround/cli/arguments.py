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


def whole_number(text: str) -> int:
    """A number as it is typed; what is none is told in our own words."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None


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
    preview.add_argument("--port", type=whole_number, help="port to listen on (default: a free one)")
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
        serve.add_argument("--port", type=whole_number, help="port to listen on (default 8484)")
        serve.add_argument("--address", metavar="URL", help="public address, such as https://group.example")
        serve.add_argument(
            "--tls-cert", type=Path, metavar="FILE", help="certificate (PEM): the server speaks https itself"
        )
        serve.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key (PEM)")
        serve.add_argument(
            "--plain-http",
            action="store_true",
            default=None,
            help="hold sessions with people on a link that is not encrypted",
        )
        serve.add_argument("--log", choices=("text", "json"), help="how diagnostics are written (default text)")
        serve.add_argument("--metrics", metavar="WHO", help="who may read /metrics: local (default), off, or a token")
        serve.add_argument("--zone", help="time zone of the site, such as America/Chicago")
        serve.add_argument("--desk", metavar="NUMBER", help="the site's own number, shown beside 988 and 911")
        serve.add_argument(
            "--curricula", type=Path, metavar="DIR", help="folder of curricula (default: those that came along)"
        )

    rehearse = command(
        "rehearse",
        "lead a whole evening with made-up people over real connections, let things go wrong, and check what was kept",
    )
    rehearse.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a curriculum; several are an evening in this order"
    )
    rehearse.add_argument("--seats", type=whole_number, default=12, help="how many people come, 1 to 200 (default: 12)")
    rehearse.add_argument(
        "--seed", type=whole_number, default=1, help="what people do and what goes wrong follows from it (default: 1)"
    )
    rehearse.add_argument(
        "--pace",
        choices=("fast", "human"),
        default="fast",
        help="fast: the server's clock is moved on whenever nobody waits for it; human: as long as people take (default: fast)",
    )
    rehearse.add_argument(
        "--faults",
        action="store_true",
        help="cut connections, send twice, hold up, wake old devices, put phones to sleep, and kill the server",
    )

    command("sessions", "list sessions, one a line, id first")

    replay = command("replay", "draw a screen of a session as it was after an entry")
    replay.add_argument("session")
    replay.add_argument("--to", type=whole_number, metavar="N", help="after entry N (default: the last)")
    replay.add_argument(
        "--as", dest="viewer", default="facilitator", metavar="SCREEN", help="facilitator, display or participant:SEAT"
    )
    replay.add_argument("--lang", choices=("en", "es"), default="en")

    export = command(
        "export", "copy a session for a reader, as lines of JSON, tables or a page; never the record itself"
    )
    export.add_argument("session")
    export.add_argument(
        "--format",
        choices=("jsonl", "csv", "html"),
        default="jsonl",
        help="csv is a ZIP of tables with a README inside (default: jsonl)",
    )
    export.add_argument(
        "--as",
        dest="viewer",
        choices=("facilitator", "supervisor"),
        default="facilitator",
        help="who will read it: a supervisor gets no names (default: facilitator)",
    )
    export.add_argument("--lang", choices=("en", "es"), default="en")
    export.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write it, ending in .jsonl, .zip or .html; - for standard output",
    )

    verify = command("verify", "check that logs are whole: numbers, chain, head, sealed words")
    verify.add_argument("session", nargs="?")

    migrate = command(
        "migrate", "bring a data folder of an older version to the present one; a backup is made beside it first"
    )
    migrate.add_argument(
        "--backup", type=Path, metavar="DIR", help="new folder for that backup (default: beside the data folder)"
    )

    backup = command("backup", "copy the data folder while it is in use")
    backup.add_argument("target", type=Path, metavar="DIR")
    restore = command("restore", "put a backup into an empty data folder")
    restore.add_argument("source", type=Path, metavar="DIR")

    doctor = command(
        "doctor", "look at clock, disk, rights, key, accounts, port, certificate and backup, and say what to do"
    )
    doctor.add_argument("--host", help="address that the server listens on (default 127.0.0.1)")
    doctor.add_argument("--port", type=whole_number, help="port that the server listens on (default 8484)")
    doctor.add_argument("--address", metavar="URL", help="public address, such as https://group.example")
    doctor.add_argument("--zone", help="time zone of the site")
    doctor.add_argument("--tls-cert", type=Path, metavar="FILE", help="the server's own certificate (PEM)")
    doctor.add_argument("--tls-key", type=Path, metavar="FILE", help="the certificate's key (PEM)")
    doctor.add_argument("--json", action="store_true", help="print a JSON list")
    doctor.add_argument("--strict", action="store_true", help="fail on warnings too")

    staff = commands.add_parser("staff", help="accounts of staff", description="Accounts of staff.")
    accounts = staff.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add = command("add", "add an account; the password is asked for, or read from standard input", "staff", accounts)
    add.add_argument("account", help="name to sign in with")
    add.add_argument("--name", help="name that the group sees (default: the account)")
    add.set_defaults(staff="add")
    listed = command("list", "list accounts", "staff", accounts)
    listed.set_defaults(staff="list")
    return top
