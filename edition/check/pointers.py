# SPDX-License-Identifier: MIT
"""Which attributes of TEI are pointers, and to what kind of thing each must lead.

Tables only, after the classes of the Guidelines (`teidata.pointer`; TEI P5 4.9); nothing is resolved.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What a pointer may lead to: in words, and by the names of the elements."""

    name: str
    elements: frozenset[str]


def _words(names: str) -> set[str]:
    return set(names.split())


# What may stand for anything in a project's own manner: registers kept as lists, taxonomies, tables.
_NEUTRAL = _words(
    "item category name rs nym interp row entry term label note TEI text catDesc taxonomy anchor"
)
_PERSONS = _words(
    "person personGrp persona listPerson persName castItem castGroup role actor author editor principal "
    "respStmt resp sponsor funder forename surname correspAction"
)
_ORGS = _words(
    "org listOrg orgName personGrp publisher authority distributor sponsor funder institution repository"
)
_PLACES = _words(
    "place listPlace placeName settlement country region district bloc geogName geogFeat location address addrLine"
)
_WORKS = _words(
    "bibl biblStruct biblFull listBibl msDesc msPart msFrag msItem msItemStruct object title relatedItem witness "
    "citedRange series monogr analytic recording ref ptr"
)
_EVENTS = _words("event listEvent eventName date origDate")
_OBJECTS = _words("object listObject objectName msDesc")


def _kind(name: str, *groups: set[str], neutral: bool = True) -> Kind:
    return Kind(name, frozenset(set().union(*groups, _NEUTRAL if neutral else set())))


PERSON = _kind("a person", _PERSONS)
ORG = _kind("an organisation", _ORGS)
AGENT = _kind("a person or an organisation", _PERSONS, _ORGS)
PLACE = _kind("a place", _PLACES)
WORK = _kind("a work or source", _WORKS)
EVENT = _kind("an event", _EVENTS)
OBJECT = _kind("an object", _OBJECTS)
RESPONSIBLE = _kind(
    "somebody responsible", _PERSONS, _ORGS, _WORKS, {"handNote", "application", "correspDesc", "change"}
)
WITNESS = _kind("a witness", _WORKS, {"listWit", "rdg", "lem"}, neutral=False)
EDITION = _kind("an edition or witness", _WORKS, {"listWit", "edition"})
HAND = _kind("a hand", _words("handNote handNotes handDesc handShift scribeDesc typeNote"), neutral=False)
FACSIMILE = _kind(
    "a facsimile",
    _words("facsimile surface surfaceGrp zone graphic media binaryObject sourceDoc line path figure"),
    neutral=False,
)
CHANGE = _kind("a change", _words("change listChange revisionDesc creation"), neutral=False)
RENDITION = _kind("a rendition", {"rendition", "tagsDecl", "namespace"}, neutral=False)
CALENDAR = _kind("a calendar", {"calendar", "calendarDesc"}, neutral=False)
CATEGORY = _kind(
    "a category", _words("category taxonomy classDecl catDesc catRef bibl biblStruct"), neutral=False
)
UNIT = _kind("a unit", {"unitDef", "unitDecl"}, neutral=False)
GLYPH = _kind("a character or glyph", {"char", "glyph", "charDecl", "glyphName", "charName"}, neutral=False)
FEATURE = _kind(
    "a feature",
    _words("f fs fLib fvLib vColl binary symbol numeric string default vAlt vLabel vMerge vNot"),
    neutral=False,
)
NYM = _kind("a nym", _PERSONS, _PLACES, _ORGS, {"nym", "listNym"})
MOMENT = _kind("a point in time", {"when", "timeline"}, neutral=False)

