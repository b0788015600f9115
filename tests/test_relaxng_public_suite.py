# SPDX-License-Identifier: MIT
"""The public test suite of RELAX NG, `spectest.xml` of jing-trang, run whole where it is at hand.

It is not ours to copy: the file stays beside the other test data, and our own cases are in
`tests/relaxng/cases`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import etree

from edition.check.relaxng import Schema, SchemaError

FOLDER = Path(os.environ.get("EDITION_TEST_DATA", ROOT.parent / "shared"))
SUITE = FOLDER / "spectest.xml"
WHERE = (
    f"{SUITE.name} is absent (relaxng/jing-trang, mod/rng-validate/test; put it into the folder of test data)"
)


def test_cases() -> list[etree._Element]:
    """Every case of the suite; none where the file is absent."""
    if not SUITE.is_file():
        return []
    return list(etree.parse(SUITE).iter("testCase"))


test_cases.__test__ = False  # type: ignore[attr-defined]


def only_child(holder: etree._Element) -> bytes:
    """The one element inside a part of a case, as a document."""
    return etree.tostring(next(holder.iterchildren(etree.Element)), encoding="utf-8", with_tail=False)


def write_resources(holder: etree._Element, folder: Path) -> None:
    """The files that a case's schema reads, under the names it calls them by."""
    folder.mkdir(parents=True, exist_ok=True)
    for resource in holder.iterchildren("resource"):
        (folder / resource.get("name")).write_bytes(only_child(resource))
    for inner in holder.iterchildren("dir"):
        write_resources(inner, folder / inner.get("name"))


def named(case: etree._Element) -> str:
    return f"{case.findtext('section', 'none')} line {case.sourceline}"


@pytest.mark.skipif(not SUITE.is_file(), reason=WHERE)
@pytest.mark.parametrize("case", [c for c in test_cases() if c.find("incorrect") is not None], ids=named)
def test_a_schema_of_the_suite_that_is_wrong_is_refused_with_its_place(
    case: etree._Element, tmp_path: Path
) -> None:
    """Each schema that the suite calls incorrect is refused, at a line of the file that is to blame."""
    write_resources(case, tmp_path)
    path = tmp_path / "schema.rng"
    path.write_bytes(only_child(case.find("incorrect")))
    with pytest.raises(SchemaError) as caught:
        Schema.load(path)
    assert caught.value.line > 0


@pytest.mark.skipif(not SUITE.is_file(), reason=WHERE)
@pytest.mark.parametrize("case", [c for c in test_cases() if c.find("correct") is not None], ids=named)
def test_a_schema_of_the_suite_that_is_right_tells_valid_from_invalid(
    case: etree._Element, tmp_path: Path
) -> None:
    """Each schema that the suite calls correct loads, and judges its documents as the suite does, bytes and trees."""
    write_resources(case, tmp_path)
    path = tmp_path / "schema.rng"
    path.write_bytes(only_child(case.find("correct")))
    schema = Schema.load(path)
    wrong = []
    for holder in case.iterchildren("valid", "invalid"):
        document = only_child(holder)
        forms = (document, etree.fromstring(document))
        wrong += [
            (holder.tag, document)
            for form in forms
            if bool(schema.findings(form)) != (holder.tag == "invalid")
        ]
    assert wrong == []
