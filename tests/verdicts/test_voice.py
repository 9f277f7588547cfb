"""What the page of reviews and complaints says first."""

from dataclasses import replace

import pytest

from core.analysis.voice_rates import Change
from core.terms import Evidence
from core.verdicts.voice import VoiceCase, VoiceSay, conclude

RISE = Change("delivery", 20, 10, 8.0, 2.0, is_enough=True, p=0.01)
NOTHING = VoiceCase([], [], 0, 0, 0, has_orders=False)


def test_a_theme_that_rises_beyond_chance_comes_first() -> None:
    found = conclude(replace(NOTHING, changes=[RISE], problems=[("size", 40)], waiting=9, texts=90))

    assert (found.say, found.level, found.theme) == (VoiceSay.RISING, Evidence.KNOWN, "delivery")
    assert found.probability == pytest.approx(0.99)


@pytest.mark.parametrize(
    "change",
    [
        replace(RISE, p=0.11),  # only a hint
        replace(RISE, rate_now=1.0),  # it fell
        replace(RISE, p=None, is_enough=False),
    ],
)
def test_without_that_the_most_frequent_one_is_a_hint(change: Change) -> None:
    found = conclude(replace(NOTHING, changes=[change], problems=[("size", 3)], texts=9))

    assert (found.say, found.level, found.theme) == (VoiceSay.FREQUENT, Evidence.HINT, "size")


def test_few_complaints_of_one_theme_are_not_called_frequent() -> None:
    few = replace(NOTHING, problems=[("size", 2)], texts=9)

    assert conclude(replace(few, waiting=1)).say is VoiceSay.WAITING
    assert conclude(few).say is VoiceSay.NO_ORDERS
    assert conclude(replace(few, has_orders=True)).say is VoiceSay.CALM


def test_nothing_known_asks_for_a_file() -> None:
    found = conclude(NOTHING)

    assert (found.say, found.level) == (VoiceSay.NOTHING, Evidence.NO_DATA)
