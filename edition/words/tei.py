# SPDX-License-Identifier: MIT
"""The words of a TEI file by an independent pass over the file, in one of its two readings.

It shares no code with the stylesheets: that both arrive at the same words is the proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.source import TEI, Source
from edition.words.cutting import Cutter, names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lxml.etree import _Element

# Elements whose borders end a word (Guidelines, appendix C: what may stand among divisions, in lists, tables and verse).
_BLOCKS = names(
    """TEI teiCorpus text front body back group div div1 div2 div3 div4 div5 div6 div7 titlePage sp spGrp lg castList castGroup
    set prologue epilogue performance argument epigraph postscript figure list table row listBibl listPerson listPlace
    listOrg listEvent listNym listObject listRelation listWit listApp listChange noteGrp standOff sourceDoc surfaceGrp
    surface msDesc msPart msFrag biblStruct analytic monogr series imprint biblFull forest listForest entry superEntry hom
    annotationBlock listAnnotation specGrp schemaSpec p ab l head trailer opener closer salute signed dateline byline
    address addrLine docTitle titlePart docImprint docEdition imprimatur speaker castItem camera caption tech sound
    view item headLabel headItem cell u line zone person personGrp place org event nym object relation witness
    change entryFree sense dictScrap re etym eTree tree graph fs fsDecl exemplum eg egXML elementSpec classSpec macroSpec
    dataSpec moduleSpec attDef attList valList valItem content constraintSpec remarks msContents msItem msItemStruct
    physDesc history additional objectDesc supportDesc layoutDesc handDesc scriptDesc musicNotation decoDesc bindingDesc
    sealDesc accMat summary origin provenance acquisition support layout handNote decoNote binding seal recordHist
    custodialHist correspDesc correspAction particDesc settingDesc langUsage catDesc category taxonomy"""
)
# Blocks or parts of a line, by what stands round them.
_EITHER = names(
    """bibl stage move quote cit q said label desc docAuthor docDate graphic media formula notatedMusic binaryObject app
    lem rdg rdgGrp ref idno publisher pubPlace date title author editor respStmt availability extent edition
    biblScope term gloss floatingText metamark seg s phr cl"""
)
# What is not read as the text: written for machines, or about it.
_NO_TEXT = names(
    """teiHeader index facsimile xenoData fsdDecl fw figDesc witDetail interp interpGrp span spanGrp timeline listTranspose
    certainty precision respons handShift shift link linkGrp join joinGrp alt altGrp gap space substJoin divGen pause wit
    anchor milestone ptr when witStart witEnd lacunaStart lacunaEnd binaryObject addSpan delSpan damageSpan noteAnchor fLib fvLib"""
)
_NAMESPACES = (TEI, "http://www.tei-c.org/ns/Examples")
_BREAKS = frozenset(("lb", "pb", "cb", "gb"))
_TRANSMITTED = ("sic", "orig", "abbr", "am")
_CORRECTED = ("corr", "reg", "expan", "ex", "supplied")
_ALONE = {
    "supplied": "corrected",
    "corr": "corrected",
    "reg": "corrected",
    "ex": "corrected",
    "surplus": "transmitted",
    "secl": "transmitted",
}
_TRANSLATES = re.compile("trl|transl|übers|tradu", re.IGNORECASE)


def words(path: Path, reading: str = "transmitted") -> list[str]:
    """The words of all texts of a file; `reading` is transmitted or corrected. Raises SourceError."""
    root = Source.read(path).expanded
    cutter = Cutter()
    for text in _texts(root):
        _Reader(root, reading).block(text, cutter)
    return cutter.finish()


def apart(path: Path, reading: str = "transmitted") -> tuple[list[str], list[list[str]]]:
    """The words of the texts without any note, and those of each note of the source, in the order of the file.

    For whoever compares with an output that moves notes. Raises SourceError.
    """
    root = Source.read(path).expanded
    cutter, notes = Cutter(), []
    for text in _texts(root):
        reader = _Reader(root, reading, apart=True)
        reader.block(text, cutter)
        notes += reader.notes
    return cutter.finish(), notes


def _texts(root: _Element) -> list[_Element]:
    """The outermost texts; where there is none, the transcription of a document, or what stands off."""
    texts = [
        text
        for text in root.iter(f"{{{TEI}}}text")
        if not any(_name(above) == "text" for above in text.iterancestors())
    ]
    return texts or list(root.iter(f"{{{TEI}}}sourceDoc", f"{{{TEI}}}standOff"))[:1]


class _Reader:
    """Reads elements of one document in one reading."""

    def __init__(self, root: _Element, reading: str, *, apart: bool = False) -> None:
        self._root = root
        self._reading = reading
        self._apart = apart
        self.notes: list[list[str]] = []

    def block(self, element: _Element, cutter: Cutter) -> None:
        cutter.block()
        self.content(element, cutter)
        cutter.block()

    def content(self, element: _Element, cutter: Cutter) -> None:
        parts = _name(element) in ("choice", "app", "subst")
        if not (parts and not (element.text or "").strip()):
            cutter.text(element.text or "")
        for child in element:
            self._child(child, cutter)
            if not (parts and not (child.tail or "").strip()):
                cutter.text(child.tail or "")

    def _child(self, element: _Element, cutter: Cutter) -> None:
        name = _name(element)
        if name in _BREAKS:
            (cutter.joint if _joins(element) else cutter.border)()
        elif not name or name in _NO_TEXT or _describes(element, name) or not self._is_read(element, name):
            if name == "gap" or (name and any(str(text).strip() for text in element.itertext())):
                cutter.settle()
        elif name == "note":
            self._note(element, cutter)
        elif name in _BLOCKS or _stands_apart(element):
            self.block(element, cutter)
        else:
            if name == "roleDesc":  # begins a word, however close it stands to the role
                cutter.border()
            self.content(element, cutter)

    def _note(self, note: _Element, cutter: Cutter) -> None:
        if self._is_editorial(note):
            return
        if self._apart:
            place, own = len(self.notes), Cutter()
            self.content(note, own)
            self.notes.insert(place, own.finish())
            return
        if _is_container(note.getparent()):
            self.block(note, cutter)
            return
        inner = Cutter()
        self.content(note, inner)
        cutter.aside(inner.finish())

    def _is_read(self, element: _Element, name: str) -> bool:
        """Whether this reading has the element."""
        parent = element.getparent()
        if parent is not None and _name(parent) == "choice":
            return self._is_chosen(element, parent)
        if name in ("rdg", "lem"):
            app = next((above for above in element.iterancestors() if _name(above) == "app"), None)
            return (
                app is None or _is_entry(app) or next(app.iter(f"{{{TEI}}}lem", f"{{{TEI}}}rdg")) is element
            )
        if name == "am" and _is_expanded(element):
            return self._reading == "transmitted"
        return _ALONE.get(name, self._reading) == self._reading

    def _is_chosen(self, element: _Element, choice: _Element) -> bool:
        transmitted = next((child for child in choice if _name(child) in _TRANSMITTED), None)
        corrected = next((child for child in choice if _name(child) in _CORRECTED), None)
        if transmitted is None or corrected is None:
            return next(child for child in choice if _name(child)) is element
        return element is (transmitted if self._reading == "transmitted" else corrected)

    def _is_editorial(self, note: _Element) -> bool:
        """Whether a note is by the editors of this edition: by its type, else by whom the header makes responsible."""
        if "editorial" in note.get("type", "").split():
            return True
        for pointer in note.get("resp", "").split()[:1]:
            found = (
                self._root.xpath("//*[@xml:id=$id]", id=pointer.rpartition("#")[2]) if "#" in pointer else []
            )
            for element in found if isinstance(found, list) else []:
                return _edits(element)  # type: ignore[arg-type] # the expression finds elements
        return False


def _edits(responsible: _Element) -> bool:
    """Whether an element of the header names an editor: no author, and no translator."""
    statement = next(
        (each for each in (responsible, *responsible.iterancestors()) if _name(each) == "respStmt"), None
    )
    resps = statement.iter(f"{{{TEI}}}resp") if statement is not None else ()
    said = " ".join(str(text) for resp in resps for text in resp.itertext())
    if _TRANSLATES.search(f"{responsible.get('role', '')} {said}"):
        return False
    return statement is not None or _name(responsible) == "editor"


def _is_expanded(mark: _Element) -> bool:
    """Whether the letters for which an abbreviation mark stands are given beside it, or beside its abbreviation."""
    parent = mark.getparent()
    above = parent.getparent() if parent is not None else None
    beside = [parent, above if above is not None and _name(above) == "expan" else None]
    return any(_name(child) == "ex" for place in beside if place is not None for child in place)


def _is_entry(app: _Element) -> bool:
    """Whether an app belongs to an apparatus that is read by itself: in a list of its own, or located among blocks."""
    parent = app.getparent()
    located = any(app.get(attribute) is not None for attribute in ("loc", "from", "to"))
    return (parent is not None and _name(parent) == "listApp") or (located and _stands_apart(app))


def _describes(element: _Element, name: str) -> bool:
    """Whether an element says in words what its parent is, where that has no words itself."""
    parent = element.getparent()
    return (
        name == "desc"
        and parent is not None
        and _name(parent) in ("media", "graphic", "figure", "notatedMusic")
    )


def _joins(element: _Element) -> bool:
    return _name(element) in _BREAKS and element.get("break") == "no"


def _stands_apart(element: _Element) -> bool:
    """Whether an element that may be a block or in a line is a block: it holds one, or no words stand round it."""
    name, parent = _name(element), element.getparent()
    if parent is not None and _name(parent) == "msIdentifier":
        return True
    if name in _EITHER and parent is not None and _is_container(parent):
        return True
    if name in ("lem", "rdg") and any(
        _name(above) == "app" and _is_entry(above) for above in element.iterancestors()
    ):
        return True
    if (
        name == "label"
        and parent is not None
        and _name(parent) in ("item", "note")
        and _opens(element, parent)
    ):
        return True
    if name == "bibl" and parent is not None and _name(parent) == "cit":
        return _stands_apart(parent)
    return _holds_block(element)


def _opens(element: _Element, parent: _Element) -> bool:
    """Whether no words stand before an element in its parent."""
    before = [
        parent.text,
        *(text for each in element.itersiblings(preceding=True) for text in (*each.itertext(), each.tail)),
    ]
    return not any(str(text or "").strip() for text in before)


def _is_container(element: _Element | None) -> bool:
    return element is not None and _name(element) in _CONTAINERS and not _has_words(element)


_CONTAINERS = names(
    """TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 titlePage sp spGrp lg
    castList castGroup set prologue epilogue performance argument epigraph postscript figure list table row listBibl
    listPerson listPlace listOrg listEvent listNym listObject listRelation listWit listApp listChange noteGrp standOff
    sourceDoc surfaceGrp surface msDesc msPart msFrag biblStruct analytic monogr series imprint biblFull forest listForest
    entry superEntry hom annotationBlock listAnnotation specGrp schemaSpec"""
)


def _has_words(element: _Element) -> bool:
    texts: Iterable[str | None] = (element.text, *(child.tail for child in element))
    return any((text or "").strip() for text in texts)


def _holds_block(element: _Element) -> bool:
    """Whether blocks stand inside an element; what hangs on a line as a note does not count."""
    for child in element:
        name = _name(child)
        if (
            not name
            or name in ("note", "witDetail")
            or name in _NO_TEXT
            or (name == "rdg" and _name(element) == "app")
        ):
            continue
        if name in _BLOCKS or _holds_block(child):
            return True
    return False


def _name(element: _Element) -> str:
    """The local name of an element of TEI, the whole name of any other; empty for comments and instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    return name if namespace[1:] in _NAMESPACES else tag
