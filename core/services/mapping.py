"""Tables that no export is: what a seller says about their columns, tried out and remembered."""

from collections import Counter
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

import pandas as pd

from core import importers
from core.importers import mapping as tables
from core.importers import templates
from core.importers.mapping import Mapping, Peek
from core.services.opening import OpenShop
from core.services.passing import sample_of
from core.services.reading import How, refusing, unhurried
from core.services.receipts import Issue, Source
from core.store import mappings
from core.store.mappings import SavedMapping
from core.terms import Mall, Record, RowReason

__all__ = [
    "TEMPLATES",
    "Field",
    "Mapping",
    "Peek",
    "SavedMapping",
    "Start",
    "Tried",
    "change",
    "fields",
    "forget",
    "guess",
    "has_mall",
    "mapping_of",
    "may_count_twice",
    "missing",
    "save",
    "saved",
    "start",
    "template_file",
    "template_name",
    "try_out",
]

TEMPLATES: Final = tuple(tables.TEMPLATES)
"""The codes of our own tables, the most useful one first."""

_PLAIN: Final = How()

REASONS_TOLD: Final = 3
"""So many reasons for rows that were not read are told."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a table of ours tells: our name, its Korean heading, whether it is needed."""

    name: str
    heading: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Start:
    """A look into a table that nobody knows, and what it most likely is.

    Attributes:
        peek: its headings and some cells below them, masked.
        signature: by which a table with these headings is known again.
        template: the table of ours that it is most like.
        columns: for our columns the headings that surely mean them.
        mall: where it most likely came from, or what the seller said before.
        known: what she said about such a table before.
    """

    peek: Peek
    signature: str
    template: str
    columns: Dict[str, str]
    mall: Mall
    known: SavedMapping | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """What would become of a file. Nothing has been stored.

    Attributes:
        rows: how many rows hold anything, without sums, examples and blank ones.
        accepted: how many of them can be read.
        refused: how many cannot.
        reasons: why, the most frequent reason first: reason, heading, how many; None for how many
            where there are too many to be counted by reason.
        first: the first rows that cannot be read.
        sample: the first rows as they were understood.
    """

    rows: int
    accepted: int
    refused: int
    reasons: tuple[tuple[RowReason, str, int | None], ...]
    first: tuple[Issue, ...]
    sample: pd.DataFrame


def start(shop: OpenShop, source: Source, how: How = _PLAIN) -> Start:
    """Look into a file that is a table, whatever its headings are.

    Raises:
        Refused: it cannot be opened, or there is no line of headings in it.
        core.store.StoreProblem: the store cannot be read.
    """
    with refusing(source.name):
        peek = tables.peek(
            source.name, source.content, how.password or None, importers.LIMITS, how.sheet
        )
    signature = tables.signature(peek.headings)
    with shop.store.read() as session:
        known = mappings.find(session, shop.id, signature)
    if known is not None and known.template in tables.TEMPLATES:
        there = {ours: said for ours, said in known.columns.items() if said in peek.choices}
        return Start(peek, signature, known.template, there, known.mall, known)
    template = tables.likely_template(peek)
    return Start(peek, signature, template, tables.guess(peek, template), tables.likely_mall(peek))


def guess(begun: Start, template: str) -> Dict[str, str]:
    """For the columns of a table of ours the headings that surely mean them."""
    return begun.columns if template == begun.template else tables.guess(begun.peek, template)


def fields(template: str) -> tuple[Field, ...]:
    """What a table of ours tells, what is needed first."""
    return tuple(
        Field(column.name, column.title, needed) for column, needed in tables.fields(template)
    )


def has_mall(template: str) -> bool:
    """Whether the rows of a table come from a mall: orders, reviews, questions, settlements."""
    return tables.TEMPLATES[template].record not in {Record.STATISTIC, Record.AD_RESULT}


def may_count_twice(template: str, columns: Dict[str, str], mall: Mall) -> bool:
    """Whether orders of a mall come without the numbers by which its other files know them."""
    is_named = bool(columns.get("line_no"))
    return template == "plain_orders" and mall is not Mall.OTHER and not is_named


