# SPDX-License-Identifier: MIT
"""The practice of encoding: which elements, attributes and values the sources use, how often, and where files differ.

It judges nothing: what is wrong is told by `edition.check`. This is what an editor reads before writing guidelines.
"""
