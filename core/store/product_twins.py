"""Products that are called the same, and what tells them apart."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from core.store.incoming_numbers import BY_NAME
from core.terms import Mall


@dataclass(frozen=True, slots=True)
class Twin:
    """What tells a product from others of its name.

    Attributes:
        mall: the mall that gave it its number; None where it is only known by name.
        number: that number; None where the mall tells it apart.
    """

    mall: Mall | None
    number: str | None = None


def twins(session: Session, shop_id: int) -> dict[int, Twin]:
    """Of every product whose name another one has as well, what tells it apart, by its number."""
    found = session.execute(
        text(
            "SELECT id, name, key FROM product WHERE shop_id = :shop AND name IN ("
            "SELECT name FROM product WHERE shop_id = :shop GROUP BY name HAVING count(*) > 1)"
        ),
        {"shop": shop_id},
    ).all()
    named = {int(row[0]): (str(row[1]), *_parted(str(row[2]))) for row in found}
    return _apart(named)


def _apart(named: Mapping[int, tuple[str, Mall | None, str]]) -> dict[int, Twin]:
    times = Counter((name, mall) for name, mall, _number in named.values())
    return {
        product: Twin(mall, number if mall and times[name, mall] > 1 else None)
        for product, (name, mall, number) in named.items()
    }


def _parted(key: str) -> tuple[Mall | None, str]:
    """The mall and the number in a key; see ``incoming.product_keys``."""
    if key.startswith(BY_NAME):
        return None, ""
    mall, colon, number = key.partition(":")
    if colon and mall.isdigit():
        return Mall(int(mall)), number
    return Mall.SMARTSTORE, key
