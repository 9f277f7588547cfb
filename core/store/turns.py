"""One writer of a shop at a time, so that two who count on from a number do not meet."""

from sqlmodel import Session, select

from core.store.tables import Shop


def alone(session: Session, shop_id: int) -> None:
    """Wait until nobody else who waits here writes for a shop, and let nobody before this ends.

    SQLite has one writer anyway. A server lets two in until they meet at a row; both may have put
    in rows of the shop before, which is why its key stays free to be referred to.
    """
    asked = select(Shop.id).where(Shop.id == shop_id).with_for_update(key_share=True)
    session.exec(asked).one()
