"""What somebody speaks of: an order, its product and its buyer."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.services.opening import OpenShop
from core.store import voice_orders as store
from core.store.voice_orders import FoundOrder
from core.terms import Mall

__all__ = ["NOTHING", "About", "FoundOrder", "about", "find", "is_number", "of_key", "recent"]

LEAST_DIGITS: Final = 4
"""From so many signs on the end of a number is looked for."""

ENDS_WITHIN: Final = 180
"""Days back in which it is; a whole number is found however old it is."""

OFFERED: Final = 60
"""So many of the newest orders are offered to choose from."""

_NUMBER: Final = re.compile(r"[A-Za-z]{0,4}[0-9][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class About:
    """What a remark or a complaint is about; None where nobody knows."""

    mall: Mall | None = None
    order_no: str | None = None
    product_id: int | None = None
    buyer_key: str | None = None


NOTHING: Final = About()


def about(order: FoundOrder | None) -> About:
    """The order with its product and its buyer."""
    if order is None:
        return NOTHING
    return About(Mall(order.mall), order.order_no, order.product_id, order.buyer_key)


def is_number(said: str) -> bool:
    """Whether a text could be the number of an order, or the end of one."""
    said = said.strip()
    return len(said) >= LEAST_DIGITS and bool(_NUMBER.fullmatch(said))


def find(shop: OpenShop, number: str, today: date) -> list[FoundOrder]:
    """The orders of a number (주문번호 or 상품주문번호), or else those whose number ends so.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    number = number.strip()
    if not is_number(number):
        return []
    with shop.store.read() as session:
        found = store.by_number(session, shop.id, number)
        since = today - timedelta(days=ENDS_WITHIN)
        return found or store.by_end(session, shop.id, number, since)


def recent(shop: OpenShop) -> list[FoundOrder]:
    """The newest orders, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return store.recent(session, shop.id, OFFERED)


def of_key(shop: OpenShop, mall: Mall | None, order_no: str | None) -> FoundOrder | None:
    """An order as it is now; None where no file tells of it any more.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    if mall is None or order_no is None:
        return None
    with shop.store.read() as session:
        found = store.by_number(session, shop.id, order_no)
    return next((one for one in found if one.mall == mall and one.order_no == order_no), None)
