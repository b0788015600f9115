# SPDX-License-Identifier: MIT
"""Many files shared out among processes, with their results in the order of the files.

Each process loads the schemas once. A file that brings its process down is named, and the others are checked.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from edition.check.finding import Finding
from edition.check.one_file import Checked, Checker, Setting
from edition.check.status import Status
from edition.errors import StylesheetError
from edition.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from edition.workers import Task

# Starting a process, loading a schema in it and sending results back costs about as much as a megabyte.
_WORTH = 2 * 2**20
_MOST_FILES, _MOST_BYTES = 32, 2**20
_AHEAD = 4  # portions for each process that may wait, so that results do not pile up


def is_worth_it(files: Sequence[Path]) -> bool:
    """Whether there is enough to do for more than one process."""
    return len(files) > 1 and sum(map(_size, files)) >= _WORTH


def checked(files: Sequence[Path], setting: Setting, jobs: int) -> Iterator[Checked]:
    """What each file has by itself, in the order of the files; `jobs` processes work on them."""
    with Workers(jobs) as workers:
        waiting: deque[tuple[list[Path], Task]] = deque()
        portions = iter(list(_portions(files)))
        while True:
            while len(waiting) < jobs * _AHEAD and (portion := next(portions, None)):
                waiting.append((portion, workers.submit(_check, setting, portion)))
            if not waiting:
                return
            yield from _results(workers, setting, *waiting.popleft())


def _results(workers: Workers, setting: Setting, portion: list[Path], task: Task) -> list[Checked]:
    try:
        found: list[Checked] = task.result()
    except StylesheetError:  # its process died twice
        if len(portion) > 1:
            again = [([file], workers.submit(_check, setting, [file])) for file in portion]
            return [each for one in again for each in _results(workers, setting, *one)]
        status = Status(portion[0], readable=False)
        message = "the process that checked this file was stopped, twice: there is too little memory for it."
        return [Checked(status, [Finding("xml-too-large", portion[0], 0, 0, message, "Split it, and join it with XInclude.")])]
    return found


def _portions(files: Sequence[Path]) -> Iterator[list[Path]]:
    """Files in their order, a few or a large one at a time."""
    portion: list[Path] = []
    size = 0
    for file in files:
        portion.append(file)
        size += _size(file)
        if len(portion) >= _MOST_FILES or size >= _MOST_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


# In a worker: the checker that it keeps from one portion to the next.
_kept: dict[Setting, Checker] = {}


def _check(setting: Setting, files: list[Path]) -> list[Checked]:
    if setting not in _kept:
        _kept[setting] = Checker(setting)
    return [_kept[setting].file(file) for file in files]
