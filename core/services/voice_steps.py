"""The steps of a complaint, from its coming in to the second look, each with its time."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from core.services import voice_complaints, voice_limits
from core.services.opening import OpenShop
from core.services.voice_limits import Limits
from core.store import notes
from core.store.voice_tables import ComplaintRow
from core.terms.voice import ComplaintStatus

Step: TypeAlias = Callable[[ComplaintRow, Limits], Mapping[str, Any]]
"""What a step changes in a complaint."""


class StepProblem(StrEnum):
    """Why a complaint does not go on."""

    NO_ALTERNATIVE = "no_alternative"
    """Nothing was offered yet, so it cannot be solved."""
    NOT_NOW = "not_now"
    """It is not where this step begins."""


class StepRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was changed."""

    def __init__(self, problem: StepProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


def reply(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """대응 중: the customer got a first reply, and a solution is due next.

    Raises:
        StepRefused: it is solved already.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """

    def step(row: ComplaintRow, limits: Limits) -> Mapping[str, Any]:
        _needs(row, ComplaintStatus.RECEIVED)
        return {
            "status": int(ComplaintStatus.DOING),
            "first_reply_at": row.first_reply_at or now,
            "due_at": now + limits.solve,
        }

    _step(shop, number, step, now, seen)


def solve(  # noqa: PLR0913  (what was offered, what it cost, as it was seen)
    shop: OpenShop,
    number: int,
    now: datetime,
    *,
    alternative: str | None = None,
    cost: int | None = None,
    seen: int | None = None,
) -> None:
    """해결: it was made good, and a second look is due some days later.

    Args:
        shop: whose.
        number: which.
        now: when.
        alternative: what was offered; None where that was written down before.
        cost: won that it cost; None leaves what was written down before.
        seen: the version the seller saw.

    Raises:
        StepRefused: nothing was offered instead, or it is solved already.
        core.services.kept_notes.NoteRefused: the cost is impossible.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    voice_complaints.check_words(alternative or "", "", cost)

    def step(row: ComplaintRow, limits: Limits) -> Mapping[str, Any]:
        _needs(row, ComplaintStatus.RECEIVED, ComplaintStatus.DOING)
        offered = row.alternative if alternative is None else voice_complaints.clean(alternative)
        if not offered:
            raise StepRefused(StepProblem.NO_ALTERNATIVE)
        return {
            "status": int(ComplaintStatus.SOLVED),
            "alternative": offered,
            "cost": row.cost if cost is None else cost,
            "first_reply_at": row.first_reply_at or now,
            "resolved_at": now,
            "due_at": now + limits.check,
        }

    _step(shop, number, step, now, seen)


def checked(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """다시 확인: the customer was asked once more and is content."""

    def step(row: ComplaintRow, _limits: Limits) -> Mapping[str, Any]:
        _needs(row, ComplaintStatus.SOLVED)
        return {"status": int(ComplaintStatus.CHECKED), "checked_at": now}

    _step(shop, number, step, now, seen)


def reopen(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """The customer is not content after all: back to 대응 중, and a solution is due anew."""

    def step(row: ComplaintRow, limits: Limits) -> Mapping[str, Any]:
        _needs(row, ComplaintStatus.SOLVED, ComplaintStatus.CHECKED)
        return {
            "status": int(ComplaintStatus.DOING),
            "resolved_at": None,
            "checked_at": None,
            "due_at": now + limits.solve,
        }

    _step(shop, number, step, now, seen)


def _step(shop: OpenShop, number: int, step: Step, now: datetime, seen: int | None) -> None:
    with shop.store.write() as session:
        row = notes.find(session, ComplaintRow, shop.id, number)
        if seen is not None and row.version != seen:
            raise notes.NoteChanged
        changes = step(row, voice_limits.read(session, shop.id))
        notes.change(session, row, changes, now, seen)


def _needs(row: ComplaintRow, *where: ComplaintStatus) -> None:
    if ComplaintStatus(row.status) not in where or row.deleted_at is not None:
        raise StepRefused(StepProblem.NOT_NOW)
