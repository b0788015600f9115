# SPDX-License-Identifier: MIT
"""Room for a schema: its patterns may nest deeper than Python's usual thousand calls, and come in thousands.

It is not for documents, which are read without recursion and leave nothing behind.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEP: Final = 10_000


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Within this block calls may nest deeper; Python's own limit comes back behind it."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, _DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


@contextmanager
def without_collection() -> Iterator[None]:
    """Within this block Python does not look for garbage: all that is made there is kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
