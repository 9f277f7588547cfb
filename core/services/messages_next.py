"""What to do next with messages, each with what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.analysis import message_effect
from core.services.messages_record import Cell, Standing, best, losing
from core.stats.proportions import difference_z
from core.terms import Evidence

MOST_STEPS: Final = 3
MOST_PEOPLE: Final = 20_000
"""No small shop has longer lists; a larger number is not said."""

LEFT_OUT: Final = 0.1
"""The share that is suggested to be left out."""

_CLEAR: Final = 1.96


class Do(StrEnum):
    """What may be done next."""

    KEEP = "keep"
    """It pays: go on with it."""
    STOP = "stop"
    """It costs more than it brings."""
    ELSEWHERE = "elsewhere"
    """A text that did well for one persona has not been tried for another."""
    COMPARE = "compare"
    """Two texts of one scenario are not yet told apart."""
    LEAVE_OUT = "leave_out"
    """Nobody was left out, so nobody knows what it brought."""
    GATHER = "gather"
    """Too few got it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next, with what it rests on.

    Attributes:
        cells: the cells that are meant; two where they are compared.
        standing: what the scenario did.
        persona: for whom it has not been tried.
        needed: how many people a list needs.
    """

    do: Do
    scenario: int | None = None
    cells: tuple[Cell, ...] = ()
    standing: Standing | None = None
    persona: int | None = None
    needed: int | None = None


def steps(
    some: Sequence[Standing], told: Sequence[Cell], personas: Sequence[int] = ()
) -> tuple[Step, ...]:
    """What to do next, at most three things, each with what it rests on."""
    found: list[Step] = []
    for one in (best(some), losing(some)):
        if one is not None:
            do = Do.KEEP if one.gain and one.gain.pays else Do.STOP
            found.append(Step(do, one.scenario, standing=one))
    found += _elsewhere(some, told, personas)
    found += _pairs(told)
    found += [
        Step(Do.LEAVE_OUT, one.scenario, standing=one, needed=_needed(one))
        for one in some
        if one.scenario is not None and one.gain is None and one.alone and one.purchases
    ]  # fmt: skip
    found += [Step(Do.GATHER, one.scenario, (one,)) for one in told if one.is_thin]
    kinds: dict[tuple[Do, int | None], Step] = {}
    for step in found:
        kinds.setdefault((step.do, step.scenario), step)
    return tuple(kinds.values())[:MOST_STEPS]


def _elsewhere(
    some: Sequence[Standing], told: Sequence[Cell], personas: Sequence[int]
) -> list[Step]:
    """The best text of a scenario that pays, for a persona it was never sent to."""
    paying = {one.scenario for one in some
              if one.evidence is Evidence.KNOWN and one.gain and one.gain.pays}  # fmt: skip
    found: list[Step] = []
    for scenario in paying:
        mine = [one for one in told if one.scenario == scenario and not one.is_thin
                and one.bounds is not None and one.persona is not None]  # fmt: skip
        tried = {one.persona for one in told if one.scenario == scenario}
        left = next((one for one in personas if one not in tried), None)
        if mine and left is not None:
            top = max(mine, key=lambda one: (one.bounds or (0.0, 0.0))[0])
            found.append(Step(Do.ELSEWHERE, scenario, (top,), persona=left))
    return found


def _pairs(told: Sequence[Cell]) -> list[Step]:
    """Two texts of one scenario for one persona of which nobody can say which is better."""
    found: list[Step] = []
    known = [one for one in told if one.bought is not None and not one.is_thin]
    known = [one for one in known if one.scenario is not None]
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            alike = (one.persona, one.scenario) == (other.persona, other.scenario)
            if alike and one.bought and other.bought:
                z = difference_z(one.bought, other.bought)
                if z is not None and abs(z) < _CLEAR:
                    found.append(Step(Do.COMPARE, one.scenario, (one, other)))
    return found


def _needed(one: Standing) -> int | None:
    """How many a list needs for a doubling to be seen with a tenth left out."""
    rate = (one.purchases or 0) / one.sent / 2 if one.sent else 0.0
    found = message_effect.needed_left_out(rate, rate, LEFT_OUT) if 0 < rate < 1 else None
    return None if found is None or found > MOST_PEOPLE else found
