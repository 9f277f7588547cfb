"""What is planned and published for each persona at each stage of the way to a regular."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.analysis.journey import Stage
from core.services import content_items, target_personas
from core.services.content_items import Content, State
from core.services.opening import OpenShop
from core.services.target_personas import Persona

FRESH: Final = timedelta(days=182)
"""What was published longer ago fills no cell any more: its readers have gone by."""

Cell = tuple[int | None, Stage]
"""A persona (None for everybody) and a stage."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Content by persona and stage.

    Attributes:
        personas: the rows, the main one first; everybody comes after them.
        cells: what is planned, overdue or was published lately, the newest day first.
        loose: how many such pieces name no stage; they are in no cell.
    """

    personas: tuple[Persona, ...]
    cells: Mapping[Cell, tuple[Content, ...]]
    loose: int

    @property
    def rows(self) -> tuple[int | None, ...]:
        """The numbers of the personas, and None for everybody."""
        return (*(one.id for one in self.personas), None)

    def empty(self, persona: int | None) -> tuple[Stage, ...]:
        """The stages at which nothing is there for a persona, nor for everybody."""
        return tuple(
            stage
            for stage in Stage
            if not self.cells.get((persona, stage)) and not self.cells.get((None, stage))
        )


def plan(shop: OpenShop, today: date) -> Plan:
    """What there is for whom.

    Content of a persona that was thrown away counts as content for everybody.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    personas = target_personas.listed(shop)
    known = {one.id for one in personas}
    items = [one for one in content_items.listed(shop) if _counts(one, today)]
    cells: dict[Cell, list[Content]] = {}
    for one in items:
        if one.stage in set(Stage):
            whom = one.persona if one.persona in known else None
            cells.setdefault((whom, Stage(one.stage)), []).append(one)
    loose = len(items) - sum(map(len, cells.values()))
    return Plan(tuple(personas), {cell: tuple(some) for cell, some in cells.items()}, loose)


def _counts(one: Content, today: date) -> bool:
    """Whether it is still to come, late, or out not too long ago."""
    return one.state(today) is not State.PUBLISHED or one.day >= today - FRESH


def most_pressing(plan: Plan) -> Cell | None:
    """The first empty cell of the main persona, of everybody where there is no persona."""
    whom = plan.personas[0].id if plan.personas else None
    empty: Sequence[Stage] = plan.empty(whom)
    return (whom, empty[0]) if empty else None
