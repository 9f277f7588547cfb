"""Whom a message reached lately is left alone after a purchase too."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
from sqlmodel import Session

from core.analysis.care_queue import APART, Kind
from core.store import customers, messages
from core.store.moments import day_number
from core.terms import SEOUL, seoul_day

_NO_ORDER = -1
"""A message is about no order."""


def reached(session: Session, shop_id: int, today: date) -> dict[int, date]:
    """Who was sent a message within ``APART`` days, by number, and when last."""
    since = datetime.combine(today - timedelta(days=APART - 1), datetime.min.time(), SEOUL)
    sent = messages.written_to(session, shop_id, since.astimezone(UTC))
    known = customers.numbers(session, shop_id, sent.keys())
    found: dict[int, date] = {}
    for key, at in sent.items():
        day = seoul_day(at)
        if key in known and day <= today:
            found[known[key]] = max(day, found.get(known[key], day))
    return found


def touches(session: Session, shop_id: int, today: date) -> pd.DataFrame:
    """The same as contacts that were made: ``kind``, ``order``, ``buyer``, ``day``, ``is_done``."""
    found = reached(session, shop_id, today)
    return pd.DataFrame(
        {
            "kind": Kind.HOW_IS_IT.value,
            "order": np.full(len(found), _NO_ORDER, dtype=np.int64),
            "buyer": np.fromiter(found, np.float64, len(found)),
            "day": np.fromiter(map(day_number, found.values()), np.float64, len(found)),
            "is_done": np.ones(len(found), dtype=np.bool_),
        }
    )
