"""What is done of what may be tried at each stage, from the improvement notes."""

from enum import StrEnum

from core.analysis.journey import Stage
from core.services import actions
from core.services.actions import Proposal, Said
from core.services.opening import OpenShop
from core.verdicts.actions import JourneyStage, Status
from core.verdicts.actions import Tactic as Known
from core.verdicts.journey import Tactic


class Doing(StrEnum):
    """How far something to try is."""

    NOT = "not"
    DOING = "doing"
    SEEN = "seen"


STAGES = {
    Stage.REACH: JourneyStage.REACH,
    Stage.LOOK: JourneyStage.CONSIDER,
    Stage.BUY: JourneyStage.BUY,
    Stage.AFTER: JourneyStage.AFTER,
    Stage.LOYAL: JourneyStage.LOYAL,
}
"""The stages as the improvement notes call them."""

_METRICS = {
    Stage.REACH: "visits",
    Stage.LOOK: "look_rate",
    Stage.BUY: "pay_rate",
    Stage.AFTER: "kept_rate",
    Stage.LOYAL: "second_rate",
}


def claim(stage: Stage, tactic: Tactic) -> str:
    """How the notes call a thing to try at a stage."""
    return f"journey.{stage}.{tactic}"


def states(shop: OpenShop) -> dict[str, Doing]:
    """How far everything is that was kept, by its claim and by its tactic; the furthest counts.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    found: dict[str, Doing] = {}
    for one in actions.listed(shop):
        state = Doing.SEEN if one.status is Status.DONE else Doing.DOING
        for name in (one.claim, one.tactic):
            # What is being done again is being done.
            if name and found.get(name) is not Doing.DOING:
                found[name] = state
    return found


def of_tactic(stage: Stage, tactic: Tactic, what: str) -> Proposal:
    """What the notes keep of something to try at a stage that is not the weakest."""
    said = Said(what)
    return Proposal(claim(stage, tactic), {}, _METRICS[stage], "journey", said, STAGES[stage])


def of_known(tactic: Known, what: str) -> Proposal:
    """What they keep of one of the tactics everybody knows."""
    return Proposal(f"tactic.{tactic.id}", {}, tactic.metric, "journey", Said(what), tactic.stage)


def state(found: dict[str, Doing], *names: str) -> Doing:
    """How far a thing to try is that goes by several names."""
    told = {found[name] for name in names if name in found}
    if Doing.DOING in told:
        return Doing.DOING
    return Doing.SEEN if told else Doing.NOT
