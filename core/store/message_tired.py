"""Which messages each customer was sent, and which of them sell."""

from datetime import datetime

import pandas as pd
from sqlalchemy import select
from sqlmodel import Session

from core.store import customers, identities
from core.store.message_tables import SendPersonRow, SendRow
from core.store.moments import day_number
from core.store.tables import table_of
from core.terms import seoul_day
from core.terms.messages import MessageKind, SendStatus

_PEOPLE, _SENDS = table_of(SendPersonRow), table_of(SendRow)

COLUMNS = ("buyer", "day", "is_ad")


def sent(session: Session, shop_id: int, until: datetime) -> pd.DataFrame:
    """One row a customer and message that was sent up to a moment: the columns ``COLUMNS``.

    Days are whole numbers since 1970. Whoever was merged into another customer is that customer;
    who got nothing by lot, and of whom no file tells, is not in it.
    """
    mine, send = _PEOPLE.c, _SENDS.c
    rows = session.execute(
        select(mine.buyer_key, send.sent_at, send.kind)
        .join(_SENDS, (send.shop_id == mine.shop_id) & (send.id == mine.send_id))
        .where(
            mine.shop_id == shop_id, mine.letter != "", mine.outcome != "failed",
            send.status == SendStatus.SENT.value,
            send.sent_at <= until, send.deleted_at.is_(None),
        )
    ).all()  # fmt: skip
    keys = {str(row[0]) for row in rows}
    customer = identities.customers_of(session, shop_id, keys)
    numbers = customers.numbers(session, shop_id, set(customer.values()))
    days = {row[1]: day_number(seoul_day(row[1])) for row in rows}
    found = [
        (numbers[customer[key]], days[at], kind == MessageKind.ADVERTISING.value)
        for key, at, kind in rows
        if customer[key] in numbers
    ]
    return pd.DataFrame(found, columns=list(COLUMNS))
