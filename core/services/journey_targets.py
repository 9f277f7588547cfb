"""What a seller wants the stages of the way to reach."""

from collections.abc import Mapping
from datetime import datetime

from core.analysis.journey import Step
from core.services.opening import OpenShop
from core.store import targets
from core.verdicts.journey_targets import AIMED


class TargetRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """A share that no shop can reach, or that every shop does; nothing was kept."""


def kept(shop: OpenShop) -> dict[Step, float]:
    """The shares a seller wants, by step.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = targets.all_of(session, shop.id)
    return {step: found[step.value] for step in AIMED if step.value in found}


def keep(
    shop: OpenShop, wanted: Mapping[Step, float | None], now: datetime
) -> dict[Step, float | None]:
    """Keep some targets, None forgets one; what they were before, to go back to.

    Raises:
        TargetRefused: one is no share between nothing and all; none was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    if any(share is not None and not 0 < share < 1 for share in wanted.values()):
        raise TargetRefused
    with shop.store.write() as session:
        found = targets.all_of(session, shop.id)
        for step, share in wanted.items():
            if found.get(step.value) != share:
                targets.put(session, shop.id, step.value, share, now)
    return {step: found.get(step.value) for step in wanted}
