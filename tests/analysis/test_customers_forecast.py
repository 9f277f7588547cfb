"""What customers will buy: against simulated shops, and an earlier forecast against what came."""

from dataclasses import replace
from math import log

import numpy as np
import pandas as pd
import pytest

from core.analysis import customers_forecast as forecast
from core.stats.spending import Spending
from core.stats.watched import Watched

DAYS = 730
ALL = Watched(0, DAYS)


def shop(people=1500, seed=1, *, leave=(0.9, 1.6), days=DAYS, spend=None):
    """Purchases of customers who behave as the models say; leave None: nobody leaves."""
    rng = np.random.default_rng(seed)
    rows = []
    for buyer in range(people):
        day = float(rng.uniform(0, days * 0.8))
        rate = rng.gamma(0.9, 1 / 40)
        gone = 0.0 if leave is None else rng.beta(*leave)
        own = spend or 30_000 * rng.gamma(8) / 8
        rows.append((buyer, int(day), round(own * rng.gamma(4) / 4)))
        while rng.random() >= gone:
            day += rng.exponential(1 / rate)
            if day >= days:
                break
            rows.append((buyer, int(day), round(own * rng.gamma(4) / 4)))
    frame = pd.DataFrame(rows, columns=["buyer", "day", "net"])
    return frame.groupby(["buyer", "day"], as_index=False)["net"].sum().astype(np.int64)


@pytest.fixture(scope="module")
def visits():
    return shop()


def test_a_history_tells_what_the_models_are_told():
    rows = [(1, 0, 100), (1, 10, 30), (1, 40, 50), (2, 20, 70)]
    told = forecast.history(pd.DataFrame(rows, columns=["buyer", "day", "net"]), 50)
    assert told.loc[1].tolist() == [2, 40, 50, 80, 100]
    assert told.loc[2].tolist() == [0, 0, 30, 0, 70]
    early = forecast.history(pd.DataFrame(rows, columns=["buyer", "day", "net"]), 15)
    assert early.loc[1].tolist() == [1, 10, 15, 30, 100]
    assert early.index.tolist() == [1]


def test_of_an_unknown_amount_nothing_is_learnt():
    rows = [(1, 0, 0, 1), (1, 10, 30, 0), (1, 40, 50, 0), (2, 20, 70, 0), (2, 30, 0, 1)]
    some = pd.DataFrame(rows, columns=["buyer", "day", "net", "unpriced"])
    told = forecast.history(some, 50)
    assert told["later"].fillna(-1).tolist() == [80, -1]
    assert told["first"].fillna(-1).tolist() == [-1, 70]
    assert forecast.enough(told, Watched(0, 50)).repeaters == 1
    assert forecast.usual(some)[0] == 50


def test_what_came_cannot_be_told_where_amounts_are_unknown(visits):
    assert forecast.past(visits, Watched(0, DAYS), 90) is not None
    late = visits.assign(unpriced=(visits["day"] > DAYS - 90).astype(int))
    assert forecast.past(late, Watched(0, DAYS), 90) is None


def test_it_takes_customers_repeaters_and_months():
    told = forecast.history(shop(250, seed=3), DAYS)
    assert forecast.enough(told, Watched(0, 179)).is_enough
    assert not forecast.enough(told, Watched(0, 178)).is_enough
    assert not forecast.enough(told.iloc[:199], Watched(0, 399)).is_enough
    assert not forecast.enough(told[told["x"] == 0], Watched(0, 399)).is_enough


def test_what_was_forecast_came(visits):
    told = forecast.past(visits, ALL, 365)
    assert told.days == 365
    assert told.purchases.low < told.bought < told.purchases.high
    assert told.won.low < told.spent < told.won.high
    assert told.off == pytest.approx(log(told.bought / told.purchases.value))
    assert told.tenths["customers"].sum() == told.customers
    assert told.tenths["bought"].sum() == told.bought
    assert told.tenths["spent"].sum() == pytest.approx(told.spent)
    assert told.tenths["won"].sum() == pytest.approx(told.won.value)
    # Those of whom more was expected bought more.
    assert told.tenths["bought"].iloc[:3].sum() > told.tenths["bought"].iloc[-5:].sum()


def test_a_forecast_knows_nothing_of_what_comes_after(visits):
    told = forecast.past(visits, ALL, 200)
    cut = visits[visits["day"] <= told.cut]
    then = forecast.history(cut, told.cut)
    then = forecast.marked(then, Watched(0, told.cut))
    alone = forecast.learn_both(then, *forecast.usual(cut))
    assert alone == told.learnt


def test_it_looks_back_no_further_than_half_of_the_files(visits):
    assert forecast.past(visits, ALL, 600).days == (DAYS + 1) // 2
    few = visits[visits["buyer"] < 150]
    assert forecast.past(few, ALL, 365) is None


