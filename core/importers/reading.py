"""Read the rows of a recognised table, batch by batch, and account for every one of them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers import lines
from core.importers.columns import Values
from core.importers.guards import LIMITS, Limits
from core.importers.identity import Identity
from core.importers.problems import Problem, Skipped, UnreadableFile, excerpt
from core.importers.recognition import Recognised, recognise
from core.importers.repeats import Repeats
from core.importers.table import PERSONAL, Picked, Table, table_of
from core.importers.uploads import open_upload
from core.terms import SEOUL, FileReason, FileWarning, RowReason, SkipReason

BATCH: Final = 20_000
"""Rows that are read at a time."""
ISSUES_KEPT: Final = 10_000
"""So many refused, skipped and remarked rows are named; the rest is only counted."""

STRICT: Final = frozenset({"line_no", "order_no", "ordered_at", "paid_at", "quantity", "amount"})
"""Columns of which a cell that cannot be read refuses its row; of others it is left out."""
_IN_NAME: Final = re.compile(
    r"(?<!\d)(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})[-_ ]?(\d{2})(\d{2})(?!\d{3})"
)
_MOMENTS: Final = ("ordered_at", "paid_at", "placed_at", "dispatched_at", "delivered_at",
                   "confirmed_at", "claim_requested_at", "refunded_at")  # fmt: skip
_MOST: Final = 0.5
_HASHED: Final = 1 << 22


@dataclass(slots=True)
class Rows:
    """Some rows that hold data: where they stand, and their cells."""

    lines: list[int] = field(default_factory=list)
    cells: list[Picked] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """The order lines of a file. Its batches can be read once; the tallies grow with them."""

    format_id: str
    columns: frozenset[str]
    unknown_columns: tuple[str, ...]
    sha256: str
    size: int
    as_of: datetime | None
    """The moment of the export, or the latest moment that it cannot have been made before."""
    dated: bool = False
    """Whether the moment is known; otherwise it is complete when all batches have been read."""
    rows: int = 0
    accepted: int = 0
    refused: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    skips: list[Skipped] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    _warnings: list[FileWarning] = field(default_factory=list)
    _table: Table | None = None
    _repeats: Repeats = field(default_factory=Repeats)

    @property
    def warnings(self) -> tuple[FileWarning, ...]:
        """What concerns the file as a whole; complete when all batches have been read."""
        return tuple(dict.fromkeys(self._warnings))

    def batches(self) -> Iterator[pa.Table]:
        """The good rows, as tables with columns of ``core.terms.order_lines``.

        Raises:
            UnreadableFile: it turns out on the way that nothing of the file can be trusted.
        """
        table, self._table = self._table, None
        if table is None:
            return
        latest: int | None = None
        for rows in self._sifted(table):
            lines_read = self._batch(table, rows)
            latest = _latest(lines_read, latest)
            if lines_read.num_rows:
                self.accepted += lines_read.num_rows
                yield lines_read
            self._check_ids()
        self._finish(table, latest)

    def _sifted(self, table: Table) -> Iterator[Rows]:
        """The rows that hold data, some at a time; the others are skipped or refused."""
        good = Rows()
        blanks: list[int] = []
        width, key, pick = len(table.found.headings), table.key, table.pick
        for line, cells in table.found.sheet.rows():
            if line <= table.found.header:
                continue
            # What nearly all rows are: as wide as the header, with a number.
            plain = len(cells) == width and cells[key].isdecimal()
            if not plain and not any(map(str.strip, cells)):
                blanks.append(line)
                continue
            if blanks:
                self._skip_blanks(blanks)
            self.rows += 1
            if plain or (cells := self._odd(table, line, cells)):
                good.lines.append(line)
                good.cells.append(pick(cells))
            if len(good.lines) >= BATCH:
                yield good
                good = Rows()
        if good.lines:
            yield good

    def _odd(self, table: Table, line: int, cells: list[str]) -> list[str]:
        """The row made as wide as the header; nothing if it is no good."""
        fitted = table.fitted(cells)
        if (why := table.no_data(cells)) is not None:
            self._skip(line, why)
        elif fitted is None:
            self._refuse(Problem(line, RowReason.COLUMN_COUNT))
        else:
            return fitted
        return []

    def _batch(self, table: Table, rows: Rows) -> pa.Table:
        read = table.read(rows.cells)
        wrong = self._judge(table, read, rows)
        places = pa.array(rows.lines, pa.int64())
        kept = pa.table(lines.order_lines(read, places, table.identity))
        if wrong:
            kept = kept.filter(pa.array([at not in wrong for at in range(len(rows.lines))]))
        for at, word in lines.unknown_states(read):
            if at not in wrong:
                found = FileWarning.UNKNOWN_STATE
                self._remark(Problem(rows.lines[at], found, "주문상태", excerpt(word)))
                self._warnings.append(found)
        return self._once(kept)

    def _once(self, kept: pa.Table) -> pa.Table:
        """The lines without those that stood in the file before."""
        repeated, conflicts = self._repeats.among(kept)
        for line in sorted(repeated):
            self._skip(line, SkipReason.DUPLICATE_ROW)
        for line, first in conflicts:
            self._refuse(Problem(line, RowReason.DUPLICATE_CONFLICT, "상품주문번호"))
            self._remark(Problem(first, RowReason.DUPLICATE_CONFLICT, "상품주문번호"))
        again = repeated | {line for line, _ in conflicts}
        if not again:
            return kept
        return kept.filter(pc.invert(pc.is_in(kept["line"], pa.array(sorted(again), pa.int64()))))

    def _judge(self, table: Table, read: Mapping[str, Values], rows: Rows) -> set[int]:
        """Refuse rows that cannot be taken, and remark cells that were left out."""
        refused: dict[int, tuple[str, RowReason]] = {}
        for name, column in read.items():
            for at, reason in column.wrong.items():
                grave = name in STRICT or reason in {RowReason.BAD_BYTES, RowReason.FIELD_TOO_LONG}
                if grave:
                    refused.setdefault(at, (name, reason))
                else:
                    self._remark(table.problem(rows.lines[at], rows.cells[at], name, reason))
        for name in table.required:
            values = lines.amount_of(read) if name == "amount" else read[name].values
            for at in pc.indices_nonzero(pc.is_null(values)).to_pylist():
                refused.setdefault(at, (name, RowReason.MISSING_VALUE))
        for at, reason in lines.faults(read).items():
            refused.setdefault(at, ("quantity", reason))
        for at, (name, reason) in sorted(refused.items()):
            self._refuse(table.problem(rows.lines[at], rows.cells[at], name, reason))
        return set(refused)

    def _finish(self, table: Table, latest: int | None) -> None:
        self._check_ids()
        if self._repeats.all_rounded:
            raise UnreadableFile(FileReason.IDS_PRECISION_LOST)
        last_line = {problem.line for problem in self.problems}
        for line, mark in sorted(table.found.sheet.marks.items()):
            if line > table.found.header and line not in last_line:
                self._remark(Problem(line, mark))
        dates = [p for p in self.problems if p.reason is RowReason.AMBIGUOUS_DATE]
        if self.rows and len(dates) == self.rows - self.skipped:
            raise UnreadableFile(FileReason.AMBIGUOUS_DATE, line=dates[0].line, cell=dates[0].cell)
        if not self.rows:
            self._warnings.append(FileWarning.NO_ROWS)
        if not self.dated and latest is not None:
            inside = datetime.fromtimestamp(latest, UTC)
            self.as_of = inside if self.as_of is None else max(inside, self.as_of)

    def _check_ids(self) -> None:
        """Stop where a spreadsheet has destroyed the numbers of the lines."""
        broken = [p for p in self.problems if p.reason is RowReason.CORRUPT_ID]
        if broken and not self.accepted and len(broken) >= _MOST * (self.rows - self.skipped):
            raise UnreadableFile(FileReason.CORRUPT_IDS, line=broken[0].line, cell=broken[0].cell)

    def _skip_blanks(self, blanks: list[int]) -> None:
        # Blank lines at the end are no rows at all, so they wait until another row comes.
        for line in blanks:
            self.rows += 1
            self._skip(line, SkipReason.BLANK_ROW)
        blanks.clear()

    def _skip(self, line: int, reason: SkipReason) -> None:
        self.skipped += 1
        if len(self.skips) < ISSUES_KEPT:
            self.skips.append(Skipped(line, reason))

    def _refuse(self, problem: Problem) -> None:
        self.refused += 1
        if len(self.problems) < ISSUES_KEPT:
            self.problems.append(problem)

    def _remark(self, problem: Problem) -> None:
        if len(self.remarks) < ISSUES_KEPT:
            self.remarks.append(problem)


def read(  # noqa: PLR0913  (what a file is, who reads it, when, and how much it may cost)
    name: str,
    content: bytes | Path,
    *,
    identity: Identity,
    today: date,
    password: str | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Open a file and recognise it; its rows are read when its batches are.

    Args:
        name: what the file is called. It may hold the moment of the export.
        content: its bytes, or where they lie.
        identity: the key under which buyers are recognised.
        today: the day in Seoul; later orders are errors.
        password: of an encrypted workbook. It is not kept.
        limits: what the file may cost.

    Raises:
        UnreadableFile: nothing of it can be taken.
    """
    upload = open_upload(name, content, password=password, limits=limits)
    found = recognise(upload, limits)
    columns = frozenset(found.places)
    return Reading(
        format_id=found.format.id,
        columns=columns,
        unknown_columns=found.unknown,
        sha256=_digest(content),
        size=content.stat().st_size if isinstance(content, Path) else len(content),
        as_of=_in_name(name, today) or _made(upload.made, today),
        dated=_in_name(name, today) is not None,
        _warnings=[*found.warnings, *_gaps(columns, found)],
        _table=table_of(found, identity, today),
    )


