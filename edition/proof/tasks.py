# SPDX-License-Identifier: MIT
"""What the workers of a build call: one text with its page, all texts with the book.

They read the outputs as they were written, and write nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition import proof
from edition.check import levels
from edition.source.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from edition.project import Project
    from edition.proof.coverage import Account


def page(project: Project, text: Path, file: Path) -> Account:
    """The account of a text in its page, which lies in `file`; with the levels that the project gives."""
    source = Library(project.root).open(text)
    account = proof.of_page(source, file.read_text("utf-8"), project.name(text), project.page(text))
    return _weighed(account, project)


def book(project: Project, file: Path) -> list[Account]:
    """The accounts of all texts in the book."""
    library = Library(project.root)
    sources = {project.name(text): library.open(text) for text in project.texts}
    return [_weighed(account, project) for account in proof.of_book(sources, file)]


def _weighed(account: Account, project: Project) -> Account:
    return replace(account, findings=list(levels.weighed(account.findings, project.levels)))
