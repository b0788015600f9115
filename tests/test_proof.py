# SPDX-License-Identifier: MIT
"""The proof finds what an output lacks: every loss that a stylesheet can plant is found at its line, and nothing else is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import jsonschema
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition import proof
from edition.proof import attributes, coverage, coverage_page, header, hiding, original
from edition.proof.rules import RULES
from edition.saxon import engine
from edition.source import Source

XSLT = ROOT / "xslt"
SCHEMA = json.loads((ROOT / "schemas" / "coverage.schema.json").read_text("utf-8"))
SETTINGS = json.dumps({
    "title": "T", "language": "en", "version": "1", "date": "2026-11-22", "outputs": {"html": True, "index": True},
    "kinds": ["date", "event", "org", "person", "place", "work"],
})
TEI = "http://www.tei-c.org/ns/1.0"
BEFORE = f"""<TEI xmlns="{TEI}" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>Case</title><respStmt xml:id="ed"><resp>edited by</resp><name>A. Editor</name></respStmt></titleStmt>
<publicationStmt><p>None.</p></publicationStmt><sourceDesc><p>Made up.</p></sourceDesc>
</fileDesc></teiHeader>
<text><body>
"""
AFTER = "\n</body></text></TEI>\n"
# The line of each thing that a test drops, counted from the first line of the file.
TEXT = """<head>On losses<note type="editorial">Of the edition.</note></head>
<p>The first paragraph stands at the beginning. It has two sentences of its own.</p>
<p>The second one has<note>A note of the author.</note> a note in it.</p>
<p>The third <gap reason="illegible" quantity="2" unit="words"/> is damaged, and <add place="above" hand="#second">mended</add>.</p>
<list><item>one thing</item>
<item>another thing</item></list>
<table><row><cell>north</cell><cell>south</cell></row>
<row><cell>east</cell><cell/></row></table>
<p>A word was <choice><sic>mispelt</sic><corr>misspelt</corr></choice> here, and <app><lem wit="#A">one</lem>
<rdg wit="#B">two</rdg></app> read.</p>
<pb n="12"/>
<lg><l n="1">A verse, and</l>
<l n="2">another verse.</l></lg>
<p>The last paragraph <hi rend="italic">ends</hi><note type="editorial">It does not.</note> the text.</p>"""
OVERRIDE = """<xsl:stylesheet version="3.0" exclude-result-prefixes="#all" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:html="https://tei-edition.org/ns/html"
  xmlns:page="https://tei-edition.org/ns/page">
  <xsl:use-package name="https://tei-edition.org/html" package-version="*">
    <xsl:accept component="template" names="text-pages" visibility="public"/>
    <xsl:accept component="mode" names="html:text" visibility="public"/>
    <xsl:override>{}</xsl:override>
  </xsl:use-package>
</xsl:stylesheet>"""


def rule(match, body):
    """A rule of a project's stylesheet."""
    return f'<xsl:template match="{match}" mode="html:text" priority="50" as="node()*">{body}</xsl:template>'


def page(text, override="", tmp_path=None):
    """The page of a TEI text as XML, by our stylesheet or by a project's own."""
    stylesheet = XSLT / "html.xsl"
    if override:
        stylesheet = tmp_path / "html.xsl"
        stylesheet.write_text(OVERRIDE.format(override), encoding="utf-8")
    locale = engine().document((XSLT / "locale" / "en.xml").read_text("utf-8"), "file:///edition/locale/en.xml")
    parameters = {"settings": SETTINGS, "locales": [locale], "file": "t.xml", "page": "t.html"}
    made = _compiled(stylesheet, keep=not override).texts("text-pages", parameters, engine().document(text, "file:///edition/t.xml"))
    return made["t.html"]


KEPT = {}


def _compiled(stylesheet, *, keep):
    if not keep:
        return engine().stylesheet(stylesheet)
    if stylesheet not in KEPT:
        KEPT[stylesheet] = engine().stylesheet(stylesheet)
    return KEPT[stylesheet]


def proved(text, html, tmp_path):
    """The findings of a proof, each as its code and line."""
    file = tmp_path / "t.xml"
    file.write_text(text, encoding="utf-8")
    return proof.of_page(Source.read(file), html, "t.xml").findings


