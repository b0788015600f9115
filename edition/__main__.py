# SPDX-License-Identifier: MIT
"""`python -m edition`: the command, for whoever has the package but not its script on the path.

Nothing is defined here.
"""

from edition.cli import main

if __name__ == "__main__":
    main(prog_name="edition")
