"""What became of orders that were drawn for a gift or a letter, and what is usual in the shop."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.care_gifts import ACTIVE, Key
from core.store.incoming import SEOUL_SECONDS
from core.store.moments import day_number
from core.store.sales import COUNTS

_DAY: Final = 86_400
_AT_ONCE: Final = 500


def drawn(session: Session, shop_id: int, what: str, *, is_random: bool) -> pd.DataFrame:
    """The orders that were drawn for and are in a file, in the order in which they were.

    Returns:
        ``draw``, ``drawn_on``, ``mall``, ``order_no``, ``is_given``, ``buyer`` (the number, nan
        where unknown), the days ``day``, ``confirmed`` and ``ended`` since 1970 (nan where it was
        not; ended where nothing of the order is a sale any more).
    """
    confirmed = _seoul("max(l.confirmed_at)")
    over = _seoul("max(coalesce(l.refunded_at, l.claim_requested_at, l.paid_at, l.ordered_at))")
    found = session.execute(
        text(
            "SELECT g.draw_id, d.day, g.mall, g.order_no, g.is_given, max(l.buyer_id), "
            f"coalesce(min(l.day), g.day), {confirmed}, "
            f"CASE WHEN max(CASE WHEN {COUNTS} THEN 1 ELSE 0 END) = 0 THEN coalesce({over}, g.day) "
            f"END FROM {ACTIVE} JOIN order_line l ON l.shop_id = g.shop_id "
            "AND l.order_no = g.order_no AND l.mall = g.mall "
            "WHERE g.shop_id = :shop AND g.what = :what AND d.is_random = :random "
            "GROUP BY g.draw_id, d.day, g.mall, g.order_no, g.is_given, g.day "
            "ORDER BY g.draw_id, g.mall, g.order_no"
        ),
        {"shop": shop_id, "what": what, "random": int(is_random)},
    ).all()
    names = ["draw", "drawn_on", "mall", "order_no", "is_given", "buyer", "day", "confirmed",
             "ended"]  # fmt: skip
    return _frame(found, names)


def of_days(session: Session, shop_id: int, days: Collection[int]) -> pd.DataFrame:
    """All orders of some days that are sales, as ``drawn`` has them but for the draw."""
    rows: list[Any] = []
    for some in _parts(sorted(days)):
        rows += session.execute(
            text(
                "SELECT l.mall, l.order_no, max(l.buyer_id), min(l.day), "
                f"{_seoul('max(l.confirmed_at)')}, NULL FROM order_line l "
                "WHERE l.shop_id = :shop AND l.day BETWEEN :first AND :last "
                f"AND l.day IN :days AND {COUNTS} "
                "AND l.order_no IS NOT NULL GROUP BY l.mall, l.order_no"
            ).bindparams(bindparam("days", expanding=True)),
            {"shop": shop_id, "days": some, "first": min(some), "last": max(some)},
        ).all()
    return _frame(rows, ["mall", "order_no", "buyer", "day", "confirmed", "ended"])


def bought(session: Session, shop_id: int, buyers: Iterable[int]) -> pd.DataFrame:
    """On which days some buyers bought: ``buyer``, ``day``, each once."""
    rows: list[Any] = []
    for some in _parts(sorted(buyers)):
        rows += session.execute(
            text(
                "SELECT DISTINCT buyer_id, day FROM order_line WHERE shop_id = :shop "
                f"AND buyer_id IN :buyers AND day IS NOT NULL AND {COUNTS}"
            ).bindparams(bindparam("buyers", expanding=True)),
            {"shop": shop_id, "buyers": some},
        ).all()
    return _frame(rows, ["buyer", "day"])


def reviewed(session: Session, shop_id: int, first: date, last: date) -> set[Key]:
    """The orders of which a review was written on some days, both included."""
    low, high = ((day_number(day)) * _DAY - SEOUL_SECONDS for day in (first, last))
    found = session.execute(
        text(
            "SELECT DISTINCT l.mall, l.order_no FROM review r JOIN order_line l "
            "ON l.shop_id = r.shop_id AND l.mall = r.mall AND l.line_no = r.line_no "
            "WHERE r.shop_id = :shop AND r.current = 1 AND l.order_no IS NOT NULL "
            "AND r.written_at >= :low AND r.written_at < :high"
        ),
        {"shop": shop_id, "low": low, "high": high + _DAY},
    )
    return {(int(mall), str(number)) for mall, number in found}


def usual(session: Session, shop_id: int, first: date, last: date) -> tuple[int, int]:
    """How many bought for the first time on some days, and how many of them soon came again."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(new_buyers), 0), coalesce(sum(again), 0) FROM day_people "
            "WHERE shop_id = :shop AND day BETWEEN :first AND :last"
        ),
        {"shop": shop_id, "first": day_number(first), "last": day_number(last)},
    ).one()
    return int(found[0]), int(found[1])


def sold(session: Session, shop_id: int, first: date, last: date) -> tuple[int, int]:
    """How many orders some days had, and their net revenue in won."""
    found = session.execute(
        text(
            "SELECT coalesce(sum(orders), 0), coalesce(sum(net), 0) FROM day_total "
            "WHERE shop_id = :shop AND day BETWEEN :first AND :last"
        ),
        {"shop": shop_id, "first": day_number(first), "last": day_number(last)},
    ).one()
    return int(found[0]), int(found[1])


def _frame(rows: Iterable[Any], names: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame([tuple(row) for row in rows], columns=names)
    numbers = [name for name in names if name != "order_no"]
    return frame.astype(dict.fromkeys(numbers, np.float64))


def _seoul(moment: str) -> str:
    """SQL: the day of a moment."""
    return f"({moment} + {SEOUL_SECONDS}) / {_DAY}"


def _parts(some: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (some[at : at + _AT_ONCE] for at in range(0, len(some), _AT_ONCE))
