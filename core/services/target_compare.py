"""Those who buy beside those a seller has in mind: the error, what chance does, one advice."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.analysis import target
from core.analysis.target import VALUES, Counting, Counts, Dimension
from core.services import actions, target_actual, target_shares
from core.services.actions import Proposal, Said
from core.services.opening import OpenShop
from core.services.target_actual import Actual, Actuals, Span
from core.services.target_shares import Aim
from core.terms import Evidence
from core.verdicts import target as verdicts
from core.verdicts.actions import JourneyStage
from core.verdicts.target import Case, MonthError, TargetFound, TargetSay

PAGE = "target"
METRIC = "new_buyers"
"""What is watched when texts, channels or the target are changed: no number tells age by day."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is meant and what is there, by one dimension.

    Attributes:
        aim: what is aimed at.
        actual: who buys; None where no file tells it.
        is_beyond: there are files that tell it, but none of these days.
        found: what can be said.
        months: the error of each month, the earliest first.
    """

    aim: Aim
    actual: Actual | None
    is_beyond: bool
    found: TargetFound
    months: tuple[tuple[date, MonthError], ...] = ()

    @property
    def dimension(self) -> Dimension:
        """By what."""
        return self.aim.dimension

    @property
    def effect(self) -> float | None:
        """How many cases tell as much as one person; None where nobody knows."""
        return None if self.actual is None else effect(self.actual)


def tried(shop: OpenShop) -> tuple[Dimension, ...]:
    """The dimensions about which something is being done already.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    claims = actions.open_claims(shop)
    return tuple(one for one in VALUES if claim(one) in claims)


def claim(dimension: Dimension) -> str:
    """What an improvement about a dimension is called."""
    return f"{PAGE}.{dimension}"


def beside(aim: Aim, actuals: Actuals, *, is_tried: bool = False) -> Beside:
    """One dimension, judged."""
    actual = actuals.told.get(aim.dimension)
    is_beyond = aim.dimension in actuals.beyond
    if aim.shares is None:
        found = TargetFound(TargetSay.NO_AIM, Evidence.NO_DATA)
        return Beside(aim, actual, is_beyond, found)
    if actual is None:
        found = TargetFound(TargetSay.NO_ACTUAL, Evidence.NO_DATA)
        return Beside(aim, None, is_beyond, found)
    each = effect(actual)
    known = target.effective(actual.counts, each or 1.0)
    # As many less of those of unknown value, so that they are as large a part as they were.
    unknown = actual.counts.unknown * sum(known) / max(1, actual.counts.cases)
    months = _months(actual)
    case = Case(
        aim.shares, known, unknown, months, aim.most, is_tried, is_known=each is not None
    )  # fmt: skip
    errors = tuple(
        (month, _month_error(aim.shares, people, counts))
        for (month, counts), people in zip(actual.months, months, strict=True)
    )
    return Beside(aim, actual, is_beyond, verdicts.judge(case), errors)


def _months(actual: Actual) -> tuple[tuple[float, ...], ...]:
    """The counts of each month, as of so many different people."""
    repeats = actual.repeats
    if are_people(actual) or repeats is None or repeats.effect is None:
        return tuple(counts.known for _month, counts in actual.months)
    return tuple(
        target.effective(counts, each)
        for (_month, counts), each in zip(actual.months, repeats.months, strict=True)
    )


def _month_error(meant: tuple[float, ...], people: tuple[float, ...], counts: Counts) -> MonthError:
    return replace(verdicts.month_error(meant, people), cases=counts.cases)


def effect(actual: Actual) -> float | None:
    """How many cases tell as much as one person; None where nobody knows."""
    if are_people(actual):
        return 1.0
    return None if actual.repeats is None else actual.repeats.effect


def are_people(actual: Actual) -> bool:
    """Whether each case is another person.

    Orders count each buyer once. Statistics add up products and files, so that even their buyers
    may be counted again; only those of one product in one month are not.
    """
    is_once = actual.products is None or (actual.products == 1 and len(actual.months) <= 1)
    return actual.counting is Counting.BUYERS and is_once


def view(
    aims: Mapping[Dimension, Aim], actuals: Actuals, tried: tuple[Dimension, ...] = ()
) -> dict[Dimension, Beside]:
    """Every dimension, judged."""
    return {
        dimension: beside(aim, actuals, is_tried=dimension in tried)
        for dimension, aim in aims.items()
    }


def read(shop: OpenShop, span: Span = Span.YEAR) -> dict[Dimension, Beside]:
    """Every dimension of a shop, judged.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    aims, actuals = target_shares.listed(shop), target_actual.read(shop, span)
    return view(aims, actuals, tried(shop))


def first(told: Mapping[Dimension, Beside]) -> Beside | None:
    """What is said first of all that is aimed at; None where nothing is."""
    aimed = [one for one in told.values() if one.found.say is not TargetSay.NO_AIM]
    place = verdicts.first([one.found for one in aimed])
    return None if place is None else aimed[place]


def proposal(dimension: Dimension, said: Said) -> Proposal:
    """What can be sent to 개선 노트 because of an error."""
    return Proposal(claim(dimension), {}, METRIC, PAGE, said, JourneyStage.REACH)
