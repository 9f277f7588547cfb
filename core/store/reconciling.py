"""What the orders, the statistics and the settlements of a mall say of the same days and lines.

Days are added up from the roll-ups; single order lines are looked at only where that is not
enough: those that were cancelled or returned, and all lines of the days that are named.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import text
from sqlmodel import Session

from core.store.frames import frame_of
from core.store.moments import day_number, day_of
from core.terms import (
    Mall,
    OrderState,
    Period,
    Record,
    SettledItem,
    SettlementReport,
    SettlementState,
    Subject,
    Vocabulary,
)

TOLD: Final = (
    "payments", "gross", "net", "refunds", "refund_amount", "shipping_fee", "discount",
    "seller_discount",
)  # fmt: skip
"""What is asked of the statistics of a day."""

CONFIRMED_WITHIN: Final = 90
"""Days after payment within which a purchase is confirmed: by itself eight days after delivery,
which leaves almost three months for what is made to order."""

_SOLD: Final = (Subject.SHOP, Subject.PRODUCT, Subject.CATEGORY)
"""Whose rows add up to what the shop sold, the best first."""
_BACK: Final = f"({OrderState.CANCELLED.value}, {OrderState.RETURNED.value})"
_UNPAID: Final = f"({OrderState.UNPAID.value}, {OrderState.CANCELLED_UNPAID.value})"


@dataclass(frozen=True, slots=True)
class Payout:
    """Settled order lines beside the same lines in the order files; won, and lines.

    ``fees`` and ``fee_base`` are of the rows that tell all fees; ``early``, ``late`` the days.
    """

    lines: int
    strange: int
    strange_won: int
    compared: int
    expected: int
    settled: int
    differing: int
    unsettled: int
    unsettled_won: int
    fees: int
    fee_base: int
    period: Period


def statistic_span(
    session: Session, shop_id: int, vocabularies: Collection[Vocabulary]
) -> Period | None:
    """From the first to the last day of which statistics tell what was sold; None without."""
    first, last = session.execute(
        text(
            "SELECT min(first_day), max(first_day) FROM statistic "
            f"WHERE shop_id = :shop AND current = 1 AND {_daily_sales(vocabularies)}"
        ),
        {"shop": shop_id},
    ).one()
    return None if first is None else Period(day_of(first), day_of(last))


def statistic_days(
    session: Session, shop_id: int, vocabularies: Collection[Vocabulary], period: Period
) -> pd.DataFrame:
    """What the statistics tell of each day: ``TOLD``, the ``report`` and its ``vocabulary``.

    The index is the day as a number. All of a day is from one export: rows about the shop before
    the sum over products before that over categories, and of two the one taken last.
    """
    sums = ", ".join(f"{_complete_sum(name)} AS {name}" for name in TOLD)
    rank = " ".join(f"WHEN {it.value} THEN {place}" for place, it in enumerate(_SOLD))
    found = session.execute(
        text(
            f"SELECT first_day, report, vocabulary, {sums} FROM statistic "
            f"WHERE shop_id = :shop AND current = 1 AND {_daily_sales(vocabularies)} "
            "AND first_day BETWEEN :first AND :last "
            "GROUP BY first_day, subject, report, level, vocabulary HAVING count(gross) > 0 "
            f"ORDER BY first_day, CASE subject {rank} END, max(upload_id) DESC, report, level"
        ),
        {"shop": shop_id, **_ends(period)},
    )
    types = {"day": pa.int64(), "report": pa.string(), "vocabulary": pa.int64()}
    frame = frame_of(found.all(), types | dict.fromkeys(TOLD, pa.int64()))
    return frame.drop_duplicates("day").set_index("day")


def order_days(session: Session, shop_id: int, mall: Mall, period: Period) -> pd.DataFrame:
    """The paid lines of each day, whatever became of them; the index is the day as a number.

    ``orders`` that count; ``lines``; ``gross`` won; ``back``, the won of lines cancelled or
    returned since; ``unknown``, how many of the lines that count have no amount.
    """
    found = session.execute(
        text(
            "SELECT day, orders, lines + cancelled_lines + returned_lines, gross, gross - net, "
            "unknown_amount_lines FROM day_total "
            "WHERE shop_id = :shop AND mall = :mall AND day BETWEEN :first AND :last ORDER BY day"
        ),
        {"shop": shop_id, "mall": mall.value, **_ends(period)},
    )
    names = ("day", "orders", "lines", "gross", "back", "unknown")
    return frame_of(found.all(), dict.fromkeys(names, pa.int64())).set_index("day")


def refund_days(session: Session, shop_id: int, mall: Mall, period: Period) -> pd.DataFrame:
    """The lines paid in a period and taken back, by day of payment and of refund.

    ``day`` and ``refunded`` are numbers of days. The refund is dated by 환불일, without it by the
    day of the claim, without that by the day of payment. ``won`` is their amount; ``unknown``
    lines have none.
    """
    moment = "coalesce(refunded_at, claim_requested_at)"
    # Days named one by one let SQLite look into its index for the states alone.
    some = (
        "SELECT day FROM day_total WHERE shop_id = :shop AND mall = :mall "
        "AND day BETWEEN :first AND :last AND cancelled_lines + returned_lines > 0"
    )
    found = session.execute(
        text(
            f"SELECT day, coalesce(({moment} + 32400) / 86400, day) AS refunded, "
            "CAST(coalesce(sum(amount), 0) AS BIGINT), count(*) - count(amount) FROM order_line "
            f"WHERE shop_id = :shop AND mall = :mall AND state IN {_BACK} AND day IN ({some}) "
            "GROUP BY 1, 2 ORDER BY 1, 2"
        ),
        {"shop": shop_id, "mall": mall.value, **_ends(period)},
    )
    return frame_of(found.all(), dict.fromkeys(("day", "refunded", "won", "unknown"), pa.int64()))


def extras(session: Session, shop_id: int, mall: Mall, days: Collection[int]) -> pd.DataFrame:
    """Shipping fees and discounts of the paid lines of some days; the index is the day.

    ``fee`` counts once per ``bundles``, on the first of these days it has a line on; a sum of
    which a part is unknown is NA, as are ``discount`` and ``seller_discount``.
    """
    among = ", ".join(str(int(day)) for day in sorted(days)) or "NULL"
    where = (
        f"FROM order_line WHERE shop_id = :shop AND mall = :mall AND day IN ({among}) "
        f"AND state NOT IN {_UNPAID}"
    )
    bound = {"shop": shop_id, "mall": mall.value}
    whole = dict.fromkeys(("fee", "bundles"), pa.int64())
    fees = _by_day(
        session,
        f"SELECT day, {_complete_sum('fee')}, count(*) FROM ("
        "SELECT min(day) AS day, max(shipping_fee) AS fee "
        f"{where} GROUP BY coalesce(shipping_bundle, order_no, line_no)) b GROUP BY day",
        whole,
        bound,
    )
    names = ("discount", "seller_discount")
    cuts = _by_day(
        session,
        f"SELECT day, {', '.join(map(_complete_sum, names))} {where} GROUP BY day",
        dict.fromkeys(names, pa.int64()),
        bound,
    )
    return fees.join(cuts, how="outer")


def other_malls(session: Session, shop_id: int, period: Period) -> dict[Mall, tuple[int, int]]:
    """The lines that count, and their won, of each mall in a period."""
    found = session.execute(
        text(
            "SELECT mall, CAST(sum(lines) AS BIGINT), CAST(sum(net) AS BIGINT) FROM day_total "
            "WHERE shop_id = :shop AND day BETWEEN :first AND :last GROUP BY mall ORDER BY mall"
        ),
        {"shop": shop_id, **_ends(period)},
    )
    return {Mall(int(row[0])): (int(row[1]), int(row[2])) for row in found if row[1]}


def payout(session: Session, shop_id: int, mall: Mall) -> Payout | None:
    """What is paid out beside what the order files expected; None without settlements.

    Only confirmed lines are compared. ``strange`` lines are settled but in no order file,
    ``unsettled`` ones were confirmed on the settled days and stand in no settlement.
    """
    bound = {"shop": shop_id, "mall": mall.value}
    rows = _one(session, _SETTLED_ROWS, bound)
    if rows["first_day"] is None or rows["last_day"] is None:
        return None
    lines = _one(session, _SETTLED_LINES, bound)
    ends = {"first": rows["first_day"], "last": rows["last_day"]}
    without = _one(session, _UNSETTLED, {**bound, **ends})
    numbers = {name: int(value) for name, value in (*lines.items(), *without.items())}
    return Payout(
        **numbers,
        fees=-int(rows["fees"] or 0),
        fee_base=int(rows["base"] or 0),
        period=Period(day_of(rows["first_day"]), day_of(rows["last_day"])),
    )


_OF_SETTLEMENT: Final = (
    "shop_id = :shop AND mall = :mall AND current = 1 "
    f"AND report = {SettlementReport.CASE.value} "
    f"AND coalesce(state, 0) <> {SettlementState.CANCELLED_BEFORE.value}"
)
_FEES: Final = "payment_fee + channel_fee + installment_fee"
# A sum with a null in it is null, so that only rows which tell every fee take part.
_SETTLED_ROWS: Final = (
    f"SELECT min(basis_day) AS first_day, max(basis_day) AS last_day, "
    f"CAST(sum({_FEES}) AS BIGINT) AS fees, "
    f"CAST(sum(CASE WHEN {_FEES} IS NOT NULL AND amount IS NOT NULL THEN amount END) AS BIGINT) "
    f"AS base FROM {Record.SETTLEMENT.value} WHERE {_OF_SETTLEMENT}"
)
_PAIRED: Final = (
    f"l.state = {OrderState.CONFIRMED.value} AND l.settlement_expected IS NOT NULL "
    "AND s.expected IS NOT NULL"
)
_SETTLED_LINES: Final = f"""
    SELECT count(*) AS lines,
        coalesce(sum(CASE WHEN l.line_no IS NULL THEN 1 ELSE 0 END), 0) AS strange,
        coalesce(sum(CASE WHEN l.line_no IS NULL THEN s.expected END), 0) AS strange_won,
        coalesce(sum(CASE WHEN {_PAIRED} THEN 1 ELSE 0 END), 0) AS compared,
        coalesce(sum(CASE WHEN {_PAIRED} THEN l.settlement_expected END), 0) AS expected,
        coalesce(sum(CASE WHEN {_PAIRED} THEN s.expected END), 0) AS settled,
        coalesce(sum(CASE WHEN {_PAIRED} AND s.expected <> l.settlement_expected
            THEN 1 ELSE 0 END), 0) AS differing
    FROM (SELECT shop_id, mall, line_no,
            CASE WHEN count(expected) = count(*) THEN sum(expected) END AS expected
        FROM {Record.SETTLEMENT.value}
        WHERE {_OF_SETTLEMENT} AND item = {SettledItem.ORDER.value}
        GROUP BY shop_id, mall, line_no) s
    LEFT JOIN order_line l ON l.shop_id = s.shop_id AND l.mall = s.mall AND l.line_no = s.line_no
