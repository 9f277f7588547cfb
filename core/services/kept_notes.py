"""What all small notes of a seller share: adding, changing, throwing away and bringing back."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from core.services.opening import OpenShop
from core.store import notes
from core.store.notes import N

LONGEST: Final = 120
"""So many characters a name or a code may have."""

LONGEST_NOTE: Final = 2000
MOST_PEOPLE: Final = 1_000_000_000


class NoteProblem(StrEnum):
    """Why a note is not kept."""

    NOTHING_SAID = "nothing_said"
    TOO_LONG = "too_long"
    IN_FUTURE = "in_future"
    NUMBER = "number"
    NAME_TAKEN = "name_taken"
    PLACES = "places"
    """A text has places in braces that nobody can fill."""


class NoteRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: NoteProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


def refuse(wrong: Mapping[NoteProblem, bool]) -> None:
    """Raise the first problem that applies.

    Raises:
        NoteRefused: that problem.
    """
    for problem, applies in wrong.items():
        if applies:
            raise NoteRefused(problem)


def change(  # noqa: PLR0913, PLR0917  (whose, what, when, as it was seen)
    shop: OpenShop,
    kind: type[N],
    number: int,
    changes: Mapping[str, Any],
    now: datetime,
    seen: int | None = None,
) -> None:
    """Change a note; what it was can be brought back.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        notes.change(session, notes.find(session, kind, shop.id, number), changes, now, seen)


def delete(
    shop: OpenShop, kind: type[N], number: int, now: datetime, seen: int | None = None
) -> None:
    """Throw a note away; ``undo`` brings it back.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    change(shop, kind, number, {"deleted_at": now}, now, seen)


def undo(shop: OpenShop, kind: type[N], number: int, seen: int | None = None) -> None:
    """Take back the last change of a note.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
        core.store.notes.NoteGone: nothing was changed.
    """
    with shop.store.write() as session:
        if not notes.undo(session, notes.find(session, kind, shop.id, number), seen):
            raise notes.NoteGone(number)
