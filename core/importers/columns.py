"""Read whole columns at once; only cells the fast way does not take go to a careful reader.

A column is encoded as its different cells and their places. The plain spellings among the
different cells are converted by Arrow, the rest one by one by ``cells``, and the values are
put back in place.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers import cells, measures
from core.importers.format import Cell
from core.importers.problems import CellError, redacted
from core.importers.regions import region_of
from core.terms import SEOUL, RowReason

LABEL_LENGTH: Final = 200
"""Labels are short; the store keeps so many characters."""
REMEMBERED: Final = 5_000
"""So many different cells of a column are remembered from one batch to the next."""

_TWO_WORDS: Final = r"^(?P<beginning>\s*\S*\s?\S*)"
_IDS: Final = r"^[0-9]{1,40}$"
_WHOLE: Final = r"^[0-9]{1,11}$"
# The 29th of February needs the calendar, so it takes the careful way.
_DAY_OF_YEAR: Final = (
    r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_MOMENT: Final = rf"^20[0-9]{{2}}-{_DAY_OF_YEAR} (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
_SEOUL_SECONDS: Final = 9 * 3600

Slow = Callable[[str], Any]
Fast = Callable[[pa.Array], pa.Array]


@dataclass(frozen=True, slots=True)
class Values:
    """A column read: its values, null where unknown, and why some cells could not be read."""

    values: pa.Array
    wrong: Mapping[int, RowReason]


@dataclass(slots=True)
class Reader:
    """Reads one column, batch by batch."""

    kind: Any
    fast: Fast | None
    slow: Slow
    decoded: Callable[[str], str]
    beginning: str = ""
    """A pattern whose only group is the part of a cell that matters."""
    _known: dict[str, Any] = field(default_factory=dict)

    def read(self, raw: Sequence[str]) -> Values:
        """The values of some cells, in their order."""
        column = pa.array(raw, pa.string())
        if self.beginning:
            column = pc.extract_regex(column, self.beginning).field(0)
        if self.fast is None:
            return self._by_cell(column)
        taken = self.fast(column)
        if not taken.null_count:
            return Values(taken, {})
        left = pc.is_null(taken)
        rest = self._by_cell(column.filter(left))
        values = pc.replace_with_mask(taken, left, rest.values)
        at = pc.indices_nonzero(left).to_pylist() if rest.wrong else []
        return Values(values, {at[place]: reason for place, reason in rest.wrong.items()})

    def _by_cell(self, column: pa.Array) -> Values:
        """Each different cell is read once, with care."""
        coded = column.dictionary_encode()
        said = [self._carefully(cell) for cell in coded.dictionary.to_pylist()]
        errors = {at: it.reason for at, it in enumerate(said) if isinstance(it, CellError)}
        if not errors:
            return Values(pa.array(said, self.kind).take(coded.indices), {})
        values = pa.array([None if at in errors else it for at, it in enumerate(said)], self.kind)
        codes = enumerate(coded.indices.to_pylist())
        wrong = {at: errors[code] for at, code in codes if code in errors}
        return Values(values.take(coded.indices), wrong)

    def _carefully(self, cell: str) -> Any:  # noqa: ANN401
        if cell not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            try:
                self._known[cell] = self.slow(self.decoded(cell))
            except CellError as error:
                self._known[cell] = error
        return self._known[cell]


def reader_of(cell: Cell, decoded: Callable[[str], str], today: date) -> Reader:
    """The reader of cells of one kind."""
    kind, fast, slow, beginning = _readers(today)[cell]
    return Reader(kind, fast, slow, decoded, beginning)


def _readers(today: date) -> dict[Cell, tuple[Any, Fast | None, Slow, str]]:
    later = today + measures.AHEAD
    text, whole, small = pa.string(), pa.int64(), pa.int8()
    return {
        Cell.WORD: (text, None, _word, ""),
        Cell.LABEL: (text, None, _label, ""),
        Cell.NAME: (text, None, _name, ""),
        Cell.TEXT: (text, None, measures.free_text, ""),
        Cell.IDENTIFIER: (text, _plain(_IDS), cells.identifier, ""),
        Cell.ORDER_NUMBER: (text, _plain(_IDS), cells.line_number, ""),
        Cell.CODE: (text, None, cells.code, ""),
        Cell.WHOLE: (whole, _wholes, cells.whole, ""),
        Cell.DECIMAL: (pa.float64(), None, measures.decimal, ""),
        Cell.MOMENT: (whole, _moments(today), lambda it: cells.moment(it, today), ""),
        Cell.DEADLINE: (whole, _moments(later), lambda it: cells.moment(it, later), ""),
        Cell.FIRST_DAY: (pa.int32(), None, lambda it: measures.first_day(it, today), ""),
        Cell.LAST_DAY: (pa.int32(), None, lambda it: measures.last_day(it, today), ""),
        Cell.DUE_DAY: (pa.int32(), None, lambda it: measures.day(it, later), ""),
        Cell.HOUR: (small, None, measures.hour, ""),
        Cell.YES: (small, None, measures.yes, ""),
        Cell.ADDRESS: (small, None, region_of, _TWO_WORDS),
    }


def _word(cell: str) -> str:
    # Words of states, and what makes up a buyer: they are used here and not kept.
    return cells.text(cell) or ""


def _name(cell: str) -> str | None:
    said = cells.text(cell)
    return None if said is None or said == "-" else redacted(said)


def _label(cell: str) -> str | None:
    said = cells.text(cell)
    return None if said is None or said == "-" else redacted(said)[:LABEL_LENGTH]


def _plain(pattern: str) -> Fast:
    def fast(raw: pa.Array) -> pa.Array:
        return pc.if_else(pc.match_substring_regex(raw, pattern), raw, pa.scalar(None, pa.string()))

    return fast


def _wholes(raw: pa.Array) -> pa.Array:
    return pc.cast(_plain(_WHOLE)(raw), pa.int64())


def _moments(last: date) -> Fast:
    latest = int(
        (datetime(last.year, last.month, last.day, tzinfo=SEOUL) + timedelta(1)).timestamp()
    )
    first = cells.EARLIEST
    earliest = int(datetime(first.year, first.month, first.day, tzinfo=UTC).timestamp())

    def fast(raw: pa.Array) -> pa.Array:
        plain = _plain(_MOMENT)(raw)
        wall = pc.strptime(plain, format="%Y-%m-%d %H:%M:%S", unit="s")
        seconds = pc.subtract(pc.cast(wall, pa.int64()), _SEOUL_SECONDS)
        usual = pc.and_(pc.greater(seconds, earliest), pc.less(seconds, latest))
        return pc.if_else(usual, seconds, pa.scalar(None, pa.int64()))

    return fast
