"""Read statistics, advertisements and settlements without ever counting a day twice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.covers import TYPED, Cover, Slice, cover
from core.store.fact_tables import kept
from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.store.slicing import About, among, named, of_platform, of_subject, slices_of, telling
from core.terms import (
    OWN_SHOP,
    AdPlatform,
    Period,
    SettlementReport,
    SettlementState,
    Subject,
    Vocabulary,
)
from core.terms.records import SCHEMAS

SHOP_MEASURES: Final = (
    "visits", "payments", "gross", "net", "refunds", "refund_amount", "shipping_fee", "discount",
)  # fmt: skip
"""What is asked of the days of a shop."""

FEES: Final = (
    "amount", "payment_fee", "channel_fee", "installment_fee", "benefit", "expected",
)  # fmt: skip
"""What is added up of settlements, in won; fees are negative."""

_SECOND_BEST: Final[Mapping[Subject, tuple[str, ...]]] = {
    Subject.PRODUCT: ("payments", "gross", "net"),
    Subject.CHANNEL: ("visits",),
}
"""What the rows of another subject add up to where no row tells of the shop itself."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows that answer a question about a period, and where they are from."""

    rows: pd.DataFrame
    """The columns of the record, ``product_id`` for the product; NA where the file does not say.
    ``first_day`` and ``last_day`` are ``datetime64[s]``."""
    cover: Cover


def vocabularies(
    session: Session, shop_id: int, subject: Subject | None = None
) -> list[Vocabulary]:
    """In which words the statistics of the shop itself are told, of one subject or of all."""
    about = "" if subject is None else f"AND subject = {subject.value} "
    found = session.execute(
        text(
            f"SELECT DISTINCT vocabulary FROM statistic_slice WHERE shop_id = :shop {about}"
            "ORDER BY vocabulary"
        ),
        {"shop": shop_id},
    )
    there = [Vocabulary(int(row[0])) for row in found]
    return [one for one in there if one in OWN_SHOP]


def slices(
    session: Session,
    shop_id: int,
    subject: Subject,
    vocabularies: Collection[Vocabulary] = OWN_SHOP,
) -> list[Slice]:
    """What there is of a subject, in the order of the days."""
    return slices_of(session, of_subject(shop_id, subject, vocabularies), ())


def facts(  # noqa: PLR0913  (two of them by name, with defaults)
    session: Session,
    shop_id: int,
    subject: Subject,
    period: Period,
    *,
    reports: Collection[str] | None = None,
    tells: Collection[str] = (),
    vocabularies: Collection[Vocabulary] = OWN_SHOP,
) -> Facts:
    """The rows of a subject that may be added up over a period.

    Args:
        session: one that reads.
        shop_id: whose.
        subject: what the rows are about.
        period: the days; only slices that lie wholly in it are used.
        reports: the exports that may be used; None for all.
        tells: columns that a slice must tell: dimensions by their level, others in any row.
        vocabularies: those that tell of the place meant; of the shop itself unless said.
    """
    about = of_subject(shop_id, subject, vocabularies)
    return _facts(session, about, period, telling(session, about, reports, tells, period))


def ad_facts(
    session: Session,
    shop_id: int,
    period: Period,
    *,
    reports: Collection[str] | None = None,
    tells: Collection[str] = (),
) -> dict[AdPlatform, Facts]:
    """The rows of each platform that may be added up over a period; see ``facts``."""
    found = session.execute(
        text(
            "SELECT DISTINCT platform FROM ad_result WHERE shop_id = :shop AND current = 1 "
            "ORDER BY platform"
        ),
        {"shop": shop_id},
    )
    answers = {}
    for platform in [AdPlatform(int(row[0])) for row in found]:
        about = of_platform(shop_id, platform)
        some = telling(session, about, reports, tells, period)
        answers[platform] = _facts(session, about, period, some)
    return answers


def shop_days(session: Session, shop_id: int, period: Period) -> pd.DataFrame:
    """What is known of each day of a shop.

    One row per day of the period (the index, as dates), with ``SHOP_MEASURES`` and beside each
    its ``…_report``, the export that tells it: rows about the shop, without them the sum over
    products (payments, gross, net) or over channels (visits). A sum of which a part is unknown
    is unknown. Files of longer periods say nothing about a day.
    """
    candidates = pd.concat(
        [
            _day_sums(session, shop_id, subject, period, measures)
            for subject, measures in ((Subject.SHOP, SHOP_MEASURES), *_SECOND_BEST.items())
        ]
    )
    days = [period.first + timedelta(days=number) for number in range(period.days)]
    places = np.array([(day - period.first).days for day in candidates["day"]], dtype=np.int64)
    columns = {}
    for measure in SHOP_MEASURES:
        # of each day the first row that tells it; where a place is named twice the last one stays
        known = np.flatnonzero(candidates[measure].notna())[::-1]
        best = np.full(period.days, -1)
        best[places[known]] = known
        for name, source in ((measure, measure), (f"{measure}_report", "report")):
            columns[name] = candidates[source].array.take(best, allow_fill=True)
    return pd.DataFrame(columns, index=pd.Index(days, name="day", dtype="object"))


