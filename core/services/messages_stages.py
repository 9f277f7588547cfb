"""In which order the stages on the way to a regular stand: as usual, or as the seller put them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.services.opening import OpenShop
from core.store import messages as store
from core.store import turns
from core.store.notes import NoteChanged
from core.terms.messages import ScenarioStage

__all__ = ["NoteChanged"]

USUAL: Final = tuple(ScenarioStage)
"""From the first visit to staying away."""

_NAME: Final = "stages"


def order(shop: OpenShop) -> tuple[ScenarioStage, ...]:
    """Every stage once, in the order of the shop.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _of(store.rules(session, shop.id).get(_NAME, ""))


def moved(
    some: Sequence[ScenarioStage], stage: ScenarioStage, by: int
) -> tuple[ScenarioStage, ...]:  # fmt: skip
    """The order once a stage went forward (-1) or back (1); at an end it stays."""
    found = list(some)
    at = found.index(stage)
    found.insert(min(max(at + by, 0), len(found) - 1), found.pop(at))
    return tuple(found)


def put(
    shop: OpenShop,
    wanted: Sequence[ScenarioStage],
    now: datetime,
    *,
    seen: Sequence[ScenarioStage],
) -> None:
    """Keep an order.

    Args:
        shop: whose.
        wanted: as it is to be; what it lacks stands at its end.
        now: when.
        seen: as the seller saw it.

    Raises:
        NoteChanged: it is not as ``seen`` any more; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        if _of(store.rules(session, shop.id).get(_NAME, "")) != tuple(seen):
            raise NoteChanged
        told = {_NAME: " ".join(one.value for one in wanted)}
        store.put_rules(session, shop.id, told, now.replace(microsecond=0))


def _of(kept: str) -> tuple[ScenarioStage, ...]:
    """The order as it is kept; what nobody knows any more is left out, what is new comes last."""
    known = {one.value: one for one in USUAL}
    found = [known[name] for name in dict.fromkeys(kept.split()) if name in known]
    return (*found, *(one for one in USUAL if one not in found))
