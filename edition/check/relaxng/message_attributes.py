# SPDX-License-Identifier: MIT
"""Messages about attributes: unknown, missing, not together, with a wrong value, and identifiers.

Elements are in `message_elements`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edition.check.relaxng import patterns as p
from edition.check.relaxng import words
from edition.check.relaxng.message_parts import Message, hints
from edition.check.relaxng.names import XML_ID, split
from edition.check.relaxng.slips import nearest

if TYPE_CHECKING:
    from edition.check.relaxng.automaton import Automaton
    from edition.check.relaxng.events import Problem
    from edition.check.relaxng.expected import Expected

# Attributes that TEI P5 has replaced: what people bring along from P4 and HTML.
_RENAMED = {
    "id": "xml:id",
    "url": "target",
    "entity": "url",
    "value": "when",
    "type": "unit",
    "lang": "xml:lang",
    "class": "ana, @type or @rend",
    "href": "target",
    "src": "url",
}
# Attributes of TEI P4 that held text: in P5 the two stand beside each other.
_PAIRS = {
    ("abbr", "expan"): ("abbr", "expan"),
    ("corr", "sic"): ("sic", "corr"),
    ("expan", "abbr"): ("abbr", "expan"),
    ("orig", "reg"): ("orig", "reg"),
    ("reg", "orig"): ("orig", "reg"),
    ("sic", "corr"): ("sic", "corr"),
}
_MANY = 12  # more names than this help nobody
_STEM = 4  # so many letters are a word: @corresponds is @corresp
_A_DATE = "a date such as 1921, 1921-03 or 1921-03-08"
_DAY_MONTH_YEAR = re.compile(r"\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*").fullmatch


class AttributeMessages:
    """Composes messages about attributes."""

    def __init__(self, automaton: Automaton, expected: Expected) -> None:
        self._automaton = automaton
        self._expected = expected
        self._kept: dict[tuple[p.Attribute, ...], tuple[list[str], str]] = {}

    def unknown(self, problem: Problem) -> Message:
        """The element has no such attribute."""
        attributes, place, element = problem.detail
        name = attributes[place]
        shown = words.element(problem.name)
        text = f"{shown} has no attribute {words.attribute(name)}."
        allowed = self._expected.attribute_names(element)
        hint = self._meant(name, allowed, problem.name)
        if not hint:
            hint = self._instead(shown, name, allowed)
        return Message("rng-attribute-not-allowed", text, hints(hint, _see(problem.name)))

    def _instead(self, shown: str, name: str, allowed: list[str]) -> str:
        """Where the attribute belongs, if to a few elements; else what this element has and most others have not."""
        others = [words.element(other) for other in self._expected.elements_with(name)]
        if 0 < len(others) <= _MANY:
            return f"It is allowed on {words.listed(others, most=4)}."
        own = allowed if len(allowed) <= _MANY else self._expected.own_attributes(allowed)
        if 0 < len(own) <= _MANY:
            listed = words.listed([words.attribute(each) for each in own], "and", _MANY)
            return f"It may have {listed}." if own == allowed else f"Of its own it has {listed}."
        return "" if allowed else f"{shown} has no attributes at all."

    def _meant(self, name: str, allowed: list[str], element: str) -> str:
        """What was probably meant."""
        namespace, local = split(name)
        renamed = _RENAMED.get(local) if not namespace else None
        pair = _PAIRS.get((split(element)[1], local)) if not namespace else None
        if pair:
            return f"TEI P5 has a pair instead: <choice><{pair[0]}>…</{pair[0]}><{pair[1]}>…</{pair[1]}></choice>."
        if renamed and any(words.attribute(other) == "@" + renamed.split(",")[0] for other in allowed):
            return f"TEI P5 has @{renamed} instead."
        meant = self._expected.likely(name, allowed)
        if meant is None:
            meant = next((other for other in allowed if split(other)[1] == local), None)
        if meant is None and not namespace:
            cut = [other for other in allowed if len(other) >= _STEM and local.startswith(other)]
            meant = max(cut, key=len, default=None)
        return f"Did you mean {words.attribute(meant)}?" if meant else ""

    def clash(self, problem: Problem) -> Message:
        """The attribute exists, but not together with another that is there."""
        attributes, place, element = problem.detail
        name = attributes[place]
        shown = words.element(problem.name)
        others = [
            other for other in attributes[::2] if other != name and not self._together(element, name, other)
        ]
        beside = words.listed([words.attribute(other) for other in others], "and") or "the others here"
        text = f"{words.attribute(name)} and {beside} cannot stand together on {shown}."
        return Message("rng-attribute-not-together", text, hints("Keep one of them.", _see(problem.name)))

    def _together(self, element: p.Element, one: str, other: str) -> bool:
        fit = self._automaton.tags.fit(element, (other, one), None, {})
        return not fit.clashing

    def missing(self, problem: Problem) -> Message:
        """A required attribute is missing."""
        part, _ = problem.detail
        names = self._required(part)
        shown = words.element(problem.name)
        listed = words.listed([words.attribute(name) for name in names], "or")
        one = f"the attribute {listed}" if len(names) == 1 else f"one of the attributes {listed}"
        text = f"{shown} needs {one}." if names else f"{shown} lacks an attribute."
        return Message("rng-attribute-missing", text, hints(_see(problem.name)))

    def _required(self, part: p.Pattern) -> list[str]:
        """The names of the attributes one of which must come next."""
        tags = self._automaton.tags
        if isinstance(part, p.Pair):
            for half in (part.first, part.second):
                if not tags.without_attributes(half).nullable and half.flags & p.ATTRIBUTE:
                    return self._required(half)
        if isinstance(part, p.Choice):
            names = [
                name
                for member in part.members
                if member.flags & p.ATTRIBUTE
                for name in self._required(member)
            ]
            return list(dict.fromkeys(names))
        return (
            list(tags.attribute_names(part)[0])[:1]
            if isinstance(part, p.Pair)
            else list(tags.attribute_names(part)[0])
        )

    def value(self, problem: Problem) -> Message:
        """The value is not what the attribute takes."""
        attributes, place, allowed, _ = problem.detail
        name, value = attributes[place - 1], attributes[place]
        if name == XML_ID:
            return self.invalid_id(problem)
        given, wanted = self._wanted(allowed)
        shown = f"{words.attribute(name)} of {words.element(problem.name)}"
        if not value.strip():
            text = f"{shown} cannot be empty."
        else:
            text = f"{words.quoted(value)} is not a value of {shown}."
        reason, mended = _date(value, wanted)
        if reason:
            text = f"{text[:-1]}: {reason}."
        hint = hints(
            _close(value, given) or mended or _language(value, wanted) or self._comma(value, allowed),
            f"It must be {wanted}.",
            _see(problem.name),
        )
        return Message("rng-value-wrong", text, hint)

    def _wanted(self, allowed: tuple[p.Attribute, ...]) -> tuple[list[str], str]:
        """The values that are given for an attribute, and in plain words all that it takes."""
        if allowed not in self._kept:
            pattern = self._automaton.make.choice([attribute.value for attribute in allowed])
            self._kept[allowed] = words.given_values(pattern), words.wanted(pattern)
        return self._kept[allowed]

    def _comma(self, value: str, allowed: tuple[p.Attribute, ...]) -> str:
        """A number with a decimal comma."""
        turned = value.strip().replace(",", ".")
        if turned == value.strip() or not self._automaton.tags.match(allowed, turned, {}):
            return ""
        return f"Did you mean “{turned}”?"

    # -- identifiers ----------------------------------------------------------------------------------

    @staticmethod
    def duplicate(problem: Problem) -> Message:
        """An identifier that another element has already."""
        attributes, place, (source, at) = problem.detail
        line, _ = source.attribute_place(at[0], at[1] // 2)
        where = f"line {line}" if source is problem.source else f"{source.path}, line {line}"
        text = (
            f"The identifier {words.quoted(attributes[place])} stands twice; it was first given in {where}."
        )
        return Message(
            "id-duplicate", text, "Each identifier stands once in a document: change one of the two."
        )

    @staticmethod
    def invalid_id(problem: Problem) -> Message:
        """An identifier that is no name."""
        attributes, place = problem.detail[:2]
        value = attributes[place]
        text = (
            f"{words.quoted(value)} cannot be an identifier." if value else "An identifier cannot be empty."
        )
        proposal = re.sub(r"[^\w.\-]+", "_", value.strip())
        if proposal and not (proposal[0].isalpha() or proposal[0] == "_"):
            proposal = "_" + proposal
        offer = f"For instance “{proposal}”." if proposal and proposal != value else ""
        return Message(
            "id-invalid", text, hints("It begins with a letter and has no spaces or colons.", offer)
        )

    @staticmethod
    def idref(problem: Problem) -> Message:
        """A reference of the datatype IDREF to nothing."""
        attributes, place, word = problem.detail
        text = f"{words.attribute(attributes[place - 1])} refers to {words.quoted(word)}, which no element has as identifier."
        return Message("rng-idref-unknown", text)


def _close(value: str, given: list[str]) -> str:
    """The allowed value that was probably meant."""
    found = nearest(value.strip(), given)
    return f"Did you mean “{found}”?" if found else ""


def _language(value: str, wanted: str) -> str:
    """The language tag that was probably meant."""
    if "a language tag" not in wanted:
        return ""
    from edition.check.plausibility.subtags import wrong  # noqa: PLC0415 - only where a tag is wrong

    found = wrong(value.strip())
    return f"Did you mean “{found.meant}”?" if found and found.meant else ""


def _date(value: str, wanted: str) -> tuple[str, str]:
    """Why a value is no date, and what it was most likely meant to be; each may be empty."""
    if _A_DATE not in wanted or not value.strip():
        return "", ""
    found = _DAY_MONTH_YEAR(value)
    if found is not None:
        day, month, year = (int(part) for part in found.groups())
        right = 1 <= month <= 12 and 1 <= day <= 31
        return "", f"Did you mean “{year}-{month:02}-{day:02}”?" if right else ""
    from edition.check.plausibility.moments import Wrong, read  # noqa: PLC0415 - only where a date is wrong

    moment = read(value)
    return (moment.reason, moment.hint) if isinstance(moment, Wrong) and moment.kind != "form" else ("", "")


def _see(name: str) -> str:
    address = words.page(name)
    return f"See {address}" if address else ""
