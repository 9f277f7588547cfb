"""Which column of a seller's own table means what, as she explained it once."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from core.importers import peeking
from core.importers.cells import squeezed
from core.importers.format import Column, Format
from core.importers.formats import FORMATS
from core.importers.formats.plain import PLAIN
from core.importers.guards import Limits
from core.importers.peeking import Peek
from core.importers.synonyms import SYNONYMS
from core.terms import Mall

__all__ = [
    "TEMPLATES",
    "Mapping",
    "Peek",
    "as_format",
    "fields",
    "guess",
    "likely_mall",
    "likely_template",
    "missing",
    "peek",
    "signature",
]

PREFIX: Final = "plain_"
MAPPED: Final = "mapped_"
"""How the code of a table begins that a seller explained."""

TEMPLATES: Final[Dict[str, Format]] = {one.id: one for one in PLAIN}
"""Our own tables, by their codes."""

_REMARK: Final = re.compile(r"\([^()]*\)$")
_DIGITS: Final = 32
_OURS: Final = 1_000
_PERSONAL: Final = frozenset({"buyer_account", "buyer_name", "buyer_phone", "address"})
_SAME_CELL: Final = {"last_day": "first_day"}
"""Columns that are read from the cell of another one unless the seller says otherwise."""
_STANDS_FOR: Final = {"ordered_at": "paid_at", "basis_day": "settled_day"}
"""Days that tell as much as another one where that is not there."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of one kind of table mean.

    Attributes:
        signature: of its headings; the table is known again by it.
        template: the code of our own table that it is like.
        columns: for each of our columns the heading, as it is written in the table.
        mall: where the orders came from.
        headings: all headings of the table; those without a meaning are passed over.

    Raises:
        ValueError: there is no such table or column of ours.
    """

    signature: str
    template: str
    columns: Dict[str, str]
    mall: Mall = Mall.OTHER
    headings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no table of ours has."""
        base = TEMPLATES.get(self.template)
        known = {column.name for column in base.columns} if base else set()
        if not self.columns or not self.columns.keys() <= known:
            msg = f"{self.template} has no columns {sorted(self.columns.keys() - known)}"
            raise ValueError(msg)


def signature(headings: Iterable[str]) -> str:
    """32 hexadecimal digits that are the same for the same headings in any order.

    White space, remarks in brackets and empty headings do not matter.
    """
    names = sorted(filter(None, map(_bare, headings)))
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:_DIGITS]


def as_format(mapping: Mapping) -> Format:
    """The table a seller explained, as an export like any other."""
    base = TEMPLATES[mapping.template]
    # What is needed stays, without a heading, so that it can be named as missing.
    columns = tuple(
        _renamed(column, _said(mapping, column.name))
        for column in base.columns
        if _said(mapping, column.name) or column.name in base.required
    )
    names = {column.name for column in columns if column.headings}
    used = frozenset(heading for column in columns for heading in column.headings)
    has_number = "line_no" in names
    return replace(
        base,
        id=mapping.template.replace(PREFIX, MAPPED, 1),
        columns=columns,
        marks=tuple(sorted(used)),
        ignored=frozenset(_spelled(*mapping.headings)) - used,
        mall=mapping.mall,
        line_key=() if has_number else tuple(it for it in base.line_key if it in names),
    )


def peek(
    name: str,
    content: bytes | Path,
    password: str | None,
    limits: Limits,
    sheet: str | None = None,
) -> Peek:
    """Look into a table that nobody knows yet, or into one of its sheets.

    Raises:
        UnreadableFile: it cannot be opened, or there is no line of headings in it.
    """
    return peeking.peek(name, content, password, limits, sheet=sheet, known=_things())


def fields(template: str) -> tuple[tuple[Column, bool], ...]:
    """Our columns of a table, those that are needed first, each with whether it is."""
    base = TEMPLATES[template]
    told = [(column, column.name in base.required) for column in base.columns]
    return tuple(sorted(told, key=lambda pair: not pair[1]))


