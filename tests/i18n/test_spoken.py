"""Words and money as they are said in a sentence."""

import pytest

from core.i18n import speaking, spoken


def test_particles_follow_the_sound():
    assert [spoken.subject("B"), spoken.topic("B"), spoken.thing("3일")] == ["B가", "B는", "3일을"]
    assert [spoken.along("1,000번"), spoken.towards("B")] == ["1,000번과", "B로"]


def test_english_has_no_particles():
    with speaking("en"):
        assert [spoken.subject("B"), spoken.towards("B")] == ["B", "B"]


@pytest.mark.parametrize(
    ("won", "sentence"),
    [
        (25_909, "2만 6천 원"), (1_103_753, "110만 원"), (30_004, "3만 원"), (0.3, "0원"),
        (967, "970원"), (4_321, "4,300원"), (99_950, "10만 원"), (123_456_789, "1.2억 원"),
    ],
)  # fmt: skip
def test_money_is_told_to_two_digits(won, sentence):
    assert spoken.about(won) == spoken.about(-won) == sentence


def test_at_least_is_never_more_than_it_is():
    assert spoken.at_least(599_999) == "59만 원"
    assert spoken.at_least(39_999) == "3만 9천 원"
    with speaking("en"):
        assert spoken.at_least(39_999) == "₩39,000"
