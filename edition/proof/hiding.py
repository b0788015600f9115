# SPDX-License-Identifier: MIT
"""What a style sheet or an attribute keeps from readers: rules that hide, clip, or push off the page.

It reads as much of CSS as hiding takes, and takes a selector that it does not fully understand to apply.
Layers that readers can switch are no hiding.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

# These our own style sheet hides until readers ask for them: by a switch, a tap on a mark, or more room.
_LAYERS = frozenset((
    ".beside", ".fw", "br.lb", '[data-reading="transmitted"]', ".why", ".table .beside", ".who[hidden]", ".switch legend",
))  # fmt: skip
_NOTHING = r"0(?:\.0+)?(?:px|em|rem|%|pt|ex|ch)?(?![.\d])"
_HIDES = re.compile(
    rf"""(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden
    |opacity\s*:\s*{_NOTHING}|font-size\s*:\s*{_NOTHING}|font\s*:\s*{_NOTHING}|zoom\s*:\s*{_NOTHING}
    |clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0|polygon\(\s*0\s+0\s*[,)]|rect\()|clip\s*:\s*rect\(
    |color\s*:\s*transparent|transform\s*:\s*(?:scale\w*\(\s*0\s*[,)]|translate\w*\([^)]*-\d{{3,}})
    |(?:left|right|top|bottom|inset[a-z-]*|text-indent|margin[a-z-]*)\s*:\s*[^;]*-(?:\d{{3,}}px|\d{{2,}}(?:em|rem|vw|vh|%)|\d{{3,}})
    |(?:max-)?(?:width|height|inline-size|block-size)\s*:\s*(?:{_NOTHING}|1px))""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMPOUND = re.compile(r"""([\w-]+|\*)?((?:[.#][\w-]+|\[[^\]]*\])*)$""")
_SIMPLE = re.compile(r"""([.#])([\w-]+)|\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]\s]+)))?[^\]]*\]""")
_STATES = re.compile(r":(?:hover|focus|active|target|checked|popover-open|open|root:has|empty|disabled|placeholder)|::", re.IGNORECASE)


class _Rule(NamedTuple):
    """The compounds of a selector, the element's own last; each a tag and tests of classes, ids and attributes."""

    selector: str
    compounds: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def hides(declarations: str) -> bool:
    """Whether declarations, as in a style attribute, keep what they apply to from being seen."""
    return bool(declarations) and _HIDES.search(declarations) is not None


class Sheet:
    """The rules of style sheets that hide something."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rules = [rule for text in texts for rule in _rules(text)]
        self._keys: dict[str, list[_Rule]] = {}
        for rule in self._rules:
            tag, tests = rule.compounds[-1]
            key = next((sign + name for sign, name, _ in tests if sign in ".#"), tag or "*")
            self._keys.setdefault(key, []).append(rule)

    def hides(self, element: _Element, tag: str, classes: list[str]) -> str:
        """The selector of a rule by which an element cannot be seen; empty if there is none."""
        if not self._keys:
            return ""
        keys = [tag, "*", *("." + each for each in classes)]
        identifier = element.get("id")
        if identifier:
            keys.append("#" + identifier)
        for key in keys:
            for rule in self._keys.get(key, ()):
                if _applies(rule, element):
                    return rule.selector
        return ""


@lru_cache(maxsize=32)
def _rules(text: str) -> tuple[_Rule, ...]:
    found = []
    for selectors, declarations in _blocks(_COMMENT.sub("", text)):
        if hides(declarations):
            for selector in _alternatives(selectors):
                rule = _understood(selector)
                if rule:
                    found.append(rule)
    return tuple(found)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that holds on a screen of any size."""
    place = 0
    while (opening := text.find("{", place)) >= 0:
        prelude = text[place:opening].rpartition(";")[2].strip()
        closing, depth = opening + 1, 1
        while depth and closing < len(text):
            depth += {"{": 1, "}": -1}.get(text[closing], 0)
            closing += 1
        inside = text[opening + 1 : closing - 1]
        if prelude.startswith("@"):
            if prelude.startswith(("@supports", "@layer", "@media screen", "@media all", "@container")):
                yield from _blocks(inside)
        else:
            yield prelude, inside
        place = closing


def _alternatives(selectors: str) -> Iterator[str]:
    """The selectors of a list, those of :is() and :where() one by one."""
    for selector in _divided(selectors):
        found = re.search(r":(?:is|where)\(((?:[^()]|\([^()]*\))*)\)", selector)
        if not found:
            yield selector
            continue
        for each in _divided(found[1]):
            yield from _alternatives(selector[: found.start()] + each + selector[found.end() :])


def _divided(selectors: str) -> list[str]:
    """The members of a list that is divided by commas; those in brackets divide nothing."""
    members, depth = [""], 0
    for character in selectors:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and not depth:
            members.append("")
        else:
            members[-1] += character
    return [each.strip() for each in members if each.strip()]


def _understood(selector: str) -> _Rule | None:
    """A selector as tests; None for a layer and for what holds only in a certain state (:hover, :target)."""
    if selector in _LAYERS or ":root:has(" in selector or _STATES.search(selector):
        return None
    plain = re.sub(r":[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?", "", selector)
    compounds = []
    for compound in re.split(r"\s*[>+~]\s*|\s+", plain.strip()):
        found = _COMPOUND.match(compound or "*")
        if not found:
            return None
        tests = tuple(_test(each) for each in _SIMPLE.finditer(found[2] or ""))
        compounds.append(((found[1] or "").replace("*", ""), tests))
    return _Rule(selector, tuple(compounds)) if any(tag or tests for tag, tests in compounds) else None


def _test(found: re.Match[str]) -> tuple[str, str, str]:
    if found[1]:
        return found[1], found[2], ""
    return found[4] or "?", found[3], next((each for each in found.group(5, 6, 7) if each is not None), "")


def _applies(rule: _Rule, element: _Element) -> bool:
    if not _matches(rule.compounds[-1], element):
        return False
    above = list(rule.compounds[:-1])
    for ancestor in element.iterancestors():
        if above and _matches(above[-1], ancestor):
            above.pop()
    return not above


def _matches(compound: tuple[str, tuple[tuple[str, str, str], ...]], element: _Element) -> bool:
    tag, tests = compound
    if tag and element.tag != tag:
        return False
    return all(_holds(test, element) for test in tests)


def _holds(test: tuple[str, str, str], element: _Element) -> bool:
    sign, name, value = test
    if sign == ".":
        return name in element.get("class", "").split()
    if sign == "#":
        return element.get("id") == name
    actual = element.get(name)
    if actual is None:
        return False
    return sign != "=" or actual == value
