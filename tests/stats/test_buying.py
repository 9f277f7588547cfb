"""Does the model of repeated buying agree with published fits and with the model written out?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import approx_fprime
from scipy.stats import beta, gamma

from core.stats import buying, buying_error
from core.stats.buying import Customers, Fit, Model

BG = Fit(Model.BG_NBD, 0.243, 4.414, 0.793, 2.426, 0)
MBG = Fit(Model.MBG_NBD, 0.525, 6.183, 0.891, 1.614, 0)
"""The published fits of the CDNOW sample, in weeks (Fader, Hardie and Lee 2005; BTYDplus)."""

ONE = buying.customers([2], [30.43], [38.86])
NONE = buying.customers([0], [0], [38.86])


AHEAD = 20.0


def simulated(told: Fit, people: int, seed: int) -> tuple[Customers, "np.ndarray"]:
    """Customers who behave as the model says, and what they buy in the time ahead."""
    rng = np.random.default_rng(seed)
    age = rng.uniform(20, 40, people)
    rate, leave = rng.gamma(told.r, 1 / told.alpha, people), rng.beta(told.a, told.b, people)
    x, last, later = np.zeros(people), np.zeros(people), np.zeros(people)
    for who in range(people):
        now = 0.0
        gone = told.model is Model.MBG_NBD and rng.random() < leave[who]
        while not gone:
            now += rng.exponential(1 / rate[who])
            if now > age[who] + AHEAD:
                break
            if now <= age[who]:
                x[who], last[who] = x[who] + 1, now
            else:
                later[who] += 1
            gone = rng.random() < leave[who]
    return Customers(x, last, age, np.ones(people)), later


def test_the_published_expectations_of_one_customer():
    # Fader, Hardie and Lee 2005, section 6; and the reference implementations.
    told = Fit(Model.BG_NBD, 0.24259, 4.41353, 0.79289, 2.42575, 0)
    assert buying.expected(told, ONE, 39)[0] == pytest.approx(1.226, abs=1e-3)
    assert buying.alive(told, ONE)[0] == pytest.approx(0.72661, abs=2e-4)
    assert buying.expected(BG, NONE, 39)[0] == pytest.approx(0.195098052, abs=1e-6)
    assert buying.expected(MBG, NONE, 39)[0] == pytest.approx(0.1540127467, abs=1e-6)
    assert buying.expected(MBG, ONE, 39)[0] == pytest.approx(1.2629606233, abs=1e-6)


def test_the_published_expectations_of_a_newcomer():
    told = Fit(Model.BG_NBD, 0.24259, 4.41353, 0.79289, 2.42575, 0)
    published = {0.1429: 0.0078, 1: 0.0532, 3: 0.1506, 31.8571: 1.0405, 32: 1.0437, 78: 1.8576}
    for weeks, purchases in published.items():
        assert buying.newcomers(told, weeks) == pytest.approx(purchases, abs=1e-3)


def test_who_bought_once_is_a_customer_for_ever_in_one_model_only():
    assert buying.alive(BG, NONE)[0] == 1
    assert 0 < buying.alive(MBG, NONE)[0] < 1


@pytest.mark.parametrize("told", [BG, MBG], ids=["BG", "MBG"])
@pytest.mark.parametrize(("x", "last"), [(0, 0.0), (1, 9.0), (4, 30.0)])
def test_the_likelihood_is_that_of_the_model_written_out(told, x, last):
    """Averaged over all rates and chances to leave, of which the formula is the closed form."""
    age, more = 38.86, int(told.model)
    at = (np.arange(2000) + 0.5) / 2000
    leave = beta.ppf(at, told.a, told.b)[:, None]
    rate = gamma.ppf(at, told.r, scale=1 / told.alpha)[None, :]
    whole = (1 - leave) ** (x + more) * rate**x * np.exp(-rate * age)
    if x + more:
        whole += leave * (1 - leave) ** (x + more - 1) * rate**x * np.exp(-rate * last)
    got = buying.log_likelihood(buying.customers([x], [last], [age]), told)
    assert got == pytest.approx(np.log(whole.mean()), abs=2e-3)


@pytest.mark.parametrize("told", [BG, MBG], ids=["BG", "MBG"])
def test_what_is_expected_is_the_mean_of_the_model_written_out(told):
    """The chance to leave of somebody still there is beta distributed; the rest is integrated."""
    for one in (NONE, ONE):
        x, age, ahead = float(one.x[0]), float(one.age[0]), 39.0
        after = told.b + x + int(told.model)

        def per(leave: float, x: float = x, age: float = age, after: float = after) -> float:
            left = (told.alpha + age) / (told.alpha + age + leave * 39.0)
            return float((1 - left ** (told.r + x)) / leave * beta.pdf(leave, told.a, after))

        mean, _ = quad(per, 0, 1, limit=400)
        wanted = mean * buying.alive(told, one)[0]
        assert buying.expected(told, one, ahead)[0] == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize("model", list(Model))
def test_the_slopes_are_those_of_the_likelihood(model):
    of, _ = simulated(Fit(model, 0.5, 6, 0.9, 1.6, 0), 80, seed=3)
    at = np.array([0.7, 5.0, 1.2, 2.2])
    _, slopes = buying._likelihood(of, at, model)
    numeric = approx_fprime(at, lambda one: buying._likelihood(of, one, model)[0], 1e-7)
    assert slopes == pytest.approx(numeric, rel=1e-3)


@pytest.mark.parametrize("model", list(Model))
def test_a_fit_is_better_than_the_truth_and_predicts_what_happens(model):
    told = Fit(model, 0.8, 5, 0.9, 2.0, 0)
    of, later = simulated(told, 2500, seed=11)
    found = buying.fit(of, model)
    assert buying.log_likelihood(of, told) < found.log_likelihood
    assert found.log_likelihood < buying.log_likelihood(of, told) + 10
    assert not found.is_degenerate
    mean, error = buying_error.spread(found, of, AHEAD)
    assert abs(mean - later.sum()) < 2.5 * error
    assert error < 0.06 * mean


def test_parameters_of_fewer_customers_make_the_total_of_all_less_sure():
    of, _ = simulated(MBG, 2000, seed=11)
    fewer = Customers(*(one[:200] for one in (of.x, of.recency, of.age, of.weight)))
    found = buying.fit(of)
    mean, error = buying_error.spread(found, of, AHEAD)
    same, wider = buying_error.spread(found, of, AHEAD, taught=fewer)
    assert same == mean
    # Of a tenth the parameters are about three times as unsure; the chance of each stays.
    assert 1.5 * error < wider < 3.5 * error


def test_customers_alike_count_as_often_as_they_are():
    of, _ = simulated(MBG, 400, seed=5)
    rounded = [np.round(one) for one in (of.x, of.recency, of.age)]
    rounded[1] = np.where(rounded[0] > 0, np.clip(rounded[1], 1, rounded[2]), 0)
    few = buying.customers(*rounded)
    every = Customers(*rounded, np.ones(400))
    assert len(few.x) < 400
    assert few.weight.sum() == 400
    assert buying.fit(few).r == pytest.approx(buying.fit(every).r, rel=1e-4)


def test_the_unit_of_time_changes_nothing_but_the_unit():
    of, _ = simulated(MBG, 600, seed=8)
    weeks = buying.fit(of)
    days = buying.fit(Customers(of.x, of.recency * 7, of.age * 7, of.weight))
    assert days.alpha == pytest.approx(7 * weeks.alpha, rel=1e-3)
    assert days.log_likelihood == pytest.approx(
        weeks.log_likelihood - float(of.x.sum()) * np.log(7), abs=1e-3
    )


def test_nobody_leaving_is_recognised():
    rng = np.random.default_rng(1)
    x = rng.poisson(5, 500).astype(float) + 1
    of = Customers(x, np.full(500, 29.9), np.full(500, 30.0), np.ones(500))
    assert buying.fit(of).is_degenerate


def test_the_total_lies_within_its_spread_as_often_as_it_should():
    told, hits = Fit(Model.MBG_NBD, 0.8, 5, 0.9, 2.0, 0), 0
    for seed in range(40):
        of, later = simulated(told, 400, seed=seed)
        mean, error = buying_error.spread(buying.fit(of), of, AHEAD)
        hits += abs(mean - later.sum()) < 1.96 * error
    assert hits >= 35  # 95 of 100 wanted


FITS = st.builds(
    Fit, st.sampled_from(list(Model)), st.floats(0.05, 20), st.floats(0.5, 200),
    st.floats(0.05, 20), st.floats(0.05, 50), st.just(0.0),
)  # fmt: skip
BOUGHT = st.tuples(st.integers(0, 60), st.floats(0.01, 1.0), st.floats(1, 2000))


@given(FITS, BOUGHT, st.floats(0, 2000))
def test_chances_and_expectations_stay_possible(told, bought, ahead):
    x, part, age = bought
    one = buying.customers([x], [part * age if x else 0], [age])
    chance, mean = buying.alive(told, one)[0], buying.expected(told, one, ahead)[0]
    assert 0 <= chance <= 1
    assert mean >= 0
    # Nobody is expected to buy more often than at his rate as long as he is there.
    assert mean <= (told.r + x) / (told.alpha + age) * ahead * (1 + 1e-6) + 1e-9
    assert buying.expected(told, one, ahead / 2)[0] <= mean * (1 + 1e-6) + 1e-9


def test_the_impossible_is_refused():
    with pytest.raises(ValueError, match="before their first purchase"):
        buying.customers([1], [40], [38])
    with pytest.raises(ValueError, match="before their first purchase"):
        buying.customers([0], [3], [38])
    with pytest.raises(ValueError, match="no customers"):
        buying.fit(buying.customers([], [], []))
    with pytest.raises(ValueError, match="past"):
        buying.expected(MBG, ONE, -1)
    with pytest.raises(ValueError, match="lengths"):
        Customers(np.ones(2), np.ones(1), np.ones(1), np.ones(1))


def test_every_row_knows_the_element_that_stands_for_it():
    rng = np.random.default_rng(2)
    x = rng.integers(0, 3, 200).astype(float)
    recency = np.where(x > 0, rng.integers(1, 4, 200), 0).astype(float)
    of, at = buying.grouped(x, recency, np.full(200, 9.0))
    assert (of.x[at] == x).all()
    assert (of.recency[at] == recency).all()
    assert np.bincount(at).tolist() == of.weight.tolist()


def test_many_customers_are_fitted_as_few_are(monkeypatch):
    """A part of them gives the starting point only, and tells which model is likelier."""
    of, _ = simulated(Fit(Model.BG_NBD, 1.5, 5, 1.5, 2.0, 0), 3000, seed=21)
    whole = buying.likelier(of)
    monkeypatch.setattr(buying, "_MANY", 900)
    told = buying.likelier(of)
    assert told.model is whole.model
    assert (told.r, told.alpha, told.a, told.b) == pytest.approx(
        (whole.r, whole.alpha, whole.a, whole.b), rel=1e-3
    )


def test_the_likelier_model_is_the_one_that_made_them():
    for model in Model:
        of, _ = simulated(Fit(model, 1.5, 5, 1.5, 2.0, 0), 2500, seed=4)
        assert buying.likelier(of).model is model


def test_where_nobody_leaves_purchases_go_on_as_before():
    told = Fit(Model.BG_NBD, 2.0, 50.0, 1e-6, 1000.0, 0)
    of = buying.customers([3], [70.0], [100.0])
    assert buying.expected(told, of, 30)[0] == pytest.approx(5 / 150 * 30)
    near = Fit(Model.BG_NBD, 2.0, 50.0, 0.02, 1000.0, 0)
    assert buying.expected(near, of, 30)[0] == pytest.approx(5 / 150 * 30, rel=1e-3)


def test_customers_alike_in_all_but_the_last_purchase_are_expected_to_buy_as_one_by_one():
    """The series is taken once for each pair of ``x`` and ``age``, in whatever order they come."""
    told = buying.Fit(Model.MBG_NBD, 0.5, 6.2, 0.9, 1.6, 0.0)
    x = np.array([2.0, 0.0, 2.0, 1.0, 2.0, 0.0])
    recency = np.array([9.0, 0.0, 3.0, 4.0, 9.0, 0.0])
    age = np.array([30.0, 12.5, 30.0, 12.5, 31.0, 12.5])
    of, at = buying.grouped(x, recency, age)
    whole = buying.expected(told, of, 12)[at]
    alone = [
        buying.expected(told, buying.customers(x[[one]], recency[[one]], age[[one]]), 12)[0]
        for one in range(len(x))
    ]
    assert whole == pytest.approx(alone, rel=1e-12)
    assert whole[0] != whole[2]
