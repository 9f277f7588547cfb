"""Which file answers a question about channels, links or search words, for which days."""

import csv
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import pandas as pd
from sqlmodel import Session

from core.analysis.channels import Kind, Rule, classify, label
from core.store import fact_sums
from core.store.covers import Slice, cover
from core.store.fact_sums import Wish
from core.store.slicing import of_subject, telling
from core.terms import OWN_SHOP, AdPlatform, Period, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS
from core.verdicts.facts import STALE_AFTER

KINDS: Final = Path(__file__).with_name("channel_kinds.csv")
"""Which words in the names of channels mean paid, own or unpaid visits."""

NAMES: Final = ("channel_group", "channel_name", "channel_detail")

PARTIAL: Final = ("bizadvisor_website",)
"""Exports that tell of a part of all visits only."""

_BITS: Final = {name: 1 << at for at, name in enumerate(DIMENSIONS[Record.STATISTIC])}


@dataclass(frozen=True, slots=True)
class Columns:
    """Under which names a vocabulary keeps payments, and the won they brought."""

    payments: str = "payments"
    gross: str = "gross"


_BIZADVISOR: Final = Columns("payments_last", "gross_last")
_COLUMNS: Final[Mapping[Vocabulary, Columns]] = {
    Vocabulary.SMARTSTORE: Columns(),
    Vocabulary.BIZADVISOR: _BIZADVISOR,
    Vocabulary.COUPANG: Columns(),
    Vocabulary.GA4: Columns(),
    Vocabulary.OTHER: Columns(),
}
"""The vocabularies, the preferred ones first."""


