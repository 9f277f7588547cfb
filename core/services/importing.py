"""Look into a file, take it, list what was taken, and take it back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core import importers
from core.services.opening import OpenShop
from core.store import orders, uploads
from core.terms import FileReason, FileWarning, OrderState, Period, RowReason, SkipReason

ISSUES_KEPT = 10_000
"""How many refused, skipped and warned rows a preview names; the rest is only counted."""

SAMPLE_ROWS = 5

_EPOCH = date(1970, 1, 1)


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
class RefusedRow:
    """A row that was not taken, or taken with a remark: line of the file, reason, heading, cell."""

    line: int
    reason: RowReason | SkipReason | FileWarning
    heading: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class UploadEntry:
    """A file that was taken."""

    id: int
    name: str
    format_id: str
    created_at: datetime
    undone_at: datetime | None
    period: Period | None
    rows: int
    new: int
    changed: int
    same: int
    outdated: int
    skipped: int
    refused: int
    net: int | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file holds and what taking it would do. Nothing has been stored."""

    name: str
    sha256: str
    size: int
    format_id: str
    as_of: datetime | None
    period: Period | None
    tally: Tally
    draft: Draft
    sample: pd.DataFrame
    refused: tuple[RefusedRow, ...]
    skipped: tuple[RefusedRow, ...]
    warned: tuple[RefusedRow, ...]
    warnings: tuple[FileWarning, ...]
    unknown_columns: tuple[str, ...]
    already: UploadEntry | None
    other_shop: bool
    net: int | None
    reading: importers.Reading = field(repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was taken of a file."""

    upload_id: int
    name: str
    format_id: str
    period: Period | None
    tally: Tally
    saved: Draft
    refused: tuple[RefusedRow, ...]
    skipped: tuple[RefusedRow, ...]
    warnings: tuple[FileWarning, ...]
    net: int | None


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
