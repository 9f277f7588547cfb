"""Remarks of customers: which count, which are asked for, and what belongs to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import pyarrow as pa
from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from core.store.frames import frame_of
from core.store.moments import day_number
from core.store.voice_sources import Origin, ToldBy
from core.store.voice_tables import ComplaintRow, FeedbackRow
from core.terms import Period

COUNTS: Final = (
    "feedback.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM feedback same "
    "WHERE same.shop_id = feedback.shop_id AND same.id = feedback.merged_into "
    "AND same.deleted_at IS NULL)"
)
"""SQL: the remark is there and none that says the same counts instead of it."""

_AT_ONCE: Final = 500

_TYPES: Final = {
    "id": pa.int64(),
    "said_on": pa.int32(),
    "source": pa.string(),
    "scale": pa.string(),
    "score": pa.int8(),
    "text": pa.string(),
    "theme": pa.string(),
    "is_negative": pa.int8(),
    "answered_at": pa.int64(),
    "created_at": pa.int64(),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which remarks are asked for; None where it does not matter."""

    period: Period | None = None
    source: str | None = None
    product: int | None = None
    words: str = ""
    """What stands in the text, in the note, or in the number of the order."""
    open_only: bool = False
    """Only those that nobody answered, that are not called good, and of which no complaint was
    made."""


def frame(session: Session, shop_id: int, wanted: Wanted) -> pd.DataFrame:
    """The remarks that count and are asked for, the latest first: ``_TYPES``."""
    parts, values = _conditions(wanted)
    rows = session.execute(
        text(
            f"SELECT {', '.join(_TYPES)} FROM feedback WHERE shop_id = :shop AND {COUNTS}"
            f"{''.join(f' AND {part}' for part in parts)} ORDER BY said_on DESC, id DESC"
        ),
        {"shop": shop_id, **values},
    ).all()
    return frame_of(rows, _TYPES)


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, Any]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    if wanted.period is not None:
        parts.append("said_on BETWEEN :first AND :last")
        values["first"] = day_number(wanted.period.first)
        values["last"] = day_number(wanted.period.last)
    if wanted.source is not None:
        parts.append("source = :source")
        values["source"] = wanted.source
    if wanted.product is not None:
        parts.append("product_id = :product")
        values["product"] = wanted.product
    if wanted.words:
        parts.append(
            r"(lower(text) LIKE :words ESCAPE '\' OR lower(note) LIKE :words ESCAPE '\' "
            r"OR lower(coalesce(order_no, '')) LIKE :words ESCAPE '\')"
        )
        values["words"] = f"%{_literal(wanted.words.lower())}%"
    if wanted.open_only:
        parts.append(
            "answered_at IS NULL AND coalesce(is_negative, 1) <> 0 AND NOT EXISTS "
            "(SELECT 1 FROM complaint c WHERE c.shop_id = feedback.shop_id "
            "AND c.feedback_id = feedback.id AND c.deleted_at IS NULL)"
        )
    return parts, values


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def blamed(session: Session, shop_id: int) -> frozenset[int]:
    """The numbers of the remarks that sound displeased, going by their words alone."""
    found = session.execute(
        text(
            "SELECT number FROM voice_read WHERE shop_id = :shop "
            f"AND origin = {Origin.REMARK.value} AND told_by = {ToldBy.GUESS.value} AND mood = -1"
        ),
        {"shop": shop_id},
    )
    return frozenset(int(row[0]) for row in found)


def some(session: Session, shop_id: int, numbers: Sequence[int]) -> list[FeedbackRow]:
    """The remarks of some numbers, in that order."""
    found: dict[int, FeedbackRow] = {}
    for at in range(0, len(numbers), _AT_ONCE):
        part = numbers[at : at + _AT_ONCE]
        asked = select(FeedbackRow).where(
            FeedbackRow.shop_id == shop_id, col(FeedbackRow.id).in_(part)
        )
        found |= {row.id: row for row in session.exec(asked)}
    return [found[number] for number in numbers if number in found]


def merged(session: Session, shop_id: int, numbers: Collection[int]) -> list[FeedbackRow]:
    """The remarks that say the same as some others and are counted with them."""
    wanted = set(numbers)
    asked = select(FeedbackRow).where(
        FeedbackRow.shop_id == shop_id,
        col(FeedbackRow.merged_into).is_not(None),
        col(FeedbackRow.deleted_at).is_(None),
    )
    # There are few of them, and may be asked about many.
    if len(wanted) <= _AT_ONCE:
        asked = asked.where(col(FeedbackRow.merged_into).in_(wanted))
    found = session.exec(asked.order_by(col(FeedbackRow.id)))
    return [row for row in found if row.merged_into in wanted]


def near(session: Session, shop_id: int, number: int, most: int) -> list[FeedbackRow]:
    """The remarks that count besides one: those of its order, of its buyer, then the latest."""
    found = session.execute(
        text(
            f"SELECT feedback.id FROM feedback LEFT JOIN feedback me ON me.shop_id = :shop "
            f"AND me.id = :me WHERE feedback.shop_id = :shop AND feedback.id <> :me AND {COUNTS} "
            "ORDER BY CASE WHEN feedback.order_no = me.order_no THEN 0 "
            "WHEN feedback.buyer_key = me.buyer_key THEN 1 ELSE 2 END, "
            "feedback.said_on DESC, feedback.id DESC LIMIT :most"
        ),
        {"shop": shop_id, "me": number, "most": most},
    )
    return some(session, shop_id, [int(row[0]) for row in found])


