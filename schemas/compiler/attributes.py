# SPDX-License-Identifier: MIT
"""The attributes of classes and elements after all changes: who inherits, changes, replaces, drops what.

It follows the merging of TEI's own ODD processor to the letter, also where that is surprising (a value
list without `@mode` in a changed attribute is not taken over); it does not write RELAX NG.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .odd import Selection, key_of, local, prose, tei

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


@dataclass(frozen=True)
class Value:
    """One value of a list, with the words that the customisation has for it (or none)."""

    name: str
    documentation: str


@dataclass(frozen=True)
class ValueList:
    """A list of values: `closed`, `semi` (others allowed too) or `open` (examples only)."""

    kind: str
    values: tuple[Value, ...]
    mode: str | None


@dataclass(frozen=True)
class Attribute:
    """One attribute as it holds in a class or element; `mode` is what its last definition said."""

    name: str
    mode: str | None
    usage: str | None
    datatype: etree._Element | None
    values: ValueList | None
    documentation: str

    @property
    def required(self) -> bool:
        """Whether the attribute must be given."""
        return self.usage == "req"


@dataclass(frozen=True)
class ClassUse:
    """All attributes of a class, unchanged."""

    name: str


@dataclass(frozen=True)
class Inherited:
    """One attribute of a class, unchanged, where its neighbours are not."""

    owner: str
    name: str


@dataclass(frozen=True)
class Group:
    """Attributes of which one at most (`choice`) or all (`group`) may stand together."""

    org: str
    members: tuple[Item, ...]


Item = Attribute | Group | Inherited
Use = Item | ClassUse


def _read_list(element: etree._Element | None, *, house: bool) -> ValueList | None:
    if element is None:
        return None
    items = tuple(
        Value(key_of(item), _words(item) if house else "")
        for item in element.iterfind(tei("valItem"))
        if item.get("mode") != "delete"
    )
    return ValueList(element.get("type") or "open", items, element.get("mode"))


def _words(element: etree._Element) -> str:
    gloss, desc = prose(element.find(tei("gloss"))), prose(element.find(tei("desc")))
    return f"({gloss}) {desc}".strip() if gloss else desc


def read_attribute(element: etree._Element, *, house: bool) -> Attribute:
    """An `attDef` as written; its words count only where they are the customisation's own (`house`)."""
    return Attribute(
        key_of(element),
        element.get("mode"),
        element.get("usage"),
        element.find(tei("datatype")),
        _read_list(element.find(tei("valList")), house=house),
        _words(element) if house else "",
    )


def merge(old: Attribute, new: Attribute, *, within_element: bool) -> Attribute:
    """A changed attribute over the one it changes (an element's own, or a class's)."""
    if new.mode == "replace":
        return new
    return Attribute(
        old.name,
        old.mode if within_element else None,
        new.usage or old.usage,
        new.datatype if new.datatype is not None else old.datatype,
        _merge_lists(old.values, new.values, within_element=within_element),
        new.documentation or old.documentation,
    )


def _merge_lists(old: ValueList | None, new: ValueList | None, *, within_element: bool) -> ValueList | None:
    if new is None or new.mode is None:
        return old
    if new.mode == "delete":
        return None
    if new.mode == "change":
        if old is None and not within_element:
            return new
        return ValueList(new.kind, (old.values if old else ()) + new.values, "change")
    # The processor takes over the old list's @mode here, and forgets the new one's.
    return replace(new, mode=old.mode if old else None) if within_element else new


@dataclass
class _Own:
    """The definitions that stand in one element or class, with the customisation's changes applied."""

    changes: dict[str, Attribute] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    references: list[Inherited] = field(default_factory=list)

    def apply(self, parent: etree._Element) -> tuple[Item, ...]:
        found: list[Item] = []
        for child in parent:
            if local(child) == "attList":
                found.append(Group(child.get("org") or "group", self.apply(child)))
            elif local(child) == "attDef":
                old = read_attribute(child, house=False)
                new = self.changes.get(old.name)
                self.used.add(old.name)
                if new is None:
                    found.append(old)
                elif new.mode == "delete":
                    found.append(new)
                else:
                    found.append(merge(old, new, within_element=True))
            elif local(child) == "attRef":
                found.append(_reference(child))
        return tuple(found)


