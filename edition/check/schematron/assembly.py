# SPDX-License-Identifier: MIT
"""One tree of a schema and of all that it includes, in which each element knows its real place.

It resolves `sch:include`, `sch:extends/@href` and the includes of RELAX NG; what the rules mean is
the transpiler's business.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from edition.check.finding import Finding
from edition.check.schematron.errors import SchemaError
from edition.source import TEI, Place, Source, SourceError
from edition.source.library import Library, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
_SCH = f"{{{SCHEMATRON}}}"
_SCHEMA, _LIBRARY, _EXTENDS = f"{_SCH}schema", f"{_SCH}library", f"{_SCH}extends"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_TEI = f"{{{TEI}}}"
_OURS = "https://tei-edition.org/ns/schematron"
AT = f"{{{_OURS}}}at"
# The transpiled text is searched for this prefix when an expression is wrong.
etree.register_namespace("edition-schematron", _OURS)
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OLD = "http://www.ascc.net/xml/schematron"
_STAMPED = (_SCH, _XSL)
_RNG_INCLUDES = (f"{_RNG}include", f"{_RNG}externalRef")
_MOST_FILES = 1000


@dataclass
class Assembly:
    """`xml` for the transpiler, the place of each stamped element, and the digest of each file read."""

    xml: str = ""
    places: list[Place] = field(default_factory=list)
    files: dict[Path, str] = field(default_factory=dict)


def assemble(source: Source, folder: Path | None = None) -> Assembly:
    """Resolve what the schema in `source` includes from below `folder` (anywhere on disk, if None).

    Raises SchemaError where the file is no Schematron and holds none, or an inclusion fails.
    """
    return _Assembler(source, folder or Path(source.path.resolve().anchor)).run()


class _Assembler:
    def __init__(self, source: Source, folder: Path) -> None:
        self.source = source
        self.library = Library(folder)
        self.assembly = Assembly()
        self.problems: list[Finding] = []
        self.libraries: set[tuple[Path, str]] = set()
        self.prefixes: dict[tuple[str, str], etree._Element] = {}

    def run(self) -> Assembly:
        root = self._stamped(self.source, self.source.root, 0)
        self._holds_rules(root)
        self._resolve(root, self.source, (self.source.path.resolve(),))
        if self.problems:
            raise SchemaError(self.source.path, self.problems)
        for declaration in root.iter(f"{_SCH}ns"):
            self.prefixes.pop((declaration.get("prefix", ""), declaration.get("uri", "")), None)
        root.extend(self.prefixes.values())
        self.assembly.xml = etree.tostring(root, encoding="unicode", with_tail=False)
        return self.assembly

    def _holds_rules(self, root: etree._Element) -> None:
        if root.tag == _SCHEMA or root.tag.startswith((_RNG, _TEI)):
            if root.tag.startswith(_RNG) or next(root.iter(f"{_SCH}*"), None) is not None:
                return
            message, hint = (
                "there are no Schematron rules in this file.",
                "Name the .sch file, or the ODD with the rules.",
            )
        elif root.tag.startswith(f"{{{_OLD}}}"):
            message = "this is Schematron 1.5, from before the ISO standard."
            hint = f'Write xmlns="{SCHEMATRON}", and see that its expressions are XPath 2 or 3.'
        elif root.tag == _LIBRARY:
            message = "this is a library: patterns for other schemas, no schema by itself."
            hint = 'Name the schema that takes it in with <extends href="…"/>.'
        else:
            message = f"this is no Schematron: the root element is <{etree.QName(root).localname}>."
            hint = f'A schema begins with <schema xmlns="{SCHEMATRON}" queryBinding="xslt3">.'
        self._problem(self.source.own_place(0), message, hint)
        raise SchemaError(self.source.path, self.problems)

    def _stamped(self, source: Source, element: etree._Element, first: int) -> etree._Element:
        """A copy of an element in which each element of Schematron and XSLT has the number of its place."""
        if len(self.assembly.files) >= _MOST_FILES:
            self._problem(
                source.own_place(0), f"the schema includes more than {_MOST_FILES} files.", "Include less."
            )
            raise SchemaError(self.source.path, self.problems)
        self.assembly.files[source.path.resolve()] = source.digest
        made = copy.deepcopy(element)
        made.tail = None
        for ordinal, each in enumerate(made.iter("*"), first):
            if each.tag.startswith(_STAMPED) or ordinal == first:
                each.set(AT, str(len(self.assembly.places)))
                self.assembly.places.append(source.own_place(ordinal))
        return made

    def _resolve(self, root: etree._Element, source: Source, chain: tuple[Path, ...]) -> None:
        for element in list(_inclusions(root)):
            href = element.get("href", "")
            path, _, fragment = href.partition("#")
            target = self._target(element, source, path, chain)
            if target is None:
                continue
            part, first = _named(target, fragment)
            if part is None:
                self._problem(
                    self._place(element), f"“{href}” names no element.", "Check the id after the “#”."
                )
                continue
            if not self._may_extend(element, part) or self._is_there(element, target, fragment):
                continue
            made = self._stamped(target, part, first)
            self._resolve(made, target, (*chain, target.path.resolve()))
            self._remember_prefixes(target, part)
            _replace(element, made)

    def _may_extend(self, element: etree._Element, part: etree._Element) -> bool:
        """Whether `sch:extends` finds what it may take in: its parent's like, and for a schema a library."""
        parent = element.getparent()
        if element.tag != _EXTENDS or parent is None or not parent.tag.startswith(_SCH):
            return True
        allowed = [parent.tag, _LIBRARY] if parent.tag == _SCHEMA else [parent.tag]
        if part.tag in allowed:
            return True
        expected = " or ".join(f"<{etree.QName(tag).localname}>" for tag in allowed)
        self._problem(
            self._place(element),
            f"“{element.get('href')}” is a <{etree.QName(part).localname}>; here only a {expected} can be extended.",
            f"Name a {expected}.",
        )
        return False

    def _is_there(self, element: etree._Element, target: Source, fragment: str) -> bool:
        """Two libraries may extend a third: what a schema takes in as a whole it takes in once."""
        parent = element.getparent()
        if element.tag != _EXTENDS or parent is None or parent.tag not in (_SCHEMA, _LIBRARY):
            return False
        key = target.path.resolve(), fragment
        if key in self.libraries:
            parent.remove(element)
            return True
        self.libraries.add(key)
        return False

    def _remember_prefixes(self, target: Source, part: etree._Element) -> None:
        """A part of a schema keeps the prefixes that its own schema declares."""
        if part is target.root:
            return
        text = etree.tostring(part, encoding="unicode", with_tail=False)
        for ordinal, each in enumerate(target.root.iter("*")):
            if each.tag == f"{_SCH}ns" and f"{each.get('prefix')}:" in text:
                made = self._stamped(target, each, ordinal)
                self.prefixes.setdefault((made.get("prefix", ""), made.get("uri", "")), made)

    def _target(
        self, element: etree._Element, source: Source, href: str, chain: tuple[Path, ...]
    ) -> Source | None:
        try:
            path = self.library.locate(source.path.resolve(), href) if href else source.path.resolve()
            if path in chain:
                self._problem(
                    self._place(element), f"“{href}” is included by itself.", "Remove one link of the circle."
                )
                return None
            return self.library.included(path)
        except OutsideError:
            remote = bool(urlsplit(href).scheme)
            why = "nothing is fetched during a check" if remote else "it is outside the project's folder"
            self._problem(
                self._place(element), f"“{href}” is not included: {why}.", "Copy the file into the project."
            )
        except SourceError as error:
            fault = error.faults[0]
            where = f" (line {fault.line})" if fault.line else ""
            self._problem(
                self._place(element), f"“{href}” cannot be included{where}: {fault.message}", fault.hint
            )
        return None

    def _place(self, element: etree._Element) -> Place:
        number = element.get(AT)
        return self.assembly.places[int(number)] if number else Place(self.source.path, 0, 0)

    def _problem(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(Finding("sch-schema", *place, message, hint))


def _inclusions(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter(f"{_SCH}include", _EXTENDS, *_RNG_INCLUDES):
        if element.get("href") is not None and element is not root:
            yield element


def _replace(element: etree._Element, made: etree._Element) -> None:
    """Put what is included in the place of `element`: the content only of an extended rule or a whole schema."""
    parent = element.getparent()
    assert parent is not None
    unwrapped = element.tag == _EXTENDS or made.tag in (_SCHEMA, _LIBRARY)
    position = parent.index(element)
    parent[position : position + 1] = list(made) if unwrapped else [made]


def _named(source: Source, fragment: str) -> tuple[etree._Element | None, int]:
    """The element with that id in a file and its ordinal; the root element for no id."""
    if not fragment:
        return source.root, 0
    for ordinal, element in enumerate(source.root.iter("*")):
        if fragment in {element.get("id"), element.get(_ID)}:
            return element, ordinal
    return None, 0
