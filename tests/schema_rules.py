# SPDX-License-Identifier: MIT
"""For each assertion of edition.sch the smallest document that breaks it.

The fragments stand in a plain document around them; `broken` gives the whole.
"""

from __future__ import annotations

_PLACES = {
    "phrase": "<text><body><div><p>{}</p></div></body></text>",
    "block": "<text><body><div>{}</div></body></text>",
    "text": "{}",
    "encoding": "<text><body><p/></body></text>",
    "source": "<text><body><p/></body></text>",
}
_DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"{language}><teiHeader><fileDesc><titleStmt><title>T</title>
<editor xml:id="a">A</editor><editor xml:id="b">B</editor></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc>{source}</sourceDesc></fileDesc><encodingDesc>{encoding}</encodingDesc></teiHeader>{text}</TEI>"""
_MARKS = '<editorialDecl><quotation marks="all"/></editorialDecl>'

# The place of the fragments, then one fragment or several.
RULES: dict[str, tuple[str, ...]] = {
    "date-when-alone": ("phrase", '<date when="1923" from="1922">1923</date>'),
    "date-from-alone": ("phrase", '<date from="1923" notBefore="1922">1923</date>'),
    "date-to-alone": ("phrase", '<date to="1923" notAfter="1924">1923</date>'),
    "date-order-from": ("phrase", '<date from="1923-10" to="1923-09-30">1923</date>'),
    "date-order-notbefore": ("phrase", '<date notBefore="1924" notAfter="1923">1923</date>'),
    "language-stated": ("text", "<text><body><p/></body></text>"),
    "unit-once": ("phrase", '<measure unit="m" unitRef="#metre">1</measure>'),
    "subtype-needs-type": ("phrase", '<seg subtype="x">1</seg>'),
    "target-language": ("phrase", '<ref targetLang="en">1</ref>'),
    "span-forward": ("block", '<p><anchor xml:id="e"/></p><addSpan spanTo="#e"/>'),
    "scheme-version": ("encoding", '<styleDefDecl scheme="free" schemeVersion="1"><p/></styleDefDecl>'),
    "calendar-needs-words": ("phrase", '<date calendar="#julian"/>'),
    "quotation-says-1": ("encoding", "<editorialDecl><quotation/></editorialDecl>"),
    "quotation-says-2": ("encoding", "<editorialDecl><quotation><p/></quotation></editorialDecl>"),
    "quotation-declared": ("phrase", "<q>1</q>"),
    "cite-outer": ("encoding", '<refsDecl><citeStructure match="body/div" use="@n"/></refsDecl>'),
    "cite-inner": (
        "encoding",
        '<refsDecl><citeStructure match="//div" use="@n"><citeStructure match="//p" use="@n"/></citeStructure></refsDecl>',
    ),
    "prefix-declared": ("phrase", '<persName ref="person:nobody">1</persName>'),
    "prefix-once": (
        "encoding",
        "<listPrefixDef>"
        + 2 * '<prefixDef ident="p" matchPattern="(.+)" replacementPattern="p.xml#$1"/>'
        + "</listPrefixDef>",
    ),
    "div-in-verse": ("block", "<lg><l><note><div><p/></div></note></l></lg>"),
    "div-in-paragraph": ("phrase", "<note><div><p/></div></note>"),
    "p-in-p": ("phrase", "<seg><p/></seg>"),
    "p-in-verse": ("block", "<lg><l><quote><p/></quote></l></lg>"),
    "foreign-language": ("phrase", "<foreign>1</foreign>"),
    "cit-complete-1": ("block", "<cit><bibl>1</bibl></cit>"),
    "cit-complete-2": ("block", "<cit><quote>1</quote></cit>"),
    "no-deprecation": ("block", '<figure><figDesc/><desc type="deprecationInfo"/></figure>'),
    "ruby-target": ("phrase", '<ruby><rb>1</rb><rt target="#x" from="#y" to="#z">2</rt></ruby>'),
    "ruby-range": (
        "phrase",
        '<ruby><rb>1</rb><rt from="#y">2</rt></ruby>',
        '<ruby><rb>1</rb><rt to="#y">2</rt></ruby>',
    ),
    "corr-responsible": ("phrase", "<choice><sic>1</sic><corr>2</corr></choice>"),
    "choice-pairs-1": ("phrase", "<choice><seg>1</seg></choice>"),
    "choice-pairs-2": ("phrase", "<choice><sic>1</sic><unclear>2</unclear></choice>"),
    "choice-pairs-3": ("phrase", "<choice><orig>1</orig><seg>2</seg></choice>"),
    "choice-pairs-4": ("phrase", "<choice><abbr>1</abbr><seg>2</seg></choice>"),
    "gap-reason": ("phrase", "<gap/>"),
    "ptr-one-way": ("phrase", '<ptr target="#a" cRef="1"/>'),
    "ref-one-way": ("phrase", '<ref target="#a" cRef="1">1</ref>'),
    "note-marker-1": ("phrase", '<ref type="noteref" xml:id="r1">1</ref>'),
    "note-marker-2": ("phrase", '<ref type="noteref" xml:id="r1" target="#a">1</ref>'),
    "note-marker-3": (
        "phrase",
        '<ref type="noteref" xml:id="r1" target="#n1">1</ref><note xml:id="n1" target="#r2">1</note>',
    ),
    "note-back": (
        "phrase",
        '<ref xml:id="r1" target="#n2">1</ref><note type="endnote" xml:id="n1" target="#r1">1</note>',
    ),
    "gloss-list-labels": ("block", '<list type="gloss"><item>1</item></list>'),
    "editorial-note-1": ("phrase", '<note type="editorial" cert="high">1</note>'),
    "editorial-note-2": ("phrase", '<note type="editorial" resp="#a">1</note>'),
    "editorial-note-subject": (
        "phrase",
        '<note type="editorial" subtype="fcat" resp="#a" cert="high">1</note>',
    ),
    "biblscope-order": ("phrase", '<bibl><biblScope unit="page" from="99" to="9">1</biblScope></bibl>'),
    "citedrange-order": ("phrase", '<bibl><citedRange unit="page" from="99" to="9">1</citedRange></bibl>'),
    "related-item-1": ("phrase", '<bibl><relatedItem target="#a"><bibl/></relatedItem></bibl>'),
    "related-item-2": ("phrase", "<bibl><relatedItem/></bibl>"),
    "l-in-l": ("block", "<lg><l><quote><l>1</l></quote></l></lg>"),
    "lg-in-l": ("block", "<lg><l><quote><lg><gap reason='lost'/></lg></quote></l></lg>"),
    "lg-has-lines": ("block", "<lg><head>1</head></lg>"),
    "person-named": ("block", '<listPerson><person xml:id="x"><birth/></person></listPerson>'),
    "place-named": ("block", '<listPlace><place xml:id="x"><desc/></place></listPlace>'),
    "org-named": ("block", '<listOrg><org xml:id="x"><desc/></org></listOrg>'),
    "event-named": ("block", '<listEvent><event xml:id="x"><ab/></event></listEvent>'),
    "relation-named": ("block", '<listRelation><relation mutual="#a #b"/></listRelation>'),
    "relation-ends-1": ("block", '<listRelation><relation name="x" active="#a" mutual="#b"/></listRelation>'),
    "relation-ends-2": ("block", '<listRelation><relation name="x" passive="#b"/></listRelation>'),
    "link-targets": ("block", '<p/><link target="#a"/>'),
    "join-targets": ("block", '<p/><join target="#a"/>'),
    "ab-in-verse": ("block", "<lg><l><quote><ab/></quote></l></lg>"),
    "standoff-nested": (
        "text",
        "<standOff><standOff><listPerson><person/></listPerson></standOff></standOff>",
    ),
    "reading-witnessed": ("phrase", "<app><lem>1</lem><rdg>2</rdg></app>"),
    "one-lemma": ("phrase", '<app><rdgGrp><lem>1</lem><lem>2</lem><rdg wit="#a">3</rdg></rdgGrp></app>'),
    "external-apparatus": (
        "encoding",
        '<variantEncoding method="parallel-segmentation" location="external"/>',
    ),
    "no-words-in-facsimile": ("text", "<facsimile><surface><zone>1</zone></surface></facsimile>"),
    "path-open": ("text", '<sourceDoc><surface><path points="0,0 1,1 0,0.0"/></surface></sourceDoc>'),
    "addspan-end": ("block", "<p/><addSpan/>"),
    "damagespan-end": ("block", "<p/><damageSpan/>"),
    "delspan-end": ("block", "<p/><delSpan/>"),
    "subst-pair": ("phrase", "<subst><add>1</add></subst>"),
    "supplied-responsible-1": ("phrase", '<supplied reason="omitted">1</supplied>'),
    "supplied-responsible-2": ("phrase", '<supplied resp="#a">1</supplied>'),
    "surplus-responsible-1": ("phrase", '<surplus reason="repeated">1</surplus>'),
    "surplus-responsible-2": ("phrase", '<surplus resp="#a">1</surplus>'),
    "figure-described": ("block", '<figure><graphic url="x.png"/></figure>'),
    "ms-parts-once": (
        "source",
        "<msDesc><msIdentifier><repository>1</repository></msIdentifier>"
        + 2 * "<history><p/></history>"
        + "</msDesc>",
    ),
    "ms-place": (
        "source",
        "<msDesc><msIdentifier><idno>1</idno></msIdentifier></msDesc>",
        "<msDesc><msIdentifier><repository/></msIdentifier></msDesc>",
    ),
    "catchwords-in-description": ("phrase", "<catchwords>1</catchwords>"),
    "secfol-in-description": ("phrase", "<secFol>1</secFol>"),
    "signatures-in-description": ("phrase", "<signatures>1</signatures>"),
    "dimensions-once": ("phrase", "<dimensions><width>1</width><width>2</width></dimensions>"),
    "s-in-s": ("phrase", "<s><s>1</s></s>"),
    "span-ends-1": (
        "phrase",
        '<span target="#a" from="#b">1</span>',
        '<span target="#a" from="#b" to="#b">1</span>',
    ),
    "span-ends-2": ("phrase", '<span to="#b">1</span>'),
    "span-ends-3": ("phrase", '<span from="#a #b">1</span>'),
}


def broken(rule: str) -> list[str]:
    """The documents that break one rule."""
    place, *fragments = RULES[rule]
    return [
        _DOCUMENT.format(
            language="" if rule == "language-stated" else ' xml:lang="en"',
            source=fragment if place == "source" else "<p/>",
            encoding=fragment if place == "encoding" else "<p/>" if rule == "quotation-declared" else _MARKS,
            text=_PLACES[place].format(fragment),
        )
        for fragment in fragments
    ]


def cases() -> list[tuple[str, int, str]]:
    """Every rule, the number of its case, and the document that breaks it."""
    return [(rule, number, text) for rule in RULES for number, text in enumerate(broken(rule))]
