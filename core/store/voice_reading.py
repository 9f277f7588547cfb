"""Which texts of customers were not read yet as they are now, and what was read out of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import pandas as pd
from sqlalchemy import text
from sqlmodel import Session

from core.store.bulk import append
from core.store.voice_read_tables import VoiceModelRow
from core.store.voice_sources import SOURCES, Origin, Source


@dataclass(frozen=True, slots=True)
class Stamps:
    """What texts are read with: hashes of the words, and of them with what was learnt."""

    words: int
    learnt: int


READ: Final = (
    "origin", "upload_id", "number", "stamp", "version", "theme", "is_negative", "day",
    "product_id", "stars", "mood", "told_by", "topics", "problems",
)  # fmt: skip
"""The columns of what was read."""

UNREAD: Final = (
    "origin", "upload_id", "number", "stamp", "version", "theme", "is_negative", "day",
    "product_id", "stars", "mark", "is_guessed", "text",
)  # fmt: skip
"""The columns of what is to be read."""

REACH: Final = "reach."
"""Begins what is noted of the first and the last day of an origin."""

_COMING: Final = "voice_coming"


def number_of(*parts: object) -> int:
    """A whole number of 63 bits, the same for the same parts."""
    told = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big") >> 1


def signatures(session: Session, shop_id: int) -> dict[Origin, str]:
    """For each origin a value that changes whenever one of its texts does."""
    files = uploads(session, shop_id)
    said = session.execute(
        text(
            "SELECT mall, review_no, theme, is_negative FROM review_note WHERE shop_id = :shop "
            "AND (theme IS NOT NULL OR is_negative IS NOT NULL) ORDER BY mall, review_no"
        ),
        {"shop": shop_id},
    )
    notes = {}
    for origin, table in ((Origin.REMARK, "feedback"), (Origin.COMPLAINT, "complaint")):
        # Every change of a note, also one that is taken back, raises its version.
        row = session.execute(
            text(
                f"SELECT count(*), coalesce(sum(version), 0), coalesce(max(id), 0) FROM {table} "
                "WHERE shop_id = :shop"
            ),
            {"shop": shop_id},
        ).one()
        notes[origin] = ".".join(map(str, row))
    return {
        Origin.REVIEW: f"{files}.{number_of(*said.all())}",
        Origin.INQUIRY: files,
        **notes,
    }


def uploads(session: Session, shop_id: int) -> str:
    """A value that changes whenever a file is taken in or taken back."""
    row = session.execute(
        text("SELECT coalesce(max(id), 0), count(undone_at) FROM upload WHERE shop_id = :shop"),
        {"shop": shop_id},
    ).one()
    return ".".join(map(str, row))


def waiting(session: Session, shop_id: int, origins: Sequence[Origin], stamps: Stamps) -> int:
    """How many texts are to be read."""
    return sum(
        int(
            session.execute(
                text(f"SELECT count(*) {_unread(origin)}"), _values(shop_id, origin, stamps)
            ).scalar_one()
        )
        for origin in origins
    )


def unread(
    session: Session, shop_id: int, origin: Origin, stamps: Stamps, most: int
) -> pd.DataFrame:
    """Texts that were not read as they are now: the columns of ``UNREAD``, ``most`` at once."""
    source = SOURCES[origin]
    rows = session.execute(
        text(
            f"SELECT {origin.value}, {source.upload}, {source.number}, {_stamp(source)}, "
            f"{source.version}, {source.theme}, {source.is_negative}, {source.day}, s.product_id, "
            f"{source.stars}, {source.mark}, CASE WHEN {source.is_guessed} THEN 1 ELSE 0 END, "
            f"{source.text} {_unread(origin)} LIMIT {most:d}"
        ),
        _values(shop_id, origin, stamps),
    ).all()
    columns = zip(*rows, strict=True) if rows else ([] for _ in UNREAD)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=object)
            for name, values in zip(UNREAD, columns, strict=True)
        }
    )


def put(session: Session, shop_id: int, origin: Origin, rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep what was read; of each text in the columns of ``READ``.

    Until ``settle`` the origin counts as not looked through, so that breaking off leaves
    nothing behind that would be taken for the whole.
    """
    _lock(session, shop_id)
    session.execute(
        text("DELETE FROM voice_state WHERE shop_id = :shop AND name IN (:origin, 'revision')"),
        {"shop": shop_id, "origin": str(origin.value)},
    )
    session.execute(text(f"DROP TABLE IF EXISTS {_COMING}"))
    session.execute(
        text(f"CREATE TEMPORARY TABLE {_COMING} AS SELECT * FROM voice_read WHERE 1 = 0")
    )
    append(session, _COMING, READ, rows, {"shop_id": shop_id})
    names = ", ".join(("shop_id", *READ))
    new = ", ".join(f"{name} = excluded.{name}" for name in READ[3:])
    session.execute(
        text(
            f"INSERT INTO voice_read ({names}) SELECT {names} FROM {_COMING} WHERE 1 = 1 "
            f"ON CONFLICT (shop_id, origin, upload_id, number) DO UPDATE SET {new}"
        )
    )
    session.execute(text(f"DROP TABLE {_COMING}"))


