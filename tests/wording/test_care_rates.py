"""How well orders are looked after, in words."""

from datetime import date

import pytest

from core import i18n
from core.services.care_requests import Compared, Requests
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.wording import care_rates
from tests.wording.copy_rules import faults_on_screen


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        ((-0.021, 0.054), "실제로는 100건 중 2건 적은 쪽부터 5건 많은 쪽 사이예요."),
        ((-0.021, 0.014), "실제로는 100건 중 2.1건 적은 쪽부터 1.4건 많은 쪽 사이예요."),
        ((0.03, 0.12), "실제로는 100건 중 3~12건쯤 더 많아요."),
        ((-0.12, -0.03), "실제로는 100건 중 3~12건쯤 더 적어요."),
    ],
)
def test_a_difference_is_told_in_orders(bounds, said):
    found = Compared(Tally(1, 9), Tally(1, 9), 0.0, bounds, Evidence.HINT)
    with i18n.speaking("ko"):
        told = care_rates.difference(found)

    assert told == said
    assert faults_on_screen(told) == []


def test_a_share_of_few_is_told_in_orders():
    with i18n.speaking("ko"):
        assert care_rates.part(Tally(3, 22)) == "22건 중 3건"


def test_two_shares_side_by_side_have_as_many_decimals():
    compared = Compared(Tally(210, 1000), Tally(94, 500), 0.022, (-0.02, 0.06), Evidence.EARLY)
    days = Period(date(2026, 9, 1), date(2026, 9, 30))
    found = Requests(date(2026, 9, 1), compared=compared, before=days, after=days)
    assert [share for _, share in care_rates.sides(found)] == ["19%", "21%"]
    assert [share for _, share in care_rates.groups(compared)] == ["21%", "19%"]
