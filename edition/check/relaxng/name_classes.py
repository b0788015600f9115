# SPDX-License-Identifier: MIT
"""Reads the name classes of a schema (sections 4.8 to 4.10 and 4.16), and checks attributes of its nodes.

What a name class means for a document is in `names`.
"""

from __future__ import annotations

from typing import Final

from edition.check.relaxng.names import AnyName, Name, NameChoice, NameClass, NsName, expanded, is_ncname
from edition.check.relaxng.syntax import RELAXNG, WHITE_SPACE, Node

_XMLNS: Final = ("http://www.w3.org/2000/xmlns", "http://www.w3.org/2000/xmlns/")
_EVERYWHERE: Final = frozenset(("ns", "datatypeLibrary"))
_TRIMMED: Final = ("name", "type", "combine")
KINDS: Final = frozenset(("name", "anyName", "nsName", "choice"))


def check_attributes(node: Node, *allowed: str, required: tuple[str, ...] = ()) -> None:
    """Trim the attributes of a node (section 4.2) and refuse those that it cannot have."""
    attributes = node.attributes
    if not attributes and not required:
        return
    for name, value in attributes.items():
        if name in _TRIMMED and value.strip(WHITE_SPACE) != value:
            attributes[name] = value.strip(WHITE_SPACE)
        if name in allowed or name in _EVERYWHERE:
            continue
        if "}" not in name or name.startswith(RELAXNG + "}"):
            raise node.error(f"<{node.kind}> has no attribute “{name.rpartition('}')[2]}”.")
    for name in required:
        if name not in attributes:
            raise node.error(f"<{node.kind}> needs the attribute “{name}”.")
        if not is_ncname(attributes[name]):
            raise node.error(f"“{attributes[name]}” is not a name.")


def name_class(node: Node) -> tuple[NameClass, list[Node]]:
    """The name class of an element or attribute node, and the children that are left."""
    name = node.attributes.get("name")
    of_attribute = node.kind == "attribute"
    if name is not None:
        namespace = node.attributes.get("ns", "") if of_attribute else node.context.namespace or ""
        return _checked(node, Name(_expanded(node, name, namespace)), of_attribute), node.children
    if not node.children or node.children[0].kind not in KINDS:
        raise node.error(f"<{node.kind}> has no name: give it the attribute “name”.")
    return _class(node.children[0], of_attribute, frozenset(KINDS)), node.children[1:]


def _expanded(node: Node, qname: str, namespace: str) -> str:
    """A name with its prefix resolved."""
    prefix, colon, local = qname.partition(":")
    if not colon:
        prefix, local = "", qname
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise node.error(f"“{qname}” is not a name.")
    if not colon:
        return expanded(namespace, local)
    uri = node.context.prefixes.get(prefix)
    if uri is None:
        raise node.error(f"The prefix of “{qname}” is not declared.", f'Add xmlns:{prefix}="…" to the schema.')
    return expanded(uri, local)


def _checked(node: Node, found: Name | NsName, of_attribute: bool) -> NameClass:
    """Attributes cannot be namespace declarations (section 4.16)."""
    if of_attribute:
        namespace = found.namespace if isinstance(found, NsName) else found.name.rpartition("}")[0]
        if namespace in _XMLNS or (isinstance(found, Name) and found.name == "xmlns"):
            raise node.error("A schema cannot describe namespace declarations: remove the attribute “xmlns”.")
    return found


def _class(node: Node, of_attribute: bool, allowed: frozenset[str]) -> NameClass:
    """One node of a name class; `allowed` are the kinds that may stand here."""
    if node.kind not in allowed:
        raise node.error(f"<{node.kind}> is not allowed in this name class.")
    check_attributes(node)
    if node.kind == "name":
        if node.children:
            raise node.error("<name> can hold only text.")
        text = node.text.strip(WHITE_SPACE)
        return _checked(node, Name(_expanded(node, text, node.context.namespace or "")), of_attribute)
    if node.kind == "choice":
        if not node.children:
            raise node.error("<choice> is empty: it needs at least one name.")
        return NameChoice(tuple(_class(child, of_attribute, allowed) for child in node.children))
    if node.kind == "anyName":
        return AnyName(_besides(node, of_attribute, allowed - {"anyName"}))
    namespace = NsName(node.context.namespace or "")
    _checked(node, namespace, of_attribute)
    return NsName(namespace.namespace, _besides(node, of_attribute, allowed - {"anyName", "nsName"}))


def _besides(node: Node, of_attribute: bool, allowed: frozenset[str]) -> NameClass | None:
    """The names that a wildcard excepts."""
    if not node.children:
        return None
    besides = node.children[0]
    if besides.kind != "except" or len(node.children) > 1:
        raise node.children[-1].error(f"<{node.kind}> takes at most one <except> and nothing else.")
    check_attributes(besides)
    if not besides.children:
        raise besides.error("<except> is empty: it needs at least one name.")
    return NameChoice(tuple(_class(child, of_attribute, allowed) for child in besides.children))
