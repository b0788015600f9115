# SPDX-License-Identifier: MIT
"""A worker's view of an edition: documents in, models, pages, index and book out.

It runs in a child process, because a stylesheet can bring its process down; it writes no file.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from edition import companions as beside
from edition.check import wellformed
from edition.check.finding import Level
from edition.errors import UnreadableError
from edition.index import files as files_of_index
from edition.resources import folder
from edition.saxon import Engine, Stylesheet, engine
from edition.source.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edition.check.finding import Finding
    from edition.project import Project
    from edition.source import Source
    from edition.typeset import Typesetting

# Documents are known to stylesheets under this address and their path in the project: no output
# can depend on where a project lies on a disk.
_BASE = "file:///edition/"


class Renderer:
    """One engine, the stylesheets compiled so far, and the register documents of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.engine: Engine = engine()
        self._library = Library(project.root)
        self._stylesheets: dict[Path, Stylesheet] = {}

    def model(self, file: Path) -> str:
        """The document's model as JSON: its title, sections, entries and mentions."""
        source = self._library.open(file)
        wrong = [finding for finding in wellformed.findings(source) if finding.level is Level.ERROR and finding.code == "xml-not-tei"]
        if wrong:
            raise UnreadableError(str(wrong[0]))
        parameters = self._parameters(file=self.project.name(file), page=self._page(file))
        return self._ours("model").texts("model", parameters, self._parsed(source, file))["model"]

    def apparatus(self, file: Path, others: Sequence[Path], beside: Sequence[tuple[str, Path]], choices: dict[str, Any]) -> str:
        """The document's apparatus as JSON; `others` are files with entries about it, `beside` those that its pointers may mean,
        each with the address that pointers have for it (else its place); `choices` are what a setting `apparatus` would hold.
        """
        about = [self._beside(each) for each in others]
        registers = [*self._registers, *about, *(self._beside(each, address) for address, each in beside)]
        parameters = self._parameters(json.dumps({"apparatus": choices})) | {"registers": registers, "others": about}
        return self._ours("apparatus").texts("apparatus", parameters, self.document(file))["apparatus"]

    def _beside(self, file: Path, address: str = "") -> Any:
        """A file of the project, or one that lies elsewhere under its own address or another."""
        if not address and file.is_relative_to(self.project.root):
            return self.document(file)
        return self.engine.document(self._library.open(file).xml, address or file.as_uri())

    def pages(self, text: Path, settings: str) -> dict[str, str | Path]:
        """The pages of one text and the pictures that it shows: path in the site → HTML, or the file."""
        page = self.project.page(text)
        source = self._library.open(text)
        pictures = beside.pictures(source, self._library)
        shown = {url: name for url, (name, _) in pictures.items()}
        parameters = self._parameters(
            json.dumps({**json.loads(settings), "images": shown}, ensure_ascii=False, sort_keys=True),
            file=self.project.name(text), page=page, root="../" * page.count("/"),
        )
        files: dict[str, str | Path] = dict(pictures.values())
        return files | self._html.texts("text-pages", parameters, self._parsed(source, text))

    def front_pages(self, settings: str) -> dict[str, str]:
        """The pages about the whole edition: landing page and About."""
        parameters = self._parameters(settings, documents=[self.document(text) for text in self.project.texts])
        return self._html.texts("landing", parameters) | self._html.texts("about", parameters)

    def index(self, models: list[str], settings: str) -> dict[str, str]:
        """index.json and index.csv."""
        return files_of_index(self._ours("index").texts("index", self._parameters(settings, models=models))["index.json"])

    def index_pages(self, index: str, settings: str) -> dict[str, str]:
        """The register pages, from index.json: path in the site → HTML."""
        return self._ours("index").texts("index-pages", self._parameters(settings, index=index))

    def book(self, settings: str) -> str:
        """The book's texts in the typesetter's format, with the heads of an index that is still to be made."""
        documents = [self.document(text) for text in self.project.texts]
        return self._print.texts("book", self._parameters(settings, documents=documents))["book.xml"]

    def book_index(self, index: str, settings: str) -> str:
        """The book's index in the typesetter's format, from index.json; empty where nothing is mentioned."""
        entries = [
            {name: entry[name] for name in ("type", "key", "name", "sort", "letter", "dates")}
            | {"mentions": [{name: mention[name] for name in ("file", "id", "layer", "section")} for mention in entry["mentions"]]}
            for entry in json.loads(index)["entries"] if entry["mentions"]
        ]
        return self._print.texts("index", self._parameters(settings, index=json.dumps(entries)))["index.xml"]

    def document(self, file: Path) -> Any:
        """The document node of a source; entities and inclusions are resolved."""
        return self._parsed(self._library.open(file), file)

    def _parsed(self, source: Source, file: Path) -> Any:
        return self.engine.document(source.xml, _BASE + quote(file.relative_to(self.project.root).as_posix()))

    def _parameters(self, settings: str = "{}", **others: Any) -> dict[str, Any]:
        return {"settings": settings, "locales": self._locales, "registers": self._registers, **others}

    def _page(self, file: Path) -> str:
        return "" if file in self.project.registers else self.project.page(file)

    def _ours(self, name: str) -> Stylesheet:
        return self._compiled(folder("xslt") / f"{name}.xsl")

    @property
    def _html(self) -> Stylesheet:
        return self._compiled(self.project.html_stylesheet or folder("xslt") / "html.xsl")

    @property
    def _print(self) -> Stylesheet:
        return self._compiled(self.project.print_stylesheet or folder("xslt") / "print.xsl")

    def _compiled(self, file: Path) -> Stylesheet:
        if file not in self._stylesheets:
            self._stylesheets[file] = self.engine.stylesheet(file)
        return self._stylesheets[file]

    @cached_property
    def _registers(self) -> list[Any]:
        return [self.document(file) for file in self.project.registers]

    @cached_property
    def _locales(self) -> list[Any]:
        """The locale files: the language with its region, the language alone, English."""
        language = self.project.language or "en"
        wanted = dict.fromkeys([language, language.split("-")[0], "en"])
        files = [folder("xslt") / "locale" / f"{name}.xml" for name in wanted]
        return [self.engine.document(file.read_text("utf-8"), f"{_BASE}locale/{file.name}") for file in files if file.is_file()]