def complaints_of(session: Session, shop_id: int, numbers: Sequence[int]) -> Mapping[int, int]:
    """The number of the complaint that was made of each of some remarks."""
    asked = select(col(ComplaintRow.feedback_id), col(ComplaintRow.id)).where(
        ComplaintRow.shop_id == shop_id,
        col(ComplaintRow.feedback_id).is_not(None),
        col(ComplaintRow.deleted_at).is_(None),
    )
    if len(numbers) <= _AT_ONCE:
        asked = asked.where(col(ComplaintRow.feedback_id).in_(list(numbers)))
    return {int(remark or 0): int(number) for remark, number in session.exec(asked)}


def total(session: Session, shop_id: int) -> int:
    """How many remarks count."""
    found = session.execute(
        text(f"SELECT count(*) FROM feedback WHERE shop_id = :shop AND {COUNTS}"), {"shop": shop_id}
    )
    return int(found.scalar_one())


def sources(session: Session, shop_id: int) -> frozenset[str]:
    """Where remarks came from."""
    found = session.execute(
        text("SELECT DISTINCT source FROM feedback WHERE shop_id = :shop AND deleted_at IS NULL"),
        {"shop": shop_id},
    )
    return frozenset(str(row[0]) for row in found)


def products(session: Session, shop_id: int) -> Mapping[int, str]:
    """The products that remarks are about, by name."""
    found = session.execute(
        text(
            "SELECT p.id, p.name FROM product p WHERE p.shop_id = :shop AND p.id IN "
            "(SELECT product_id FROM feedback WHERE shop_id = :shop AND deleted_at IS NULL) "
            "ORDER BY p.name, p.id"
        ),
        {"shop": shop_id},
    )
    return {int(number): str(name) for number, name in found}


def product_names(session: Session, shop_id: int, numbers: Collection[int]) -> Mapping[int, str]:
    """What some products are called; one that an undone file took away has no name."""
    return {
        int(number): str(name)
        for number, name in _named(session, "SELECT id, name FROM product", "id", shop_id, numbers)
    }


def buyer_names(session: Session, shop_id: int, keys: Collection[str]) -> Mapping[str, str]:
    """The masked names of some buyers; one that an undone file took away has none."""
    found = _named(session, "SELECT key, name FROM buyer", "key", shop_id, keys)
    return {str(key): str(name) for key, name in found if name}


def _named(
    session: Session, asked: str, column: str, shop_id: int, values: Collection[Any]
) -> list[Any]:
    found: list[Any] = []
    wanted = sorted(set(values))
    statement = text(f"{asked} WHERE shop_id = :shop AND {column} IN :some").bindparams(
        bindparam("some", expanding=True)
    )
    for at in range(0, len(wanted), _AT_ONCE):
        part = wanted[at : at + _AT_ONCE]
        found += session.execute(statement, {"shop": shop_id, "some": part}).all()
    return found


def next_number(session: Session, shop_id: int) -> int:
    """The number of the next remark."""
    found = session.execute(
        text("SELECT coalesce(max(id), 0) + 1 FROM feedback WHERE shop_id = :shop"),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def next_batch(session: Session, shop_id: int) -> int:
    """A number for remarks that come in together."""
    found = session.execute(
        text("SELECT coalesce(max(batch), 0) + 1 FROM feedback WHERE shop_id = :shop"),
        {"shop": shop_id},
    )
    return int(found.scalar_one())


def batches(session: Session, shop_id: int, most: int) -> list[tuple[int, int, int, int]]:
    """The remarks that were pasted together, the last first; those of files stand with the files.

    Of each the number, when (seconds since 1970), how many are there and how many were thrown away.
    """
    found = session.execute(
        text(
            "SELECT batch, max(created_at), "
            "coalesce(sum(CASE WHEN deleted_at IS NULL THEN 1 END), 0), count(deleted_at) "
            "FROM feedback WHERE shop_id = :shop AND batch IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM feedback_file f WHERE f.shop_id = feedback.shop_id "
            "AND f.batch = feedback.batch) GROUP BY batch "
            "ORDER BY batch DESC LIMIT :most"
        ),
        {"shop": shop_id, "most": most},
    )
    return [(int(number), int(at), int(there), int(gone)) for number, at, there, gone in found]


def thrown(session: Session, shop_id: int, most: int) -> list[FeedbackRow]:
    """What was thrown away last, the last first."""
    asked = (
        select(FeedbackRow)
        .where(FeedbackRow.shop_id == shop_id, col(FeedbackRow.deleted_at).is_not(None))
        .order_by(col(FeedbackRow.deleted_at).desc(), col(FeedbackRow.id).desc())
        .limit(most)
    )
    return list(session.exec(asked))
