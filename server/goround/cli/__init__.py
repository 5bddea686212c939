"""The commands: ``goround serve | demo | rehearse | new | check | preview | schema | sessions | replay | export | verify | migrate | backup | restore | doctor | staff``. Wiring only."""

import errno
import os
import sys

from goround.cli.arguments import parser
from goround.cli.stop import Stop
from goround.journal.port import Older, OtherAge, Unreadable

__all__ = ["main"]

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Why what a command prints cannot be written."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status. Whatever is wrong is one clear sentence on standard error."""
    chosen = parser().parse_args(arguments)
    os.umask(0o077)  # whatever a command writes is its owner's alone
    try:
        status = int(chosen.run(chosen) or 0)
        sys.stdout.flush()
        return status
    except Stop as stop:
        print(f"goround: {stop}", file=sys.stderr)
        return stop.status
    except Unreadable as error:
        print(f"goround: The data cannot be read: {error}. Look for a backup.", file=sys.stderr)
        return 1
    except OtherAge as error:
        key = getattr(chosen, "key_file", None) if isinstance(error, Older) else None
        print(f"goround: {error}{f' --key-file {key}' if key else ''}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        if error.errno not in FULL or error.filename is not None:
            raise
        # What waits to be written is dropped: at the exit it would fail once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print(
            f"goround: The output cannot be written: {error.strerror}. Make room, or send it elsewhere.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
