# SPDX-License-Identifier: MIT
"""Room for deep recursion: the patterns of a schema may nest deeper than Python's usual thousand calls.

It is not for documents, which are read without recursion.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

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
