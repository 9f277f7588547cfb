"""The usual words of result files: headings, and what cells say."""

import csv
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from core.importers.cells import squeezed


class Word(StrEnum):
    """What a heading or a cell of a result file tells."""

    STATE = "state"
    CLICKED = "clicked"
    OPENED = "opened"
    LEFT = "left"
    SENT = "sent"
    FAILED = "failed"
    ARRIVED = "arrived"
    BAD = "bad"
    GOOD = "good"
    NO = "no"
    TOTAL = "total"


@cache
def words(which: Word) -> frozenset[str]:
    """The usual words, as ``messages_outcome_words.csv`` has them."""
    told = files(__package__ or "").joinpath("messages_outcome_words.csv")
    with told.open(encoding="utf-8") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines) if row["what"] == which)


def is_total(row: Iterable[str]) -> bool:
    """Whether a line adds the others up."""
    return any(said(one) in words(Word.TOTAL) for one in row)


def said(heading: str) -> str:
    """A heading as it is compared."""
    return squeezed(heading).strip("'\"").casefold()


def place(names: list[str], what: Word) -> int | None:
    """The column that tells something; None if none does."""
    some = words(what)
    return next((at for at, name in enumerate(names) if name in some), None)


def cell(cells: list[str], at: int | None) -> str | None:
    """What stands in a column; None where there is none."""
    return None if at is None or at >= len(cells) else cells[at]
