# SPDX-License-Identifier: MIT
"""Every finding has a smallest project that triggers it and nothing else; and the order, the statuses, the schemas."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from edition.check import schemas
from edition.check.finding import Level
from edition.check.run import check_sources
from edition.source import Source
from edition.source.library import Library

CASES = Path(__file__).parent / "findings"
OURS = ("xml-", "sch-", "ref-", "id-", "resp-", "date-", "life-", "lang-", "register-", "mention-", "app-", "span-", "ignore-")
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="tei:p"><assert test="@n">A paragraph has a number.</assert></rule></pattern></schema>"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    """No test reads what another program transpiled."""
    monkeypatch.setenv("EDITION_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))


def cases():
    return sorted(folder for folder in CASES.iterdir() if folder.name.startswith(OURS))


@pytest.mark.parametrize("folder", cases(), ids=lambda folder: folder.name)
def test_each_code_has_a_smallest_case(folder, accept, monkeypatch):
    """The project of a case has that finding and no other, at that place and in those words."""
    monkeypatch.chdir(folder)
    rules = [Path("rules.sch")] if Path("rules.sch").exists() else []
    if folder.name == "sch-stopped":
        monkeypatch.setattr("edition.check.schematron.guarded._SECONDS", 2.0)
    report = check_sources(sorted(Path().rglob("*.xml")), schematron=rules)
    found = "".join(f"{finding.level} {finding}\n" for finding in report.findings)
    if accept:
        Path("expected.txt").write_text(found, encoding="utf-8")
    assert found == Path("expected.txt").read_text(encoding="utf-8")
    assert {finding.code for finding in report.findings} == {folder.name}


def write(folder, **files):
    paths = []
    for name, text in files.items():
        path = folder / name.replace("_", ".")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def test_a_file_without_a_schema_is_not_validated_and_never_valid(tmp_path):
    """Nobody may read "valid" where no schema was."""
    [status] = check_sources(write(tmp_path, a_xml=TEI.format("<p/>"))).statuses
    assert not status.validated
    assert not status.valid
    assert str(status).startswith("not validated: it names no schema")


def test_a_remote_schema_is_named_and_not_fetched(tmp_path):
    """The address of a schema on the network stands in the reason, and the file is not validated."""
    model = '<?xml-model href="https://example.org/tei_all.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    [status] = check_sources(write(tmp_path, a_xml=model + TEI.format("<p/>"))).statuses
    assert not status.validated
    assert "https://example.org/tei_all.rng is on the network and is not fetched" in str(status)


def test_the_schema_that_a_file_names_is_used(tmp_path):
    """A local `<?xml-model?>` is enough to be validated, and its rules are applied."""
    model = '<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
    path, _ = write(tmp_path, a_xml=model + TEI.format("<p/>"), rules_sch=RULES)
    report = check_sources([path])
    assert [str(schema.name) for schema in report.statuses[0].schemas] == ["rules.sch"]
    assert [(f.code, f.line) for f in report.findings] == [("sch-assert", 2)]
    assert str(report.statuses[0]) == "not valid against rules.sch"


def test_a_schema_that_is_named_goes_before_the_files_own(tmp_path):
    """What the command says decides; the file's own schema is not used beside it."""
    model = '<?xml-model href="missing.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
    path, rules = write(tmp_path, a_xml=model + TEI.format('<p n="1"/>'), rules_sch=RULES)
    [status] = check_sources([path], schematron=[rules]).statuses
    assert str(status) == "valid against rules.sch"


def test_a_schema_outside_the_project_is_not_opened(tmp_path):
    """A source may come from anyone: its xml-model cannot make us read files elsewhere."""
    (tmp_path / "project").mkdir()
    write(tmp_path, rules_sch=RULES)
    model = '<?xml-model href="../rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
    source = Source(tmp_path / "project" / "a.xml", (model + TEI.format("<p/>")).encode())
    chosen = schemas.own(source, Library(tmp_path / "project"))
    assert not chosen
    assert "lies outside" in chosen.reason


