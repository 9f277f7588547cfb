"""An improvement as the seller writes it, as it is kept, and what is impossible in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from numbers import Integral
from typing import Any, Final

from core.services.actions_past import Level, Target
from core.services.opening import OpenShop
from core.store.note_tables import ActionRow
from core.terms import Period, seoul_day
from core.verdicts import Verdict
from core.verdicts.actions import (
    KEEPABLE,
    About,
    JourneyStage,
    Outcome,
    Status,
    measure,
    stage_of,
    tactic,
)

LONGEST: Final = 200
"""So many characters a thing to do may have."""

LONGEST_NOTE: Final = 2000
LONGEST_CLAIM: Final = 120
"""So many characters of the name of a claim are kept."""

SHORTEST_CHECK, LONGEST_CHECK = 7, 91
"""Days after a change on which it can be looked at, apart from what its number takes to settle."""


class ActionProblem(StrEnum):
    """Why an improvement is not kept as it was written."""

    NOTHING_SAID = "nothing_said"
    TOO_LONG = "too_long"
    NEEDS_PRODUCT = "needs_product"
    NEEDS_CHANNEL = "needs_channel"
    CHANGED_IN_FUTURE = "changed_in_future"
    CHECK_TOO_SOON = "check_too_soon"
    CHECK_TOO_LATE = "check_too_late"
    MEASURED = "measured"


class ActionRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: ActionProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Said:
    """What the seller read when a thing was kept: what to do, and why."""

    what: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a page proposes to keep: the claim and its makings, and the number that should move.

    ``claim`` names the claim and what it is about, the same on every day. ``params`` hold
    ``product_id`` or ``channel`` where the number is one of a product or a channel.
    """

    claim: str
    params: Mapping[str, object]
    metric: str
    page: str
    said: Said
    stage: JourneyStage = JourneyStage.BUY


def proposal(verdict: Verdict, said: Said) -> Proposal | None:
    """What a verdict of 오늘 proposes; None where there is nothing to do but to add a file."""
    named = verdict.params.get("metric")
    metric = named if isinstance(named, str) else KEEPABLE.get(verdict.claim)
    if metric is None:
        return None
    params = {
        **verdict.params,
        "evidence": [[figure.metric, figure.now, figure.before] for figure in verdict.evidence],
        "level": verdict.level,
        "probability": verdict.probability,
        "money_month": verdict.money_month,
        "data_asof": verdict.data_asof,
    }
    stage = stage_of(verdict)
    return Proposal(verdict.id, params, metric, verdict.page, said, stage)


@dataclass(frozen=True, slots=True)
class Measured:
    """The result that was written down; nobody can change it afterwards."""

    outcome: Outcome
    numbers: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """One improvement. ``undoable``: how many of its changes can be taken back."""

    id: int
    what: str
    why: str
    tactic: str | None
    claim: str | None
    page: str
    stage: JourneyStage
    target: Target
    baseline: Level
    planned_on: date
    started_on: date | None
    changed_on: date | None
    check_on: date
    status: Status
    note: str
    remark: str
    measured: Measured | None
    created_at: datetime
    version: int
    deleted: bool = False
    undoable: int = 0
    evidence: Mapping[str, Any] | None = None
    without_events: bool = False
    """Days on which something else happened are left out, before and after the change."""

    @property
    def window(self) -> Period:
        """The days that are looked at: from the change, until its number has to be settled."""
        first = self.changed_on or self.started_on or self.planned_on
        last = self.check_on - timedelta(days=1 + measure(self.target.metric).lag)
        return Period(first, max(first, last))


@dataclass(frozen=True, slots=True)
class Draft:
    """An improvement as the seller writes it."""

    what: str
    target: Target
    stage: JourneyStage
    tactic: str | None = None
    why: str = ""
    note: str = ""
    planned_on: date | None = None
    changed_on: date | None = None
    check_on: date | None = None


