"""The reading room: a process of its own in which logs and files are read, so that no live room waits for it. It writes nothing."""

from goround.reading_room.desk import Desk, Library, Opened
from goround.reading_room.room import OutOfOrder, ReadingRoom

__all__ = ["Desk", "Library", "Opened", "OutOfOrder", "ReadingRoom"]
