# SPDX-License-Identifier: MIT
"""Hands a tree of lxml to a `Run`, for callers who have one already.

A tree knows the line of an element but no columns, and has lost what its parser changed: read the file
itself where the place matters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from edition.check.relaxng.events import MAX_DEPTH, Problem, Run, TooDeepError
from edition.check.relaxng.names import XML_NAMESPACE

if TYPE_CHECKING:
    from edition.check.relaxng.automaton import Automaton


class TreeSource:
    """The file of some nodes of a tree. Places are nodes; their column is not known."""

    content = b""

    def __init__(self, path: Path) -> None:
        self.path = path

    @staticmethod
    def place(node: Any) -> tuple[int, int]:
        """The line of a node."""
        return getattr(node, "sourceline", None) or 0, 0

    def attribute_place(self, node: Any, _number: int) -> tuple[int, int]:
        """The line of the node that has the attribute."""
        return self.place(node)

    def text_place(self, node: Any, _text: str) -> tuple[int, int]:
        """The line of the node behind the text, or around it."""
        return self.place(node)


class _Cursor:
    """The node at which the walk is."""

    def __init__(self, node: Any) -> None:
        self.CurrentByteIndex = node


def walk(tree: Any, path: Path, automaton: Automaton) -> list[Problem]:
    """The problems of a tree or element of lxml. Raises TypeError for anything else."""
    root = tree.getroot() if hasattr(tree, "getroot") else tree
    if root is None or not hasattr(root, "iterchildren"):
        raise TypeError(f"a path, bytes or a tree of lxml is expected, not {type(tree).__name__}")
    run = Run(automaton, _Cursor(root), TreeSource(path))
    try:
        _Walk(run, root, path).go(root)
    except TooDeepError:
        node = run.cursor.CurrentByteIndex
        run.problems.append(
            Problem("too-deep", run.source, node, run.inside(), run.inside(), None, MAX_DEPTH)
        )
    return run.finish()


class _Walk:
    """Goes through a tree without recursion."""

    def __init__(self, run: Run, root: Any, path: Path) -> None:
        self.run = run
        self.base = root.base
        self.sources = {root.base: run.source}
        self.path = path

    def go(self, root: Any) -> None:
        """Hand over all events below a node."""
        self.enter(root)
        waiting = [iter(root)]
        opened = [root]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
                node = opened.pop()
                self.leave(node, is_root=not opened)
            elif isinstance(child.tag, str):
                self.enter(child)
                waiting.append(iter(child))
                opened.append(child)
            else:
                self.other(child)

    def enter(self, node: Any) -> None:
        """A start tag and the text behind it."""
        run = self.run
        run.source = self.source_of(node)
        run.cursor = _Cursor(node)
        if run.automaton.needs_prefixes:
            run.prefixes = {"xml": XML_NAMESPACE, **{prefix or "": uri for prefix, uri in node.nsmap.items()}}
        run.start(
            _name(node.tag), [part for name, value in node.attrib.items() for part in (_name(name), value)]
        )
        if node.text:
            run.text(node.text)

    def leave(self, node: Any, *, is_root: bool) -> None:
        """An end tag and the text behind it."""
        run = self.run
        run.end(_name(node.tag))
        if node.tail and not is_root:
            run.text(node.tail)

    def other(self, node: Any) -> None:
        """A comment or instruction is nothing, an entity that was not expanded is a problem."""
        run = self.run
        if hasattr(node, "name") and hasattr(node, "text") and node.text == f"&{node.name};":
            run.note("entity", node, run.inside(), None, node.name)
        if node.tail:
            run.text(node.tail)

    def source_of(self, node: Any) -> TreeSource:
        """The file of a node: what XInclude brought in says so in its base."""
        base = node.base
        if base not in self.sources:
            scheme, _, place, *_ = urlsplit(base)
            self.sources[base] = TreeSource(Path(unquote(place)) if scheme in ("", "file") else self.path)
        found: TreeSource = self.sources[base]
        return found


def _name(tag: str) -> str:
    """The name as expat writes it: lxml has `{uri}local`, expat `uri}local`."""
    return tag.removeprefix("{")