def test_the_rules_of_a_files_own_schema_read_nothing(tmp_path):
    """A schema that a file itself names runs without access to any other file."""
    (tmp_path / "secret.xml").write_text("<secret/>")
    rules = RULES.replace("@n", "doc('secret.xml')/secret")
    model = '<?xml-model href="rules.sch" schematypens="http://purl.oclc.org/dsdl/schematron"?>\n'
    path, sch = write(tmp_path, a_xml=model + TEI.format("<p/>"), rules_sch=rules)
    [finding] = check_sources([path]).findings
    assert finding.code == "sch-rule-failed"
    assert "prohibited" in finding.message
    assert check_sources([path], schematron=[sch]).findings == []  # the user named this one


def test_one_broken_file_does_not_hide_the_others(tmp_path):
    """All findings of all files are reported, in the order in which the files were named."""
    paths = write(tmp_path, b_xml="<TEI><p></TEI>", a_xml=TEI.format('<p ref="#x"><name ref="#y"/></p>'), c_xml="")
    report = check_sources([*paths, tmp_path / "d.xml"])
    order = [path.name for path in [*paths, tmp_path / "d.xml"]]
    files = [finding.file.name for finding in report.findings]
    assert files == sorted(files, key=order.index)
    assert [f.code for f in report.findings if f.file.name == "c.xml"] == ["xml-empty"]
    assert [f.code for f in report.findings if f.file.name == "d.xml"] == ["xml-missing"]
    assert [status.readable for status in report.statuses] == [False, True, False, False]


def test_findings_in_an_included_file_stand_in_that_file(tmp_path):
    """Through XInclude the real file and line are named, once, however often it is included."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.inc"/>'
    part = '<div xmlns="http://www.tei-c.org/ns/1.0">\n  <p n="1"/>\n  <p>no number</p>\n</div>'
    a, b, _, rules = write(
        tmp_path, a_xml=TEI.format(include), b_xml=TEI.format(include), part_inc=part, rules_sch=RULES
    )
    found = check_sources([a, b], schematron=[rules]).findings
    assert [(f.file.name, f.line, f.column) for f in found] == [("part.inc", 3, 3)]


def test_standard_input_is_checked_like_a_file(tmp_path):
    """A source need not be on disk."""
    (rules,) = write(tmp_path, rules_sch=RULES)
    source = Source(Path("-"), TEI.format("<p/>").encode())
    [finding] = check_sources([source], schematron=[rules]).findings
    assert (str(finding.file), finding.line, finding.level) == ("-", 1, Level.ERROR)


def test_no_source_is_written_to(tmp_path):
    """Checking leaves every file of a project as it was, and adds none."""
    project = tmp_path / "project"
    shutil.copytree(CASES / "ref-elsewhere", project)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.rglob("*.*")}
    check_sources(sorted(project.rglob("*.xml")))
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in project.rglob("*.*")} == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_finding(tmp_path):
    """A file that may not be read is named, with what to do."""
    (path,) = write(tmp_path, a_xml=TEI.format("<p/>"))
    path.chmod(0)
    [finding] = check_sources([path]).findings
    assert finding.code == "xml-unreadable"


def test_a_part_is_judged_where_it_is_included(tmp_path, monkeypatch):
    """A folder with a text and its part: the part is no mistake, and its pointers are told once, as they are in the text."""
    monkeypatch.chdir(tmp_path)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/><p xml:id="here"/>'
    Path("a.xml").write_text(TEI.format(include), encoding="utf-8")
    Path("part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0"><ref target="#here"/><ref target="#none"/></p>', encoding="utf-8")
    report = check_sources([Path("a.xml"), Path("part.xml")])
    assert [(finding.code, finding.file) for finding in report.findings] == [("ref-broken", Path("part.xml"))]


def test_a_catalog_that_is_of_no_use_says_why(tmp_path, monkeypatch):
    """A slip in a catalog is not hidden behind “not fetched”."""
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_text('<?xml-model href="http://x.org/a.rng"?>' + TEI.format("<p/>"), encoding="utf-8")
    namespace = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
    for text, words in (
        ("<catalog", "catalog.xml is no catalog that can be read"),
        (f'<catalog xmlns="{namespace}"><uri name="http://x.org/a.rng" uri="b.rng"/></catalog>', "catalog.xml names b.rng for it"),
    ):
        Path("catalog.xml").write_text(text, encoding="utf-8")
        [status] = check_sources([Path("a.xml")]).statuses
        assert words in str(status)
