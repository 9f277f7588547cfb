"""Which export a file is: found by whole headings in the first rows of any sheet."""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.importers import texts
from core.importers.cells import squeezed
from core.importers.format import Format
from core.importers.formats import FORMATS, vocabulary
from core.importers.guards import Limits
from core.importers.problems import UnreadableFile
from core.importers.sheet import EXPLAINED, Sheet
from core.importers.uploads import Upload
from core.terms import FileReason, FileWarning

FIRST_ROWS: Final = 40
"""So many rows are searched for the headings."""

_REMARK: Final = re.compile(r"\([^()]*\)$")

_FEW: Final = 3
"""So many known headings in one row make it a header line, whatever is missing."""

_KEY: Final = "상품주문번호"

LOOKS_LIKE: Final = {
    "묶음배송번호": "other_mall", "주문상품번호": "other_mall", "등록상품명": "other_mall",
    "판매아이디": "other_mall", "장바구니번호(결제번호)": "other_mall",
    "셀러재고코드": "other_mall", "주문순번": "other_mall", "결제번호": "other_mall",
    "품목별주문번호": "other_mall",
    "FinancialStatus": "other_mall", "Lineitemname": "other_mall", "등록상품ID": "other_mall",
    "정산상태": "settlement", "정산기준금액": "settlement", "정산예정일": "settlement",
    "정산구분": "settlement", "과세매출": "settlement",
    "문의번호": "questions", "문의유형": "questions",
    "리뷰글번호": "reviews", "구매자평점": "reviews", "리뷰내용": "reviews",
    "방문수": "statistics", "유입수": "statistics", "상품상세조회수": "statistics",
    "상품결제건수": "statistics", "구매전환율": "statistics", "결제금액(마지막클릭)": "statistics",
    "방문고객수": "statistics", "전체고객수": "statistics", "결제자수": "statistics",
    "결제수": "statistics", "채널그룹": "statistics", "페이지뷰": "statistics",
    "Sessions": "statistics",
    "노출수": "ads", "총비용": "ads", "캠페인": "ads", "캠페인명": "ads", "광고비": "ads",
    "보고시작": "ads", "캠페인이름": "ads", "Reportingstarts": "ads", "Campaignname": "ads",
}  # fmt: skip
"""Headings of files that are known but not read yet, and what to call those files.

The first of them that stands in a file decides: some headings are shared further down."""