def settled(session: Session, shop_id: int, period: Period) -> pd.DataFrame:
    """What was settled within a period, per order line.

    One row per ``mall``, ``line_no`` and ``item``: how many ``rows``, the sums of ``FEES`` (NA if
    a part is unknown), the ``basis_day`` of the first of them, and of the order line, if the shop
    has it, ``order_day`` and ``product_id``. Rows cancelled before they were settled are left
    out; what was recalled or cancelled afterwards stands in the files with a minus and is added.
    """
    day = "coalesce(basis_day, (paid_at + 32400) / 86400)"
    sums = ", ".join(f"{_complete_sum(name)} AS {name}" for name in FEES)
    names = ("mall", "line_no", "item", "rows", *FEES, "basis_day", "order_day", "product_id")
    found = session.execute(
        text(
            f"SELECT s.mall, s.line_no, s.item, s.rows, {', '.join('s.' + n for n in FEES)}, "
            "s.basis_day, l.day, l.product_id FROM ("
            f"SELECT shop_id, mall, line_no, item, count(*) AS rows, {sums}, "
            f"min({day}) AS basis_day FROM settlement WHERE shop_id = :shop AND current = 1 "
            f"AND report = {SettlementReport.CASE.value} "
            f"AND coalesce(state, 0) <> {SettlementState.CANCELLED_BEFORE.value} "
            f"AND {day} BETWEEN :first AND :last GROUP BY shop_id, mall, line_no, item) s "
            "LEFT JOIN order_line l ON l.shop_id = s.shop_id AND l.mall = s.mall "
            "AND l.line_no = s.line_no ORDER BY s.mall, s.line_no, s.item"
        ),
        {"shop": shop_id, "first": day_number(period.first), "last": day_number(period.last)},
    )
    types = {name: pa.int64() for name in names} | {"line_no": pa.string()}
    return frame_of(found.all(), types, days=("basis_day", "order_day"))


def _facts(session: Session, about: About, period: Period, some: Iterable[Slice]) -> Facts:
    chosen = cover(some, period)
    names = ("upload_id", *kept(about.record))
    rows: Sequence[Any] = ()
    if chosen.used:
        reports = named(chosen.used)
        rows = session.execute(
            text(
                f"SELECT {', '.join(names)} FROM {about.record} "
                f"WHERE {about.condition} AND ({among(about, chosen.used)}) "
                "ORDER BY first_day, upload_id, number"
            ),
            {**about.bound, **reports},
        ).all()
    schema = SCHEMAS[about.record]
    types = {n: pa.int64() if n.endswith("_id") else schema.field(n).type for n in names}
    return Facts(frame_of(rows, types, days=("first_day", "last_day")), chosen)


def _day_sums(
    session: Session, shop_id: int, subject: Subject, period: Period, measures: Sequence[str]
) -> pd.DataFrame:
    """The sums of each slice of one day, the newest first; what was typed by hand comes last."""
    found = session.execute(
        text(
            f"SELECT first_day, report, {', '.join(map(_complete_sum, measures))} "
            "FROM statistic_slice WHERE shop_id = :shop AND subject = :subject "
            f"AND vocabulary IN ({', '.join(str(int(one)) for one in sorted(OWN_SHOP))}) "
            "AND first_day BETWEEN :first AND :last AND last_day = first_day "
            "GROUP BY first_day, report, level, vocabulary "
            f"ORDER BY first_day, CASE WHEN report LIKE '{TYPED}%' THEN 1 ELSE 0 END, "
            "max(upload_id) DESC, report, level"
        ),
        {
            "shop": shop_id,
            "subject": subject.value,
            "first": day_number(period.first),
            "last": day_number(period.last),
        },
    )
    types = {"day": pa.int64(), "report": pa.string()} | dict.fromkeys(measures, pa.int64())
    frame = frame_of(found.all(), types)
    frame["day"] = [day_of(number) for number in frame["day"]]
    return frame.reindex(columns=["day", "report", *SHOP_MEASURES])


def _complete_sum(name: str) -> str:
    """SQL: the sum of a whole number, null if it is unknown in any row."""
    return f"CASE WHEN count({name}) = count(*) THEN CAST(sum({name}) AS BIGINT) END"
