"""Look into a file, take it, list what was taken, and take it back."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Final

import pyarrow as pa
from sqlmodel import Session

from core import importers
from core.services.ages import age_of
from core.services.opening import OpenShop
from core.services.passing import Facts, sample_of
from core.services.reading import (
    How,
    OnProgress,
    contents_of,
    open_file,
    refusing,
    silent,
    tables_of,
    unhurried,
)
from core.services.receipts import (
    Contents,
    Draft,
    Issue,
    Preview,
    Progress,
    Receipt,
    Refused,
    Source,
    Tally,
    UndoPlan,
)
from core.store import orders, records, uploads
from core.store.tables import Upload
from core.store.uploads import UploadEntry
from core.terms import (
    FileWarning,
    Mall,
    Record,
    RowReason,
    SkipReason,
    seoul_day,
)

__all__ = [
    "Contents",
    "Draft",
    "How",
    "Issue",
    "Preview",
    "Progress",
    "Receipt",
    "Refused",
    "Source",
    "Tally",
    "UndoPlan",
    "UploadEntry",
    "accept",
    "history",
    "issues",
    "preview",
    "take",
    "undo",
    "undo_plan",
]


FEW_SHARED = 0.1
"""Below this share of known products a file looks like another shop's."""
ENOUGH_PRODUCTS = 5
"""With fewer products on either side nothing is said about another shop."""

NAME_KEPT = 255
"""So many characters of a file's name are kept, from its end."""
LARGEST_UNSEEN = 4 << 30
"""So many bytes a file may have that is taken without a preview."""


Loading = orders.Loading | records.Loading
_PLAIN: Final = How()

_REASONS: Final[dict[str, RowReason | SkipReason | FileWarning]] = {
    reason.value: reason for kind in (FileWarning, SkipReason, RowReason) for reason in kind
}


def preview(
    shop: OpenShop,
    source: Source,
    how: How = _PLAIN,
    *,
    today: date,
    progress: OnProgress | None = None,
) -> Preview:
    """Read a file and find out what taking it would do, without storing anything.

    Args:
        shop: whose it is.
        source: the file.
        how: password, days and sheet, where the seller had to be asked.
        today: the day in Seoul.
        progress: hears how far it is.

    Raises:
        Refused: nothing of the file can be taken.
        core.store.StoreProblem: the store cannot be read.
    """
    with unhurried(), refusing(source.name):
        reading = open_file(shop, source, how, today)
        facts = Facts(reading.record)
        tables = tuple(facts.watching(tables_of(reading, progress)))
    contents = contents_of(source.name, reading, facts)
    file = _File(source.name, "", "", reading.record, None, tables, lambda: contents)
    with shop.store.read() as session:
        already = uploads.taken_before(session, shop.id, reading.sha256)
        day = _first_taken(already, today)
        strange = _is_strange(session, shop.id, reading, tables)
        with _comparing(session, shop, contents) as loading:
            saved = _load(loading, file, day, None)
    return Preview(
        **{item.name: getattr(contents, item.name) for item in fields(contents)},
        draft=_draft(saved),
        sample=sample_of(tables, reading.record),
        already=already,
        other_shop=strange,
        tables=tables,
    )


def accept(
    shop: OpenShop, seen: Preview, *, now: datetime, progress: OnProgress | None = None
) -> Receipt:
    """Take a file that was looked into: all of its good rows, or none.

    The very same file once more changes nothing and is not listed again.

    Raises:
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    file = _File(
        seen.name, seen.sha256, seen.format_id, seen.record, _age(seen), seen.tables, lambda: seen
    )
    return _put_in(shop, file, now, progress)


def take(
    shop: OpenShop,
    source: Source,
    how: How = _PLAIN,
    *,
    now: datetime,
    progress: OnProgress | None = None,
) -> Receipt:
    """Take a file in one pass, without holding its rows: for scripts and very large files.

    Raises:
        Refused: nothing of the file can be taken.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    limits = replace(importers.LIMITS, size=LARGEST_UNSEEN)
    with unhurried(), refusing(source.name):
        reading = open_file(shop, source, how, seoul_day(now), limits)
        facts = Facts(reading.record)
        file = _File(
            source.name,
            reading.sha256,
            reading.format_id,
            reading.record,
            reading.as_of if reading.dated else None,
            facts.watching(tables_of(reading, progress)),
            lambda: contents_of(source.name, reading, facts),
        )
        return _put_in(shop, file, now, progress)


def history(shop: OpenShop) -> list[UploadEntry]:
    """All files that were taken, newest first, also those that were taken back."""
    with shop.store.read() as session:
        return uploads.history(session, shop.id)


def issues(shop: OpenShop, upload_id: int) -> list[Issue]:
    """The rows of a file that were not taken or taken with a remark; their cells are not kept."""
    with shop.store.read() as session:
        return [
            Issue(kept.line, _reason(kept.reason), kept.heading)
            for kept in uploads.issues(session, shop.id, upload_id)
        ]


def undo_plan(shop: OpenShop, upload_id: int) -> UndoPlan:
    """What would be taken back with a file.

    Raises:
        LookupError: there is no such file, or it has been taken back already.
    """
    with shop.store.read() as session:
        for entry in uploads.history(session, shop.id):
            if entry.id == upload_id and entry.undone_at is None:
                return UndoPlan(entry, tuple(uploads.dependents(session, shop.id, upload_id)))
    raise LookupError(upload_id)


