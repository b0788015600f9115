# SPDX-License-Identifier: MIT
"""The child process in which schemas run: `python -m edition.check.schematron.worker [bounded]`.

One JSON object a line comes in and one goes out; `edition.check.schematron.guarded` is the other
side. A rule that recurses without end takes this process with it and nothing else.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.check.schematron import Schema, try_load
from edition.check.schematron.transpiler import restrict
from edition.errors import EditionError
from edition.source import Source
from edition.source.library import Library

if TYPE_CHECKING:
    from edition.check.finding import Finding


def main() -> None:
    """Answer requests until the input ends."""
    # Only answers may reach the pipe, whatever an engine prints.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    worker = _Worker(bounded="bounded" in sys.argv[1:])
    for line in sys.stdin:
        print(json.dumps(worker.answer(json.loads(line))), file=answers, flush=True)


class _Worker:
    def __init__(self, *, bounded: bool) -> None:
        self._bounded = bounded
        restrict("" if bounded else "file")
        self._schemas: dict[tuple[str, str], tuple[Schema | None, list[Finding]]] = {}
        self._libraries: dict[str, Library] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """`findings` of the document, or `wrong`: what is wrong with the schema."""
        key = request["schema"], request["phase"]
        folder = request["folder"]
        if key not in self._schemas:
            bound = Path(folder) if self._bounded else None
            self._schemas[key] = try_load(Path(request["schema"]), request["phase"], bound)
        schema, wrong = self._schemas[key]
        if schema is None:
            return {"wrong": [written(each) for each in wrong]}
        library = self._libraries.setdefault(folder, Library(Path(folder)))
        try:
            found = schema.findings(_document(request, library))
        except EditionError as error:
            return {"failed": error.message}
        return {"findings": [written(each) for each in found]}


def _document(request: dict[str, Any], library: Library) -> Source:
    path = Path(request["document"])
    if "data" in request:
        return library.adopt(Source(path, base64.b64decode(request["data"]), library.limits))
    return library.open(path)


def written(finding: Finding) -> dict[str, Any]:
    """A finding as it goes through the pipe."""
    return {**asdict(finding), "file": str(finding.file)}


if __name__ == "__main__":
    main()
