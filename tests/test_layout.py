# SPDX-License-Identifier: MIT
"""The house rules that can be counted: the tree, the sizes, imports that go one way."""

from __future__ import annotations

import ast
import re

import pytest
from conftest import ROOT

# The order of the flow: a module imports only from those before it. A package counts as one module.
ORDER = [
    "errors", "codes", "resources", "settings", "addresses", "project", "source", "saxon", "workers", "check", "practice", "index", "register", "witness", "apparatus", "reconstruction", "pdffonts", "pdfcontent", "pdfwords",
    "words", "proof", "typeset", "companions", "render", "output", "build", "report", "console", "scaffold", "changes", "serve",
    "commands", "cli", "__main__",
]
MODULES = sorted((ROOT / "edition").rglob("*.py"))
STYLESHEETS = sorted((ROOT / "xslt").rglob("*.xsl"))


def _name(file):
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_imports_go_one_way(file):
    """A module uses only what comes before it in the flow, so that the tree can be read top to bottom."""
    own = file.relative_to(ROOT / "edition").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    assert own in ORDER, f"{own} has no place in the order of the flow"
    tree = ast.parse(file.read_text())
    for_types = {node for block in ast.walk(tree) if _is_for_types(block) for node in ast.walk(block)}
    for node in ast.walk(tree):
        if node in for_types or not isinstance(node, ast.ImportFrom) or (node.module or "").split(".")[0] != "edition":
            continue
        names = [node.module.split(".")[1]] if "." in node.module else [alias.name for alias in node.names]
        for name in names:
            if name in ORDER:
                assert ORDER.index(name) <= ORDER.index(own), f"{own} imports {name}"


def _is_for_types(node):
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_a_module_says_its_job(file):
    """Every module opens with its licence and a docstring."""
    text = file.read_text()

    assert text.startswith("# SPDX-License-Identifier: MIT\n")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"


@pytest.mark.parametrize("file", MODULES, ids=_name)
def test_files_and_functions_stay_readable(file):
    """Files stay near 300 lines, functions near 30."""
    text = file.read_text()

    assert len(text.splitlines()) <= 330
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1 - len((ast.get_docstring(node) or "").splitlines())
            assert length <= 45, f"{node.name} has {length} lines"


@pytest.mark.parametrize("file", STYLESHEETS, ids=_name)
def test_a_stylesheet_says_its_job_and_types_everything(file):
    """Every stylesheet opens with a comment; parameters, variables and functions are typed."""
    text = file.read_text()

    assert re.search(r"^(<\?xml[^>]*>\s*)?<!--", text), "no opening comment"
    for tag in re.findall(r"<xsl:(?:param|variable|function)\b[^>]*>", text):
        assert " as=" in tag or ("\n" in tag and "as=" in tag), f"untyped: {tag[:80]}"
    assert "generate-id(" not in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    assert not re.search(r"current-(date|dateTime|time)\(", text)
    assert len(text.splitlines()) <= 420


def test_nothing_is_named_for_being_left_over():
    """No module of odds and ends: a function without a home shows a missing concept."""
    assert not [file for file in MODULES if file.stem in {"utils", "helpers", "common", "base", "models", "misc"}]
