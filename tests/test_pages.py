# SPDX-License-Identifier: MIT
"""What is true of the page of any TEI file: no word lost, no link broken, nothing foreign let in; and of our own pages."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter

import page_text
import pytest
from conftest import ROOT
from lxml import etree, html

from edition.saxon import Engine, engine

XSLT = ROOT / "xslt"
LOCALES = ("en", "de", "fr")
SETTINGS = json.dumps({
    "title": "T", "language": "en", "version": "1", "date": "2026-11-22", "kinds": ["date", "event", "org", "person", "place", "work"],
    "outputs": {"html": True, "index": True},
})
SAFE = re.compile(r"#.|https?://[^\s]|mailto:|(\.\./)*[\w./-]+\.(html|pdf|zip|json|csv)(#.+)?$")


def _parsed(file):
    """The document as Saxon gets it: entities resolved, nothing fetched; None where it is not well-formed."""
    try:
        return etree.parse(file, etree.XMLParser(load_dtd=False, no_network=True, huge_tree=True)).getroot()
    except etree.XMLSyntaxError:
        return None


def _locale(of, language):
    return of.document((XSLT / "locale" / f"{language}.xml").read_text("utf-8"), f"file:///edition/locale/{language}.xml")


@pytest.fixture(scope="module")
def page():
    """The page of a document."""
    stylesheet = engine().stylesheet(XSLT / "html.xsl")
    locales = [_locale(engine(), "en")]

    def made(root):
        document = engine().document(etree.tostring(root, encoding="unicode"), "file:///edition/text.xml")
        parameters = {"settings": SETTINGS, "locales": locales, "file": "text.xml", "page": "text.html"}
        pages = stylesheet.texts("text-pages", parameters, document)
        about = stylesheet.texts("about", {**parameters, "documents": [document]})
        return pages["text.html"], about["about.html"]

    return made


def _faults(name, root, made):
    """What is wrong with a page, in words."""
    tree = html.fromstring(made)
    words, shown = page_text.of_source(root), page_text.of_page(made)
    if words != shown:
        at = next((place for place, (a, b) in enumerate(zip(words, shown, strict=False)) if a != b), min(len(words), len(shown)))
        yield f"{name}: the source has {words[max(0, at - 20):at + 30]!r}, the page {shown[max(0, at - 20):at + 30]!r}"
    ids = Counter(tree.xpath("//@id"))
    yield from (f"{name}: two elements have the id {identifier}" for identifier, count in ids.items() if count > 1)
    yield from (f"{name}: {href} leads nowhere" for href in tree.xpath("//a/@href") if href.startswith("#") and href[1:] not in ids)
    yield from (f"{name}: the button for {target} opens nothing" for target in tree.xpath("//@popovertarget") if target not in ids)
    yield from (f"{name}: {href} is no address that we let through" for href in tree.xpath("//a/@href") if not SAFE.match(href))
    yield from (f"{name}: {found.tag} in the text" for found in tree.xpath("//article//*[self::script or self::style or self::iframe or self::object]"))
    yield from (f"{name}: an attribute {attribute.attrname}" for attribute in tree.xpath("//article//@*[starts-with(name(), 'on')]"))
    yield from (f"{name}: {source} would be asked for" for source in tree.xpath("//@src") if re.match(r"[a-z]+:|//", source))


@pytest.mark.parametrize("text", ["cwo-preface.xml", "introduction.xml"])
def test_our_texts_keep_every_word(page, text):
    """The page, without what is generated, repeated, corrected and the editor's, is the transmitted text."""
    root = _parsed(ROOT / "tei" / text)
    made, _ = page(root)

    assert list(_faults(text, root, made)) == []


def test_real_documents_of_others_keep_every_word(page, test_data):
    """Any TEI file can be built: drama, verse, apparatus, letters, inscriptions, dictionaries, corpora."""
    files = [file for file in sorted(test_data.glob("corpus/**/*.xml")) if file.stat().st_size < 400_000]
    faults = []
    for file in files:
        root = _parsed(file)
        if root is not None:
            made, _ = page(root)
            faults += _faults(file.name, root, made)

    assert len(files) > 50
    assert faults == []


def test_the_examples_of_the_guidelines_keep_every_word(page, test_data):
    """Every element of TEI in some context: none fails, none loses a word."""
    files = sorted(test_data.glob("egxml/*.xml"))[::5]
    faults = []
    for file in files:
        root = _parsed(file)
        if root is not None:
            made, _ = page(root)
            faults += _faults(file.name, root, made)

    assert len(files) > 300
    assert faults == []


def test_words_stay_apart_and_punctuation_stays_close(page):
    """No white space before a punctuation mark that the source has not, none lost between words."""
    root = _parsed(ROOT / "tei" / "introduction.xml")
    made, _ = page(root)
    article = html.fromstring(made).xpath("//article[@data-text]")[0]
    for dropped in article.xpath('.//*[@data-generated or @data-duplicate or @data-reading="corrected" or @data-layer="editor"]'):
        if dropped.getparent() is not None:
            dropped.drop_tree()
    for paragraph in article.xpath(".//p[@id]"):
        source = root.xpath("//*[@xml:id=$id]", id=paragraph.get("id"))[0]
        for dropped in source.xpath(".//*[local-name()='supplied' or local-name()='corr' or local-name()='note' or local-name()='reg']"):
            parent, before = dropped.getparent(), dropped.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + (dropped.tail or "")
            else:
                parent.text = (parent.text or "") + (dropped.tail or "")
            parent.remove(dropped)

        assert " ".join(paragraph.text_content().split()) == " ".join("".join(source.itertext()).split())


