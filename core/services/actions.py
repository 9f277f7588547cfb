"""Improvements: keep what is to be tried, follow it, and write down what came of it."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from core.services import actions_rows as kept
from core.services.actions_past import NO_LEVEL, Level, Reading, Target
from core.services.actions_rows import (
    Action,
    ActionProblem,
    ActionRefused,
    Draft,
    Measured,
    Proposal,
    Said,
    proposal,
)
from core.services.opening import OpenShop
from core.store import notes
from core.store.note_tables import ActionRow
from core.store.notes import NoteChanged, NoteGone
from core.terms import seoul_day
from core.verdicts.actions import JourneyStage, Status

__all__ = [
    "NO_LEVEL",
    "Action",
    "ActionProblem",
    "ActionRefused",
    "Draft",
    "Level",
    "Measured",
    "NoteChanged",
    "NoteGone",
    "Proposal",
    "Said",
    "Target",
    "proposal",
]

NOTHING_SAID = Said()


def keep(  # noqa: PLR0913, PLR0917  (what a verdict is made of)
    shop: OpenShop,
    claim: str,
    params: Mapping[str, object],
    metric: str,
    baseline: Level | None,
    page: str,
    now: datetime,
    *,
    said: Said = NOTHING_SAID,
    stage: JourneyStage = JourneyStage.BUY,
) -> Action:
    """Keep a thing to do because of something that was found out.

    While an improvement with the same claim is not done, that one is returned and none is added.

    Args:
        shop: whose.
        claim: names the claim and what it is about, the same on every day: ``verdict.id``.
        params: what the claim was made of; ``product_id`` and ``channel`` say what the number
            is counted of.
        metric: the number that should move, one of ``core.verdicts.actions.MEASURES``.
        baseline: its level before; None to take that of the last 28 days.
        page: where it was found out.
        now: when.
        said: what the seller read there.
        stage: the stage of the journey it is about.

    Raises:
        KeyError: there is no such number.
        ActionRefused: the number is of a product or a channel, and ``params`` name none.
        core.store.StoreProblem: the store cannot be written.
    """
    claim, target = claim[: kept.LONGEST_CLAIM], kept.target(metric, params)
    today = seoul_day(now)
    if baseline is None:
        baseline = level(shop, target, today)
    with shop.store.write() as session:
        for row in notes.actions(session, shop.id):
            if row.claim == claim and row.status != Status.DONE:
                return kept.read(row)
        row = kept.new(shop, target, baseline, stage, now)
        row.what, row.why, row.page = said.what[: kept.LONGEST], said.why[: kept.LONGEST_NOTE], page
        row.claim, row.snapshot = claim, kept.snapshot(params)
        return kept.read(notes.add(session, row))


def keep_proposal(shop: OpenShop, proposal: Proposal, now: datetime) -> Action:
    """Keep what a page proposes; see ``keep``."""
    return keep(
        shop,
        proposal.claim,
        proposal.params,
        proposal.metric,
        None,
        proposal.page,
        now,
        said=proposal.said,
        stage=proposal.stage,
    )


def open_claims(shop: OpenShop) -> dict[str, int]:
    """The claims that were kept and are not done yet, each with its improvement."""
    with shop.store.read() as session:
        rows = notes.actions(session, shop.id)
    return {row.claim: row.id for row in rows if row.claim and row.status != Status.DONE}


def is_kept(shop: OpenShop, claim: str) -> bool:
    """Whether a claim was kept and is not done yet."""
    return claim[: kept.LONGEST_CLAIM] in open_claims(shop)


def level(shop: OpenShop, target: Target, today: date) -> Level:
    """A number over the last 28 days there are."""
    with shop.store.read() as session:
        return Reading(shop, session, today).level(target)


def add(shop: OpenShop, draft: Draft, now: datetime) -> Action:
    """Add an improvement of the seller's own.

    Raises:
        ActionRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    today = seoul_day(now)
    kept.check(draft, today)
    baseline = level(shop, draft.target, today)
    with shop.store.write() as session:
        row = kept.new(shop, draft.target, baseline, draft.stage, now)
        row.what, row.why, row.note = draft.what.strip(), draft.why.strip(), draft.note.strip()
        row.tactic = draft.tactic
        row.planned_on = draft.planned_on or today
        row.check_on = kept.check_day(row.planned_on, draft.target.metric)
        return kept.read(notes.add(session, row))


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Action]:
    """All improvements, the newest first; with ``deleted`` those that were thrown away."""
    with shop.store.read() as session:
        times = notes.changed(session, shop.id, ActionRow)
        rows = notes.actions(session, shop.id, deleted=deleted)
        return [kept.read(row, times.get(row.id, 0)) for row in rows]


