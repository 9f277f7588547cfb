"""On which occasions customers are written to: stages, and the scenarios of each.

A stage is empty (빈칸) while it has no scenario that is on and has something to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from core.services import kept_notes, messages_stages, messages_wordings
from core.services.kept_notes import LONGEST, LONGEST_NOTE, NoteProblem
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.store import notes
from core.store.message_tables import ScenarioRow
from core.store.notes import NoteChanged, NoteGone
from core.terms.messages import MessageChannel, ScenarioStage

__all__ = ["NoteChanged", "NoteGone", "Scenario", "Step"]

LONGEST_WAIT: Final = 730
"""So many days a message may wait for its occasion."""

_HOURS: Final = range(24)
_STRANGERS: Final = frozenset({
    ScenarioStage.FIRST_VISIT, ScenarioStage.VIEWED, ScenarioStage.CART,
})  # fmt: skip
"""Stages before the first purchase: no order file knows who they are."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One occasion on which a customer is written to.

    Attributes:
        stage: where on the way to a regular.
        name: what the seller calls it.
        channel: by what it is sent.
        persona: the number of the persona it speaks to; None for everybody.
        group: the number of the group it is for; None for whoever comes to that stage.
        wait_days: so many days after what it follows.
        hour: at which hour of Seoul it is planned; None while that is open.
        is_on: whether it counts; one that is off is kept for later.
        note: what the seller counted by hand, or wants to remember.
        place: its place within the stage.
    """

    stage: ScenarioStage
    name: str
    channel: MessageChannel
    persona: int | None = None
    group: int | None = None
    wait_days: int = 0
    hour: int | None = None
    is_on: bool = True
    note: str = ""
    place: int = 0
    id: int | None = None
    version: int = 1
    undoable: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A stage with its scenarios, in their order, each with what it says."""

    stage: ScenarioStage
    scenarios: tuple[tuple[Scenario, tuple[Wording, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is told anything at this stage."""
        return self.speaking == 0

    @property
    def speaking(self) -> int:
        """How many of its scenarios are on and have a text."""
        return sum(one.is_on and bool(texts) for one, texts in self.scenarios)


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Scenario]:
    """All scenarios in the order of the way; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, ScenarioRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, ScenarioRow)
    found = [_read(row, undoable.get(row.id, 0)) for row in rows]
    stages = messages_stages.order(shop)
    return sorted(found, key=lambda one: (stages.index(one.stage), one.place, one.id or 0))


def way(shop: OpenShop) -> tuple[Step, ...]:
    """Every stage with what is said there, in the order of the shop.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    said: dict[int, list[Wording]] = {}
    for text in messages_wordings.listed(shop):
        said.setdefault(text.scenario, []).append(text)
    known = [(one, tuple(said.get(one.id or 0, ()))) for one in listed(shop)]
    return tuple(
        Step(stage, tuple(pair for pair in known if pair[0].stage is stage))
        for stage in messages_stages.order(shop)
    )


def find(shop: OpenShop, number: int) -> Scenario:
    """A scenario by its number.

    Raises:
        NoteGone: there is none, or it was thrown away.
        core.store.StoreProblem: the store cannot be read.
    """
    found = next((one for one in listed(shop) if one.id == number), None)
    if found is None:
        raise NoteGone(number)
    return found


def add(shop: OpenShop, one: Scenario, now: datetime) -> Scenario:
    """Keep a new scenario at the end of its stage.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one)
    with shop.store.write() as session:
        mine = [it for it in notes.listed(session, ScenarioRow, shop.id) if it.stage == one.stage]
        place = max((it.place for it in mine), default=-1) + 1
        row = ScenarioRow(
            shop_id=shop.id, id=0, created_at=now, **(_columns(one) | {"place": place})
        )
        return _read(notes.add(session, row))


def change(shop: OpenShop, one: Scenario, now: datetime) -> None:
    """Change a scenario; its ``version`` is the one the seller saw.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one)
    kept_notes.change(shop, ScenarioRow, one.id or 0, _columns(one), now, one.version)


def move(shop: OpenShop, number: int, by: int, now: datetime) -> None:
    """Move a scenario up (-1) or down (1) within its stage; at an end it stays.

    Raises:
        NoteGone: there is no such scenario.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        rows = notes.listed(session, ScenarioRow, shop.id)
        moved = next((row for row in rows if row.id == number), None)
        if moved is None:
            raise NoteGone(number)
        mine = sorted((row for row in rows if row.stage == moved.stage), key=_row_order)
        at = mine.index(moved)
        to = min(max(at + by, 0), len(mine) - 1)
        mine.insert(to, mine.pop(at))
        for place, row in enumerate(mine):
            if row.place != place:
                notes.change(session, row, {"place": place}, now)


def switch(shop: OpenShop, one: Scenario, *, is_on: bool, now: datetime) -> None:
    """Let a scenario count, or keep it for later."""
    kept_notes.change(shop, ScenarioRow, one.id or 0, {"is_on": int(is_on)}, now, one.version)


def delete(shop: OpenShop, one: Scenario, now: datetime) -> None:
    """Throw a scenario away; ``undo`` brings it back with all of its texts."""
    kept_notes.delete(shop, ScenarioRow, one.id or 0, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a scenario."""
    kept_notes.undo(shop, ScenarioRow, number, seen)


def fitting(some: Sequence[Scenario], persona: int | None) -> list[Scenario]:
    """Those that speak to a persona: its own, and those for everybody; None for all."""
    return [one for one in some if persona is None or one.persona in {None, persona}]


def reachable(some: Sequence[Scenario]) -> Scenario | None:
    """The first that is on and for people whom order files know; else the first of all."""
    known = (one for one in some if one.is_on and one.stage not in _STRANGERS)
    return next(known, some[0] if some else None)


def _check(one: Scenario) -> None:
    kept_notes.refuse({
        NoteProblem.NOTHING_SAID: not one.name.strip(),
        NoteProblem.TOO_LONG: len(one.name) > LONGEST or len(one.note) > LONGEST_NOTE,
        NoteProblem.NUMBER: not 0 <= one.wait_days <= LONGEST_WAIT
        or (one.hour is not None and one.hour not in _HOURS),
    })  # fmt: skip


def _row_order(row: ScenarioRow) -> tuple[int, int]:
    return row.place, row.id


def _columns(one: Scenario) -> dict[str, Any]:
    return {
        "stage": one.stage.value, "place": one.place, "name": " ".join(one.name.split()),
        "persona_id": one.persona, "group_id": one.group, "channel": one.channel.value,
        "wait_days": one.wait_days, "hour": one.hour, "is_on": int(one.is_on),
        "note": one.note.strip(),
    }  # fmt: skip


def _read(row: ScenarioRow, undoable: int = 0) -> Scenario:
    return Scenario(
        ScenarioStage(row.stage), row.name, MessageChannel(row.channel), row.persona_id,
        row.group_id, row.wait_days, row.hour, bool(row.is_on), row.note, row.place, row.id,
        row.version, undoable,
    )  # fmt: skip
