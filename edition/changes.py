# SPDX-License-Identifier: MIT
"""By what a change of files is noticed: when each was written, and how long it is.

It neither waits nor reads.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def stamps(files: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """What tells that a file has changed; a file that is gone for the moment has none."""
    found = {}
    for file in files:
        with contextlib.suppress(OSError):
            status = file.stat()
            found[file] = (status.st_mtime_ns, status.st_size)
    return found
