"""Read a file through the importers, and add up what passes by."""

import contextlib
import gc
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pyarrow as pa

from core import importers
from core.importers.mapping import TEMPLATES
from core.services.opening import OpenShop
from core.services.passing import Facts
from core.services.receipts import Contents, Issue, Progress, Refused, Source, Tally
from core.store import mappings
from core.terms import Period

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = (100_000, 50, 50)

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class How:
    """What the seller said about a file: its password, its days, the sheet that is meant.

    A password is used once and kept nowhere.
    """

    password: str | None = field(default=None, repr=False)
    period: Period | None = None
    sheet: str | None = None


def open_file(
    shop: OpenShop,
    source: Source,
    how: How,
    today: date,
    limits: importers.Limits = importers.LIMITS,
) -> importers.Reading:
    """Pass the guards and recognise a file; its rows are read later.

    Raises:
        importers.UnreadableFile: nothing of it can be taken.
    """
    with shop.store.read() as session:
        saved = mappings.saved(session, shop.id)
    return importers.read(
        source.name,
        source.content,
        identity=importers.Identity(shop.key),
        today=today,
        password=how.password or None,
        limits=limits,
        period=how.period,
        sheet=how.sheet,
        mappings=[
            importers.Mapping(one.signature, one.template, one.columns, one.mall, one.headings)
            for one in saved
            if one.template in TEMPLATES
        ],
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
        record=reading.record,
        data_set=reading.data_set,
        mall=reading.mall,
        as_of=reading.as_of,
        dated=reading.dated,
        period=facts.period or reading.period,
        tally=Tally(reading.rows, reading.accepted, reading.refused, reading.skipped),
        refused=tuple(Issue(p.line, p.reason, p.heading, p.cell) for p in reading.problems),
        skipped=tuple(Issue(skip.line, skip.reason) for skip in reading.skips),
        warned=tuple(Issue(p.line, p.reason, p.heading, p.cell) for p in reading.remarks),
        warnings=reading.warnings,
        unknown_columns=reading.unknown_columns,
        figures=facts.figures,
        others=reading.others,
    )
