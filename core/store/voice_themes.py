"""How often themes are spoken of, and which texts do: from what was read, never from the texts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store import voice_reading
from core.store.moments import day_number, day_of
from core.store.voice_sources import Origin, ToldBy
from core.store.voice_tables import ReviewNoteRow
from core.terms import Period

MONDAY: Final = 4
"""The number of the first Monday after 1970-01-01, from which weeks are counted."""

WEEK: Final = 7

Ints = npt.NDArray[np.int64]

_SURE: Final = f"({ToldBy.STARS.value}, {ToldBy.SELLER.value})"
_COMPLAINS: Final = f"(problems <> 0 OR (mood = -1 AND told_by IN {_SURE}))"
"""SQL: it complains, of a theme or of nothing in particular."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which texts are looked at; None, 0 and nothing leave a side open.

    Attributes:
        period: of which days.
        origin: from where,
        origins: or from where, of several.
        product_id: about which product.
        topic: the bits of the themes one of which they are about,
        problem: and of those one of which they complain of.
        letters: what stands in them; for ``texts`` only.
    """

    period: Period | None = None
    origin: Origin | None = None
    product_id: int | None = None
    topic: int = 0
    problem: int = 0
    letters: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One text with what was read out of it.

    Attributes:
        origin: where it is from; with ``upload_id`` and ``number`` it names the text.
        upload_id: of the file it stands in, 0 of a note.
        number: its row there, or the number of the note.
        version: of the note.
        said: what was written.
        day: when.
        stars: 1 to 5, where there are any.
        mood: 1 pleased, -1 not, 0 neither, None where it cannot be told,
        told_by: and who says so.
        topics: the themes it is about, bit by bit,
        problems: and those it complains of.
        product: its name.
    """

    origin: Origin
    upload_id: int
    number: int
    version: int
    said: str
    day: date | None
    stars: int | None
    mood: int | None
    told_by: ToldBy
    topics: int
    problems: int
    product: str


def counts(session: Session, shop_id: int, ask: Ask) -> tuple[Ints, Ints, Ints]:
    """How many texts are about the same themes and complain of the same: topics, problems, texts.

    Topics and problems are one bit a theme.
    """
    rows = _rows(
        session,
        f"SELECT topics, problems, count(*) FROM voice_read r {_where(ask)} "
        "GROUP BY topics, problems",
        _values(shop_id, ask),
        3,
    )
    return rows[:, 0], rows[:, 1], rows[:, 2]


def weeks(session: Session, shop_id: int, ask: Ask) -> tuple[Ints, Ints, Ints]:
    """Complaints by week: the number of the week, the themes they are of, and how many.

    The week that begins on the day ``7 w + 4`` after 1970-01-01, a Monday, has the number w.
    """
    rows = _rows(
        session,
        f"SELECT (day - {MONDAY}) / {WEEK} AS week, problems, count(*) FROM voice_read r "
        f"{_where(ask)} AND problems <> 0 AND day IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
        _values(shop_id, ask),
        3,
    )
    return rows[:, 0], rows[:, 1], rows[:, 2]


def complaint_days(
    session: Session, shop_id: int, bit: int | None, product_id: int | None
) -> tuple[list[date], Ints]:
    """How many texts complain of a theme on each day, of all themes where ``bit`` is None."""
    ask = Ask(product_id=product_id, problem=bit or 0)
    told = "" if bit else f"AND {_COMPLAINS}"
    rows = _rows(
        session,
        f"SELECT day, count(*) FROM voice_read r {_where(ask)} {told} AND day IS NOT NULL "
        "GROUP BY day ORDER BY day",
        _values(shop_id, ask),
        2,
    )
    return [day_of(int(day)) for day in rows[:, 0]], rows[:, 1]


def reach(session: Session, shop_id: int) -> dict[Origin, Period]:
    """From the first to the last day of the texts of each origin, as they were read last."""
    kept = voice_reading.state(session, shop_id)
    told = {origin: kept.get(f"{voice_reading.REACH}{origin.value}", "") for origin in Origin}
    return {
        origin: Period(*(day_of(int(day)) for day in days.split()))
        for origin, days in told.items()
        if days
    }


def moods(session: Session, shop_id: int, ask: Ask) -> dict[tuple[ToldBy, int | None], int]:
    """How many texts are pleased or not, by who says so."""
    found = session.execute(
        text(
            f"SELECT told_by, mood, count(*) FROM voice_read r {_where(ask)} "
            "GROUP BY told_by, mood ORDER BY told_by, mood"
        ),
        _values(shop_id, ask),
    )
    return {(ToldBy(row[0]), row[1]): int(row[2]) for row in found}


def products(session: Session, shop_id: int, most: int) -> dict[int, str]:
    """The products that most texts are about, by number."""
    found = session.execute(
        text(
            "SELECT p.id, p.name FROM (SELECT product_id, count(*) AS texts FROM voice_read "
            "WHERE shop_id = :shop AND product_id IS NOT NULL GROUP BY product_id "
            f"ORDER BY texts DESC, product_id LIMIT {most:d}) t "
            "JOIN product p ON p.shop_id = :shop AND p.id = t.product_id ORDER BY texts DESC, p.id"
        ),
        {"shop": shop_id},
    )
    return {int(row[0]): str(row[1]) for row in found}


def texts(session: Session, shop_id: int, ask: Ask, most: int) -> list[Text]:
    """The newest texts."""
    values: dict[str, Any] = _values(shop_id, ask)
    if not ask.letters:
        return _texts(session, _where(ask), values, most)
    where = f"{_TEXTS} {_where(ask)} AND lower({_SAID}) LIKE :more ESCAPE '!'"
    values["more"] = f"%{_escaped(ask.letters)}%"
    return _texts(session, where, values, most)


