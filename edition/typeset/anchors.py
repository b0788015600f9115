# SPDX-License-Identifier: MIT
"""Marks of places made ready for Typst: each stands behind the first word of what it marks.

It knows no pages; where a mark has come to stand is for `edition.typeset.places`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.typeset.notes import NAMESPACE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ANCHOR = f"{{{NAMESPACE}}}anchor"
_NOTES = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("source", "editor", "emendation", "variants"))
_INLINE = frozenset(f"{{{NAMESPACE}}}{name}" for name in ("span", "link"))
_WORD = re.compile(r"\S+")


def settle(root: Element) -> None:
    """Move the marks of places behind the words before which they stand.

    Typst leaves a mark before a word at the end of the line above, and so perhaps on the page before.
    """
    for parent in list(root.iter()):
        children = list(parent)
        # the last first: where several marks stand before one word they keep their order behind it
        for number in range(len(children) - 1, -1, -1):
            anchor = children[number]
            if anchor.tag == _ANCHOR and not _is_place_of_note(parent, number):
                before = children[number - 1] if number else None
                _move(parent, before, anchor, children[number + 1 : number + 2])


def _is_place_of_note(parent: Element, number: int) -> bool:
    """Whether a mark is that of the note itself, which the template looks for at its beginning."""
    return parent.tag in _NOTES and not any(child.tag == _ANCHOR for child in list(parent)[:number])


def _move(parent: Element, before: Element | None, anchor: Element, behind: list[Element]) -> None:
    word = _WORD.match(anchor.tail or "")
    if word:
        anchor.tail = (anchor.tail or "")[word.end() :] or None
        if before is None:
            parent.text = (parent.text or "") + word[0]
        else:
            before.tail = (before.tail or "") + word[0]
    elif not anchor.tail and behind and behind[0].tag in _INLINE:
        inside = behind[0]
        first = _WORD.match(inside.text or "")
        if first:
            parent.remove(anchor)
            anchor.tail = (inside.text or "")[first.end() :] or None
            inside.text = first[0]
            inside.insert(0, anchor)