def line_of(words):
    """The line of the test's text on which words stand."""
    before, _, _ = (BEFORE + TEXT).partition(words)
    return before.count("\n") + 1


def test_a_page_that_is_whole_has_no_finding(tmp_path):
    """Our own stylesheet loses nothing of what the other tests drop."""
    text = BEFORE + TEXT + AFTER

    assert proved(text, page(text), tmp_path) == []


DRAWN = '<xsl:apply-templates mode="html:text"/>'
PLANTED = {
    "a paragraph dropped": ("proof-lost", "The second one", rule("tei:p[2]", "")),
    "a sentence dropped from the end of a paragraph": ("proof-lost", "It has two sentences",
        rule("tei:p[1]/text()", "<xsl:value-of select=\"substring-before(., ' It')\"/>")),
    "a note doubled": ("proof-repeated", "A note of the author", rule("tei:note[not(@type)]", f"<span>{DRAWN}</span><span>{DRAWN}</span>")),
    "a note of the editor dropped": ("proof-lost", "It does not", rule("tei:note[@type]", "")),
    "a note without its mark": ("proof-mark", "Of the edition", rule("tei:head/tei:note", "")),
    "a note of the editor shown as the source's": ("proof-lost", "It does not", rule("tei:note[@type]", DRAWN)),
    "a sentence moved": ("proof-moved", "The second one has",
        rule("tei:p[2]", "<p><xsl:apply-templates select='reverse(node())' mode='html:text'/></p>")),
    "two paragraphs that change places": ("proof-moved", "The last paragraph",
        rule("tei:body", "<xsl:apply-templates select='*[last()], *[position() lt last()]' mode='html:text'/>")),
    "a gap lost": ("proof-mark", "<gap", rule("tei:gap", "")),
    "a gap that does not say why": ("proof-told", "<gap", rule("tei:gap", '<span class="gap" data-generated="">[…]</span>')),
    "a hand dropped": ("proof-told", "hand=", rule("tei:add", f"<ins>{DRAWN}</ins>")),
    "a list flattened": ("proof-structure", "<list", rule("tei:list", "<p><xsl:apply-templates select='tei:item' mode='html:text'/></p>")),
    "a list set as paragraphs": ("proof-structure", "<list",
        rule("tei:list", "<xsl:for-each select='tei:item'><p><xsl:apply-templates mode='html:text'/></p></xsl:for-each>")),
    "two cells merged": ("proof-structure", "<cell>north",
        rule("tei:table", "<table><xsl:for-each select='tei:row'><tr><td><xsl:apply-templates select='tei:cell/node()' mode='html:text'/></td></tr></xsl:for-each></table>")),
    "an empty cell dropped": ("proof-structure", "<cell/>", rule("tei:cell[not(node())]", "")),
    "two verses in one line": ("proof-structure", "<l n=\"1\"", rule("tei:l", f"<span>{DRAWN} </span>")),
    "a paragraph marked as generated": ("proof-generated", "The second one", rule("tei:p[2]", f'<p data-generated="">{DRAWN}</p>')),
    "a word marked as repeated": ("proof-lost", ">ends<", rule("tei:hi", f'<i data-duplicate="">{DRAWN}</i>')),
    "a word hidden by its style": ("proof-hidden", ">ends<", rule("tei:hi", f'<i style="display: none">{DRAWN}</i>')),
    "a word pushed off the page": ("proof-hidden", ">ends<", rule("tei:hi", f'<i style="position:absolute;left:-9999px">{DRAWN}</i>')),
    "a word hidden by an attribute": ("proof-hidden", ">ends<", rule("tei:hi", f'<i hidden="">{DRAWN}</i>')),
    "a word hidden by a class of ours": ("proof-hidden", ">ends<", rule("tei:hi", f'<i class="unseen">{DRAWN}</i>')),
    "a word hidden by a style sheet": ("proof-hidden", ">ends<",
        rule("tei:hi", f'<i class="secret">{DRAWN}</i>')
        + '<xsl:template name="page:more-head" as="element()*"><style>@media screen { p > .secret { opacity: 0 } }</style></xsl:template>'),
    "a correction shown as transmitted": ("proof-reading", "<choice>",
        rule("tei:corr", f'<span data-reading="transmitted">{DRAWN}</span>')),
    "a sound word shown in one reading only": ("proof-reading", ">ends<", rule("tei:hi", f'<span data-reading="corrected">{DRAWN}</span>')),
    "a variant dropped": ("proof-lost", "<rdg wit", rule("tei:app", "<xsl:apply-templates select='tei:lem' mode='html:text'/>")),
    "a page's beginning without its number": ("proof-mark", "<pb", rule("tei:pb", '<span class="pb" data-generated="" data-n=""/>')),
    "words that the source has not": ("proof-added", "The last", rule("tei:hi", f"{DRAWN} (really)")),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_loss_is_found_at_its_line(name, tmp_path):
    """Whatever a project's stylesheet drops, moves, hides or flattens is found, where it stands in the source."""
    code, where, override = PLANTED[name]
    text = BEFORE + TEXT + AFTER

    found = proved(text, page(text, override, tmp_path), tmp_path)

    assert (code, line_of(where)) in {(each.code, each.line) for each in found}, found
    assert {each.code for each in found} <= {code, *ALSO.get(name, ())}, found


# What else is true of some of these pages.
ALSO = {
    "a note of the editor dropped": {"proof-mark"},
    "a note of the editor shown as the source's": {"proof-mark", "proof-added"},
    "a note doubled": {"proof-mark"},
    "a gap lost": {"proof-told"},
    "two paragraphs that change places": {"proof-moved"},
    "a list flattened": {"proof-structure"},
    "a variant dropped": {"proof-told"},
    "a word marked as repeated": {"proof-lost"},
}


def test_a_stylesheet_adds_no_rule(tmp_path):
    """Whatever attributes a project's page has: only the rules of the program account for words."""
    text = BEFORE + TEXT + AFTER
    override = rule("tei:p[2]", '<p data-rule="metadata" data-accounted="header" class="header"></p>')

    assert [each.code for each in proved(text, page(text, override, tmp_path), tmp_path)] == ["proof-lost"]


def test_what_the_source_silences_is_no_finding(tmp_path):
    """An editor who knows why says so in the source."""
    text = BEFORE + "<?edition ignore proof-lost?><p>dropped</p><p>also</p>" + AFTER

    assert proved(text, page(text, rule("tei:p[1]", ""), tmp_path), tmp_path) == []
    assert [each.code for each in proved(text, page(text, rule("tei:p[2]", ""), tmp_path), tmp_path)] == ["proof-lost"]


def test_an_element_that_tei_has_not_keeps_its_words_and_is_reported_once(tmp_path):
    """A misspelt element stands where it stood, named; ten of them are one finding, at the first."""
    text = BEFORE + "<p>a " + "<emphasis>word</emphasis> " * 10 + "</p>" + AFTER

    found = proved(text, page(text), tmp_path)

    assert [(each.code, each.line) for each in found] == [("proof-element", 7)]


def test_an_attribute_that_tei_has_not_is_reported_once(tmp_path):
    """So is an attribute that nobody knows."""
    text = BEFORE + '<p colour="red">a</p><p colour="red">b</p>' + AFTER

    assert [(each.code, each.line) for each in proved(text, page(text), tmp_path)] == [("proof-attribute", 7)]


def _about(*texts):
    """The About page of TEI texts."""
    locale = engine().document((XSLT / "locale" / "en.xml").read_text("utf-8"), "file:///edition/locale/en.xml")
    documents = [engine().document(text, f"file:///edition/t{number}.xml") for number, text in enumerate(texts)]
    return _compiled(XSLT / "html.xsl", keep=True).texts("about", {"settings": SETTINGS, "locales": [locale], "documents": documents})["about.html"]


def test_the_headers_are_on_the_about_page(tmp_path):
    """Those of a corpus and of its texts, dates as they are written, declarations where no schema allows them; a lost word is found."""
    text = BEFORE.replace("</fileDesc>", """</fileDesc><metDecl><metSym value="x">a long syllable</metSym></metDecl>
<revisionDesc><change when="2009-10-05"><date>5 octobre 2009</date>: begun.</change></revisionDesc>""") + "<p>x</p>" + AFTER
    corpus = f"""<teiCorpus xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>{text.replace("Made up", "Made for this")}</teiCorpus>"""
    (tmp_path / "about.html").write_text(_about(text, corpus), encoding="utf-8")
    shown = header.shown(tmp_path / "about.html")
    for number, each in enumerate((text, corpus)):
        (tmp_path / f"t{number}.xml").write_text(each, encoding="utf-8")
        source = Source.read(tmp_path / f"t{number}.xml")

        assert proof.of_about(source, shown, "about.html") == []
        assert [each.code for each in proof.of_about(source, shown.replace("longsyllable", ""), "about.html")] == ["proof-lost"]


def test_words_are_counted_by_rule(tmp_path):
    """Whoever asks what is not in the text is told how many words, and why."""
    text = BEFORE + "<p>one <choice><sic>a</sic><corr>b</corr></choice><index><term>c d</term></index></p>" + AFTER
    file = tmp_path / "t.xml"
    file.write_text(text, encoding="utf-8")

    words = proof.of_page(Source.read(file), page(text), "t.xml").words

    assert words[""] == 3
    assert words["metadata"] == 2
    assert words["header"] == 8


def test_the_account_is_what_its_schema_says(tmp_path):
    """coverage.json says of each element how it is shown, with an example, and of the rest why not."""
    text = BEFORE + TEXT + AFTER
    file = tmp_path / "t.xml"
    file.write_text(text, encoding="utf-8")
    account = proof.of_page(Source.read(file), page(text), "t.xml", "t.html")
    ledger = coverage.Ledger()
    ledger.add(account)
    report = json.loads(coverage.written(ledger.report()))
    elements = {each["element"]: each for each in report["elements"]}
    attributes_used = {f"{each['element']}/@{each['attribute']}": each for each in report["attributes"]}

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(report, SCHEMA, jsonschema.Draft202012Validator)
    assert elements["hi"] == {
        "element": "hi", "count": 1, "wordless": 0, "as": "i.r-italic", "words": "ends", "address": "t.html", "source": "t.xml",
        "line": line_of("ends"), "without_words": None,
    }
    assert elements["item"]["as"] == "li"
    assert elements["gap"]["without_words"]["how"] == "shown"
    assert attributes_used["add/@hand"]["how"] == "shown"
    assert attributes_used["hi/@rend"]["how"] == "used"
    assert report["rules"][0]["rule"] == "header"
    assert ledger.sentence().endswith(" words proved, nothing lost; accounted for: header 8, variant 1")
    page_of_it = coverage_page.written(report, "T")
    assert "i.r-italic" in page_of_it
    assert etree.HTML(page_of_it).xpath("count(//table)") == 4


def _described(schema):
    """(name, description) of every field of a schema."""
    for name, part in schema.get("properties", {}).items():
        yield name, part["description"]
        yield from _described(part)
    for part in schema.get("$defs", {}).values():
        yield from _described(part)


def test_the_documentation_says_what_the_program_does():
    """Every field of coverage.json, and every rule, is in docs/proof.md in the words of the schema and the program."""
    said = (ROOT / "docs" / "proof.md").read_text("utf-8")

    assert [name for name, words in [*_described(SCHEMA), *RULES.items()] if f"| `{name}` | {words} |" not in said] == []


WORDS = st.lists(st.sampled_from(["arma", "virumque", "cano", "Troiae", "qui", "primus", "ab", "oris", "à", "λόγος"]), min_size=1, max_size=6).map(" ".join)


def _around(*elements):
    return st.one_of(*elements)


INLINE = st.recursive(
    WORDS,
    lambda inner: st.lists(
        st.one_of(
            inner,
            *(inner.map(lambda words, name=name: f"<{name}>{words}</{name}>") for name in ("hi", "emph", "del", "add", "unclear", "supplied", "foreign", "note", "seg")),
            st.tuples(WORDS, WORDS).map(lambda two: f"<choice><sic>{two[0]}</sic><corr>{two[1]}</corr></choice>"),
            st.tuples(WORDS, WORDS).map(lambda two: f"<choice><abbr>{two[0]}</abbr><expan>{two[1]}</expan></choice>"),
            st.sampled_from(["<lb/>", '<lb break="no"/>', '<pb n="3"/>', '<gap reason="lost"/>', "<!-- said -->", "<caesura/>"]),
        ), min_size=1, max_size=4,
    ).map(" ".join),
    max_leaves=6,
)  # fmt: skip
BLOCKS = st.lists(
    st.one_of(
        INLINE.map(lambda words: f"<p>{words}</p>"),
        st.lists(INLINE, min_size=1, max_size=3).map(lambda items: "<list>" + "".join(f"<item>{each}</item>" for each in items) + "</list>"),
        st.lists(WORDS, min_size=1, max_size=3).map(lambda lines: "<lg>" + "".join(f"<l>{each}</l>" for each in lines) + "</lg>"),
        st.lists(WORDS, min_size=2, max_size=2).map(lambda cells: "<table><row>" + "".join(f"<cell>{each}</cell>" for each in cells) + "</row></table>"),
    ), min_size=1, max_size=4,
)  # fmt: skip
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@PATIENT
@given(blocks=BLOCKS)
def test_any_text_is_proved(blocks, tmp_path):
    """No page of ours has a finding, however elements nest."""
    text = BEFORE + "".join(blocks) + AFTER

    assert proved(text, page(text), tmp_path) == []


@PATIENT
@given(blocks=BLOCKS, data=st.data())
def test_any_word_that_is_deleted_is_found(blocks, data, tmp_path):
    """One word less in the page is a finding, whichever it is."""
    text = BEFORE + "<p>begun</p>" + "".join(blocks) + AFTER
    html = page(text)
    article = html.index("</header>", html.index("data-text")), html.index("</article>")
    tree = etree.HTML(html)
    words = [node for node in tree.iter() if isinstance(node.tag, str)]
    shown = [(element, kind) for element in words for kind in ("text", "tail") if _is_text(element, kind)]
    element, kind = data.draw(st.sampled_from(shown))
    said = getattr(element, kind).split()
    place = data.draw(st.integers(0, len(said) - 1))
    setattr(element, kind, " ".join(said[:place] + said[place + 1 :]))

    assert article[0] < article[1]
    assert proved(text, etree.tostring(tree, encoding="unicode", method="html"), tmp_path) != []


def _is_text(element, kind):
    """Whether these words of a page are words of the source's text."""
    words = getattr(element, kind)
    holders = [element, *element.iterancestors()] if kind == "text" else list(element.iterancestors())
    return bool(words and words.strip()) and any(each.get("data-text") is not None for each in holders) and not any(
        each.get("data-generated") is not None or each.get("data-duplicate") is not None for each in holders
    )


@pytest.mark.parametrize(("style", "hidden"), [
    ("display:none", True), ("color:red; DISPLAY : none", True), ("visibility:hidden", True), ("opacity:0", True), ("opacity:0.5", False),
    ("font-size:0", True), ("font-size:0.9em", False), ("text-indent:-9999px", True), ("text-indent:-1.4em", False),
    ("clip-path: inset(50%)", True), ("transform:scale(0)", True), ("left:-1000px", True), ("width:1px;overflow:hidden", True),
    ("width:100px", False), ("display:none-such", True), ("margin-left:2em", False), ("--n:3", False),
])  # fmt: skip
def test_what_hides_and_what_does_not(style, hidden):
    """A declaration hides if nobody can read what it applies to."""
    assert hiding.hides(style) == hidden


def test_every_attribute_of_tei_has_its_use(test_data):
    """Of no attribute of TEI can it be said that nobody thought of it."""
    source = etree.parse(test_data / "tei" / "p5subset.xml")
    names = {each.get("ident").removeprefix("xml:") for each in source.iter(f"{{{TEI}}}attDef")}

    assert {name for name in names if attributes.use_of("p", name) is None} == set()


def test_every_element_of_tei_is_known(test_data):
    """No element of TEI is drawn as one that TEI does not have."""
    source = etree.parse(test_data / "tei" / "p5subset.xml")
    table = re.findall(r"tokenize\('([^']*)'\)", (XSLT / "common" / "elements.xsl").read_text("utf-8"))
    known = {name for names in table for name in names.split()}

    assert {each.get("ident") for each in source.iter(f"{{{TEI}}}elementSpec")} - known == set()


# Documents whose findings are right: their elements are none of TEI's.
BROKEN = {"fixed_rates_example.xml", "torture.xml"}


def test_real_documents_of_others_are_proved(test_data):
    """Drama, verse, apparatus, letters, inscriptions, dictionaries: no word lost, moved, hidden, no gap without its mark."""
    files = [file for file in sorted(test_data.glob("corpus/**/*.xml")) if file.stat().st_size < 100_000]

    assert len(files) > 20
    assert _findings(files) == []


def test_the_examples_of_the_guidelines_are_proved(test_data):
    """Every element of TEI in some context."""
    files = sorted(test_data.glob("egxml/*.xml"))[::7]

    assert len(files) > 200
    assert _findings(files) == []


def _findings(files):
    found = []
    for file in files:
        source = Source.read(file)
        found += [str(each) for each in proof.of_page(source, page(source.xml), "t.xml").findings
                  if not (each.code == "proof-element" and (file.name in BROKEN or "egxml" in file.parts))]  # fmt: skip
    return found


def test_the_source_is_read_without_a_stylesheet():
    """The pass over the file on disk knows Saxon as little as the stylesheets."""
    for file in (ROOT / "edition" / "proof").glob("*.py"):
        assert "saxon" not in file.read_text("utf-8").replace("SaxonC", ""), file.name
    assert original.read(Source.read(ROOT / "tei" / "cwo-preface.xml")).words[""] > 200


def _edition(folder, *arguments):
    """What a command says of a small project, and its exit code."""
    return subprocess.run([sys.executable, "-m", "edition", *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, check=False)  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A project whose stylesheets may be changed."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "tei").mkdir()
    (folder / "tei" / "t.xml").write_text(BEFORE + TEXT + AFTER, encoding="utf-8")
    (folder / "edition.toml").write_text("")
    return folder


def test_a_build_says_what_it_proved(small):
    """The last line counts; the account lies beside the pages; both outputs are in it."""
    result = _edition(small, "build")
    account = json.loads((small / "site" / "coverage.json").read_text("utf-8"))

    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"^Proof: \d+ words proved, nothing lost; accounted for: header 8, ", result.stdout, re.MULTILINE), result.stdout
    assert [(each["source"], each["output"]) for each in account["outputs"]] == [("t.xml", "t.html"), ("t.xml", "edition.pdf")]
    assert (small / "site" / "coverage.html").is_file()


def test_a_build_that_loses_words_fails(small):
    """It is built, and the shell learns of it; with --strict nothing is."""
    (small / "html.xsl").write_text(OVERRIDE.format(rule("tei:p[2]", "")), encoding="utf-8")
    (small / "edition.toml").write_text('[html]\nstylesheet = "html.xsl"\n')
    result = _edition(small, "build", "--html", "--out", "lossy")
    strict = _edition(small, "build", "--html", "--out", "none", "--strict")

    assert result.returncode == 3, result.stdout + result.stderr
    assert f"tei/t.xml:{line_of('The second one')}:4: error: proof-lost: “The second one has A note of the author. a note in it.”" in result.stdout
    assert (small / "lossy" / "t.html").is_file()
    assert strict.returncode == 3
    assert not (small / "none").exists()


def test_a_book_that_loses_words_fails(small):
    """What a project's stylesheet keeps out of the book is found there."""
    print_rule = '<xsl:template match="tei:p[2]" mode="print:block" priority="50" as="node()*"/>'
    (small / "print.xsl").write_text(OVERRIDE.replace("html", "print").replace("print:text", "print:block").replace("text-pages", "book")
                                     .format(print_rule), encoding="utf-8")  # fmt: skip
    (small / "edition.toml").write_text('[print]\nstylesheet = "print.xsl"\n')
    result = _edition(small, "build", "--pdf", "--out", "book")

    assert result.returncode == 3, result.stdout + result.stderr
    assert f"tei/t.xml:{line_of('The second one')}:4: error: proof-lost: “The second one has a note in it.”" in result.stdout


def test_every_kind_of_text_is_whole_in_the_book(test_data, tmp_path):
    """Examples of the Guidelines, a hundred in one book: no word lost, none moved."""
    files = sorted(test_data.glob("egxml/*.xml"))[3::17]
    (tmp_path / "tei").mkdir()
    for file in files:
        (tmp_path / "tei" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "edition.toml").write_text("")
    result = _edition(tmp_path, "build", "--pdf")

    assert len(files) > 90
    assert [line for line in result.stdout.splitlines() if "proof-" in line] == []
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr
