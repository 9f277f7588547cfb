"""The reviews of a shop with their orders: those that wait for an answer, and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlmodel import Session

from core.store.moments import moment_of
from core.store.records import key_of
from core.terms import Mall, ReviewKind

MONTH: Final = ReviewKind.MONTH.value

FIRST_WORD: Final = f"(coalesce(r.kind, 0) <> {MONTH} OR r.related_no IS NULL)"
"""SQL: the review is not the second one of the same buyer on the same line."""

ANSWERED: Final = (
    "(coalesce(r.has_reply, 0) = 1 OR r.replied_at IS NOT NULL OR n.replied_at IS NOT NULL)"
)
"""SQL: a file or the seller says that there is a reply."""

LOW: Final = (
    # The first part asks the review alone, so that few notes have to be looked up.
    "(r.rating <= :low OR (r.mall, r.review_no) IN (SELECT bad.mall, bad.review_no "
    "FROM review_note bad WHERE bad.shop_id = :shop AND bad.is_negative = 1)) "
    "AND coalesce(n.is_negative, 1) = 1"
)
"""SQL: few stars, unless the seller says otherwise."""

SEEN: Final = "coalesce(r.shown, 1) = 1"
"""SQL: visitors of the shop see the review."""

NOTES: Final = (
    "LEFT JOIN review_note n ON n.shop_id = r.shop_id AND n.mall = r.mall "
    "AND n.review_no = r.review_no "
)

ORDERS: Final = (
    "LEFT JOIN order_line o ON o.shop_id = r.shop_id AND o.mall = r.mall AND o.line_no = r.line_no "
    "LEFT JOIN buyer b ON b.shop_id = o.shop_id AND b.id = o.buyer_id "
    "LEFT JOIN product p ON p.shop_id = r.shop_id "
    "AND p.id = coalesce(r.product_id, o.product_id) "
)

COLUMNS: Final = (
    "r.mall, r.review_no, r.rating, coalesce(r.text, ''), r.written_at, r.kind, r.related_no, "
    "r.shown, r.has_reply, r.replied_at, n.replied_at, coalesce(n.reply, ''), n.theme, "
    "n.is_negative, r.line_no, o.order_no, o.confirmed_at, p.id, p.name, b.key, b.name"
)


@dataclass(frozen=True, slots=True)
class Review:
    """One review with what is known of its order; None where no file tells.

    Attributes:
        mall: where it was written,
        review_no: and its number there.
        stars: how many.
        text: what was written.
        written_at: when.
        kind: whether it was written soon, or after a month of use.
        related_no: the first review that one after a month belongs to.
        is_shown: whether visitors see it.
        has_reply: whether the file says that it was answered.
        replied_at: when, as the file says.
        marked_at: when the seller answered it, as she says.
        reply: what she answered.
        theme: the theme she chose.
        is_negative: what she says of it; None leaves it to the stars.
        line_no: the order line it is about.
        order_no: its order; None where no order file has that line.
        confirmed_at: when the buyer took it as delivered (구매확정).
        product_id: the product,
        product: and its name.
        buyer_key: the buyer,
        buyer: and the masked name.
    """

    mall: Mall
    review_no: str
    stars: int | None
    text: str
    written_at: datetime | None
    kind: ReviewKind | None
    related_no: str | None
    is_shown: bool
    has_reply: bool | None
    replied_at: datetime | None
    marked_at: datetime | None
    reply: str
    theme: str | None
    is_negative: bool | None
    line_no: str | None
    order_no: str | None
    confirmed_at: datetime | None
    product_id: int | None
    product: str | None
    buyer_key: str | None
    buyer: str | None

    @property
    def is_answered(self) -> bool:
        """Whether a file or the seller says that there is a reply."""
        return bool(self.has_reply) or self.replied_at is not None or self.marked_at is not None

    def is_low(self, low: int) -> bool:
        """Whether it has few stars, unless the seller says otherwise."""
        if self.is_negative is not None:
            return self.is_negative
        return self.stars is not None and self.stars <= low

    @property
    def is_second(self) -> bool:
        """Whether the same buyer wrote another one on the same line before."""
        return self.kind is ReviewKind.MONTH and self.related_no is not None


def unanswered(session: Session, shop_id: int, low: int, since: datetime) -> list[Review]:
    """Low reviews from a moment on without a reply, the oldest first.

    Reviews nobody sees are left out. Where a buyer wrote again after a month and got an answer to
    that, or was not content again, the first review is left to that one.
    """
    found = _read(
        session,
        f"WHERE r.shop_id = :shop AND r.current = 1 AND r.written_at >= :since AND {LOW} "
        f"AND NOT {ANSWERED} AND {SEEN} ORDER BY r.written_at, r.mall, r.review_no",
        shop=shop_id, low=low, since=int(since.timestamp()),
    )  # fmt: skip
    firsts = {(one.mall, one.review_no) for one in found if not one.is_second}
    spoken = _spoken_for(session, shop_id, since) if firsts else set()
    spoken |= {(one.mall, one.related_no or "") for one in found if one.is_second}
    return [one for one in found if (one.mall, one.review_no) not in spoken]


def older(session: Session, shop_id: int, low: int, since: datetime) -> int:
    """How many such reviews are older than that."""
    found = session.execute(
        text(
            f"SELECT count(*) FROM review r {NOTES}WHERE r.shop_id = :shop AND r.current = 1 "
            f"AND r.written_at < :since AND {LOW} AND NOT {ANSWERED} AND {SEEN} AND {FIRST_WORD}"
        ),
        {"shop": shop_id, "low": low, "since": int(since.timestamp())},
    )
    return int(found.scalar_one())


@dataclass(frozen=True, slots=True)
class Wish:
    """Which reviews are wanted.

    Attributes:
        stars: only with so many; None for any.
        product: only of this product.
        is_answered: only those with a reply, or without one.
        is_low: only low ones.
        words: only with these words in them.
    """

    stars: int | None = None
    product: int | None = None
    is_answered: bool | None = None
    is_low: bool = False
    words: str = ""


def page(  # noqa: PLR0913  (which of them, and how many)
    session: Session, shop_id: int, low: int, wish: Wish, *, size: int, place: int
) -> tuple[list[Review], int]:
    """Some of the wanted reviews, the newest first, and how many there are in all."""
    where, values = _wanted(wish, low)
    values["shop"] = shop_id
    # The orders of those that are shown only: they do not change how many there are.
    there = f"FROM review r {NOTES}WHERE r.shop_id = :shop AND r.current = 1{where}"
    total = int(session.execute(text(f"SELECT count(*) {there}"), values).scalar_one())
    chosen = (
        f"SELECT r.upload_id, r.number {there} ORDER BY r.written_at DESC, r.mall, r.review_no "
        f"LIMIT {size:d} OFFSET {place * size:d}"
    )
    found = _read(
        session,
        f"WHERE r.shop_id = :shop AND (r.upload_id, r.number) IN (SELECT * FROM ({chosen}) chosen) "
        "ORDER BY r.written_at DESC, r.mall, r.review_no",
        **values,
    )
    return found, total


def _wanted(wish: Wish, low: int) -> tuple[str, dict[str, Any]]:
    """SQL: the review is wanted; and the values in it."""
    values: dict[str, Any] = {}
    parts = []
    if wish.stars is not None:
        parts.append("r.rating = :stars")
        values["stars"] = wish.stars
    if wish.product is not None:
        parts.append("r.product_id = :product")
        values["product"] = wish.product
    if wish.is_answered is not None:
        parts.append(ANSWERED if wish.is_answered else f"NOT {ANSWERED}")
    if wish.is_low:
        parts.append(LOW)
        values["low"] = low
    if wish.words:
        parts.append("lower(r.text) LIKE :words ESCAPE '!'")
        plain = wish.words.lower()
        for sign in "!%_":
            plain = plain.replace(sign, f"!{sign}")
        values["words"] = f"%{plain}%"
    return "".join(f" AND {part}" for part in parts), values


def one(session: Session, shop_id: int, mall: Mall, review_no: str) -> Review | None:
    """A review by its number; None if it is not there, or not any more."""
    found = _read(
        session,
        "WHERE r.shop_id = :shop AND r.key = :key AND r.current = 1",
        shop=shop_id, key=key_of(mall.value, review_no),
    )  # fmt: skip
    return found[0] if found else None


def _spoken_for(session: Session, shop_id: int, since: datetime) -> set[tuple[Mall, str]]:
    """First reviews whose buyer wrote again after a month and got an answer to that."""
    found = session.execute(
        text(
            f"SELECT r.mall, r.related_no FROM review r {NOTES}"
            "WHERE r.shop_id = :shop AND r.current = 1 AND r.written_at >= :since "
            f"AND r.kind = {MONTH} AND r.related_no IS NOT NULL AND {ANSWERED}"
        ),
        {"shop": shop_id, "since": int(since.timestamp())},
    )
    return {(Mall(int(row[0])), str(row[1])) for row in found}


def _read(session: Session, where: str, **values: Any) -> list[Review]:  # noqa: ANN401
    asked = text(f"SELECT {COLUMNS} FROM review r {NOTES}{ORDERS}{where}")
    return [of(tuple(row)) for row in session.execute(asked, values)]


def of(row: Sequence[Any]) -> Review:
    """A row of ``COLUMNS``."""
    return Review(
        mall=Mall(int(row[0])),
        review_no=str(row[1]),
        stars=_whole(row[2]),
        text=str(row[3]),
        written_at=moment_of(row[4]),
        kind=None if row[5] is None else ReviewKind(int(row[5])),
        related_no=row[6],
        is_shown=row[7] != 0,
        has_reply=_flag(row[8]),
        replied_at=moment_of(row[9]),
        marked_at=moment_of(row[10]),
        reply=str(row[11]),
        theme=row[12],
        is_negative=_flag(row[13]),
        line_no=row[14],
        order_no=row[15],
        confirmed_at=moment_of(row[16]),
        product_id=_whole(row[17]),
        product=row[18],
        buyer_key=row[19],
        buyer=row[20],
    )


def _whole(value: int | None) -> int | None:
    return None if value is None else int(value)


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)