def test_no_two_rules_claim_one_element(test_data, tmp_path):
    """Where rules overlap their priorities say which one holds: with on-multiple-match="fail" nothing fails."""
    for file in XSLT.rglob("*.xsl"):
        strict = tmp_path / "xslt" / file.relative_to(XSLT)
        strict.parent.mkdir(parents=True, exist_ok=True)
        strict.write_text(file.read_text("utf-8").replace('on-multiple-match="use-last"', 'on-multiple-match="fail"'), encoding="utf-8")
    own = Engine()
    stylesheet = own.stylesheet(tmp_path / "xslt" / "html.xsl")
    locale = _locale(own, "en")
    for file in sorted(test_data.glob("egxml/*.xml"))[::3] + sorted((ROOT / "tests" / "cases").rglob("input.xml")):
        root = _parsed(file)
        if root is not None:
            document = own.document(etree.tostring(root, encoding="unicode"), "file:///edition/text.xml")
            stylesheet.texts("text-pages", {"settings": SETTINGS, "locales": [locale], "page": "text.html"}, document)
            stylesheet.texts("about", {"settings": SETTINGS, "locales": [locale], "documents": [document]})


def test_a_project_overrides_one_rule(page, tmp_path):
    """A stylesheet of a project uses our package and says only what differs; everything else stays."""
    theirs = tmp_path / "html.xsl"
    theirs.write_text("""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
        xmlns:html="https://tei-edition.org/ns/html" xmlns:page="https://tei-edition.org/ns/page">
      <xsl:use-package name="https://tei-edition.org/html" package-version="*">
        <xsl:accept component="template" names="text-pages" visibility="public"/>
        <xsl:accept component="mode" names="html:text" visibility="public"/>
        <xsl:override>
          <xsl:template match="tei:emph" mode="html:text" priority="20"><strong><xsl:next-match/></strong></xsl:template>
          <xsl:template name="page:more-head" as="element()*"><meta name="generator" content="ours"/></xsl:template>
        </xsl:override>
      </xsl:use-package>
    </xsl:stylesheet>""", encoding="utf-8")
    document = engine().document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>a <emph>word</emph></p></body></text></TEI>', "file:///edition/t.xml"
    )
    made = engine().stylesheet(theirs).texts("text-pages", {"settings": SETTINGS, "locales": [_locale(engine(), "en")], "page": "t.html"}, document)["t.html"]

    assert "<strong><em>word</em></strong>" in made
    assert '<meta name="generator" content="ours">' in made


def test_every_rule_is_in_the_file_of_its_module(test_data):
    """Who knows the Guidelines finds the rule of an element: it is in the file of the element's TEI module."""
    source = etree.parse(test_data / "tei" / "p5subset.xml")
    modules = {spec.get("ident"): spec.get("module") for spec in source.iter(page_text.TEI + "elementSpec")}
    wrong = []
    for file in sorted((XSLT / "html").glob("*.xsl")):
        module = file.stem.split("-")[0]
        # A heading is a part of the contents wherever it stands; a mention is a name, whatever element it is; a header may hold anything.
        if module not in set(modules.values()) or file.stem in ("namesdates", "header"):
            continue
        for rule in etree.parse(file).iter("{http://www.w3.org/1999/XSL/Transform}template"):
            if rule.get("mode") != "html:text":
                continue
            for pattern in re.split(r"\|(?![^\[(]*[\])])", rule.get("match", "")):
                name = re.search(r"tei:(\w+)[^/]*$", re.sub(r"\[.*", "", pattern.strip()))
                if name and modules.get(name[1]) not in (module, None):
                    wrong.append(f"{file.name}: {name[1]} is of the module {modules[name[1]]}")

    assert wrong == []


def test_the_locales_have_the_same_words():
    """No page speaks two languages because a word was forgotten."""
    keys = {language: {text.get("key") for text in etree.parse(XSLT / "locale" / f"{language}.xml").iter("text")} for language in LOCALES}

    assert {language: sorted(keys["en"] ^ keys[language]) for language in LOCALES} == {language: [] for language in LOCALES}


def test_every_word_that_a_page_asks_for_is_known(page):
    """A key that no locale has would stand in the page in brackets."""
    for text in ("cwo-preface.xml", "introduction.xml"):
        for made in page(_parsed(ROOT / "tei" / text)):
            assert re.findall(r"\[[a-z-]+\.[a-z.-]+\]", made) == []


def test_a_page_is_light(site):
    """A page of text with all that it needs stays under 100 KB on its way to the reader."""
    static = sum(len(gzip.compress(file.read_bytes(), 9)) for file in (site / "static").iterdir())
    for file in site.glob("*.html"):
        assert len(gzip.compress(file.read_bytes(), 9)) + static < 100_000, file.name
