"""The one thread that writes: it seals, chains and stores the runs of every room, all that wait in one transaction."""

import threading
from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from goround.domain.events import FORMAT, Continued, Ended, Entry
from goround.journal.chain import chained, head_mac
from goround.journal.codec import encode, subjects
from goround.journal.port import Head, Journal, Line, NotStored, Run
from goround.journal.site_key import SiteKey
from goround.journal.vault import Vault


class Conflict(Exception):
    """Somebody else has written to this session: catch up and decide again."""


@dataclass(slots=True)
class _Waiting:
    session: str
    after: Head | None
    entries: Sequence[Entry]
    loop: AbstractEventLoop
    done: "Future[Head]"


@dataclass(slots=True)
class _Trial:
    """Somebody asks whether a run would be stored now."""

    loop: AbstractEventLoop
    done: "Future[bool]"


_Answer = tuple[_Waiting, Head | Exception]


class Writer:
    """Runs in, durable heads out. Nothing that it answers is ever taken back."""

    def __init__(self, journal: Journal, vault: Vault, site: SiteKey) -> None:
        self._journal, self._vault, self._site = journal, vault, site
        self._queue: SimpleQueue[_Waiting | _Trial | None] = SimpleQueue()
        self._closed = False
        self._closing = threading.Lock()
        """Held while something is put into the queue: nothing comes after the end."""
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._thread.start()

    async def append(self, session: str, after: Head | None, entries: Sequence[Entry]) -> Head:
        """Store a run durably.

        Args:
            session: whose log.
            after: the head that the run follows; None for a new session.
            entries: numbered on from there.

        Raises:
            Conflict: the head is elsewhere; nothing of the run is stored.
            NotStored: the store took nothing and says why.
        """
        loop = get_running_loop()
        done: Future[Head] = loop.create_future()
        with self._closing:
            if self._closed:
                raise NotStored("the journal is closed")
            self._queue.put(_Waiting(session, after, entries, loop, done))
        return await done

    async def would_store(self) -> bool:
        """Whether the thread lives and the store takes what it is given: tried out, durably, with what changes nothing."""
        loop = get_running_loop()
        trial = _Trial(loop, loop.create_future())
        with self._closing:
            if self._closed:
                return False
            self._queue.put(trial)
        return await trial.done

    def close(self) -> None:
        """Write what waits, then stop. Blocks until it is durable."""
        with self._closing:
            if not self._closed:
                self._queue.put(None)
            self._closed = True
        self._thread.join()

    def _work(self) -> None:
        going = True
        while going:
            batch = [self._queue.get()]
            while not self._queue.empty():
                batch.append(self._queue.get())
            going = None not in batch
            waiting = [item for item in batch if isinstance(item, _Waiting)]
            if waiting:
                self._store(waiting)
            self._try([item for item in batch if isinstance(item, _Trial)])

    def _try(self, trials: list[_Trial]) -> None:
        for trial in trials:
            takes = True
            try:
                self._journal.try_write()
            except Exception:  # noqa: BLE001 - whatever it is, a run would meet it too
                takes = False
            with suppress(RuntimeError):
                trial.loop.call_soon_threadsafe(_tell, trial.done, takes)

    def _store(self, waiting: list[_Waiting]) -> None:
        answers: list[_Answer] = []
        runs: list[tuple[_Waiting, Run]] = []
        try:
            self._vault.provide(need for item in waiting for entry in item.entries for need in subjects(entry))
            for item in waiting:
                try:
                    runs.append((item, self._run(item)))
                except Exception as error:  # noqa: BLE001 - one room's fault keeps nobody else waiting
                    answers.append((item, error))
            for (item, run), kept in zip(runs, self._journal.append([run for _, run in runs]), strict=True):
                answers.append((item, run.head if kept else Conflict(item.session)))
        except Exception as error:  # noqa: BLE001 - whatever it was, every room gets an answer
            answered = {id(item) for item, _ in answers}
            answers += [(item, error) for item in waiting if id(item) not in answered]
        by_loop: dict[AbstractEventLoop, list[_Answer]] = {}
        for item, answer in answers:
            by_loop.setdefault(item.loop, []).append((item, answer))
        for loop, of_loop in by_loop.items():
            with suppress(RuntimeError):  # a loop that has closed waits for nothing
                loop.call_soon_threadsafe(_answer, of_loop)

    def _run(self, item: _Waiting) -> Run:
        before = item.after.hash if item.after else b""
        lines = [
            Line(entry.session, entry.seq, entry.at, entry.by, entry.ref, FORMAT, encode(entry, self._vault), b"")
            for entry in item.entries
        ]
        lines = chained(before, lines)
        live = item.after.live if item.after else True
        for entry in item.entries:
            for event in entry.events:
                if isinstance(event, Ended | Continued):
                    live = isinstance(event, Continued)
        opened = item.after.opened if item.after else lines[0].at
        head = Head(item.session, lines[-1].seq, lines[-1].hash, b"", opened, live)
        head = Head(head.session, head.seq, head.hash, head_mac(self._site, head), head.opened, head.live)
        return Run(item.after.seq if item.after else 0, tuple(lines), head)


def _tell(done: "Future[bool]", takes: bool) -> None:
    if not done.done():
        done.set_result(takes)


def _answer(answered: list[_Answer]) -> None:
    for item, answer in answered:
        if item.done.done():
            continue
        if isinstance(answer, Head):
            item.done.set_result(answer)
        else:
            item.done.set_exception(answer)


__all__ = ["Conflict", "NotStored", "Writer"]
