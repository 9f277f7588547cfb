"""What to do next: at most three things, from what was found and from what falls due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from core.importers.problems import redacted
from core.services import actions, copy_tests
from core.services.actions import Action
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.services.today_view import Kpi
from core.terms import Period
from core.terms.copy_tests import TestStatus
from core.verdicts import Claim, Verdict

AT_MOST: Final = 3


class StepKind(StrEnum):
    """What is to be done."""

    FILL = "fill"
    """To add order files of days that are in none."""
    FOUND = "found"
    """What a conclusion asks for."""
    LOOK = "look"
    """To see what came of an improvement."""
    TEST = "test"
    """To see the result of a copy test."""
    BEGIN = "begin"
    """To make an improvement that is planned."""
    VISITS = "visits"
    """To add the file of visits."""
    KEEP = "keep"
    """To choose one thing to try."""
    LOOK_BACK = "look_back"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, with its day if it has one."""

    kind: StepKind
    day: date | None = None
    name: str = ""
    verdict: Verdict | None = None
    action: Action | None = None
    test: CopyTest | None = None
    period: Period | None = None


def steps(
    shop: OpenShop, after: Period, verdicts: Iterable[Verdict], kpis: Iterable[Kpi],
    missing: Iterable[Period] = (),
) -> tuple[Step, ...]:  # fmt: skip
    """What to do in the days after a report.

    Args:
        shop: whose.
        after: those days.
        verdicts: what was found.
        kpis: the numbers, some of which may be unknown.
        missing: days of the report, or of those it is compared with, that are in no order file.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    asked = [Step(StepKind.FOUND, verdict=one) for one in verdicts]
    wanted = [one for one in asked if one.verdict and one.verdict.claim is not Claim.STEADY]
    calm = [one for one in asked if one not in wanted]
    dated = sorted(_dated(shop, after), key=lambda one: one.day or date.max)
    standing = _standing(kpis, has_one=bool(dated))
    fill = [Step(StepKind.FILL, period=one) for one in missing][:1]
    return tuple([*fill, *wanted[:1], *dated, *wanted[1:], *standing, *calm][:AT_MOST])


def _dated(shop: OpenShop, after: Period) -> Iterable[Step]:
    for one in actions.listed(shop):
        name = redacted(one.what)
        is_made = one.changed_on is not None and one.changed_on < after.first
        # Also what has been looked at since then: an old report asks for what it asked for.
        if is_made and one.check_on in after:
            yield Step(StepKind.LOOK, one.check_on, name, action=one)
        elif not is_made and one.planned_on in after:
            yield Step(StepKind.BEGIN, one.planned_on, name, action=one)
    for test in copy_tests.listed(shop, [TestStatus.RUNNING, TestStatus.ENDED]):
        if test.plan is not None and test.plan.period.last in after:
            name = redacted(test.draft.title)
            yield Step(StepKind.TEST, test.plan.period.last, name, test=test)


def _standing(kpis: Iterable[Kpi], *, has_one: bool) -> list[Step]:
    """What is always worth doing, where nothing more urgent is known."""
    unknown = {one.metric for one in kpis if one.now is None}
    found = [] if "visits" not in unknown else [Step(StepKind.VISITS)]
    if not has_one:
        found.append(Step(StepKind.KEEP))
    return [*found, Step(StepKind.LOOK_BACK)]
