# SPDX-License-Identifier: MIT
"""Compiles a TEI customisation (ODD) and a TEI release into RELAX NG and Schematron.

It is a tool of those who maintain the schema, not a part of the installed toolkit: the compiled
`edition.rng` and `edition.sch` are kept in the repository, and a test compiles them anew.
"""
