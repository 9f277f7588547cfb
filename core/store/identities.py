"""Which buyers are one customer: the merges that hold, and the order lines that follow them.

An order line keeps whom its files name (``own_buyer_id``) and stands under the number of the
customer (``buyer_id``), so that whatever counts buyers counts customers. The merges that hold join
buyers to customers; whenever one begins or ends, the lines of those it concerns find their
customer anew, and the sums with them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from sqlalchemy import bindparam, text
from sqlmodel import Session, func, select

from core.store import people, turns
from core.store.bulk import append
from core.store.customer_tables import BuyerMergeRow
from core.store.rollups import refresh
from core.terms import KnownBy

AT_ONCE: Final = 500
"""So many keys are asked for in one question."""

MANY: Final = 5_000
"""Of more keys it is quicker to ask who was merged at all."""

_UNSURE: Final = 9
"""Comes after every sign by which buyers are known."""


class Evidence(StrEnum):
    """Why two buyers were taken for one customer."""

    HAND = ""
    ORDER_LINE = "order_line"


class Ended(StrEnum):
    """Why two buyers are not one customer any more."""

    NOT = ""
    HAND = "hand"
    FILES = "files"
    """No file proves it any more, or files contradict each other."""


class NotTwo(Exception):  # noqa: N818  (an answer, not a fault)
    """They are one customer already."""


class UnknownBuyer(LookupError):  # noqa: N818  (an answer, not a fault)
    """The shop has no such buyer, or none any more."""


class MergeGone(LookupError):  # noqa: N818  (an answer, not a fault)
    """There is no such merge, or it was taken back."""


class Known(NamedTuple):
    """A buyer as the store has him."""

    id: int
    key: str
    known_by: int | None
    same_as: int | None

    @property
    def customer(self) -> int:
        """The number under which his orders stand."""
        return self.id if self.same_as is None else self.same_as


def keys_of(session: Session, shop_id: int, key: str) -> tuple[str, ...]:
    """All keys of the customer who has a key, the one he goes by first.

    What is kept under the key of a buyer is told by all of them. A key nobody knows is alone.
    """
    found = known(session, shop_id, [key]).get(key)
    if found is None:
        return (key,)
    rows = session.execute(
        text(
            # Two questions, since SQLite would go through all buyers for one with OR.
            "SELECT key FROM (SELECT 0 AS place, key FROM buyer WHERE shop_id = :shop "
            "AND id = :first UNION ALL SELECT 1, key FROM buyer WHERE shop_id = :shop "
            "AND same_as = :first) b ORDER BY place, key"
        ),
        {"shop": shop_id, "first": found.customer},
    )
    return tuple(str(row[0]) for row in rows)


def customers_of(session: Session, shop_id: int, keys: Collection[str]) -> Mapping[str, str]:
    """By what key the customers of some keys go; a key nobody knows goes by itself."""
    told = {key: key for key in keys}
    merged = (
        "SELECT b.key, c.key FROM buyer b JOIN buyer c ON c.shop_id = b.shop_id "
        "AND c.id = b.same_as WHERE b.shop_id = :shop AND "
    )
    if len(told) > MANY:  # who was merged are few, and there is an index of them
        rows = session.execute(text(f"{merged}b.same_as IS NOT NULL"), {"shop": shop_id})
        return told | {str(own): str(key) for own, key in rows if own in told}
    asked = text(f"{merged}b.key IN :some").bindparams(bindparam("some", expanding=True))
    for some in parts(keys):
        for own, key in session.execute(asked, {"shop": shop_id, "some": some}):
            told[str(own)] = str(key)
    return told


def known(session: Session, shop_id: int, keys: Collection[str]) -> dict[str, Known]:
    """Some buyers by their keys; those the shop does not know are missing."""
    asked = text(
        "SELECT id, key, known_by, same_as FROM buyer WHERE shop_id = :shop AND key IN :some"
    ).bindparams(bindparam("some", expanding=True))
    found: dict[str, Known] = {}
    for some in parts(keys):
        for row in session.execute(asked, {"shop": shop_id, "some": some}):
            found[str(row[1])] = Known(*row)
    return found


def merge(session: Session, shop_id: int, from_key: str, into_key: str, at: datetime) -> int:
    """Make two customers one, as the seller says; he goes by the second key.

    Returns:
        the number of the merge.

    Raises:
        UnknownBuyer: one of them is not there, or was deleted at the person's wish.
        NotTwo: they are one customer already.
    """
    turns.alone(session, shop_id)
    both = [_customer(session, shop_id, key) for key in (from_key, into_key)]
    if both[0] == both[1]:
        raise NotTwo
    row = enter(session, shop_id, [(both[0], both[1])], Evidence.HAND, at)
    settle(session, shop_id, both)
    return row


def split(session: Session, shop_id: int, merge_id: int, at: datetime) -> None:
    """Take a merge back; each buyer gets the lines that name him, also those that came since.

    Raises:
        MergeGone: there is no such merge, or it was taken back.
    """
    turns.alone(session, shop_id)
    row = session.get(BuyerMergeRow, (shop_id, merge_id))
    if row is None or row.undone_at is not None:
        raise MergeGone(merge_id)
    end(session, [row], Ended.HAND, at)
    settle(session, shop_id, [row.from_key, row.into_key])


def enter(
    session: Session,
    shop_id: int,
    pairs: Iterable[tuple[str, str]],
    evidence: Evidence,
    at: datetime,
) -> int:
    """Enter merges into the log, of one key into another; the number of the last."""
    top = select(func.max(BuyerMergeRow.id)).where(BuyerMergeRow.shop_id == shop_id)
    number = int(session.exec(top).one() or 0)
    for from_key, into_key in pairs:
        number += 1
        session.add(
            BuyerMergeRow(
                shop_id=shop_id, id=number, from_key=from_key, into_key=into_key,
                evidence=evidence.value, at=at,
            )
        )  # fmt: skip
    session.flush()
    return number


def end(session: Session, rows: Iterable[BuyerMergeRow], why: Ended, at: datetime) -> None:
    """Enter that merges do not hold any more."""
    for row in rows:
        row.undone_at, row.ended = at, why.value
        session.add(row)
    session.flush()


def settle(session: Session, shop_id: int, keys: Collection[str]) -> None:
    """Make the customers of some keys those that the merges say, with their lines and sums."""
    edges = _reached(session, shop_id, keys)
    buyers = known(session, shop_id, {*keys, *_ends(edges)})
    moved = [
        (buyer.id, buyer.customer, first.id)
        for one in _components(buyers, edges)
        for first in [_first([buyers[key] for key in one], edges)]
        for buyer in (buyers[key] for key in one)
        if buyer.customer != first.id
    ]
    if moved:
        _move(session, shop_id, moved)


def _customer(session: Session, shop_id: int, key: str) -> str:
    """The key a customer goes by."""
    first = keys_of(session, shop_id, key)[0]
    found = known(session, shop_id, [first]).get(first)
    if found is None or found.known_by == KnownBy.NOBODY:
        raise UnknownBuyer(key)
    return first


class _Edge(NamedTuple):
    from_key: str
    into_key: str
    evidence: str


def _reached(session: Session, shop_id: int, keys: Collection[str]) -> list[_Edge]:
    """The merges that hold and hang together with some keys, however far."""
    asked = text(
        "SELECT from_key, into_key, evidence FROM buyer_merge WHERE shop_id = :shop "
        "AND undone_at IS NULL AND (from_key IN :some OR into_key IN :some)"
    ).bindparams(bindparam("some", expanding=True))
    edges: set[_Edge] = set()
    seen, fresh = set(keys), set(keys)
    while fresh:
        for some in parts(fresh):
            rows = session.execute(asked, {"shop": shop_id, "some": some})
            edges |= {_Edge(*map(str, row)) for row in rows}
        fresh = _ends(edges) - seen
        seen |= fresh
    return sorted(edges)


def _ends(edges: Iterable[_Edge]) -> set[str]:
    return {key for edge in edges for key in (edge.from_key, edge.into_key)}


def _components(buyers: Collection[str], edges: Iterable[_Edge]) -> Iterator[list[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.from_key].add(edge.into_key)
        beside[edge.into_key].add(edge.from_key)
    seen: set[str] = set()
    for key in buyers:
        if key in seen:
            continue
        together, ahead = [], [key]
        seen.add(key)
        while ahead:
            at = ahead.pop()
            together.append(at)
            fresh = beside[at] - seen
            seen |= fresh
            ahead += sorted(fresh)
        yield [it for it in together if it in buyers]


def _first(together: Sequence[Known], edges: Sequence[_Edge]) -> Known:
    """By whom a customer goes: whom the seller merged the others into, else the surest sign.

    It depends on nothing but the merges and the buyers, so files give it in any order.
    """
    given = {True: set[str](), False: set[str]()}
    for edge in edges:
        given[edge.evidence == Evidence.HAND].add(edge.from_key)
    return min(
        together,
        key=lambda it: (
            it.key in given[True], it.key in given[False],
            _UNSURE if it.known_by is None else it.known_by, it.key,
        ),
    )  # fmt: skip


def _move(session: Session, shop_id: int, moved: Sequence[tuple[int, int, int]]) -> None:
    """Put the lines of buyers under other customers: own number, earlier and later customer."""
    for name in ("moved", "touched"):
        session.execute(text(f"DROP TABLE IF EXISTS {name}"))
    session.execute(
        text("CREATE TEMPORARY TABLE moved (own INTEGER PRIMARY KEY, was INTEGER, turns INTEGER)")
    )
    append(session, "moved", ("own", "was", "turns"), moved)
    # No day: of days nothing changes but who came, which is told by buyers.
    session.execute(
        text(
            "CREATE TEMPORARY TABLE touched AS SELECT CAST(NULL AS INTEGER) AS day, "
            "was AS buyer_id FROM moved UNION SELECT CAST(NULL AS INTEGER), turns FROM moved"
        )
    )
    before = people.of_touched(session, shop_id)
    for statement in (
        (
            "UPDATE buyer SET same_as = NULLIF(m.turns, m.own) FROM moved m "
            "WHERE buyer.shop_id = :shop AND buyer.id = m.own "
            "AND buyer.id IN (SELECT own FROM moved)"
        ),
        (
            "UPDATE order_line SET buyer_id = m.turns, own_buyer_id = NULLIF(m.own, m.turns) "
            "FROM moved m WHERE order_line.shop_id = :shop AND order_line.buyer_id = m.was "
            "AND coalesce(order_line.own_buyer_id, order_line.buyer_id) = m.own "
            # Said once more, or SQLite goes through all lines of the shop.
            "AND order_line.buyer_id IN (SELECT was FROM moved)"
        ),
    ):
        session.execute(text(statement), {"shop": shop_id})
    session.execute(text("DROP TABLE moved"))
    refresh(session, shop_id, before=before)


def parts(keys: Collection[str]) -> Iterator[list[str]]:
    """Keys in portions that one question can hold."""
    wanted = sorted(keys)
    return (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))
