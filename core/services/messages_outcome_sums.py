"""Read result files that only count, and name nobody."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from core.importers.cells import squeezed
from core.importers.sheet import Sheet
from core.services.messages_outcome import Numbers, ResultFile
from core.services.messages_outcome_words import Word, is_total, place
from core.services.messages_outcome_words import cell as cell_of
from core.services.messages_outcome_words import said as heading

_FIRST: Final = 20
"""So many rows are searched for the headings."""


def sums(sheet: Sheet) -> ResultFile | None:
    """The counts of a file with a line a day or a sending; None if it is none of these."""
    wanted = (
        Word.SENT, Word.FAILED, Word.OPENED, Word.CLICKED, Word.LEFT, Word.ARRIVED,
    )  # fmt: skip
    for line, cells in islice(sheet.rows(), _FIRST):
        names = [heading(sheet.said(cell)) for cell in cells]
        places = [place(names, some) for some in wanted]
        if places[0] is None and places[5] is None:
            continue
        below = [[sheet.said(cell) for cell in raw] for at, raw in sheet.rows() if at > line]
        rows = [row for row in below if not is_total(row)] or below
        sent, failed, opened, reacted, left, arrived = (_added_up(rows, one) for one in places)
        if sent is None and arrived is not None:
            sent = arrived + (failed or 0)
        if failed is None and sent is not None and arrived is not None:
            failed = max(0, sent - arrived)
        if sent is not None:
            return ResultFile(Numbers(sent, failed, opened, reacted, left))
    return None


def _added_up(rows: Iterable[list[str]], place: int | None) -> int | None:
    """The sum of a column; a line of totals that is not called so is not told apart."""
    said = [_whole(cell) for row in rows if (cell := cell_of(row, place)) is not None]
    known = [one for one in said if one is not None]
    return sum(known) if known else None


_COUNTED: Final = re.compile(r"(\d[\d,]*)(?:\.0)?\D?")
"""A number, maybe with a word for pieces or people behind it."""


def _whole(cell: str) -> int | None:
    found = _COUNTED.fullmatch(squeezed(cell))
    return None if found is None else int(found[1].replace(",", ""))
