"""The way into the reading room: a question is a function that is called at its desk, in a process of its own."""

import asyncio
import contextlib
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from threading import Thread
from typing import Concatenate, ParamSpec, TypeVar

from goround.reading_room.desk import Desk, Library

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

CALMLY = 10
"""By how much the reading room steps back behind live rooms where both want the processor."""


class OutOfOrder(Exception):
    """The process of the reading room died twice over one question."""


class ReadingRoom:
    """Answers one question at a time. Its process begins with the first question, and again after it has died.

    Args:
        library: what sessions are read from; None where only files are read.
        apart: in a process of its own. A command that does nothing else, and a test, read in a thread of theirs.
    """

    def __init__(self, library: Library | None, *, apart: bool = True) -> None:
        self._library, self._apart = library, apart
        self._staff: Executor | None = None
        self._desk = Desk(library)

    async def ask(
        self, question: Callable[Concatenate[Desk, Asked], Answer], *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Answer:
        """The answer to a question.

        Args:
            question: a function of a module, called with the desk first; it and all that goes in and out can be pickled.
            args: what it is called with.
            kwargs: also.

        Raises:
            OutOfOrder: the process died, and did again.
        """
        for _ in range(2):
            staff = self._staff = self._staff or self._open()
            here = partial(question, self._desk, *args, **kwargs)
            call = partial(_answer, question, *args, **kwargs) if self._apart else here
            try:
                return await asyncio.get_running_loop().run_in_executor(staff, call)
            except BrokenExecutor:
                if self._staff is staff:
                    self._staff = None
                staff.shutdown(wait=False)
        raise OutOfOrder("the reading room died twice over one question")

    async def close(self) -> None:
        """Nobody asks any more."""
        if self._staff is not None:
            await asyncio.to_thread(self._staff.shutdown, wait=True, cancel_futures=True)
            self._staff = None
        self._desk.close()

    def _open(self) -> Executor:
        if not self._apart:
            return ThreadPoolExecutor(1, "reading-room")
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=spawn, initializer=_sit_down, initargs=(self._library,))


_desks: list[Desk] = []


def _sit_down(library: Library | None) -> None:
    """In the new process: one desk, less in a hurry than live rooms, deaf to Ctrl-C, and gone when the server is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # it works between questions instead: in the midst of one it would look through a whole log
    with contextlib.suppress(OSError):
        os.nice(CALMLY)
    Thread(target=_leave_with_the_server, daemon=True).start()
    _desks.append(Desk(library))


def _leave_with_the_server() -> None:
    """A server that is killed takes nobody with it by itself."""
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def _answer(question: Callable[Concatenate[Desk, Asked], Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    gc.collect(1)
    return question(_desks[0], *args, **kwargs)
