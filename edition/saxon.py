# SPDX-License-Identifier: MIT
"""The only door to saxonche: one engine per process, compiled stylesheets, its errors made ours.

It knows no TEI, and no engine is started by importing it.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edition.errors import StylesheetError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEATURE = "http://saxon.sf.net/feature/"

# Saxon's parser (the JDK's) stops at 100 nested elements and 200 attributes; the toolkit's own
# bound on depth is 1,000 and is applied when a source is read.
_PARSER_LIMITS = {"maxElementDepth": "2000", "elementAttributeLimit": "2000", "maxXMLNameLimit": "4000"}

# A source reaches Saxon as text whose entities are already expanded, so nothing need be fetched.
_PARSER_FEATURES = (
    "http%3A//xml.org/sax/features/external-general-entities",
    "http%3A//xml.org/sax/features/external-parameter-entities",
    "http%3A//apache.org/xml/features/nonvalidating/load-external-dtd",
)


class Engine:
    """One Saxon processor. It lives as long as its process; a document made by it may be used by
    every stylesheet compiled by it.

    `packages` maps the name of an `xsl:package` to its file, so that a project's own stylesheet
    can use it (`xsl:use-package`).
    """

    def __init__(self, packages: Mapping[str, Path] | None = None) -> None:
        from saxonche import PySaxonProcessor  # noqa: PLC0415 - starts a native runtime

        with _configuration(packages or {}) as file:
            self.processor: Any = PySaxonProcessor(config_file=file) if file else PySaxonProcessor(license=False)
        for limit, value in _PARSER_LIMITS.items():
            self.processor.set_configuration_property(f"{_FEATURE}parserProperty?uri=jdk.xml.{limit}", value)
        for feature in _PARSER_FEATURES:
            self.processor.set_configuration_property(f"{_FEATURE}parserFeature?uri={feature}", "false")
        self._compiler: Any = self.processor.new_xslt30_processor()
        self._builder: Any = self.processor.new_document_builder()
        self._builder.set_line_numbering(True)

    def document(self, xml: str, base: str = "") -> Any:
        """The document node of an XML text; `base` is its URI, for messages and relative pointers."""
        from saxonche import PySaxonApiError  # noqa: PLC0415

        try:
            if base:
                self._builder.set_base_uri(base)
            return self._builder.parse_xml(xml_text=xml)
        except PySaxonApiError as error:
            raise UnreadableError(f"{base or 'document'}: {_bare(error)}") from error

    def stylesheet(self, file: Path) -> Stylesheet:
        """The compiled stylesheet or package in `file`; raises StylesheetError with its place."""
        from saxonche import PySaxonApiError  # noqa: PLC0415

        try:
            return Stylesheet(self, file.name, self._compiler.compile_stylesheet(stylesheet_file=str(file)))
        except PySaxonApiError as error:
            raise StylesheetError(f"{file}: the stylesheet cannot be compiled: {_bare(error)}") from error

    def stylesheet_text(self, text: str, name: str) -> Stylesheet:
        """The compiled stylesheet whose source is `text`; `name` is for messages."""
        from saxonche import PySaxonApiError  # noqa: PLC0415

        try:
            return Stylesheet(self, name, self._compiler.compile_stylesheet(stylesheet_text=text))
        except PySaxonApiError as error:
            raise StylesheetError(f"{name}: the stylesheet cannot be compiled: {_bare(error)}") from error

    def value(self, value: Any, kept: list[Any]) -> Any:
        """The XDM value of a str, int, bool, a list or dict of such, or an XDM value as it is.

        Every part is appended to `kept`: saxonche frees a part with its Python object, even where a
        sequence or map still holds it, and the process dies at the next use.
        """
        made = self._made(value, kept)
        kept.append(made)
        return made

    def _made(self, value: Any, kept: list[Any]) -> Any:
        make = self.processor
        if isinstance(value, bool):
            return make.make_boolean_value(value)
        if isinstance(value, int):
            return make.make_integer_value(value)
        if isinstance(value, str):
            return make.make_string_value(value)
        if isinstance(value, list | tuple):
            sequence = make.empty_sequence()
            for item in value:
                sequence.add_xdm_item(self.value(item, kept))
            return sequence
        if isinstance(value, dict):
            return make.make_map({self.value(key, kept): self.value(item, kept) for key, item in value.items()})
        return value


class Stylesheet:
    """A compiled stylesheet; each call hands over all its parameters anew.

    Ours read no file while they run: all that they need comes in as parameters. A project's own
    stylesheet is code and may do what code may.
    """

    def __init__(self, engine: Engine, name: str, executable: Any) -> None:
        self._engine = engine
        self._name = name
        self._executable = executable
        self._document: Any = None

    def call(self, template: str, parameters: Mapping[str, Any], document: Any = None) -> Any:
        """The raw XDM value of the named template (Clark or plain name); `document` is the global context item.

        Raises StylesheetError with the engine's message where the run fails.
        """
        from saxonche import PySaxonApiError  # noqa: PLC0415

        executable = self._executable
        # The executable points at the values of its last call; those of a list are freed by now.
        executable.clear_parameters()
        executable.set_capture_result_documents(True)
        kept: list[Any] = []
        for name, value in parameters.items():
            executable.set_parameter(name, self._engine.value(value, kept))
        if document is not None:
            self._document = document
            executable.set_global_context_item(xdm_item=document)
        executable.set_result_as_raw_value(True)
        try:
            return executable.call_template_returning_value(template)
        except PySaxonApiError as error:
            raise StylesheetError(f"{self._name}: {_bare(error)}") from error

    def texts(self, template: str, parameters: Mapping[str, Any], document: Any = None) -> dict[str, str]:
        """What a template that returns `map(xs:string, xs:string)` gives: output path → text."""
        result = self.call(template, parameters, document)
        entries = result.head if hasattr(result, "head") else result
        return {str(key): str(entries.get(key)) for key in entries.keys()}  # noqa: SIM118 - not a dict

    def text(self, template: str, parameters: Mapping[str, Any], document: Any = None) -> str:
        """What a template that returns one `xs:string` gives."""
        result = self.call(template, parameters, document)
        return str(result.head if hasattr(result, "head") else result)


@cache
def engine() -> Engine:
    """The engine of this process, with our packages known to it."""
    from edition.resources import folder  # noqa: PLC0415 - the engine alone needs it

    packages = {f"https://tei-edition.org/{name}": folder("xslt") / f"{name}.xsl" for name in ("html", "print")}
    return Engine({name: file for name, file in packages.items() if file.is_file()})


# xml.sax.saxutils would do it, and load half the standard library for it.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;"})


class _configuration:  # noqa: N801 - used as a function
    """A Saxon configuration file that lists packages, for as long as the processor is being made."""

    def __init__(self, packages: Mapping[str, Path]) -> None:
        self._packages = packages

    def __enter__(self) -> str | None:
        if not self._packages:
            self._file = None
            return None
        listed = "".join(
            f'<package name="{name.translate(_ESCAPES)}" version="1.0" sourceLocation="{file.as_uri().translate(_ESCAPES)}"/>'
            for name, file in self._packages.items()
        )
        handle, self._file = tempfile.mkstemp(suffix=".xml")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(
                "<configuration xmlns='http://saxon.sf.net/ns/configuration' edition='HE'>"
                f"<xsltPackages>{listed}</xsltPackages></configuration>"
            )
        return self._file

    def __exit__(self, *_: object) -> None:
        if self._file:
            Path(self._file).unlink(missing_ok=True)


def _bare(error: Exception) -> str:
    """The engine's message on one line."""
    return " ".join(str(error).split()) or "the engine gave no reason"


