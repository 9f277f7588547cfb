"""Scores of satisfaction: the reference cases, plain computations, and what must always hold."""

import json
from math import nan, sqrt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from core.stats.scores import (
    CES,
    CES_EFFORT,
    CSAT,
    LEAST_ANSWERS,
    NPS,
    Score,
    counted,
    good_share,
    mean_answer,
    net_promoters,
)

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "scores_open.json").read_text(encoding="utf-8")
)["cases"]
BANDS = {"promoters": 10, "passives": 8, "detractors": 3}
TABLES = st.lists(st.integers(0, 40), min_size=11, max_size=11)


def table(scale, chosen):
    """A table of one group: how often each answer was chosen."""
    return [[chosen.get(int(answer), 0) for answer in scale.answers]]


def answers_of(given):
    if "scores" not in given:
        return {BANDS[name]: count for name, count in given.items()}
    if isinstance(given["scores"], dict):
        return {int(answer): count for answer, count in given["scores"].items()}
    found = counted(given["scores"], [0] * len(given["scores"]), 1, NPS)
    return dict(zip(NPS.answers.tolist(), found[0].tolist(), strict=True))


def wald(chosen):
    """The plain interval of NPS, which the program does not use."""
    n = sum(chosen.values())
    values = [answer >= 9 or -(answer <= 6) for answer, k in chosen.items() for _ in range(k)]
    mean = sum(values) / n
    reach = 1.959963984540054 * sqrt(sum((one - mean) ** 2 for one in values) / n / n)
    return [100 * (mean - reach), 100 * (mean + reach)]


def told_of(case):
    """What the program says of a case, under the names the case uses."""
    chosen = answers_of(case["inputs"])
    if case["topic"] == "nps":
        found = net_promoters(table(NPS, chosen))
        plain = wald(chosen)
        bands = [range(9, 11), range(7, 9), range(7)]
        sizes = [sum(chosen.get(answer, 0) for answer in band) for band in bands]
        return {
            "nps": 100 * found.value[0], "wald": plain, "wald_width": plain[1] - plain[0],
            "adjusted": [100 * found.lower[0], 100 * found.upper[0]],
            **dict(zip(BANDS, sizes, strict=True)),
        }  # fmt: skip
    if case["topic"] == "csat":
        found = good_share(table(CSAT, chosen))
        return {"csat": 100 * found.value[0], "low": 100 * found.lower[0],
                "high": 100 * found.upper[0]}  # fmt: skip
    found, easy = mean_answer(table(CES, chosen)), good_share(table(CES, chosen), CES)
    return {"mean": found.value[0], "low": found.lower[0], "high": found.upper[0],
            "share_easy": 100 * easy.value[0]}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_reference_cases_are_met(case):
    told = told_of(case)
    for name, wanted in case["expected"].items():
        assert told[name] == pytest.approx(wanted, abs=case["tolerance"]["all"] + 1e-9), name


def test_there_are_cases_of_every_score():
    assert {case["topic"] for case in CASES} == {"nps", "csat", "ces"}


def test_answers_are_counted_by_group():
    found = counted([5, 4, 5, 1], [0, 2, 0, 2], 3, CSAT)
    assert found.tolist() == [[0, 0, 0, 0, 2], [0, 0, 0, 0, 0], [1, 0, 0, 1, 0]]


@pytest.mark.parametrize("answer", [0, 6, 4.5, nan])
def test_an_answer_that_is_not_on_the_scale_is_refused(answer):
    with pytest.raises(ValueError, match="1 to 5"):
        counted([answer], [0], 1, CSAT)


@pytest.mark.parametrize(
    ("scale", "good"), [(CSAT, [4, 5]), (CES, [5, 6, 7]), (CES_EFFORT, [1, 2])]
)
def test_the_good_answers_follow_the_direction_of_the_scale(scale, good):
    assert scale.answers[scale.good].tolist() == good


def test_little_effort_is_good_and_the_mean_stays_in_points_of_the_question():
    found = [[8, 2, 0, 0, 0]]
    assert good_share(found, CES_EFFORT).value[0] == 1
    assert mean_answer(found, CES_EFFORT).value[0] == pytest.approx(1.2)


