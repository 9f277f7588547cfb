"""Buyers on their way into the store: whose an order line is, and whom nobody may bring back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import text
from sqlmodel import Session

from core.store.incoming_numbers import Numbers, column, flat, names
from core.store.tables import Buyer


@dataclass(slots=True)
class Buyers:
    """The numbers of the buyers that a file names, and of the customers they are."""

    session: Session
    shop_id: int
    upload_id: int
    writes: bool = True

    def __post_init__(self) -> None:
        """Read who is one customer with whom, and who was deleted at his wish."""
        here = {"shop": self.shop_id}
        self._numbers = Numbers(self.session, self.shop_id, self.upload_id, Buyer, self.writes)
        same = "SELECT id, same_as FROM buyer WHERE shop_id = :shop AND same_as IS NOT NULL"
        self._customers = {
            int(own): int(customer) for own, customer in self.session.execute(text(same), here)
        }
        erased = self.session.execute(
            text("SELECT key FROM erased_buyer WHERE shop_id = :shop"), here
        )
        self._erased = pa.array([str(row[0]) for row in erased], pa.string())

    _numbers: Any = None
    _customers: Any = None
    _erased: Any = None

    def columns(self, table: pa.Table) -> dict[str, Sequence[Any]]:
        """``buyer_id``, and ``own_buyer_id`` if anybody is one customer with somebody else."""
        keys = flat(table["buyer_key"])
        if len(self._erased):
            keys = pc.if_else(pc.is_in(keys, self._erased), pa.scalar(None, pa.string()), keys)
        own = self._numbers.of(
            keys, names(table, "buyer_name"), column(table, "buyer_known_by", pa.int8())
        )
        if not self._customers:
            return {"buyer_id": own}
        whose = [self._customers.get(number, number) for number in own]
        return {
            "buyer_id": whose,
            "own_buyer_id": [
                None if number == customer else number
                for number, customer in zip(own, whose, strict=True)
            ],
        }
