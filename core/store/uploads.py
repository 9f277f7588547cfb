"""The files that were taken: book them, list them, take them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, func, insert, text
from sqlmodel import Session, col, select

from core.store.incoming import COLUMNS
from core.store.rollups import refresh
from core.store.tables import Upload, UploadIssue
from core.terms import Period


@dataclass(frozen=True, slots=True)
class UploadRow:
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


@dataclass(frozen=True, slots=True)
class Issue:
    """A row that was not taken, or taken with a remark. Its cell is not kept."""

    line: int
    reason: str
    heading: str | None


def book(session: Session, upload: Upload) -> None:
    """Enter a file under the next number of its shop."""
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
        session.execute(insert(cast("Table", UploadIssue.__table__)), rows)


def issues(session: Session, shop_id: int, upload_id: int) -> list[Issue]:
    """What was refused, skipped or remarked, in the order of the file."""
    found = session.exec(
        select(UploadIssue)
        .where(UploadIssue.shop_id == shop_id, UploadIssue.upload_id == upload_id)
        .order_by(col(UploadIssue.number))
    )
    return [Issue(row.line, row.reason, row.heading) for row in found]


def history(session: Session, shop_id: int) -> list[UploadRow]:
    """All files that were taken, newest first."""
    found = session.exec(
        select(Upload).where(Upload.shop_id == shop_id).order_by(col(Upload.id).desc())
    )
    return [_listed(upload) for upload in found]


def taken_before(session: Session, shop_id: int, sha256: str) -> UploadRow | None:
    """The newest upload of the very same bytes that was not taken back."""
    found = session.exec(
        select(Upload)
        .where(Upload.shop_id == shop_id, Upload.sha256 == sha256, col(Upload.undone_at).is_(None))
        .order_by(col(Upload.id).desc())
        .limit(1)
    ).first()
    return None if found is None else _listed(found)


def dependents(session: Session, shop_id: int, upload_id: int) -> list[UploadRow]:
    """The later uploads that overwrote what this one wrote, directly or in turn; newest first."""
    found = session.execute(
        text(
            """
            WITH RECURSIVE later(id) AS (
                SELECT DISTINCT upload_id FROM before_image
                WHERE shop_id = :shop AND changed_by = :upload
                UNION
                SELECT b.upload_id FROM before_image b JOIN later ON b.changed_by = later.id
                WHERE b.shop_id = :shop
            )
            SELECT id FROM later
            """
        ),
        {"shop": shop_id, "upload": upload_id},
    )
    ids = {int(row[0]) for row in found} - {upload_id}
    return [row for row in history(session, shop_id) if row.id in ids]


def undo(session: Session, shop_id: int, upload_ids: Sequence[int], moment: datetime) -> None:
    """Take uploads back, newest first; the lines are as they were before.

    Raises:
        ValueError: one of them is unknown or already undone, or one that depends on them is
            missing from the list.
    """
    known = {row.id: row for row in history(session, shop_id)}
    for number in upload_ids:
        if number not in known or known[number].undone_at is not None:
            msg = f"upload {number} cannot be undone"
            raise ValueError(msg)
        if any(row.id not in upload_ids for row in dependents(session, shop_id, number)):
            msg = f"later uploads changed the rows of upload {number}"
            raise ValueError(msg)
    for number in sorted(upload_ids, reverse=True):
        _undo_one(session, shop_id, number)
        upload = session.get_one(Upload, (shop_id, number))
        upload.undone_at = moment
        session.add(upload)
    session.flush()


def _undo_one(session: Session, shop_id: int, upload_id: int) -> None:
    names = ", ".join(COLUMNS)
    here = {"shop": shop_id, "upload": upload_id}
    for statement in (
        "CREATE TEMPORARY TABLE touched AS SELECT day, buyer_id FROM order_line "
        "WHERE shop_id = :shop AND created_by = :upload UNION SELECT day, buyer_id "
        "FROM before_image WHERE shop_id = :shop AND upload_id = :upload UNION "
        "SELECT s.day, s.buyer_id FROM order_line s JOIN before_image b "
        "ON b.shop_id = s.shop_id AND b.mall = s.mall AND b.line_no = s.line_no "
        "WHERE b.shop_id = :shop AND b.upload_id = :upload",
        "DELETE FROM order_line WHERE shop_id = :shop AND created_by = :upload",
        "DELETE FROM order_line WHERE shop_id = :shop AND (mall, line_no) IN (SELECT mall, line_no "
        "FROM before_image WHERE shop_id = :shop AND upload_id = :upload)",
        f"INSERT INTO order_line ({names}) SELECT {names} FROM before_image "  # noqa: S608
        "WHERE shop_id = :shop AND upload_id = :upload",
        "DELETE FROM before_image WHERE shop_id = :shop AND upload_id = :upload",
    ):
        session.execute(text(statement), _used(statement, here))
    refresh(session, shop_id, everything=False)
    _sweep(session, here)


def _sweep(session: Session, here: dict[str, Any]) -> None:
    """Take out the buyers, products and labels that came with an upload and are used no more."""
    uses = {
        "buyer": ("buyer_id",),
        "product": ("product_id",),
        "label": ("claim_reason", "route", "sales_channel", "payment_means"),
    }
    for table, columns in uses.items():
        unused = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {lines} l WHERE l.shop_id = :shop "  # noqa: S608
            f"AND l.{column} = {table}.id)"
            for lines in ("order_line", "before_image")
            for column in columns
        )
        session.execute(
            text(
                f"DELETE FROM {table} WHERE shop_id = :shop AND created_by = :upload AND {unused}"
            ),  # noqa: S608
            here,
        )


def _used(statement: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if f":{name}" in statement}


def _listed(upload: Upload) -> UploadRow:
    period = None
    if upload.first_day is not None and upload.last_day is not None:
        period = Period(upload.first_day, upload.last_day)
    return UploadRow(
        upload.id, upload.name, upload.sha256, upload.format_id, upload.as_of, upload.created_at,
        upload.undone_at, period, upload.rows, upload.new, upload.changed, upload.same,
        upload.outdated, upload.skipped, upload.refused, upload.net,
    )  # fmt: skip
