"""Many posts pasted at once, or out of a file: one line each, with its cells in a fixed order."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from core.services import posts, posts_people
from core.services.opening import OpenShop
from core.services.posts import Post, PostKind, PostProblem, PostRefused

MOST_LINES: Final = 300
"""So many lines are read at once."""

COLUMNS: Final = (
    "day", "kind", "customer", "place", "address", "points", "mark", "note", "invited",
)  # fmt: skip
"""The order of the cells; those at the end may be left out."""

_WORDS: Final = Path(__file__).with_name("posts_words.csv")
_DAY: Final = re.compile(r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?")
_MARKS: Final = {"marked": True, "unmarked": False, "unseen": None, "": None}


class LineProblem(StrEnum):
    """Why a line cannot be read."""

    DAY = "day"
    KIND = "kind"
    CUSTOMER = "customer"
    """Nobody, or several, have that number."""
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that cannot be taken, as it was written, and the first thing that is wrong."""

    number: int
    problem: LineProblem | PostProblem
    line: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted, as it was understood. Nothing has been stored.

    Attributes:
        posts: what would be put in.
        bad: the lines that cannot be.
        too_many: whether there are more lines than are read at once; then there is nothing else.
    """

    posts: tuple[Post, ...] = ()
    bad: tuple[BadLine, ...] = ()
    too_many: bool = False


class _Bad(Exception):  # noqa: N818  (an answer, not a fault)
    def __init__(self, problem: LineProblem | PostProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def read(shop: OpenShop, text: str, today: date) -> Pasted:
    """Look lines through; a first line of headings is passed over.

    Args:
        shop: whose.
        text: lines of a spreadsheet (with tabs) or of a CSV file, ``COLUMNS`` in that order.
        today: the day.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    rows = [(number, row) for number, row in enumerate(_rows(text), start=1) if any(row)]
    if len(rows) > MOST_LINES + 1:
        return Pasted(too_many=True)
    found: list[Post] = []
    bad: list[BadLine] = []
    for number, row in rows:
        if number == rows[0][0] and _is_heading(row):
            continue
        try:
            found.append(_post(shop, row, today))
        except _Bad as wrong:
            bad.append(BadLine(number, wrong.problem, " · ".join(filter(None, row))))
    return Pasted(tuple(found), tuple(bad))


def _rows(text: str) -> list[list[str]]:
    said = text.removeprefix("\ufeff").replace("\0", "")
    lines = csv.reader(io.StringIO(said), delimiter="\t" if "\t" in said else ",")
    try:
        return [[cell.strip() for cell in row] for row in lines]
    except csv.Error:
        # A mark of quotation that is never closed, over more than a cell may hold.
        return [[line.strip()] for line in said.splitlines()]


def _is_heading(row: list[str]) -> bool:
    return not _DAY.search(row[0]) and _word(row[1] if len(row) > 1 else "") is None


def _post(shop: OpenShop, row: list[str], today: date) -> Post:
    cells = dict(zip(COLUMNS, [*row, *[""] * len(COLUMNS)], strict=False))
    kind = _word(cells["kind"])
    if kind not in set(PostKind):
        raise _Bad(LineProblem.KIND)
    one = Post(
        PostKind(kind or ""), _day(cells["day"]), _customer(shop, cells["customer"], today),
        _customer(shop, cells["invited"], today), cells["place"], cells["address"], None,
        _points(cells["points"]), _mark(cells["mark"]), cells["note"],
    )  # fmt: skip
    try:
        posts.check(one, today)
    except PostRefused as refused:
        raise _Bad(refused.problem) from refused
    return one


def _day(said: str) -> date:
    found = _DAY.fullmatch(said)
    try:
        return date(*(int(part) for part in found.groups())) if found else _no_day()
    except ValueError as wrong:
        raise _Bad(LineProblem.DAY) from wrong


def _no_day() -> date:
    raise _Bad(LineProblem.DAY)


def _customer(shop: OpenShop, said: str, today: date) -> str | None:
    if not said:
        return None
    found = posts_people.find(shop, said, today, whole=True)
    if len(found) != 1:
        raise _Bad(LineProblem.CUSTOMER)
    return found[0].key


def _points(said: str) -> int | None:
    figures = re.sub(r"[,\s\u20a9\uc6d0]", "", said)
    if not figures:
        return None
    if not re.fullmatch(r"\d{1,9}", figures, re.ASCII):
        raise _Bad(LineProblem.NUMBER)
    return int(figures)


def _mark(said: str) -> bool | None:
    meant = _word(said) if said else ""
    if meant not in _MARKS:
        raise _Bad(LineProblem.MARK)
    return _MARKS[meant or ""]


def _word(said: str) -> str | None:
    return _words().get(" ".join(said.lower().split()))


@cache
def _words() -> dict[str, str]:
    with _WORDS.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["means"] for row in csv.DictReader(file)}