def test_below_ten_answers_there_is_no_score():
    found = good_share([[0, 0, 0, 0, LEAST_ANSWERS - 1], [0, 0, 0, 0, LEAST_ANSWERS]])
    assert found.told(0) is None
    assert isinstance(found.told(1), Score)
    assert (found.told(1).answers, found.told(1).value) == (10, 1)


@pytest.mark.parametrize(
    ("score", "width"), [(good_share, 5), (net_promoters, 11), (mean_answer, 7)]
)
def test_nobody_answered_is_unknown_and_not_nought(score, width):
    found = score(np.zeros((1, width)))
    assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
    assert found.told(0) is None


@pytest.mark.parametrize(
    ("score", "width"), [(good_share, 5), (net_promoters, 11), (mean_answer, 7)]
)
def test_impossible_tables_are_refused(score, width):
    with pytest.raises(ValueError, match="columns"):
        score([[1] * (width + 1)])
    with pytest.raises(ValueError, match="not negative"):
        score([[-1] * width])
    with pytest.raises(ValueError, match="confidence"):
        score([[1] * width], confidence=1.0)


def test_the_mean_agrees_with_the_t_interval_of_scipy():
    chosen = [0, 3, 1, 0, 4, 2, 7]
    answers = np.repeat(CES.answers, chosen)
    low, high = scipy_stats.t.interval(
        0.9, len(answers) - 1, answers.mean(), scipy_stats.sem(answers)
    )
    found = mean_answer([chosen], confidence=0.9)
    assert (found.value[0], found.lower[0], found.upper[0]) == pytest.approx(
        (answers.mean(), low, high)
    )


def test_answers_that_are_all_alike_are_no_certainty():
    found = mean_answer([[0, 0, 0, 0, 0, 0, 12]])
    # If more than a share s answered otherwise, twelve alike came in fewer than 5 of 100 cases.
    share = (7 - found.lower[0]) / (7 - 1)
    assert (1 - share) ** 12 == pytest.approx(0.05)
    assert found.upper[0] == 7


def test_a_single_answer_tells_next_to_nothing():
    found = mean_answer([[0, 0, 0, 1, 0, 0, 0]])
    assert found.lower[0] < 1.2
    assert found.upper[0] > 6.8


@given(TABLES)
def test_a_score_lies_within_its_bounds_and_these_on_the_scale(chosen):
    for found, least, most in (
        (net_promoters([chosen]), -1, 1),
        (good_share([chosen[:5]]), 0, 1),
        (mean_answer([chosen[:7]]), 1, 7),
    ):
        if found.answers[0]:
            assert least <= found.lower[0] <= found.value[0] <= found.upper[0] <= most


@given(TABLES)
def test_turning_the_answers_round_turns_the_score(chosen):
    # As many passives as there are, promoters for detractors.
    promoters, passives, detractors = sum(chosen[9:]), sum(chosen[7:9]), sum(chosen[:7])
    one, other = (
        net_promoters(table(NPS, {10: up, 8: passives, 0: down}))
        for up, down in ((promoters, detractors), (detractors, promoters))
    )
    assert one.value == pytest.approx(-other.value, nan_ok=True)
    assert one.lower == pytest.approx(-other.upper, nan_ok=True)


@given(st.lists(TABLES, min_size=1, max_size=5))
def test_many_groups_are_judged_as_each_alone(tables):
    together = net_promoters(tables)
    for at, chosen in enumerate(tables):
        alone = net_promoters([chosen])
        for name in ("value", "lower", "upper"):
            assert getattr(together, name)[at] == pytest.approx(
                getattr(alone, name)[0], nan_ok=True
            )


@pytest.mark.parametrize(("n", "p", "d"), [(10, 0.85, 0.05), (20, 0.5, 0.2), (50, 0.6, 0.1)])
def test_the_bounds_of_nps_hold_the_truth_as_often_as_they_say(n, p, d):
    random = np.random.default_rng(5)
    drawn = random.multinomial(n, [d, 1 - p - d, p], 20_000)
    tables = np.zeros((len(drawn), 11), dtype=np.int64)
    tables[:, [0, 8, 10]] = drawn
    found = net_promoters(tables)
    held = ((found.lower <= p - d) & (p - d <= found.upper)).mean()
    assert 0.94 < held < 0.985