def undo(shop: OpenShop, plan: UndoPlan, *, now: datetime) -> None:
    """Take files back; every line is as it was before them.

    Raises:
        ValueError: other files have come to depend on them since the plan was made.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    ids = [plan.target.id, *(entry.id for entry in plan.together)]
    with shop.store.write() as session:
        uploads.undo(session, shop.id, ids, now)


@dataclass(frozen=True, slots=True)
class _File:
    """A file on its way in; ``contents`` may be asked once its tables are used up."""

    name: str
    sha256: str
    format_id: str
    record: Record
    as_of: datetime | None
    tables: Iterable[pa.Table]
    contents: Callable[[], Contents]


class _NothingToTake(Exception):  # noqa: N818  (no error: it ends a transaction without a trace)
    """A file would change nothing."""

    def __init__(self, upload_id: int, saved: orders.Saved) -> None:
        super().__init__(upload_id)
        self.upload_id = upload_id
        self.saved = saved


def _put_in(shop: OpenShop, file: _File, now: datetime, progress: OnProgress | None) -> Receipt:
    try:
        with unhurried(), shop.store.write() as session:
            before = uploads.taken_before(session, shop.id, file.sha256)
            upload = Upload(
                shop_id=shop.id, id=0, name=file.name[-NAME_KEPT:], sha256=file.sha256,
                format_id=file.format_id, created_at=now,
            )  # fmt: skip
            uploads.book(session, upload)
            loading = _loading(session, upload, file)
            saved = _load(loading, file, _first_taken(before, seoul_day(now)), progress)
            contents = file.contents()
            _check_use(contents, before, saved)
            _enter(upload, contents, saved)
            kept = (*contents.refused, *contents.skipped, *contents.warned)
            uploads.keep_issues(session, upload, map(_kept, kept))
            number = upload.id
    except _NothingToTake as nothing:
        number, saved = nothing.upload_id, nothing.saved
    return _receipt(file.contents(), number, saved)


def _loading(session: Session, upload: Upload, file: _File) -> Loading:
    if file.record is Record.ORDER_LINE:
        return orders.Loading(session, upload.shop_id, upload.id, file.as_of)
    return records.Loading(session, upload.shop_id, upload.id, file.as_of, file.record)


def _comparing(
    session: Session, shop: OpenShop, contents: Contents
) -> contextlib.AbstractContextManager[Loading]:
    if contents.record is Record.ORDER_LINE:
        return orders.comparing(session, shop.id, _age(contents))
    return records.comparing(session, shop.id, _age(contents), contents.record)


def _check_use(contents: Contents, before: UploadEntry | None, saved: orders.Saved) -> None:
    if not contents.tally.accepted:
        raise _NothingToTake(0, saved)
    if before is not None and not saved.new and not saved.changed:
        raise _NothingToTake(before.id, saved)


def _load(loading: Loading, file: _File, day: date, progress: OnProgress | None) -> orders.Saved:
    """Hand the rows over; ``day`` is the Seoul day on which the file was taken first."""
    tell = progress or silent
    done = 0
    for table in file.tables:
        loading.add(table)
        done += table.num_rows
        tell(Progress("storing", done))
    tell(Progress("totals", done))
    contents = file.contents()
    return loading.settle(None if contents.dated else age_of(contents, day))


def _first_taken(before: UploadEntry | None, today: date) -> date:
    """The same bytes once more are no younger than they were."""
    return today if before is None else seoul_day(before.created_at)


def _age(contents: Contents) -> datetime | None:
    return contents.as_of if contents.dated else None


def _enter(upload: Upload, contents: Contents, saved: orders.Saved) -> None:
    upload.as_of = contents.as_of
    upload.data_set, upload.mall = contents.data_set.value, contents.mall.value
    if contents.period is not None:
        upload.first_day, upload.last_day = contents.period.first, contents.period.last
    upload.rows = contents.tally.rows
    upload.skipped, upload.refused = contents.tally.skipped, contents.tally.refused
    upload.new, upload.changed = saved.new, saved.changed
    upload.same, upload.outdated = saved.same, saved.outdated
    upload.net = contents.net


def _is_strange(
    session: Session, shop_id: int, reading: importers.Reading, tables: Iterable[pa.Table]
) -> bool:
    """Whether a file looks like another shop's: hardly any of its products is known.

    Each mall numbers products in its own way, so only SmartStore's order files are compared.
    """
    if reading.record is not Record.ORDER_LINE or reading.mall is not Mall.SMARTSTORE:
        return False
    known = orders.product_count(session, shop_id)
    there, shared = orders.shared_products(session, shop_id, tables)
    return min(there, known) >= ENOUGH_PRODUCTS and shared < FEW_SHARED * there


def _receipt(contents: Contents, upload_id: int, saved: orders.Saved) -> Receipt:
    return Receipt(
        upload_id=upload_id,
        name=contents.name,
        format_id=contents.format_id,
        record=contents.record,
        data_set=contents.data_set,
        period=contents.period,
        tally=contents.tally,
        saved=_draft(saved),
        refused=contents.refused,
        skipped=contents.skipped,
        warnings=contents.warnings,
        figures=contents.figures,
        others=contents.others,
    )


def _draft(saved: orders.Saved) -> Draft:
    return Draft(saved.new, saved.changed, saved.same, saved.outdated)


def _kept(issue: Issue) -> uploads.Issue:
    return uploads.Issue(issue.line, issue.reason.value, issue.heading)


def _reason(code: str) -> RowReason | SkipReason | FileWarning:
    return _REASONS[code]
