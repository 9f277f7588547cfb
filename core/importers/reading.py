"""Read the rows of a recognised table, batch by batch, and account for every one of them."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Columns
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers import ages
from core.importers.carrying import carried
from core.importers.columns import Values
from core.importers.format import Format
from core.importers.formats.vocabulary import BUYER
from core.importers.guards import LIMITS, Limits
from core.importers.identity import Identity
from core.importers.kinds import KINDS
from core.importers.kinds.kind import Context, Settled
from core.importers.mapping import Mapping, as_format, signature
from core.importers.periods import period_of
from core.importers.problems import Problem, Skipped, UnreadableFile, excerpt
from core.importers.recognition import Learned, Recognised, recognise
from core.importers.repeats import Repeats
from core.importers.table import Rows, Table, table_of
from core.importers.uploads import open_upload
from core.terms import (
    Confidence,
    DataSet,
    FileReason,
    FileWarning,
    Mall,
    Period,
    Record,
    RowReason,
    SkipReason,
    Subject,
)

BATCH: Final = 20_000
"""Rows that are read at a time."""
ISSUES_KEPT: Final = 10_000
"""So many refused, skipped and remarked rows are named; the rest is only counted."""

_MOST: Final = 0.5


@dataclass(slots=True)
class Blanks:
    """Blank lines in a row: how many, and where the first of them stand."""

    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """One more."""
        self.count += 1
        if len(self.lines) < ISSUES_KEPT:
            self.lines.append(line)


@dataclass(slots=True)
class Reading:
    """The rows of a file. Its batches can be read once; the tallies grow with them.

    Attributes:
        format_id: which export it is.
        record: the shape of its rows.
        columns: what it tells, by our names.
        unknown_columns: headings this export has not had so far.
        others: further sheets of the file that hold a table of another kind.
        mall: where its orders, reviews or settlements came from.
        period: the days it is about, where they are told by its name, its title or the seller.
        as_of: the moment of the export, or the latest moment that it cannot have been made before.
        dated: whether that moment is known; otherwise it is complete when all batches are read.
    """

    format_id: str
    record: Record
    columns: frozenset[str]
    unknown_columns: tuple[str, ...]
    sha256: str
    size: int
    as_of: datetime | None
    dated: bool = False
    others: tuple[str, ...] = ()
    period: Period | None = None
    mall: Mall = Mall.SMARTSTORE
    rows: int = 0
    accepted: int = 0
    refused: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    skips: list[Skipped] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    _data: DataSet | None = None
    _key_heading: str = ""
    _warnings: list[FileWarning] = field(default_factory=list)
    _table: Table | None = None
    _repeats: Repeats = field(default_factory=lambda: Repeats(Record.ORDER_LINE, ()))

    @property
    def warnings(self) -> tuple[FileWarning, ...]:
        """What concerns the file as a whole; complete when all batches have been read."""
        return tuple(dict.fromkeys(self._warnings))

    @property
    def data_set(self) -> DataSet:
        """What the file tells about; of statistics, what most of its rows tell."""
        return self._data or DataSet.SALES

    def batches(self) -> Iterator[pa.Table]:
        """The good rows, as tables with columns of ``core.terms.records.SCHEMAS``.

        Raises:
            UnreadableFile: it turns out on the way that nothing of the file can be trusted.
        """
        table, self._table = self._table, None
        if table is None:
            return
        latest: int | None = None
        for rows in self._read(table):
            latest = ages.latest(rows, latest)
            if rows.num_rows:
                self.accepted += rows.num_rows
                yield rows
            self._check_ids()
        self._finish(table, latest)

    def _read(self, table: Table) -> Iterator[pa.Table]:
        """The good rows piece by piece, or all at once where they have to be seen together."""
        pieces = (self._batch(table, rows) for rows in self._sifted(table))
        if not table.kind.whole:
            yield from map(self._once, pieces)
            return
        together = list(pieces)
        if together:
            whole = table.kind.settle(pa.concat_tables(together), table.context)
            yield self._once(self._settled(table, whole))

    def _settled(self, table: Table, whole: Settled) -> pa.Table:
        for skipped in whole.skipped:
            self._skip(skipped.line, skipped.reason)
        for problem in whole.refused:
            self._refuse(problem)
        for remark in whole.remarks:
            self._remark(replace(remark, heading=table.heading(remark.heading) or remark.heading))
        self._warnings.extend(whole.warnings)
        if "subject" in whole.table.column_names and whole.table.num_rows:
            usual = pc.mode(whole.table["subject"])[0]["mode"].as_py()
            self._data = Subject(usual).data_set
        return whole.table

    def _sifted(self, table: Table) -> Iterator[Rows]:
        """The rows that hold data, some at a time; the others are skipped or refused."""
        good = Rows()
        blanks = Blanks()
        width, key, pick = len(table.found.headings), table.key, table.pick
        ended = False
        for line, cells in carried(table):
            # An order whose lines share cells is never divided.
            if len(good.lines) >= BATCH and not table.continues(good.cells[-1], cells):
                yield good
                good = Rows()
            # What nearly all rows are: as wide as the header, with a number.
            plain = len(cells) == width and key is not None and cells[key].isdecimal()
            if not plain and not any(map(str.strip, cells)):
                blanks.add(line)
                continue
            if blanks.count:
                self._skip_blanks(blanks)
                blanks = Blanks()
            self.rows += 1
            if ended:
                self._skip(line, SkipReason.OTHER_TABLE)
            elif plain or (cells := self._odd(table, line, cells)):
                good.lines.append(line)
                good.cells.append(pick(cells))
            else:
                # A remark among the rows ends them: what follows is another table.
                ended = bool(good.lines or self.accepted) and self._was_note(line)
        if good.lines:
            yield good

    def _was_note(self, line: int) -> bool:
        last = self.skips[-1] if self.skips else None
        return last is not None and last.line == line and last.reason is SkipReason.NOTE_ROW

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
        kept = pa.table(dict(table.kind.shape(read, places, table.context)))
        if wrong:
            kept = kept.filter(pa.array([at not in wrong for at in range(len(rows.lines))]))
        for remark in table.kind.remarks(read, table.context):
            if remark.at not in wrong:
                heading = table.heading(remark.heading) or remark.heading
                cell = excerpt(remark.cell)
                self._remark(Problem(rows.lines[remark.at], remark.what, heading, cell))
                self._warnings.append(remark.what)
        return kept

    def _once(self, kept: pa.Table) -> pa.Table:
        """The rows without those that stood in the file before."""
        repeated, conflicts = self._repeats.among(kept)
        for line in sorted(repeated):
            self._skip(line, SkipReason.DUPLICATE_ROW)
        for line, first in conflicts:
            self._refuse(Problem(line, RowReason.DUPLICATE_CONFLICT, self._key_heading))
            self._remark(Problem(first, RowReason.DUPLICATE_CONFLICT, self._key_heading))
        again = repeated | {line for line, _ in conflicts}
        if not again:
            return kept
        return kept.filter(pc.invert(pc.is_in(kept["line"], pa.array(sorted(again), pa.int64()))))

    def _judge(self, table: Table, read: Columns[str, Values], rows: Rows) -> set[int]:
        """Refuse rows that cannot be taken, and remark cells that were left out."""
        refused, remarks = table.judge(read, rows)
        for remark in remarks:
            self._remark(remark)
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
        if dates and len(dates) == self.rows - self.skipped:
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

    def _skip_blanks(self, blanks: Blanks) -> None:
        # Blank lines at the end are no rows at all, so they wait until another row comes.
        self.rows += blanks.count
        self.skipped += blanks.count - len(blanks.lines)
        for line in blanks.lines:
            self._skip(line, SkipReason.BLANK_ROW)

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
    period: Period | None = None,
    sheet: str | None = None,
    mappings: Sequence[Mapping] = (),
) -> Reading:
    """Open a file and recognise it; its rows are read when its batches are.

    Args:
        name: what the file is called. It may hold the moment of the export or the days it is about.
        content: its bytes, or where they lie.
        identity: the key under which buyers are recognised.
        today: the day in Seoul; later orders are errors.
        password: of an encrypted workbook. It is not kept.
        limits: what the file may cost.
        period: the days it is about, if the seller was asked for them.
        sheet: the sheet to read, where several hold a table.
        mappings: tables the seller has explained to us.

    Raises:
        UnreadableFile: nothing of it can be taken.
    """
    upload = open_upload(name, content, password=password, limits=limits)
    found = recognise(upload, limits, _learned(mappings), sheet)
    kind = KINDS[found.format.record]
    told = period_of(found, name, period, today)
    table = table_of(found, kind, Context(found.format, identity, today, told.period))
    columns = frozenset(found.places)
    moment = None if told.in_name else ages.moment_in_name(name, today)
    return Reading(
        format_id=found.format.id,
        record=found.format.record,
        columns=columns,
        unknown_columns=found.unknown,
        sha256=ages.digest(content, sheet),
        size=content.stat().st_size if isinstance(content, Path) else len(content),
        as_of=moment or ages.moment_made(upload.made, today),
        dated=moment is not None,
        others=found.others,
        period=told.period,
        mall=found.format.mall,
        _data=_data_of(found.format),
        _key_heading=table.heading(kind.key),
        _warnings=[*found.warnings, *_gaps(columns, found), *told.warnings],
        _table=table,
        _repeats=Repeats(kind.record, kind.told),
    )


def _learned(mappings: Sequence[Mapping]) -> Learned:
    if not mappings:
        return lambda _headings: None
    by_signature = {mapping.signature: as_format(mapping) for mapping in mappings}
    return lambda headings: by_signature.get(signature(headings))


def _data_of(known: Format) -> DataSet | None:
    if known.data is None and "subject" in known.fixed:
        return Subject(known.fixed["subject"]).data_set
    return known.data


def _gaps(columns: frozenset[str], found: Recognised) -> list[FileWarning]:
    gaps = []
    if found.unknown:
        gaps.append(FileWarning.UNKNOWN_COLUMNS)
    if found.format.confidence is Confidence.INFERRED:
        gaps.append(FileWarning.INFERRED_COLUMNS)
    if found.format.record is not Record.ORDER_LINE:
        return gaps
    if not columns & {"amount", "unit_price"}:
        gaps.append(FileWarning.NO_AMOUNTS)
    if not columns & BUYER:
        gaps.append(FileWarning.NO_BUYERS)
    return gaps
