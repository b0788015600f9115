# SPDX-License-Identifier: MIT
"""Commands that have a file of their own; `edition.cli` puts them together.

Each parses, calls and prints; engines are imported when a command runs.
"""
