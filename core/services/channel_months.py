"""Which part of visits and sales was paid for, came by own messages, or neither, by month."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session

from core.analysis import channels as analysis
from core.analysis.channels import Kind
from core.services import channel_book
from core.services import channel_source as sources
from core.services.channel_source import Asked, Source, whole
from core.services.opening import OpenShop
from core.terms import Period, Subject

MONTHS: Final = 12

_ASKED: Final = Asked(Subject.CHANNEL)

Parts = Mapping[Kind, int]


@dataclass(frozen=True, slots=True)
class Month:
    """The parts of one month, in whole per cent that add up to 100; None where nobody tells.

    ``days`` of the month are told of, by ``source``.
    """

    period: Period
    days: int
    source: Source | None
    visits: Parts | None
    gross: Parts | None
    visits_shares: Parts | None
    gross_shares: Parts | None

    @property
    def is_whole(self) -> bool:
        """Whether every day of the calendar month is told of."""
        return self.days == self.all_days

    @property
    def all_days(self) -> int:
        """The days of the calendar month, those to come as well."""
        return monthrange(self.period.first.year, self.period.first.month)[1]


def read(shop: OpenShop, *, today: date, months: int = MONTHS) -> tuple[Month, ...]:
    """The months up to the last one any file of channels tells of, the earliest first.

    Months before the first one with data are left out; none without any data.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        kinds = channel_book.kinds(channel_book.of(session, shop.id))
        asked = _months(today, months)
        reach = Period(asked[0].first, asked[-1].last)
        found = sources.by_period(session, shop.id, _ASKED, reach, asked)
        told = [_month(session, shop.id, month, found[month], kinds) for month in asked]
    known = [at for at, month in enumerate(told) if month.source is not None]
    return tuple(told[known[0] : known[-1] + 1]) if known else ()


def _months(today: date, count: int) -> list[Period]:
    """Months before today, the earliest first; the current one as far as yesterday."""
    last = today - timedelta(days=1)
    found = []
    for _ in range(count):
        found.append(Period(last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _month(
    session: Session, shop_id: int, period: Period, source: Source | None, kinds: Mapping[str, Kind]
) -> Month:
    if source is None:
        return Month(period, 0, None, None, None, None, None)
    found = sources.sums(session, shop_id, _ASKED, source, period)
    rules = sources.classified(found.rows)
    names = sources.labels(found.rows)
    of_kind = [
        kinds.get(name) or (rule.kind if rule else Kind.OTHER)
        for name, rule in zip(names, rules, strict=True)
    ]
    visits, gross = (_parts(of_kind, whole(found.rows, name)) for name in ("visits", "gross"))
    return Month(period, found.cover.days, source, visits, gross, _shares(visits), _shares(gross))


def _parts(kinds: Sequence[Kind], numbers: Sequence[int | None]) -> Parts | None:
    sums = dict.fromkeys(Kind, 0)
    for kind, number in zip(kinds, numbers, strict=True):
        if number is None:
            return None
        sums[kind] += number
    return sums


def _shares(parts: Parts | None) -> Parts | None:
    """Whole per cent; None where nothing came, of which there are no shares."""
    return analysis.shares(parts) if parts is not None and sum(parts.values()) > 0 else None
