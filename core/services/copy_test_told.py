"""What a table of counts tells line by line, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from core.services.receipts import Issue
from core.terms import FileWarning, RowReason

EVERY: Final = "\0"
"""Stands for all tests of a file."""


class CountReason(StrEnum):
    """Why counts are not taken, beside what is wrong with a single cell (``RowReason``)."""

    NO_HEADER = "no_header"
    NO_VERSION = "no_version_column"
    NO_SHOWN = "no_shown_column"
    NO_REACTED = "no_reacted_column"
    TWO_COLUMNS = "duplicate_header"
    NO_ROWS = "no_rows"
    UNKNOWN_VERSION = "unknown_variant"
    TWICE = "duplicate_variant"
    """The same version of the same day stands there twice."""
    ONE_VERSION = "need_two_variants"
    TOO_MANY_VERSIONS = "too_many_variants"
    NOBODY_SHOWN = "zero_denominator"
    MORE_REACTED = "conversions_gt_visitors"
    BEFORE_START = "before_start"
    FUTURE = "future_date"
    MIXED = "mixed_days"
    """Some counts are of a day and some of the whole test."""
    NEEDS_DAYS = "needs_days"
    """Versions took turns, so days are compared; a sum says nothing of them."""
    NEGATIVE = "negative_value"
    TOO_LARGE = "out_of_range"
    WON_WITHOUT_BUYERS = "won_without_buyers"
    BAD_SQUARES = "bad_squares"


@dataclass(frozen=True, slots=True)
class CountFault:
    """What is wrong: the line of the file or the row typed (from 1), the version, day and cell.

    ``days`` are all days concerned, where it takes several together to be wrong.
    """

    reason: CountReason | RowReason
    line: int | None = None
    letter: str = ""
    """The version, by its letter or as the file calls it."""
    day: date | None = None
    heading: str = ""
    cell: str = ""
    days: tuple[date, ...] = ()


class CountsRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was taken; all that is wrong."""

    def __init__(self, faults: Sequence[CountFault]) -> None:
        """Keep all that is wrong."""
        super().__init__(*faults)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells of one version."""

    line: int
    name: str
    day: date | None
    shown: int | None
    reacted: int | None
    won: int | None = None
    squares: int | None = None
    text: str = ""
    test: str = ""
    need: str = ""
    tone: str = ""


@dataclass(slots=True)
class CountSheet:
    """What a table tells.

    Attributes:
        name: of the file.
        rows: its lines by version.
        skipped: lines that are no data, and why.
        faults: lines that cannot be read.
        warnings: what concerns the file as a whole.
        has_names: whether a column names the version; otherwise only its text does.
        broken: the tests of lines that cannot be read; ``EVERY`` where a line does not say.
        sheet: the one that was read.
        others: further sheets of the file that hold counts.
    """

    name: str
    rows: list[Told] = field(default_factory=list)
    skipped: list[Issue] = field(default_factory=list)
    faults: list[CountFault] = field(default_factory=list)
    warnings: tuple[FileWarning, ...] = ()
    has_names: bool = True
    broken: set[str] = field(default_factory=set)
    sheet: str = ""
    others: tuple[str, ...] = ()
