# SPDX-License-Identifier: MIT
"""The header of a source beside the About page: what it says for readers must be there, once for all texts that say it.

It does not ask where on the page; the order of a header is not that of a text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from edition.proof.comparison import Fault
from edition.source import TEI

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEI = f"{{{TEI}}}"
# Written for machines: what fills databases, declares features, or counts tags.
_FOR_MACHINES = frozenset(_TEI + name for name in ("xenoData", "fsdDecl", "tagUsage"))


@lru_cache(maxsize=1)
def shown(file: Path) -> str:
    """The characters of a page that are not white, one after the other."""
    root = etree.fromstring(file.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True))
    return "".join("".join(map(str, root.itertext())).split()) if root is not None else ""


def faults(root: etree._Element, about: str) -> Iterator[Fault]:
    """A fault for each text node of a header that the About page has not."""
    lost: dict[etree._Element, list[str]] = {}
    for header in root.iter(_TEI + "teiHeader"):
        for element in header.iter("*"):
            for text in (element.text, *(child.tail for child in element)):
                characters = "".join((text or "").split())
                if characters and characters not in about and not _for_machines(element):
                    lost.setdefault(element, []).append(str(text))
    if lost:
        for ordinal, element in enumerate(root.iter("*")):
            for text in lost.get(element, ()):
                yield Fault("proof-lost", " ".join(text.split()), element=ordinal)


def _for_machines(element: etree._Element) -> bool:
    return element.tag in _FOR_MACHINES or any(above.tag in _FOR_MACHINES for above in element.iterancestors())
