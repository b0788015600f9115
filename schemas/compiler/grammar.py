# SPDX-License-Identifier: MIT
"""Writes a selection as one RELAX NG grammar, organised by TEI module, with the customisation's words.

It takes no word of documentation from TEI: an element or attribute for which the customisation has
none is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from .attributes import Attribute, Attributes, ClassUse, Group, Inherited, Item, Use, ValueList, flat
from .content import Contents, foreign_element, occurrences
from .odd import TEI, OddError, Selection, key_of, local, prose, tei
from .patterns import NOTES, RNG, Pattern, choice, note, repeated, rng, sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"


class Grammar:
    """The grammar of one selection."""

    def __init__(self, selection: Selection, *, documented: bool = True) -> None:
        self._selection = selection
        self._contents = Contents(selection)
        self._attributes = Attributes(selection)
        self._documented = documented

    def compile(self) -> etree._Element:
        """The whole grammar. Raises OddError for what is unreachable, impossible or without words."""
        grammar = etree.XML(
            f'<grammar xmlns="{RNG}" xmlns:a="{NOTES}" datatypeLibrary="{DATATYPES}" ns="{TEI}"/>'
        )
        start = [rng("ref", name=name) for name in self._selection.customisation.start]
        grammar.append(rng("start", rng("choice", *start)))
        modules = sorted(
            {key_of(spec, "module") for spec in self._selection.present.values()},
            key=lambda name: (name != "tei", self._rank(name)),
        )
        for module in modules:
            grammar.append(self._module(module))
        _prune(grammar)
        self._complain(grammar)
        return grammar

    def _rank(self, module: str) -> int:
        return [use.name for use in self._selection.customisation.modules].index(module)

    def _module(self, module: str) -> etree._Element:
        heading = self._selection.customisation.headings.get(module)
        title = f"Module {module}: {heading}" if heading else f"Module {module}"
        division = rng("div", note(title))
        kinds = {"dataSpec": self._datatype, "macroSpec": self._macro}
        for kind, write in kinds.items():
            for spec in self._of(module, kind):
                division.append(write(spec))
        if module == "tei":
            division.append(foreign_element())
        for spec in self._of(module, "classSpec"):
            division.extend(self._class(spec))
        for spec in self._of(module, "elementSpec"):
            division.append(self._element(spec))
        return division

    def _of(self, module: str, kind: str) -> Iterator[etree._Element]:
        return (spec for spec in self._selection.of_kind(kind) if spec.get("module") == module)

    def _datatype(self, spec: etree._Element) -> etree._Element:
        return _define(key_of(spec), self._contents.content(spec))

    def _macro(self, spec: etree._Element) -> etree._Element:
        return _define(key_of(spec), self._contents.content(spec))

    def _class(self, spec: etree._Element) -> list[etree._Element]:
        name = key_of(spec)
        if spec.get("type") == "model":
            return (
                [_define(name, self._contents.alternatives(name))] if self._contents.populated(name) else []
            )
        items = self._attributes.of_class(name)
        refs: list[Pattern] = [
            rng("ref", name=f"{parent}.attributes") for parent in self._attributes.parents(name)
        ]
        refs += [self._inherited(name, item) for item in items]
        defines = [_define(f"{name}.attributes", sequence(refs))]
        defines += (
            _define(attribute_name(name, one.name), self._attribute(name, one)) for one in flat(items)
        )
        return defines

    def _inherited(self, owner: str, item: Item) -> Pattern:
        if isinstance(item, Group):
            members = [self._inherited(owner, member) for member in item.members]
            return choice(members) if item.org == "choice" else sequence(members)
        if isinstance(item, Inherited):
            owner = item.owner
        return rng("ref", name=attribute_name(owner, item.name))

    def _element(self, spec: etree._Element) -> etree._Element:
        name = key_of(spec)
        content = self._contents.content(spec)
        if content is None:
            raise OddError(f"element {name} needs what the customisation leaves out")
        words = self._element_words(spec)
        uses = [self._use(name, use) for use in self._attributes.of_element(name)]
        body = sequence([*uses, content])
        if body is None:
            raise OddError(f"element {name} has an impossible attribute")
        parts = list(body) if local(body) == "group" else [body]
        return _define(name, rng("element", *([note(words)] if words else []), *parts, name=name))

    def _element_words(self, spec: etree._Element) -> str:
        name = key_of(spec)
        for change in self._selection.changes(name):
            desc, gloss = prose(change.find(tei("desc"))), prose(change.find(tei("gloss")))
            if desc:
                return f"({gloss}) {desc}" if gloss else desc
        return ""

    def _use(self, owner: str, use: Use) -> Pattern:
        if isinstance(use, ClassUse):
            return rng("ref", name=f"{use.name}.attributes")
        if isinstance(use, Inherited):
            return rng("ref", name=attribute_name(use.owner, use.name))
        if isinstance(use, Group):
            members = [self._use(owner, member) for member in use.members]
            return choice(members) if use.org == "choice" else sequence(members)
        return self._attribute(owner, use)

    def _attribute(self, owner: str, attribute: Attribute) -> Pattern:
        words = [note(attribute.documentation)] if attribute.documentation else []
        value = self._value(attribute)
        if value is None:
            raise OddError(f"{owner}/@{attribute.name} has no possible value")
        pattern = rng("attribute", *words, value, name=attribute.name)
        return pattern if attribute.required else rng("optional", pattern)

    def _value(self, attribute: Attribute) -> Pattern:
        datatype = attribute.datatype
        low, high = (1, 1) if datatype is None else occurrences(datatype)
        base: Pattern = rng("text")
        if datatype is not None:
            base = sequence(map(self._contents.pattern, datatype))
        if attribute.values is not None and attribute.values.kind in {"closed", "semi"}:
            base = _listed(attribute.values, base)
        repeats = repeated(base, low, high)
        return repeats if high == 1 or repeats is None else rng("list", repeats)

    def _complain(self, grammar: etree._Element) -> None:
        defined = {define.get("name") for define in grammar.iter(f"{{{RNG}}}define")}
        lost = [
            key_of(spec) for spec in self._selection.of_kind("elementSpec") if key_of(spec) not in defined
        ]
        if lost:
            raise OddError(f"no document can hold: {' '.join(lost)}")
        silent = list(_silent(grammar))
        if silent and self._documented:
            raise OddError(f"without words of the customisation's own: {' '.join(silent)}")


def attribute_name(owner: str, name: str) -> str:
    """The name of the pattern that defines an attribute of a class."""
    return f"{owner}.attribute.{name.replace(':', '')}"


def _listed(values: ValueList, base: Pattern) -> etree._Element:
    listing = rng("choice")
    for value in values.values:
        entry = rng("value")
        entry.text = value.name
        listing.append(entry)
        if value.documentation:
            listing.append(note(value.documentation))
    if values.kind == "semi" and base is not None:
        listing.append(base)
    return listing


def _define(name: str, pattern: Pattern) -> etree._Element:
    if pattern is None:
        pattern = rng("notAllowed")
    parts = list(pattern) if local(pattern) == "group" else [pattern]
    return rng("define", *parts, name=name)


def _silent(grammar: etree._Element) -> Iterator[str]:
    """What an encoder would find no explanation for."""
    for node in grammar.iter(f"{{{RNG}}}element", f"{{{RNG}}}attribute"):
        if node.get("name") and node.find(f"{{{NOTES}}}documentation") is None:
            define = next(node.iterancestors(f"{{{RNG}}}define"))
            yield f"{define.get('name')}/{'@' if local(node) == 'attribute' else ''}{node.get('name')}"


def _prune(grammar: etree._Element) -> None:
    """Drop what cannot be reached from the start, and divisions that hold nothing any more."""
    defines = {define.get("name"): define for define in grammar.iter(f"{{{RNG}}}define")}
    reached: set[str | None] = set()
    waiting = [grammar[0]]
    while waiting:
        for ref in waiting.pop().iter(f"{{{RNG}}}ref"):
            name = ref.get("name")
            if name not in reached:
                reached.add(name)
                waiting.append(defines[name])
    for name, define in defines.items():
        parent = define.getparent()
        if name not in reached and parent is not None:
            parent.remove(define)