def start(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> Action:
    """Work on it has begun."""
    return _change(shop, number, {"status": Status.DOING, "started_on": seoul_day(now)}, now, seen)


def made(shop: OpenShop, number: int, on: date, now: datetime, seen: int | None = None) -> Action:
    """The change was made on a day; from it the effect is counted, and the check day moves.

    Raises:
        ActionRefused: the day is still to come.
    """
    if on > seoul_day(now):
        raise ActionRefused(ActionProblem.CHANGED_IN_FUTURE)
    with shop.store.read() as session:
        row = notes.find(session, ActionRow, shop.id, number)
        target = kept.of(row)
        # What was usual ends the day before the change, not on the day the note was written.
        before = Reading(shop, session, seoul_day(now)).level(target, on)
    changes = {
        "status": Status.WAITING,
        "changed_on": on,
        "check_on": kept.check_day(on, target.metric),
    }
    if before.value is not None:
        changes |= kept.base(before)
    return _change(shop, number, changes, now, seen)


def edit(
    shop: OpenShop, number: int, draft: Draft, now: datetime, seen: int | None = None
) -> Action:
    """Change what an improvement says; of one with a result only the texts.

    Raises:
        ActionRefused: something is impossible, or belongs to a result that was written down.
        NoteChanged: it was changed elsewhere since it was read; nothing was changed.
    """
    kept.check(draft, seoul_day(now))
    with shop.store.read() as session:
        row = notes.find(session, ActionRow, shop.id, number)
        is_measured, old, dates = (
            row.outcome is not None,
            kept.of(row),
            (row.changed_on, row.check_on),
        )
    changes: dict[str, Any] = {
        "what": draft.what.strip(), "note": draft.note.strip(), "stage": draft.stage.value
    }  # fmt: skip
    if not is_measured:
        changes |= kept.timing(draft)
        if draft.target != old:
            changes |= kept.aim(draft.target) | kept.base(level(shop, draft.target, seoul_day(now)))
    elif draft.target != old or (draft.changed_on, draft.check_on) != dates:
        raise ActionRefused(ActionProblem.MEASURED)
    return _change(shop, number, changes, now, seen)


def remark(
    shop: OpenShop, number: int, text: str, now: datetime, seen: int | None = None
) -> Action:
    """What the seller says about the result; the result itself stays."""
    return _change(shop, number, {"remark": text.strip()[: kept.LONGEST_NOTE]}, now, seen)


def leave_out(
    shop: OpenShop, number: int, now: datetime, seen: int | None = None, *, events: bool
) -> Action:
    """Count an improvement without the days on which something else happened, or with them again.

    Raises:
        ActionRefused: its result was written down.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    with shop.store.read() as session:
        if notes.find(session, ActionRow, shop.id, number).outcome is not None:
            raise ActionRefused(ActionProblem.MEASURED)
    return _change(shop, number, {"without_events": int(events)}, now, seen)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> Action:
    """Throw an improvement away; ``undo`` or ``restore`` brings it back."""
    return _change(shop, number, {"deleted_at": now}, now, seen)


def restore(shop: OpenShop, number: int, now: datetime) -> Action:
    """Bring an improvement back that was thrown away."""
    return _change(shop, number, {"deleted_at": None}, now, None)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> Action:
    """Take back the last change of an improvement.

    Raises:
        NoteGone: there is none, or nothing was changed.
        NoteChanged: it was changed elsewhere since it was read.
    """
    with shop.store.write() as session:
        row = notes.find(session, ActionRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise NoteGone(number)
        return kept.read(row)


def write_down(shop: OpenShop, number: int, measured: Measured, seen: int | None = None) -> Action:
    """Keep a result for good; the improvement is done.

    Raises:
        ActionRefused: it has one already.
    """
    with shop.store.read() as session:
        if notes.find(session, ActionRow, shop.id, number).outcome is not None:
            raise ActionRefused(ActionProblem.MEASURED)
    changes = {
        "status": Status.DONE,
        "outcome": measured.outcome.value,
        "result": json.dumps(dict(measured.numbers), ensure_ascii=False),
        "measured_at": measured.at,
    }
    return _change(shop, number, changes, measured.at, seen)


def _change(
    shop: OpenShop, number: int, changes: Mapping[str, Any], now: datetime, seen: int | None
) -> Action:
    with shop.store.write() as session:
        row = notes.find(session, ActionRow, shop.id, number)
        return kept.read(notes.change(session, row, changes, now, seen), _times(session, row))


def _times(session: Session, row: ActionRow) -> int:
    return notes.changed(session, row.shop_id, ActionRow).get(row.id, 0)
