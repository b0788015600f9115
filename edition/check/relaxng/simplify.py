# SPDX-License-Identifier: MIT
"""From the nodes of a schema to patterns in simple form (sections 4.2 to 4.21 of the specification).

It resolves files, grammars, references and names, and refuses what the syntax does not allow. The
restrictions of section 7 are checked on its result: see `restrictions`.
"""

from __future__ import annotations

from collections.abc import Callable

from edition.check.relaxng import patterns as p
from edition.check.relaxng.grammars import Definition, Grammar
from edition.check.relaxng.literals import data, list_pattern, value
from edition.check.relaxng.name_classes import check_attributes, name_class
from edition.check.relaxng.loading import Loader
from edition.check.relaxng.syntax import WHITE_SPACE, Node

class Simplifier:
    """Compiles one schema. `start` is the pattern of the root; `elements` all elements met on the way."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.make = p.Patterns()
        self.elements: list[p.Element] = []
        self._grammars: list[Grammar] = []
        self._lenient = False  # while definitions are read that nothing refers to
        self._waiting: list[tuple[p.Element, list[Node], Grammar | None]] = []
        self._kinds: dict[str, Callable[[Node, Grammar | None], p.Pattern]] = {
            "element": self._element,
            "attribute": self._attribute,
            "group": self._group,
            "interleave": self._interleave,
            "choice": self._choice,
            "optional": self._optional,
            "zeroOrMore": self._zero_or_more,
            "oneOrMore": self._one_or_more,
            "list": self._list,
            "mixed": self._mixed,
            "ref": self._ref,
            "parentRef": self._parent_ref,
            "empty": self._empty,
            "notAllowed": self._not_allowed,
            "text": self._text,
            "data": self._data,
            "value": self._value,
            "externalRef": self._external,
            "grammar": self._grammar,
        }

    def schema(self, root: Node) -> p.Pattern:
        """The start pattern of a whole schema. Raises `SchemaError`."""
        try:
            start = self.pattern(root, None)
            self._finish_elements()
            reachable = list(self.elements)
            self._check_the_rest()
        except RecursionError:
            raise root.error("The schema is nested too deeply to be read.") from None
        self.elements = reachable
        return start

    def _check_the_rest(self) -> None:
        """What the start does not reach is checked for syntax and names, though it never matches."""
        self._lenient = True
        for grammar in self._grammars:  # it grows while the loop runs
            for definition in grammar.definitions.values():
                if definition.made is None:
                    self._defined(definition, grammar, definition.bodies[0])
            self._finish_elements()

    def _finish_elements(self) -> None:
        """Make the contents of elements, which may mention the elements themselves."""
        while self._waiting:
            element, nodes, grammar = self._waiting.pop()
            element.content = self._sequence(nodes, grammar)

    def pattern(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        """The pattern of one node."""
        kind = self._kinds.get(node.kind)
        if kind is None:
            raise node.error(f"{node.words()} is not allowed here: a pattern is expected.")
        return kind(node, grammar)

    def _sequence(self, nodes: list[Node], grammar: Grammar | None) -> p.Pattern:
        """Several children stand for a group (section 4.12)."""
        if len(nodes) == 1:
            return self.pattern(nodes[0], grammar)
        result: p.Pattern = p.EMPTY
        for made in reversed([self.pattern(node, grammar) for node in nodes]):
            result = self.make.group(made, result)
        return result

    def _content(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node)
        if not node.children:
            raise node.error(f"{node.words()} is empty: it needs at least one pattern.")
        return self._sequence(node.children, grammar)

    # -- elements and attributes ---------------------------------------------------------------------

    def _element(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node, "name")
        names, children = name_class(node)
        if not children:
            raise node.error(f"{node.words()} has no content: write <empty/>, <text/> or another pattern in it.")
        element = p.Element(names, node)
        self.elements.append(element)
        self._waiting.append((element, children, grammar))
        return element

    def _attribute(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node, "name")
        names, children = name_class(node)
        if len(children) > 1:
            raise children[1].error("<attribute> takes one pattern for its value, and here is a second.")
        content = self.pattern(children[0], grammar) if children else p.TEXT
        return p.NOT_ALLOWED if content is p.NOT_ALLOWED else p.Attribute(names, content, node)

    # -- combinations -------------------------------------------------------------------------------

    def _group(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return self._content(node, grammar)

    def _interleave(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node)
        if not node.children:
            raise node.error("<interleave> is empty: it needs at least one pattern.")
        result: p.Pattern = p.EMPTY
        for made in reversed([self.pattern(child, grammar) for child in node.children]):
            result = self.make.interleave(made, result)
        return result

    def _choice(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node)
        if not node.children:
            raise node.error("<choice> is empty: it needs at least one pattern.")
        return self.make.choice([self.pattern(child, grammar) for child in node.children])

    def _optional(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return self.make.optional(self._content(node, grammar))

    def _zero_or_more(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return self.make.optional(self.make.one_or_more(self._content(node, grammar)))

    def _one_or_more(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return self.make.one_or_more(self._content(node, grammar))

    def _mixed(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return self.make.interleave(self._content(node, grammar), p.TEXT)

    # -- leaves and values --------------------------------------------------------------------------

    @staticmethod
    def _leaf(node: Node) -> None:
        if node.attributes:
            check_attributes(node)
        if node.children:
            raise node.children[0].error(f"<{node.kind}> must be empty.")

    def _empty(self, node: Node, _grammar: Grammar | None) -> p.Pattern:
        self._leaf(node)
        return p.EMPTY

    def _not_allowed(self, node: Node, _grammar: Grammar | None) -> p.Pattern:
        self._leaf(node)
        return p.NOT_ALLOWED

    def _text(self, node: Node, _grammar: Grammar | None) -> p.Pattern:
        self._leaf(node)
        return p.TEXT

    def _data(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return data(node, lambda nodes: self.make.choice([self.pattern(child, grammar) for child in nodes]))

    def _value(self, node: Node, _grammar: Grammar | None) -> p.Pattern:
        return value(node)

    def _list(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        return list_pattern(node, self._content(node, grammar))

    # -- references ---------------------------------------------------------------------------------

    def _ref(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        if grammar is None:
            raise node.error(f"{node.words()} stands outside any <grammar>: there is nothing to refer to.")
        return self._referred(node, grammar)

    def _parent_ref(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        if grammar is None or grammar.parent is None:
            raise node.error("<parentRef> needs a grammar around its grammar.")
        return self._referred(node, grammar.parent)

    def _referred(self, node: Node, grammar: Grammar) -> p.Pattern:
        if len(node.attributes) != 1 or node.children:
            check_attributes(node, "name", required=("name",))
        if node.children:
            raise node.children[0].error(f"<{node.kind}> must be empty.")
        definition = grammar.definitions.get(node.attributes.get("name", "").strip(WHITE_SPACE))
        if definition is None:
            check_attributes(node, "name", required=("name",))
            raise grammar.undefined(node)
        if definition.made is not None:
            return definition.made
        check_attributes(node, "name", required=("name",))
        return self._defined(definition, grammar, node)

    def _defined(self, definition: Definition, grammar: Grammar, node: Node) -> p.Pattern:
        """The pattern of a definition, made once."""
        if definition.busy:
            if self._lenient:
                return p.NOT_ALLOWED
            raise node.error(
                f"“{definition.name}” refers to itself without an element between.",
                "Recursion must pass through an <element>.",
            )
        definition.busy = True
        try:
            parts = [self._one(body, grammar) for body in definition.bodies]
        finally:
            definition.busy = False
        made = parts[0]
        if len(parts) > 1 and definition.combine == "interleave":
            for part in parts[1:]:
                made = self.make.interleave(made, part)
        elif len(parts) > 1:
            made = self.make.choice(parts)
        definition.made = made
        return made

    def _one(self, body: Node, grammar: Grammar) -> p.Pattern:
        if len(body.children) != 1 and body.kind == "start":
            raise body.error("<start> takes exactly one pattern.")
        if not body.children:
            raise body.error(f"{body.words()} is empty: it needs at least one pattern.")
        return self._sequence(body.children, grammar)

    def _grammar(self, node: Node, parent: Grammar | None) -> p.Pattern:
        grammar = Grammar(node, parent, self.loader)
        self._grammars.append(grammar)
        if grammar.start is None:
            raise node.error("The grammar has no <start>: it does not say what the root element is.")
        return self._defined(grammar.start, grammar, node)

    def _external(self, node: Node, grammar: Grammar | None) -> p.Pattern:
        check_attributes(node, "href")
        if "href" not in node.attributes:
            raise node.error("<externalRef> needs the attribute “href”.")
        if node.children:
            raise node.children[0].error("<externalRef> must be empty.")
        root = self.loader.referred(node)
        if root.kind not in self._kinds:
            raise node.error(f"The root of the referenced schema is <{root.kind}>, not a pattern.")
        return self.pattern(root, grammar)
