# SPDX-License-Identifier: MIT
"""What expat's error numbers mean to an encoder: what is wrong, and what to write instead.

It only words; where the error is and which elements are open is known to `edition.source.scan`.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers.expat import ExpatError, errors

from edition.source.faults import Fault

_CODE = errors.codes
_NOT_WELL_FORMED = "xml-not-well-formed"


class Open(NamedTuple):
    """An element whose end tag has not come, with the place of its start tag."""

    name: str
    line: int
    column: int

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]


def explain(error: ExpatError, data: bytes, index: int, opened: list[Open]) -> Fault:
    """The fault for an error of expat at byte `index` of `data` while `opened` are open (inner last)."""
    say = _WORDS.get(error.code, _plain)
    begin = max(index, 0) - _behind(say, data, index)
    here = data[begin : begin + 200].decode("utf-8", "replace")
    before = len(data[begin : max(index, 0)].decode("utf-8", "replace"))
    message, hint = (say is _token and _preceded(data[:begin][-80:], opened)) or say(error, here, opened)
    code = "xml-entity" if say is _undefined else _NOT_WELL_FORMED
    return Fault(code, message, hint, error.lineno, max(error.offset + 1 - before, 1))


def _behind(say: object, data: bytes, index: int) -> int:
    """How many bytes expat points behind the beginning of what is wrong: the “</”, “<”, or “&” and a name."""
    if say is _mismatch:
        return 2
    reference = (
        re.search(rb"(?:&[^;\s<&]{0,60}|<)$", data[max(index - 64, 0) : index])
        if say is _token and index > 0
        else None
    )
    return len(reference[0]) if reference else 0


def _preceded(before: bytes, opened: list[Open]) -> tuple[str, str] | None:
    """What is told by what stands before the error: a value without its marks, two hyphens in a comment."""
    if re.search(rb"<[^<>]*\s[\w.:-]+\s*=\s*$", before):
        return f"the value of an attribute is not in straight quotation marks{_inside(opened)}.", (
            "Write name=\"value\" or name='value'."
        )
    if before.endswith(b"--") and not re.search(rb"-->[^-]*--$", before):
        return "“--” stands in a comment.", "A comment holds no two hyphens in a row: write “-” or “—”."
    return None


def _plain(error: ExpatError, _here: str, opened: list[Open]) -> tuple[str, str]:
    reason = str(error).partition(":")[0]
    return f"{reason}{_inside(opened)}.", "Compare this place with a place that is right."


def _inside(opened: list[Open]) -> str:
    return f", inside <{opened[-1].local}> of line {opened[-1].line}" if opened else ""


def _mismatch(_error: ExpatError, here: str, opened: list[Open]) -> tuple[str, str]:
    found = re.match(r"</([^\s>]+)", here)
    closing = found[1] if found else "?"
    inner = opened[-1]
    message = (
        f"the end tag </{closing}> does not fit: <{inner.local}>, opened in line {inner.line}, is still open."
    )
    outer = next((o for o in reversed(opened[:-1]) if o.local == closing.rpartition(":")[2]), None)
    if outer:
        return message, f"Put </{inner.local}> before it; <{closing}> was opened in line {outer.line}."
    return message, f"Write </{inner.local}> here, or remove </{closing}>: no <{closing}> is open."


def _unfinished(_error: ExpatError, _here: str, opened: list[Open]) -> tuple[str, str]:
    if not opened:
        return "the file holds no element.", "A TEI document begins with the element <TEI>."
    inner = opened[-1]
    rest = f" and {len(opened) - 1} around it" if len(opened) > 1 else ""
    message = f"the file ends while <{inner.local}>, opened in line {inner.line}, is still open{rest}."
    return message, "Is the file complete? Add the end tags " + "".join(
        f"</{o.local}>" for o in reversed(opened[-5:])
    ) + (" …" if len(opened) > 5 else ".")


def _token(_error: ExpatError, here: str, opened: list[Open]) -> tuple[str, str]:
    if re.match(r"&\w+(?!;)", here):
        name = re.match(r"&\w+", here)
        return (
            f"“{name[0] if name else '&'}” has no “;” behind it{_inside(opened)}.",
            "Write &amp; for “&” itself.",
        )
    if here.startswith("&"):
        return f"an “&” stands alone{_inside(opened)}.", "Write &amp; for the character itself."
    if re.match(r"<[\s\d=<]", here):
        return f"a “<” stands alone{_inside(opened)}.", "Write &lt; for the character itself."
    if here and (ord(here[0]) < 0x20 or here[0] in "\ufffe\uffff"):
        return f"the character U+{ord(here[0]):04X} is not allowed in XML.", "Remove this control character."
    if here.startswith("<"):
        return f"an attribute value has a “<” in it, or lacks a quotation mark{_inside(opened)}.", (
            "Write &lt; in values, and close each value with the mark that opened it."
        )
    shown = here[:12].splitlines()[0] if here.strip() else "white space"
    return f"“{shown}” cannot stand here{_inside(opened)}.", (
        "Look for a missing quotation mark, “=” or “>” in the tag, or for “--” in a comment."
    )


def _undefined(_error: ExpatError, here: str, opened: list[Open]) -> tuple[str, str]:
    found = re.match(r"&([^;\s]+);", here)
    name = f"&{found[1]};" if found else "this entity"
    return (
        f"the entity {name} is not declared{_inside(opened)}.",
        "Write the character itself, or &amp; for “&”.",
    )


def _duplicate(_error: ExpatError, here: str, _opened: list[Open]) -> tuple[str, str]:
    names = re.findall(r"""([\w:.-]+)\s*=\s*["']""", here.partition(">")[0])
    twice = next((name for name in names if names.count(name) > 1), "")
    return (
        f"an attribute{f' (@{twice})' if twice else ''} is given twice in this tag.",
        "Keep one of the two.",
    )


