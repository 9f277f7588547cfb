"""The lines of a table of remarks, read below its headings."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final, TypeVar

from core.importers.cells import line_number, moment, squeezed, text
from core.importers.problems import CellError, Problem, Skipped, excerpt, redacted
from core.importers.sheet import Sheet
from core.importers.templates import EXAMPLE
from core.importers.voice_words import (
    ASKED,
    Field,
    is_negative_word,
    is_source,
    mall_of,
    negative_of,
    scale_of,
    score_of,
    source_of,
)
from core.terms import Mall, RowReason, SkipReason, seoul_day
from core.terms.voice import AskedScale, VoiceSource

MOST_ROWS: Final = 200_000
LONGEST_NAME: Final = 40
LONGEST_TEXT: Final = 4000
LONGEST_NOTE: Final = 2000
"""Characters; a longer remark or note could not be changed by hand."""

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")

_BLANKS: Final = " \u00a0\u3000"
_ENDS: Final = re.compile(r"\r\n?")
_KEY: Final = re.compile(r"[0-9a-f]{32}")
RANGES: Final = {
    AskedScale.CSAT: range(1, 6), AskedScale.NPS: range(11), AskedScale.CES: range(1, 8)
}  # fmt: skip
"""The answers each question can have."""

_UNDERSTOOD: Final[Mapping[Field, Callable[[str], object]]] = {
    Field.SOURCE: is_source,
    Field.MALL: mall_of,
    Field.SCALE: scale_of,
    Field.NEGATIVE: is_negative_word,
}
"""Columns of which a word nobody knows goes into the note."""

_EXAMPLES: Final = (EXAMPLE, "Example")
"""How the lines of our table begin that show what to write."""

T = TypeVar("T")
_Moments = Callable[[str], int | None]


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark of a file; a line that answers two questions is two of them."""

    line: int
    day: date
    source: VoiceSource
    scale: AskedScale | None = None
    score: int | None = None
    text: str = ""
    note: str = ""
    order_no: str | None = None
    mall: Mall | None = None
    product: str = ""
    product_no: str = ""
    theme: str | None = None
    is_negative: int | None = None
    answered_at: datetime | None = None
    buyer_key: str | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the headings stand, and what each column tells."""

    line: int
    headings: tuple[str, ...]
    at: Mapping[Field, int]
    unused: tuple[str, ...]


@dataclass(slots=True)
class Lines:
    """Reads the lines below the headings."""

    sheet: Sheet
    places: Places
    today: date
    scale: AskedScale | None
    refused: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    count: int = 0
    guessed: AskedScale = AskedScale.CSAT
    has_guessed: bool = False

    def read(self) -> list[Remark]:
        """All of them; what cannot be taken or is no data is told beside."""
        rows = [one for one in self.sheet.rows() if one[0] > self.places.line]
        self.guessed = self.scale or self._guess(rows)
        moments = lru_cache(100_000)(lambda cell: moment(cell, self.today))
        found: list[Remark] = []
        for line, cells in rows[: MOST_ROWS + 1]:
            said = [self.sheet.said(cell) for cell in cells]
            self.count += 1
            if any(cell.strip() for cell in said[len(self.places.headings) :]):
                self.refused.append(Problem(line, RowReason.COLUMN_COUNT))
                continue
            if (why := self._no_data(said)) is not None:
                self.skipped.append(Skipped(line, why))
                continue
            try:
                found += self._remarks(line, cells, moments)
            except _Wrong as wrong:
                heading = self.places.headings[wrong.at] if wrong.at is not None else ""
                shown = said[wrong.at] if wrong.at is not None and wrong.at < len(said) else ""
                self.refused.append(Problem(line, wrong.reason, heading, excerpt(shown)))
        self.refused += [
            Problem(line, mark)
            for line, mark in sorted(self.sheet.marks.items())
            if isinstance(mark, RowReason) and line > self.places.line
        ]
        return found

    def _guess(self, rows: Sequence[tuple[int, list[str]]]) -> AskedScale:
        """What numbers answer that no column names: of 0 or above 5 recommending, else CSAT."""
        at = self.places.at.get(Field.SCORE)
        if at is None:
            return AskedScale.CSAT
        scores = Counter(
            score_of(self.sheet.said(cells[at]), AskedScale.CSAT)
            for _, cells in rows
            if at < len(cells)
        )
        beyond = [one for one in scores if one is not None and one not in RANGES[AskedScale.CSAT]]
        return AskedScale.NPS if beyond else AskedScale.CSAT

    def _no_data(self, said: list[str]) -> SkipReason | None:
        words = [squeezed(cell) for cell in said]
        some = [word for word in words if word]
        if not some:
            return SkipReason.BLANK_ROW
        if [squeezed(one) for one in self.places.headings] == words[: len(self.places.headings)]:
            return SkipReason.REPEATED_HEADER
        return SkipReason.NOTE_ROW if some[0].startswith(_EXAMPLES) else None

    def _remarks(self, line: int, cells: list[str], moments: "_Moments") -> Iterator[Remark]:
        at = self.places.at
        seconds = self._get(cells, Field.DAY, moments)
        if seconds is None:
            raise _Wrong(RowReason.MISSING_VALUE, at[Field.DAY])
        words = redacted(self._cell(cells, Field.TEXT))
        note = self._note(cells)
        for what, said, most in (
            (Field.TEXT, words, LONGEST_TEXT), (Field.NOTE, note, LONGEST_NOTE)
        ):  # fmt: skip
            if len(said) > most:
                raise _Wrong(RowReason.FIELD_TOO_LONG, at.get(what))
        answers = list(self._answers(cells))
        if not words and not answers:
            raise _Wrong(RowReason.MISSING_VALUE, at.get(Field.TEXT, at.get(Field.SCORE)))
        answered = self._get(cells, Field.ANSWERED, moments)
        key = self._cell(cells, Field.BUYER)
        shared = Remark(
            line,
            seoul_day(datetime.fromtimestamp(seconds, UTC)),
            source_of(self._cell(cells, Field.SOURCE)),
            order_no=self._get(cells, Field.ORDER, line_number),
            mall=mall_of(self._cell(cells, Field.MALL)),
            product=redacted(self._cell(cells, Field.PRODUCT)),
            product_no=self._cell(cells, Field.PRODUCT_NO),
            theme=redacted(self._cell(cells, Field.THEME))[:LONGEST_NAME] or None,
            is_negative=self._get(cells, Field.NEGATIVE, negative_of),
            answered_at=None if answered is None else datetime.fromtimestamp(answered, UTC),
            buyer_key=key if _KEY.fullmatch(key) else None,
        )
        scale, score = answers[0] if answers else (None, None)
        yield replace(shared, scale=scale, score=score, text=words, note=note)
        for scale, score in answers[1:]:
            yield replace(shared, scale=scale, score=score)

    def _answers(self, cells: list[str]) -> Iterator[tuple[AskedScale, int]]:
        """What a line answers on the scales."""
        at = self.places.at
        if said := self._cell(cells, Field.SCORE):
            told = scale_of(self._cell(cells, Field.SCALE))
            self.has_guessed = self.has_guessed or told is None
            scale = told or self.guessed
            yield scale, _score(said, scale, at[Field.SCORE])
        for one, scale in ASKED.items():
            if said := self._cell(cells, one):
                yield scale, _score(said, scale, at[one])

    def _note(self, cells: list[str]) -> str:
        """The note, and what no column of ours has room for, so that nothing of it is lost."""
        told = [redacted(self._cell(cells, Field.NOTE))]
        for what, is_known in _UNDERSTOOD.items():
            said = self._cell(cells, what)
            if said and not is_known(said):
                told.append(f"{self.places.headings[self.places.at[what]]}: {redacted(said)}")
        return "\n".join(filter(None, told))

    def _cell(self, cells: list[str], what: Field) -> str:
        at = self.places.at.get(what)
        if at is None or at >= len(cells):
            return ""
        try:
            said = text(self.sheet.decoded(cells[at]))
        except CellError as error:
            raise _Wrong(error.reason, at) from error
        return "" if said is None else unprotected(_ENDS.sub("\n", said))

    def _get(self, cells: list[str], what: Field, reader: Callable[[str], T | None]) -> T | None:
        said = self._cell(cells, what)
        try:
            return reader(said) if said else None
        except CellError as error:
            raise _Wrong(error.reason, self.places.at[what]) from error
        except OverflowError:
            raise _Wrong(RowReason.BAD_DATE, self.places.at[what]) from None


def protected(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; ``unprotected`` gives it back."""
    is_odd = cell.lstrip(_BLANKS).startswith((*FORMULA_STARTS, "'"))
    return f"'{cell}" if is_odd else cell


def unprotected(cell: str) -> str:
    """A cell without the apostrophe that stands in front of what looks like a formula."""
    rest = cell.removeprefix("'")
    is_ours = cell != rest and rest.lstrip(_BLANKS).startswith((*FORMULA_STARTS, "'"))
    return rest.strip() if is_ours else cell


def _score(said: str, scale: AskedScale, at: int) -> int:
    score = score_of(said, scale)
    if score is None:
        raise _Wrong(RowReason.BAD_NUMBER, at)
    if score not in RANGES[scale]:
        raise _Wrong(RowReason.OFF_SCALE, at)
    return score


class _Wrong(Exception):  # noqa: N818
    """A line that cannot be taken, and where its fault stands."""

    def __init__(self, reason: RowReason, at: int | None) -> None:
        super().__init__(reason.value)
        self.reason, self.at = reason, at
