# SPDX-License-Identifier: MIT
"""Processes that do the work, each with engines of its own and one task at a time.

It knows no stylesheet: a task is a function, its arguments, and the kind of thing it needs at hand.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from edition.errors import EnvironmentFailure, StylesheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_TICK = 0.2  # seconds between two looks at the clock for whoever shows progress
# As many tasks must wait before a worker takes one of a kind that another is prepared for: preparing
# (compiling a stylesheet) costs about as much as two tasks.
_ENOUGH_TO_PREPARE = 3


class Task(Future[Any]):
    """A call that a worker makes; `result()` lets the workers go on until it is there.

    `follows` is a task whose worker keeps something for this one: only that worker's death takes it elsewhere.
    """

    def __init__(
        self, workers: Workers, kind: str, name: str, call: tuple[Callable[..., Any], tuple[Any, ...]], follows: Task | None = None
    ) -> None:
        super().__init__()
        self.kind, self.name, self.call, self.follows = kind, name, call, follows
        self.suspect = False
        self.worker: _Worker | None = None
        self._workers = workers

    def result(self, timeout: float | None = None) -> Any:
        """What the call returns or raises."""
        self._workers.work_until(self, timeout)
        return super().result(timeout=0)


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    prepared: set[str] = field(default_factory=set)
    task: Task | None = None


class Workers(Executor):
    """An executor of `count` processes, started when the first task comes; it runs in the thread that uses it.

    A worker keeps what it has compiled, so tasks of one `kind` go to the same one while there are few.
    One that dies is replaced, and its task is run again alone; a task that kills its process twice
    becomes a StylesheetError that names it. `progress` is called with how many tasks are done of how
    many, and the name of one that runs.
    """

    def __init__(self, count: int, progress: Callable[[int, int, str], None] = lambda *_: None) -> None:
        self.progress = progress
        self._count = max(1, count)
        self._workers: list[_Worker] = []
        self._queue: list[Task] = []
        self._known = self._done = 0
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        # Forking is ten times faster than starting Python anew, but safe only with one thread.
        can_fork = sys.platform == "linux" and threading.active_count() == 1
        self._context: Any = multiprocessing.get_context("fork" if can_fork else "spawn")

    def submit(self, function: Callable[..., Any], /, *args: Any, **_: Any) -> Task:
        """A task whose kind and name are those of the function."""
        return self.task(function.__name__, function.__name__, function, *args)

    def task(self, kind: str, name: str, function: Callable[..., Any], /, *args: Any, follows: Task | None = None) -> Task:
        """A task of a kind; `name` is what a reader calls it. Earlier ones are begun earlier, but for one that `follows` another."""
        task = Task(self, kind, name, (function, args), follows)
        self._queue.append(task)
        self._known += 1
        self._assign()
        return task

    def work_until(self, task: Task, timeout: float | None = None) -> None:
        """Hand out tasks and take in results until `task` is done."""
        end = None if timeout is None else time.monotonic() + timeout
        while not task.done():
            busy = {worker.connection: worker for worker in self._workers if worker.task}
            assert busy, f"{task.name} waits for nobody"
            if end is not None and time.monotonic() > end:
                raise TimeoutError
            for connection in wait(list(busy), _TICK):
                self._take(busy[connection])  # type: ignore[index] # it is one of those we gave
            self._assign()
            self.progress(self._done, self._known, next((each.task.name for each in self._workers if each.task), task.name))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the executor's form
        """End all processes, at whatever they are."""
        for worker in self._workers:
            worker.connection.close()
            # A worker leads a group of its own, so that the engines it has started end with it.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(worker.process.pid or 0, signal.SIGKILL)
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()
        self._queue.clear()
        if self._scratch:
            self._scratch.cleanup()
            self._scratch = None

    def __exit__(self, *_: object) -> None:
        self.shutdown()

    def _assign(self) -> None:
        """Give every idle worker a task that suits it; start one more where there is work and room."""
        given = True
        while given:
            given = False
            for worker in self._idle():
                task = self._next_for(worker) if self._queue else None
                if task:
                    self._give(worker, task)
                    given = True

    def _idle(self) -> list[_Worker]:
        idle = [worker for worker in self._workers if not worker.task]
        return idle if idle or not self._queue or len(self._workers) == self._count else [self._start()]

    def _give(self, worker: _Worker, task: Task) -> None:
        self._queue.remove(task)
        worker.task = task
        task.worker = worker
        worker.prepared.add(task.kind)
        with contextlib.suppress(OSError):  # a worker that has died is noticed when its answer is awaited
            worker.connection.send(task.call)

    def _next_for(self, worker: _Worker) -> Task | None:
        """The first task that the worker is prepared for, else one that nobody is, else the first of many."""
        if self._queue[0].suspect:
            return self._queue[0] if not any(each.task for each in self._workers) else None
        healthy = [task for task in self._queue if not task.suspect and self._may(worker, task)]
        others = {kind for each in self._workers if each is not worker for kind in each.prepared}
        mine = next((task for task in healthy if task.kind in worker.prepared), None)
        free = next((task for task in healthy if task.kind not in others), None)
        first = healthy[0] if len(healthy) >= _ENOUGH_TO_PREPARE else None
        return mine or free or first

    def _may(self, worker: _Worker, task: Task) -> bool:
        kept_by = task.follows.worker if task.follows else None
        return kept_by not in self._workers or kept_by is worker

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # A forked process holds copies of our ends of all pipes; it closes them, or no worker would
        # notice that we are gone.
        inherited = [ours, *(each.connection for each in self._workers)] if self._context.get_start_method() == "fork" else []
        self._scratch = self._scratch or tempfile.TemporaryDirectory(prefix="edition-", ignore_cleanup_errors=True)
        process = self._context.Process(target=_work, args=(theirs, inherited, self._scratch.name), daemon=True)
        try:
            process.start()
        except OSError as error:
            raise EnvironmentFailure(f"No further process can be started: {error.strerror}.") from None
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _take(self, worker: _Worker) -> None:
        task, worker.task = worker.task, None
        assert task
        try:
            succeeded, answer = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker, task)
            return
        self._done += 1
        if succeeded:
            task.set_result(answer)
        else:
            task.set_exception(answer)

    def _bury(self, worker: _Worker, task: Task) -> None:
        """A process has died: its task is run again when all others are done, with all the memory to itself."""
        worker.connection.close()
        worker.process.join()
        self._workers.remove(worker)
        if not task.suspect:
            task.suspect = True
            self._queue.append(task)
            return
        self._done += 1
        task.set_exception(StylesheetError(
            f"{task.name}: its process died twice ({_cause(worker.process.exitcode)}). Most likely a stylesheet calls itself "
            "without end, or there is too little memory for this text."
        ))


def _cause(code: int | None) -> str:
    """How a process ended, from its exit code."""
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _work(connection: Connection, inherited: Iterable[Connection], scratch: str) -> None:
    """The life of a worker: one call after the other, until its parent hangs up; `scratch` is for its temporary files."""
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told too, and it ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, arguments = connection.recv()
            try:
                answer = (True, function(*arguments))
            except Exception as error:  # noqa: BLE001 - it is raised again where the result is asked for
                answer = (False, error)
            try:
                connection.send(answer)
            except (AttributeError, TypeError, ValueError) as error:  # what cannot be sent to another process
                connection.send((False, RuntimeError(f"{type(answer[1]).__name__}: {answer[1]} ({error})")))
