"""Read a file through the importers, and add up what passes by."""

import contextlib
import gc
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core import importers
from core.services.opening import OpenShop
from core.services.receipts import Contents, Issue, Progress, Refused, Source, Tally
from core.store.incoming import seoul_days
from core.store.moments import day_of
from core.terms import Period
from core.terms.orders import NO_SALE

SAMPLE_ROWS: Final = 5
"""So many rows a preview shows."""

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = (100_000, 50, 50)

OnProgress = Callable[[Progress], None]

_SHOWN: Final = ("product_name", "quantity", "amount", "state", "buyer_name")
_NO_SALE: Final = pa.array(sorted(state.value for state in NO_SALE), pa.int8())


@dataclass(slots=True)
class Facts:
    """What is added up while the lines of a file pass by."""

    net: int | None = None
    first: int | None = None
    last: int | None = None

    def watching(self, tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
        """The same tables, each counted."""
        for table in tables:
            self._add(table)
            yield table

    @property
    def period(self) -> Period | None:
        """The Seoul days of the lines."""
        if self.first is None or self.last is None:
            return None
        return Period(day_of(self.first), day_of(self.last))

    def _add(self, table: pa.Table) -> None:
        ends = pc.min_max(seoul_days(table)).as_py()
        if ends["min"] is not None:
            self.first = ends["min"] if self.first is None else min(self.first, ends["min"])
            self.last = ends["max"] if self.last is None else max(self.last, ends["max"])
        if "amount" in table.column_names:
            amounts = table["amount"]
            if "state" in table.column_names:
                sold = pc.invert(pc.is_in(table["state"], value_set=_NO_SALE))
                amounts = amounts.filter(pc.fill_null(sold, True))  # noqa: FBT003
            self.net = (self.net or 0) + int(pc.sum(amounts).as_py() or 0)


def open_file(
    shop: OpenShop,
    source: Source,
    password: str | None,
    today: date,
    limits: importers.Limits = importers.LIMITS,
) -> importers.Reading:
    """Pass the guards and recognise a file; its rows are read later.

    Raises:
        importers.UnreadableFile: nothing of it can be taken.
    """
    return importers.read(
        source.name,
        source.content,
        identity=importers.Identity(shop.key),
        today=today,
        password=password or None,
        limits=limits,
    )


def tables_of(reading: importers.Reading, progress: OnProgress | None) -> Iterator[pa.Table]:
    """The lines of a file, table by table; somebody is told how far it is."""
    tell = progress or silent
    done = 0
    for table in reading.batches():
        done += table.num_rows
        tell(Progress("reading", done))
        yield table


def silent(_progress: Progress) -> None:
    """For callers that do not want to be told."""


@contextlib.contextmanager
def unhurried() -> Generator[None, None, None]:
    """Let the garbage collector look less often while rows pass by.

    They are hundreds of thousands of small lists and tuples without cycles; looking through them
    every few hundred takes a tenth of the time.
    """
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)


@contextlib.contextmanager
def refusing(name: str) -> Generator[None, None, None]:
    """Turn what the importers raise into an answer with the file's name.

    Raises:
        Refused: nothing of the file can be taken.
    """
    try:
        yield
    except importers.UnreadableFile as error:
        raise Refused(name, error.reason, error.details) from error


def contents_of(name: str, reading: importers.Reading, facts: Facts) -> Contents:
    """What a file holds, once its last row has been read."""
    return Contents(
        name=name,
        sha256=reading.sha256,
        size=reading.size,
        format_id=reading.format_id,
        as_of=reading.as_of,
        dated=reading.dated,
        period=facts.period,
        tally=Tally(reading.rows, reading.accepted, reading.refused, reading.skipped),
        refused=tuple(Issue(p.line, p.reason, p.heading, p.cell) for p in reading.problems),
        skipped=tuple(Issue(skip.line, skip.reason) for skip in reading.skips),
        warned=tuple(Issue(p.line, p.reason, p.heading, p.cell) for p in reading.remarks),
        warnings=reading.warnings,
        unknown_columns=reading.unknown_columns,
        net=facts.net,
    )


def sample_of(tables: Sequence[pa.Table]) -> pd.DataFrame:
    """The first rows of a file, for a look before it is taken."""
    if not tables:
        return pd.DataFrame(columns=[*_SHOWN, "day"])
    first = tables[0].slice(0, SAMPLE_ROWS)
    shown = {name: first[name].to_pylist() for name in _SHOWN if name in first.column_names}
    days = [None if day is None else day_of(day) for day in seoul_days(first).to_pylist()]
    return pd.DataFrame({**shown, "day": days}).reindex(columns=[*_SHOWN, "day"])
