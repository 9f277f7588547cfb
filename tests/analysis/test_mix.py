"""What explains a change of the payment rate, in won."""

import numpy as np
import pytest

from core.analysis import mix
from core.stats.mix import Ratio
from core.stats.split import log_mean_parts

NOW = {"a": Ratio(20, 1000), "b": Ratio(10, 1000), "c": Ratio(2, 500)}
BEFORE = {"a": Ratio(40, 1000), "b": Ratio(10, 1000), "d": Ratio(1, 100)}


def test_the_parts_add_up_to_the_payment_rate_part_of_the_revenue_split():
    found = mix.explain(NOW, BEFORE, (3_000_000.0, 5_000_000.0))
    rates = 32 / 2500, 51 / 2100
    # visits x payment rate x order value
    values = 3_000_000 / 32, 5_000_000 / 51
    parts = log_mean_parts([2100, rates[1], values[1]], [2500, rates[0], values[0]])
    assert found.won == round(parts[1])
    assert sum(part.won for part in found.parts) == found.won
    assert (found.now.rate, found.before.rate) == pytest.approx(rates)
    assert found.change == pytest.approx(rates[0] - rates[1])


def test_the_group_whose_rate_fell_is_named_first():
    found = mix.explain(NOW, BEFORE, (3_000_000.0, 5_000_000.0))
    assert found.parts[0].key == found.most.key == "a"
    assert found.parts[0].rate < found.parts[0].mix < 0 or found.parts[0].rate < 0
    assert found.telling > 0


@pytest.mark.parametrize("seed", range(10))
def test_many_groups_are_told_in_few_and_still_add_up(seed):
    random = np.random.default_rng(seed)
    now, before = (
        {f"g{n}": Ratio(int(random.integers(0, 30)), int(random.integers(30, 900)))
         for n in range(15)} for _ in range(2)
    )  # fmt: skip
    found = mix.explain(now, before, (4_000_000.0, 3_500_000.0))
    assert len(found.parts) == mix.NAMED + 1
    assert found.parts[-1].key is None
    assert sum(part.won for part in found.parts) == found.won
    assert sum(part.now.trials for part in found.parts) == found.now.trials
    sizes = [abs(part.won) for part in found.parts[:-1]]
    assert sizes == sorted(sizes, reverse=True)


def test_orders_by_kind_share_the_visits():
    found = mix.explain_orders(
        {"new": 30, "returning": 10}, {"new": 30, "returning": 30}, (1000, 1000),
        (4_000_000.0, 6_000_000.0),
    )  # fmt: skip
    assert not found.has_mix
    assert [(part.key, part.mix) for part in found.parts] == [("returning", 0), ("new", 0)]
    assert found.parts[0].won == found.won < 0
    assert found.telling == pytest.approx(1 - 0.5)


def test_the_rest_of_the_orders_shares_the_visits_too():
    kinds = {f"k{n}": n + 1 for n in range(10)}
    found = mix.explain_orders(
        kinds, {key: count + 2 for key, count in kinds.items()}, (1000, 900), (10.0**6, 10.0**6)
    )
    assert found.parts[-1].now.trials == 1000
    assert sum(part.won for part in found.parts) == found.won


@pytest.mark.parametrize(
    ("now", "before", "revenue"),
    [
        ({}, {}, (1.0, 1.0)),
        ({"a": Ratio(0, 10)}, {"a": Ratio(1, 10)}, (1.0, 1.0)),
        ({"a": Ratio(1, 10)}, {"a": Ratio(1, 10)}, (0.0, 1.0)),
    ],
)
def test_without_orders_or_revenue_there_is_nothing_to_explain(now, before, revenue):
    assert mix.explain(now, before, revenue) is None
    orders = [{key: one.successes for key, one in side.items()} for side in (now, before)]
    assert mix.explain_orders(*orders, (10, 10), revenue) is None


def test_no_change_has_no_group_that_moved_it():
    found = mix.explain({"a": Ratio(1, 10)}, {"a": Ratio(1, 10)}, (100.0, 100.0))
    assert (found.won, found.most, found.telling) == (0, None, 0.0)
