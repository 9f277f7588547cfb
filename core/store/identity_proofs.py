"""Which buyers files prove to be one customer: the same order line names both.

A line that one file names by account and another by name and number is proof that both are one
person, unless files contradict each other: two accounts for one line, or two numbers, prove
nothing, nor does a name and number that belongs to several accounts of one mall, which a family or
a firm may share. What is proved depends on the lines alone, so files prove it in any order, and
taking them back takes it back.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from core.store.customer_tables import BuyerMergeRow
from core.store.identities import AT_ONCE, Ended, Evidence, end, enter, parts, settle
from core.terms import KnownBy

CONTRADICTION: Final = 0
"""Stands for whom else a line names where files contradict each other."""

_OWN: Final = "coalesce({0}.own_buyer_id, {0}.buyer_id)"


def _known_by(shop_id: int, buyer: str) -> str:
    return f"(SELECT b.known_by FROM buyer b WHERE b.shop_id = {shop_id:d} AND b.id = {buyer})"


def columns(shop_id: int) -> list[str]:
    """SQL: whose a line is after the merge of ``i``, the incoming, and ``s``, the stored line.

    A line keeps its buyer unless another file knows him by a surer sign.
    """
    mine, kept = _OWN.format("i"), _OWN.format("s")
    known, stood = (_known_by(shop_id, one) for one in (mine, kept))
    same = f"i.buyer_id IS NULL OR {mine} = {kept}"
    surer = f"{kept} IS NULL OR coalesce({known} < {stood}, false)"
    by_number = f"CASE WHEN {known} = {KnownBy.PHONE:d} THEN {mine} ELSE {kept} END"
    # The product of two signs tells which two they are: 1 and 2 are an account and a number.
    alike = ", ".join(str(int(one) ** 2) for one in (KnownBy.ACCOUNT, KnownBy.PHONE))
    return [
        *(
            f"CASE WHEN {same} THEN s.{name} WHEN {surer} THEN i.{name} ELSE s.{name} END AS {name}"
            for name in ("buyer_id", "own_buyer_id")
        ),
        (
            f"CASE WHEN {same} OR {kept} IS NULL THEN s.also_buyer_id "
            f"WHEN s.also_buyer_id = {CONTRADICTION} THEN {CONTRADICTION} "
            f"WHEN {known} * {stood} = {KnownBy.ACCOUNT * KnownBy.PHONE:d} THEN CASE "
            f"WHEN coalesce(s.also_buyer_id, {by_number}) = {by_number} THEN {by_number} "
            f"ELSE {CONTRADICTION} END "
            f"WHEN {known} * {stood} IN ({alike}) THEN {CONTRADICTION} "
            "ELSE s.also_buyer_id END AS also_buyer_id"
        ),
    ]


def of_upload(session: Session, shop_id: int, upload_id: int) -> set[int]:
    """Whom else the lines that an upload brought or changed name, before and now."""
    if not _any(session, "SELECT 1 FROM order_line WHERE also_buyer_id IS NOT NULL"):
        return set()
    found = session.execute(
        text(
            "SELECT also_buyer_id FROM order_line WHERE shop_id = :shop AND created_by = :upload "
            "AND also_buyer_id IS NOT NULL UNION SELECT also_buyer_id FROM before_image "
            "WHERE shop_id = :shop AND upload_id = :upload AND also_buyer_id IS NOT NULL UNION "
            "SELECT s.also_buyer_id FROM before_image b JOIN order_line s "
            "ON s.shop_id = b.shop_id AND s.mall = b.mall AND s.line_no = b.line_no "
            "WHERE b.shop_id = :shop AND b.upload_id = :upload AND s.also_buyer_id IS NOT NULL"
        ),
        {"shop": shop_id, "upload": upload_id},
    )
    return {int(row[0]) for row in found}


def find_customers(session: Session, shop_id: int, upload_id: int) -> None:
    """Put the lines as they were before an upload under the customers of today."""
    here = {"shop": shop_id, "upload": upload_id}
    image = "SELECT 1 FROM before_image WHERE shop_id = :shop AND upload_id = :upload"
    if not (
        _any(session, "SELECT 1 FROM buyer WHERE same_as IS NOT NULL")
        or _any(session, f"{image} AND own_buyer_id IS NOT NULL", **here)
    ):
        return
    customer = "coalesce(b.same_as, b.id)"
    session.execute(
        text(
            f"UPDATE before_image SET buyer_id = {customer}, own_buyer_id = "
            f"NULLIF(b.id, {customer}) FROM buyer b WHERE before_image.shop_id = :shop "
            "AND before_image.upload_id = :upload AND b.shop_id = :shop "
            f"AND b.id = {_OWN.format('before_image')}"
        ),
        here,
    )


def prove(session: Session, shop_id: int, numbers: Collection[int], at: datetime) -> None:
    """Merge the buyers known by name and number whom lines prove to be an account, or part them.

    Args:
        session: one that writes and holds the shop.
        shop_id: whose.
        numbers: of the buyers whose proofs may have changed.
        at: when.
    """
    asked = sorted(set(numbers) - {CONTRADICTION})
    if not asked:
        return
    keys = _keys(session, shop_id, asked)
    wanted = _proved(session, shop_id, asked)
    rows = _logged(session, shop_id, keys.values())
    held = {(row.from_key, row.into_key) for row in rows if row.undone_at is None}
    refused = {(row.from_key, row.into_key) for row in rows if row.ended == Ended.HAND}
    over = [row for row in rows
            if row.undone_at is None and (row.from_key, row.into_key) not in wanted]  # fmt: skip
    new = sorted(wanted - held - refused)
    end(session, over, Ended.FILES, at)
    enter(session, shop_id, new, Evidence.ORDER_LINE, at)
    both = [*new, *((row.from_key, row.into_key) for row in over)]
    settle(session, shop_id, {key for pair in both for key in pair})


def unproved(session: Session, shop_id: int, numbers: Collection[int]) -> set[int]:
    """Of buyers known by name and number those whom lines do not prove to be any account."""
    asked = set(numbers) - {CONTRADICTION}
    keys = _keys(session, shop_id, asked)
    told = {number for number, _account in _proved(session, shop_id, asked)}
    return {number for number, key in keys.items() if key not in told}


def _proved(session: Session, shop_id: int, numbers: Collection[int]) -> set[tuple[str, str]]:
    """Of buyers known by name and number the keys of the accounts they are, pair by pair."""
    asked = text(
        "SELECT DISTINCT l.mall, n.key, a.key FROM order_line l "
        "JOIN buyer n ON n.shop_id = l.shop_id AND n.id = l.also_buyer_id "
        f"JOIN buyer a ON a.shop_id = l.shop_id AND a.id = {_OWN.format('l')} "
        f"WHERE l.shop_id = :shop AND l.also_buyer_id IN :some "
        f"AND a.known_by = {KnownBy.ACCOUNT:d}"
    ).bindparams(bindparam("some", expanding=True))
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for some in _portions(numbers):
        for mall, number, account in session.execute(asked, {"shop": shop_id, "some": some}):
            found[str(number)][int(mall)].add(str(account))
    return {
        (number, account)
        for number, malls in found.items()
        if all(len(accounts) == 1 for accounts in malls.values())
        for accounts in malls.values()
        for account in accounts
    }


def _logged(session: Session, shop_id: int, keys: Collection[str]) -> list[BuyerMergeRow]:
    found: list[BuyerMergeRow] = []
    for some in parts(keys):
        asked = select(BuyerMergeRow).where(
            BuyerMergeRow.shop_id == shop_id,
            BuyerMergeRow.evidence == Evidence.ORDER_LINE.value,
            col(BuyerMergeRow.from_key).in_(some),
        )
        found += session.exec(asked)
    return found


def _keys(session: Session, shop_id: int, numbers: Collection[int]) -> Mapping[int, str]:
    asked = text("SELECT id, key FROM buyer WHERE shop_id = :shop AND id IN :some").bindparams(
        bindparam("some", expanding=True)
    )
    found: dict[int, str] = {}
    for some in _portions(numbers):
        rows = session.execute(asked, {"shop": shop_id, "some": some})
        found |= {int(number): str(key) for number, key in rows}
    return found


def _portions(numbers: Collection[int]) -> list[list[int]]:
    wanted = sorted(numbers)
    return [wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE)]


def _any(session: Session, asked: str, **values: int) -> bool:
    return session.execute(text(f"{asked} LIMIT 1"), values).first() is not None
