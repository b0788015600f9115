# SPDX-License-Identifier: MIT
"""Where the stylesheets and schemas lie: beside the package in a checkout, inside it in a wheel.

The only module that knows; it reads nothing.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of ours called `name` (`xslt` or `schemas`)."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _PACKAGE.parent / name
