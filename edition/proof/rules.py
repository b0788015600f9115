# SPDX-License-Identifier: MIT
"""The closed list of reasons for which words of a source are not shown in their place, and the elements that each is about.

Nothing outside this file adds a reason: a stylesheet of a project can drop words, and then they are lost.
"""

from __future__ import annotations

from typing import NamedTuple

from edition.words.cutting import names

# Rule → what an editor should know of it. In `coverage.json` words are counted for each.
RULES: dict[str, str] = {
    "header": "The header is on the About page, which is compared with it; the book says what a title page says.",
    "register": "Entries of registers are on the register pages.",
    "metadata": "Written for machines or for an index, not for readers.",
    "facsimile": "Coordinates and descriptions of images of the document.",
    "stand-off": "Annotations that stand apart from the text; the sources that can be downloaded have them.",
    "second-text": "The transcription of a document in a file that has its text too.",
    "alternative": "A further alternative of a choice: the sign beside it tells it.",
    "set-aside": "A reading inside a reading that was not chosen.",
    "variant": "A reading that the apparatus gives and not the text.",
    "told": "The sign of a gap or a space tells it.",
    "description": "What describes a picture, for those who do not see it.",
    "transmitted": "The book prints the corrected text; a footnote gives what the source has.",
    "running-head": "Running heads, catchwords and page numbers of the source are not printed in the book.",
    "analysis": "What an analysis says of the text is not printed in the book.",
}


class Setting(NamedTuple):
    """What an output leaves out by a rule: names of elements → rule."""

    elements: dict[str, str]


def _by(rule: str, elements: str) -> dict[str, str]:
    return dict.fromkeys(names(elements), rule)


_ALWAYS = {
    **_by("header", "teiHeader"),
    **_by("metadata", "index xenoData fLib fvLib fsdDecl binaryObject"),
    **_by("facsimile", "facsimile"),
}

PAGE = Setting(_ALWAYS)
BOOK = Setting({
    **_ALWAYS,
    **_by("running-head", "fw"),
    **_by("description", "figDesc"),
    **_by(
        "analysis",
        """witDetail interp interpGrp span spanGrp timeline listTranspose certainty precision respons handShift shift link
        linkGrp join joinGrp alt altGrp substJoin divGen pause anchor milestone ptr when witStart witEnd lacunaStart
        lacunaEnd addSpan delSpan damageSpan noteAnchor""",
    ),
})  # fmt: skip

# Lists that a register page is made from where they stand outside the text.
REGISTERS = names("listPerson listPlace listOrg listEvent listBibl listNym listObject listRelation")

# Rules for which a page must show where it tells the words.
EVIDENT = names("alternative told description variant")
