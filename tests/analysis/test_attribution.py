"""Each order is shared out once and its money to the won, whatever the model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.attribution import Model, Path, Touch, credit, models, spread, weights


def path(*visits, won=30_000):
    return Path(tuple(Touch(*visit) for visit in visits), won)


THREE = path(("blog", 14.0), ("search", 7.0), ("talk", 0.0), won=100_000)

paths = st.lists(
    st.builds(
        lambda names, days, won: Path(
            tuple(
                Touch(name, day)
                for name, day in zip(names, sorted(days, reverse=True), strict=False)
            ),
            won,
        ),
        st.lists(st.sampled_from("abcd"), min_size=1, max_size=9),
        st.lists(st.floats(0, 400, allow_nan=False), min_size=9, max_size=9),
        st.integers(0, 5_000_000),
    ),
    min_size=1,
    max_size=6,
)


@given(paths)
def test_credits_of_each_order_sum_to_one_and_money_to_the_won(some):
    for model in Model:
        for one in some:
            assert sum(weights(one, model)) == pytest.approx(1)
        given_to = credit(some, model)
        assert sum(each.orders for each in given_to.values()) == pytest.approx(len(some))
        assert sum(each.won for each in given_to.values()) == sum(one.won for one in some)


@pytest.mark.parametrize(
    ("model", "shares"),
    [
        (Model.FIRST, [1, 0, 0]),
        (Model.LAST, [0, 0, 1]),
        (Model.LINEAR, [1 / 3, 1 / 3, 1 / 3]),
        # half a week counts half: 1/4, 1/2, 1
        (Model.TIME_DECAY, [1 / 7, 2 / 7, 4 / 7]),
        (Model.POSITION, [0.4, 0.2, 0.4]),
    ],
)
def test_a_way_of_three_visits_is_shared_out_as_published(model, shares):
    assert weights(THREE, model) == pytest.approx(shares)


@pytest.mark.parametrize("model", list(Model))
def test_one_visit_gets_all(model):
    assert weights(path(("blog", 3.0)), model) == [1.0]


def test_two_ends_share_evenly():
    assert weights(path(("blog", 3.0), ("talk", 0.0)), Model.POSITION) == [0.5, 0.5]


def test_a_very_long_way_does_not_lose_its_order():
    assert sum(weights(path(("a", 9000.0), ("b", 8000.0)), Model.TIME_DECAY)) == pytest.approx(1)


def test_won_that_do_not_divide_are_shared_by_the_largest_rests():
    given_to = credit([path(("a", 2.0), ("b", 1.0), ("c", 0.0), won=100)], Model.LINEAR)

    assert [given_to[name].won for name in "abc"] == [34, 33, 33]


def test_the_models_differ_and_their_range_is_told():
    given_to = models([THREE])

    assert given_to[Model.FIRST]["blog"].won == 100_000
    assert spread(given_to) == {
        "blog": (0, 100_000),
        "search": (0, 33_333),
        "talk": (0, 100_000),
    }


@pytest.mark.parametrize(
    "visits", [[], [("a", 1.0), ("b", 2.0)]], ids=["no visit", "the later first"]
)
def test_what_is_no_path_is_refused(visits):
    with pytest.raises(ValueError, match="earliest first"):
        path(*visits)


def test_a_visit_after_its_order_is_refused():
    with pytest.raises(ValueError, match="did not lead"):
        Touch("a", -1.0)
