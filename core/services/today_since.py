"""What the newest files brought to 오늘: of every kind, not of orders alone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlmodel import Session

from core.services import typed
from core.services.covering import tells_orders
from core.services.today_view import NewRows, Since
from core.store import news, totals, uploads
from core.store.uploads import UploadEntry
from core.terms import CLAIM_FILES, DataSet, Mall, Period

TOGETHER: Final = timedelta(hours=1)
"""Files taken within this time belong to one visit."""

VISITS: Final = frozenset({DataSet.SALES, DataSet.TRAFFIC})
"""What files tell visits of the shop."""


def since(session: Session, shop_id: int, malls: frozenset[Mall] | None) -> Since | None:
    """What the files taken last changed; None without any file."""
    files = [
        entry
        for entry in uploads.history(session, shop_id)
        if entry.undone_at is None and (malls is None or entry.mall in malls)
    ]
    if not files:
        return None
    at = files[0].created_at
    together = [file for file in files if at - file.created_at <= TOGETHER]
    earlier = files[len(together) :]
    return Since(
        tuple(file.name for file in together),
        at,
        tuple(_rows(together, earlier)),
        _net(session, shop_id, together, earlier),
        _visits(session, shop_id, together, earlier),
    )


def _rows(together: Sequence[UploadEntry], earlier: Sequence[UploadEntry]) -> list[NewRows]:
    """What is new, changed and refused of each kind, in the order of the kinds."""
    found = []
    for kind in sorted({_kind(file) for file in together}, key=_place):
        data_set, is_typed, is_of_claims = kind
        some = [file for file in together if _kind(file) == kind]
        # Of the very first files everything is new, also what one of them changed in another.
        is_first = all(_kind(file)[:2] != (data_set, is_typed) for file in earlier)
        found.append(
            NewRows(
                data_set,
                sum(file.new for file in some),
                0 if is_first else sum(file.changed for file in some),
                sum(file.refused for file in some),
                is_typed,
                is_of_claims,
            )
        )
    return found


def _kind(file: UploadEntry) -> tuple[DataSet, bool, bool]:
    """What a file tells, whether it was typed, and whether it tells of claims alone."""
    return file.data_set, file.format_id in typed.REPORTS, file.format_id in CLAIM_FILES


def _place(kind: tuple[DataSet, bool, bool]) -> tuple[int, bool, bool]:
    return list(DataSet).index(kind[0]), *kind[1:]


def _net(
    session: Session,
    shop_id: int,
    together: Sequence[UploadEntry],
    earlier: Sequence[UploadEntry],
) -> int | None:
    mine = [file.id for file in together if file.data_set is DataSet.ORDERS]
    if not mine or not any(tells_orders(file) for file in earlier):
        return None
    return totals.effect(session, shop_id, min(mine))


def _visits(
    session: Session,
    shop_id: int,
    together: Sequence[UploadEntry],
    earlier: Sequence[UploadEntry],
) -> int | None:
    """How many visits more are known; None where none were known before."""
    mine = [file for file in together if file.data_set in VISITS]
    periods = [file.period for file in mine if file.period is not None]
    if not periods or all(file.data_set not in VISITS for file in earlier):
        return None
    span = Period(min(one.first for one in periods), max(one.last for one in periods))
    first = min(file.id for file in mine)
    now, before = (news.visits(session, shop_id, span, until) for until in (None, first))
    return (now or 0) - (before or 0)
