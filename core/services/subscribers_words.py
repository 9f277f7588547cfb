"""The headings and words by which lists of consents and of subscribers are understood."""

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("subscribers_words.csv")


class Table(StrEnum):
    """Where a word stands."""

    CONSENTS = "consents"
    """Over a column of a list of consents."""
    SOURCES = "sources"
    """In a cell that says where somebody agreed."""
    COUNTS = "counts"
    """Over a column of numbers of a channel."""
    UNITS = "units"
    """Behind such a number."""


@cache
def words(table: Table) -> Mapping[str, tuple[str, ...]]:
    """What is meant, and the words for it as they stand without blanks and in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["table"] == table:
                found[row["means"]] = (*found.get(row["means"], ()), row["word"])
    return found
