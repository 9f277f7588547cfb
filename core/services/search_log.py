"""Being found by searching: words and a checklist per product, dated changes, and the share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import pandas as pd
from sqlmodel import Session

from core.analysis.channels import Kind
from core.services import channel_source as sources
from core.services import kept_notes
from core.services.channel_source import Asked
from core.services.kept_notes import LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.store import checks, notes
from core.store.checks import Answer, Check
from core.store.journals import SearchChangeRow, SearchWordsRow
from core.terms import Subject, seoul_day

SCOPE: Final = "seo"
"""The list of ``core.store.checks`` in which the checklist is kept."""

WEEKS: Final = 26
MOST_WORDS: Final = 100

CHANNELS: Final = Path(__file__).with_name("search_channels.txt")
"""What stands in the names of channels that are searches, one a line."""

_WEEK: Final = 7
_ASKED: Final = Asked(Subject.CHANNEL, won=False)


class Part(StrEnum):
    """Where a product is found by, and the points of its checklist."""

    TITLE = "title"
    TAGS = "tags"
    CATEGORY = "category"
    ATTRIBUTES = "attributes"


@dataclass(frozen=True, slots=True)
class SearchChange:
    """What was changed of a product on a day."""

    product_id: int | None
    day: date
    part: Part
    text: str = ""
    id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The words by which a product is to be found; ``version`` 0 while there are none."""

    words: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """What is kept of one product: its words, and the latest answer to each point."""

    words: Words
    checked: dict[Part, Check]


@dataclass(frozen=True, slots=True)
class WeekShare:
    """A week: the share of visits that came by unpaid search; None where not wholly told."""

    monday: date
    share: float | None
    visits: int | None


def product(shop: OpenShop, product_id: int) -> Product:
    """What is kept of a product.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        row = session.get(SearchWordsRow, (shop.id, product_id))
        told = checks.latest(session, shop.id, SCOPE, str(product_id))
        words = Words() if row is None else Words(tuple(row.words.splitlines()), row.version)
    known = {part.value for part in Part}
    return Product(words, {Part(one.item): one for one in told if one.item in known})


def keep_words(shop: OpenShop, product_id: int, text: str, now: datetime, seen: int) -> None:
    """Keep the words of a product, one a line or parted by commas.

    Raises:
        core.services.kept_notes.NoteRefused: they are too many.
        core.store.notes.NoteChanged: they were changed elsewhere meanwhile.
    """
    words = list(
        dict.fromkeys(" ".join(one.split()) for one in text.replace(",", "\n").split("\n"))
    )
    kept = [one for one in words if one]
    kept_notes.refuse({NoteProblem.TOO_LONG: len(kept) > MOST_WORDS or len(text) > LONGEST_NOTE})
    with shop.store.write() as session:
        row = session.get(SearchWordsRow, (shop.id, product_id))
        if row is not None:
            notes.change(session, row, {"words": "\n".join(kept)}, now, seen)
            return
        if seen:
            raise notes.NoteChanged
        notes.add(
            session,
            SearchWordsRow(shop_id=shop.id, id=product_id, words="\n".join(kept), created_at=now),
        )


def undo_words(shop: OpenShop, product_id: int) -> None:
    """Bring back the words as they were before."""
    kept_notes.undo(shop, SearchWordsRow, product_id)


def check(shop: OpenShop, product_id: int, part: Part, answer: Answer, now: datetime) -> None:
    """Keep what was found of a point today."""
    one = Check(SCOPE, str(product_id), part.value, seoul_day(now), answer)
    with shop.store.write() as session:
        checks.put(session, shop.id, one, now)


def take_back(shop: OpenShop, one: Check) -> None:
    """Forget an answer; the one before it holds again."""
    with shop.store.write() as session:
        checks.take_back(session, shop.id, one)


def changes(shop: OpenShop, *, deleted: bool = False) -> list[SearchChange]:
    """What was changed, the newest day first."""
    with shop.store.read() as session:
        rows = notes.listed(session, SearchChangeRow, shop.id, deleted=deleted)
        return sorted((_read(row) for row in rows), key=lambda one: one.day, reverse=True)


def add(shop: OpenShop, one: SearchChange, now: datetime) -> SearchChange:
    """Write a change down.

    Raises:
        core.services.kept_notes.NoteRefused: it is too long, or its day is to come.
    """
    kept_notes.refuse(
        {
            NoteProblem.TOO_LONG: len(one.text) > LONGEST_NOTE,
            NoteProblem.IN_FUTURE: one.day > seoul_day(now),
        }
    )
    row = SearchChangeRow(shop_id=shop.id, id=0, created_at=now, **_columns(one))
    with shop.store.write() as session:
        return _read(notes.add(session, row))


def delete(shop: OpenShop, number: int, now: datetime) -> None:
    """Throw a change away; ``undo`` brings it back."""
    kept_notes.delete(shop, SearchChangeRow, number, now)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of an entry."""
    kept_notes.undo(shop, SearchChangeRow, number, seen)


def trend(shop: OpenShop, today: date) -> tuple[WeekShare, ...]:
    """The share of visits that came by unpaid search, week by week; empty without such files.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = _rows(session, shop.id, today)
    if rows is None or rows.empty:
        return ()
    days = rows.groupby("day").agg(
        visits=("visits", "sum"), search=("search", "sum"), known=("known", "all")
    )
    days = days[days["known"]]
    monday = [day - timedelta(days=day.weekday()) for day in days.index]
    weeks = days.groupby(monday).agg(
        visits=("visits", "sum"), search=("search", "sum"), days=("visits", "size")
    )
    told = {
        day: (int(visits), int(search), int(known))
        for day, visits, search, known in zip(
            weeks.index, weeks["visits"], weeks["search"], weeks["days"], strict=True
        )
    }
    first, last = min(told), max(told)
    return tuple(
        _week(first + timedelta(days=_WEEK * number), told)
        for number in range((last - first).days // _WEEK + 1)
    )


def _rows(session: Session, shop_id: int, today: date) -> pd.DataFrame | None:
    source = sources.find(session, shop_id, _ASKED, WEEKS * _WEEK, today)
    if source is None or not source.is_daily:
        return None
    found = sources.sums(session, shop_id, _ASKED, source, source.period, daily=True).rows
    rules = sources.classified(found)
    names = [name for name in sources.NAMES if name in found.columns]
    told = found[names].fillna("").agg(" ".join, axis=1).str.casefold()
    words = CHANNELS.read_text(encoding="utf-8").split()
    by_search = [
        any(word in text for word in words) and not (rule and rule.kind is Kind.PAID)
        for text, rule in zip(told, rules, strict=True)
    ]
    visits = found["visits"]
    return pd.DataFrame(
        {
            "day": [moment.date() for moment in found["day"]],
            "known": visits.notna(),
            "visits": visits.fillna(0).astype("int64"),
            "search": visits.fillna(0).astype("int64") * pd.Series(by_search, index=found.index),
        }
    )


def _week(monday: date, told: Mapping[date, tuple[int, int, int]]) -> WeekShare:
    visits, search, days = told.get(monday, (0, 0, 0))
    if days < _WEEK:
        return WeekShare(monday, None, None)
    return WeekShare(monday, search / visits if visits else None, visits)


def _columns(one: SearchChange) -> dict[str, Any]:
    return {
        "product_id": one.product_id,
        "day": one.day,
        "part": one.part.value,
        "text": one.text.strip(),
    }


def _read(row: SearchChangeRow) -> SearchChange:
    return SearchChange(row.product_id, row.day, Part(row.part), row.text, row.id, row.version)
