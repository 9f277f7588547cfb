"""Every reference case of copy tests, within its tolerance.

The cases stand in tests/cases/ab_*.json; a file added there is run as well. What the program
decides with comes from core.stats.ab, what it only compares itself with from benchmarks.rivals,
and Boschloo's, Barnard's and Mann and Whitney's tests and the conditional odds ratio from scipy.
"""

import json
from math import ceil, isinf, sqrt
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtr

from benchmarks import rivals
from core.stats.ab import sample_ratio
from core.stats.ab.always_valid import confidence_sequence, division_evidence, evidence
from core.stats.ab.arms import Arm, arm, critical
from core.stats.ab.exact import fisher
from core.stats.ab.group_sequential import boundaries, obrien_fleming, power_family
from core.stats.ab.moments import moments, welch
from core.stats.ab.planning import detectable_rate, power_of, sample_size
from core.stats.ab.posterior import best
from core.stats.ab.revenue import fieller, ratio_metric
from core.stats.ab.score_intervals import difference_interval, ratio_interval
from core.stats.ab.several import holm, homogeneity, versus_control
from core.stats.ab.two_proportions import (
    newcombe_interval,
    score_z,
    two_sided,
    wilson_interval,
)
from core.stats.multiplicity import benjamini_hochberg

CASES = [
    case
    for file in sorted((Path(__file__).parents[2] / "cases").glob("ab_*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))["cases"]
]


def arms(given):
    return arm(given["x_a"], given["n_a"]), arm(given["x_b"], given["n_b"])


def counts(given):
    return given["x_a"], given["n_a"], given["x_b"], given["n_b"]


def amounts(given):
    return moments(given["n"], given["sum"], given["sum_squares"])


def bounds(name, interval):
    return {f"{name}_lo": interval[0], f"{name}_hi": interval[1]}


def two_proportion_test(given):
    control, variant = arms(given)
    pooled = score_z(control, variant, adjusted=False)
    return {
        "z_pooled": pooled,
        "p_pooled": two_sided(pooled),
        "p_nminus1": two_sided(score_z(control, variant)),
        "p_yates": rivals.yates_p(*counts(given)),
        "p_wald_unpooled": rivals.wald(*counts(given))[0],
    }


def likelihood_ratio(given):
    x = np.array([given["x_a"], given["x_b"]], float)
    g, p = rivals.likelihood_ratio(x, np.array([given["n_a"], given["n_b"]], float))
    return {"G": g, "p": p}


def difference(given):
    (control, variant), z = arms(given), critical(given["confidence"])
    return {
        **bounds("newcombe", newcombe_interval(control, variant, z)),
        **bounds("mn", difference_interval(control, variant, z)),
        **bounds("mee", difference_interval(control, variant, z, adjusted=False)),
        **bounds("agresti_caffo", rivals.agresti_caffo(*counts(given), z)),
        **bounds("wald", rivals.wald(*counts(given), z)[1]),
    }


def one_rate(given):
    x, n, confidence = given["x"], given["n"], given["confidence"]
    return {
        **bounds("wilson", wilson_interval(arm(x, n), critical(confidence))),
        **bounds("clopper_pearson", rivals.clopper_pearson(x, n, confidence)),
        **bounds("jeffreys", rivals.jeffreys(x, n, confidence)),
    }


def ratio(given):
    (control, variant), z = arms(given), critical(given["confidence"])
    a, b = float(control.rate), float(variant.rate)
    found = {
        "ratio": b / a if a else np.inf,
        **bounds("mn", ratio_interval(control, variant, z)),
        **bounds("koopman", ratio_interval(control, variant, z, adjusted=False)),
        **bounds("log_adj", rivals.katz_adjusted(*counts(given), z)),
    }
    if a and b:
        of_a, of_b = wilson_interval(control, z), wilson_interval(variant, z)
        found |= bounds("mover_r_wilson", rivals.mover_r(a, b, of_a, of_b))
        found |= bounds("katz", rivals.katz(*counts(given), z))
    return found


def odds_ratio(given):
    z = critical(given["confidence"])
    x_a, n_a, x_b, n_b = counts(given)
    found, woolf = rivals.odds_ratio(x_a, n_a, x_b, n_b, z)
    exact = stats.contingency.odds_ratio([[x_b, x_a], [n_b - x_b, n_a - x_a]])
    return {
        "odds_ratio": found,
        **bounds("woolf", woolf),
        **bounds("fisher_exact", exact.confidence_interval(given["confidence"])),
        "cond_mle": exact.statistic,
    }


def exact_test(given):
    (x_b, x_a), (f_b, f_a) = given["table"]
    found = fisher(arm(x_a, x_a + f_a), arm(x_b, x_b + f_b))
    return {
        "fisher_two_sided": found.two_sided,
        "fisher_greater": found.greater,
        "fisher_less": found.less,
        "midp_two_sided_min_likelihood": found.mid_p_likelihood,
        "midp_two_sided_doubled": found.mid_p,
    }


def unconditional(given):
    table = given["table"]
    one = {side: stats.boschloo_exact(table, side).pvalue for side in ("greater", "less")}
    barnard = stats.barnard_exact(table)
    return {
        "boschloo_two_sided": min(1.0, 2 * min(one.values())),
        **{f"boschloo_{side}": p for side, p in one.items()},
        "barnard_z": barnard.statistic,
        "barnard_two_sided": barnard.pvalue,
    }


def omnibus(given):
    x, n = np.array(given["x"], float), np.array(given["n"], float)
    found = homogeneity(Arm(x, n))
    g, p = rivals.likelihood_ratio(x, n)
    return {"chi2": found.statistic, "df": found.freedom, "p": found.p, "G": g, "p_G": p}


def visitors_needed(given):
    n = sample_size(given["p1"], given["p2"], alpha=given["alpha"], power=given["power"])
    return {"n_per_arm_pooled": n, "n_per_arm_ceil": ceil(n)}


def calculator(given):
    n = rivals.calculator_size(given["p1"], given["absolute_mde"], given["alpha"], given["power"])
    return {"n": n, "n_ceil": ceil(n)}


def power(given):
    visitors = (given["n_of_arm_1"], given["n_of_arm_2"])
    return {"power": power_of((given["p1"], given["p2"]), visitors, alpha=given["alpha"])}


def arcsine(given):
    return {"power": rivals.arcsine_power(given["h"], given["n_per_arm"], given["alpha"])}


def detectable(given):
    p1, n = given["p1"], given["n_per_arm"]
    p2 = float(detectable_rate(p1, n, alpha=given["alpha"], power=given["power"]))
    return {"p2": p2, "relative_lift": p2 / p1 - 1}


def t_power(given):
    d, n = given["effect_size_d"], given["n_per_arm"]
    return {"power": rivals.t_power(d, n, given["alpha"])}


def enumerated(given):
    found = rivals.exact_rejections(given["n_per_arm"], given["p1"], given["p2"], given["alpha"])
    return {f"reject_{name}": share for name, share in found.items()}


def division(given):
    found = sample_ratio.sample_ratio(given["observed"], given["expected_weights"])
    assert given["threshold"] == sample_ratio.MISMATCH
    return {
        "chi2": found.statistic,
        "df": found.freedom,
        "p": found.p,
        "flag": float(found.mismatch),
    }


def division_exact(given):
    seen = given["observed"]
    return {"p": sample_ratio.exact_p(seen[0], sum(seen), given["p0"])}


def two_best(given):
    control, variant = arms(given)
    both = Arm(
        np.array([control.successes, variant.successes]), np.array([control.trials, variant.trials])
    )
    found = best(both, (given["prior_alpha"], given["prior_beta"]))
    return {
        "prob_b_gt_a": found.chance[1],
        "exp_loss_choose_b": found.loss[1],
        "exp_loss_choose_a": found.loss[0],
        "post_mean_a": found.mean[0],
        "post_mean_b": found.mean[1],
    }


def many_best(given):
    found = best(arm(given["x"], given["n"]), (given["prior_alpha"], given["prior_beta"]))
    places = range(len(given["x"]))
    return {
        **{f"prob_best_{i}": found.chance[i] for i in places},
        **{f"exp_loss_{i}": found.loss[i] for i in places},
    }


def lift(given):
    found = rivals.relative_lift(*engine_arms(given))
    effect = found.difference
    return {
        "lift": effect,
        "se": found.error,
        "p": found.p,
        **bounds("ci", found.interval),
    }


def engine_arms(given):
    if "a" in given:
        return amounts(given["a"]), amounts(given["b"])
    return (
        rivals.of_counts(given["x_a"], given["n_a"]),
        rivals.of_counts(given["x_b"], given["n_b"]),
    )


def gaussian(given):
    found = rivals.relative_lift(*engine_arms(given))
    prior = (given["prior_mean"], given["prior_variance"]) if "prior_mean" in given else None
    mean, sd = rivals.gaussian_posterior(float(found.difference), float(found.error) ** 2, prior)
    control, treatment = rivals.gaussian_risk(mean, sd)
    reach = critical(0.95) * sd
    return {
        "effect": mean,
        **bounds("ci", (mean - reach, mean + reach)),
        "chance_to_win": ndtr(mean / sd),
        "risk_control": control,
        "risk_treatment": treatment,
    }


def asymptotic(given):
    control, variant = engine_arms(given)
    if given["difference"] == "relative":
        found = rivals.relative_lift(control, variant)
    else:
        found = welch(control, variant)
    n = float(control.count + variant.count)
    effect = float(found.difference)
    reach, p = rivals.asymptotic_sequence(effect, float(found.error) ** 2 * n, n, given["tuning"])
    return {"effect": effect, **bounds("ci", (effect - reach, effect + reach)), "p_always_valid": p}


def looks(given):
    spending = {"obf": obrien_fleming, "t2": power_family}[given["spending"]]
    lines = boundaries(
        given["information_fractions"], alpha=given["alpha_two_sided"], spending=spending
    )
    return {f"z_{look}": z for look, z in enumerate(lines, 1)}


def always_valid(given):
    sides = given["conversions_a"], given["conversions_b"]
    share, k = given["allocation_b"], given["k"]
    found = evidence(*sides, share=share, concentration=k)
    sequence = confidence_sequence(*sides, share=share, alpha=given["alpha"], concentration=k)
    return {"log_e": found.log_e, "p_always_valid": found.p, **bounds("ratio", sequence)}


def division_any_time(given):
    found = division_evidence(given["observed"], given["theta0"], concentration=given["k"])
    return {"log_e": found.log_e, "p_always_valid": found.p}


def blocks(given):
    return {"e_value": rivals.turner_e(given["ya"], given["yb"], given["na"], given["nb"])}


def one_rate_any_time(given):
    firmness = rivals.mixture_size(given["t_opt"], given["alpha_opt"]) - 1
    found = rivals.one_rate_sequence(given["x"], given["n"], given["alpha"], firmness)
    return {"lo": found[0], "hi": found[1]}


def normal_mixture(given):
    rho = rivals.mixture_size(given["v_opt"], given["alpha_opt"])
    mixture, line = rivals.normal_mixture(given["s"], given["v"], rho, given["alpha"])
    return {"best_rho": rho, "log_mixture": mixture, "bound": line}


def walk(given):
    chance = rivals.random_walk(given["N"], given["d"], both=given["two_sided"])
    return {"crossing_probability": chance}


def mixture_ratio(given):
    gap = given["mean_y"] - given["mean_x"]
    found = rivals.msprt(given["n_per_arm"], gap, given["V"], given["tau2"])
    return {"lambda": found, "p_always_valid": min(1, 1 / found)}


def adjusted(given):
    p = given["p"]
    found = {
        "bonferroni": [min(1, each * len(p)) for each in p],
        "holm": holm(p),
        "hochberg": rivals.hochberg(p),
        "hommel": rivals.hommel(p),
        "BH": benjamini_hochberg(p),
        "BY": stats.false_discovery_control(p, method="by"),
    }
    return {f"{name}_{i}": each for name, row in found.items() for i, each in enumerate(row)}


def variants(given):
    x, n = np.array(given["x"], float), np.array(given["n"], float)
    assert given["control_index"] == 0
    found = versus_control(Arm(x[:1], n[:1]), Arm(x[1:], n[1:]))
    return {
        **{f"p_{i}": p for i, p in enumerate(found.p, 1)},
        **{f"holm_{i}": p for i, p in enumerate(found.adjusted, 1)},
    }


def means(given):
    found = welch(amounts(given["a"]), amounts(given["b"]))
    return {
        "diff": found.difference,
        "t": found.t,
        "df": found.freedom,
        "p": found.p,
        **bounds("ci", found.interval),
    }


def order_value(given):
    found = []
    for side in (given["a"], given["b"]):
        over = moments(side["n"], side["num_sum"], side["num_sum_squares"])
        under = moments(side["n"], side["den_sum"], side["den_sum_squares"])
        found.append((ratio_metric(over, under, side["sum_products"]), side["n"]))
    (a, n_a), (b, n_b) = found
    effect, error = rivals.ratio_lift(a, b)
    spread = (a.variance + b.variance) ** 2
    freedom = spread / (a.variance**2 / (n_a - 1) + b.variance**2 / (n_b - 1))
    reach = stats.t.ppf(0.975, freedom) * error
    return {
        "ratio_a": a.ratio,
        "ratio_b": b.ratio,
        "se_a": sqrt(a.variance),
        "se_b": sqrt(b.variance),
        "lift": effect,
        "p": 2 * stats.t.sf(abs(effect / error), freedom),
        **bounds("ci", (effect - reach, effect + reach)),
    }


def mean_ratio(given):
    a, b = amounts(given["a"]), amounts(given["b"])
    lower, upper = fieller(a, b)
    return {"ratio": b.mean / a.mean, "lo": lower, "hi": upper}


def ranks(given):
    x, y = given["x"], given["y"]
    greater = stats.mannwhitneyu(x, y, alternative="greater", method="exact")
    either = stats.mannwhitneyu(x, y, method="exact")
    return {"W": greater.statistic, "p_greater": greater.pvalue, "p_two_sided": either.pvalue}


METHODS = {
    "pooled z (score), N-1 chi2, Yates": two_proportion_test,
    "likelihood-ratio G": likelihood_ratio,
    "CI for p_b - p_a": difference,
    "single conversion rate": one_rate,
    "CI for p_b / p_a": ratio,
    "odds ratio": odds_ratio,
    "Fisher exact": exact_test,
    "Boschloo exact": unconditional,
    "k-sample chi-square": omnibus,
    "two-sided two-proportion sample size": visitors_needed,
    "Evan Miller calculator": calculator,
    "power of the two-sided pooled z": power,
    "Cohen's h": arcsine,
    "minimum detectable rate": detectable,
    "two-sample t test power": t_power,
    "exact rejection probability": enumerated,
    "sample-ratio-mismatch": division,
    "exact binomial test": division_exact,
    "Beta-Binomial": two_best,
    "k-variant probability": many_best,
    "relative lift": lift,
    "GrowthBook/PostHog Gaussian": gaussian,
    "asymptotic confidence sequence": asymptotic,
    "Lan-DeMets": looks,
    "alpha*t^2": looks,
    "beta-binomial always-valid": always_valid,
    "sequential SRM": division_any_time,
    "Turner-Ly-Grunwald": blocks,
    "confidence sequence for one": one_rate_any_time,
    "normal-mixture": normal_mixture,
    "Evan Miller sequential": walk,
    "mSPRT": mixture_ratio,
    "adjusted p-values": adjusted,
    "variants vs control": variants,
    "Welch t test": means,
    "delta-method ratio": order_value,
    "Fieller": mean_ratio,
    "Mann-Whitney": ranks,
}
"""The beginning of a case's ``method`` → what computes it."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_reference_case_is_met_within_its_tolerance(case):
    method = next(way for start, way in METHODS.items() if case["method"].startswith(start))
    found = method(case["inputs"])
    expected = {name: value for name, value in case["expected"].items() if value is not None}
    assert expected.keys() <= found.keys()
    for name, value in expected.items():
        if isinstance(value, str) or isinf(value):
            assert float(found[name]) == float(value), name
            continue
        allowed = max(case["tolerance"]["abs"], case["tolerance"]["rel"] * abs(value))
        assert abs(float(found[name]) - value) <= allowed, name


def test_all_cases_are_there():
    assert len(CASES) >= 143
