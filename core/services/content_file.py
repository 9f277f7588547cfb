"""The content calendar as a file, out and in again."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from core.services import content_items
from core.services.content_items import Content, ContentRefused
from core.services.opening import OpenShop
from core.terms import seoul_day

COLUMNS: Final = ("title", "channel", "planned_on", "published_on", "code", "reach", "clicks")
"""The columns of the file, in this order; only the first three must be there."""

LONGEST_CELL: Final = 100_000
"""Characters; more in a cell is no table of content."""

MOST_ROWS: Final = 2000
LARGEST: Final = 2_000_000
LONGEST_NUMBER: Final = 12


class FileProblem(StrEnum):
    """Why a file of content is not taken."""

    UNREADABLE = "unreadable"
    HEADINGS = "headings"
    TOO_LARGE = "too_large"
    DAY = "day"
    NUMBER = "number"
    IMPOSSIBLE = "impossible"


class FileRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was taken; ``line`` is the line of the file that was wrong, if it was one."""

    def __init__(self, problem: FileProblem, line: int | None = None) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem, self.line = problem, line


@dataclass(frozen=True, slots=True)
class Taken:
    """So many were new, so many were there already."""

    new: int
    known: int


def take(shop: OpenShop, file: bytes, names: Mapping[str, str], now: datetime) -> Taken:
    """Put the content of a file in; what is there already with title, channel and day is left.

    Args:
        shop: whose.
        file: a CSV file.
        names: which of ``COLUMNS`` each heading means, in small letters.
        now: when.

    Raises:
        FileRefused: something in the file is impossible; nothing was taken.
        core.store.StoreProblem: the store cannot be written.
    """
    items = read(file, names, seoul_day(now))
    there = {(one.title, one.channel, one.planned_on) for one in content_items.listed(shop)}
    new = {
        (one.title, one.channel, one.planned_on): one
        for one in items
        if (one.title, one.channel, one.planned_on) not in there
    }
    content_items.add_all(shop, list(new.values()), now)
    return Taken(len(new), len(items) - len(new))


def read(file: bytes, names: Mapping[str, str], today: date) -> list[Content]:
    """The content of a file.

    Raises:
        FileRefused: something in it is impossible.
    """
    if len(file) > LARGEST:
        raise FileRefused(FileProblem.TOO_LARGE)
    try:
        rows = _rows(_text(file))
    except csv.Error:
        raise FileRefused(FileProblem.UNREADABLE) from None
    # The limit of the csv module holds for the whole program, and other readers raise it.
    if any(len(cell) > LONGEST_CELL for _, row in rows for cell in row):
        raise FileRefused(FileProblem.UNREADABLE)
    if not rows:
        raise FileRefused(FileProblem.HEADINGS)
    if len(rows) > MOST_ROWS + 1:
        raise FileRefused(FileProblem.TOO_LARGE)
    places = _places(rows[0][1], names)
    return [_item(row, places, line, today) for line, row in rows[1:]]


def _rows(told: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with the line of the file it begins on."""
    reader = csv.reader(io.StringIO(told))
    rows, line = [], 1
    for row in reader:
        rows.append((line, row))
        line = reader.line_num + 1
    return [(line, row) for line, row in rows if any(cell.strip() for cell in row)]


def _text(file: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return file.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(FileProblem.UNREADABLE)


def _places(heads: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    found = {
        names[head.strip().lower()]: place
        for place, head in enumerate(heads)
        if head.strip().lower() in names
    }
    if not set(COLUMNS[:3]) <= set(found):
        raise FileRefused(FileProblem.HEADINGS)
    return found


def _item(row: Sequence[str], places: dict[str, int], line: int, today: date) -> Content:
    cells = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
    planned = _day(cells["planned_on"], line)
    if planned is None:
        raise FileRefused(FileProblem.DAY, line)
    item = Content(
        _bare(cells["title"]),
        _bare(cells["channel"]),
        planned,
        _day(cells.get("published_on", ""), line),
        _bare(cells.get("code", "")),
        _count(cells.get("reach", ""), line),
        _count(cells.get("clicks", ""), line),
    )
    try:
        content_items.check(item, today)
    except ContentRefused as refused:
        raise FileRefused(FileProblem.IMPOSSIBLE, line) from refused
    return item


def _bare(cell: str) -> str:
    """Without the apostrophe that our own files put before what looks like a formula.

    On one line, and without what cannot be seen: not every store keeps it.
    """
    told = " ".join(cell.split())
    return "".join(sign for sign in told if sign.isprintable()).removeprefix("'")


def _day(cell: str, line: int) -> date | None:
    bare = cell.replace(".", "-").replace("/", "-").replace(" ", "").rstrip("-")
    if not bare:
        return None
    parts = bare.split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise FileRefused(FileProblem.DAY, line) from None


def _count(cell: str, line: int) -> int | None:
    bare = cell.replace(",", "").removesuffix(".0")
    if not bare or bare == "–":
        return None
    if not (bare.isascii() and bare.isdigit() and len(bare) <= LONGEST_NUMBER):
        raise FileRefused(FileProblem.NUMBER, line)
    return int(bare)
