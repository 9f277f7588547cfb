"""Which order file would fill a gap that the pages cannot speak of themselves."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.services import covering, journey_book
from core.services.opening import OpenShop
from core.terms import Mall


class Lack(StrEnum):
    """What is there of orders, and what is not."""

    CLAIMS_ALONE = "claims_alone"
    """Files of claims, and nothing that tells what was sold."""
    STATISTICS_FIRST = "statistics_first"
    """Orders of other malls, and SmartStore statistics that know of more: these are shown."""
    OTHERS_ONLY = "others_only"
    """Orders of other malls; those of the SmartStore are in no file."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is lacking; ``malls`` are those of which order files tell."""

    what: Lack
    malls: tuple[Mall, ...] = ()


def lacking(shop: OpenShop, today: date, mall: Mall | None = None) -> Lacking | None:
    """The order file that is lacking, in one mall or in all; None where none is.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        alone = covering.claims_alone(session, shop.id)
        told = covering.told(session, shop.id, None if mall is None else frozenset({mall}))
        if told.coverage is None:
            mine = alone if mall is None else alone & {mall}
            return Lacking(Lack.CLAIMS_ALONE) if mine else None
        others = covering.sold_in(session, shop.id)
        if mall is not None or Mall.SMARTSTORE in others:
            return None
        if Mall.SMARTSTORE not in alone and not covering.tells_smartstore(session, shop.id):
            return None
        is_shown = journey_book.book(session, shop.id, today, None) is not None
    return Lacking(Lack.OTHERS_ONLY if is_shown else Lack.STATISTICS_FIRST, tuple(sorted(others)))
