# SPDX-License-Identifier: MIT
"""Gathers the Schematron constraints of a customisation into one ISO Schematron schema.

Each `constraintSpec` becomes a pattern with its identifier, in the order of the customisation; the
constraints that TEI's own specifications carry are not taken over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from .odd import TEI, OddError, key_of, prose, tei

if TYPE_CHECKING:
    from .odd import Customisation

SCH = "http://purl.oclc.org/dsdl/schematron"
NAMESPACES = {"tei": TEI, "xs": "http://www.w3.org/2001/XMLSchema"}


def sch(name: str, /, **attributes: str) -> etree._Element:
    """A Schematron element."""
    return etree.Element(f"{{{SCH}}}{name}", attributes)


def compile_rules(customisation: Customisation, title: str) -> etree._Element:
    """The Schematron schema of a customisation. Raises OddError where two constraints share a name."""
    schema = etree.XML(f'<schema xmlns="{SCH}" queryBinding="xslt3"/>')
    heading = sch("title")
    heading.text = title
    schema.append(heading)
    for prefix, uri in NAMESPACES.items():
        schema.append(sch("ns", prefix=prefix, uri=uri))
    seen: set[str] = set()
    for specs in customisation.specs.values():
        for spec in specs:
            for constraint in spec.iter(tei("constraintSpec")):
                _pattern(constraint, schema, seen)
    for constraint in customisation.constraints:
        _pattern(constraint, schema, seen)
    return schema


def _pattern(constraint: etree._Element, schema: etree._Element, seen: set[str]) -> None:
    name = key_of(constraint)
    if name in seen:
        raise OddError(f"two constraints are called {name}")
    seen.add(name)
    pattern = sch("pattern", id=f"{name}-pattern")
    about = sch("title")
    about.text = prose(constraint.find(tei("desc")))
    pattern.append(about)
    for rule in constraint.iter(f"{{{SCH}}}rule"):
        pattern.append(_copy(rule))
    checks = list(pattern.iter(f"{{{SCH}}}assert", f"{{{SCH}}}report"))
    for number, check in enumerate(checks, start=1):
        check.set("id", name if len(checks) == 1 else f"{name}-{number}")
    schema.append(pattern)


def _copy(element: etree._Element) -> etree._Element:
    """The element with the schema's prefixes alone, free of those of the customisation."""
    twin = sch(etree.QName(element).localname, **{str(name): str(value) for name, value in element.attrib.items()})
    twin.text, twin.tail = element.text, element.tail
    twin.extend(_copy(child) for child in element)
    return twin