# The functions below are what the workers call. The renderer lives as long as its worker.


_current: list[Renderer] = []


def _renderer(project: Project) -> Renderer:
    if not _current or _current[0].project != project:
        _current[:] = [Renderer(project)]
    return _current[0]


def check(project: Project) -> list[Finding]:
    """What is wrong in the sources, in the order of files and lines."""
    from edition.check import run  # noqa: PLC0415 - one worker checks

    return run.check(project).findings


def model(project: Project, file: Path) -> str:
    """See Renderer.model."""
    return _renderer(project).model(file)


def apparatus(project: Project, file: Path, others: Sequence[Path], beside: Sequence[tuple[str, Path]], choices: dict[str, Any]) -> str:
    """See Renderer.apparatus."""
    return _renderer(project).apparatus(file, others, beside, choices)


def pages(project: Project, text: Path, settings: str) -> dict[str, str | Path]:
    """See Renderer.pages."""
    return _renderer(project).pages(text, settings)


def front_pages(project: Project, settings: str) -> dict[str, str]:
    """See Renderer.front_pages."""
    return _renderer(project).front_pages(settings)


def index(project: Project, models: list[str], settings: str) -> dict[str, str]:
    """See Renderer.index."""
    return _renderer(project).index(models, settings)


def index_pages(project: Project, index: str, settings: str) -> dict[str, str]:
    """See Renderer.index_pages."""
    return _renderer(project).index_pages(index, settings)


_setting: list[Typesetting] = []


def begin_book(project: Project, settings: str) -> None:
    """Begin to set the texts of the book, in a process of its own, while others make the index."""
    from edition.typeset import Typesetting  # noqa: PLC0415 - only a book needs the typesetter

    _setting[:] = [Typesetting(_renderer(project).book(settings), date=project.date)]


def finish_book(project: Project, index: str, settings: str) -> tuple[bytes, list[str]]:
    """The book as a PDF, and what its editor should know of it; in the process that has begun it, or anew."""
    if not _setting:
        begin_book(project, settings)
    with _setting.pop() as typesetting:
        book = typesetting.finish(_renderer(project).book_index(index, settings))
    return book.pdf, [*(f"{missing.file}: {missing}" for missing in book.missing), *book.warnings]


def companions(project: Project) -> dict[str, bytes | Path]:
    """What lies beside the pages: styles and scripts, and the sources as a download."""
    static = {f"static/{file.name}": file for file in sorted((folder("xslt") / "html" / "static").iterdir())}
    return {**static, "sources.zip": beside.archive(project)}


def settings_for(project: Project, models: list[str], outputs: dict[str, bool]) -> str:
    """The settings that every stylesheet gets, as JSON (docs/settings.md).

    `models` are those of all documents, the texts' in reading order, or none: then titles and kinds are not
    said. `outputs` says which of html, pdf, index are made.
    """
    documents = [json.loads(model) for model in models]
    texts = [document for document in documents if document["page"]]
    first = texts[0] if texts else {"title": "", "language": ""}
    titles = [text["title"] for text in texts] or [""] * len(project.texts)
    kinds = {mention["kind"] for document in documents for mention in document["mentions"]}
    kinds |= {entry["type"] for document in documents for entry in document["entries"]}
    return json.dumps({
        "title": project.title or first["title"],
        "subtitle": project.subtitle,
        "language": project.language or first["language"] or ("en" if texts else ""),
        "version": project.version,
        "date": project.date,
        "url": project.url.rstrip("/"),
        "paper": project.paper,
        "texts": [
            {"file": project.name(text), "page": project.page(text), "title": title}
            for text, title in zip(project.texts, titles, strict=True)
        ],
        "kinds": sorted(kinds),
        "outputs": outputs,
    }, ensure_ascii=False, sort_keys=True)
