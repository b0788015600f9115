# SPDX-License-Identifier: MIT
"""What becomes of each attribute of TEI: readers are shown it, something is made with it, or why neither.

An attribute that is not in this table is none of TEI's. What a value means is not judged here.
"""

from __future__ import annotations

from typing import NamedTuple

from edition.words.cutting import names


class Use(NamedTuple):
    """`how` is `shown`, `used` or `accounted`; `why` says where it is shown, for what used, or why neither."""

    how: str
    why: str


# Interventions and states of the text: the sign beside them tells what was done, why, by whom, how certainly.
_SIGNED = names(
    "gap supplied surplus secl sic corr orig reg unclear add del damage restore retrace redo undo space subst choice"
)
_TOLD_OF_SIGNED = names("reason hand place agent cause cert resp")
# Pairs whose value a page must show at the place of the element.
TOLD: frozenset[tuple[str, str]] = frozenset({
    *((element, attribute) for element in _SIGNED for attribute in _TOLD_OF_SIGNED),
    *((element, attribute) for element in ("gap", "supplied", "surplus", "secl") for attribute in ("extent", "quantity", "atLeast", "atMost")),
    ("note", "n"), ("note", "cert"),
})  # fmt: skip

_SHOWN = Use("shown", "Its value stands at its place, in a sign, a number or a label.")
# Pairs that differ from what is usual for the attribute.
_PAIRS: dict[tuple[str, str], Use] = {
    **{(element, "n"): _SHOWN for element in ("pb", "cb", "gb", "lb", "milestone")},
    **{(element, "url"): Use("shown", "The picture, or which one is missing.") for element in ("graphic", "media")},
    ("l", "n"): Use("shown", "Every fifth number stands beside its line; each is used in citations."),
    ("list", "type"): Use("used", "Decides how the list is set."),
    ("note", "type"): Use("used", "Tells the edition's notes from the text's."),
    ("note", "place"): Use("used", "Notes stand beside their line, or where their marks are."),
    ("note", "target"): Use("used", "Marks the places that the note is about."),
    ("cell", "role"): Use("used", "Heads of rows and columns."),
    ("row", "role"): Use("used", "Heads of rows and columns."),
    ("title", "level"): Use("used", "Italics for what is published by itself."),
    ("title", "type"): Use("used", "Tells the main title from others."),
    ("ref", "type"): Use("used", "Tells the marks of notes from references."),
    ("space", "quantity"): Use("used", "The width of the blank."),
    ("space", "dim"): Use("used", "Across the line or down the page."),
    ("num", "value"): Use("accounted", "The number is written out; its value is for machines."),
}

# The first row that has an attribute holds.
_BY_USE: tuple[tuple[str, str, str], ...] = (
    ("used", "The address of the element in its page.", "id"),
    ("used", "The language and direction of the words.", "lang"),
    ("used", "How the words look.", "rend rendition style"),
    ("used", "Keeps a word together over a break.", "break"),
    ("used", "Parts of one verse or paragraph.", "part"),
    ("used", "The shape of a table.", "cols rows"),
    ("used", "Citations and labels.", "n loc"),
    ("used", "Which register entry a name leads to, and the index.", "ref key nymRef"),
    ("used", "Where a reference leads.", "target cRef targetEnd"),
    ("used", "The chronicle, and sorting in registers.", """when notBefore notAfter from to when-iso notBefore-iso notAfter-iso
        from-iso to-iso calendar"""),
    ("used", "Facts of register entries.", "active passive mutual sex gender age role name sort sortKey full code"),
    ("used", "The witnesses of a reading, in the entry of the apparatus.", "wit source"),
    ("used", "Responsibility, where a sign or a note says who decided.", "resp cert"),
    ("used", "The picture's address, size and kind.", "url width height scale mimeType"),
    ("accounted", "A class of the project's own; what is seen of it is up to its stylesheet.", """type subtype function org level
        unit quantity unitRef commodity"""),
    ("accounted", "Where images of the document show this; the sources that can be downloaded have it.", """facs start end ulx uly
        lrx lry points rotate"""),
    ("accounted", "The hand, pen or state of the writing, where no sign tells it.", """hand new hands scribe scribeRef script
        scriptRef medium scope seq status instant degree group gradual flipping attachment indentLevel evidence extent reason
        agent cause place location dim"""),
    ("accounted", "Which edition a break belongs to.", "ed edRef"),
    ("accounted", "Linguistic analysis, for programs that read the sources.", """ana lemma lemmaRef pos msd join norm orig inst
        baseForm datcat valueDatcat targetDatcat force pre"""),
    ("accounted", "The analysis of verse.", "met real rhyme enjamb"),
    ("accounted", "Who speaks, where the speaker's words say so; and how speech runs.", """who toWhom direct aloud trans iterated
        synch dur dur-iso interval since absolute origin perf where mode"""),
    ("accounted", "Links between parts, for programs that read the sources.", """corresp sameAs copyOf next prev exclude select
        change decls spanTo targFunc domains anchored evaluate result require motivation replyTo generatedBy modality
        targetLang"""),
    ("accounted", "How precise a measure or a date is.", """precision atLeast atMost min max confidence stdDeviation period
        datingMethod datingPoint when-custom notBefore-custom notAfter-custom from-custom to-custom minOccurs maxOccurs"""),
    ("accounted", "What is certain of what, for programs that read the sources.", "locus given assertedValue match"),
    ("accounted", "Kinds of variation and their order, for programs that read the sources.", "varSeq method"),
    ("accounted", "Features, trees and graphs, for programs that read the sources.", """feats fVal value adj adjFrom adjTo children
        parent follow ord arity order inDegree outDegree label size feature optional baseTypes"""),
    ("accounted", "The dictionary's own order and relations.", "expand split opt mergedIn notation"),
    ("accounted", "Details of a description of documents.", """parts trunc material form columns streams ruledLines writtenLines
        defective contemporary class mainLang otherLangs tag tags fromUnit toUnit formula"""),
    ("accounted", "Says how the file is encoded, not what the text says.", """base space version ident scheme schemeVersion
        matchPattern replacementPattern prefix sample default encoding uri usage xpointer href parse valid validUntil
        versionDate docLang eol placement marks delim use property length selector pattern terminal gi occurs withId partial
        ordered predicate behaviour output useSourceRendition cssClass autoPrefix defaultExceptions except include generate
        module ns predeclare restriction preserveOrder indexName filter atts discrete social time weights datum"""),
)  # fmt: skip
_USES = {name: Use(how, why) for how, why, attributes in reversed(_BY_USE) for name in attributes.split()}


def use_of(element: str, attribute: str) -> Use | None:
    """What becomes of an attribute of an element; None for one that TEI does not have."""
    if (element, attribute) in TOLD:
        return _SHOWN
    return _PAIRS.get((element, attribute)) or _USES.get(attribute)