def check(draft: Draft, today: date) -> None:
    """Make sure that a draft is possible.

    Raises:
        ActionRefused: what is wrong with it.
    """
    asked, lag = measure(draft.target.metric), measure(draft.target.metric).lag
    changed, check = draft.changed_on, draft.check_on
    after = (check - changed).days - lag if changed and check else SHORTEST_CHECK
    wrong = {
        ActionProblem.NOTHING_SAID: not draft.what.strip() and draft.tactic is None,
        ActionProblem.TOO_LONG: len(draft.what) > LONGEST
        or max(len(draft.note), len(draft.why)) > LONGEST_NOTE,
        ActionProblem.NEEDS_PRODUCT: asked.about is About.PRODUCT
        and draft.target.product_id is None,
        ActionProblem.NEEDS_CHANNEL: asked.about is About.CHANNEL and not draft.target.channel,
        ActionProblem.CHANGED_IN_FUTURE: changed is not None and changed > today,
        ActionProblem.CHECK_TOO_SOON: after < SHORTEST_CHECK,
        ActionProblem.CHECK_TOO_LATE: after > LONGEST_CHECK,
    }
    for problem, applies in wrong.items():
        if applies:
            raise ActionRefused(problem)
    if draft.tactic is not None:
        tactic(draft.tactic)


def target(metric: str, params: Mapping[str, object]) -> Target:
    """The number that a claim is about.

    Raises:
        ActionRefused: it is one of a product or a channel, and none is named.
    """
    asked, product, channel = measure(metric), params.get("product_id"), params.get("channel")
    metric = asked.id
    if asked.about is About.PRODUCT:
        if not isinstance(product, Integral):
            raise ActionRefused(ActionProblem.NEEDS_PRODUCT)
        return Target(metric, product_id=int(product))
    if asked.about is About.CHANNEL:
        if not isinstance(channel, str) or not channel:
            raise ActionRefused(ActionProblem.NEEDS_CHANNEL)
        return Target(metric, channel=channel)
    if asked.about is About.THEME:
        theme = params.get("theme")
        return Target(
            metric,
            product_id=int(product) if isinstance(product, Integral) else None,
            theme=theme if isinstance(theme, str) and theme else None,
        )
    return Target(metric)


def check_day(changed: date, metric: str) -> date:
    """When a change of a number can be looked at, if the seller says nothing else."""
    asked = measure(metric)
    return changed + timedelta(days=asked.days + asked.lag)


def new(
    shop: OpenShop, target: Target, baseline: Level, stage: JourneyStage, now: datetime
) -> ActionRow:
    """A row for an improvement that begins today."""
    today = seoul_day(now)
    return ActionRow(
        shop_id=shop.id,
        id=0,
        stage=stage.value,
        status=Status.KEPT.value,
        planned_on=today,
        check_on=check_day(today, target.metric),
        created_at=now,
        **aim(target),
        **base(baseline),
    )


def aim(target: Target) -> dict[str, Any]:
    """Which number, as columns."""
    return {
        "metric": target.metric, "product_id": target.product_id, "channel": target.channel,
        "theme": target.theme,
    }  # fmt: skip


def base(baseline: Level) -> dict[str, Any]:
    """The level before, as columns."""
    period = baseline.period
    return {
        "base_value": baseline.value,
        "base_trials": baseline.trials,
        "base_first": period.first if period else None,
        "base_last": period.last if period else None,
    }


def timing(draft: Draft) -> dict[str, Any]:
    """The days a draft names, as columns."""
    told = {
        "planned_on": draft.planned_on,
        "changed_on": draft.changed_on,
        "check_on": draft.check_on,
    }
    found: dict[str, Any] = {name: day for name, day in told.items() if day is not None}
    return found | ({"status": Status.WAITING} if draft.changed_on else {})


def of(row: ActionRow) -> Target:
    """Which number a row is about."""
    return Target(row.metric, row.product_id, row.channel, row.theme)


def read(row: ActionRow, undoable: int = 0) -> Action:
    """A row as the rest of the program sees it."""
    period = Period(row.base_first, row.base_last) if row.base_first and row.base_last else None
    measured = None
    if row.outcome is not None and row.measured_at is not None:
        measured = Measured(Outcome(row.outcome), json.loads(row.result or "{}"), row.measured_at)
    return Action(
        row.id, row.what, row.why, row.tactic, row.claim, row.page, JourneyStage(row.stage),
        of(row), Level(row.base_value, row.base_trials, period), row.planned_on, row.started_on,
        row.changed_on, row.check_on, Status(row.status), row.note, row.remark, measured,
        row.created_at, row.version, row.deleted_at is not None, undoable,
        json.loads(row.snapshot), bool(row.without_events),
    )  # fmt: skip


def snapshot(params: Mapping[str, object]) -> str:
    """What a claim was made of, as JSON: days and periods as texts, codes as their values."""
    return json.dumps(dict(params), ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Period):
        return [value.first.isoformat(), value.last.isoformat()]
    return list(value) if isinstance(value, frozenset | set) else str(value)
