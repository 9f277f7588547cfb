"""Messages by the day and the hour at which they went out."""

import pytest

from core.analysis.message_times import Part, by_part, by_weekday, part
from core.stats.proportions import Tally

TOLD = [(0, 10, Tally(3, 50)), (4, 19, Tally(8, 40)), (0, 19, Tally(1, 10)), (6, 23, Tally(0, 9))]


@pytest.mark.parametrize(
    ("hour", "is_in"),
    [(8, Part.MORNING), (10, Part.MORNING), (11, Part.NOON), (14, Part.AFTERNOON),
     (17, Part.AFTERNOON), (18, Part.EVENING), (20, Part.EVENING), (21, Part.NIGHT),
     (23, Part.NIGHT), (0, Part.NIGHT), (7, Part.NIGHT)],
)  # fmt: skip
def test_the_night_is_that_of_the_law(hour, is_in):
    assert part(hour) is is_in


def test_messages_of_one_weekday_are_added():
    assert by_weekday(TOLD) == {0: Tally(4, 60), 4: Tally(8, 40), 6: Tally(0, 9)}
    assert list(by_weekday(reversed(TOLD))) == [0, 4, 6]


def test_messages_of_one_part_of_the_day_are_added():
    assert by_part(TOLD) == {
        Part.MORNING: Tally(3, 50), Part.EVENING: Tally(9, 50), Part.NIGHT: Tally(0, 9),
    }  # fmt: skip
    assert by_part([]) == {}
