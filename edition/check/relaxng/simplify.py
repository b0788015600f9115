# SPDX-License-Identifier: MIT
"""From the nodes of a schema to patterns in simple form (sections 4.2 to 4.21 of the specification).

It resolves grammars, references and names, and refuses what the syntax does not allow. The
restrictions of section 7 are checked on its result: see `restrictions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from edition.check.relaxng import literals
from edition.check.relaxng import patterns as p
from edition.check.relaxng.grammars import Body, Definition, Grammar
from edition.check.relaxng.making import Patterns
from edition.check.relaxng.name_classes import attributes_checked, name_class, required_name
from edition.check.relaxng.syntax import RNG, WHITE_SPACE, Context, Node, children, kind_of, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from edition.check.relaxng.loading import Loader

Scope = Grammar | None
_REF: Final = RNG + "ref"
# Each member of an interleave may still come, so the work grows with the square of their number and with the document.
_MOST_AT_ONCE: Final = 400
_NONE: Final[dict[str, Definition]] = {}
_ALLOWED: Final = {
    RNG + kind: names
    for kind, names in {
        "element": ("name",),
        "attribute": ("name",),
        "ref": ("name",),
        "parentRef": ("name",),
        "data": ("type",),
        "value": ("type",),
        "externalRef": ("href",),
    }.items()
}
# The attributes that most nodes have: they change no context and need no look.
_PLAIN: Final = {tag: list(names) for tag, names in _ALLOWED.items()}


class Simplifier:
    """Compiles one schema. `elements` are all its elements, once `schema` has run."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.make = Patterns()
        self.elements: list[p.Element] = []
        self._grammars: list[Grammar] = []
        self._lenient = False  # while definitions are read that nothing refers to
        self._waiting: list[tuple[p.Element, Node, Scope, Context]] = []
        self._kinds: dict[str, Callable[[Node, Scope, Context], p.Pattern]] = {
            RNG + "element": self._element,
            RNG + "attribute": self._attribute,
            RNG + "group": self._content,
            RNG + "interleave": self._interleave,
            RNG + "choice": self._choice,
            RNG + "optional": self._optional,
            RNG + "zeroOrMore": self._zero_or_more,
            RNG + "oneOrMore": self._one_or_more,
            RNG + "list": self._list,
            RNG + "mixed": self._mixed,
            RNG + "ref": self._ref,
            RNG + "parentRef": self._parent_ref,
            RNG + "empty": self._empty,
            RNG + "notAllowed": self._not_allowed,
            RNG + "text": self._text,
            RNG + "data": self._data,
            RNG + "value": self._value,
            RNG + "externalRef": self._external,
            RNG + "grammar": self._grammar,
        }

    def schema(self, root: Node, context: Context) -> p.Pattern:
        """The start pattern of a whole schema. Raises `SchemaError`."""
        try:
            start = self.pattern(root, None, context)
            self._finish_elements()
            reachable = list(self.elements)
            self._check_the_rest()
        except RecursionError:
            raise context.error(root, "The schema is nested too deeply to be read.") from None
        self.elements = reachable
        return start

    def _finish_elements(self) -> None:
        """Make the contents of elements, which may mention the elements themselves."""
        while self._waiting:
            element, node, grammar, context = self._waiting.pop()
            element.content = self._sequence(
                self._members(node, grammar, context, named=node.get("name") is None)
            )

    def _check_the_rest(self) -> None:
        """What the start does not reach is checked for syntax and names, though it never matches."""
        self._lenient = True
        for grammar in self._grammars:  # it grows while the loop runs
            for definition in grammar.definitions.values():
                if definition.made is None:
                    self._defined(definition, grammar, *definition.bodies[0])
            self._finish_elements()

    def pattern(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        """The pattern of one node."""
        kind = self._kinds.get(node.tag)
        if kind is None:
            raise context.error(node, f"{words(node)} is not allowed here: a pattern is expected.")
        keys = node.keys()
        if keys and keys != _PLAIN.get(node.tag):
            context = attributes_checked(node, context, *_ALLOWED.get(node.tag, ()))
        return kind(node, grammar, context)

    def _members(  # noqa: C901 - one loop with all in it, for speed
        self, node: Node, grammar: Scope, context: Context, *, named: bool = False
    ) -> list[p.Pattern]:
        """The patterns directly inside a node; with `named` behind its name class.

        One loop with all in it, because it meets ten thousand nodes: references to what is already made
        take the short way, annotations are left out, stray text is refused.
        """
        found = []
        kinds = self._kinds
        definitions = grammar.definitions if grammar is not None else _NONE
        stray = node.text is not None and not node.text.isspace()
        for child in node:
            tag = child.tag
            if child.tail is not None and not child.tail.isspace():
                stray = True
            if tag == _REF:
                definition = definitions.get(child.get("name", ""))
                if (
                    definition is not None
                    and definition.made is not None
                    and not len(child)
                    and len(child.keys()) == 1
                ):
                    found.append(definition.made)
                    continue
            kind = kinds.get(tag)
            if named and tag.startswith(RNG):
                named = False
            elif kind is not None:
                keys = child.keys()
                inner = context
                if keys and keys != _PLAIN.get(tag):
                    inner = attributes_checked(child, context, *_ALLOWED.get(tag, ()))
                found.append(kind(child, grammar, inner))
            elif tag.startswith(RNG):
                raise context.error(child, f"{words(child)} is not allowed here: a pattern is expected.")
        if stray:
            children(node, context)  # says where
        if not found:
            raise context.error(
                node, f"{words(node)} is empty: it needs a pattern, at least <empty/> or <text/>."
            )
        return found

    def _sequence(self, made: list[p.Pattern]) -> p.Pattern:
        """Several children stand for a group (section 4.12)."""
        result = made.pop()
        while made:
            result = self.make.group(made.pop(), result)
        return result

    def _content(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self._sequence(self._members(node, grammar, context))

    # -- elements and attributes ---------------------------------------------------------------------

    def _element(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        element = p.Element(name_class(node, context), node, context)
        self.elements.append(element)
        self._waiting.append((element, node, grammar, context))
        return element

    def _attribute(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        names = name_class(node, context)
        named = node.get("name") is None
        inside = children(node, context)[named:] if len(node) or node.text else []
        if len(inside) > 1:
            raise context.error(
                inside[1], "<attribute> takes one pattern for its value, and here is a second."
            )
        content = self.pattern(inside[0], grammar, context) if inside else p.TEXT
        return p.NOT_ALLOWED if content is p.NOT_ALLOWED else p.Attribute(names, content, node, context)

    # -- combinations -------------------------------------------------------------------------------

    def _interleave(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        made = self._members(node, grammar, context)
        if len(made) > _MOST_AT_ONCE:
            raise context.error(
                node,
                f"<interleave> has {len(made):,} members; more than {_MOST_AT_ONCE} in any order cannot be checked in "
                "useful time. Write <zeroOrMore> with a <choice> of them.",
            )
        result = made.pop()
        while made:
            result = self.make.interleave(made.pop(), result)
        return result

    def _choice(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self.make.written_choice(self._members(node, grammar, context))

    def _optional(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self.make.optional(self._content(node, grammar, context))

    def _zero_or_more(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self.make.optional(self.make.one_or_more(self._content(node, grammar, context)))

    def _one_or_more(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self.make.one_or_more(self._content(node, grammar, context))

    def _mixed(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return self.make.interleave(self._content(node, grammar, context), p.TEXT)

    # -- leaves and values --------------------------------------------------------------------------

    @staticmethod
    def _childless(node: Node, context: Context) -> None:
        if len(node) or node.text:
            inside = children(node, context)
            if inside:
                raise context.error(inside[0], f"<{kind_of(node)}> must be empty.")

    def _empty(self, node: Node, _grammar: Scope, context: Context) -> p.Pattern:
        self._childless(node, context)
        return p.EMPTY

    def _not_allowed(self, node: Node, _grammar: Scope, context: Context) -> p.Pattern:
        self._childless(node, context)
        return p.NOT_ALLOWED

    def _text(self, node: Node, _grammar: Scope, context: Context) -> p.Pattern:
        self._childless(node, context)
        return p.TEXT

    def _data(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        def choice(nodes: list[Node], inner: Context) -> p.Pattern:
            return self.make.written_choice([self.pattern(child, grammar, inner) for child in nodes])

        return literals.data(node, context, choice)

    def _value(self, node: Node, _grammar: Scope, context: Context) -> p.Pattern:
        return literals.value(node, context)

    def _list(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        return literals.list_pattern(node, context, self._content(node, grammar, context))

    # -- references ---------------------------------------------------------------------------------

    def _ref(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        if grammar is None:
            raise context.error(
                node, f"{words(node)} stands outside any <grammar>: there is nothing to refer to."
            )
        return self._referred(node, grammar, context)

    def _parent_ref(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        if grammar is None or grammar.parent is None:
            raise context.error(node, "<parentRef> needs a grammar around its grammar.")
        return self._referred(node, grammar.parent, context)

    def _referred(self, node: Node, grammar: Grammar, context: Context) -> p.Pattern:
        self._childless(node, context)
        name = node.get("name", "").strip(WHITE_SPACE)
        definition = grammar.definitions.get(name) if name else None
        if definition is None:
            raise grammar.undefined(node, context, required_name(node, context))
        return definition.made or self._defined(definition, grammar, node, context)

    def _defined(self, definition: Definition, grammar: Grammar, node: Node, context: Context) -> p.Pattern:
        """The pattern of a definition, made once."""
        if definition.busy:
            if self._lenient:
                return p.NOT_ALLOWED
            raise context.error(
                node,
                f"“{definition.name}” refers to itself without an element between.",
                "Recursion must pass through an <element>.",
            )
        definition.busy = True
        parts = [self._body(body, grammar) for body in definition.bodies]
        definition.busy = False
        made = parts[0]
        if len(parts) > 1 and definition.combine == "interleave":
            for part in parts[1:]:
                made = self.make.interleave(made, part)
        elif len(parts) > 1:
            made = self.make.written_choice(parts)
        definition.made = made
        return made

    def _body(self, body: Body, grammar: Grammar) -> p.Pattern:
        node, context = body
        made = self._members(node, grammar, context)
        if len(made) > 1 and kind_of(node) == "start":
            raise context.error(node, "<start> takes exactly one pattern.")
        return self._sequence(made)

    def _grammar(self, node: Node, parent: Scope, context: Context) -> p.Pattern:
        grammar = Grammar(node, context, parent, self.loader)
        self._grammars.append(grammar)
        if grammar.start is None:
            raise context.error(node, "The grammar has no <start>: it does not say what the root element is.")
        return self._defined(grammar.start, grammar, node, context)

    def _external(self, node: Node, grammar: Scope, context: Context) -> p.Pattern:
        self._childless(node, context)
        if node.get("href") is None:
            raise context.error(node, "<externalRef> needs the attribute “href”.")
        root, inner = self.loader.referred(node, context)
        if root.tag not in self._kinds:
            raise context.error(
                node, f"The root of the referenced schema is <{kind_of(root)}>, not a pattern."
            )
        return self.pattern(root, grammar, inner)
