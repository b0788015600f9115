# SPDX-License-Identifier: MIT
"""Every code that a finding may have: its usual level, and what it is about in one sentence.

A code is stable: scripts, baselines and `[check.levels]` rest on it. What is found is decided in `edition.check`.
"""

from __future__ import annotations

from typing import NamedTuple

LEVELS = ("error", "warning", "hint", "off")


class Code(NamedTuple):
    """`level` is the usual one; `about` says what was found, in a sentence for the documentation."""

    level: str
    about: str


CODES: dict[str, Code] = {
    # The file as a file
    "xml-empty": Code("error", "The file has nothing in it."),
    "xml-encoding": Code("error", "The bytes are not those of the encoding that the file declares."),
    "xml-entity": Code("error", "A named entity is used that the file does not declare."),
    "xml-external-entity": Code("error", "An entity would read another file, which is never done."),
    "xml-include-broken": Code("error", "An inclusion (XInclude) names something that cannot be included."),
    "xml-include-loop": Code("error", "A file includes itself, directly or through others."),
    "xml-include-missing": Code("error", "A file that is to be included is not there."),
    "xml-include-outside": Code("error", "An inclusion leads out of the project or to a network."),
    "xml-missing": Code("error", "There is no such file."),
    "xml-not-tei": Code("error", "The file is XML, but its root element is not TEI's."),
    "xml-not-well-formed": Code("error", "The file is not well-formed XML."),
    "xml-not-xml": Code("error", "The file is of another kind: a word processor's, a picture, an archive."),
    "xml-too-deep": Code("error", "Elements are nested deeper than any text needs."),
    "xml-too-large": Code("error", "The file, with all that it includes, is larger than the bound."),
    "xml-unreadable": Code("error", "The file or folder may not be read."),
    # RELAX NG
    "rng-attribute-missing": Code("error", "An attribute is missing that the element must have."),
    "rng-attribute-not-allowed": Code("error", "The element may not have this attribute."),
    "rng-attribute-not-together": Code("error", "Two attributes may not stand together."),
    "rng-content-wrong": Code("error", "What is in an element is not what the schema asks for."),
    "rng-element-missing": Code("error", "An element is missing that must stand here."),
    "rng-element-not-allowed": Code("error", "The element is known, but may not stand here."),
    "rng-element-unknown": Code("error", "The schema has no such element."),
    "rng-idref-unknown": Code("error", "A reference to an id that no element of the file has."),
    "rng-namespace-missing": Code("error", "The element is in no namespace, and should be in TEI's."),
    "rng-namespace-wrong": Code("error", "The element is in another namespace than the schema's."),
    "rng-root-wrong": Code("error", "A document of this schema does not begin with this element."),
    "rng-schema-wrong": Code("error", "The schema itself is no RELAX NG."),
    "rng-tei-p4": Code("error", "The file is of TEI P4, which no schema of P5 can judge."),
    "rng-text-not-allowed": Code("error", "Text stands where only elements may."),
    "rng-value-wrong": Code("error", "A value is not of the kind that the schema asks for."),
    # Schematron
    "sch-assert": Code("error", "A rule of the project's Schematron is not kept (the schema's @role may lower the level)."),
    "sch-report": Code("error", "A rule of the project's Schematron reports this (the schema's @role may lower the level)."),
    "sch-rule-failed": Code("warning", "A rule could not be evaluated on this file."),
    "sch-schema": Code("error", "The Schematron schema is wrong."),
    "sch-stopped": Code("error", "A rule took too long and was stopped."),
    "sch-xpath": Code("error", "An expression of the Schematron schema is no XPath."),
    # Ids
    "id-duplicate": Code("error", "Two elements of a file have the same xml:id."),
    "id-invalid": Code("error", "An xml:id is no name of XML."),
    "id-shared": Code("warning", "Two entries of registers in two files have one id, and other files point to one of them."),
    # Pointers
    "ref-broken": Code("error", "A pointer names an id that no element has."),
    "ref-elsewhere": Code("error", "A pointer leads into its own file, but the id is in another."),
    "ref-empty": Code("warning", "A pointer attribute is empty."),
    "ref-file-broken": Code("error", "A pointer leads to a file that is no XML."),
    "ref-file-missing": Code("error", "A pointer leads to a file that is not there."),
    "ref-media-missing": Code("warning", "A picture or recording is named that is not in the project."),
    "ref-no-hash": Code("error", "A pointer lacks the “#” with which pointers to ids begin."),
    "ref-outside": Code("hint", "A pointer leads out of the project's folder."),
    "ref-prefix-mismatch": Code("error", "A pointer with a prefix does not match the pattern of its prefixDef."),
    "ref-prefix-pattern": Code("error", "The pattern of a prefixDef is no regular expression."),
    "ref-prefix-undeclared": Code("warning", "A pointer has a prefix that the file declares nowhere."),
    "ref-scheme": Code("hint", "A pointer is of a scheme that is not followed."),
    "ref-wrong-kind": Code("error", "A pointer leads to another kind of thing than its attribute means."),
    "resp-undeclared": Code("warning", "A responsibility (@resp) is somebody's whom nothing declares."),
    # Dates and lives
    "date-invalid": Code("error", "A dating attribute has a value that is no date, or a day that never was."),
    "date-order": Code("error", "A span of time ends before it begins."),
    "date-outside-life": Code("warning", "Somebody writes before birth or after death."),
    "life-length": Code("warning", "A person lived longer than anybody has."),
    "life-order": Code("error", "A person died before being born."),
    # Languages
    "lang-unknown": Code("warning", "A language tag is none: “lat”, “italic”, “sr-Cryl”."),
    "lang-unlikely": Code("hint", "A language tag is right, but names a language that was hardly meant."),
    # Registers and mentions
    "mention-no-entry": Code("hint", "A name in the text leads to no entry, where most others do."),
    "register-same-idno": Code("warning", "Two entries have the same identifier of another register."),
    "register-same-name": Code("hint", "Two entries have the same name, and nothing tells them apart."),
    "register-unmentioned": Code("hint", "Nothing mentions some entries of a list of which others are mentioned."),
    # The apparatus
    "app-lacuna-open": Code("warning", "A lacuna of a witness begins and never ends."),
    "app-lacuna-unbegun": Code("warning", "A lacuna of a witness ends that has not begun."),
    "app-lemma": Code("warning", "A lemma is not what its pointers delimit, or does not stand in the line that its entry names."),
    "app-loc-unknown": Code("warning", "An entry names a line, verse or section that the text does not have."),
    "app-reading-in-lacuna": Code("warning", "A witness has a reading inside its own lacuna."),
    "app-siglum-unknown": Code("error", "A siglum is that of no witness."),
    "app-witness-missing": Code("warning", "An entry of a positive apparatus does not name a witness that those around it name."),
    "app-witness-twice": Code("warning", "One witness has two readings in one entry."),
    "app-witness-unused": Code("hint", "A witness is declared, and no entry names it."),
    "span-inverted": Code("error", "A span ends before it begins: its pointers are in the wrong order."),
    # The proof: what an output of a build lacks (docs/proof.md)
    "proof-lost": Code("error", "Words of a source stand nowhere in the output."),
    "proof-moved": Code("error", "Words stand in another order than in the source."),
    "proof-repeated": Code("error", "Words stand more than once, and nothing marks the repetition."),
    "proof-added": Code("error", "The output has words that the source has not, and nothing marks them as the edition's."),
    "proof-generated": Code("error", "Words of the source are marked as if the edition had added them."),
    "proof-hidden": Code("error", "Words are in the page and cannot be seen."),
    "proof-reading": Code("error", "Words stand in the wrong one of the two readings."),
    "proof-structure": Code("error", "A paragraph, item, line or cell is not kept apart from its neighbours."),
    "proof-mark": Code("error", "A gap, a space, a page's beginning or a picture leaves no mark."),
    "proof-told": Code("error", "What an attribute says of the text is not told."),
    "proof-place": Code("error", "A note hangs elsewhere than in the source."),
    "proof-element": Code("warning", "An element has no rule of its own, or is none of TEI's; its words are kept."),
    "proof-attribute": Code("hint", "An attribute is none of TEI's; readers are not told of it."),
    # This program's own instructions in a file
    "ignore-unknown": Code("warning", "An instruction `<?edition ignore …?>` names a code that there is not, or stands before nothing."),
}  # fmt: skip
