"""The few numbers by which remarks, reviews and complaints are judged, as the seller set them."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from core.store.voice_tables import VoiceLimitRow


def kept(session: Session, shop_id: int) -> Mapping[str, int]:
    """The numbers that were set, by name."""
    asked = select(col(VoiceLimitRow.name), col(VoiceLimitRow.value)).where(
        VoiceLimitRow.shop_id == shop_id
    )
    return {str(name): int(value) for name, value in session.exec(asked)}


def put(session: Session, shop_id: int, name: str, value: int | None, at: datetime) -> None:
    """Set one number; None forgets it, so that the usual one holds again."""
    row = session.get(VoiceLimitRow, (shop_id, name))
    if value is None:
        if row is not None:
            session.delete(row)
    else:
        row = row or VoiceLimitRow(shop_id=shop_id, name=name, value=value, at=at)
        row.value, row.at = value, at
        session.add(row)
    session.flush()
