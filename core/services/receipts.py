"""What is known of a file before and after it was taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa

from core.store.uploads import UploadEntry
from core.terms import (
    DataSet,
    FileReason,
    FileWarning,
    Mall,
    Period,
    Record,
    RowReason,
    SkipReason,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was handed in: its name, and its bytes or where they lie."""

    name: str
    content: bytes | Path = field(repr=False)


class Refused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing of a file was taken; ``reason`` and ``details`` say why."""

    def __init__(self, name: str, reason: FileReason, details: Mapping[str, object]) -> None:
        """Keep what the sentence needs."""
        super().__init__(name, reason)
        self.name = name
        self.reason = reason
        self.details = details


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of a file: ``rows`` = ``accepted`` + ``refused`` + ``skipped``."""

    rows: int
    accepted: int
    refused: int
    skipped: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What the accepted rows do to the store; ``outdated`` ones are among ``same``."""

    new: int
    changed: int
    same: int
    outdated: int


@dataclass(frozen=True, slots=True)
class Issue:
    """A row that was not taken, or taken with a remark: line of the file, reason, column, cell."""

    line: int
    reason: RowReason | SkipReason | FileWarning
    heading: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file holds.

    ``as_of`` is when it was exported, if ``dated``, else a moment before which it cannot have
    been. ``figures`` are sums over its rows by the name of the column; ``net`` is the won of order
    lines that count. ``others`` are further sheets of the file that hold a table.
    """

    name: str
    sha256: str
    size: int
    format_id: str
    record: Record
    data_set: DataSet
    mall: Mall
    as_of: datetime | None
    dated: bool
    period: Period | None
    tally: Tally
    refused: tuple[Issue, ...]
    skipped: tuple[Issue, ...]
    warned: tuple[Issue, ...]
    warnings: tuple[FileWarning, ...]
    unknown_columns: tuple[str, ...]
    figures: Mapping[str, int | float]
    others: tuple[str, ...] = ()

    @property
    def net(self) -> int | None:
        """The won of its order lines that count; None without amounts."""
        won = self.figures.get("net")
        return None if won is None else int(won)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Contents):
    """What a file holds and what taking it would do. Nothing has been stored.

    ``sample`` has the first rows: ``day`` and what tells whether the file was understood.
    """

    draft: Draft
    sample: pd.DataFrame
    already: UploadEntry | None
    other_shop: bool
    tables: tuple[pa.Table, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken of a file."""

    upload_id: int
    name: str
    format_id: str
    record: Record
    data_set: DataSet
    period: Period | None
    tally: Tally
    saved: Draft
    refused: tuple[Issue, ...]
    skipped: tuple[Issue, ...]
    warnings: tuple[FileWarning, ...]
    figures: Mapping[str, int | float]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the taking of a file has got: what is being done, and rows done so far."""

    step: Literal["reading", "storing", "totals"]
    rows: int


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What has to go together: the file named, and later ones that touched the same rows."""

    target: UploadEntry
    together: tuple[UploadEntry, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which days the files that were taken cover, and the stretches between them."""

    period: Period
    gaps: tuple[Period, ...]
