# SPDX-License-Identifier: MIT
"""The build: the order of the steps, the manifest, and the swap into place.

What a document means is said by the stylesheets, how a book is set by the typesetter; this module
only carries results from one to the next.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
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
        begun = _begin(project, outputs, workers)
        checked = workers.task("check", "the checks", render.check, project)
        try:
            texts, remarks, ledger = _make(project, outputs, output, workers, begun)
        except Exception:
            judge(checked.result())  # what is wrong in the sources says best why a step failed
            raise
        judge(checked.result())
        judge(ledger.findings)
        if outputs.html or outputs.pdf:
            output.add(_coverage(project, texts, ledger))
        output.write(MANIFEST, _manifest(project, output, texts))
    return Built(project.out, tuple(output.files), len(texts), tuple(remarks), ledger.sentence() if outputs.html or outputs.pdf else "")


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


@dataclass(frozen=True)
class _Begun:
    """What can be begun before anything is known: the models of all documents, and the book's texts."""

    models: dict[Path, Task]
    book: Task | None


def _begin(project: Project, outputs: Outputs, workers: Workers) -> _Begun:
    settings = render.settings_for(project, [], vars(outputs))
    # The book takes longest: its texts are set while the index is being made.
    book = workers.task("print", BOOK, render.begin_book, project, settings) if outputs.pdf else None
    return _Begun(_begin_models(project, workers), book)


def _make(project: Project, outputs: Outputs, output: Output, workers: Workers, begun: _Begun) -> tuple[list[dict[str, Any]], list[str], coverage.Ledger]:
    """Make every file but the manifest and the account; return the models of the texts, remarks on the book, what was proved."""
    models = [begun.models[file].result() for file in project.files]
    texts = models[: len(project.texts)]
    settings = render.settings_for(project, texts, vars(outputs))
    index = workers.task("index", "the index", render.index, project, models, settings).result()
    book = workers.task("print", BOOK, render.finish_book, project, index["index.json"], settings, follows=begun.book) if begun.book else None
    tasks = []
    pages = {text: workers.task("html", project.page(text), render.pages, project, text, settings) for text in project.texts if outputs.html}
    if outputs.html:
        tasks.append(workers.task("html", "index.html", render.front_pages, project, settings))
        tasks.append(workers.task("archive", "sources.zip", render.companions, project))
    if outputs.html and outputs.index:
        tasks.append(workers.task("index", "the registers", render.index_pages, project, index["index.json"], settings))
    output.add(index if outputs.index else {})
    for task in tasks:
        output.add(task.result())
    proofs = []
    while pages:  # a page that is written is let go of: of a thousand none is held
        text = next(iter(pages))
        output.add(pages.pop(text).result())
        proofs.append(workers.task("proof", f"the proof of {project.page(text)}", proof.page, project, text, output.path))
    pdf, remarks = book.result() if book else (b"", [])
    output.add({BOOK: pdf} if book else {})
    whole = workers.task("proof", "the proof of the book", proof.book, project, output.path / BOOK) if book else None
    ledger = coverage.Ledger()
    while proofs:
        ledger.add(proofs.pop(0).result())
    for account in whole.result() if whole else ():
        ledger.add(account)
    return [json.loads(text) for text in texts], remarks, ledger


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
