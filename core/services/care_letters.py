"""Drafts of thank-you letters: three lines to be written by hand, of which few are alike.

They are Korean in every language of the program, as the customers of the shop read them.
"""

import csv
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from core.services import care_words
from core.services.care_words import Values

LINES: Final = 3
"""Thanks, a word on what was bought, and where to turn to."""

_FILE: Final = Path(__file__).with_name("care_letters.csv")


@cache
def texts() -> tuple[str, ...]:
    """All drafts, with their places."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(row["text"] for row in csv.DictReader(file))


def drafts(product: str, shop: str = "") -> list[str]:
    """All drafts for a product; the name of the customer is left to the pen."""
    return [care_words.fill(one, Values(product=product, shop=shop)) for one in texts()]


def draft(order_no: str, product: str, shop: str = "") -> str:
    """The draft for an order, always the same one; orders that follow each other get others."""
    place = hashlib.blake2s(order_no.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    some = drafts(product, shop)
    return some[int.from_bytes(place, "big") % len(some)]
