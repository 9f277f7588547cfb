"""Things to try that the seller added to the catalogue; they are offered from then on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.services import kept_notes
from core.services.kept_notes import NoteProblem
from core.services.opening import OpenShop
from core.store import notes
from core.store.journals import OwnTacticRow
from core.verdicts.actions import JourneyStage, measure

LONGEST: Final = 200
"""So many characters one may have."""


@dataclass(frozen=True, slots=True)
class OwnTactic:
    """Something to try: in the seller's words, at which stage, and which number it should move."""

    text: str
    stage: JourneyStage
    metric: str
    id: int | None = None
    version: int = 1


def listed(shop: OpenShop, *, deleted: bool = False) -> list[OwnTactic]:
    """All of them, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return [_read(row) for row in notes.listed(session, OwnTacticRow, shop.id, deleted=deleted)]


def add(shop: OpenShop, tactic: OwnTactic, now: datetime) -> OwnTactic:
    """Add one to the catalogue; one with the same words at the same stage is not added twice.

    Raises:
        core.services.kept_notes.NoteRefused: it says nothing or too much.
        KeyError: there is no such number.
        core.store.StoreProblem: the store cannot be written.
    """
    text = " ".join(tactic.text.split())
    kept_notes.refuse(
        {NoteProblem.NOTHING_SAID: not text, NoteProblem.TOO_LONG: len(text) > LONGEST}
    )
    metric = measure(tactic.metric).id
    with shop.store.write() as session:
        for row in notes.listed(session, OwnTacticRow, shop.id):
            if (row.text, row.stage) == (text, tactic.stage.value):
                return _read(row)
        row = OwnTacticRow(
            shop_id=shop.id, id=0, text=text, stage=tactic.stage.value, metric=metric,
            created_at=now,
        )  # fmt: skip
        return _read(notes.add(session, row))


def delete(shop: OpenShop, number: int, now: datetime) -> None:
    """Offer one no longer; ``undo`` brings it back. What was begun with it stays."""
    kept_notes.delete(shop, OwnTacticRow, number, now)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Offer one again that was thrown away."""
    kept_notes.undo(shop, OwnTacticRow, number, seen)


def _read(row: OwnTacticRow) -> OwnTactic:
    return OwnTactic(row.text, JourneyStage(row.stage), row.metric, row.id, row.version)
