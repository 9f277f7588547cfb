"""Which statistics tell of each measure along the way, of a shop or of a part of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from core.services import journey_reading
from core.services.journey_only import By, Part
from core.services.journey_reading import Rows, Told
from core.terms import Period, Subject


@dataclass(frozen=True, slots=True)
class Source:
    """Whose statistics are read, and of which part of them."""

    session: Session
    shop_id: int
    part: Part | None
    has_orders: bool

    def told(self, span: Period) -> dict[str, Told]:
        """What they tell of each measure; ``gross`` too, where revenue is told before refunds."""
        shop: tuple[Subject, ...] = (Subject.SHOP, Subject.CHANNEL)
        paid: tuple[Subject, ...] = (Subject.SHOP, Subject.PRODUCT)
        if self.part is not None:
            shop = paid = self.part.subjects
        wanted: dict[str, tuple[tuple[Subject, ...], tuple[str, ...]]] = {
            "visits": (shop, ("visits",))
        }
        if self.part is None or self.part.only.by is not By.CHANNEL:
            wanted["views"] = ((Subject.PRODUCT,), ("detail_views",))
        if not self.has_orders:
            payments: tuple[str, ...] = ("payments",)
            won: tuple[str, ...] = ("net",)
            if self.part is not None:
                payments, won = ("payments", "payments_last"), ("net", "gross", "gross_last")
            wanted |= {"joined": (paid, payments), "joined_net": (paid, won)}
        return self._first(wanted, span)

    def _first(
        self, wanted: Mapping[str, tuple[tuple[Subject, ...], tuple[str, ...]]], span: Period
    ) -> dict[str, Told]:
        rows = None if self.part is None else Rows(self.part.rows, self.part.report)
        found: dict[str, Told] = {}
        for name, (subjects, measures) in wanted.items():
            for measure in measures:
                one = journey_reading.told(
                    self.session, self.shop_id, subjects, measure, span, rows
                )
                if one is not None:
                    found[name] = one
                    if measure.startswith("gross"):
                        found["gross"] = one
                    break
        return found
