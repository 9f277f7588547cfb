"""The files that were taken: book them, list them, take them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, insert, text
from sqlmodel import Session, col, select

from core.store import identity_proofs, people, records, turns
from core.store.fact_tables import TABLES, kept
from core.store.incoming import COLUMNS
from core.store.moments import joined
from core.store.orders import REPLACE
from core.store.rollups import refresh
from core.store.tables import Upload, UploadIssue, table_of
from core.terms import DataSet, Mall, Period


@dataclass(frozen=True, slots=True)
class UploadEntry:
    """One file that was taken, as it is listed."""

    id: int
    name: str
    sha256: str
    format_id: str
    as_of: datetime | None
    created_at: datetime
    undone_at: datetime | None
    period: Period | None
    rows: int
    new: int
    changed: int
    same: int
    outdated: int
    skipped: int
    refused: int
    net: int | None
    data_set: DataSet = DataSet.ORDERS
    mall: Mall = Mall.SMARTSTORE


@dataclass(frozen=True, slots=True)
class Issue:
    """A row that was not taken, or taken with a remark. Its cell is not kept."""

    line: int
    reason: str
    heading: str | None


def book(session: Session, upload: Upload) -> None:
    """Enter a file under the next number of its shop."""
    turns.alone(session, upload.shop_id)
    top = select(func.max(Upload.id)).where(Upload.shop_id == upload.shop_id)
    upload.id = int(session.exec(top).one() or 0) + 1
    session.add(upload)
    session.flush()


def keep_issues(session: Session, upload: Upload, issues: Iterable[Issue]) -> None:
    """Keep what was refused, skipped or remarked."""
    rows = [
        {
            "shop_id": upload.shop_id,
            "upload_id": upload.id,
            "number": number,
            "line": issue.line,
            "reason": issue.reason,
            "heading": issue.heading,
        }
        for number, issue in enumerate(issues)
    ]
    if rows:
        session.execute(insert(table_of(UploadIssue)), rows)


def issues(session: Session, shop_id: int, upload_id: int) -> list[Issue]:
    """What was refused, skipped or remarked, in the order of the file."""
    found = session.exec(
        select(UploadIssue)
        .where(UploadIssue.shop_id == shop_id, UploadIssue.upload_id == upload_id)
        .order_by(col(UploadIssue.number))
    )
    return [Issue(row.line, row.reason, row.heading) for row in found]


def history(session: Session, shop_id: int) -> list[UploadEntry]:
    """All files that were taken, newest first."""
    found = session.exec(
        select(Upload).where(Upload.shop_id == shop_id).order_by(col(Upload.id).desc())
    )
    return [_listed(upload) for upload in found]


def signature(session: Session, shop_id: int) -> tuple[int, ...]:
    """Numbers that change with every file taken in or back, and with who is one customer."""
    row = session.execute(
        text(
            "SELECT * FROM (SELECT coalesce(max(id), 0), count(undone_at), "
            "coalesce(max(created_at), 0) FROM upload WHERE shop_id = :shop) u, "
            "(SELECT coalesce(max(id), 0), count(undone_at) FROM buyer_merge "
            "WHERE shop_id = :shop) m, "
            "(SELECT count(*) FROM erased_buyer WHERE shop_id = :shop) e, "
            # After a backup was put back the same numbers are given again, at other moments.
            "(SELECT coalesce(max(undone_at), 0) FROM upload WHERE shop_id = :shop) u_at, "
            "(SELECT coalesce(max(at), 0), coalesce(max(undone_at), 0) FROM buyer_merge "
            "WHERE shop_id = :shop) m_at, "
            "(SELECT coalesce(max(at), 0) FROM erased_buyer WHERE shop_id = :shop) e_at"
        ),
        {"shop": shop_id},
    ).one()
    return tuple(int(number) for number in row)


def taken_before(session: Session, shop_id: int, sha256: str) -> UploadEntry | None:
    """The newest upload of the very same bytes that was not taken back."""
    found = session.exec(
        select(Upload)
        .where(Upload.shop_id == shop_id, Upload.sha256 == sha256, col(Upload.undone_at).is_(None))
        .order_by(col(Upload.id).desc())
        .limit(1)
    ).first()
    return None if found is None else _listed(found)


def covered(session: Session, shop_id: int) -> dict[DataSet, list[Period]]:
    """The stretches of days that files say they tell of, by what they tell; not those undone."""
    found: dict[DataSet, list[Period]] = {}
    for entry in history(session, shop_id):
        if entry.undone_at is None and entry.period is not None:
            found.setdefault(entry.data_set, []).append(entry.period)
    return {what: joined(found[what]) for what in DataSet if what in found}


def dependents(session: Session, shop_id: int, upload_id: int) -> list[UploadEntry]:
    """The later uploads that carried rows this one had written, directly or in turn; newest first.

    Without this one those rows would be missing although a file that is still listed has them.
    """
    found = session.execute(
        text(
            """
            WITH RECURSIVE later(id) AS (
                SELECT later_id FROM upload_overlap
                WHERE shop_id = :shop AND earlier_id = :upload
                UNION
                SELECT o.later_id FROM upload_overlap o JOIN later ON o.earlier_id = later.id
                WHERE o.shop_id = :shop
            )
            SELECT later.id FROM later JOIN upload u ON u.shop_id = :shop AND u.id = later.id
            WHERE u.undone_at IS NULL
            """
        ),
        {"shop": shop_id, "upload": upload_id},
    )
    ids = {int(row[0]) for row in found} - {upload_id}
    return [row for row in history(session, shop_id) if row.id in ids]


def undo(session: Session, shop_id: int, upload_ids: Sequence[int], moment: datetime) -> None:
    """Take uploads back, newest first; lines and facts are as they were before.

    Raises:
        ValueError: one of them is unknown or already undone, or one that depends on them is
            missing from the list.
    """
    turns.alone(session, shop_id)
    known = {row.id: row for row in history(session, shop_id)}
    for number in upload_ids:
        if number not in known or known[number].undone_at is not None:
            msg = f"upload {number} cannot be undone"
            raise ValueError(msg)
        if any(row.id not in upload_ids for row in dependents(session, shop_id, number)):
            msg = f"later uploads changed the rows of upload {number}"
            raise ValueError(msg)
    for number in sorted(upload_ids, reverse=True):
        proofs = identity_proofs.of_upload(session, shop_id, number)
        _undo_orders(session, shop_id, number)
        identity_proofs.prove(session, shop_id, proofs, moment)
        records.undo(session, shop_id, number)
        upload = session.get_one(Upload, (shop_id, number))
        upload.undone_at = moment
        session.add(upload)
    session.flush()
    _sweep(session, shop_id)


def _undo_orders(session: Session, shop_id: int, upload_id: int) -> None:
    names = ", ".join(COLUMNS)
    here = {"shop": shop_id, "upload": upload_id}
    identity_proofs.find_customers(session, shop_id, upload_id)
    session.execute(
        text(
            "CREATE TEMPORARY TABLE touched AS SELECT day, buyer_id FROM order_line "
            "WHERE shop_id = :shop AND created_by = :upload UNION SELECT day, buyer_id "
            "FROM before_image WHERE shop_id = :shop AND upload_id = :upload UNION "
            "SELECT s.day, s.buyer_id FROM order_line s JOIN before_image b "
            "ON b.shop_id = s.shop_id AND b.mall = s.mall AND b.line_no = s.line_no "
            "WHERE b.shop_id = :shop AND b.upload_id = :upload"
        ),
        here,
    )
    before = people.of_touched(session, shop_id)
    for statement in (
        "DELETE FROM order_line WHERE shop_id = :shop AND created_by = :upload",
        (
            f"INSERT INTO order_line ({names}) SELECT {names} FROM before_image "
            f"WHERE shop_id = :shop AND upload_id = :upload {REPLACE}"
        ),
        "DELETE FROM before_image WHERE shop_id = :shop AND upload_id = :upload",
    ):
        session.execute(text(statement), here)
    refresh(session, shop_id, before=before)


def _sweep(session: Session, shop_id: int) -> None:
    """Take out the buyers, products and labels that came with undone uploads and are not used."""
    lines = ("order_line", "before_image")
    facts = tuple(table.name for what, table in TABLES.items() if "product_id" in kept(what))
    uses = {
        "buyer": (("before_image",), ("buyer_id", "own_buyer_id", "also_buyer_id")),
        "product": ((*lines, *facts, *_NOTES), ("product_id",)),
        "label": (lines, ("claim_reason", "route", "sales_channel", "payment_means")),
    }
    for table, (users, columns) in uses.items():
        orphans = (
            f"FROM {table} WHERE shop_id = :shop AND created_by IN (SELECT id FROM upload "
            "WHERE shop_id = :shop AND undone_at IS NOT NULL)"
        )
        here = {"shop": shop_id}
        if session.execute(text(f"SELECT 1 {orphans} LIMIT 1"), here).first() is None:
            continue  # nobody has to look through the rows for what is used
        used = " UNION ".join(
            f"SELECT {column} FROM {user} WHERE shop_id = :shop AND {column} IS NOT NULL"
            for user in users
            for column in columns
        )
        if table == "buyer":
            used += _BUYERS
        elif table == "product":
            used += (
                " UNION SELECT CAST(value AS INTEGER) FROM care_exclusion "
                "WHERE shop_id = :shop AND scope = 'product'"
            )
        session.execute(text(f"DELETE {orphans} AND id NOT IN ({used})"), here)


_BUYERS: Final = (
    # Whom a line names who is one customer with another stands in a merge that holds.
    " UNION SELECT buyer_id FROM order_line WHERE shop_id = :shop AND buyer_id IS NOT NULL"
    " UNION SELECT also_buyer_id FROM order_line WHERE shop_id = :shop"
    " AND also_buyer_id IS NOT NULL"
    " UNION SELECT b.id FROM buyer_merge m JOIN buyer b ON b.shop_id = m.shop_id"
    " AND b.key IN (m.from_key, m.into_key) WHERE m.shop_id = :shop AND m.undone_at IS NULL"
)
"""SQL: further buyers who are used: those the seller merged stay merged when files come again."""

_NOTES: Final = (
    "action", "care_tip", "complaint", "copy_test", "event", "feedback", "product_note",
    "search_change",
)  # fmt: skip
"""Where the seller speaks of products. One she spoke of stays: its number would go to another."""


def _listed(upload: Upload) -> UploadEntry:
    period = None
    if upload.first_day is not None and upload.last_day is not None:
        period = Period(upload.first_day, upload.last_day)
    return UploadEntry(
        upload.id, upload.name, upload.sha256, upload.format_id, upload.as_of, upload.created_at,
        upload.undone_at, period, upload.rows, upload.new, upload.changed, upload.same,
        upload.outdated, upload.skipped, upload.refused, upload.net, DataSet(upload.data_set),
        Mall(upload.mall),
    )  # fmt: skip
