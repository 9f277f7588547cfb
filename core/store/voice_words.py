"""The words of themes that a seller added, changed or took away."""

from collections.abc import Iterable

from sqlalchemy import text
from sqlmodel import Session, col, select

from core.store.voice_tables import ThemeWordRow


def listed(session: Session, shop_id: int) -> list[ThemeWordRow]:
    """All of them, by word."""
    asked = select(ThemeWordRow).where(ThemeWordRow.shop_id == shop_id)
    return list(session.exec(asked.order_by(col(ThemeWordRow.word))))


def found(session: Session, shop_id: int, word: str) -> ThemeWordRow | None:
    """What the seller said of a word."""
    return session.get(ThemeWordRow, (shop_id, word))


def put(session: Session, rows: Iterable[ThemeWordRow]) -> None:
    """Keep some; a word that is there already is replaced."""
    for row in rows:
        session.merge(row)
    session.flush()


def forget(session: Session, shop_id: int, word: str | None = None) -> int:
    """Forget one word, or all of them; how many there were."""
    told = text(
        "DELETE FROM theme_word WHERE shop_id = :shop" + (" AND word = :word" if word else "")
    )
    gone = session.execute(told, {"shop": shop_id} | ({"word": word} if word else {}))
    return int(gone.rowcount)  # type: ignore[attr-defined]
