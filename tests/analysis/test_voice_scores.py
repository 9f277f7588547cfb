"""Scores of two stretches of weeks are held against each other."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ttest_ind

from core.analysis import voice_scores
from core.analysis.voice_scores import Gap, Name
from core.terms import Evidence

MIXES = {
    Name.CSAT: (0.03, 0.04, 0.08, 0.25, 0.6),
    Name.NPS: (0.02, 0.02, 0.02, 0.02, 0.03, 0.03, 0.03, 0.1, 0.2, 0.25, 0.28),
    Name.CES: (0.05, 0.05, 0.1, 0.15, 0.2, 0.25, 0.2),
}
POINTS = {
    Name.CSAT: [0, 0, 0, 1, 1],
    Name.NPS: [-1] * 7 + [0, 0] + [1, 1],
    Name.CES: [1, 2, 3, 4, 5, 6, 7],
}


def weeks(rng, mix, per, size):
    return rng.multinomial(per, mix, size=size)


@pytest.mark.parametrize("name", list(Name))
def test_an_answer_is_worth_what_the_score_counts(name):
    assert voice_scores.worth(name).tolist() == POINTS[name]


@pytest.mark.parametrize("name", list(Name))
def test_weeks_that_scatter_as_chance_lets_expect_give_the_t_test(name):
    rng = np.random.default_rng(2)
    now, before = (np.tile(weeks(rng, MIXES[name], 40, 1), (6, 1)) for _ in range(2))
    values = [np.repeat(POINTS[name], one.sum(axis=0)) for one in (now, before)]
    found = voice_scores.gap(name, now, before)
    told = ttest_ind(*values)
    assert found.p == pytest.approx(told.pvalue)
    assert found.by == pytest.approx(values[0].mean() - values[1].mean())


def test_weeks_that_scatter_more_make_it_less_sure():
    calm_now, calm_before = np.tile([2, 0, 0, 0, 8], (6, 1)), np.tile([4, 0, 0, 0, 6], (6, 1))
    wild = np.array([[0, 0, 0, 0, 20], [0, 0, 0, 0, 0], [8, 0, 0, 0, 12]] * 2)
    calm = voice_scores.gap(Name.CSAT, calm_now, calm_before)
    wilder = voice_scores.gap(Name.CSAT, wild, calm_before)
    assert calm.by == pytest.approx(wilder.by)
    assert wilder.p > 2 * calm.p


def test_too_few_answers_are_not_compared():
    now = np.array([[0, 0, 0, 0, 9]])
    assert voice_scores.gap(Name.CSAT, now, np.array([[3, 3, 3, 3, 3]])) is None
    # Ten of ten satisfied twice: nobody knows how often there is one who is not.
    ten = np.array([[0, 0, 0, 0, 10]])
    assert voice_scores.gap(Name.CSAT, ten, ten) == Gap(0.0, None, Evidence.EARLY)
    few = np.array([[1, 0, 0, 0, 30]])
    assert voice_scores.gap(Name.CSAT, few, few).p is None


@pytest.mark.parametrize("name", list(Name))
def test_where_nothing_changed_hardly_anything_is_called(name):
    rng = np.random.default_rng(7)
    found = [
        voice_scores.gap(name, *(weeks(rng, MIXES[name], 8, 12) for _ in range(2)))
        for _ in range(600)
    ]
    called = np.mean([one.p is not None and one.p <= 0.1 for one in found])
    assert 0.04 <= called <= 0.13


def test_what_changed_is_found():
    rng = np.random.default_rng(8)
    better = (0.02, 0.02, 0.04, 0.2, 0.72)
    worse = (0.1, 0.1, 0.2, 0.3, 0.3)
    found = [
        voice_scores.gap(Name.CSAT, weeks(rng, better, 8, 12), weeks(rng, worse, 8, 12))
        for _ in range(100)
    ]
    assert sum(one.p < 0.1 and one.by > 0 for one in found) > 90


def test_the_more_is_looked_at_the_less_sure_it_is():
    alone = voice_scores.adjusted([Gap(0.2, 0.04, Evidence.EARLY)])
    among = voice_scores.adjusted(
        [Gap(0.2, 0.04, Evidence.EARLY), None, *[Gap(0.0, 0.9, Evidence.EARLY)] * 9]
    )
    assert alone[0].evidence is Evidence.KNOWN
    assert among[0].p == pytest.approx(0.4)
    assert (among[0].evidence, among[1]) == (Evidence.EARLY, None)


def test_answers_off_the_scale_are_left_out():
    answers = pd.DataFrame(
        {"scale": ["csat", "csat", "nps", None], "score": pd.array([5, 9, 9, None], dtype="Int64")}
    )
    assert voice_scores.on_scale(answers, Name.CSAT)["score"].tolist() == [5]
