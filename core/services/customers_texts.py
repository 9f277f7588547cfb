"""What may be said to somebody on a list: asking after them, nothing that sells.

Texts are Korean in every language of the program: they are read by the customers of the shop.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Final

from core.services.customers_due import ListKind

_FILE: Final = Path(__file__).parent / "customers_words.csv"


@cache
def texts(kind: ListKind) -> tuple[str, ...]:
    """The texts for a list, the usual one first; none where nobody is to be written to."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(row["text"] for row in csv.DictReader(file) if row["kind"] == kind)
