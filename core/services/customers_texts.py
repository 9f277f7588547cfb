"""What may be said to somebody on a list: asking after them, nothing that sells.

Texts are Korean in every language of the program: they are read by the customers of the shop.
"""

import csv
from bisect import bisect_right
from functools import cache
from pathlib import Path
from typing import Final

from core.services.customers_due import ListKind

_FILE: Final = Path(__file__).parent / "customers_words.csv"
_SPANS: Final = Path(__file__).parent / "customers_spans.csv"


@cache
def texts(kind: ListKind) -> tuple[str, ...]:
    """The texts for a list, the usual one first; none where nobody is to be written to."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(row["text"] for row in csv.DictReader(file) if row["kind"] == kind)


def span(days: int) -> str:
    """About how long that is, as one says it: who counts a customer's days seems to watch him."""
    least, told = _spans()
    return told[max(0, bisect_right(least, days) - 1)]


@cache
def _spans() -> tuple[tuple[int, ...], tuple[str, ...]]:
    with _SPANS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(int(row["least"]) for row in rows), tuple(row["text"] for row in rows)