def mapping_of(begun: Start, template: str, columns: Dict[str, str], mall: Mall) -> Mapping:
    """What the seller says about a table; fields without a heading are left out.

    Raises:
        ValueError: she has given no column a meaning.
    """
    said = {ours: heading for ours, heading in columns.items() if heading}
    return Mapping(begun.signature, template, said, mall, begun.peek.headings)


def missing(template: str, columns: Dict[str, str]) -> tuple[str, ...]:
    """Our columns that are still needed."""
    said = {ours: heading for ours, heading in columns.items() if heading}
    return tables.missing(template, said)


def try_out(
    shop: OpenShop,
    source: Source,
    mapping: Mapping,
    today: date,
    how: How = _PLAIN,
) -> Tried:
    """Read a file as the seller explained it, to the end, without storing anything.

    Raises:
        Refused: nothing of the file can be taken.
    """
    with unhurried(), refusing(source.name):
        reading = importers.read(
            source.name,
            source.content,
            identity=importers.Identity(shop.key),
            today=today,
            password=how.password or None,
            period=how.period,
            sheet=how.sheet,
            mappings=(mapping,),
        )
        read = list(reading.batches())
    issues = [Issue(p.line, p.reason, p.heading, p.cell) for p in reading.problems]
    counted = Counter((p.reason, p.heading) for p in reading.problems)
    is_all = len(reading.problems) == reading.refused
    return Tried(
        rows=reading.accepted + reading.refused,
        accepted=reading.accepted,
        refused=reading.refused,
        reasons=tuple(
            (reason, heading, many if is_all else None)
            for (reason, heading), many in counted.most_common(REASONS_TOLD)
            if isinstance(reason, RowReason)
        ),
        first=tuple(issues[:REASONS_TOLD]),
        sample=sample_of(read, reading.record),
    )


def save(shop: OpenShop, mapping: Mapping, *, now: datetime) -> SavedMapping:
    """Remember what the seller said; every file with the same headings is read by it from now on.

    Raises:
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    kept = SavedMapping(
        id=0,
        signature=mapping.signature,
        template=mapping.template,
        columns=dict(mapping.columns),
        headings=mapping.headings,
        mall=mapping.mall,
        created_at=now,
        changed_at=now,
    )
    with shop.store.write() as session:
        return mappings.save(session, shop.id, kept)


def saved(shop: OpenShop) -> list[SavedMapping]:
    """All tables the seller has explained, the newest explanation first."""
    with shop.store.read() as session:
        found = mappings.saved(session, shop.id)
    known = (kept for kept in found if kept.template in tables.TEMPLATES)
    return sorted(known, key=lambda kept: kept.changed_at, reverse=True)


def change(
    shop: OpenShop, kept: SavedMapping, columns: Dict[str, str], mall: Mall, *, now: datetime
) -> SavedMapping:
    """Say something else about a table; files that were taken stay as they are.

    Raises:
        ValueError: she has given no column a meaning, or one is missing that is needed.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    if needed := missing(kept.template, columns):
        msg = f"{kept.template} needs {needed}"
        raise ValueError(msg)
    said = {ours: heading for ours, heading in columns.items() if heading}
    mapping = Mapping(kept.signature, kept.template, said, mall, kept.headings)
    return save(shop, mapping, now=now)


def forget(shop: OpenShop, kept: SavedMapping) -> bool:
    """Forget what was said about a table; whether it was still remembered.

    Raises:
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    with shop.store.write() as session:
        return mappings.forget(session, shop.id, kept.id)


def template_name(template: str, kind: Literal["xlsx", "csv"] = "xlsx") -> str:
    """What one of our tables to fill in is called as a file.

    Raises:
        KeyError: there is no such table.
    """
    return templates.file_name(template, kind)


def template_file(template: str, kind: Literal["xlsx", "csv"] = "xlsx") -> tuple[str, bytes]:
    """One of our tables to fill in: what the file is called, and its bytes.

    Raises:
        KeyError: there is no such table.
    """
    return templates.template_file(template, kind)
