"""What the rules of looking after say, held against what is due by them."""

import re

import pandas as pd
import pytest

from core.analysis.care_queue import Kind, Rule, due
from core.i18n import speaking
from core.services.care_rules import CareRule
from core.wording import care_rules as wording

NOTHING = pd.DataFrame(columns=["kind", "order", "buyer", "day", "is_done"])
ARRIVED = 100


def days_due(days: int, lapses: int) -> list[int]:
    order = pd.DataFrame(
        [("o1", "b1", "p1", 96, 98, ARRIVED, False, False, False)],
        columns=["order", "buyer", "product", "paid", "dispatched", "delivered", "is_ended",
                 "has_complaint", "is_reviewed"],
    )  # fmt: skip
    rule = Rule(Kind.HOW_IS_IT, days, lapses)
    return [day for day in range(30) if len(due(order, NOTHING, ARRIVED + day, [rule]))]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(("days", "lapses"), [(3, 7), (17, 1), (1, 14)])
def test_a_rule_names_the_first_and_the_last_day_on_which_it_is_due(language, days, lapses):
    found = days_due(days, lapses)
    with speaking(language):
        said = wording.when(CareRule(Kind.HOW_IS_IT, days, lapses))

    assert [int(one) for one in re.findall(r"\d+", said)] == [found[0], found[-1]]


@pytest.mark.parametrize(
    ("days", "lapses", "said"),
    [
        (3, 7, "도착하고 3일 뒤부터 10일 뒤까지"),
        (0, 3, "도착하고 그날부터 3일 뒤까지"),
        (3, 0, "도착하고 3일 뒤 하루만"),
        (0, 0, "도착하고 그날 하루만"),
    ],
)
def test_a_rule_in_words(days, lapses, said):
    with speaking("ko"):
        assert wording.when(CareRule(Kind.HOW_IS_IT, days, lapses)) == said