def _gaps(columns: frozenset[str], found: Recognised) -> list[FileWarning]:
    gaps = []
    if found.unknown:
        gaps.append(FileWarning.UNKNOWN_COLUMNS)
    if not columns & {"amount", "unit_price"}:
        gaps.append(FileWarning.NO_AMOUNTS)
    if not columns & PERSONAL - {"address"}:
        gaps.append(FileWarning.NO_BUYERS)
    return gaps


def _latest(table: pa.Table, before: int | None) -> int | None:
    moments = [pc.max(table[name]).as_py() for name in _MOMENTS if name in table.column_names]
    return max((moment for moment in [*moments, before] if moment is not None), default=None)


def _in_name(name: str, today: date) -> datetime | None:
    """The moment of the export, as SmartStore writes it into names: …_20260528_0910.xlsx."""
    found = _IN_NAME.search(name)
    if found is None:
        return None
    try:
        moment = datetime(*map(int, found.groups()), tzinfo=SEOUL)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.date() <= today else None


def _made(moment: datetime | None, today: date) -> datetime | None:
    if moment is None or moment.astimezone(SEOUL).date() > today:
        return None
    return moment.astimezone(UTC)


def _digest(content: bytes | Path) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    digest = hashlib.sha256()
    with content.open("rb") as stream:
        while chunk := stream.read(_HASHED):
            digest.update(chunk)
    return digest.hexdigest()
