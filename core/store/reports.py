"""Reports as they were made, and how often things were done on some days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store import turns
from core.store.moments import day_number
from core.store.report_tables import ReportRow
from core.store.sales import COUNTS, Malls, among
from core.terms import SEOUL, Period


@dataclass(frozen=True, slots=True)
class Made:
    """One report as it was made.

    Attributes:
        kind: of a week or a month.
        first_day: where its days begin.
        figures: what it told, as JSON.
        uploads: the files there were, as JSON.
        words: what it said.
        method: how it was made.
        made_at: when.
        number: 1 for the first one.
    """

    kind: str
    first_day: date
    figures: str
    uploads: str
    words: str
    method: str
    made_at: datetime
    number: int = 1


def latest(session: Session, shop_id: int, kind: str, first_day: date) -> Made | None:
    """The report of some days that was kept last."""
    row = session.exec(
        select(ReportRow)
        .where(
            ReportRow.shop_id == shop_id,
            ReportRow.kind == kind,
            ReportRow.first_day == first_day,
        )
        .order_by(col(ReportRow.number).desc())
        .limit(1)
    ).first()
    return None if row is None else _made(row)


def put(session: Session, shop_id: int, made: Made) -> None:
    """Keep a report; the ones of the same days that are there stay."""
    turns.alone(session, shop_id)
    last = latest(session, shop_id, made.kind, made.first_day)
    session.add(
        ReportRow(
            shop_id=shop_id, kind=made.kind, first_day=made.first_day,
            number=1 if last is None else last.number + 1, figures=made.figures,
            uploads=made.uploads, words=made.words, method=made.method, made_at=made.made_at,
        )
    )  # fmt: skip
    session.flush()


def _made(row: ReportRow) -> Made:
    return Made(
        row.kind, row.first_day, row.figures, row.uploads, row.words, row.method, row.made_at,
        row.number,
    )  # fmt: skip


def cared(session: Session, shop_id: int, period: Period) -> dict[str, int]:
    """For how many orders each kind of care was done on some days."""
    found = session.execute(
        text(
            "SELECT kind, count(*) FROM care_touch WHERE shop_id = :shop AND is_done = 1 "
            "AND day BETWEEN :first AND :last GROUP BY kind ORDER BY kind"
        ),
        _days(shop_id, period),
    )
    return {str(kind): int(count) for kind, count in found}


def counted(session: Session, shop_id: int, period: Period) -> dict[str, int]:
    """How many customers were contacted, complaints solved, reviews answered, posts published."""
    where = _days(shop_id, period) | _seconds(period)
    return {
        name: int(session.execute(text(f"SELECT count(*) FROM {asked}"), where).scalar_one())
        for name, asked in _COUNTS.items()
    }


def unpriced(
    session: Session, shop_id: int, period: Period, malls: Malls = None
) -> tuple[int, int]:
    """How many orders of some days hold something of unknown amount, and what the rest of them is.

    Orders are counted as in the sums of days: one of two days is one on each.
    """
    found = session.execute(
        text(
            "SELECT count(*), coalesce(sum(net), 0) FROM (SELECT day, mall, "
            "coalesce(order_no, line_no) AS number, coalesce(sum(amount), 0) AS net, "
            "sum(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS unknown FROM order_line "
            f"WHERE shop_id = :shop AND day BETWEEN :first AND :last AND {COUNTS}{among(malls)} "
            "GROUP BY day, mall, coalesce(order_no, line_no)) asked WHERE unknown > 0"
        ),
        _days(shop_id, period),
    ).one()
    return int(found[0]), int(found[1])


_COUNTS: Final[Mapping[str, str]] = {
    "contacts": (
        "customer_contact WHERE shop_id = :shop AND is_done = 1 AND day BETWEEN :first AND :last"
    ),
    "solved": (
        "complaint WHERE shop_id = :shop AND deleted_at IS NULL "
        "AND resolved_at >= :since AND resolved_at < :until"
    ),
    "replies": (
        "review_note WHERE shop_id = :shop AND replied_at >= :since AND replied_at < :until"
    ),
    "content": (
        "content WHERE shop_id = :shop AND deleted_at IS NULL "
        "AND published_on BETWEEN :first AND :last"
    ),
}
"""SQL: what is counted, by name."""


def _days(shop_id: int, period: Period) -> dict[str, int]:
    first, last = day_number(period.first), day_number(period.last)
    return {"shop": shop_id, "first": first, "last": last}


def _seconds(period: Period) -> dict[str, int]:
    ends = (period.first, period.last + timedelta(days=1))
    since, until = (int(datetime.combine(day, time(), SEOUL).timestamp()) for day in ends)
    return {"since": since, "until": until}
