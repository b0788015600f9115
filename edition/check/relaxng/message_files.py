# SPDX-License-Identifier: MIT
"""Messages about the file itself: encoding, well-formedness, entities, depth.

What a schema says of elements and attributes is not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from edition.check.relaxng.message_parts import Message, hints
from edition.check.relaxng.names import split
from edition.check.relaxng.words import quoted

if TYPE_CHECKING:
    from edition.check.relaxng.events import Problem

_ERRORS = expat.errors


def file_message(problem: Problem) -> Message:
    """The message for a problem of the file."""
    return _COMPOSERS[problem.kind](problem)


def _not_well_formed(problem: Problem) -> Message:
    code, offset, opened = problem.detail
    what = expat.ErrorString(code)
    content: bytes = problem.source.content
    line = problem.source.place(opened[1])[0] if opened else 0
    where = f"<{opened[0]}> of line {line} is still open" if opened else ""
    compose = _REASONS.get(what or "")
    text, hint = (
        compose(content, offset, where) if compose else (f"The file is not well-formed XML: {what}.", "")
    )
    if where and where not in text:
        hint = hints(hint, f"At this point {where}.")
    return Message("xml-not-well-formed", text, hint)


Reason = Callable[[bytes, int, str], tuple[str, str]]


def _mismatch(content: bytes, offset: int, where: str) -> tuple[str, str]:
    name = content[offset : offset + 80].decode("utf-8", "replace").partition(">")[0].strip("</ \n\t\r")
    return (
        f"The end tag </{name}> does not fit: {where}.",
        "Close elements in the reverse order of their start tags.",
    )


def _unclosed(_content: bytes, _offset: int, where: str) -> tuple[str, str]:
    return f"The file ends, but {where}.", "Perhaps the end of the file is missing, or an end tag."


def _unfinished(_content: bytes, _offset: int, where: str) -> tuple[str, str]:
    behind = f"; {where}" if where else ""
    return f"The file ends in the middle of a tag, comment or CDATA section that begins here{behind}.", ""


def _token(content: bytes, offset: int, _where: str) -> tuple[str, str]:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if abs(error.start - offset) < 8:  # expat may stop at the beginning of the character
            byte = content[error.start]
            return (
                f"The file is not UTF-8, as it claims to be: the byte {byte:02X} is no character.",
                'Save it as UTF-8, or name its real encoding in the first line: <?xml version="1.0" encoding="…"?>.',
            )
    char = content[offset : offset + 4].decode("utf-8", "ignore")[:1]
    if content[max(0, offset - 1) : offset] == b"&" or char == "&":
        return "“&” begins an entity that is not complete.", "A real ampersand is written &amp;."
    if char == "<" or content[max(0, offset - 1) : offset] == b"<":
        return "“<” begins a tag that is not complete.", "A real less-than sign is written &lt;."
    if char and ord(char) < 32 and char not in "\t\r\n":
        return f"The control character U+{ord(char):04X} is not allowed in XML.", "Delete it."
    return f"The file is not well-formed XML: {quoted(char)} cannot stand here.", ""


def _entity(content: bytes, offset: int, _where: str) -> tuple[str, str]:
    name = content[offset : offset + 80].decode("utf-8", "replace").partition(";")[0].strip("&")
    return (
        f"The entity &{name}; is not declared.",
        "Write the character itself, or declare the entity in the DOCTYPE of this file.",
    )


def _twice(_content: bytes, _offset: int, _where: str) -> tuple[str, str]:
    return "An attribute stands twice in one tag.", "Delete one of the two."


def _prefix(content: bytes, offset: int, _where: str) -> tuple[str, str]:
    tag = content[offset : offset + 80].decode("utf-8", "replace").split(">")[0].split()
    return (
        f"A prefix in {quoted(tag[0] if tag else '')} is not declared.",
        'Add xmlns:prefix="…" to the root.',
    )


def _bomb(_content: bytes, _offset: int, _where: str) -> tuple[str, str]:
    return "The entities of this file expand beyond all bounds: reading stopped.", "Do not trust this file."


def _junk(_content: bytes, _offset: int, _where: str) -> tuple[str, str]:
    return (
        "Something follows behind the end of the root element.",
        "A file has one root element and nothing after it.",
    )


def _nothing(content: bytes, offset: int, where: str) -> tuple[str, str]:
    if where:
        return _unclosed(content, offset, where)
    if content.strip():
        return "The file has no element.", "It does not look like XML at all."
    return "The file is empty.", ""


_REASONS: dict[str, Reason] = {
    _ERRORS.XML_ERROR_TAG_MISMATCH: _mismatch,
    _ERRORS.XML_ERROR_NO_ELEMENTS: _nothing,
    _ERRORS.XML_ERROR_INVALID_TOKEN: _token,
    _ERRORS.XML_ERROR_PARTIAL_CHAR: _token,
    _ERRORS.XML_ERROR_UNCLOSED_TOKEN: _unfinished,
    _ERRORS.XML_ERROR_UNCLOSED_CDATA_SECTION: _unfinished,
    _ERRORS.XML_ERROR_UNDEFINED_ENTITY: _entity,
    _ERRORS.XML_ERROR_DUPLICATE_ATTRIBUTE: _twice,
    _ERRORS.XML_ERROR_UNBOUND_PREFIX: _prefix,
    _ERRORS.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: _junk,
    "limit on input amplification factor (from DTD and entities) breached": _bomb,
}


def _encoding(problem: Problem) -> Message:
    hint = 'Save the file as UTF-8, or name its real encoding in the first line: <?xml version="1.0" encoding="…"?>.'
    return Message("xml-encoding", problem.detail, hint)


def _version(problem: Problem) -> Message:
    text = f"The file declares XML {problem.detail}; it was read as XML 1.0."
    return Message("xml-version", text, 'Begin it with <?xml version="1.0" encoding="UTF-8"?>.', warning=True)


def _external(problem: Problem) -> Message:
    name, system = problem.detail
    text = f"The entity &{name}; stands for another file ({system}), which was not read."
    return Message("xml-external-entity", text, "Use XInclude for parts in other files.", warning=True)


def _skipped(problem: Problem) -> Message:
    text = f"The entity &{problem.detail}; is declared nowhere in this file; a DTD elsewhere is not read."
    return Message("xml-entity", text, "Write the character itself, or declare the entity in the DOCTYPE.")


def _deep(problem: Problem) -> Message:
    name = split(problem.name)[1]
    text = f"Elements are nested more than {problem.detail:,} deep, now in <{name}>: reading stopped."
    return Message("xml-too-deep", text, "Probably end tags are missing.")


_INCLUSIONS = {
    "xinclude-remote": (
        "“{}” is a remote address, and nothing is fetched while validating.",
        "xml-include-outside",
    ),
    "xinclude-outside": ("“{}” lies outside the project's folder and was not read.", "xml-include-outside"),
    "xinclude-loop": ("“{}” includes itself.", "xml-include-loop"),
    "xinclude-bound": ("More than {} inclusions: the rest was not read.", "xml-include-loop"),
    "xinclude-pointer": ("The pointer “{}” is not understood; an xml:id is.", "xml-include-broken"),
    "xinclude-unreadable": ("“{}” cannot be included: {}.", "xml-include-missing"),
    "xinclude-id": ("{} has no element with the identifier “{}”.", "xml-include-broken"),
}


def _inclusion(problem: Problem) -> Message:
    """Something was not included; where a fallback stands for it, that is only a warning."""
    kind, taken = problem.kind.removesuffix("+fallback"), problem.kind.endswith("+fallback")
    detail = problem.detail if isinstance(problem.detail, tuple) else (problem.detail,)
    hint = (
        "Its fallback was validated instead." if taken else "What it should bring in has not been validated."
    )
    text, code = _INCLUSIONS[kind]
    return Message(code, text.format(*detail), hint, warning=taken)


_COMPOSERS: dict[str, Callable[[Any], Message]] = {
    "not-well-formed": _not_well_formed,
    "encoding": _encoding,
    "version": _version,
    "external-entity": _external,
    "entity": _skipped,
    "too-deep": _deep,
    **dict.fromkeys(_INCLUSIONS, _inclusion),
    **dict.fromkeys((kind + "+fallback" for kind in _INCLUSIONS), _inclusion),
}
