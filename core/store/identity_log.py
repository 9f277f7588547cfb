"""What is told of merges: the log of them, what proves them, and who might be merged as well."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlmodel import Session

from core.store.identities import Evidence, MergeGone, keys_of, known
from core.store.moments import moment_of
from core.terms import KnownBy

MOST: Final = 200
"""So many entries of the log are listed, and so many people of one name are looked at."""

_SHOWS: Final = 3
"""Signs of a masked name that shows more than its beginning: 김*수."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One merge; see ``core.services.customers_identity.Merge``."""

    id: int
    from_key: str
    from_name: str | None
    into_key: str
    into_name: str | None
    evidence: str
    at: datetime
    undone_at: datetime | None
    ended: str
    lines: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A customer who might be the same; see ``core.services.customers_identity.Candidate``."""

    key: str
    name: str | None
    reason: str
    lines: int
    orders: int
    products: int


_LOG: Final = (
    "SELECT m.id, m.from_key, f.name, m.into_key, i.name, m.evidence, m.at, m.undone_at, m.ended, "
    f"CASE WHEN m.evidence = '{Evidence.ORDER_LINE}' THEN (SELECT count(*) FROM order_line l "
    "WHERE l.shop_id = m.shop_id AND l.also_buyer_id = f.id "
    "AND coalesce(l.own_buyer_id, l.buyer_id) = i.id) ELSE 0 END FROM buyer_merge m "
    "LEFT JOIN buyer f ON f.shop_id = m.shop_id AND f.key = m.from_key "
    "LEFT JOIN buyer i ON i.shop_id = m.shop_id AND i.key = m.into_key "
    "WHERE m.shop_id = :shop {} ORDER BY m.id DESC LIMIT :most"
)


def find(session: Session, shop_id: int, number: int) -> Entry:
    """One merge.

    Raises:
        MergeGone: there is none of that number.
    """
    row = session.execute(
        text(_LOG.format("AND m.id = :number")), {"shop": shop_id, "number": number, "most": 1}
    ).first()
    if row is None:
        raise MergeGone(number)
    return _entry(row)


def listed(
    session: Session,
    shop_id: int,
    keys: Collection[str] | None,
    most: int = MOST,
    *,
    holding: bool = False,
) -> list[Entry]:
    """The merges of some buyers or all, the newest first; ``holding`` leaves out what is over."""
    which, asked = ("AND m.undone_at IS NULL" if holding else ""), {"shop": shop_id, "most": most}
    if keys is None:
        return [_entry(row) for row in session.execute(text(_LOG.format(which)), asked)]
    statement = text(
        _LOG.format(f"{which} AND (m.from_key IN :some OR m.into_key IN :some)")
    ).bindparams(bindparam("some", expanding=True))
    return [_entry(row) for row in session.execute(statement, {**asked, "some": sorted(keys)})]


def between(session: Session, shop_id: int, number: int) -> list[Entry]:
    """The merges by which two buyers are one customer although theirs was taken back."""
    gone = find(session, shop_id, number)
    keys = keys_of(session, shop_id, gone.from_key)
    return listed(session, shop_id, keys, holding=True) if gone.into_key in keys else []


def candidates(session: Session, shop_id: int, key: str, most: int) -> list[Alike]:
    """Who might be the same person as a customer, the likeliest first."""
    mine = list(known(session, shop_id, keys_of(session, shop_id, key)).values())
    if not mine or any(one.known_by == KnownBy.NOBODY for one in mine):
        return []
    by_line = _of_lines(session, shop_id, [one.id for one in mine])
    found = _of_name(session, shop_id, mine[0].customer, set(by_line))
    return [*_told(session, shop_id, by_line), *found][:most]


def _of_lines(session: Session, shop_id: int, mine: Sequence[int]) -> dict[int, int]:
    """The other customers whom lines of some buyers name as well, and how many lines do."""
    own = "coalesce(l.own_buyer_id, l.buyer_id)"
    rows = _ask(
        session,
        f"SELECT coalesce(b.same_as, b.id), count(*) FROM (SELECT l.also_buyer_id AS other "
        f"FROM order_line l WHERE l.shop_id = :shop AND l.also_buyer_id > 0 AND {own} IN :mine "
        f"UNION ALL SELECT {own} FROM order_line l WHERE l.shop_id = :shop "
        "AND l.also_buyer_id IN :mine) o JOIN buyer b ON b.shop_id = :shop AND b.id = o.other "
        f"WHERE b.id NOT IN :mine AND coalesce(b.known_by, 9) <> {KnownBy.NOBODY:d} "
        "GROUP BY 1 ORDER BY 2 DESC, 1",
        shop=shop_id, mine=list(mine),
    )  # fmt: skip
    return {int(number): int(lines) for number, lines in rows}


def _told(session: Session, shop_id: int, by_line: dict[int, int]) -> list[Alike]:
    rows = _ask(
        session,
        "SELECT id, key, name, orders FROM buyer WHERE shop_id = :shop AND id IN :some",
        shop=shop_id, some=list(by_line),
    )  # fmt: skip
    told = {int(row[0]): row for row in rows}
    return [
        Alike(told[number][1], told[number][2], "order_line", lines, int(told[number][3]), 0)
        for number, lines in by_line.items()
    ]


def _of_name(session: Session, shop_id: int, mine: int, without: Collection[int]) -> list[Alike]:
    """Customers with the same masked name in the same province; those who bought the same first."""
    here: dict[str, Any] = {"shop": shop_id, "mine": mine}
    # Step by step: in one question SQLite would go through all lines of a shop.
    names = _ask(session, "SELECT DISTINCT name FROM buyer WHERE shop_id = :shop "
                 f"AND (id = :mine OR same_as = :mine) AND length(name) >= {_SHOWS}",
                 **here)  # fmt: skip
    bought = _ask(session, _BOUGHT.format("= :mine"), **here)
    products, regions = ([row[at] for row in bought if row[at] is not None] for at in (1, 2))
    alike = _ask(
        session,
        "SELECT id, key, name, orders FROM buyer WHERE shop_id = :shop AND name IN :names "
        "AND same_as IS NULL AND orders > 0 AND id NOT IN :without "
        f"AND coalesce(known_by, 9) <> {KnownBy.NOBODY:d} ORDER BY last_day DESC, id LIMIT {MOST}",
        shop=shop_id, names=[row[0] for row in names], without=[mine, *without],
    )  # fmt: skip
    same: dict[int, set[int]] = {}
    near: set[int] = set()
    asked = {"shop": shop_id, "some": [row[0] for row in alike]}
    for number, product, region in _ask(session, _BOUGHT.format("IN :some"), **asked):
        same.setdefault(int(number), set()).update({product} & set(products))
        if region in regions:
            near.add(int(number))
    found = [
        Alike(str(key), name, "name", 0, int(orders), len(same[number]))
        for number, key, name, orders in alike
        if number in near
    ]
    return sorted(found, key=lambda one: (-one.products, -one.orders, one.key))


_BOUGHT: Final = (
    "SELECT DISTINCT buyer_id, product_id, region FROM order_line "
    "WHERE shop_id = :shop AND buyer_id {}"
)


def _ask(session: Session, asked: str, **values: Any) -> Sequence[Any]:  # noqa: ANN401
    lists = [name for name, value in values.items() if isinstance(value, list)]
    statement = text(asked).bindparams(*(bindparam(name, expanding=True) for name in lists))
    return session.execute(statement, values).all()


def _entry(row: Any) -> Entry:  # noqa: ANN401  (a row)
    number, from_key, from_name, into_key, into_name, evidence, at, undone_at, ended, lines = row
    return Entry(
        number, from_key, from_name, into_key, into_name, evidence,
        datetime.fromtimestamp(at, UTC), moment_of(undone_at), ended, int(lines),
    )  # fmt: skip
