# SPDX-License-Identifier: MIT
"""Checks of TEI sources; each returns findings and none writes or stops the others."""
