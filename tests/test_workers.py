# SPDX-License-Identifier: MIT
"""Workers: results and errors come home, a death names its task, and nothing is left running."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from edition.errors import StylesheetError, UnreadableError
from edition.source import Fault, SourceError
from edition.workers import Workers


def _square(number):
    return number * number


def _process(_=None):
    time.sleep(0.02)
    return os.getpid()


def _fail(message):
    raise UnreadableError(message)


def _fail_with_faults():
    raise SourceError(Path("a.xml"), Fault("xml-not-well-formed", "not well-formed.", "Close it.", 3, 4))


def _exit():
    os._exit(9)


def _killed():
    os.kill(os.getpid(), signal.SIGKILL)


def _die_once(mark):
    if not mark.exists():
        mark.touch()
        os._exit(1)
    return "alive"


def _unsendable():
    return lambda: None


def _sleep():
    time.sleep(60)


def test_results_are_those_of_their_tasks():
    with Workers(2) as workers:
        tasks = [workers.submit(_square, number) for number in range(50)]

        assert [task.result() for task in reversed(tasks)] == [number * number for number in reversed(range(50))]


def test_an_error_is_raised_where_the_result_is_asked_for():
    """The message of an error survives the way between two processes; the worker goes on."""
    with Workers(1) as workers:
        failed, faulty, unsendable, fine = (
            workers.submit(_fail, "no"), workers.submit(_fail_with_faults), workers.submit(_unsendable), workers.submit(_square, 3),
        )

        assert fine.result() == 9
        with pytest.raises(UnreadableError, match="no"):
            failed.result()
        with pytest.raises(SourceError) as error:
            faulty.result()
        assert error.value.message == "a.xml:3:4: not well-formed. Close it."
        assert error.value.faults[0].line == 3
        with pytest.raises(RuntimeError):
            unsendable.result()


def test_a_few_tasks_of_a_kind_go_to_the_worker_that_is_prepared():
    """What a worker has compiled is used again, and not compiled a second time beside it."""
    with Workers(2) as workers:
        first = [workers.task("html", "page", _process) for _ in range(2)]

        assert len({task.result() for task in first}) == 1


def test_many_tasks_of_a_kind_are_shared():
    with Workers(2) as workers:
        assert len({task.result() for task in [workers.task("html", "page", _process) for _ in range(20)]}) == 2


def test_a_task_goes_to_the_worker_of_the_one_that_it_follows():
    """What a task leaves behind in its process is there for the one that follows, however many others wait."""
    with Workers(3) as workers:
        first = workers.task("a", "first", _process)
        others = [workers.task(kind, "other", _process) for kind in "bcdefgabc"]
        following = workers.task("z", "following", _process, follows=first)
        last = [workers.task(kind, "last", _process) for kind in "bcd"]

        assert following.result() == first.result()
        assert len({task.result() for task in (*others, *last)}) == 3


def test_a_task_whose_forerunner_has_died_runs_elsewhere(tmp_path):
    """A worker that is gone holds up nobody."""
    with Workers(2) as workers:
        first = workers.task("a", "first", _die_once, tmp_path / "mark")
        following = workers.task("a", "following", _process, follows=first)

        assert following.result() > 0
        assert first.result() == "alive"


@pytest.mark.parametrize(("death", "cause"), [(_exit, "exit code 9"), (_killed, "SIGKILL")])
def test_a_task_that_kills_its_process_is_named_and_the_rest_goes_on(death, cause):
    """The suspect is run again alone before it is accused; no other task is lost with it."""
    with Workers(2) as workers:
        before = [workers.submit(_square, number) for number in range(5)]
        killer = workers.task("html", "play.html", death)
        after = [workers.submit(_square, number) for number in range(5)]

        assert [task.result() for task in before + after] == [0, 1, 4, 9, 16] * 2
        with pytest.raises(StylesheetError, match=rf"play\.html: its process died twice \({cause}\)"):
            killer.result()


def test_a_process_that_died_by_chance_is_forgiven(tmp_path):
    """Killed once, for instance for want of memory: run again alone, the task succeeds."""
    with Workers(2) as workers:
        assert workers.submit(_die_once, tmp_path / "mark").result() == "alive"


def test_progress_counts_to_the_end():
    seen = []
    with Workers(2, lambda *step: seen.append(step)) as workers:
        for task in [workers.task("kind", str(number), _square, number) for number in range(4)]:
            task.result()

    assert seen[-1][:2] == (4, 4)


def test_no_process_is_left_behind():
    """Leaving the block ends a worker even in the middle of a task."""
    with Workers(1) as workers:
        process = workers.submit(_process).result()
        workers.submit(_sleep)

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