def settle(session: Session, shop_id: int, seen: Mapping[Origin, str], revision: int) -> None:
    """Forget what is not there any more, and note up to where all was read.

    Args:
        session: one that writes.
        shop_id: whose.
        seen: the signatures of the origins that were looked through, from before.
        revision: of the store, from before.
    """
    _lock(session, shop_id)
    for origin in seen:
        source = SOURCES[origin]
        session.execute(
            text(
                "DELETE FROM voice_read WHERE shop_id = :shop AND origin = :origin AND NOT EXISTS "
                f"(SELECT 1 FROM {source.rows} WHERE s.shop_id = :shop AND {source.is_there} "
                f"AND {source.upload} = voice_read.upload_id "
                f"AND {source.number} = voice_read.number)"
            ),
            {"shop": shop_id, "origin": origin.value},
        )
        row = session.execute(
            text(
                "SELECT min(day), max(day) FROM voice_read WHERE shop_id = :shop "
                "AND origin = :origin"
            ),
            {"shop": shop_id, "origin": origin.value},
        ).one()
        days = "" if row[0] is None else f"{row[0]} {row[1]}"
        note(session, shop_id, f"{REACH}{origin.value}", days)
    told = {str(origin.value): value for origin, value in seen.items()}
    for name, value in (told | {"revision": str(revision)}).items():
        note(session, shop_id, name, value)


def state(session: Session, shop_id: int) -> dict[str, str]:
    """Up to where all was read."""
    rows = session.execute(
        text("SELECT name, value FROM voice_state WHERE shop_id = :shop"), {"shop": shop_id}
    )
    return {str(name): str(value) for name, value in rows}


def note(session: Session, shop_id: int, name: str, value: str) -> None:
    """Note one thing of the state."""
    session.execute(
        text(
            "INSERT INTO voice_state (shop_id, name, value) VALUES (:shop, :name, :value) "
            "ON CONFLICT (shop_id, name) DO UPDATE SET value = excluded.value"
        ),
        {"shop": shop_id, "name": name, "value": value},
    )


def revision(session: Session) -> int:
    """How often the store was written."""
    return int(session.execute(text("SELECT number FROM revision WHERE id = 1")).scalar_one())


def starred(session: Session, shop_id: int, most: int) -> pd.DataFrame:
    """The last reviews of four, five, one or two stars with words, the last one last.

    Returns:
        ``text`` and ``stars``.
    """
    rows = session.execute(
        text(
            "SELECT text, rating FROM review WHERE shop_id = :shop AND current = 1 "
            "AND rating IS NOT NULL AND rating <> 3 AND text IS NOT NULL "
            "ORDER BY written_at IS NOT NULL DESC, written_at DESC, mall, review_no "
            f"LIMIT {most:d}"
        ),
        {"shop": shop_id},
    ).all()
    told = [(str(said), int(stars)) for said, stars in reversed(rows)]
    return pd.DataFrame(told, columns=["text", "stars"])


def holding(session: Session, shop_id: int, parts: Sequence[str], most: int) -> list[str]:
    """Texts in which some letters stand one after the other, whatever is between them.

    Args:
        session: one that reads.
        shop_id: whose.
        parts: the letters, small ones.
        most: how many texts at most.
    """
    escaped = (one.replace("!", "!!").replace("%", "!%").replace("_", "!_") for one in parts)
    like = "%".join(["", *escaped, ""])
    told: list[str] = []
    for source in SOURCES.values():
        rows = session.execute(
            text(
                f"SELECT {source.text} FROM {source.rows} WHERE s.shop_id = :shop "
                f"AND {source.is_there} AND lower({source.text}) LIKE :like ESCAPE '!' "
                f"LIMIT {most - len(told):d}"
            ),
            {"shop": shop_id, "like": like},
        )
        told += [str(row[0]) for row in rows]
    return told


def model(session: Session, shop_id: int) -> VoiceModelRow | None:
    """What was learnt, if anything was tried."""
    return session.get(VoiceModelRow, shop_id)


def _lock(session: Session, shop_id: int) -> None:
    """Let only one window at a time keep what it read."""
    note(session, shop_id, "lock", "")


def _stamp(source: Source) -> str:
    return f"CASE WHEN {source.is_guessed} THEN :learnt ELSE :words END"


def _unread(origin: Origin) -> str:
    """SQL: the texts of an origin that were not read as they are now."""
    source = SOURCES[origin]
    return (
        f"FROM {source.rows} LEFT JOIN voice_read r ON r.shop_id = s.shop_id "
        f"AND r.origin = :origin AND r.upload_id = {source.upload} "
        f"AND r.number = {source.number} WHERE s.shop_id = :shop AND {source.is_there} "
        f"AND (r.shop_id IS NULL OR r.stamp <> {_stamp(source)} OR r.version <> {source.version} "
        f"OR r.theme IS DISTINCT FROM {source.theme} "
        f"OR r.is_negative IS DISTINCT FROM {source.is_negative})"
    )


def _values(shop_id: int, origin: Origin, stamps: Stamps) -> dict[str, int]:
    return {
        "shop": shop_id, "origin": origin.value, "words": stamps.words, "learnt": stamps.learnt,
    }  # fmt: skip
