"""Who agreed to hear from the shop, all customers at once, and whose numbers of orders are."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session, col, func, select

from core.store import notes, person
from core.store.bulk import append
from core.store.customer_tables import ConsentRow
from core.store.identities import AT_ONCE, parts
from core.store.moments import day_number, day_of
from core.terms.orders import KnownBy

COLUMNS: Final = ("key", "kind", "given", "gone", "source")

_SOMEBODY: Final = f"coalesce(c.known_by, b.known_by, {KnownBy.MASKED:d}) <> {KnownBy.NOBODY:d}"
"""SQL: the customer was not deleted."""


class Whose(NamedTuple):
    """Whose an order is: its number and the key of the customer."""

    number: str
    key: str


def consents(session: Session, shop_id: int, until: date) -> pd.DataFrame:
    """Everything that was said up to a day, in order of days: the columns ``COLUMNS``.

    ``given`` and ``gone`` are days since 1970, ``gone`` is -1 where nothing was taken back by then.
    ``key`` is the customer's, whichever key of him it was said under.
    """
    asked = (
        "SELECT buyer_key, kind, given_on, CASE WHEN withdrawn_on <= :day THEN withdrawn_on "
        "ELSE -1 END, source FROM consent WHERE shop_id = :shop AND deleted_at IS NULL "
        "AND given_on <= :day ORDER BY given_on, id"
    )
    told = {"shop": shop_id, "day": day_number(until)}
    rows = [tuple(row) for row in session.execute(text(asked), told)]
    keys = _merged(session, shop_id)
    gone = person.erased(session, shop_id)
    told_by = [(keys.get(row[0], row[0]), *row[1:]) for row in rows if row[0] not in gone]
    # Plain objects: comparing texts of Arrow one by one takes several times as long.
    found = pd.DataFrame(told_by, columns=list(COLUMNS), dtype=object)
    return found.astype({"given": "int64", "gone": "int64"})


def names(session: Session, shop_id: int, keys: Collection[str]) -> dict[str, str]:
    """The masked names of some customers, as far as files tell them."""
    asked = text(
        "SELECT key, name FROM buyer WHERE shop_id = :shop AND name IS NOT NULL AND key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    found: dict[str, str] = {}
    for some in parts(set(keys)):
        rows = session.execute(asked, {"shop": shop_id, "some": some})
        found |= {str(key): str(name) for key, name in rows}
    return found


def _merged(session: Session, shop_id: int) -> dict[str, str]:
    """By what keys those go of whom something was said under another one."""
    rows = session.execute(
        text(
            "SELECT DISTINCT b.key, c.key FROM consent s "
            "JOIN buyer b ON b.shop_id = s.shop_id AND b.key = s.buyer_key "
            "JOIN buyer c ON c.shop_id = b.shop_id AND c.id = b.same_as "
            "WHERE s.shop_id = :shop AND b.same_as IS NOT NULL"
        ),
        {"shop": shop_id},
    )
    return {str(own): str(key) for own, key in rows}


def of_orders(session: Session, shop_id: int, numbers: Collection[str]) -> list[Whose]:
    """Whose some orders or order lines are; a number that several people have is told for each."""
    found: set[Whose] = set()
    for name in ("order_no", "line_no"):
        asked = text(
            f"SELECT DISTINCT o.{name}, coalesce(c.key, b.key) FROM order_line o "
            "JOIN buyer b ON b.shop_id = o.shop_id AND b.id = o.buyer_id "
            "LEFT JOIN buyer c ON c.shop_id = b.shop_id AND c.id = b.same_as "
            f"WHERE o.shop_id = :shop AND o.{name} IN :some AND {_SOMEBODY}"
        ).bindparams(bindparam("some", expanding=True))
        for some in parts(numbers):
            rows = session.execute(asked, {"shop": shop_id, "some": some})
            found |= {Whose(str(number), str(key)) for number, key in rows}
    return sorted(found)


def added_at(session: Session, shop_id: int, at: datetime) -> list[ConsentRow]:
    """What was written down of customers at one moment, thrown away or not."""
    asked = (
        select(ConsentRow)
        .where(ConsentRow.shop_id == shop_id, ConsentRow.created_at == at)
        .order_by(col(ConsentRow.id))
    )
    return list(session.exec(asked))


def batches(session: Session, shop_id: int, most: int) -> list[tuple[datetime, int, bool]]:
    """Moments at which several consents were written down at once, the newest first.

    Each with how many there were, and whether they were all thrown away.
    """
    rows = session.execute(
        text(
            "SELECT created_at, count(*), count(deleted_at) FROM consent WHERE shop_id = :shop "
            "GROUP BY created_at HAVING count(*) > 1 ORDER BY created_at DESC LIMIT :most"
        ),
        {"shop": shop_id, "most": most},
    )
    return [
        (datetime.fromtimestamp(at, UTC), int(some), int(some) == int(gone))
        for at, some, gone in rows
    ]


def said_of(
    session: Session, shop_id: int, keys: Iterable[str], kind: str
) -> list[tuple[str, date]]:
    """What is kept of some customers of one kind: the key and the day of each consent.

    What was said under another key of a customer is told under his own.
    """
    asked = text(
        "SELECT buyer_key, given_on FROM consent WHERE shop_id = :shop AND kind = :kind "
        "AND deleted_at IS NULL AND buyer_key IN :some UNION ALL "
        "SELECT c.key, s.given_on FROM consent s "
        "JOIN buyer b ON b.shop_id = s.shop_id AND b.key = s.buyer_key "
        "JOIN buyer c ON c.shop_id = b.shop_id AND c.id = b.same_as "
        "WHERE s.shop_id = :shop AND s.kind = :kind AND s.deleted_at IS NULL AND c.key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    found: list[tuple[str, date]] = []
    for some in parts(set(keys)):
        rows = session.execute(asked, {"shop": shop_id, "kind": kind, "some": some})
        found += [(str(key), day_of(given)) for key, given in rows]
    return found


def add(session: Session, shop_id: int, rows: Sequence[ConsentRow]) -> None:
    """Put consents in and give them the next numbers; nobody else may be writing."""
    top = session.exec(select(func.max(ConsentRow.id)).where(ConsentRow.shop_id == shop_id)).one()
    for number, row in enumerate(rows, start=int(top or 0) + 1):
        row.id = number
    session.add_all(rows)
    session.flush()


def versions(session: Session, shop_id: int, numbers: Sequence[int]) -> dict[int, int]:
    """The versions of some consents that were not thrown away."""
    found: dict[int, int] = {}
    for some in _some(numbers):
        rows = session.execute(_ASKED["versions"], {"shop": shop_id, "some": some})
        found |= {int(number): int(version) for number, version in rows}
    return found


def throw_away(session: Session, shop_id: int, numbers: Sequence[int], at: datetime) -> None:
    """Throw consents away at once, each with the way back; nobody else may be writing."""
    top = session.execute(_ASKED["last_change"], {"shop": shop_id}).scalar_one()
    kept: list[tuple[int, str, int, int, str]] = []
    for some in _some(numbers):
        rows = session.execute(_ASKED["whole"], {"shop": shop_id, "some": some}).mappings()
        for row in rows:
            before = json.dumps(notes.without_fixed(dict(row)), ensure_ascii=False)
            place = int(top or 0) + len(kept) + 1
            kept.append((place, ConsentRow.__tablename__, row["id"], int(at.timestamp()), before))
    append(
        session, "note_change", ("id", "kind", "note_id", "at", "before"), kept,
        {"shop_id": shop_id},
    )  # fmt: skip
    for some in _some(numbers):
        session.execute(_ASKED["away"], {"shop": shop_id, "some": some, "at": int(at.timestamp())})


def bring_back(session: Session, shop_id: int, numbers: Sequence[int]) -> None:
    """Bring consents back whose last change was that they were thrown away."""
    for some in _some(numbers):
        session.execute(_ASKED["forget"], {"shop": shop_id, "some": some})
        session.execute(_ASKED["back"], {"shop": shop_id, "some": some})


def _some(numbers: Sequence[int]) -> Iterator[list[int]]:
    wanted = sorted(numbers)
    return (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))


def _asking(asked: str) -> TextClause:
    return text(asked).bindparams(bindparam("some", expanding=True))


_OF: Final = "WHERE shop_id = :shop AND id IN :some"
_ASKED: Final = {
    "versions": _asking(f"SELECT id, version FROM consent {_OF} AND deleted_at IS NULL"),
    "whole": _asking(f"SELECT * FROM consent {_OF} ORDER BY id"),
    "last_change": text("SELECT max(id) FROM note_change WHERE shop_id = :shop"),
    "away": _asking(f"UPDATE consent SET deleted_at = :at, version = version + 1 {_OF}"),
    "forget": _asking(
        "DELETE FROM note_change WHERE shop_id = :shop AND id IN (SELECT max(id) FROM note_change "
        "WHERE shop_id = :shop AND kind = 'consent' AND note_id IN :some GROUP BY note_id)"
    ),
    "back": _asking(f"UPDATE consent SET deleted_at = NULL, version = version + 1 {_OF}"),
}
