# SPDX-License-Identifier: MIT
"""Schemas come into a project only when asked for, whole, pinned and within bounds; and documents find them there."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from edition.check import added, fetching
from edition.check.catalog import Catalogs
from edition.check.run import check_sources
from edition.cli import main
from edition.errors import EnvironmentFailure, ExitCode, UnreadableError, UsageError

RNG = '<grammar xmlns="http://relaxng.org/ns/structure/1.0">{}</grammar>'
TEI_ONLY = RNG.format(
    '<start><element name="TEI" ns="http://www.tei-c.org/ns/1.0"><zeroOrMore><element><anyName/><text/></element>'
    "</zeroOrMore></element></start>"
)
INCLUDING = RNG.format('<include href="parts/body.rng"/><start><element name="TEI" ns="http://www.tei-c.org/ns/1.0"><ref name="p"/></element></start>')
PART = RNG.format('<include href="../more.rng"/>')
MORE = RNG.format('<define name="p"><element name="p" ns="http://www.tei-c.org/ns/1.0"><text/></element></define>')
SCHEMATRON = '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*"><assert test="true()"/></rule></pattern></schema>'
DOCUMENT = '<?xml-model href="{}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">{}</TEI>'


class _Handler(BaseHTTPRequestHandler):
    """Serves the texts of `server.files`, and ways of going wrong."""

    def do_GET(self):
        path = self.path
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.server.targets[path])
            self.end_headers()
        elif path == "/slow.rng":
            self.send_response(200)
            self.end_headers()
            for _ in range(200):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.02)
        elif path == "/short.rng":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"<grammar")
        elif path in self.server.files:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.files[path].encode())
        else:
            self.send_error(404)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    """A server on this machine alone; `server.address` is its root."""
    it = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    it.daemon_threads = True
    it.address = f"http://127.0.0.1:{it.server_address[1]}"
    it.files = {"/tei.rng": TEI_ONLY, "/a/whole.rng": INCLUDING, "/a/parts/body.rng": PART, "/a/more.rng": MORE, "/r.sch": SCHEMATRON}
    it.targets = {}
    threading.Thread(target=it.serve_forever, daemon=True).start()
    yield it
    it.shutdown()
    it.server_close()


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty folder to be in."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@contextmanager
def no_network(monkeypatch):
    """No connection can be made."""
    def refuse(*_):
        raise AssertionError("validation went to the network")

    with monkeypatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_a_fetched_schema_is_used_for_the_documents_that_name_it(server, project, monkeypatch):
    """Not validated and told the command; then that very command; then valid, without a network."""
    address = f"{server.address}/tei.rng"
    (project / "a.xml").write_text(DOCUMENT.format(address, "<p>x</p>"))
    with no_network(monkeypatch):
        before = run("validate", "a.xml")
    assert f"edition schema add {address}" in before.output
    assert "not validated" in before.output
    assert run("schema", "add", address).exit_code == 0
    with no_network(monkeypatch):
        after = run("validate", "a.xml")
    assert "a.xml: valid against tei.rng" in after.output
    assert (project / "schemas" / "tei.rng").read_text() == TEI_ONLY


def test_http_and_https_name_the_same_schema(tmp_path):
    """Documents name TEI's schemas by either; one record serves both."""
    record = added.Added(tmp_path / "schemas")
    path = record.add("http://example.org/tei.rng", "tei.rng", {"tei.rng": b"<x/>"})
    for root in (record, added.Added.of_project(tmp_path)):
        assert root.find("https://example.org/tei.rng#part") == path
        assert root.find("https://example.org/other.rng") is None


def test_a_schema_comes_with_all_that_it_includes(server, project):
    """Files lie beside each other as they lay on the server, and the schema can be loaded."""
    result = run("schema", "add", f"{server.address}/a/whole.rng")
    assert result.exit_code == 0
    files = {file.relative_to(project / "schemas").as_posix() for file in (project / "schemas").rglob("*.rng")}
    assert files == {"whole/whole.rng", "whole/parts/body.rng", "whole/more.rng"}
    (project / "a.xml").write_text(DOCUMENT.format(f"{server.address}/a/whole.rng", "<p>x</p>"))
    assert "valid against whole.rng" in run("validate", "a.xml").output