def missing(template: str, columns: Dict[str, str]) -> tuple[str, ...]:
    """Our columns that are still needed; an amount follows from price and number."""
    there = set(columns)
    derived = {"amount"} if {"unit_price", "quantity"} <= there else set()
    return tuple(it for it in TEMPLATES[template].required if it not in there | derived)


def guess(found: Peek, template: str) -> dict[str, str]:
    """What the columns of a table most likely mean.

    A heading counts only if it is exactly one that some export of the same kind has had: a wrong
    number or day is worse than none. Each heading is given one meaning.
    """
    meanings = _meanings(template)
    guessed: dict[str, str] = {}
    for column in TEMPLATES[template].columns:
        ranks = meanings.get(column.name, {})
        known = [(ranks[name], heading) for heading in found.choices
                 for name in (squeezed(heading), _bare(heading)) if name in ranks]  # fmt: skip
        if known and column.name not in _SAME_CELL:
            guessed[column.name] = min(known)[1]
    for name, other in _STANDS_FOR.items():
        if name not in guessed and other in guessed:
            guessed[name] = guessed[other]
    return guessed


def likely_template(found: Peek) -> str:
    """The table of ours a table is most like; orders if it is like none."""

    def score(template: str) -> float:
        guessed = guess(found, template)
        return len(guessed) - len(missing(template, guessed)) if guessed else float("-inf")

    return max(TEMPLATES, key=score)


def likely_mall(found: Peek) -> Mall:
    """The mall whose export has such headings; elsewhere if there is none."""
    headings = frozenset(map(squeezed, found.headings))
    return next((one.mall for one in FORMATS if one.claims(headings)), Mall.OTHER)


def _bare(heading: str) -> str:
    said = squeezed(heading).strip("'\"")
    while bare := _REMARK.sub("", said):
        if bare == said:
            break
        said = bare
    return said


def _said(mapping: Mapping, name: str) -> str:
    return mapping.columns.get(name) or mapping.columns.get(_SAME_CELL.get(name, ""), "")


def _renamed(column: Column, heading: str) -> Column:
    if not heading:
        return replace(column, headings=())
    return replace(column, headings=tuple(_spelled(heading)), title=heading)


def _spelled(*headings: str) -> dict[str, None]:
    """Headings as they are compared: with their remarks in brackets, and without."""
    exact = [squeezed(heading).strip("'\"") for heading in headings]
    return dict.fromkeys([*exact, *map(_bare, exact)])


@cache
def _meanings(template: str) -> dict[str, dict[str, int]]:
    """For each of our columns the headings that mean it, the surest first, with their rank."""
    base = TEMPLATES[template]
    ours = {column.name for column in base.columns}
    votes: dict[str, Counter[str]] = {}
    for name, heading, weight in _told(base):
        if name in ours:
            votes.setdefault(heading, Counter())[name] += weight
    found: dict[str, dict[str, int]] = {}
    for heading, counted in votes.items():
        (name, most), *others = counted.most_common(2)
        if not others or most > others[0][1]:
            ranks = found.setdefault(name, {})
            ranks[heading] = len(ranks)
    return found


def _told(base: Format) -> Iterable[tuple[str, str, int]]:
    """Which heading means which of our columns, and how much that counts."""
    yield from _headings(base, _OURS * 2)
    for record, name, headings in SYNONYMS:
        if record is base.record:
            yield from ((name, squeezed(heading), _OURS) for heading in headings)
    for other in FORMATS:
        if other.record is base.record:
            yield from _headings(other, 1)


def _headings(one: Format, weight: int) -> Iterable[tuple[str, str, int]]:
    return (
        (column.name, heading, weight)
        for column in one.columns
        for heading in column.headings
        if column.name not in _SAME_CELL
    )


@cache
def _things() -> frozenset[str]:
    """Headings that are known to be about things, not people."""
    told = [(name, heading) for one in FORMATS for name, heading, _ in _headings(one, 1)]
    told += [(name, squeezed(it)) for _, name, headings in SYNONYMS for it in headings]
    return frozenset(heading for name, heading in told if name not in _PERSONAL)
