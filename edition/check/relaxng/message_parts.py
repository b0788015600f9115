# SPDX-License-Identifier: MIT
"""The parts of a message, before it has a place."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A stable code, one sentence, what to do about it, and whether it is only a warning."""

    code: str
    text: str
    hint: str = ""
    warning: bool = False


def hints(*parts: str) -> str:
    """Several hints in order of likelihood, without the empty ones."""
    return " ".join(part for part in parts if part)
