"""Remarks as a file: taken in once however often it comes, taken back whole, and taken along."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pandas as pd
import xlsxwriter

from core.importers import LIMITS
from core.importers import voice_file as importer
from core.importers.encrypted import plain_workbook
from core.importers.voice_file import RemarkFile
from core.importers.voice_words import COLUMNS, HEADINGS, Field
from core.services.opening import OpenShop
from core.services.reading import refusing
from core.services.receipts import Issue, Source
from core.services.voice_file_matching import Fate, link_of
from core.services.voice_file_matching import fates as fates_of
from core.services.voice_file_matching import rows as rows_of
from core.store import turns, voice_feedback, voice_file
from core.terms import FileWarning, seoul_day
from core.terms.voice import AskedScale

__all__ = ["COLUMNS", "HEADINGS", "Field"]

MOST_FILES: Final = 20
"""So many files are listed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it was read, and what taking it would do. Nothing has been stored.

    Attributes:
        name: of the file.
        found: what it holds.
        new: remarks that would come in.
        same: those that are there already.
        thrown: those that were there and were thrown away one by one; they stay away.
        linked: of the new ones, how many belong to an order that is known.
        unknown: of the new ones, how many name an order that is not.
    """

    name: str
    found: RemarkFile
    new: int
    same: int
    thrown: int
    linked: int
    unknown: int

    @property
    def refused(self) -> tuple[Issue, ...]:
        """The lines that cannot be taken."""
        return tuple(
            Issue(one.line, one.reason, one.heading, one.cell) for one in self.found.refused
        )

    @property
    def skipped(self) -> tuple[Issue, ...]:
        """The lines that are no data."""
        return tuple(Issue(one.line, one.reason) for one in self.found.skipped)

    @property
    def others(self) -> tuple[str, ...]:
        """Further sheets that could be meant."""
        return self.found.others

    @property
    def sheet(self) -> str:
        """The one that was read."""
        return self.found.sheet

    @property
    def warnings(self) -> tuple[FileWarning, ...]:
        """What concerns the file as a whole."""
        return self.found.warnings


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file; ``batch`` is None where nothing of it was new."""

    name: str
    batch: int | None
    new: int
    same: int
    thrown: int
    refused: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was taken: how many of its remarks are there, and how many thrown away."""

    batch: int
    name: str
    at: datetime
    there: int
    gone: int


def unlocked(source: Source, password: str) -> Source:
    """A workbook without its password, which is kept nowhere.

    Raises:
        core.services.receipts.Refused: the password is wrong, or the file is damaged.
    """
    with refusing(source.name):
        return Source(source.name, plain_workbook(_bytes(source), password or None, LIMITS))


def look(
    shop: OpenShop,
    source: Source,
    now: datetime,
    sheet: str | None = None,
    scale: AskedScale | None = None,
) -> Opened:
    """Read a file of remarks, and see what of it is new.

    Args:
        shop: whose.
        source: a CSV file or a workbook.
        now: this moment; no remark can be of a later day.
        sheet: the one that is meant; the first with remarks if None.
        scale: which question numbers answer where the file does not say.

    Raises:
        core.services.receipts.Refused: it is no table of remarks, locked, damaged or dangerous.
        core.store.StoreProblem: the store cannot be read.
    """
    with refusing(source.name):
        found = importer.read(
            source.name, _bytes(source), seoul_day(now), sheet=sheet,
            scale=scale,
        )  # fmt: skip
    with shop.store.read() as session:
        fates, _ = fates_of(session, shop.id, found.remarks)
        new = [
            one for one, fate in zip(found.remarks, fates, strict=True)
            if fate in {Fate.NEW, Fate.BACK}
        ]  # fmt: skip
        numbers = {one.order_no for one in new if one.order_no}
        links = voice_file.links(session, shop.id, numbers)
    linked = sum(link_of(links, one) is not None for one in new)
    named = sum(one.order_no is not None for one in new)
    return Opened(
        source.name, found, len(new), fates.count(Fate.SAME), fates.count(Fate.THROWN),
        linked, named - linked,
    )  # fmt: skip


def _bytes(source: Source) -> bytes:
    return source.content if isinstance(source.content, bytes) else source.content.read_bytes()


def take(shop: OpenShop, opened: Opened, now: datetime) -> Taken:
    """Put in what is new of a file, all of it or nothing; ``take_back`` takes it out again.

    Raises:
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    remarks = opened.found.remarks
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        fates, back = fates_of(session, shop.id, remarks)
        new = [
            one for one, fate in zip(remarks, fates, strict=True) if fate is Fate.NEW
        ]  # fmt: skip
        batch = voice_feedback.next_batch(session, shop.id) if new or back else None
        if batch is not None:
            voice_file.put(session, rows_of(session, shop.id, new, batch, now))
            voice_file.revive(session, shop.id, back, batch)
            count = len(new) + len(back)
            voice_file.enter(session, shop.id, batch, opened.name[:255], count, now)
    return Taken(
        opened.name, batch, len(new) + len(back), fates.count(Fate.SAME),
        fates.count(Fate.THROWN), opened.refused,
    )  # fmt: skip


def take_back(shop: OpenShop, batch: int, now: datetime) -> int:
    """Take a whole file out again; how many remarks that were."""
    with shop.store.write() as session:
        return voice_file.throw(session, shop.id, batch, now)


def bring_back(shop: OpenShop, batch: int) -> int:
    """Take ``take_back`` back; how many remarks are there again."""
    with shop.store.write() as session:
        return voice_file.restore(session, shop.id, batch)


def files(shop: OpenShop) -> list[Listed]:
    """The files that were taken, the last first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = voice_file.files(session, shop.id, MOST_FILES)
        sizes = voice_file.sizes(session, shop.id, [row.batch for row in rows]) if rows else {}
    told = ((row, sizes.get(row.batch, (0, 0))) for row in rows)
    return [Listed(row.batch, row.name, row.at, *size) for row, size in told if sum(size)]


def exported(shop: OpenShop) -> pd.DataFrame:
    """All remarks that count, the oldest first, as ``core.store.voice_file.exported`` has them."""
    with shop.store.read() as session:
        return voice_file.exported(session, shop.id)


def workbook(frame: pd.DataFrame, title: str) -> bytes:
    """A table as a workbook in which every cell is a text, and none a formula."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False,
               "strings_to_urls": False}  # fmt: skip
    book = xlsxwriter.Workbook(content, options)
    bold = book.add_format({"bold": True, "bg_color": "#DCE6FB", "border": 1})
    as_text = book.add_format({"num_format": 49})
    page = book.add_worksheet(title)
    page.freeze_panes(1, 0)
    for place, name in enumerate(frame.columns):
        page.set_column(place, place, 18, as_text)
        page.write_string(0, place, str(name), bold)
        for line, cell in enumerate(frame[name], start=1):
            if cell != "":
                page.write_string(line, place, str(cell))
    book.close()
    return content.getvalue()


def protected(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet runs, and which comes in again as it was."""
    return frame.map(lambda cell: importer.protected(cell) if isinstance(cell, str) else cell)
