# SPDX-License-Identifier: MIT
"""What a build makes: the same bytes everywhere, everything listed, every link alive, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT
from lxml import etree, html

from edition import build, project, scaffold
from edition.errors import FindingsError, StylesheetError, UsageError
from edition.output import MARKER
from edition.workers import Workers

BODY = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{body}</body></text></TEI>"
)


def made(folder):
    """Every file of an output and its digest."""
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*") if file.is_file()}


def differing(one, other):
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def edition(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "edition", *map(str, arguments)], cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, check=False, timeout=300,
    )


def built(folder, files=(), count=2, **outputs):
    """Build a project, or files without one, in this process with so many workers."""
    loaded = project.of_files(files) if files else project.load(folder / "edition.toml")
    with Workers(count) as workers:
        return build.build(loaded, build.Outputs(**outputs) if outputs else None, workers=workers)


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """A new edition, built."""
    place = tmp_path_factory.mktemp("new") / "edition"
    scaffold.create(place)
    built(place)
    return place


# the same bytes


def test_two_builds_of_this_edition_are_equal(site, tmp_path):
    """Another folder, another time zone, another seed, another current folder: not a byte differs."""
    for name in ("tei", "schemas", "edition.toml", "LICENSE"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tmp_path / name)
    result = edition(
        "build", "--project", tmp_path / "edition.toml", "--out", tmp_path / "out", cwd="/",
        PYTHONHASHSEED="4711", TZ="Pacific/Kiritimati", LC_ALL="C",
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert differing(made(site), made(tmp_path / "out")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_workers_changes_nothing(new, tmp_path, count):
    copied = shutil.copytree(new, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    built(copied, count=count)

    assert differing(made(new / "site"), made(copied / "site")) == []


def test_the_order_of_the_files_changes_nothing(tmp_path, monkeypatch):
    files = []
    for name in ("b", "a", "deep/c"):
        files.append(tmp_path / f"{name}.xml")
        files[-1].parent.mkdir(exist_ok=True)
        files[-1].write_text(BODY.format(id=name[-1], title=name, body=f'<p>See <persName ref="#{name[-1]}1">{name}</persName>.</p>'))
    outputs = []
    for order in (files, files[::-1]):
        place = tmp_path / f"run{len(outputs)}"
        place.mkdir()
        monkeypatch.chdir(place)
        built(place, order, html=True, index=True)
        outputs.append(made(place / "site"))

    assert differing(*outputs) == []


def test_no_output_knows_where_it_was_made(new):
    """No path of a disk, no name of a machine, no hour of the clock."""
    for file in (new / "site").rglob("*"):
        if file.is_file() and file.suffix != ".pdf":
            content = file.read_bytes()
            assert str(new).encode() not in content, file
            assert os.uname().nodename.encode() not in content or len(os.uname().nodename) < 5, file


# the manifest


@pytest.mark.parametrize("place", ["own", "new"])
def test_the_manifest_lists_every_file_with_its_digest(request, place):
    """Whoever takes over a site can tell whether it is whole."""
    folder = request.getfixturevalue("site") if place == "own" else request.getfixturevalue("new") / "site"
    manifest = json.loads((folder / "manifest.json").read_text())

    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    there = {name: digest for name, digest in made(folder).items() if name not in (MARKER, "manifest.json")}
    assert listed == there
    assert [text["source"] for text in manifest["texts"]] == (["cwo-preface.xml", "introduction.xml"] if place == "own" else ["letter.xml"])
    assert all(page in there for text in manifest["texts"] for page in text["pages"])
    assert manifest["book"] == "edition.pdf"
    assert manifest["index"] == "index.json"


@pytest.mark.parametrize(
    ("outputs", "there", "absent"),
    [
        ({"html": True, "pdf": False, "index": False}, {"letter.html", "index.html", "about.html", "sources.zip"}, {"persons.html", "edition.pdf", "index.json"}),
        ({"html": False, "pdf": True, "index": False}, {"edition.pdf"}, {"letter.html", "index.json", "sources.zip"}),
        ({"html": False, "pdf": False, "index": True}, {"index.json", "index.csv"}, {"letter.html", "persons.html", "edition.pdf"}),
        ({"html": True, "pdf": False, "index": True}, {"letter.html", "persons.html", "index.json"}, {"edition.pdf"}),
    ],
)
def test_only_what_is_asked_for_is_made(new, tmp_path, outputs, there, absent):
    """And no page offers or links what is not there."""
    copied = shutil.copytree(new, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))
    built(copied, **outputs)
    names = set(made(copied / "site"))

    assert there <= names
    assert not absent & names
    assert dead_links(copied / "site") == []


# links and ids


def pages(folder):
    return {file.relative_to(folder).as_posix(): html.document_fromstring(file.read_bytes()) for file in sorted(folder.rglob("*.html"))}


def dead_links(folder):
    """Every link and every file asked for within the site that leads nowhere."""
    trees = pages(folder)
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        for address in tree.xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = os.path.normpath(Path(name).parent / unquote(parts.path)) if parts.path else name
            if not (folder / target).is_file() or (parts.fragment and unquote(parts.fragment) not in ids.get(target, ())):
                dead.append(f"{name}: {address}")
    return dead


def repeated_ids(folder):
    return [f"{name}: {each}" for name, tree in pages(folder).items() for each, times in Counter(tree.xpath("//@id")).items() if times > 1]


def test_every_link_of_this_edition_leads_somewhere(site):
    assert dead_links(site) == []


def test_no_id_stands_twice_in_a_page(site):
    assert repeated_ids(site) == []


def test_every_mention_of_the_index_is_where_it_says(site):
    """index.json names a page and a place in it; the words there are the form that it gives."""
    trees = pages(site)
    entries = json.loads((site / "index.json").read_text())["entries"]
    mentions = [mention for entry in entries for mention in entry["mentions"]]
    lost = []
    for mention in mentions:
        page, _, identifier = mention["page"].partition("#")
        if not trees[page].xpath("//*[@id=$id]", id=identifier):
            lost.append(mention["page"])

    assert len(mentions) > 300
    assert lost == []


# the sources as a download


def test_the_download_validates_where_it_is_unpacked(site, tmp_path):
    """Sources, registers and schemas in their places: whoever unpacks them can check and build them."""
    with zipfile.ZipFile(site / "sources.zip") as archive:
        archive.extractall(tmp_path)
    assert made(tmp_path / "tei") == made(ROOT / "tei")

    result = edition("validate", "--strict", cwd=tmp_path)

    assert result.returncode == 0, result.stdout
    assert "not validated" not in result.stdout


def test_the_download_of_files_without_a_project_has_their_schema(tmp_path, monkeypatch):
    """A file says by <?xml-model?> what it is checked with; that comes along."""
    (tmp_path / "tei").mkdir()
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    scaffold.create(tmp_path / "new")
    letter = re.sub(r'<(\w+Name) ref="[^"]*"', r"<\1", (tmp_path / "new" / "tei" / "letter.xml").read_text())
    (tmp_path / "tei" / "letter.xml").write_text(letter)
    monkeypatch.chdir(tmp_path)
    built(tmp_path, [Path("tei/letter.xml")], html=True)

    with zipfile.ZipFile(tmp_path / "site" / "sources.zip") as archive:
        assert archive.namelist() == ["schemas/edition.rng", "schemas/edition.sch", "tei/letter.xml"]
        archive.extractall(tmp_path / "unpacked")
    result = edition("validate", "tei/letter.xml", cwd=tmp_path / "unpacked")
    assert (result.returncode, "valid against" in result.stdout) == (0, True), result.stdout


# names and pictures


def test_odd_and_clashing_names_get_pages_of_their_own(tmp_path, monkeypatch):
    """index.xml, persons.xml, two files of one name, spaces and signs: every text has a page, and every link works."""
    names = ["index.xml", "persons.xml", "about.xml", "same.xml", "deep/same.xml", "a b#1%&'.xml", "Ξένος ü.xml"]
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        body = f'<p xml:id="p1"><persName ref="#x{number}" xml:id="n1">Someone</persName> in <ref target="{"../" * name.count("/")}index.xml#p1">the index</ref>.</p>'
        (tmp_path / name).write_text(BODY.format(id=f"t{number}", title=name.replace("&", "&amp;"), body=body), encoding="utf-8")
    (tmp_path / "edition.toml").write_text('[sources]\nroot = "."\n')

    result = edition("build", "--html", "--index", cwd=tmp_path)

    assert result.returncode == 0, result.stdout + result.stderr
    assert "index.xml: its page is index-text.html, because index.html is the landing page." in result.stderr
    manifest = json.loads((tmp_path / "site" / "manifest.json").read_text())
    shown = {text["source"]: text["pages"][0] for text in manifest["texts"]}
    assert shown == {
        "index.xml": "index-text.html", "persons.xml": "persons-text.html", "about.xml": "about-text.html", "same.xml": "same.html",
        "deep/same.xml": "deep/same.html", "a b#1%&'.xml": "a-b-1-.html", "Ξένος ü.xml": "Ξένος-ü.html",
    }
    assert dead_links(tmp_path / "site") == []
    assert repeated_ids(tmp_path / "site") == []
    landing = html.document_fromstring((tmp_path / "site" / "index.html").read_bytes())
    assert set(shown.values()) <= {unquote(address) for address in landing.xpath("//main//@href")}


def test_pictures_travel_with_the_pages(tmp_path, monkeypatch):
    """A picture beside the sources is shown and copied; one from elsewhere is neither."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "images").mkdir()
    for name in ("plain.png", "with space#.png"):
        (tmp_path / "images" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + name.encode())
    figures = "".join(
        f'<figure><graphic url="{url}"/><figDesc>x</figDesc></figure>'
        for url in ("../images/plain.png", "../images/with%20space%23.png", "../../../../etc/passwd", "https://example.org/x.png", "../images/none.png")
    )
    (tmp_path / "tei" / "a.xml").write_text(BODY.format(id="a", title="a", body=f"<p>x</p>{figures}"))
    (tmp_path / "edition.toml").write_text("")
    built(tmp_path, html=True)

    copied = sorted(name for name in made(tmp_path / "site") if name.startswith("pictures/"))
    assert len(copied) == 2
    assert copied[0] == "pictures/images/plain.png"
    assert re.fullmatch(r"pictures/images/with-space-.*\.png", copied[1])
    assert sorted(pages(tmp_path / "site")["a.html"].xpath("//img/@src")) == copied
    assert dead_links(tmp_path / "site") == []


