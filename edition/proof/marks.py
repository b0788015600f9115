# SPDX-License-Identifier: MIT
"""Elements without words: which of them leave a mark in a page, and what becomes of the others.

The marks are those of the pages (docs/pages.md); where in a text they must stand is for `edition.proof.comparison`.
"""

from __future__ import annotations

from edition.proof.attributes import Use
from edition.words.cutting import names

# Element → by which of its marks a page shows it. A name with a full stop before it is a class.
MARKED: dict[str, frozenset[str]] = {
    "gap": names(".gap"),
    "space": names(".space"),
    "pb": names(".pb"),
    "cb": names(".cb"),
    "gb": names(".gb"),
    "lb": names("br"),
    "milestone": names(".milestone"),
    "caesura": names(".caesura"),
    "graphic": names("img .missing link"),
    "media": names("img .missing link"),
    "ptr": names("link"),
    "note": names(".mark"),
}
# Marks that show the element's @n.
NUMBERED = names("pb cb gb")

_USED = {
    "anchor": "A place that links lead to.",
    "handShift": "A change of hand, which a project's stylesheet may show.",
    "shift": "A change of voice, which a project's stylesheet may show.",
    "noteAnchor": "A place that links lead to.",
}
_ACCOUNTED = {
    "Links between parts of the text, for programs that read the sources.":
        "link join alt span substJoin listTranspose transpose addSpan delSpan damageSpan certainty precision respons when "
        "interp relation timeline linkGrp joinGrp altGrp spanGrp interpGrp listRelation",
    "Where a witness begins, ends or fails; the apparatus is made from it.": "witStart witEnd lacunaStart lacunaEnd",
    "Features and trees, for programs that read the sources.": "fs f symbol numeric binary default fsdDecl fvLib fLib",
    "Coordinates of images of the document.": "zone surface surfaceGrp facsimile path",
    "Lists that a page makes by itself.": "divGen listRef",
}  # fmt: skip
_EMPTY = Use("accounted", "Holds nothing where it may hold words.")
_WORDLESS = {
    **{name: Use("shown", "A mark at its place.") for name in MARKED},
    **{name: Use("used", why) for name, why in _USED.items()},
    **{name: Use("accounted", why) for why, elements in _ACCOUNTED.items() for name in elements.split()},
    "cell": Use("shown", "An empty cell of its table."),
    "rdg": Use("shown", "An omission in the entry of the apparatus."),
    "lem": Use("shown", "An omission in the entry of the apparatus."),
    "g": Use("shown", "The character or its name."),
}


def use_of(element: str) -> Use:
    """What becomes of an element that holds nothing."""
    return _WORDLESS.get(element, _EMPTY)