def _junk(_error: ExpatError, _here: str, _opened: list[Open]) -> tuple[str, str]:
    return "something follows the end of the root element.", (
        "An XML file has one root element: is an end tag too early, or are two documents in one file?"
    )


def _late_declaration(_error: ExpatError, _here: str, _opened: list[Open]) -> tuple[str, str]:
    return "the XML declaration <?xml …?> is not at the very beginning.", "Remove what stands before it."


def _unbound(_error: ExpatError, here: str, _opened: list[Open]) -> tuple[str, str]:
    prefixes = re.findall(r"[\s<]([\w.-]+):[\w.-]+", here.partition(">")[0])
    prefix = next((p for p in prefixes if p not in {"xml", "xmlns"}), "?")
    return (
        f"the namespace prefix “{prefix}” is not declared.",
        f'Declare it on the root element: xmlns:{prefix}="…".',
    )


def _bad_reference(_error: ExpatError, here: str, opened: list[Open]) -> tuple[str, str]:
    found = re.match(r"&#\w+;", here)
    return f"{found[0] if found else 'this reference'} names a character that XML does not allow{_inside(opened)}.", (
        "Remove it: control characters cannot stand in XML, not even as numbers."
    )


def _recursive(_error: ExpatError, here: str, opened: list[Open]) -> tuple[str, str]:
    found = re.match(r"&[^;\s]+;", here)
    return f"the entity {found[0] if found else ''} contains itself{_inside(opened)}.", "Correct its declaration in the DOCTYPE."


def _amplified(_error: ExpatError, _here: str, _opened: list[Open]) -> tuple[str, str]:
    return "entities expand into far more text than the file holds; reading was stopped.", (
        "Write the text out instead of nesting entities."
    )


_WORDS = {
    _CODE[errors.XML_ERROR_TAG_MISMATCH]: _mismatch,
    _CODE[errors.XML_ERROR_NO_ELEMENTS]: _unfinished,
    _CODE[errors.XML_ERROR_UNCLOSED_TOKEN]: _unfinished,
    _CODE[errors.XML_ERROR_INVALID_TOKEN]: _token,
    _CODE[errors.XML_ERROR_UNDEFINED_ENTITY]: _undefined,
    _CODE[errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: _duplicate,
    _CODE[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: _junk,
    _CODE[errors.XML_ERROR_MISPLACED_XML_PI]: _late_declaration,
    _CODE[errors.XML_ERROR_UNBOUND_PREFIX]: _unbound,
    _CODE[errors.XML_ERROR_BAD_CHAR_REF]: _bad_reference,
    _CODE[errors.XML_ERROR_RECURSIVE_ENTITY_REF]: _recursive,
    43: _amplified,  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH; Python 3.11 has no name for it
}
