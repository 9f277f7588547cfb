"""What an export is: its columns, the headings they have had, and what tells it apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from core.importers.cells import squeezed
from core.terms import Confidence, DataSet, Mall, Record


class Cell(Enum):
    """How the cells of a column are read. ``core.importers.columns`` has the readers."""

    WORD = auto()
    """A word that is used and not kept; nothing is an empty text."""
    LABEL = auto()
    """A short text with few different values: at most 200 characters, redacted."""
    NAME = auto()
    """A name of a thing, redacted."""
    TEXT = auto()
    """Free text of any length, redacted; line breaks stay."""
    IDENTIFIER = auto()
    """A number that is a name."""
    ORDER_NUMBER = auto()
    """An identifier with at least one digit; one destroyed by a spreadsheet is an error."""
    CODE = auto()
    """A code of the seller's own, kept as it is."""
    WHOLE = auto()
    """A whole number: won, pieces, people."""
    DECIMAL = auto()
    """A number that may have a fraction."""
    MOMENT = auto()
    """A moment up to today, as UTC seconds."""
    DEADLINE = auto()
    """A moment that may lie ahead."""
    FIRST_DAY = auto()
    """The first day of a day or of a range A~B, as days since 1970."""
    LAST_DAY = auto()
    """The last day of a day or of a range A~B."""
    DUE_DAY = auto()
    """A day that may lie ahead."""
    HOUR = auto()
    """An hour, 0 to 23: 7, 07, 07시, 07~08시, 07:00."""
    YES = auto()
    """1 for Y, 예, 있음, TRUE, O; 0 for N, 아니오, 없음, FALSE, X; 1 for an address (URL)."""
    ADDRESS = auto()
    """A postal address of which only the province is kept."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a file tells: our name, how it is read, and the headings it has had.

    The best heading comes first. ``title`` is that heading as it is written, the others are
    without white space.
    """

    name: str
    headings: tuple[str, ...]
    title: str
    cell: Cell = Cell.LABEL


def column(name: str, *headings: str, cell: Cell = Cell.LABEL) -> Column:
    """A column; headings are compared without white space."""
    return Column(name, tuple(squeezed(heading) for heading in headings), headings[0], cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One export.

    Attributes:
        id: its code, kept with every upload.
        record: the shape of its rows.
        columns: what it tells.
        marks: at least one of these headings is there, which no similar export has.
        also: all of these headings are there as well.
        required: columns without which nothing can be taken.
        never: headings that no file of this kind has.
        ignored: headings that are known and not read: of no use, or personal.
        mall: where the orders, reviews or settlements came from.
        data: what such a file tells about; statistics tell it row by row where it is None.
        fixed: columns that have one value in all rows, such as the subject of statistics.
        line_key: the columns that together number a line where the file has no single one.
        carried: columns whose cell is empty where it is as in the row above, if ``carried_by``
            is the same.
        carried_by: the column that says whether a row continues the one above.
        notes: how a line begins (squeezed) that is a remark and no data.
        confidence: how well the headings are known.
    """

    id: str
    record: Record = Record.ORDER_LINE
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    also: tuple[str, ...] = ()
    required: tuple[str, ...]
    never: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset()
    mall: Mall = Mall.SMARTSTORE
    data: DataSet | None = DataSet.ORDERS
    fixed: Mapping[str, int] = field(default_factory=dict)
    line_key: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    carried_by: str = ""
    notes: tuple[str, ...] = ()
    confidence: Confidence = Confidence.VERBATIM

    def claims(self, headings: frozenset[str]) -> bool:
        """Whether a header line is one of this export, complete or not."""
        never, marks, also = (set(map(squeezed, it)) for it in (self.never, self.marks, self.also))
        return not never & headings and bool(marks & headings) and also <= headings

    def knows(self, heading: str) -> bool:
        """Whether a heading is one this export has had, read or not."""
        return heading in self.ignored or any(heading in it.headings for it in self.columns)

    def places(self, header: Iterable[str]) -> Mapping[str, int]:
        """At which place each of our columns stands; of several headings the best one counts."""
        at: dict[str, int] = {}
        for place, heading in enumerate(header):
            at.setdefault(heading, place)
        return {
            column.name: next(at[heading] for heading in column.headings if heading in at)
            for column in self.columns
            if any(heading in at for heading in column.headings)
        }

    def missing(self, places: Mapping[str, int]) -> tuple[str, ...]:
        """The headings, as they are written today, of required columns that are not there.

        An amount that follows from price and quantity is not missing. Where a file never has it,
        those two are what is needed.
        """
        derived = {"amount"} if {"unit_price", "quantity"} <= places.keys() else set()
        titles = {column.name: column.title for column in self.columns}
        wanted = (name for name in self.required if name not in places and name not in derived)
        parts = (("unit_price", "quantity") if it not in titles else (it,) for it in wanted)
        needed = dict.fromkeys(name for names in parts for name in names if name not in places)
        return tuple(titles[name] for name in needed)
