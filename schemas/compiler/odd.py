# SPDX-License-Identifier: MIT
"""Reads a TEI release and a customisation, and says which specifications hold and how they are changed.

It resolves modules, inclusions and changes as the Guidelines describe them (chapter "Using the TEI",
section "Personalization and Customization"); it does not look into content models.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SPECS = ("elementSpec", "classSpec", "macroSpec", "dataSpec")


class OddError(Exception):
    """The customisation cannot be compiled; the message says which specification and why."""


def tei(name: str) -> str:
    """The qualified form of a TEI element name."""
    return f"{{{TEI}}}{name}"


def local(element: etree._Element) -> str:
    """The local name of an element; empty for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def key_of(element: etree._Element, name: str = "ident") -> str:
    """A required attribute of a specification element."""
    value = element.get(name)
    if value is None:
        raise OddError(f"line {element.sourceline}: {local(element)} has no @{name}")
    return value


def prose(element: etree._Element | None) -> str:
    """The words of a `gloss` or `desc`, element and attribute names marked as encoders write them."""
    if element is None:
        return ""
    parts = [element.text or ""]
    marks = {"gi": ("<", ">"), "att": ("@", ""), "val": ("“", "”")}
    for child in element:
        before, after = marks.get(local(child), ("", ""))
        parts += [before, *map(str, child.itertext()), after, child.tail or ""]
    return " ".join("".join(parts).split())


@dataclass(frozen=True)
class ModuleUse:
    """One `moduleRef`: the module and the elements it is asked for (None: all)."""

    name: str
    include: frozenset[str] | None
    excluded: frozenset[str]

    def takes(self, element: str) -> bool:
        """Whether an element of the module is wanted."""
        return element not in self.excluded and (self.include is None or element in self.include)


@dataclass
class Customisation:
    """The parts of a `schemaSpec`, its specification groups expanded, in the order written."""

    ident: str
    start: tuple[str, ...]
    modules: list[ModuleUse] = field(default_factory=list)
    specs: dict[str, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    constraints: list[etree._Element] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)


def read_customisation(path: Path) -> Customisation:
    """Read an ODD file. Raises OddError where it holds no usable `schemaSpec`."""
    root = etree.parse(path).getroot()
    schema = next(root.iter(tei("schemaSpec")), None)
    if schema is None:
        raise OddError(f"{path.name} holds no schemaSpec")
    groups = {group.get(XML_ID): group for group in root.iter(tei("specGrp"))}
    customisation = Customisation(key_of(schema), tuple((schema.get("start") or "TEI").split()))
    for spec in _expanded(schema, groups):
        _collect(spec, customisation)
    for group in groups.values():
        _head(group, customisation)
    return customisation


def _head(group: etree._Element, into: Customisation) -> None:
    """The heading under which the customisation explains a module."""
    division = group.getparent()
    module = next((spec.get("module") for spec in group if spec.get("module")), None)
    if division is not None and module is not None:
        into.headings[module] = prose(division.find(tei("head")))


def _expanded(parent: etree._Element, groups: dict[str | None, etree._Element]) -> Iterator[etree._Element]:
    for child in parent:
        if local(child) == "specGrpRef":
            target = key_of(child, "target")
            group = groups.get(target.removeprefix("#"))
            if group is None:
                raise OddError(f"line {child.sourceline}: no specGrp has the id that {target} points to")
            yield from _expanded(group, groups)
        elif local(child) == "specGrp":
            yield from _expanded(child, groups)
        else:
            yield child


def _collect(spec: etree._Element, into: Customisation) -> None:
    name = local(spec)
    if name == "moduleRef":
        include = spec.get("include")
        wanted = None if include is None else frozenset(include.split())
        into.modules.append(
            ModuleUse(key_of(spec, "key"), wanted, frozenset((spec.get("except") or "").split()))
        )
    elif name in SPECS:
        if spec.get("mode") not in {"change", "delete"}:
            raise OddError(
                f"line {spec.sourceline}: {key_of(spec)}: only mode change and delete are compiled"
            )
        into.specs[key_of(spec)].append(spec)
    elif name == "constraintSpec":
        into.constraints.append(spec)


@dataclass
class Release:
    """The specifications of a TEI release (`p5subset.xml`), by identifier and in its order."""

    specs: dict[str, etree._Element]

    @classmethod
    def read(cls, path: Path) -> Release:
        """Read the release from the file that TEI publishes as `p5subset.xml`."""
        tree = etree.parse(path, etree.XMLParser(remove_comments=True, huge_tree=True))
        return cls({key_of(spec): spec for spec in tree.iter(*map(tei, SPECS))})


@dataclass
class Selection:
    """What a customisation leaves of a release: every specification that holds, with its changes."""

    release: Release
    customisation: Customisation
    present: dict[str, etree._Element] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Follow the module references; complain about names that the release does not have."""
        uses = {use.name: use for use in self.customisation.modules}
        order = sorted(uses, key=lambda name: (name != "tei", name != "core"))
        for module in order:
            self._take(uses[module])
        unknown = sorted(set(self.customisation.specs) - set(self.release.specs))
        idle = sorted(set(self.customisation.specs) - set(self.present) - set(unknown) - self._deleted())
        if unknown or idle:
            raise OddError(f"specifications of nothing in the schema: {' '.join(unknown + idle)}")
        for name in self.present:
            for parent in self.classes(name, "model"):
                self._members[parent].append(name)

    def _deleted(self) -> set[str]:
        changes = self.customisation.specs.items()
        return {name for name, specs in changes if any(spec.get("mode") == "delete" for spec in specs)}

    def _take(self, use: ModuleUse) -> None:
        members = [spec for spec in self.release.specs.values() if spec.get("module") == use.name]
        names = {key_of(spec) for spec in members if local(spec) == "elementSpec"}
        wrong = sorted(((use.include or frozenset()) | use.excluded) - names)
        if wrong or not members:
            raise OddError(f"module {use.name} has no element {' '.join(wrong)}")
        deleted = self._deleted()
        for spec in members:
            name = key_of(spec)
            if name not in deleted and (local(spec) != "elementSpec" or use.takes(name)):
                self.present[name] = spec

    def of_kind(self, kind: str) -> Iterator[etree._Element]:
        """The specifications that hold, of one kind (`elementSpec`…), in order."""
        return (spec for spec in self.present.values() if local(spec) == kind)

    def changes(self, name: str) -> list[etree._Element]:
        """The changes that the customisation makes to one specification."""
        return self.customisation.specs.get(name, [])

    def classes(self, name: str, kind: str) -> list[str]:
        """The classes of a kind (`atts`, `model`) that a specification is a member of and that hold."""
        keys = [
            key_of(member, "key")
            for member in self.present[name].iterfind(f"{tei('classes')}/{tei('memberOf')}")
        ]
        return [key for key in keys if key in self.present and self.present[key].get("type") == kind]

    def members(self, name: str) -> list[str]:
        """The elements and classes that are members of a model class, in order."""
        return self._members.get(name, [])
