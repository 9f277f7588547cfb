"""Ways to orders are understood as they are written, or named with their line."""

import pytest

from core.analysis.attribution import Model, in_steps, models
from core.analysis.paths import Ends, LineFault, Way, ends, read


@pytest.mark.parametrize(
    "line",
    [
        "인스타그램 > 네이버검색, 3, 90000",
        '인스타그램>네이버검색,3,"90,000"',
        "인스타그램 → 네이버검색\t3\t90,000원",
        "인스타그램 > 네이버검색; 3건; ₩90000",
        "인스타그램 > 네이버검색, 3, 90,000",
    ],
)
def test_a_way_is_read_however_it_is_divided(line):
    assert read(f"path,orders,won\n\n{line}\n").ways == (
        Way(("인스타그램", "네이버검색"), 3, 90_000),
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("가 > 나, 3", LineFault.FIELDS),
        ("가 > , 3, 100", LineFault.STEPS),
        ("가, 0, 100", LineFault.ORDERS),
        ("가, -1, 100", LineFault.ORDERS),
        ("가, 1, 많이", LineFault.WON),
        ("가, 1, " + "9" * 5000, LineFault.WON),
        ("가, " + "9" * 5000 + ", 1", LineFault.ORDERS),
        ("가, 1.5, 100", LineFault.ORDERS),
        (" > ".join("가" * 21) + ", 1, 1", LineFault.STEPS),
    ],
)
def test_a_line_that_lacks_something_is_named_not_guessed(line, fault):
    found = read(f"나, 1, 5\n{line}")
    assert found.ways == (Way(("나",), 1, 5),)
    assert found.faults == ((2, fault),)


def test_more_lines_than_can_be_shown_are_refused():
    assert read("가, 1, 1\n" * 1001).faults == ((1001, LineFault.TOO_MANY),)


def test_orders_stand_by_their_first_and_last_step():
    ways = [Way(("가", "나", "다"), 2, 20), Way(("가", "다"), 3, 30), Way(("다",), 4, 9)]
    assert ends(ways) == [Ends("가", "다", 5, 50), Ends("다", "다", 4, 9)]


def test_orders_of_one_way_are_shared_out_together_to_the_won():
    given = models([in_steps(("가", "나", "다"), 4, 100_001), in_steps(("나",), 1, 7)])
    for model in Model:
        assert sum(one.orders for one in given[model].values()) == pytest.approx(5)
        assert sum(one.won for one in given[model].values()) == 100_008
    # each step halves: 1, 2 and 4 parts of seven
    assert given[Model.TIME_DECAY]["다"].orders == pytest.approx(16 / 7)
    with pytest.raises(ValueError, match="none"):
        in_steps(("가",), 0, 1)
