# SPDX-License-Identifier: MIT
"""The toolkit for critical editions in TEI-XML: check, build, index and print a folder of TEI.

This file holds only the version; importing the package starts no engine.
"""

__version__ = "0.1.0"
