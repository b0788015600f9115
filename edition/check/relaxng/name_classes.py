# SPDX-License-Identifier: MIT
"""Reads the name classes of a schema (sections 4.8 to 4.10 and 4.16), and checks attributes of its nodes.

What a name class means for a document is in `names`.
"""

from __future__ import annotations

from typing import Final

from edition.check.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, expanded, is_ncname
from edition.check.relaxng.syntax import RNG, WHITE_SPACE, Context, Node, children, kind_of, text_of

_XMLNS: Final = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")
_EVERYWHERE: Final = frozenset(("ns", "datatypeLibrary"))
_TRIMMED: Final = ("name", "type", "combine")
KINDS: Final = frozenset(("name", "anyName", "nsName", "choice"))


def attributes_checked(node: Node, context: Context, *allowed: str) -> Context:
    """Refuse attributes that a node cannot have, trim the others (section 4.2); the context of the node."""
    for name, value in node.items():
        if name in _TRIMMED and value.strip(WHITE_SPACE) != value:
            node.set(name, value.strip(WHITE_SPACE))
        if name in allowed or name in _EVERYWHERE:
            continue
        if not name.startswith("{") or name.startswith(RNG):
            raise context.error(node, f"<{kind_of(node)}> has no attribute “{name.rpartition('}')[2]}”.")
    return context.inner(node)


def required_name(node: Node, context: Context) -> str:
    """The `name` of a define, ref, parentRef or param."""
    name = node.get("name")
    if name is None:
        raise context.error(node, f"<{kind_of(node)}> needs the attribute “name”.")
    name = name.strip(WHITE_SPACE)
    if not is_ncname(name):
        raise context.error(node, f"“{name}” is not a name.")
    return name


def name_class(node: Node, context: Context) -> NameClass:
    """The name class of an element or attribute node: its name, or its first child."""
    name = node.get("name")
    of_attribute = node.tag == _ATTRIBUTE
    if name is not None:
        namespace = node.get("ns", "") if of_attribute else context.namespace or ""
        found = Name(_expanded(node, name.strip(WHITE_SPACE), namespace, context))
        return _checked(node, found, context) if of_attribute else found
    inside = children(node, context)
    if not inside or kind_of(inside[0]) not in KINDS:
        raise context.error(node, f"<{kind_of(node)}> has no name: give it the attribute “name”.")
    return _class(inside[0], context, KINDS, of_attribute=of_attribute)


_ATTRIBUTE: Final = RNG + "attribute"


def _expanded(node: Node, qname: str, namespace: str, context: Context) -> str:
    """A name with its prefix resolved."""
    prefix, colon, local = qname.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise context.error(node, f"“{qname}” is not a name.")
    if not colon:
        return expanded(namespace, local)
    uri = context.document.namespace_of(prefix, node)
    if uri is None:
        raise context.error(
            node, f"The prefix of “{qname}” is not declared.", f'Add xmlns:{prefix}="…" to the schema.'
        )
    return expanded(uri, local)


def _checked(node: Node, found: Name | NsName, context: Context) -> NameClass:
    """Attributes cannot be namespace declarations (section 4.16)."""
    namespace = found.namespace if isinstance(found, NsName) else found.name.rpartition("}")[0]
    if namespace in _XMLNS or (isinstance(found, Name) and found.name == "xmlns"):
        raise context.error(
            node, "A schema cannot describe namespace declarations: remove the attribute “xmlns”."
        )
    return found


def _class(node: Node, context: Context, allowed: frozenset[str], *, of_attribute: bool) -> NameClass:
    """One node of a name class; `allowed` are the kinds that may stand here."""
    kind = kind_of(node)
    if kind not in allowed:
        raise context.error(node, f"<{kind}> is not allowed in this name class.")
    context = attributes_checked(node, context)
    if kind == "name":
        text = text_of(node, context).strip(WHITE_SPACE)
        found = Name(_expanded(node, text, context.namespace or "", context))
        return _checked(node, found, context) if of_attribute else found
    inside = children(node, context)
    if kind == "choice":
        if not inside:
            raise context.error(node, "<choice> is empty: it needs at least one name.")
        return NameChoice(
            tuple(_class(child, context, allowed, of_attribute=of_attribute) for child in inside)
        )
    if kind == "anyName":
        return AnyName(_besides(node, context, allowed - {"anyName"}, of_attribute=of_attribute))
    namespace = context.namespace or ""
    if of_attribute:
        _checked(node, NsName(namespace), context)
    return NsName(
        namespace, _besides(node, context, allowed - {"anyName", "nsName"}, of_attribute=of_attribute)
    )


def _besides(
    node: Node, context: Context, allowed: frozenset[str], *, of_attribute: bool
) -> NameClass | None:
    """The names that a wildcard excepts."""
    inside = children(node, context)
    if not inside:
        return None
    besides = inside[0]
    if kind_of(besides) != "except" or len(inside) > 1:
        raise context.error(inside[-1], f"<{kind_of(node)}> takes at most one <except> and nothing else.")
    context = attributes_checked(besides, context)
    names = children(besides, context)
    if not names:
        raise context.error(besides, "<except> is empty: it needs at least one name.")
    return NameChoice(tuple(_class(child, context, allowed, of_attribute=of_attribute) for child in names))
