"""What is said of gifts: the two shares are as far apart as the difference that is told."""

import pytest

from core.services.care_gift_effects import Effect, Outcome
from core.stats.proportions import Tally
from core.terms import Evidence
from core.wording import care_gifts_answer


@pytest.mark.parametrize(
    ("given", "without", "said"),
    [
        # 45.6 less 34.2 are 11.4, though 46 less 34 are 12.
        (Tally(114, 250), Tally(85, 248), "받은 쪽 45.6% · 안 받은 쪽 34.3%"),
        (Tally(120, 250), Tally(75, 250), "받은 쪽 48% · 안 받은 쪽 30%"),
        (Tally(7, 20), Tally(5, 22), "받은 쪽 20명 중 7명 · 안 받은 쪽 22명 중 5명"),
    ],
)
def test_the_shares_are_as_far_apart_as_the_difference(given, without, said):
    difference = given.rate - without.rate
    effect = Effect(
        Outcome.AGAIN, given, without, 0, difference, (0.0, 0.2), 0.01,
        is_random=True, evidence=Evidence.KNOWN,
    )  # fmt: skip
    assert care_gifts_answer.sides(effect) == said