def guessed(session: Session, shop_id: int, most: int) -> list[Text]:
    """The newest reviews and remarks that nobody gave stars and whose mood nobody told."""
    by = f"({ToldBy.NOBODY.value}, {ToldBy.GUESS.value})"
    of = f"({Origin.REVIEW.value}, {Origin.REMARK.value})"
    return _texts(
        session, f"WHERE r.shop_id = :shop AND r.told_by IN {by} AND r.origin IN {of}",
        {"shop": shop_id}, most,
    )  # fmt: skip


def rated(session: Session, shop_id: int, ask: Ask, low: int, others: int) -> pd.DataFrame:
    """The newest reviews of one and two stars, and the newest of more: ``text`` and ``stars``."""
    rows: list[Any] = []
    for stars, most in (("<= 2", low), ("> 2", others)):
        rows += session.execute(
            text(
                f"SELECT v.text, r.stars FROM (SELECT r.* FROM voice_read r {_where(ask)} "
                f"AND r.origin = {Origin.REVIEW.value} AND r.stars {stars} "
                f"ORDER BY {_NEWEST} LIMIT {most:d}) r JOIN review v ON v.shop_id = r.shop_id "
                "AND v.upload_id = r.upload_id AND v.number = r.number WHERE v.text IS NOT NULL"
            ),
            _values(shop_id, ask),
        ).all()
    told = [(str(said), int(stars)) for said, stars in rows]
    return pd.DataFrame(told, columns=["text", "stars"])


def review_note(
    session: Session, shop_id: int, upload_id: int, number: int, at: datetime
) -> ReviewNoteRow | None:
    """What the seller says of a review, a new row where she said nothing; None of no review."""
    row = session.execute(
        text(
            "SELECT mall, review_no FROM review WHERE shop_id = :shop AND upload_id = :upload "
            "AND number = :number"
        ),
        {"shop": shop_id, "upload": upload_id, "number": number},
    ).first()
    if row is None:
        return None
    kept = session.get(ReviewNoteRow, (shop_id, int(row[0]), str(row[1])))
    return kept or ReviewNoteRow(shop_id=shop_id, mall=int(row[0]), review_no=str(row[1]), at=at)


_NEWEST: Final = "r.day IS NULL, r.day DESC, r.origin, r.upload_id DESC, r.number DESC"
_TEXTS: Final = " ".join(
    f"LEFT JOIN {table} {alias} ON r.origin = {origin.value} AND {alias}.shop_id = r.shop_id "
    f"AND {key}"
    for table, alias, origin, key in (
        ("review", "v", Origin.REVIEW, "v.upload_id = r.upload_id AND v.number = r.number"),
        ("feedback", "f", Origin.REMARK, "f.id = r.number"),
        ("complaint", "c", Origin.COMPLAINT, "c.id = r.number"),
        ("inquiry", "q", Origin.INQUIRY, "q.upload_id = r.upload_id AND q.number = r.number"),
    )
)
_SAID: Final = (
    "coalesce(v.text, f.text, c.text, coalesce(q.title, '') || ' ' || coalesce(q.text, ''))"
)


def _texts(session: Session, where: str, values: dict[str, Any], most: int) -> list[Text]:
    found = session.execute(
        text(
            f"SELECT r.origin, r.upload_id, r.number, r.version, {_SAID}, r.day, r.stars, r.mood, "
            "r.told_by, r.topics, r.problems, p.name "
            # The few that are shown first, so that the texts of no others are fetched.
            f"FROM (SELECT r.* FROM voice_read r {where} ORDER BY {_NEWEST} LIMIT {most:d}) r "
            f"{_TEXTS} LEFT JOIN product p ON p.shop_id = r.shop_id AND p.id = r.product_id "
            f"ORDER BY {_NEWEST}"
        ),
        values,
    )
    return [_text(row) for row in found]


def _where(ask: Ask) -> str:
    told = "WHERE r.shop_id = :shop"
    told += " AND r.day BETWEEN :first AND :last" if ask.period else ""
    told += " AND r.origin = :origin" if ask.origin else ""
    some = ", ".join(str(origin.value) for origin in ask.origins)
    told += f" AND r.origin IN ({some})" if some else ""
    told += f" AND (r.topics & {ask.topic:d}) <> 0" if ask.topic else ""
    told += f" AND (r.problems & {ask.problem:d}) <> 0" if ask.problem else ""
    return told + (" AND r.product_id = :product" if ask.product_id is not None else "")


def _values(shop_id: int, ask: Ask) -> dict[str, int]:
    told = {"shop": shop_id}
    if ask.period:
        first, last = day_number(ask.period.first), day_number(ask.period.last)
        told |= {"first": first, "last": last}
    if ask.origin:
        told["origin"] = ask.origin.value
    if ask.product_id is not None:
        told["product"] = ask.product_id
    return told


def _rows(session: Session, statement: str, values: dict[str, int], columns: int) -> Ints:
    rows = session.execute(text(statement), values).all()
    told = [value for row in rows for value in row]
    return np.array(told, dtype=np.int64).reshape(-1, columns)


def _escaped(letters: str) -> str:
    return letters.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _text(row: Any) -> Text:  # noqa: ANN401  (a row)
    day = None if row[5] is None else day_of(row[5])
    return Text(
        Origin(row[0]), int(row[1]), int(row[2]), int(row[3]), str(row[4] or "").strip(), day,
        row[6], row[7], ToldBy(row[8]), int(row[9]), int(row[10]), str(row[11] or ""),
    )  # fmt: skip
