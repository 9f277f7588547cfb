"""What the page 고객과 단골 says first."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.analysis.customer_states import State
from core.services.actions import Proposal, Said
from core.services.customers_second import SecondView
from core.services.customers_states_view import View
from core.verdicts.actions import JourneyStage
from core.verdicts.customers_conclusion import CustomerCase, CustomerConclusion, conclude

PAGE: Final = "customers"
METRIC: Final = "second_rate"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is said, and what it rests on."""

    found: CustomerConclusion
    case: CustomerCase
    second: SecondView
    view: View


def conclusion(view: View, second: SecondView, today: date) -> Conclusion:
    """The one thing to say.

    Args:
        view: how customers stand.
        second: how many first-time buyers come again, as 오늘 counts it.
        today: the day it is.
    """
    regulars = view.of(State.REGULAR)
    case = CustomerCase(
        (today - view.told_until).days, view.customers, second.tally, second.change,
        regulars.customers, view.net, regulars.net, second.is_sure,
    )  # fmt: skip
    return Conclusion(conclude(case), case, second, view)


def proposal(told: Conclusion, said: Said) -> Proposal:
    """What can be kept in 개선 노트: the share of new customers who come again should rise."""
    return Proposal(f"customers.{told.found.say}", {}, METRIC, PAGE, said, JourneyStage.LOYAL)