"""
# Both lists sorted together: neither database has to search one of them for each of the other.
_UNSETTLED: Final = f"""
    SELECT count(*) AS unsettled, coalesce(sum(won), 0) AS unsettled_won FROM (
        SELECT line_no, max(won) AS won FROM (
            SELECT line_no, settlement_expected AS won, 0 AS settled FROM order_line
            WHERE shop_id = :shop AND mall = :mall AND state = {OrderState.CONFIRMED.value}
                AND day BETWEEN :first - {CONFIRMED_WITHIN} AND :last
                AND (confirmed_at + 32400) / 86400 BETWEEN :first AND :last
            UNION ALL SELECT line_no, NULL, 1 FROM {Record.SETTLEMENT.value}
            WHERE shop_id = :shop AND mall = :mall AND current = 1) both_lists
        GROUP BY line_no HAVING max(settled) = 0) unsettled_lines
"""


def _daily_sales(vocabularies: Collection[Vocabulary]) -> str:
    """SQL: the row tells what was sold on one day, in words that may be compared."""
    words = ", ".join(str(int(it)) for it in sorted(vocabularies)) or "NULL"
    subjects = ", ".join(str(it.value) for it in _SOLD)
    return f"subject IN ({subjects}) AND vocabulary IN ({words}) AND last_day = first_day"


def _complete_sum(name: str) -> str:
    """SQL: the sum of a whole number, null if it is unknown in any row."""
    return f"CASE WHEN count({name}) = count(*) THEN CAST(sum({name}) AS BIGINT) END"


def _by_day(
    session: Session, statement: str, types: Mapping[str, pa.DataType], bound: Mapping[str, int]
) -> pd.DataFrame:
    rows = session.execute(text(statement), bound).all()
    return frame_of(rows, {"day": pa.int64(), **types}).set_index("day")


def _one(session: Session, statement: str, bound: Mapping[str, int]) -> Mapping[str, Any]:
    return dict(session.execute(text(statement), bound).mappings().one())


def _ends(period: Period) -> dict[str, int]:
    return {"first": day_number(period.first), "last": day_number(period.last)}
