# SPDX-License-Identifier: MIT
"""Schematron behind a wall: rules run in a child process, and one that never ends is stopped.

It starts and stops that process and words what became of it; the checking is done by
`edition.check.schematron.worker`.
"""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from edition.check.finding import Finding, Level

if TYPE_CHECKING:
    from types import TracebackType

    from edition.source import Source

# Far more than the slowest schema needs (1.5 s for 17 MB), so that only what hangs is stopped.
_SECONDS = 60.0
_SECONDS_PER_MEGABYTE = 10.0


class WrongSchemaError(Exception):
    """The schema cannot be used; `findings` say where it is wrong."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


class Guarded:
    """A child process that checks documents with Schematron schemas, started when first needed.

    Its rules may read local files, unless `bounded`: then they read nothing and the schema includes
    only files of `folder`. `ask` sends a document and `answer` waits for its findings, so that the caller can do other
    work in between. To be used as a context manager.
    """

    def __init__(self, folder: Path, *, bounded: bool, seconds: float | None = None) -> None:
        self._folder = folder
        self._bounded = bounded
        self._seconds = _SECONDS if seconds is None else seconds
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()
        self._asked: tuple[Path, Source] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def ask(self, schema: Path, phase: str, source: Source) -> None:
        """Send one document."""
        request: dict[str, Any] = {
            "schema": str(schema),
            "phase": phase,
            "folder": str(self._folder),
            "document": str(source.path),
        }
        if not _is_on_disk(source):
            request["data"] = base64.b64encode(source.data).decode()
        process = self._running()
        assert process.stdin
        with contextlib.suppress(OSError):  # a child that died is noticed when its answer is awaited
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        self._asked = schema, source

    def answer(self) -> list[Finding]:
        """The findings of the document asked for last. Raises WrongSchemaError."""
        assert self._asked
        schema, source = self._asked
        limit = self._seconds + _SECONDS_PER_MEGABYTE * len(source.data) / 2**20
        try:
            line = self._answers.get(timeout=limit)
        except queue.Empty:
            self._stop()
            return [_stopped(schema, source, limit)]
        if not line:
            self._stop()
            return [_died(schema, source)]
        answer = json.loads(line)
        if "wrong" in answer:
            raise WrongSchemaError([_read(each) for each in answer["wrong"]])
        if "failed" in answer:
            return [_failed(schema, source, answer["failed"])]
        return [_read(each) for each in answer["findings"]]

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "edition.check.schematron.worker",
                    *(["bounded"] if self._bounded else []),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env=_environment(),
            )
            threading.Thread(target=self._listen, args=(self._process, self._answers), daemon=True).start()
        return self._process

    @staticmethod
    def _listen(process: subprocess.Popen[str], answers: queue.Queue[str]) -> None:
        """Hand on the child's lines, and an empty one when it is gone; a pipe has no time limit of its own."""
        assert process.stdout
        with contextlib.suppress(ValueError, OSError):
            for line in process.stdout:
                answers.put(line)
        answers.put("")

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._answers = queue.Queue()
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream:
                    stream.close()


def _environment() -> dict[str, str]:
    """The child imports the same package as we do, wherever it was started."""
    import os  # noqa: PLC0415 - for this alone

    root = str(Path(__file__).resolve().parents[3])
    known = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([root, known] if known else [root]),
        "PYTHONUTF8": "1",
    }


def _is_on_disk(source: Source) -> bool:
    try:
        return source.path.read_bytes() == source.data
    except OSError:
        return False


def _read(written: dict[str, Any]) -> Finding:
    return Finding(**{**written, "file": Path(written["file"]), "level": Level(written["level"])})


def _stopped(schema: Path, source: Source, seconds: float) -> Finding:
    message = f"the rules of {schema.name} came to no end within {seconds:,.0f} seconds on this file; they were stopped."
    return Finding(
        "sch-stopped",
        source.path,
        1,
        1,
        message,
        "Look for a rule that calls itself or compares all with all.",
    )


def _died(schema: Path, source: Source) -> Finding:
    message = f"the rules of {schema.name} brought their process down on this file."
    return Finding(
        "sch-stopped", source.path, 1, 1, message, "Look for a function that calls itself without end."
    )


def _failed(schema: Path, source: Source, reason: str) -> Finding:
    message = f"the rules of {schema.name} could not be run on this file: {reason}"
    return Finding("sch-stopped", source.path, 1, 1, message, "Look at the schema's variables and functions.")