# whole or not at all


def test_a_build_that_fails_leaves_the_last_good_one(tmp_path):
    scaffold.create(tmp_path / "new")
    built(tmp_path / "new")
    before = made(tmp_path / "new" / "site")
    (tmp_path / "new" / "tei" / "letter.xml").write_text("<broken")

    assert edition("build", cwd=tmp_path / "new").returncode == 5
    assert made(tmp_path / "new" / "site") == before
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == [".github", ".gitignore", "README.md", "edition.toml", "schemas", "site", "tei"]


def test_a_stylesheet_that_never_ends_is_stopped_and_named(tmp_path):
    """A project's stylesheet is a program; one that recurses without end must not take the build with it."""
    scaffold.create(tmp_path / "new")
    (tmp_path / "new" / "own.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="f">'
        '<xsl:function name="f:f"><xsl:param name="x"/><xsl:sequence select="1 + f:f($x + 1)"/></xsl:function>'
        '<xsl:template name="text-pages"><xsl:sequence select="map{string(f:f(1)): 1}"/></xsl:template></xsl:stylesheet>'
    )
    with (tmp_path / "new" / "edition.toml").open("a") as settings:
        settings.write('\n[html]\nstylesheet = "own.xsl"\n')

    result = edition("build", "--html", cwd=tmp_path / "new")

    assert result.returncode == 6, result.stderr
    assert "own.xsl" in result.stderr or "letter.html" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "new" / "site").exists()


