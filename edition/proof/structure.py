# SPDX-License-Identifier: MIT
"""Elements whose borders readers must see, and the parts of a page by which they see them.

Which borders a page has is read in `edition.proof.page`; here is only what answers to what.
"""

from __future__ import annotations

from edition.words.cutting import names

# Elements that begin and end a line wherever they stand.
BORDERED = names("p ab l head item cell row table list speaker trailer u")
# Element → what alone can show it: a part of the page of one of these kinds that ends where the element ends.
PARTS: dict[str, frozenset[str]] = {
    "cell": names("td th"),
    "row": names("tr"),
    "table": names("table"),
    "item": names("li"),
    "list": names("ul ol dl"),
}
# These begin where the element begins, too; an item may have a label before it.
EXACT = names("cell row")
