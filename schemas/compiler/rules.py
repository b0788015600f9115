# SPDX-License-Identifier: MIT
"""Gathers the Schematron constraints of a customisation into one ISO Schematron schema.

Each `constraintSpec` becomes a pattern with its identifier, in the order of the customisation. A message
says what is the case in its first sentence and what to do in the rest: the rest becomes a diagnostic. The
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
    hints = sch("diagnostics")
    for specs in customisation.specs.values():
        for spec in specs:
            for constraint in spec.iter(tei("constraintSpec")):
                _pattern(constraint, schema, hints, seen)
    for constraint in customisation.constraints:
        _pattern(constraint, schema, hints, seen)
    schema.append(hints)
    return schema


def _pattern(
    constraint: etree._Element, schema: etree._Element, hints: etree._Element, seen: set[str]
) -> None:
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
        hints.append(_hint(check))
    schema.append(pattern)


def _hint(check: etree._Element) -> etree._Element:
    """Cut what to do off a message, and hang it to the check as a diagnostic."""
    last = check[-1] if len(check) else None
    text = " ".join(((check.text if last is None else last.tail) or "").split())
    situation, full_stop, advice = text.partition(". ")
    if not full_stop:
        raise OddError(f"the message of {check.get('id')} does not say what to do")
    if last is None:
        check.text = situation + "."
    else:
        last.tail = situation + "."
    diagnostic = sch("diagnostic", id=f"{check.get('id')}-hint")
    diagnostic.text = advice
    check.set("diagnostics", f"{check.get('id')}-hint")
    return diagnostic


def _copy(element: etree._Element) -> etree._Element:
    """The element with the schema's prefixes alone, free of those of the customisation."""
    twin = sch(
        etree.QName(element).localname, **{str(name): str(value) for name, value in element.attrib.items()}
    )
    twin.text, twin.tail = element.text, element.tail
    twin.extend(_copy(child) for child in element)
    return twin