Learned = Callable[[Sequence[str]], Format | None]
"""Knows header lines that a seller has explained to us."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table whose columns are known.

    Attributes:
        format: which export it is.
        sheet: the table.
        header: the line the headings stand on.
        headings: the headings as they stand there, to be stepped over when repeated.
        places: where each of our columns stands.
        unknown: headings nobody knows.
        above: what stands above the headings.
        others: other sheets of the file that hold a table of another kind.
        warnings: about the file, the workbook and the choice of the sheet.
    """

    format: Format
    sheet: Sheet
    header: int
    headings: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]
    above: tuple[str, ...]
    others: tuple[str, ...]
    warnings: tuple[FileWarning, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    sheet: Sheet
    line: int
    headings: tuple[str, ...]

    @property
    def set(self) -> frozenset[str]:
        return frozenset(self.headings) - {""}

    def known(self) -> int:
        return sum(map(known, self.set))


_Choice = tuple[_Header, Format]


def recognise(
    upload: Upload, limits: Limits, learned: Learned, sheet: str | None = None
) -> Recognised:
    """Find the one table of a file that can be read.

    Args:
        upload: the tables of the file.
        limits: what it may cost.
        learned: header lines the seller has explained.
        sheet: the sheet to read, where several hold a table.

    Raises:
        UnreadableFile: there is none, required headings are missing, or one stands twice.
    """
    sheets = [one for one in upload.sheets if sheet is None or one.name == sheet]
    headers = [header for one in sheets for header in _headers(one, limits)]
    chosen = [
        (header, fits) for header in headers if (fits := _fitting(header, learned)) is not None
    ]
    if not chosen:
        raise _refusal(headers)
    chosen.sort(key=lambda pair: (pair[0].sheet.hidden, bool(_missing(*pair))))
    header, fits = chosen[0]
    _check(header, fits)
    others = _others(chosen)
    warnings = (
        *upload.warnings,
        *header.sheet.warnings,
        *_about_sheets(upload, chosen, others),
    )
    return Recognised(
        fits,
        header.sheet,
        header.line,
        header.headings,
        fits.places(header.headings),
        tuple(name for name in header.headings if name and not fits.knows(name)),
        tuple(cell for one in headers if one.sheet is header.sheet and one.line < header.line
              for cell in one.headings if cell),
        others,
        tuple(dict.fromkeys(warnings)),
    )  # fmt: skip


def formats_of(headings: Iterable[str]) -> list[Format]:
    """The exports that a header line may be of: one, or none."""
    names = frozenset(map(squeezed, headings)) - {""}
    return [one for one in FORMATS if one.claims(names)]


def known(heading: str) -> bool:
    """Whether a heading is one that any export has had."""
    return heading in _KNOWN


_KNOWN: Final = frozenset(
    heading
    for one in FORMATS
    for heading in (*one.ignored, *(name for it in one.columns for name in it.headings))
)


def _headers(sheet: Sheet, limits: Limits) -> list[_Header]:
    found = []
    for line, cells in itertools.islice(sheet.rows(), FIRST_ROWS):
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise UnreadableFile(FileReason.TOO_MANY_COLUMNS, limit=limits.columns)
        found.append(_Header(sheet, line, tuple(_heading(sheet, cell) for cell in cells)))
    return found


def _heading(sheet: Sheet, cell: str) -> str:
    """A heading without white space, and without a remark in brackets that nobody knows.

    Only headings of order files lose a remark: of statistics it may say what is counted.
    """
    heading = squeezed(sheet.said(cell)).strip("'\"")
    if known(heading):
        return heading
    bare = _REMARK.sub("", heading)
    return bare if vocabulary.known(bare) else heading


def _fitting(header: _Header, learned: Learned) -> Format | None:
    explained = learned(header.headings)
    if explained is not None:
        return explained
    if header.known() < _FEW:
        return None
    fits = formats_of(header.headings)
    return fits[0] if fits else None


def _missing(header: _Header, fits: Format) -> tuple[str, ...]:
    return fits.missing(fits.places(header.headings))


def _check(header: _Header, fits: Format) -> None:
    if missing := _missing(header, fits):
        raise UnreadableFile(FileReason.MISSING_COLUMNS, missing=missing, format_id=fits.id)
    used = {heading for column in fits.columns for heading in column.headings}
    twice = tuple(name for name in sorted(used & header.set) if header.headings.count(name) > 1)
    if twice:
        raise UnreadableFile(FileReason.DUPLICATE_HEADER, columns=twice)


def _others(chosen: list[_Choice]) -> tuple[str, ...]:
    """The other sheets that hold a complete table; each is read on its own."""
    header, _fits = chosen[0]
    found = dict.fromkeys(
        other.sheet.name
        for other, its in chosen
        if other.sheet is not header.sheet and not other.sheet.hidden
        and not _missing(other, its)
    )  # fmt: skip
    return tuple(found)


def _about_sheets(
    upload: Upload, chosen: list[_Choice], others: tuple[str, ...]
) -> list[FileWarning]:
    header = chosen[0][0]
    rest = [it for it in upload.sheets if it is not header.sheet and it.name not in others]
    again = {it.sheet.name for it, its in chosen if its.id == chosen[0][1].id} & set(others)
    warnings = []
    if header.sheet.hidden or any(sheet.hidden for sheet in rest):
        warnings.append(FileWarning.HIDDEN_SHEET)
    if again:
        warnings.append(FileWarning.SEVERAL_SHEETS)
    elif any(map(_is_told, rest)):
        warnings.append(FileWarning.OTHER_SHEETS)
    return warnings


def _is_told(sheet: Sheet) -> bool:
    """Whether a seller would wonder what became of a sheet."""
    return not sheet.hidden and sheet.name != EXPLAINED and any(True for _ in sheet.rows())


def _refusal(headers: list[_Header]) -> UnreadableFile:
    """Why no table of a file can be read."""
    filled = [header for header in headers if header.set]
    if not filled:
        return UnreadableFile(FileReason.EMPTY)
    names = [name for header in filled for name in header.headings]
    if like := next((kind for name, kind in LOOKS_LIKE.items() if name in names), None):
        return UnreadableFile(FileReason.UNKNOWN_COLUMNS, looks_like=like)
    if _KEY not in names and any(map(_like_orders, filled)):
        return UnreadableFile(FileReason.MISSING_COLUMNS, missing=(_KEY,))
    return UnreadableFile(_without_headings(filled, names), columns=filled[0].headings[:20])


def _like_orders(header: _Header) -> bool:
    return sum(map(vocabulary.known, header.set)) >= _FEW


def _without_headings(filled: list[_Header], names: list[str]) -> FileReason:
    if any(map(_is_mangled, names)):
        return FileReason.MOJIBAKE
    if max(len(header.set) for header in filled) < _FEW:
        return FileReason.NOT_TABULAR
    has_numbers = any(name.isdecimal() for name in filled[0].headings)
    return FileReason.NO_HEADER if has_numbers else FileReason.UNKNOWN_COLUMNS


def _is_mangled(name: str) -> bool:
    return any(known(squeezed(was)) for was in texts.unmangled(name) if was != name)