# By element and attribute, then by attribute alone; what is in neither may lead to anything.
_BY_ELEMENT: dict[tuple[str, str], Kind] = {
    ("g", "ref"): GLYPH,
    ("title", "ref"): WORK,
    ("eventName", "ref"): EVENT,
    ("objectName", "ref"): OBJECT,
    ("orgName", "ref"): ORG,
    ("catRef", "target"): CATEGORY,
    ("handShift", "new"): HAND,
    ("change", "who"): RESPONSIBLE,
    ("u", "start"): MOMENT,
    ("u", "end"): MOMENT,
    ("when", "since"): MOMENT,
    ("timeline", "origin"): MOMENT,
    **{(name, "ref"): PERSON for name in _words("persName forename surname roleName genName addName")},
    **{(name, "ref"): AGENT for name in _words("author editor principal sponsor funder respStmt")},
    **{
        (name, "ref"): PLACE
        for name in _words("placeName settlement country region district bloc geogName geogFeat")
    },
}
_BY_ATTRIBUTE: dict[str, Kind] = {
    "resp": RESPONSIBLE,
    "who": AGENT,
    "toWhom": AGENT,
    "scribeRef": PERSON,
    "wit": WITNESS,
    "edRef": EDITION,
    "hand": HAND,
    "facs": FACSIMILE,
    "change": CHANGE,
    "rendition": RENDITION,
    "calendar": CALENDAR,
    "datingMethod": CALENDAR,
    "scheme": CATEGORY,
    "unitRef": UNIT,
    "fromUnit": UNIT,
    "toUnit": UNIT,
    "feats": FEATURE,
    "fVal": FEATURE,
    "nymRef": NYM,
}
# A general element says by its type what it names.
_BY_TYPE = {
    "person": AGENT,
    "pers": AGENT,
    "place": PLACE,
    "org": ORG,
    "organisation": ORG,
    "organization": ORG,
    "work": WORK,
    "bibl": WORK,
    "event": EVENT,
}

_EVERYWHERE = _words(
    "ana calendar change copyOf corresp datingMethod datingPoint decls edRef exclude facs feats fVal fromUnit given "
    "hand inst lemmaRef mergedIn mutual active passive next nymRef period prev ref rendition replyTo require resp "
    "sameAs scribeRef scriptRef select source spanTo start end synch target targetEnd toUnit toWhom unitRef url where who wit"
)
_ONLY_ON = {
    "from": "app rt span arc",
    "to": "app rt span arc",
    "new": "handShift",
    "origin": "timeline",
    "since": "when",
    "scheme": "keywords classCode catRef locus locusGrp occupation socecStatus",
    "code": "occupation socecStatus",
    "class": "msContents msItem msItemStruct",
    "domains": "linkGrp joinGrp altGrp",
    "parts": "nym",
    "perf": "move tech",
    "adj": "node",
    "adjFrom": "node",
    "adjTo": "node",
    "children": "root iNode",
    "parent": "iNode leaf",
    "follow": "iNode leaf",
    "value": "node root iNode leaf eTree triangle eLeaf",
}
# Attributes whose names are pointers on other elements, or pointers to what is no part of an edition.
_NOT_ON = {("dataRef", "ref"), ("moduleRef", "url")}

EVERYWHERE = frozenset(_EVERYWHERE)
ONLY_ON = {name: frozenset(owners.split()) for name, owners in _ONLY_ON.items()}
NAMES = EVERYWHERE | ONLY_ON.keys()
# These never name a file or an address: a value without “#” is a forgotten “#”.
NEVER_FILES = frozenset(
    _words(
        "wit who hand resp rendition calendar scribeRef new change decls spanTo synch exclude select feats fVal "
        "next prev nymRef active passive mutual start end from to datingMethod toWhom edRef since origin"
    )
)
# Elements that name a file to be shown.
MEDIA_ELEMENTS = frozenset(_words("graphic media binaryObject recording"))


def is_pointer(element: str, attribute: str) -> bool:
    """Is this attribute a pointer on this element? (`@from` on `app` is one, on `locus` it is not.)"""
    owners = ONLY_ON.get(attribute)
    return (attribute in EVERYWHERE or (owners is not None and element in owners)) and (
        element,
        attribute,
    ) not in _NOT_ON


def expected(element: str, attribute: str, type_: str | None) -> Kind | None:
    """What a pointer must lead to; None where it may lead to anything."""
    if attribute == "ref" and element in {"rs", "name"}:
        return _BY_TYPE.get((type_ or "").lower())
    return _BY_ELEMENT.get((element, attribute)) or _BY_ATTRIBUTE.get(attribute)