def test_a_forecast_is_tried_only_where_it_would_have_been_given_then(visits):
    early = visits[visits["day"] < 300]
    assert forecast.past(early, Watched(0, 299), 121) is None
    tried = forecast.past(early, Watched(0, 299), 120)
    assert tried.cut + 1 == forecast.LEAST_DAYS


def test_what_is_expected_of_each_adds_up_to_all(visits):
    told = forecast.history(visits, DAYS)
    learnt = forecast.learn(told, *forecast.usual(visits))
    each = forecast.each(learnt, told, 12)
    count, won = forecast.totals(learnt, told, 12 * 365.25 / 12)
    assert each["purchases"].sum() == pytest.approx(count.value)
    assert each["won"].sum() == pytest.approx(won.value)
    assert (each["worth"] < each["won"] + 1e-9).all()
    assert (each["worth"] > 0.88 * each["won"]).all()
    assert each["alive"].between(0, 1).all()
    assert each.index.equals(told.index)


def test_a_forecast_that_missed_before_is_less_sure(visits):
    told = forecast.history(visits, DAYS)
    learnt = forecast.learn(told, *forecast.usual(visits))
    sure, _ = forecast.totals(learnt, told, 365)
    unsure, won = forecast.totals(learnt, told, 365, (log(0.8), 0.0))
    assert unsure.value == sure.value
    assert unsure.low < sure.low < sure.high < unsure.high
    # One standard deviation of 22 per cent, nine of ten cases.
    assert unsure.high / unsure.value > np.exp(1.64 * 0.22)
    assert won.low < won.value < won.high


def test_a_forecast_is_as_unsure_as_such_forecasts_are():
    """By what five real shops were missed, and the own one with the same weight."""
    others = [log(one) for one in forecast.MISSED]
    assert forecast.missed(None) == pytest.approx(np.sqrt(np.mean(np.square(others))))
    assert forecast.missed(None) == pytest.approx(0.182, abs=1e-3)
    assert forecast.missed(0.5) == pytest.approx(np.sqrt(np.mean(np.square([*others, 0.5]))))


def test_bounds_hold_what_comes_in_nine_of_ten_cases():
    held = 0
    for seed in range(40):
        told = forecast.past(shop(500, seed=100 + seed), ALL, 365)
        held += told.purchases.low <= told.bought <= told.purchases.high
    assert 31 <= held <= 40


def test_where_nobody_leaves_that_is_seen():
    seen = shop(700, seed=5, leave=None)
    told = forecast.learn(forecast.history(seen, DAYS), *forecast.usual(seen))
    assert told.fit.leaves < 0.02
    past = forecast.past(seen, ALL, 300)
    assert past.purchases.value == pytest.approx(past.bought, rel=0.1)


def test_where_spending_cannot_be_told_apart_all_are_taken_as_alike():
    seen = shop(400, seed=6)
    free = seen.assign(net=0)
    told = forecast.history(free, DAYS)
    learnt = forecast.learn(told, *forecast.usual(free))
    assert (learnt.spending, learnt.link) == (None, None)
    assert forecast.each(learnt, told, 6)["won"].sum() == 0
    count, won = forecast.totals(learnt, told, 100)
    assert count.value > 0
    assert (won.value, won.high) == (0, 0)


def giant():
    """A hundred who came again once for some 30,000 won, one 300 times for 2 million."""
    rng = np.random.default_rng(8)
    rows = [(n, day, int(rng.integers(25_000, 35_000))) for n in range(100) for day in (n, n + 200)]
    rows += [(1000, day, 2_000_000) for day in range(300, 601)]
    return pd.DataFrame(rows, columns=["buyer", "day", "net"])


def test_one_who_buys_all_the_time_does_not_decide_what_others_spend():
    seen = giant()
    told = forecast.history(seen, DAYS)
    learnt = forecast.learn(told, *forecast.usual(seen))
    assert learnt.mean == pytest.approx((100 * 30_000 + 2_000_000) / 101, rel=0.05)
    spent = forecast.per_purchase(replace(learnt, spending=None), told)
    assert spent[-1] == pytest.approx(2_000_000, rel=0.05)
    assert spent[:-1].max() < 60_000


def test_who_came_again_for_nothing_is_expected_to_spend_less_than_the_mean(visits):
    told = forecast.history(visits, DAYS)
    who = told.index[told["x"] >= 3][0]
    told.loc[who, "later"] = 0.0
    learnt = forecast.learn(told, *forecast.usual(visits))
    for one in (learnt, replace(learnt, spending=None)):
        spent = pd.Series(forecast.per_purchase(one, told), told.index)
        assert spent[who] < 0.8 * learnt.mean
    assert np.isfinite(forecast.totals(learnt, told, 90)[1].high)


