# SPDX-License-Identifier: MIT
"""Builds RELAX NG patterns with the algebra of `empty` and `notAllowed` already worked out.

A pattern is an lxml element; `None` stands for notAllowed, so that what refers to elements that the
customisation leaves out disappears instead of weakening what surrounds it. It knows nothing of TEI.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

RNG = "http://relaxng.org/ns/structure/1.0"
NOTES = "http://relaxng.org/ns/compatibility/annotations/1.0"

Pattern = etree._Element | None  # noqa: SLF001 (lxml has no public name for its element type)


def rng(name: str, /, *children: etree._Element, **attributes: str) -> etree._Element:
    """A RELAX NG element."""
    element = etree.Element(f"{{{RNG}}}{name}", attributes)
    element.extend(children)
    return element


def note(text: str) -> etree._Element:
    """A documentation annotation, which editors show to the encoder."""
    element = etree.Element(f"{{{NOTES}}}documentation")
    element.text = text
    return element


def is_empty(pattern: Pattern) -> bool:
    """Whether a pattern is RELAX NG's `empty`."""
    return pattern is not None and pattern.tag == f"{{{RNG}}}empty"


def choice(patterns: Iterable[Pattern]) -> Pattern:
    """One of several; an alternative that cannot be fulfilled is no alternative."""
    real = [pattern for pattern in patterns if pattern is not None]
    some = [pattern for pattern in real if not is_empty(pattern)]
    if not some:
        return real[0] if real else None
    body = some[0] if len(some) == 1 else rng("choice", *some)
    return body if len(some) == len(real) else rng("optional", body)


def sequence(patterns: Iterable[Pattern]) -> Pattern:
    """All in this order; one that cannot be fulfilled makes the whole so."""
    real: list[etree._Element] = []
    for pattern in patterns:
        if pattern is None:
            return None
        if not is_empty(pattern):
            real.append(pattern)
    if not real:
        return rng("empty")
    return real[0] if len(real) == 1 else rng("group", *real)


def repeated(pattern: Pattern, minimum: int, maximum: int | None) -> Pattern:
    """A pattern between `minimum` and `maximum` times (None: without limit)."""
    if pattern is None:
        return rng("empty") if minimum == 0 else None
    if is_empty(pattern):
        return pattern
    wrapped = {(0, None): "zeroOrMore", (1, None): "oneOrMore", (0, 1): "optional"}.get((minimum, maximum))
    if wrapped:
        return rng(wrapped, *_inside(pattern))
    if (minimum, maximum) == (1, 1):
        return pattern
    needed = [deepcopy(pattern) for _ in range(minimum)]
    if maximum is None:
        return sequence([*needed[1:], rng("oneOrMore", *_inside(pattern))])
    rest: Pattern = rng("empty")
    for _ in range(maximum - minimum):
        rest = repeated(sequence([deepcopy(pattern), rest]), 0, 1)
    return sequence([*needed, rest])


def _inside(pattern: etree._Element) -> list[etree._Element]:
    """The children of a bare group, which a repetition groups anyway; else the pattern itself."""
    return list(pattern) if pattern.tag == f"{{{RNG}}}group" else [pattern]