@dataclass(frozen=True, slots=True)
class Source:
    """The export that answers, and for which days.

    Attributes:
        report: the export.
        vocabulary: whose definitions its numbers follow.
        by: the dimensions its rows are told by, of those that were asked for.
        period: the days it answers for: those that were asked for, or those of its own.
        days: of them there are so many.
        is_daily: whether it tells each day.
        has_won: whether it tells the won that were paid.
        own_period: whether the days are its own, because it does not tell those asked for.
    """

    report: str
    vocabulary: Vocabulary
    by: tuple[str, ...]
    period: Period
    days: int
    is_daily: bool
    has_won: bool = False
    own_period: bool = False

    @property
    def columns(self) -> Columns:
        """Under which names it keeps payments and won."""
        return _COLUMNS[self.vocabulary]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file has to tell: about what, by which dimensions, and numbers beside payments."""

    subject: Subject
    by: tuple[str, ...] = NAMES
    more: tuple[str, ...] = ()
    least: int = 1
    """So many of the dimensions it must tell."""
    won: bool = True
    """Whether the won are wanted, if the file has them."""
    vocabularies: tuple[Vocabulary, ...] = tuple(_COLUMNS)
    """Those that may have what is asked for."""


@cache
def rules() -> tuple[Rule, ...]:
    """The table of words that say of which kind a channel is."""
    with KINDS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                tuple(row["part"].split("+")),
                Kind(row["kind"]),
                AdPlatform[row["platform"]] if row["platform"] else None,
            )
            for row in csv.DictReader(file)
        )


def find(session: Session, shop_id: int, asked: Asked, days: int, today: date) -> Source | None:
    """The export that tells most of the last ``days`` days; None where there is none.

    The days end with the last one any such export tells of, and before ``today``. An export that
    tells none of them, only longer stretches, answers for its newest stretch.
    """
    yesterday = today - timedelta(days=1)
    # Mostly what is asked for lies in the last weeks; only else all slices are looked through.
    recent = Period.ending(yesterday, days + STALE_AFTER)
    there = _there(session, shop_id, asked, recent) or _there(session, shop_id, asked, None)
    if not there:
        return None
    period = _period(there, days, yesterday)
    if period.first < recent.first:
        there = _there(session, shop_id, asked, period)
    best = _best(asked, there, period) or _newest(asked, there, yesterday)
    if best is None or not asked.won:
        return best
    return replace(best, has_won=_has_won(session, shop_id, asked, best))


def by_period(
    session: Session, shop_id: int, asked: Asked, reach: Period, periods: Sequence[Period]
) -> dict[Period, Source | None]:
    """The export that tells most days of each of some periods, all of which lie in ``reach``."""
    there = _there(session, shop_id, asked, reach)
    found: dict[Period, Source | None] = {}
    for period in periods:
        best = _best(asked, there, period)
        if best is not None and asked.won:
            best = replace(best, has_won=_has_won(session, shop_id, asked, best))
        found[period] = best
    return found


def sums(  # noqa: PLR0913  (whose, what, from where, when)
    session: Session, shop_id: int, asked: Asked, source: Source, period: Period,
    *, daily: bool = False, only: Sequence[Mapping[str, str | None]] | None = None,
) -> fact_sums.Sums:  # fmt: skip
    """What the export tells of a period: ``visits``, ``payments``, ``gross`` and what is asked.

    Where it does not tell of won there is no ``gross``. ``only`` has the names of
    the channels that are wanted.
    """
    columns = source.columns
    measures = ("visits", columns.payments, *asked.more)
    names = {columns.payments: "payments", columns.gross: "gross"}

    won = (columns.gross,) if source.has_won else ()
    wish = Wish(
        period, (*measures, *won), source.by, daily, (source.report,), (source.vocabulary,), only
    )
    found = fact_sums.sums(session, shop_id, asked.subject, wish)
    return fact_sums.Sums(found.rows.rename(columns=names), found.cover)


def classified(rows: pd.DataFrame) -> list[Rule | None]:
    """Of which kind the channel of each row is; None where the table does not tell."""
    numbers, names = _names(rows)
    told = [classify(rules(), one) for one in names]
    return [told[number] for number in numbers]


def labels(rows: pd.DataFrame) -> list[str]:
    """What the channel of each row is called; two channels are never called the same."""
    numbers, names = _names(rows)
    short = [label(*one) for one in names]
    times = Counter(short)
    told = [
        name if times[name] == 1 else " · ".join(filter(None, one))
        for name, one in zip(short, names, strict=True)
    ]
    return [told[number] for number in numbers]


_Names = tuple[str | None, str | None, str | None]


def _names(rows: pd.DataFrame) -> tuple[list[int], list[_Names]]:
    """A number for each row, and the names that each number stands for."""
    by = [name for name in NAMES if name in rows.columns]
    numbers = rows.groupby(by, dropna=False, sort=False).ngroup()
    first = rows.loc[~numbers.duplicated(), by]
    names = []
    for one in first.itertuples(index=False):
        told = {
            name: None if pd.isna(cell) else str(cell) for name, cell in zip(by, one, strict=True)
        }
        names.append((told.get(NAMES[0]), told.get(NAMES[1]), told.get(NAMES[2])))
    return numbers.tolist(), names


def whole(rows: pd.DataFrame, name: str) -> list[int | None]:
    """A column of sums as whole numbers; None where unknown or not there."""
    if name not in rows.columns:
        return [None] * len(rows)
    return [None if pd.isna(value) else int(value) for value in rows[name]]


_There = dict[tuple[str, Vocabulary], list[Slice]]


def _period(there: _There, days: int, yesterday: date) -> Period:
    """So many days up to the last one with data, which is over."""
    ends = [one.period.last for some in there.values() for one in some]
    return Period.ending(max(min(max(ends), yesterday), min(ends)), days)


def _best(asked: Asked, there: _There, period: Period) -> Source | None:
    best: Source | None = None
    # What tells of another place answers only if nothing tells of the shop itself.
    for (report, vocabulary), some in sorted(
        there.items(), key=lambda it: it[0][1] not in OWN_SHOP
    ):
        covered = cover(some, period)
        if best is not None and best.vocabulary in OWN_SHOP and vocabulary not in OWN_SHOP:
            break
        if covered.used and (best is None or covered.days > best.days):
            best = _source(asked, report, vocabulary, covered.used, period)
    return best


def _there(session: Session, shop_id: int, asked: Asked, within: Period | None) -> _There:
    """The slices of each export that tell enough, the preferred vocabulary first."""
    found: _There = {}
    for columns in dict.fromkeys(_COLUMNS.values()):
        speaking = [it for it in asked.vocabularies if _COLUMNS[it] == columns]
        if not speaking:
            continue
        about = of_subject(shop_id, asked.subject, speaking)
        tells = ("visits", columns.payments, *asked.more)
        for one in telling(session, about, None, tells, within):
            enough = len(_told(asked.by, one.level)) >= asked.least
            if enough and one.report not in PARTIAL:
                found.setdefault((one.report, Vocabulary(one.vocabulary)), []).append(one)
    order = list(_COLUMNS)
    return dict(sorted(found.items(), key=lambda it: order.index(it[0][1])))


def _has_won(session: Session, shop_id: int, asked: Asked, source: Source) -> bool:
    columns = source.columns
    tells = ("visits", columns.payments, columns.gross, *asked.more, *source.by)
    about = of_subject(shop_id, asked.subject, (source.vocabulary,))
    some = telling(session, about, (source.report,), tells, source.period)
    return cover(some, source.period).days == source.days


def _told(by: Collection[str], level: int) -> tuple[str, ...]:
    return tuple(name for name in by if level & _BITS[name])


def _source(
    asked: Asked, report: str, vocabulary: Vocabulary, used: Sequence[Slice], period: Period
) -> Source:
    # Told by what most of the days are told by; days of another level are left out.
    weight: dict[int, int] = {}
    for one in used:
        weight[one.level] = weight.get(one.level, 0) + one.period.days
    level = max(weight, key=lambda it: (weight[it], -it))
    by = _told(asked.by, level)
    fitting = [one for one in used if _told(by, one.level) == by]
    return Source(
        report, vocabulary, by, period,
        sum(one.period.days for one in fitting),
        all(one.period.days == 1 for one in fitting),
    )  # fmt: skip


def _newest(asked: Asked, there: _There, yesterday: date) -> Source | None:
    over = [
        (one, report, vocabulary)
        for (report, vocabulary), some in there.items()
        for one in some
        if one.period.last <= yesterday
    ]
    if not over:
        return None
    one, report, vocabulary = max(over, key=lambda it: (it[0].period.last, -it[0].period.days))
    return Source(
        report, vocabulary, _told(asked.by, one.level), one.period, one.period.days,
        one.period.days == 1, own_period=True,
    )  # fmt: skip
