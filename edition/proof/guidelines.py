# SPDX-License-Identifier: MIT
"""What the Guidelines say of an element's place in the two readings, in an apparatus, and of whose a note is.

Written a second time on purpose, without a look at the stylesheets: that both say the same is a part of the proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.proof.stream import BOTH, CORRECTED, TRANSMITTED
from edition.source import TEI
from edition.words.cutting import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_TEI = f"{{{TEI}}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
PICTURES = frozenset(("graphic", "media", "figure", "notatedMusic"))
# Guidelines, CO 3.5: which of the two readings alone has an element.
_SIDES = {"sic": TRANSMITTED, "orig": TRANSMITTED, "abbr": TRANSMITTED, "am": TRANSMITTED,
          "corr": CORRECTED, "reg": CORRECTED, "expan": CORRECTED, "ex": CORRECTED, "supplied": CORRECTED}  # fmt: skip
_ALONE = {"supplied": CORRECTED, "corr": CORRECTED, "reg": CORRECTED, "ex": CORRECTED,
          "surplus": TRANSMITTED, "secl": TRANSMITTED}  # fmt: skip
# What holds blocks and no words of its own: an app with a location among these is an entry.
_CONTAINERS = names(
    """TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 titlePage sp spGrp lg
    castList castGroup set prologue epilogue performance argument epigraph postscript figure list table row listBibl
    listPerson listPlace listOrg listEvent listNym listObject listRelation listWit listApp listChange noteGrp standOff
    sourceDoc surfaceGrp surface msDesc msPart msFrag biblStruct analytic monogr series imprint biblFull forest listForest
    entry superEntry hom annotationBlock listAnnotation specGrp schemaSpec"""
)
_TRANSLATES = re.compile("trl|transl|übers|tradu|tradu[zc]", re.IGNORECASE)


def local(element: _Element) -> str:
    """The local name of an element; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def side(element: _Element, name: str) -> int:
    """In which readings an element that is no child of a choice stands."""
    if name == "am":
        above = list(element.iterancestors())[:2]
        near = above[:1] + [each for each in above[1:] if each.tag == _TEI + "expan"]
        return TRANSMITTED if any(each.find(_TEI + "ex") is not None for each in near) else BOTH
    return _ALONE.get(name, BOTH)


def chosen(child: _Element) -> int:
    """In which readings a child of a choice stands: the first of each kind in its own, further alternatives in none.

    Where only one kind of child is there, the first stands in both.
    """
    first: dict[int, _Element] = {}
    children = [each for each in child.getparent() if isinstance(each.tag, str)]  # type: ignore[union-attr]
    for each in children:
        first.setdefault(_SIDES.get(local(each), BOTH), each)
    if TRANSMITTED in first and CORRECTED in first:
        return next((which for which in (TRANSMITTED, CORRECTED) if first[which] is child), 0)
    return BOTH if child is children[0] else 0


def app_of(reading: _Element) -> _Element | None:
    """The app that a reading belongs to."""
    return next(reading.iterancestors(_TEI + "app"), None)


def is_entry(app: _Element) -> bool:
    """Whether an app is an entry of an apparatus that is read as such, and no place in a line (Guidelines, TC 12.2)."""
    parent = app.getparent()
    if parent is not None and parent.tag == _TEI + "listApp":
        return True
    return bool(app.get("loc") or app.get("from") or app.get("to")) and is_set_off(app)


def is_set_off(element: _Element) -> bool:
    """Whether an element that may be a block or a part of a line stands among blocks, with no words round it."""
    parent = element.getparent()
    return parent is not None and local(parent) in _CONTAINERS and not _has_words(parent)


def _has_words(element: _Element) -> bool:
    texts: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def base_reading(app: _Element, *, lemma_first: bool) -> _Element | None:
    """The reading of an app that stands in the text: its lemma, else its first reading."""
    own = [each for each in app.iter(_TEI + "lem", _TEI + "rdg") if app_of(each) is app]
    if lemma_first:
        own.sort(key=lambda each: each.tag != _TEI + "lem")
    return own[0] if own else None


class Responsible:
    """Tells the notes of this edition's editors from those of the text, by what the header says."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._known: dict[str, bool] = {}

    def wrote(self, note: _Element) -> bool:
        """Whether a note is by the editors of this edition: by its type, else by whom @resp names."""
        if "editorial" in note.get("type", "").split():
            return True
        for pointer in note.get("resp", "").split():
            if pointer not in self._known:
                self._known[pointer] = self._edits(pointer)
            return self._known[pointer]
        return False

    def _edits(self, pointer: str) -> bool:
        for element in self._named(pointer):
            statement = next((each for each in (element, *element.iterancestors()) if each.tag == _TEI + "respStmt"), None)
            if statement is None and element.tag not in (_TEI + "editor", _TEI + "author"):
                continue
            resps = statement.iter(_TEI + "resp") if statement is not None else ()
            said = " ".join(str(text) for resp in resps for text in (*resp.itertext(), resp.get("key", "")))
            translates = _TRANSLATES.search(f"{element.get('role', '')} {said}")
            return element.tag != _TEI + "author" and not translates
        return False

    def _named(self, pointer: str) -> Iterable[_Element]:
        """The elements of the header that a pointer means: by their id, or because they point to the same entry."""
        if pointer.startswith("#"):
            yield from (each for each in self._root.iter("*") if each.get(_ID) == pointer[1:])
        for header in self._root.iter(_TEI + "teiHeader"):
            yield from (each for each in header.iter("*") if pointer in each.get("ref", "").split())
