"""How the machine stands: its clock, its time zone, its disk."""

import ctypes
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from zoneinfo import ZoneInfo

from goround.cli.doctor.line import Line, fail, ok, warn
from goround.domain.base import Instant
from goround.runtime.clock import RELEASED

TIME_ERROR = 5
"""What adjtimex(2) answers where nothing keeps the clock right."""
BEHIND_MS = 60_000
DAY_MS = 86_400_000
MB = 1024 * 1024
LEAST, LITTLE = 200 * MB, 1024 * MB
SOON_DAYS = 90


def clock(now: Instant, newest: Instant | None, kept: bool | None) -> Line:
    """Whether the clock can be right.

    Args:
        now: what it shows.
        newest: when the newest entry was written; None where there is none.
        kept: whether a time server keeps it right; None where that cannot be told.
    """
    set_it = "Set it, and let a time server keep it right: timedatectl set-ntp true. Then start the server again."
    shown = _utc(now)
    if now < RELEASED:
        return fail("clock", f"it shows {shown}, before this version of Goround was made", set_it)
    if newest is not None and newest > now + BEHIND_MS:
        return fail("clock", f"it shows {shown}, and the newest entry was written at {_utc(newest)}", set_it)
    if kept is False:
        return warn("clock", f"{shown}, but no time server keeps it right", "timedatectl set-ntp true")
    return ok("clock", f"{shown}{', kept right by a time server' if kept else ''}")


def clock_is_kept() -> bool | None:
    """Whether the kernel knows of a time server; None where it cannot be asked."""
    try:
        asked = ctypes.CDLL(None).adjtimex
    except (OSError, AttributeError):
        return None
    state = int(asked(ctypes.create_string_buffer(512)))
    return None if state < 0 else state != TIME_ERROR


def zone(name: str, now: Instant) -> Line:
    """In which time zone minutes and dates are told."""
    if name in ("UTC", "Etc/UTC"):
        return warn("zone", "UTC", "Dates and times of sessions are told so. Name the site's: --zone America/Chicago")
    return ok("zone", f"{name}, where it is {datetime.fromtimestamp(now / 1000, ZoneInfo(name)):%H:%M}")


def disk(folder: Path, now: Instant, first: Instant | None) -> Line:
    """What room is left, and for how long at the pace so far.

    Args:
        folder: with the data; its disk is looked at also where it is not made yet.
        now: the present.
        first: when the first session was opened.
    """
    free = disk_usage(next(place for place in (folder, *folder.absolute().parents) if place.exists())).free
    held = sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) if folder.is_dir() else 0
    days = (now - first) / DAY_MS if first is not None else 0.0
    a_day = held / days if days >= 7 else 0.0
    found = f"{_size(free)} free, {_size(held)} used" + (f", about {_size(a_day)} more a day" if a_day else "")
    room = "Free some space: when the disk is full, answers wait on the phones."
    if free < LEAST:
        return fail("disk", found, room)
    if free < LITTLE or (a_day and free / a_day < SOON_DAYS):
        return warn("disk", found, room)
    return ok("disk", found)


def _utc(instant: Instant) -> str:
    return f"{datetime.fromtimestamp(instant / 1000, UTC):%Y-%m-%d %H:%M} UTC"


def _size(amount: float) -> str:
    for unit in ("bytes", "kB", "MB"):
        if amount < 1024:
            return f"{amount:.0f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"
