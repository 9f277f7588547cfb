"""The lists of sendings as columns: who was on them, and when customers ordered.

Forty lists of a hundred thousand people are millions of rows. A list comes as two long texts that
the database puts together, so that nothing is made for each of its rows.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import select, text
from sqlmodel import Session

from core.store import customers
from core.store.incoming import SEOUL_SECONDS
from core.store.message_tables import MessageRuleRow
from core.store.sales import COUNTS, Malls, among
from core.store.tables import table_of

Numbers = npt.NDArray[np.int64]

OUTCOMES: Final = ("", "failed", "left", "reacted")
"""What may have become of somebody; of several keys of one customer the last of these counts."""

SHARED: Final = "shared"
"""What became of somebody who by lot gets nothing and is reached where somebody is who does."""

_DAY: Final = 86_400
_NOBODY: Final = -1
_BETWEEN: Final = "\n"
_WRITTEN: Final = "list."
"""Begins the name under which it is kept which writing of a list was the last."""

_CODES: Final = {" ": 0, "f": 1, "l": 2, "r": 3}
"""How the outcomes come, one character each."""

_WIDTH: Final = 3
"""Two characters for the letter, one for the outcome."""


@dataclass(frozen=True, slots=True, eq=False)
class OnList:
    """People on the list of a sending, one row each.

    Attributes:
        buyers: the numbers of the customers.
        letters: the version each got, as its place in ``names``.
        outcomes: what became of it, as its place in ``OUTCOMES``.
        names: the letters of versions; the empty one stands for those who got nothing.
    """

    buyers: Numbers
    letters: Numbers
    outcomes: Numbers
    names: tuple[str, ...]

    def sizes(self) -> dict[tuple[str, str], int]:
        """How many there are, by their letter and what became of them."""
        many = len(OUTCOMES)
        counts = np.bincount(self.letters * many + self.outcomes)
        return {
            (self.names[at // many], OUTCOMES[at % many]): int(count)
            for at, count in enumerate(counts.tolist())
            if count
        }

    def once(self) -> "OnList":
        """Every customer once, by his number.

        Two keys that have turned out to be one customer tell nothing where they were told
        different things, or one of them nothing.
        """
        order = np.argsort(self.buyers, kind="stable")
        buyers, letters, outcomes = (
            column[order] for column in (self.buyers, self.letters, self.outcomes)
        )
        starts = np.flatnonzero(np.diff(buyers, prepend=_NOBODY))
        if len(starts) < len(buyers):
            least = np.minimum.reduceat(letters, starts)
            alike = least == np.maximum.reduceat(letters, starts)
            outcomes = np.maximum.reduceat(outcomes, starts)[alike]
            buyers, letters = buyers[starts][alike], least[alike]
        return OnList(buyers, letters, outcomes, self.names)


def lists(session: Session, shop_id: int, numbers: Iterable[int]) -> dict[int, OnList]:
    """The lists of some sendings, as they were written: a row for each key of a customer.

    Who got nothing and read it all the same, at the address of another one, is not in it.
    """
    wanted = list(numbers)
    if not wanted:
        return {}
    join, by_key = _join(session), customers.everybody(session, shop_id)
    asked = text(
        f"SELECT {join}(buyer_key, :sep), {join}(substr(letter || '  ', 1, 2) || CASE outcome "
        "WHEN 'failed' THEN 'f' WHEN 'left' THEN 'l' WHEN 'reacted' THEN 'r' ELSE ' ' END, '') "
        f"FROM message_person WHERE shop_id = :shop AND send_id = :send AND outcome <> '{SHARED}'"
    )
    found: dict[int, OnList] = {}
    for number in wanted:
        some = {"shop": shop_id, "send": number, "sep": _BETWEEN}
        listed, codes = session.execute(asked, some).one()
        found[number] = _list(by_key, _parts(listed), codes or "")
    return found


def orders(session: Session, shop_id: int, first_day: int, malls: Malls) -> pd.DataFrame:
    """All orders of known buyers from a day on, in the order of their moments.

    An order without a time of day counts from the beginning of its day, so that one of the day of
    a message is not put down to it.

    Returns:
        ``order`` (a number), ``buyer``, ``at`` (seconds) and ``net`` won, one row an order.
    """
    moment = f"min(coalesce(paid_at, ordered_at, day * {_DAY} - {SEOUL_SECONDS}))"
    rows = session.execute(
        text(
            f"SELECT mall, coalesce(order_no, line_no), buyer_id, {moment}, "
            "CAST(coalesce(sum(amount), 0) AS BIGINT) FROM order_line WHERE shop_id = :shop "
            f"AND day >= :first AND buyer_id IS NOT NULL AND {COUNTS}{among(malls)} "
            "GROUP BY mall, coalesce(order_no, line_no), buyer_id"
        ),
        {"shop": shop_id, "first": first_day},
    ).all()
    names = ["mall", "number", "buyer", "at", "net"]
    frame = pd.DataFrame(dict(zip(names, zip(*rows, strict=True), strict=True)), columns=names) \
        if rows else pd.DataFrame(columns=names)  # fmt: skip
    frame["order"] = frame.groupby(["mall", "number"], sort=False).ngroup()
    found = frame[["order", "buyer", "at", "net"]].astype(np.int64)
    return found.sort_values(["at", "order"], ignore_index=True)


def writings(session: Session, shop_id: int) -> dict[int, str]:
    """What was the last writing of each list; a list of which nothing is told was written once."""
    mine = table_of(MessageRuleRow).c
    rows = session.execute(
        select(mine.name, mine.value).where(
            mine.shop_id == shop_id, mine.name.startswith(_WRITTEN, autoescape=True)
        )
    )
    return {int(str(name).removeprefix(_WRITTEN)): str(value) for name, value in rows}


def written(session: Session, shop_id: int, number: int) -> None:
    """Keep that a list was written, so that nobody goes on with what it was before."""
    name = f"{_WRITTEN}{number}"
    row = session.get(MessageRuleRow, (shop_id, name))
    at = datetime.now(UTC).replace(microsecond=0)
    row = row or MessageRuleRow(shop_id=shop_id, name=name, at=at)
    row.value, row.at = secrets.token_hex(8), at
    session.add(row)
    session.flush()


def _list(by_key: dict[str, int], keys: list[str], codes: str) -> OnList:
    buyers = np.fromiter(map(by_key.get, keys, repeat(_NOBODY)), np.int64, len(keys))
    told = np.frombuffer(codes.encode("utf-32-le"), np.uint32).reshape(-1, _WIDTH).astype(np.int64)
    there = buyers != _NOBODY
    both = told[there, 0] << 32 | told[there, 1]
    names, letters = np.unique(both, return_inverse=True)
    outcomes = np.zeros(int(max(map(ord, _CODES))) + 1, np.int64)
    outcomes[[ord(code) for code in _CODES]] = list(_CODES.values())
    return OnList(
        buyers[there], letters.astype(np.int64), outcomes[told[there, 2]],
        tuple(f"{chr(one >> 32)}{chr(one & 0xFFFFFFFF)}".strip() for one in names.tolist()),
    )  # fmt: skip


def _parts(joined: str | None) -> list[str]:
    return joined.split(_BETWEEN) if joined else []


def _join(session: Session) -> str:
    """What puts the texts of many rows into one."""
    is_server = session.connection().dialect.name == "postgresql"
    return "string_agg" if is_server else "group_concat"
