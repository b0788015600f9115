# SPDX-License-Identifier: MIT
"""The apparatus as its reader needs it: every siglum known, every witness once, every span the right way round.

All three methods of TEI (P5, 13.2: parallel segmentation, double end-point, location-referenced) are looked
at; what a reading means is not decided here.
"""