def test_registers_alone_are_no_edition(new):
    with pytest.raises(UsageError, match="Name a text"), Workers(1) as workers:
        build.build(project.of_files([new / "tei" / "registers" / "persons.xml"], project.load(new / "edition.toml")), workers=workers)


def test_what_the_judge_refuses_is_not_built(new, tmp_path):
    """--strict: the findings come before the swap, though they are looked for while the pages are made."""
    copied = shutil.copytree(new, tmp_path / "copy", ignore=shutil.ignore_patterns("site"))

    def refuse(_):
        raise FindingsError("no")

    with pytest.raises(FindingsError), Workers(2) as workers:
        build.build(project.load(copied / "edition.toml"), build.Outputs(pdf=False), refuse, workers=workers)
    assert not (copied / "site").exists()


# other people's texts


@pytest.mark.slow
def test_any_tei_becomes_an_edition(test_data, tmp_path, monkeypatch):
    """Without configuration, each document of other projects: pages that hold together, or a message about the document."""
    files = sorted(file for file in (test_data / "corpus").rglob("*.xml") if b"http://www.tei-c.org/ns/1.0" in file.read_bytes())
    monkeypatch.chdir(tmp_path)
    wrong = []
    with Workers(2) as workers:
        for number, file in enumerate(files):
            if etree.parse(file, etree.XMLParser(huge_tree=True, collect_ids=False)).getroot().tag.rpartition("}")[2] not in ("TEI", "teiCorpus"):
                continue
            loaded = project.of_files([file])
            place = tmp_path / f"site{number}"
            try:
                build.build(replace(loaded, out=place), build.Outputs(pdf=False), workers=workers)
            except StylesheetError as error:
                wrong.append(f"{file.name}: {error.message[:300]}")
                continue
            wrong += [f"{file.name}: {each}" for each in dead_links(place)[:3] + repeated_ids(place)[:3]]
            shutil.rmtree(place)

    assert len(files) > 40
    assert wrong == []