def test_a_schema_that_was_changed_is_not_used(server, project):
    """The digest pins what was fetched; a changed file makes nothing valid, and is told."""
    address = f"{server.address}/tei.rng"
    (project / "a.xml").write_text(DOCUMENT.format(address, ""))
    run("schema", "add", address)
    (project / "schemas" / "tei.rng").write_text(TEI_ONLY + "<!-- -->")
    result = run("validate", "a.xml")
    assert "not validated: tei.rng is not as it was when it was added" in result.output
    assert run("schema", "list").exit_code == ExitCode.FINDINGS
    assert run("schema", "add", address).exit_code == 0
    assert "a.xml: valid" in run("validate", "a.xml").output


def test_adding_again_renews(server, project):
    """A new version takes the place of the old one, and only in our own files."""
    address = f"{server.address}/tei.rng"
    run("schema", "add", address)
    server.files["/tei.rng"] = TEI_ONLY + "<!-- 2 -->"
    assert "renewed" in run("schema", "add", address).output
    assert (project / "schemas" / "tei.rng").read_text().endswith("<!-- 2 -->")
    assert len(json.loads((project / "schemas" / "added.json").read_text())["schemas"]) == 1


def test_no_other_file_is_overwritten(server, project):
    """A file that we did not bring stays; another name helps."""
    (project / "schemas").mkdir()
    (project / "schemas" / "tei.rng").write_text("mine")
    result = run("schema", "add", f"{server.address}/tei.rng")
    assert (result.exit_code, (project / "schemas" / "tei.rng").read_text()) == (ExitCode.USAGE, "mine")
    assert "--as" in result.stderr
    assert run("schema", "add", f"{server.address}/tei.rng", "--as", "other").exit_code == 0
    assert (project / "schemas" / "other.rng").is_file()


def test_a_file_can_stand_for_an_address(project, tmp_path):
    """Where a network is refused, a schema that was downloaded by hand is as good."""
    (tmp_path / "got.rng").write_text(TEI_ONLY)
    (project / "a.xml").write_text(DOCUMENT.format("https://example.org/x/letters.rng", ""))
    result = run("schema", "add", tmp_path / "got.rng", "--for", "https://example.org/x/letters.rng")
    assert result.exit_code == 0
    assert "a.xml: valid against got.rng" in run("validate", "a.xml").output


def test_schematron_can_be_added(server, project):
    """Rules are kept like grammars."""
    assert run("schema", "add", f"{server.address}/r.sch").exit_code == 0
    assert (project / "schemas" / "r.sch").is_file()