class Attributes:
    """The attributes of every class and element of a selection."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._classes: dict[str, tuple[Item, ...]] = {}

    def _own(self, name: str) -> tuple[Item, ...]:
        own = _Own()
        for change in self._selection.changes(name):
            for definition in change.iterfind(f"{tei('attList')}/{tei('attDef')}"):
                own.changes[key_of(definition)] = read_attribute(definition, house=True)
            own.references += map(_reference, change.iterfind(f"{tei('attList')}/{tei('attRef')}"))
        attlist = self._selection.present[name].find(tei("attList"))
        found = () if attlist is None else own.apply(attlist)
        if self._selection.changes(name):
            # The processor forgets the references of whatever is changed; the change must repeat them.
            found = tuple(item for item in found if not isinstance(item, Inherited)) + tuple(own.references)
        if attlist is not None and attlist.get("org") == "choice":
            found = (Group("choice", found),)
        return found + tuple(new for ident, new in own.changes.items() if ident not in own.used)

    def of_class(self, name: str) -> tuple[Item, ...]:
        """The attributes that a class itself defines."""
        if name not in self._classes:
            self._classes[name] = tuple(_kept(self._own(name)))
        return self._classes[name]

    def parents(self, name: str) -> list[str]:
        """The attribute classes that a class or element inherits from directly."""
        return self._selection.classes(name, "atts")

    def of_element(self, name: str) -> list[Use]:
        """What an element may carry: whole classes, single inherited attributes, and its own."""
        own = self._own(name)
        changed = {attribute.name: attribute for attribute in flat(own)}
        uses: list[Use] = []
        inherited: set[str] = set()
        for parent in self.parents(name):
            names = {attribute.name for _, attribute in self.inherited(parent)}
            if names & changed.keys():
                uses += self._expanded(parent, changed)
                inherited |= names & changed.keys()
            else:
                uses.append(ClassUse(parent))
        for item in own:
            uses += _local(item, inherited)
        return uses

    def inherited(self, name: str) -> Iterator[tuple[str, Attribute]]:
        """Every attribute of a class and of the classes above it, with the class that defines it."""
        for attribute in flat(self.of_class(name)):
            yield name, attribute
        for parent in self.parents(name):
            yield from self.inherited(parent)

    def _expanded(self, parent: str, changed: dict[str, Attribute]) -> Iterator[Use]:
        for owner, attribute in self.inherited(parent):
            new = changed.get(attribute.name)
            if new is None:
                yield Inherited(owner, attribute.name)
            elif new.mode is None:
                yield new
            elif new.mode != "delete":
                yield merge(attribute, new, within_element=False)


def _reference(element: etree._Element) -> Inherited:
    return Inherited(key_of(element, "class"), key_of(element, "name"))


def flat(items: tuple[Item, ...]) -> Iterator[Attribute]:
    """The attributes of a list, those in groups too."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.members)
        elif isinstance(item, Attribute):
            yield item


def _kept(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Group):
            yield Group(item.org, tuple(_kept(item.members)))
        elif isinstance(item, Inherited) or item.mode != "delete":
            yield item


def _local(item: Item, inherited: set[str]) -> list[Use]:
    """An element's own attributes, without those already drawn where a class has them."""
    if isinstance(item, Group):
        members = tuple(use for member in item.members for use in _local(member, inherited))
        return [Group(item.org, tuple(use for use in members if not isinstance(use, ClassUse)))]
    if isinstance(item, Inherited):
        return [item]
    if item.name in inherited or item.mode in {"delete", "change"}:
        return []
    return [item]
