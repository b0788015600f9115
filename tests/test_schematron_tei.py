# SPDX-License-Identifier: MIT
"""TEI's own Schematron on texts that break it, rule by rule; and beside another implementation where one is at hand."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, absent
from lxml import etree

from edition.check.schematron import Schema
from edition.source import Source

SCH = "{http://purl.oclc.org/dsdl/schematron}"
HEADER = "<fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc>"
CASES = Path(__file__).parent / "schematron_tei" / "cases.txt"
# How many findings each pattern has in each document, as node-schematron counts them.
COMPARING = """
import ns from 'node-schematron'; import fs from 'fs';
const {schemas, documents} = JSON.parse(fs.readFileSync(0)), told = {}, unknown = {};
for (const [id, schema] of Object.entries(schemas)) {
  try {
    const rules = ns.Schema.fromString(schema);
    told[id] = documents.map(text => rules.validateString(text, {}).length);
  } catch (error) { delete told[id]; unknown[id] = String(error); }
}
console.log(JSON.stringify({told, unknown}));
"""


def cases() -> list[tuple[str, str, str]]:
    """The rule, - or +, and the text."""
    found, rule = [], ""
    for line in CASES.read_text("utf-8").splitlines():
        kind, _, text = line.partition(" ")
        if kind == "==":
            rule = text
        elif kind in "-+":
            found.append((rule, kind, text))
    return found


def document(text: str) -> bytes:
    """A TEI document with the text where it belongs."""
    name = re.match(r"<(\w+)", text)[1]
    header = text if name in ("variantEncoding", "refsDecl", "quotation", "tagsDecl") else ""
    if name == "quotation":
        header = f"<editorialDecl>{text}</editorialDecl>"
    beside = text if name in ("standOff", "facsimile") else ""
    body = "<p>b</p>" if header or beside else text
    encoding = f"<encodingDesc>{header}</encodingDesc>" if header else ""
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{HEADER}{encoding}</teiHeader>'
        f"{beside}<text><body>{body}</body></text></TEI>"
    ).encode()


def named(identifier: str) -> str:
    """A rule as the cases call it: without the schema's name before and the number behind."""
    return re.sub(r"^schematron-constraint-\w+?-(?=\w+\.|\w+-)|-\d+$", "", identifier)


@pytest.fixture(scope="module")
def rules(test_data, tmp_path_factory):
    """TEI's schema, each pattern with an id."""
    tree = etree.parse(test_data / "tei" / "tei_all.isosch")
    for number, pattern in enumerate(tree.iter(f"{SCH}pattern")):
        if not pattern.get("id"):
            pattern.set("id", f"unnamed-{number}")
    path = tmp_path_factory.mktemp("rules") / "tei_all.sch"
    tree.write(path, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def schema(rules):
    return Schema.load(rules)


def broken(schema: Schema, content: bytes) -> Counter[str]:
    """How many assertions of each pattern say something."""
    found = schema.violations(Source(Path("document.xml"), content))
    assert [each.finding for each in found if each.finding.code == "sch-rule-failed"] == []
    return Counter(each.assertion.pattern for each in found)


@pytest.mark.parametrize(("rule", "kind", "text"), cases(), ids=lambda value: str(value)[:60])
def test_a_rule_of_tei_says_what_it_should(rule, kind, text, schema):
    """What breaks a rule is told by that rule, and what is nearly the same and right is not."""
    told = {named(identifier) for identifier in broken(schema, document(text))}
    assert (rule in told) == (kind == "-"), told


def test_another_implementation_says_the_same(rules, schema, test_data):
    """Pattern by pattern as many findings as node-schematron has, on the cases and on real documents."""
    tools = ROOT / "tests" / "tools"
    if not shutil.which("node") or not (tools / "node_modules" / "node-schematron").is_dir():
        absent("node-schematron is absent (run tests/tools.sh)")
    tree = etree.parse(rules).getroot()
    shared = "".join(etree.tostring(part, encoding="unicode") for part in tree if part.tag in (f"{SCH}ns", f"{SCH}let"))
    whole = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">{}</schema>'
    schemas = {
        each.get("id"): whole.format(shared + etree.tostring(each, encoding="unicode", with_tail=False))
        for each in tree.iter(f"{SCH}pattern")
    }
    documents = [document(text) for _, _, text in cases()]
    for path in sorted((test_data / "corpus").rglob("*.xml")):
        content = path.read_bytes()
        if len(content) < 60_000 and b"encoding=" not in content[:60].lower().replace(b'encoding="utf-8"', b""):
            documents.append(content)
    given = json.dumps({"schemas": schemas, "documents": [content.decode("utf-8-sig") for content in documents]})
    script = tools / "compare.mjs"
    script.write_text(COMPARING)
    answer = subprocess.run(["node", script], input=given, capture_output=True, text=True, check=True, cwd=tools)
    said = json.loads(answer.stdout)

    assert all("Function" in reason for reason in said["unknown"].values())  # it has no current()
    assert len(said["told"]) >= 100
    for number, content in enumerate(documents):
        ours = broken(schema, content)
        theirs = {identifier: counts[number] for identifier, counts in said["told"].items() if counts[number]}
        assert {key: many for key, many in ours.items() if key in said["told"]} == theirs
