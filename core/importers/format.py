"""What an export is: its columns, the headings they have had, and what tells it apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from core.importers.cells import squeezed

OTHER_EXPORTS: Final = (
    "정산상태", "정산기준금액", "정산구분", "리뷰글번호", "문의번호", "묶음배송번호",
    "주문상품번호", "아이디", "판매아이디", "장바구니번호(결제번호)", "셀러재고코드", "주문순번",
    "결제번호", "품목별 주문번호",
)  # fmt: skip
"""Headings that only files of other kinds have; a file with one of them is no SmartStore order."""


@dataclass(frozen=True, slots=True)
class Column:
    """One thing a file tells: our name, and the headings it has had, the best one first.

    ``title`` is the best heading as it is written, the others are without white space.
    """

    name: str
    headings: tuple[str, ...]
    title: str


def column(name: str, *headings: str) -> Column:
    """A column; headings are compared without white space."""
    return Column(name, tuple(squeezed(heading) for heading in headings), headings[0])


@dataclass(frozen=True, slots=True)
class Format:
    """One export.

    Attributes:
        id: its code, kept with every upload.
        columns: what it tells.
        marks: at least one of these headings is there, which no other export has.
        required: columns without which nothing can be taken.
        never: headings that no file of this kind has.
    """

    id: str
    columns: tuple[Column, ...]
    marks: tuple[str, ...]
    required: tuple[str, ...]
    never: tuple[str, ...] = field(default=())

    def claims(self, headings: frozenset[str]) -> bool:
        """Whether a header line is one of this export, complete or not."""
        never = {squeezed(heading) for heading in (*self.never, *OTHER_EXPORTS)}
        marks = {squeezed(heading) for heading in self.marks}
        return not never & headings and bool(marks & headings)

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

        An amount that follows from price and quantity is not missing.
        """
        derived = {"amount"} if {"unit_price", "quantity"} <= places.keys() else set()
        titles = {column.name: column.title for column in self.columns}
        needed = (name for name in self.required if name not in places and name not in derived)
        return tuple(titles[name] for name in needed)
