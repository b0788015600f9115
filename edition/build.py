# SPDX-License-Identifier: MIT
"""The build: the order of the steps, the workers, the manifest, and the swap into place.

What a document means is said by the stylesheets, how a book is set by the typesetter; this module
only carries results from one to the next.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from edition import render
from edition.errors import StylesheetError
from edition.output import Output, replacing
from edition.resources import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor, Future
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.project import Project

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
    """What a build made: its folder and the files in it, by their paths in the site."""

    place: Path
    files: tuple[str, ...]
    texts: int


def build(project: Project, outputs: Outputs | None = None, progress: Callable[[str], None] = lambda _: None) -> Built:
    """Build the edition into `project.out`, complete or not at all.

    `progress` is called with the name of each step's result. Raises EditionError (see
    `edition.errors`); then the last good output stands untouched.
    """
    outputs = outputs or Outputs()
    with replacing(project.out, project.files) as output, workers(len(project.files)) as pool:
        models = _models(project, pool, progress)
        texts = models[: len(project.texts)]
        settings = render.settings_for(project, [json.loads(text) for text in texts], vars(outputs))
        index = pool.submit(render.index, project, models, settings)
        pages = _submit_pages(project, pool, models, settings, outputs)
        if outputs.pdf:
            _write_book(project, pool, output, index.result()["index.json"], settings, progress)
        if outputs.index:
            _write(output, index, progress)
        for future in pages:
            _write(output, future, progress)
        if outputs.html:
            _write_companions(project, output)
        _write_manifest(project, output, [json.loads(text) for text in texts])
    return Built(project.out, tuple(output.files), len(project.texts))


def check_before(project: Project) -> list[Finding]:
    """What is wrong in the sources, in the order of files and lines."""
    from edition.check import run  # noqa: PLC0415 - a watched rebuild checks anew, an index does not

    return run.check(project).findings


def steps(project: Project, outputs: Outputs) -> int:
    """How many results `build` will report to `progress`, as far as is known beforehand."""
    return len(project.files) + outputs.html * (len(project.texts) + 8) + outputs.pdf + outputs.index * 2


def index_of(project: Project) -> str:
    """index.json as a text, without building anything."""
    with workers(len(project.files)) as pool:
        models = _models(project, pool, lambda _: None)
        texts = [json.loads(text) for text in models[: len(project.texts)]]
        settings = render.settings_for(project, texts, vars(Outputs()))
        return pool.submit(render.index, project, models, settings).result()["index.json"]


@contextlib.contextmanager
def workers(tasks: int) -> Iterator[Executor]:
    """A pool of child processes, each with an engine of its own; none is left behind.

    A stylesheet that brings its process down (Saxon cannot be stopped from recursing without end)
    becomes a StylesheetError.
    """
    count = max(1, min(os.cpu_count() or 1, tasks, 8))
    pool = ProcessPoolExecutor(count, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    except BrokenProcessPool:
        raise StylesheetError(
            "A worker process died, most likely of a stylesheet that calls itself without end or of too little memory. "
            "Build the texts one by one (edition build FILE) to find the one that does it."
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _models(project: Project, pool: Executor, progress: Callable[[str], None]) -> list[str]:
    """The models of all sources, texts first, in the project's order."""
    futures = [pool.submit(render.model, project, file) for file in project.files]
    models = []
    for file, future in zip(project.files, futures, strict=True):
        models.append(future.result())
        progress(project.name(file))
    return models


def _submit_pages(
    project: Project, pool: Executor, models: list[str], settings: str, outputs: Outputs
) -> list[Future[dict[str, str]]]:
    """Everything that becomes HTML, handed to the workers."""
    futures = []
    if outputs.html:
        futures += [pool.submit(render.pages, project, text, settings) for text in project.texts]
        futures.append(pool.submit(render.front_pages, project, settings))
    if outputs.html and outputs.index:
        futures.append(pool.submit(render.index_pages, project, models, settings))
    return futures


def _write(output: Output, future: Future[dict[str, str]], progress: Callable[[str], None]) -> None:
    for name, content in sorted(future.result().items()):
        output.write(name, content)
        progress(name)


def _write_book(
    project: Project, pool: Executor, output: Output, index: str, settings: str, progress: Callable[[str], None]
) -> None:
    from edition.typeset import typeset  # noqa: PLC0415 - only a book needs the typesetter

    book = pool.submit(render.book, project, index, settings).result()
    output.write(BOOK, typeset(book, date=project.date))
    progress(BOOK)


def _write_companions(project: Project, output: Output) -> None:
    """What lies beside the pages: styles and scripts, the pictures of the texts, the sources as a download."""
    from edition import companions  # noqa: PLC0415 - only pages need them

    static = folder("xslt") / "html" / "static"
    for file in sorted(static.iterdir()):
        output.copy(file, f"static/{file.name}")
    for name, picture in companions.pictures(project):
        output.copy(picture, name)
    output.write("sources.zip", companions.archive(project))


def _write_manifest(project: Project, output: Output, texts: list[dict[str, Any]]) -> None:
    """manifest.json: each source's pages in reading order, and every file with its digest (docs/outputs.md)."""
    digests = {name: hashlib.sha256((output.path / name).read_bytes()).hexdigest() for name in sorted(set(output.files))}
    manifest = {
        "version": "1",
        "title": project.title,
        "texts": [
            {"source": text["file"], "title": text["title"], "pages": [text["page"]] if text["page"] in digests else []}
            for text in texts
        ],
        "book": BOOK if BOOK in digests else None,
        "index": "index.json" if "index.json" in digests else None,
        "files": [{"path": name, "sha256": digest} for name, digest in digests.items()],
    }
    output.write(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