def test_spending_is_learnt_and_its_link_with_how_often(visits):
    told = forecast.history(visits, DAYS)
    learnt = forecast.learn(told, *forecast.usual(visits))
    assert isinstance(learnt.spending, Spending)
    assert learnt.spending.mean == pytest.approx(30_000, rel=0.05)
    assert not learnt.link.is_strong


def test_nothing_bought_has_no_history():
    empty = pd.DataFrame({"buyer": [], "day": [], "net": []}).astype(np.int64)
    assert forecast.history(empty, 10).empty
    assert forecast.usual(empty) == (0.0, 0.0)
    assert forecast.past(empty, Watched(0, 400), 90) is None


def test_new_customers_are_forecast_from_those_who_are_new_for_sure_where_enough_are(visits):
    told = forecast.marked(forecast.history(visits, DAYS), ALL)
    assert told["is_new"].tolist() == (DAYS - told["age"] >= 90).tolist()
    usual = forecast.usual(visits)
    learnt = forecast.learn_both(told, *usual)
    new, old = told[told["is_new"]], told[~told["is_new"]]
    alone, every = forecast.learn(new, *usual), forecast.learn(told, *usual)
    assert (learnt.new, replace(learnt, new=None)) == (alone, every)
    each = forecast.each(learnt, told, 6)
    assert each.index.equals(told.index)
    pd.testing.assert_frame_equal(each[told["is_new"]], forecast.each(alone, new, 6))
    pd.testing.assert_frame_equal(each[~told["is_new"]], forecast.each(every, old, 6))
    few = forecast.marked(forecast.history(visits[visits["buyer"] < 400], DAYS), ALL)
    assert not few["is_new"].any()
    assert forecast.learn_both(few, *usual).new is None


def test_old_customers_who_look_new_do_not_make_the_forecast_too_high():
    """Files that begin in the fourth year of a shop in which nothing changes, and what came."""
    ratios = []
    for seed in range(6):
        rows = shop(6000, seed=seed, days=1900)
        rows = rows.assign(day=rows["day"] - 1000)
        seen = rows[(rows["day"] >= 0) & (rows["day"] < 400)]
        told = forecast.marked(forecast.history(seen, 399), Watched(0, 399))
        after = rows[(rows["day"] >= 400) & (rows["day"] < 520)]
        came = after["buyer"].isin(told.index).sum()
        both = forecast.learn_both(told, *forecast.usual(seen))
        found = (forecast.totals(one, told, 120)[0] for one in (both, replace(both, new=None)))
        ratios.append([one.value / came for one in found])
    mended, naive = np.mean(ratios, axis=0)
    assert abs(mended - 1) < 0.05
    assert naive > 1.06


def test_parameters_learnt_from_fewer_are_less_sure(visits):
    """Both sides are unsure by those they were learnt from, and all of it adds up."""
    told = forecast.marked(forecast.history(visits, DAYS), ALL)
    learnt = forecast.learn_both(told, *forecast.usual(visits))
    count, _ = forecast.totals(learnt, told, 365)
    (new, some, by), (old, others, all_of) = forecast.sides(learnt, told)
    assert (len(some), len(by), len(all_of)) == (len(by), len(by), len(told))
    parts = [forecast.totals(one, of, 365)[0] for one, of in ((new, some), (replace(old, new=None),
                                                                            others))]  # fmt: skip
    assert count.value == pytest.approx(sum(one.value for one in parts))
    reach = [log(one.high / one.value) * one.value for one in parts]
    assert log(count.high / count.value) * count.value <= np.hypot(*reach) * 1.001


def test_nothing_is_forecast_where_too_many_days_are_missing(visits):
    told = forecast.history(visits, DAYS)
    few, many = Watched(0, DAYS, ((200, 202),)), Watched(0, DAYS, ((200, 229),))
    assert forecast.enough(told, few).is_enough
    assert forecast.enough(told, many).is_torn
    assert not forecast.enough(told, many).is_enough
    assert forecast.past(visits, few, 200) is not None
    # What came is not known either where its days are missing.
    assert forecast.past(visits, Watched(0, DAYS, ((600, 609),)), 200) is None


def test_where_everybody_is_new_nobody_is_forecast_by_the_rest(visits):
    """Lines of the first days may name no buyer."""
    since = int(visits["day"].min()) - 90
    told = forecast.marked(forecast.history(visits, DAYS), Watched(since, DAYS))
    assert told["is_new"].all()
    learnt = forecast.learn_both(told, *forecast.usual(visits))
    ((by, some, taught),) = forecast.sides(learnt, told)
    assert by == learnt.new
    assert len(some) == len(taught) == len(told)
    assert learnt.new == replace(learnt, new=None)
