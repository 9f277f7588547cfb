"""Texts of customers for tests, put straight into a real store, and what they say by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from core.analysis import voice_themes
from core.services.opening import OpenShop
from core.store import notes, records, uploads
from core.store.tables import Upload
from core.store.voice_tables import ComplaintRow, FeedbackRow, ReviewNoteRow
from core.terms import Mall, Record
from core.terms.records import INQUIRIES, REVIEWS
from tests import shops

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Review:
    """One review of a file."""

    no: str
    text: str | None
    stars: int | None = 5
    day: date | None = shops.LAST
    product: str = "mug"


def reviews(shop: OpenShop, rows: Sequence[Review], *, as_of: datetime | None = None) -> int:
    """Take reviews in as one file; the number of the upload."""
    columns = {
        "line": list(range(2, 2 + len(rows))),
        "mall": [Mall.SMARTSTORE.value] * len(rows),
        "review_no": [one.no for one in rows],
        "product_no": [one.product for one in rows],
        "product_name": [one.product for one in rows],
        "rating": [one.stars for one in rows],
        "text": [one.text for one in rows],
        "written_at": [shops.noon(one.day) for one in rows],
    }
    return _take(shop, Record.REVIEW, columns, REVIEWS, as_of)


def inquiries(shop: OpenShop, rows: Sequence[tuple[str, str, date]]) -> int:
    """Take inquiries in as one file: number, text, day."""
    columns = {
        "line": list(range(2, 2 + len(rows))),
        "mall": [Mall.SMARTSTORE.value] * len(rows),
        "inquiry_no": [no for no, _text, _day in rows],
        "title": [""] * len(rows),
        "text": [said for _no, said, _day in rows],
        "asked_at": [shops.noon(day) for _no, _text, day in rows],
    }
    return _take(shop, Record.INQUIRY, columns, INQUIRIES, None)


def _take(
    shop: OpenShop, record: Record, columns: dict[str, Any], schema: pa.Schema,
    as_of: datetime | None,
) -> int:  # fmt: skip
    table = pa.table(columns, schema=pa.schema([schema.field(name) for name in columns]))
    with shop.store.write() as session:
        upload = Upload(
            shop_id=shop.id, id=0, name="r.xlsx", sha256="0" * 64, format_id="x", as_of=as_of,
            created_at=NOW, data_set="reviews",
        )  # fmt: skip
        uploads.book(session, upload)
        loading = records.Loading(session, shop.id, upload.id, as_of, record)
        loading.add(table)
        loading.settle()
        session.add(upload)
        return upload.id


def take_back(shop: OpenShop, upload: int) -> None:
    """Take a file back."""
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [upload], NOW)


def remark(shop: OpenShop, said: str, **more: Any) -> int:
    """Write a remark down; its number."""
    told = {"said_on": shops.LAST, "source": "talk", "created_at": NOW, "text": said} | more
    with shop.store.write() as session:
        return notes.add(session, FeedbackRow(shop_id=shop.id, id=0, **told)).id


def complaint(shop: OpenShop, said: str, **more: Any) -> int:
    """Write a complaint down; its number."""
    told = {"status": 1, "opened_at": NOW, "due_at": NOW, "created_at": NOW, "text": said} | more
    with shop.store.write() as session:
        return notes.add(session, ComplaintRow(shop_id=shop.id, id=0, **told)).id


def change(shop: OpenShop, number: int, **changes: Any) -> None:
    """Change a remark."""
    with shop.store.write() as session:
        notes.change(session, notes.find(session, FeedbackRow, shop.id, number), changes, NOW)


def mark(shop: OpenShop, no: str, **said: Any) -> None:
    """Say something of a review."""
    row = ReviewNoteRow(shop_id=shop.id, mall=Mall.SMARTSTORE.value, review_no=no, at=NOW, **said)
    with shop.store.write() as session:
        session.merge(row)


def complains(said: str, theme: str) -> bool:
    """Whether a single text has a word for a fault of a theme that is not denied."""
    words = voice_themes.found(pd.Series([said], dtype=object))
    mine = words[(words["theme"] == theme) & words["is_problem"] & ~words["is_denied"]]
    return len(mine) > 0
