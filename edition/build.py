# SPDX-License-Identifier: MIT
"""The build: the order of the steps, the manifest, and the swap into place.

What a document means is said by the stylesheets, how a book is set by the typesetter; this module
only carries results from one to the next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from edition import render
from edition.errors import UsageError
from edition.output import Output, replacing
from edition.proof import coverage, coverage_page
from edition.proof import tasks as proof
from edition.workers import Workers, processors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.project import Project
    from edition.workers import Task

MANIFEST = "manifest.json"
BOOK = "edition.pdf"


@dataclass(frozen=True)
class Outputs:
    """Which outputs a build makes."""

    html: bool = True
    pdf: bool = True
    index: bool = True


@dataclass(frozen=True)
class Built:
    """What a build made: its folder, the files in it by their paths in the site, what should be known of them, what was proved."""

    place: Path
    files: tuple[str, ...]
    texts: int
    remarks: tuple[str, ...] = ()
    proof: str = ""


def build(
    project: Project, outputs: Outputs | None = None, judge: Callable[[list[Finding]], None] = lambda _: None, *, workers: Workers
) -> Built:
    """Build the edition into `project.out`, complete or not at all.

    The sources are checked at the same time; `judge` gets the findings, then those of the proof (docs/proof.md),
    and may raise, then nothing is built. Raises EditionError (see `edition.errors`); then the last good output stands untouched.
    """
    if not project.texts:
        raise UsageError("There is no text among these files, only registers. Name a text too.")
    outputs = outputs or Outputs()
    with replacing(project.out, project.inputs) as output:
        steps = _Steps(project, outputs, output, workers)
        try:
            texts, remarks = steps.make()
        except Exception:
            judge(steps.checked.result())  # what is wrong in the sources says best why a step failed
            raise
        judge(steps.checked.result())
        judge(steps.ledger.findings)
        if outputs.html or outputs.pdf:
            output.add(_coverage(project, texts, steps.ledger))
        output.write(MANIFEST, _manifest(project, output, texts))
    return Built(project.out, tuple(output.files), len(texts), tuple(remarks), steps.ledger.sentence() if outputs.html or outputs.pdf else "")


def crew(progress: Callable[[int, int, str], None] = lambda *_: None) -> Workers:
    """The processes that build: one for each processor, at least two, at most eight."""
    return Workers(min(max(processors(), 2), 8), progress)


def index_of(project: Project, workers: Workers) -> dict[str, str]:
    """index.json and index.csv as texts, without building anything."""
    begun = _begin_models(project, workers)
    models = [begun[file].result() for file in project.files]
    settings = render.settings_for(project, models, vars(Outputs()))
    files: dict[str, str] = workers.task("index", "the index", render.index, project, models, settings).result()
    return files


class _Steps:
    """The steps of one build. Each is begun when what it needs is there; what others wait for comes first."""

    def __init__(self, project: Project, outputs: Outputs, output: Output, workers: Workers) -> None:
        self._project, self._outputs, self._output, self._workers = project, outputs, output, workers
        self.ledger = coverage.Ledger()
        early = render.settings_for(project, [], vars(outputs))
        # The book takes longest: its texts are set while the index is being made.
        self._setting = self._task("print", BOOK, render.begin_book, early) if outputs.pdf else None
        self._models = _begin_models(project, workers)

    @cached_property
    def checked(self) -> Task:
        """The findings on the sources."""
        return self._task("check", "the checks", render.check)

    def make(self) -> tuple[list[dict[str, Any]], list[str]]:
        """Make every file but the manifest and the account; return the models of the texts, and remarks on the book."""
        project, outputs = self._project, self._outputs
        models = [self._models[file].result() for file in project.files]
        texts = models[: len(project.texts)]
        settings = render.settings_for(project, texts, vars(outputs))
        # in the process that goes on with the book, so that it is free when the index is there
        indexing = self._task("index", "the index", render.index, models, settings, follows=self._setting)
        pages = {text: self._task("html", project.page(text), render.pages, text, settings) for text in project.texts if outputs.html}
        index = indexing.result()
        book = self._task("print", BOOK, render.finish_book, index["index.json"], settings, follows=self._setting) if self._setting else None
        _ = self.checked
        self._output.add(index if outputs.index else {})
        for task in self._pages_of_all(index["index.json"], settings):
            self._output.add(task.result())
        proofs = self._written(pages)
        pdf, remarks = book.result() if book else (b"", [])
        self._output.add({BOOK: pdf} if book else {})
        whole = self._task("proof", "the proof of the book", proof.book, self._output.path / BOOK) if book else None
        while proofs:
            self.ledger.add(proofs.pop(0).result())
        for account in whole.result() if whole else ():
            self.ledger.add(account)
        return [json.loads(text) for text in texts], remarks

    def _pages_of_all(self, index: str, settings: str) -> list[Task]:
        """The files that are not one text's: the registers, the pages about the edition, what lies beside them."""
        if not self._outputs.html:
            return []
        registers = [self._task("index", "the registers", render.index_pages, index, settings)] if self._outputs.index else []
        return [*registers, self._task("html", "index.html", render.front_pages, settings), self._task("archive", "sources.zip", render.companions)]

    def _written(self, pages: dict[Path, Task]) -> list[Task]:
        """Write the pages; return their proofs in the making. A page that is written is let go of: of a thousand none is held."""
        proofs = []
        while pages:
            text = next(iter(pages))
            self._output.add(pages.pop(text).result())
            name = f"the proof of {self._project.page(text)}"
            proofs.append(self._task("proof", name, proof.page, text, self._output.path))
        return proofs

    def _task(self, kind: str, name: str, function: Callable[..., Any], *arguments: Any, follows: Task | None = None) -> Task:
        return self._workers.task(kind, name, function, self._project, *arguments, follows=follows)


def _coverage(project: Project, texts: list[dict[str, Any]], ledger: coverage.Ledger) -> dict[str, str]:
    """coverage.json and coverage.html."""
    report = ledger.report()
    return {"coverage.json": coverage.written(report), "coverage.html": coverage_page.written(report, project.title or texts[0]["title"])}


def _begin_models(project: Project, workers: Workers) -> dict[Path, Task]:
    """The models of all sources in the making; the largest is begun first, because all wait for it."""
    return {
        file: workers.task("model", project.name(file), render.model, project, file)
        for file in sorted(project.files, key=lambda file: (-_size(file), file))
    }


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _manifest(project: Project, output: Output, texts: list[dict[str, Any]]) -> str:
    """manifest.json: each source's pages in reading order, and every file with its digest (docs/outputs.md)."""
    return json.dumps({
        "version": "1",
        "title": project.title or texts[0]["title"],
        "texts": [
            {"source": text["file"], "title": text["title"], "pages": [text["page"]] if text["page"] in output.files else []}
            for text in texts
        ],
        "book": BOOK if BOOK in output.files else None,
        "index": "index.json" if "index.json" in output.files else None,
        "files": [{"path": name, "sha256": digest} for name, digest in sorted(output.files.items())],
    }, ensure_ascii=False, indent=2) + "\n"
