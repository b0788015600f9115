# SPDX-License-Identifier: MIT
"""The definitions of one grammar: div, include with overrides, combine (sections 4.7, 4.11, 4.17).

It collects nodes and does not make patterns: `simplify` does.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from edition.check.relaxng.name_classes import check_attributes

if TYPE_CHECKING:
    from edition.check.relaxng.errors import SchemaError
    from edition.check.relaxng.loading import Loader
    from edition.check.relaxng.patterns import Pattern
    from edition.check.relaxng.syntax import Node

_START = ""  # the key of `start`, which no definition can have


class Definition:
    """All that is defined under one name, and the pattern made of it."""

    __slots__ = ("bodies", "busy", "combine", "made", "name")

    def __init__(self, name: str) -> None:
        self.name = name or "start"
        self.bodies: list[Node] = []
        self.combine: str | None = None
        self.made: Pattern | None = None
        self.busy = False

    def check(self) -> None:
        """Several bodies agree on how they combine, and at most one is silent about it."""
        silent = [body for body in self.bodies if "combine" not in body.attributes]
        if len(silent) > 1:
            raise silent[1].error(
                f"“{self.name}” is defined twice without “combine”.",
                "Add combine=\"choice\" or combine=\"interleave\" to one of the two.",
            )
        ways = {body.attributes["combine"]: body for body in self.bodies if "combine" in body.attributes}
        for way, body in ways.items():
            if way not in ("choice", "interleave"):
                raise body.error(f"combine is “choice” or “interleave”, not “{way}”.")
        if len(ways) > 1:
            raise list(ways.values())[1].error(f"“{self.name}” is combined in two different ways.")
        self.combine = next(iter(ways), None)


class Grammar:
    """The definitions of a `grammar` node and of what it includes."""

    def __init__(self, node: Node, parent: Grammar | None, loader: Loader) -> None:
        self.parent = parent
        self.definitions: dict[str, Definition] = {}
        self._loader = loader
        check_attributes(node)
        for body in self._bodies(node):
            key = _key(body)
            if key not in self.definitions:
                self.definitions[key] = Definition(key)
            self.definitions[key].bodies.append(body)
        for definition in self.definitions.values():
            definition.check()

    @property
    def start(self) -> Definition | None:
        """What the root of a document, or of this part of a content, may be."""
        return self.definitions.get(_START)

    def undefined(self, node: Node) -> SchemaError:
        """The error for a reference to nothing."""
        name = node.attributes.get("name", "")
        close = get_close_matches(name, [key for key in self.definitions if key], 1)
        return node.error(f"“{name}” is not defined in this grammar.", f"Did you mean “{close[0]}”?" if close else "")

    def _bodies(self, node: Node, inside_include: bool = False) -> list[Node]:
        """All `start` and `define` nodes, those of includes in place."""
        found: list[Node] = []
        for child in node.children:
            if child.kind == "start":
                check_attributes(child, "combine")
                found.append(child)
            elif child.kind == "define":
                check_attributes(child, "name", "combine", required=("name",))
                found.append(child)
            elif child.kind == "div":
                check_attributes(child)
                found += self._bodies(child, inside_include)
            elif child.kind == "include" and not inside_include:
                found += self._included(child)
            else:
                raise child.error(f"{child.words()} is not allowed in <{node.kind}>.")
        return found

    def _included(self, node: Node) -> list[Node]:
        """The bodies of an included grammar, without those that the include overrides."""
        check_attributes(node, "href")
        if "href" not in node.attributes:
            raise node.error("<include> needs the attribute “href”.")
        root = self._loader.referred(node)
        if root.kind != "grammar":
            raise node.error(f"“{node.attributes['href']}” is no grammar: its root is <{root.kind}>.")
        check_attributes(root)
        own = self._bodies(node, inside_include=True)
        included = self._bodies(root)
        names = {_key(body) for body in included}
        overridden = {_key(body) for body in own}
        for body in own:
            if _key(body) not in names:
                what = f"“{_key(body)}”" if _key(body) else "a start"
                raise body.error(f"The included grammar does not define {what}, so it cannot be overridden.")
        return [*own, *(body for body in included if _key(body) not in overridden)]


def _key(body: Node) -> str:
    return body.attributes["name"] if body.kind == "define" else _START
