"""A copy test between the rows that keep it and what the rest of the program sees."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from core.analysis import list_split
from core.services.copy_test_kept import CopyTest, Draft, VisitorsFrom
from core.services.copy_test_names import clean
from core.store.copy_test_tables import CopyTestRow
from core.terms import Period
from core.terms.copy_tests import (
    ALPHA,
    METHOD,
    Count,
    Design,
    Plan,
    PlannedVersion,
    Response,
    TestStatus,
    Version,
)


def columns(draft: Draft) -> dict[str, Any]:
    """What a draft says, as columns."""
    return {
        "title": clean(draft.title),
        "design": draft.design.value,
        "response": draft.response.value,
        "control": draft.control,
        "persona": clean(draft.persona),
        "product_id": draft.product_id,
        "channel": None if draft.channel is None else clean(draft.channel),
        "hold_out": draft.hold_out if draft.design is Design.LIST_SPLIT else 0,
        "first_day": draft.first_day,
        "days": draft.days,
        "visitors": draft.visitors,
        "visitors_from": draft.visitors_from.value,
        "base_rate": draft.base_rate,
    }


def trimmed(versions: tuple[Version, ...]) -> list[Version]:
    """Versions as they can be kept."""
    return [cleaned(one) for one in versions]


def cleaned(one: Version) -> Version:
    """A version without white space around what it says, and without signs that are none."""
    return replace(
        one, text=clean(one.text), label=clean(one.label), need=clean(one.need),
        tone=clean(one.tone),
    )  # fmt: skip


def planned(
    draft: Draft, period: Period, seed: str, recipients: Mapping[str, int]
) -> dict[str, int]:
    """How many are to be shown each version; empty where nobody could say.

    Args:
        draft: the test.
        period: its days.
        seed: what chance is drawn from.
        recipients: how many of a list have been given each version; empty if none was divided.
    """
    letters = [one.letter for one in draft.versions]
    if draft.design is Design.LIST_SPLIT and recipients:
        return {letter: recipients.get(letter, 0) for letter in letters}
    if draft.visitors is None:
        return {}
    if draft.design is Design.ALTERNATE_DAYS:
        turns = list(list_split.rotation(period, letters, seed).values())
        return {letter: draft.visitors * turns.count(letter) for letter in letters}
    total = draft.visitors * (1 if draft.design is Design.LIST_SPLIT else draft.days)
    parts = list_split.sizes(total, list(draft.shares.values()))
    return dict(zip(letters, parts, strict=False))


def read(row: CopyTestRow, versions: tuple[Version, ...], undoable: int = 0) -> CopyTest:
    """A row and its versions as the rest of the program sees them."""
    draft = Draft(
        row.title, Design(row.design), Response(row.response), versions, row.control, row.persona,
        row.product_id, row.channel, row.hold_out, row.first_day, row.days, row.visitors,
        VisitorsFrom(row.visitors_from), row.base_rate,
    )  # fmt: skip
    applied = None
    if row.applied is not None and row.applied_on is not None:
        applied = (row.applied, row.applied_on)
    return CopyTest(
        row.id, TestStatus(row.status), draft, _plan(row, draft), row.seed,
        None if row.result is None else json.loads(row.result), applied, row.action_id,
        row.source, row.revises, row.created_at, row.started_at, row.ended_at, row.version,
        row.deleted_at is not None, undoable,
    )  # fmt: skip


def _plan(row: CopyTestRow, draft: Draft) -> Plan | None:
    if row.started_at is None or draft.first_day is None:
        return None
    last = draft.first_day + timedelta(days=draft.days - 1)
    period, told = Period(draft.first_day, last), json.loads(row.planned)
    letters = [one.letter for one in draft.versions]
    turns = None
    if draft.design is Design.ALTERNATE_DAYS:
        turns = list_split.rotation(period, letters, row.seed)
    return Plan(
        draft.design, draft.response, draft.control,
        tuple(PlannedVersion(it.letter, it.share, told.get(it.letter)) for it in draft.versions),
        period, draft.hold_out, turns, draft.base_rate, row.alpha or ALPHA, row.method or METHOD,
    )  # fmt: skip


def result(
    test: CopyTest, counts: tuple[Count, ...], ruling: Mapping[str, Any], now: datetime
) -> str:
    """All that a result was made of, as JSON: the plan, the versions, the counts, the ruling."""
    plan = test.plan
    told = {
        "at": now.isoformat(),
        "method": None if plan is None else plan.method,
        "alpha": None if plan is None else plan.alpha,
        "design": test.draft.design.value,
        "response": test.draft.response.value,
        "control": test.draft.control,
        "first_day": None if plan is None else plan.period.first.isoformat(),
        "last_day": None if plan is None else plan.period.last.isoformat(),
        "planned": {} if plan is None else {it.letter: it.planned for it in plan.versions},
        "shares": test.draft.shares,
        "versions": [
            {"letter": one.letter, "text": one.text, "need": one.need, "tone": one.tone}
            for one in test.draft.versions
        ],
        "counts": [
            {
                "letter": one.letter, "day": None if one.day is None else one.day.isoformat(),
                "shown": one.shown, "reacted": one.reacted, "won": one.won,
                "won_squares": one.won_squares, "source": one.source.value,
            }
            for one in counts
        ],
        "ruling": dict(ruling),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, allow_nan=False)
