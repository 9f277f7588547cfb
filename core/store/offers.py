"""What was sent, planned and noted that may speak of an offer, and which channels are named."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select as columns_of
from sqlmodel import Session, col, select

from core.store.journals import ContentRow
from core.store.links import ChannelNoteRow
from core.store.message_tables import SendRow
from core.store.tables import table_of


@dataclass(frozen=True, slots=True)
class SentOffer:
    """One sending that promises something; its texts as they are kept, in JSON."""

    title: str
    channel: str
    offer: str
    until: date | None
    texts: str
    planned_at: datetime | None
    sent_at: datetime | None

    @property
    def at(self) -> datetime | None:
        """When it went out, or else is to; None while nobody knows."""
        return self.sent_at or self.planned_at


def sent(session: Session, shop_id: int) -> list[SentOffer]:
    """The sendings that promise something, the newest first."""
    its = table_of(SendRow).c
    asked = (
        columns_of(
            its.title, its.channel, its.offer, its.until, its.texts, its.planned_at, its.sent_at
        )
        .where(its.shop_id == shop_id, its.deleted_at.is_(None), its.offer != "")
        .order_by(its.id.desc())
    )
    return [SentOffer(*found) for found in session.execute(asked)]


def sent_by(session: Session, shop_id: int) -> set[str]:
    """By which ways messages went out or are to."""
    asked = select(SendRow.channel).where(
        SendRow.shop_id == shop_id, col(SendRow.deleted_at).is_(None)
    )
    return set(session.exec(asked.distinct()))


def published_on(session: Session, shop_id: int) -> list[str]:
    """The channels of the content calendar, in the order of their names."""
    asked = select(ContentRow.channel).where(
        ContentRow.shop_id == shop_id, col(ContentRow.deleted_at).is_(None)
    )
    return sorted(session.exec(asked.distinct()))


def planned_on(session: Session, shop_id: int) -> list[str]:
    """The channels the seller has a plan for, in the order in which they were noted."""
    asked = (
        select(ChannelNoteRow.channel)
        .where(
            ChannelNoteRow.shop_id == shop_id,
            col(ChannelNoteRow.deleted_at).is_(None),
            col(ChannelNoteRow.planned_share) > 0,
        )
        .order_by(col(ChannelNoteRow.id))
    )
    return list(session.exec(asked))
