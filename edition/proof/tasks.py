# SPDX-License-Identifier: MIT
"""What the workers of a build call: one text with its page, all texts with the book.

They read the outputs as they were written, and write nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from edition import proof
from edition.check import levels
from edition.proof import header
from edition.source.library import Library

ABOUT = "about.html"

if TYPE_CHECKING:
    from pathlib import Path

    from edition.project import Project
    from edition.proof.coverage import Account


def page(project: Project, text: Path, site: Path) -> Account:
    """The account of a text in its page below the folder `site`, and of its header in the About page there."""
    source = Library(project.root).open(text)
    name = project.page(text)
    account = proof.of_page(source, (site / name).read_text("utf-8"), project.name(text), name)
    account.findings += proof.of_about(source, header.shown(site / ABOUT), ABOUT)
    return _weighed(account, project)


def book(project: Project, file: Path) -> list[Account]:
    """The accounts of all texts in the book."""
    library = Library(project.root)
    sources = {project.name(text): library.open(text) for text in project.texts}
    return [_weighed(account, project) for account in proof.of_book(sources, file)]


def _weighed(account: Account, project: Project) -> Account:
    return replace(account, findings=list(levels.weighed(account.findings, project.levels)))
