# SPDX-License-Identifier: MIT
"""The definitions of one grammar: div, include with overrides, combine (sections 4.7, 4.11, 4.17).

It collects nodes and does not make patterns: `simplify` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from edition.check.relaxng.name_classes import attributes_checked, required_name
from edition.check.relaxng.slips import nearest
from edition.check.relaxng.syntax import RNG, Context, Node, children, kind_of, words

if TYPE_CHECKING:
    from edition.check.relaxng.errors import SchemaError
    from edition.check.relaxng.loading import Loader
    from edition.check.relaxng.patterns import Pattern

_START: Final = ""  # the key of `start`, which no definition can have
Body = tuple[Node, Context]


class Definition:
    """All that is defined under one name, and the pattern made of it."""

    __slots__ = ("bodies", "busy", "combine", "made", "name")

    def __init__(self, name: str) -> None:
        self.name = name or "start"
        self.bodies: list[Body] = []
        self.combine: str | None = None
        self.made: Pattern | None = None
        self.busy = False

    def check(self) -> None:
        """Several bodies agree on how they combine, and at most one is silent about it."""
        silent = [(node, context) for node, context in self.bodies if node.get("combine") is None]
        if len(silent) > 1:
            node, context = silent[1]
            raise context.error(
                node,
                f"“{self.name}” is defined twice without “combine”.",
                'Add combine="choice" or combine="interleave" to one of the two.',
            )
        for node, context in self.bodies:
            way = node.get("combine")
            if way not in (None, "choice", "interleave"):
                raise context.error(node, f"combine is “choice” or “interleave”, not “{way}”.")
            if way is not None and self.combine not in (None, way):
                raise context.error(node, f"“{self.name}” is combined in two different ways.")
            self.combine = way or self.combine


class Grammar:
    """The definitions of a `grammar` node and of what it includes."""

    def __init__(self, node: Node, context: Context, parent: Grammar | None, loader: Loader) -> None:
        self.parent = parent
        self.definitions: dict[str, Definition] = {}
        self._loader = loader
        for key, body in self._bodies(node, context):
            definition = self.definitions.get(key)
            if definition is None:
                definition = self.definitions[key] = Definition(key)
            definition.bodies.append(body)
        for definition in self.definitions.values():
            if len(definition.bodies) > 1 or definition.bodies[0][0].get("combine") is not None:
                definition.check()

    @property
    def start(self) -> Definition | None:
        """What the root of a document, or of this part of a content, may be."""
        return self.definitions.get(_START)

    def undefined(self, node: Node, context: Context, name: str) -> SchemaError:
        """The error for a reference to nothing."""
        close = nearest(name, [key for key in self.definitions if key])
        return context.error(
            node, f"“{name}” is not defined in this grammar.", f"Did you mean “{close}”?" if close else ""
        )

    def _bodies(
        self, node: Node, context: Context, *, inside_include: bool = False
    ) -> list[tuple[str, Body]]:
        """All `start` and `define` nodes, those of includes in place."""
        found: list[tuple[str, Body]] = []
        for child in children(node, context):
            tag = child.tag
            if tag == _DEFINE:
                inner = attributes_checked(child, context, "name", "combine")
                found.append((required_name(child, inner), (child, inner)))
            elif tag == _START_TAG:
                found.append((_START, (child, attributes_checked(child, context, "combine"))))
            elif tag == _DIV:
                inner = attributes_checked(child, context)
                found += self._bodies(child, inner, inside_include=inside_include)
            elif tag == _INCLUDE and not inside_include:
                found += self._included(child, attributes_checked(child, context, "href"))
            else:
                raise context.error(child, f"{words(child)} is not allowed in <{kind_of(node)}>.")
        return found

    def _included(self, node: Node, context: Context) -> list[tuple[str, Body]]:
        """The bodies of an included grammar, without those that the include overrides."""
        href = node.get("href")
        if href is None:
            raise context.error(node, "<include> needs the attribute “href”.")
        root, inner = self._loader.referred(node, context)
        if root.tag != _GRAMMAR:
            raise context.error(node, f"“{href}” is no grammar: its root is <{kind_of(root)}>.")
        own = self._bodies(node, context, inside_include=True)
        included = self._bodies(root, attributes_checked(root, inner))
        names = {key for key, _ in included}
        overridden = {key for key, _ in own}
        for key, (body, where) in own:
            if key not in names:
                what = f"“{key}”" if key else "a start"
                raise where.error(
                    body, f"The included grammar does not define {what}, so it cannot be overridden."
                )
        return [*own, *(entry for entry in included if entry[0] not in overridden)]


_DEFINE: Final = RNG + "define"
_START_TAG: Final = RNG + "start"
_DIV: Final = RNG + "div"
_INCLUDE: Final = RNG + "include"
_GRAMMAR: Final = RNG + "grammar"
