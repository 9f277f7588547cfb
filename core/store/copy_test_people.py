"""Who of a list gets which version: keyed hashes, and nothing by which a person is found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, func, select, text
from sqlmodel import Session

from core.store.bulk import append
from core.store.copy_test_tables import CopyRecipientRow, CopyTestRow
from core.store.moments import day_number, day_of
from core.store.person import erased
from core.store.sales import COUNTS
from core.store.tables import table_of
from core.terms import Period
from core.terms.copy_tests import TestStatus

_PEOPLE, _TESTS = table_of(CopyRecipientRow), table_of(CopyTestRow)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of a list. ``letter`` is empty for those who get no version; see the table."""

    key: str
    letter: str
    place: int
    buyer_key: str | None = None


@dataclass(frozen=True, slots=True)
class Bought:
    """What those who got one version bought: different buyers, won, squares of won by buyer."""

    buyers: int
    won: int | None
    won_squares: int | None


@dataclass(frozen=True, slots=True)
class Spending:
    """What one buyer, who got a version, paid on a day; None where an order does not say."""

    letter: str
    buyer: int
    day: date
    won: int | None


_ALONE: Final = (
    "SELECT coalesce(one.key, r.buyer_key) AS buyer_key, min(r.letter) AS letter "
    "FROM copy_recipient r LEFT JOIN buyer own ON own.shop_id = r.shop_id "
    "AND own.key = r.buyer_key LEFT JOIN buyer one ON one.shop_id = own.shop_id "
    "AND one.id = own.same_as WHERE r.shop_id = :shop AND r.test_id = :test "
    "AND r.buyer_key IS NOT NULL GROUP BY coalesce(one.key, r.buyer_key) HAVING count(*) = 1"
)
"""Recipients whom the shop would not take for one another."""


def add(session: Session, shop_id: int, number: int, people: Iterable[Recipient]) -> None:
    """Keep recipients who are not there yet."""
    # Who was deleted at their wish is not recognised in order files any more.
    gone = erased(session, shop_id)
    rows = [
        (one.key, one.letter, one.place, None if one.buyer_key in gone else one.buyer_key)
        for one in people
    ]
    append(
        session,
        CopyRecipientRow.__tablename__,
        ("key", "letter", "place", "buyer_key"),
        rows,
        {"shop_id": shop_id, "test_id": number},
    )


def of(session: Session, shop_id: int, number: int) -> dict[str, Recipient]:
    """The recipients of a test by their key, in the order of their places."""
    mine = _PEOPLE.c
    rows = session.execute(
        select(mine.key, mine.letter, mine.place, mine.buyer_key)
        .where(mine.shop_id == shop_id, mine.test_id == number)
        .order_by(mine.place)
    )
    return {row[0]: Recipient(*row) for row in rows}


def sizes(session: Session, shop_id: int, number: int) -> dict[str, int]:
    """How many recipients each version has; under an empty name those who get none."""
    mine = _PEOPLE.c
    rows = session.execute(
        select(mine.letter, func.count())
        .where(mine.shop_id == shop_id, mine.test_id == number)
        .group_by(mine.letter)
        .order_by(mine.letter)
    )
    return {str(letter): int(count) for letter, count in rows}


def forget(session: Session, shop_id: int, number: int) -> int:
    """Delete the recipients of a test; how many there were."""
    mine = _PEOPLE.c
    gone = session.connection().execute(
        delete(_PEOPLE).where(mine.shop_id == shop_id, mine.test_id == number)
    )
    return gone.rowcount


def elsewhere(session: Session, shop_id: int, number: int) -> dict[int, int]:
    """Other running tests in whose lists recipients of a test are, and how many of them."""
    mine, other = _PEOPLE.alias("mine"), _PEOPLE.alias("other")
    rows = session.execute(
        select(other.c.test_id, func.count())
        .select_from(mine)
        .join(other, (other.c.shop_id == mine.c.shop_id) & (other.c.key == mine.c.key))
        .join(_TESTS, (_TESTS.c.shop_id == other.c.shop_id) & (_TESTS.c.id == other.c.test_id))
        .where(mine.c.shop_id == shop_id, mine.c.test_id == number, other.c.test_id != number)
        .where(_TESTS.c.status == TestStatus.RUNNING.value, _TESTS.c.deleted_at.is_(None))
        .group_by(other.c.test_id)
        .order_by(other.c.test_id)
    )
    return {int(test): int(count) for test, count in rows}


def known_buyers(session: Session, shop_id: int, number: int) -> dict[str, int]:
    """How many recipients of each version order files could recognise, each as one buyer."""
    rows = session.execute(
        text(f"SELECT letter, count(*) FROM ({_ALONE}) r GROUP BY letter"),
        {"shop": shop_id, "test": number},
    )
    return {str(letter): int(count) for letter, count in rows}


def bought(session: Session, shop_id: int, number: int, period: Period) -> dict[str, Bought]:
    """What the recipients of each version bought within a period, as order files tell.

    Two recipients who would be the same buyer to an order file are left out.
    """
    spent: dict[tuple[str, int], int | None] = {}
    for one in spendings(session, shop_id, number, period):
        so_far = spent.get((one.letter, one.buyer), 0)
        known = so_far is not None and one.won is not None
        spent[one.letter, one.buyer] = (so_far or 0) + (one.won or 0) if known else None
    by_letter: dict[str, list[int | None]] = {}
    for (letter, _), won in spent.items():
        by_letter.setdefault(letter, []).append(won)
    return {letter: _bought(won) for letter, won in by_letter.items()}


def spendings(session: Session, shop_id: int, number: int, period: Period) -> list[Spending]:
    """What the same buyers paid day by day, in the order of days."""
    rows = session.execute(
        text(
            "SELECT r.letter, b.id, l.day, CASE WHEN count(l.amount) = count(*) "
            f"THEN CAST(sum(l.amount) AS BIGINT) END FROM ({_ALONE}) r "
            "JOIN buyer b ON b.shop_id = :shop AND b.key = r.buyer_key "
            "JOIN order_line l ON l.shop_id = b.shop_id AND l.buyer_id = b.id "
            f"WHERE {COUNTS} AND l.day BETWEEN :first AND :last "
            "GROUP BY l.day, r.letter, b.id ORDER BY l.day, r.letter, b.id"
        ),
        {
            "shop": shop_id,
            "test": number,
            "first": day_number(period.first),
            "last": day_number(period.last),
        },
    )
    return [
        Spending(letter, int(buyer), day_of(int(day)), None if won is None else int(won))
        for letter, buyer, day, won in rows
    ]


def _bought(spent: list[int | None]) -> Bought:
    told = [won for won in spent if won is not None]
    if len(told) < len(spent):
        return Bought(len(spent), None, None)
    return Bought(len(spent), sum(told), sum(won * won for won in told))
