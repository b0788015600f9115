# SPDX-License-Identifier: MIT
"""Validation against RELAX NG, without Java: `Schema.load(path).findings(document)`.

It stands alone: it needs neither the rest of the toolkit nor an XSLT processor.
"""

from edition.check.relaxng.errors import SchemaError
from edition.check.relaxng.schema import Schema

__all__ = ["Schema", "SchemaError"]
