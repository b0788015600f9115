# SPDX-License-Identifier: MIT
"""One run of Typst in a process of its own, bounded in time and memory; its failures in our words.

It sets whatever lies in the folder that it is given, and knows nothing of what that is.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from edition.errors import EnvironmentFailure, StylesheetError

STANDARDS = ("a-2a", "ua-1")
_CHILD = Path(__file__).with_name("child.py")
_TAGGING = ("internal error", "artifacts may not contain", "report this as a bug")
_LESS = "Build fewer texts into one book, or leave it out (--html)."


@dataclass(frozen=True)
class Limits:
    """What one book may cost: seconds, and bytes of address space."""

    seconds: float = 600
    memory: int = 12 * 2**30


class TaggingError(StylesheetError):
    """Typst could not tag what it has set: a fault of its own, which depends on how the lines fall."""


class Engine:
    """A Typst that sets `book.typ` in the folder `root`, as often as it is asked; used in a `with` block.

    `inputs` are the template's; `question` is a Typst expression whose value `ask` returns. `begin` starts
    it with a book and does not wait; `asked` does.
    """

    def __init__(self, root: Path, question: str, timestamp: int, limits: Limits, **inputs: str) -> None:
        self._root = root
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._order: dict[str, Any] = {
            "main": str(root / "book.typ"),
            "output": str(root / "book.pdf"),
            "root": str(root),
            "fonts": [str(root / "fonts")],
            "nowhere": str(root / "nowhere"),
            "inputs": inputs,
            "standards": STANDARDS,
            "timestamp": timestamp,
            "memory": limits.memory,
            "question": question,
        }

    def with_inputs(self, **inputs: str) -> Engine:
        """The same with further inputs."""
        order = self._order
        known: dict[str, str] = order["inputs"]
        return Engine(self._root, order["question"], order["timestamp"], self._limits, **{**known, **inputs})

    def begin(self, book: str) -> None:
        """Start, and ask about a book; the answer is `asked`."""
        self._errors = (self._root / "errors.txt").open("w+b")
        self._child = subprocess.Popen(
            [sys.executable, "-I", str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=self._root,
        )
        self._late = threading.Event()
        self._timer = threading.Timer(self._limits.seconds, self._stop)
        self._timer.daemon = True
        self._timer.start()
        self._send(json.dumps(self._order))
        self._give(book)
        self._send("ask")

    def close(self) -> None:
        """End Typst, at whatever it is."""
        if self._child is not None:
            self._timer.cancel()
            self._child.kill()
            self._child.communicate()
            self._child = None
            self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def begun(self) -> bool:
        """Whether it runs."""
        return self._child is not None

    def ask(self, book: str) -> Any:
        """The answer to the question about a book."""
        self._give(book)
        self._send("ask")
        return self.asked()

    def asked(self) -> Any:
        """The answer to the question about the book with which it began."""
        return self._answer()["asked"]

    def write(self, book: str) -> tuple[bytes, tuple[str, ...]]:
        """The PDF of a book, and Typst's warnings."""
        self._give(book)
        self._send("write")
        warnings = self._answer()["written"]
        return (self._root / "book.pdf").read_bytes(), tuple(warnings)

    def _give(self, book: str) -> None:
        (self._root / "book.xml").write_text(book, encoding="utf-8")

    def _answer(self) -> dict[str, Any]:
        assert self._child
        assert self._child.stdout
        answer = self._child.stdout.readline()
        if not answer:
            raise EnvironmentFailure(self._reason())
        found: dict[str, Any] = json.loads(answer)
        if "error" in found:
            kind = TaggingError if any(words in found["error"] for words in _TAGGING) else StylesheetError
            raise kind(_explained(found))
        return found

    def _send(self, line: str) -> None:
        assert self._child
        assert self._child.stdin
        try:
            self._child.stdin.write(line.encode() + b"\n")
            self._child.stdin.flush()
        except BrokenPipeError:
            raise EnvironmentFailure(self._reason()) from None

    def _stop(self) -> None:
        self._late.set()
        if self._child:
            self._child.kill()

    def _reason(self) -> str:
        """Why the process has ended, in words and with what to do."""
        code = self._child.wait() if self._child else 0
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        if self._late.is_set():
            return f"The book was not set within {self._limits.seconds:.0f} seconds. {_LESS}"
        if any("No module named 'typst'" in line for line in said):
            return "Typst, the typesetter, is not installed. Install the package `typst`, or leave the book out (--html)."
        if code < 0 or any("memory" in line.lower() for line in said):
            return f"The typesetter needed more than {self._limits.memory >> 20} MB and was stopped. {_LESS}"
        return f"The typesetter stopped: {said[-1] if said else 'it gave no reason'}."


def _explained(answer: dict[str, Any]) -> str:
    """Typst's complaint about a template, with its place."""
    lines = answer["diagnostic"].splitlines()
    place = next((line.strip().removeprefix("┌─ ") for line in lines if "┌─" in line), "book.typ")
    return f"{place}: the book cannot be set: {answer['error']}."