BAD = {
    "404": ("/none.rng", UsageError, "nothing at this address"),
    "page": ("/page.rng", UnreadableError, "web page"),
    "odd": ("/odd.rng", UnreadableError, "perhaps an ODD"),
    "xsd": ("/x.xsd", UnreadableError, "XML Schema"),
    "dtd": ("/x.dtd", UnreadableError, "DTD"),
    "broken": ("/broken.rng", UnreadableError, "not well-formed"),
    "large": ("/large.rng", UnreadableError, "larger than"),
    "slow": ("/slow.rng", EnvironmentFailure, "no answer within"),
    "short": ("/short.rng", EnvironmentFailure, "broke off|cannot be fetched"),
    "loop": ("/to/loop", EnvironmentFailure, "redirect|refuses"),
    "file": ("/to/file", EnvironmentFailure, "refuses"),
    "plain": ("/to/plain", UsageError, "not https"),
    "part": ("/part.rng", UsageError, "missing.rng.*nothing at this address"),
    "absolute": ("/absolute.rng", UnreadableError, "full address"),
    "elsewhere": ("/elsewhere.rng", UnreadableError, "full address"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_schema_or_does_not_come_is_told_and_not_kept(server, project, name):
    """Each failure in words, with its exit code, and nothing left behind."""
    path, error, words = BAD[name]
    server.files |= {
        "/page.rng": "<!DOCTYPE html><html>Not found</html>",
        "/odd.rng": '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
        "/x.xsd": '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>',
        "/x.dtd": "<!ELEMENT p (#PCDATA)>",
        "/broken.rng": "<grammar",
        "/large.rng": " " * 200_000,
        "/part.rng": RNG.format('<include href="missing.rng"/>'),
        "/absolute.rng": RNG.format(f'<include href="{server.address}/tei.rng"/>'),
        "/elsewhere.rng": RNG.format('<include href="//example.org/tei.rng"/>'),
    }
    server.targets |= {"/to/loop": "/to/loop", "/to/file": "file:///etc/passwd", "/to/plain": "http://example.org/x.rng"}
    bounds = fetching.Bounds(size=100_000, seconds=0.5)
    with pytest.raises(error, match=f"(?s){words}"):
        fetching.bring(server.address + path, bounds=bounds)
    assert list(project.iterdir()) == []


def test_a_redirection_is_followed(server, project):
    """Addresses of schemas often lead on to the version of the day; what the document names is recorded."""
    server.targets["/to/tei.rng"] = "/tei.rng"
    assert run("schema", "add", f"{server.address}/to/tei.rng").exit_code == 0
    assert added.Added.of_project(project).find(f"{server.address}/to/tei.rng") == project / "schemas" / "tei.rng"


def test_a_wrong_schema_is_not_kept(server, project):
    """What cannot be loaded would make every run fail."""
    server.files["/wrong.rng"] = RNG.format('<start><ref name="none"/></start>')
    result = run("schema", "add", f"{server.address}/wrong.rng")
    assert result.exit_code == ExitCode.UNREADABLE
    assert "this schema is wrong" in result.stderr
    assert not (project / "schemas").exists()


@pytest.mark.parametrize(
    "address", ["ftp://example.org/x.rng", "https://", "https://u:p@example.org/x.rng", "http://example.org:8080/x.rng", "http://[::1/x.rng"]
)
def test_an_address_that_cannot_be_is_refused_before_anything_is_asked(project, monkeypatch, address):
    """Only https, no passwords in a record."""
    with no_network(monkeypatch):
        result = run("schema", "add", address)
    assert result.exit_code == ExitCode.USAGE
    assert result.stderr.strip()


@pytest.mark.parametrize("name", ["../x.rng", "a/b.rng", ".hidden", "x\n.rng"])
def test_a_name_stays_in_the_folder(server, project, name):
    """`--as` names a file and no path."""
    assert run("schema", "add", f"{server.address}/tei.rng", "--as", name).exit_code == ExitCode.USAGE
    assert list(project.iterdir()) == []


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1, "schemas": [{"address": "x", "file": "../a", "sha256": {}}]}', '{"version": 9}'])
def test_a_broken_record_is_a_clear_error(project, text):
    """A record that cannot be read is told, and never leads out of its folder."""
    (project / "schemas").mkdir()
    (project / "schemas" / "added.json").write_text(text)
    (project / "a.xml").write_text(DOCUMENT.format("https://example.org/a.rng", ""))
    for arguments in (["validate", "a.xml"], ["schema", "list"]):
        result = run(*arguments)
        assert result.exit_code == ExitCode.USAGE
        assert "record of schemas cannot be read" in result.stderr


# -- which schema --------------------------------------------------------------------------------------------


def write(folder, **files):
    for name, text in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def status(file, folder):
    [found] = check_sources([file], folder=folder).statuses
    return str(found)


PLAIN = '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
OTHER = TEI_ONLY.replace('"TEI"', '"teiCorpus"')


def test_the_schema_folder_has_the_one_that_fits(project):
    """A file that names no schema is checked with the one whose root it has; parts of others do not count."""
    part = RNG.format('<start><element name="TEI" ns="http://www.tei-c.org/ns/1.0"><empty/></element></start>')
    write(project, schemas__whole_rng=RNG.format('<include href="part.rng"/>'), schemas__part_rng=part, schemas__corpus_rng=OTHER,
          schemas__broken_rng="<grammar", a_xml=PLAIN)
    assert status(project / "a.xml", project) == "valid against whole.rng"


def test_where_several_fit_none_is_guessed(project):
    """To be valid against a schema that nobody chose would mean nothing."""
    write(project, schemas__one_rng=TEI_ONLY, schemas__two_rng=TEI_ONLY, a_xml=PLAIN)
    assert "not validated: it names no schema, and several of schemas/ fit it: one.rng, two.rng" in status(project / "a.xml", project)


def test_where_none_fits_the_file_is_not_validated(project):
    """A schema for another root or namespace is not forced on it."""
    write(project, schemas__one_rng=OTHER, schemas__two_rng=TEI_ONLY.replace("www.tei-c.org", "example.org"), a_xml=PLAIN)
    assert status(project / "a.xml", project).startswith("not validated: it names no schema")


def test_a_schema_that_the_file_names_goes_before_the_folder(project):
    """Where it names one that is not there, no other takes its place."""
    write(project, schemas__one_rng=TEI_ONLY, a_xml=DOCUMENT.format("https://example.org/a.rng", ""))
    assert "edition schema add https://example.org/a.rng" in status(project / "a.xml", project)


CATALOG = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{}</catalog>'
ADDRESS = "https://example.org/schema/a.rng"
ENTRIES = {
    "uri": f'<uri name="{ADDRESS}" uri="local/a.rng"/>',
    "system": f'<system systemId="{ADDRESS}" uri="local/a.rng"/>',
    "rewrite": '<rewriteURI uriStartString="https://example.org/" rewritePrefix="wrong/"/><rewriteURI uriStartString="https://example.org/schema/" rewritePrefix="local/"/>',
    "suffix": '<uriSuffix uriSuffix="/a.rng" uri="local/a.rng"/><uriSuffix uriSuffix="rng" uri="wrong.rng"/>',
    "base": f'<group xml:base="local/"><uri name="{ADDRESS}" uri="a.rng"/></group>',
    "next": '<nextCatalog catalog="more.xml"/>',
    "delegate": '<delegateURI uriStartString="https://example.org/" catalog="wrong.xml"/><delegateURI uriStartString="https://example.org/schema" catalog="more.xml"/>',
    "exact before prefix": f'<rewriteURI uriStartString="https://example.org/schema/" rewritePrefix="wrong/"/><uri name="{ADDRESS}" uri="local/a.rng"/>',
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_a_catalog_names_the_local_file(project, entry):
    """OASIS XML Catalogs 1.1: exact, rewritten, by suffix, delegated, in the next catalog; relative to xml:base."""
    write(project, catalog_xml=CATALOG.format(entry), more_xml=CATALOG.format(ENTRIES["uri"]), wrong_xml=CATALOG.format(""),
          local__a_rng=TEI_ONLY, a_xml=DOCUMENT.format(ADDRESS, ""))
    assert status(project / "a.xml", project) == "valid against a.rng"


@pytest.mark.parametrize(
    "text",
    ["", "<catalog", CATALOG.format('<uri name="" uri=""/><nextCatalog catalog="catalog.xml"/>'),
     CATALOG.format(f'<uri name="{ADDRESS}" uri="https://example.org/b.rng"/>'),
     CATALOG.format(f'<uri name="{ADDRESS}" uri="none.rng"/>'),
     CATALOG.format(f'<uri name="{ADDRESS}" uri="../outside.rng"/>'),
     CATALOG.format(f'<uri name="{ADDRESS}" uri="file:///%00"/>')],
)
def test_a_catalog_that_leads_nowhere_is_passed_over(project, monkeypatch, text):
    """Neither a broken catalog nor one that leads out of the project or to a network makes a file valid."""
    write(project, catalog_xml=text, a_xml=DOCUMENT.format(ADDRESS, ""))
    (project.parent / "outside.rng").write_text(TEI_ONLY)
    with no_network(monkeypatch):
        assert status(project / "a.xml", project).startswith("not validated")


def test_the_catalogs_of_the_user_may_lie_anywhere(project, tmp_path, monkeypatch):
    """XML_CATALOG_FILES is the user's own word."""
    write(tmp_path / "mine", catalog_xml=CATALOG.format(ENTRIES["uri"]), local__a_rng=TEI_ONLY)
    monkeypatch.setenv("XML_CATALOG_FILES", (tmp_path / "mine" / "catalog.xml").as_uri())
    assert Catalogs.of_project(project).resolve(ADDRESS) == tmp_path / "mine" / "local" / "a.rng"


def test_a_project_without_settings_ends_at_its_repository(project, monkeypatch):
    """A file may name the schema beside its folder, from wherever the command is given; nothing above the repository."""
    write(project, schema__a_rng=TEI_ONLY, letters__a_xml=DOCUMENT.format("../schema/a.rng", ""))
    (project / ".git").mkdir()
    monkeypatch.chdir(project / "letters")
    assert "a.xml: valid against a.rng" in run("validate", "a.xml").output
    write(project.parent, outside_rng=TEI_ONLY)
    write(project, letters__a_xml=DOCUMENT.format("../../outside.rng", ""))
    assert "lies outside" in run("validate", "a.xml").output
