"""When a planned test may stop early: boundaries that pay for every look.

Assumes a plan written before the start, with looks at stated parts of the planned visitors, and
that the scores of successive looks gather independent information, as counts of different days do.
A look j may call a difference when |z| of the N - 1 test reaches the boundary z_j, and the interval
of Miettinen and Nurminen at z_j standard deviations is the repeated confidence interval (Jennison
and Turnbull 1989, *JRSS B* 51), which agrees with that.
"""

from collections.abc import Callable
from functools import lru_cache
from math import ceil, log, sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import log_ndtr, ndtr, ndtri

from core.stats.ab.arms import Floats, numbers, part

Spending = Callable[[Floats, float], Floats]
"""How much of the error is spent by a part of the information."""

FARTHEST: Final = 30.0
"""No boundary is written higher; what lies beyond is less than 1e-196."""

REACH: Final = 9.0
"""Standard deviations beyond which nothing is integrated."""

NOTHING_NEW: Final = 1e-4
"""A part of the information that is too small to be integrated over."""

PANEL, NODES = 2.0, 16
"""Gauss-Legendre nodes to a panel of so many standard deviations of a step."""

ROOT_2PI: Final = sqrt(2 * np.pi)


def obrien_fleming(information: Floats, alpha: float) -> Floats:
    """Spend little early: α*(t) = 4[1 - Φ(z_{α/4}/√t)].

    Two one-sided O'Brien-Fleming-type functions (Lan and DeMets 1983, *Biometrika* 70, α₁*).
    """
    return np.asarray(4 * ndtr(ndtri(alpha / 4) / np.sqrt(information)))


def power_family(information: Floats, alpha: float, exponent: float = 2) -> Floats:
    """Spend α·t^ρ (Kim and DeMets 1987, *Biometrika* 74); ρ = 2 is what Spotify uses."""
    return np.asarray(alpha * information**exponent)


def boundaries(
    information: npt.ArrayLike,
    *,
    alpha: float = 0.05,
    spending: Spending = obrien_fleming,
    last: bool = False,
    time: npt.ArrayLike | None = None,
) -> Floats:
    """How far the score must lie from 0 at each look, either side.

    z_j solves P(|Z_i| < z_i for all i < j, |Z_j| ≥ z_j) = α*(t_j) - α*(t_{j-1}) under "no
    difference", by recursive integration (Armitage, McPherson and Rowe 1969, *JRSS A* 132; Jennison
    and Turnbull 2000, 19.2), Gauss-Legendre panels, good to ten digits.

    Args:
        information: visitors at each look over visitors planned, rising; the look that reaches 1
            is the last one there can be.
        alpha: two-sided error over all looks; with k versions divide it by k - 1.
        spending: how the error is spread over the looks.
        last: the last look is the last day of the plan, and spends what is left although fewer
            visitors came than planned.
        time: the part of the plan at each look, by which the error is spent, where that is not the
            information (Lan and DeMets 1989, *Statistics in Medicine* 8:1191); the information is
            then in any unit and may stand still from one look to the next.

    Raises:
        ValueError: no looks, parts not above 0 or not rising, a look after the end of the plan,
            ``alpha`` outside 0 to 1, or information that falls.
    """
    times = _times(information if time is None else time)
    part(alpha, "alpha")
    spent = spending(np.minimum(times, 1), alpha)
    if last:
        spent[-1] = alpha
    known = times if time is None else _known(information, times)
    found = _solve(tuple(known), tuple(np.diff(spent, prepend=0)))
    return np.array(found)


def _known(information: npt.ArrayLike, times: Floats) -> Floats:
    """The information at each look in units of the first, so that later looks change no digit."""
    known = np.atleast_1d(numbers(information))
    if known.shape != times.shape or known[0] <= 0 or np.any(np.diff(known) < 0):
        raise ValueError("every look has its information, above 0 and never less than before")
    known = known / known[0]
    for place in range(1, len(known)):
        if known[place] - known[place - 1] < NOTHING_NEW * known[place]:
            known[place] = known[place - 1]
    return np.asarray(known)


@lru_cache(maxsize=256)
def _solve(times: tuple[float, ...], shares: tuple[float, ...]) -> tuple[float, ...]:
    """The boundary of each look, given the error each look may spend."""
    found: list[float] = []
    state, spent, before = _start(times[0]), 0.0, sqrt(times[0])
    for place, (time, share) in enumerate(zip(times, shares, strict=True)):
        ahead = time - times[place - 1] if place else 0.0
        if ahead > 0:
            state, spent = _carry(state, found[-1] * before, ahead, REACH * before), 0.0
        # Where nothing new was seen the same score is asked again, of all that may be spent on it.
        spent, before = spent + share, sqrt(time)
        found.append(_boundary(state, before, spent))
    return tuple(found)


class _State(NamedTuple):
    """Where the sum stands that has not crossed yet: places, weights, and the step to come."""

    places: Floats
    weights: Floats
    step: float
    drift: float


def _start(time: float, drift: float = 0.0) -> _State:
    return _State(np.zeros(1), np.ones(1), sqrt(time), drift * time)


def _boundary(state: _State, root_time: float, share: float) -> float:
    """The boundary at which just ``share`` is spent."""
    if share <= 0:
        return FARTHEST
    logs = np.log(state.weights)

    def over(z: float) -> float:
        tail = log_ndtr((state.places - z * root_time) / state.step) + logs
        top = float(np.max(tail))
        return top + log(2 * float(np.sum(np.exp(tail - top)))) - log(share)

    if over(FARTHEST) > 0:
        return FARTHEST
    return float(brentq(over, 0.0, FARTHEST, xtol=1e-13, rtol=1e-14))


def _carry(state: _State, line: float, ahead: float, reach: float) -> _State:
    """The places between the boundaries after a look, on the way to the next."""
    top = reach + abs(state.drift) + float(np.max(np.abs(state.places)))
    edge = min(line, top)
    width = PANEL * min(state.step, sqrt(ahead))
    places, weights = _nodes(edge, ceil(2 * edge / width))
    off = (places[:, None] - state.places - state.drift) / state.step
    density = np.exp(-off * off / 2) @ state.weights / (state.step * ROOT_2PI)
    rate = state.drift / state.step**2
    kept = density * weights > 0
    return _State(places[kept], (density * weights)[kept], sqrt(ahead), rate * ahead)


def _nodes(edge: float, panels: int) -> tuple[Floats, Floats]:
    """Gauss-Legendre places and weights on panels from -edge to edge."""
    x, w = np.polynomial.legendre.leggauss(NODES)
    ends = np.linspace(-edge, edge, panels + 1)
    half = (ends[1:] - ends[:-1]) / 2
    places = (ends[:-1] + half)[:, None] + half[:, None] * x
    return places.ravel(), (half[:, None] * w).ravel()


class Crossing(NamedTuple):
    """How likely each look is the first beyond the upper and the lower boundary."""

    upper: Floats
    lower: Floats


def crossing(information: npt.ArrayLike, lines: npt.ArrayLike, drift: float = 0.0) -> Crossing:
    """How likely a test stops at each look.

    The same recursion with a score that grows by ``drift`` until the whole information is in
    (Jennison and Turnbull 2000, 19.3): at look j its mean is drift·√t_j.

    Args:
        information: as in :func:`boundaries`.
        lines: the boundary of each look.
        drift: mean of the score at the end of the plan, in standard deviations.

    Raises:
        ValueError: as in :func:`boundaries`, or there is not one boundary for each look.
    """
    times, z = _times(information), numbers(lines)
    if z.shape != times.shape:
        raise ValueError("every look has one boundary")
    state, upper, lower = _start(float(times[0]), drift), [], []
    for place, time in enumerate(times):
        line = float(z[place] * sqrt(time))
        ahead = state.places + state.drift
        upper.append(float(ndtr((ahead - line) / state.step) @ state.weights))
        lower.append(float(ndtr((-line - ahead) / state.step) @ state.weights))
        if place + 1 < len(times):
            state = _carry(state, line, float(times[place + 1] - time), REACH * sqrt(time))
    return Crossing(np.array(upper), np.array(lower))


def inflation(information: npt.ArrayLike, *, alpha: float = 0.05, power: float = 0.8) -> float:
    """How many times more visitors a plan with looks needs than one look at the end.

    (drift found with ``power`` / [z_{α/2} + z_β])², Jennison and Turnbull 2000, 7.2.

    Raises:
        ValueError: as in :func:`boundaries`, or ``power`` is outside ``alpha`` to 1.
    """
    lines = boundaries(information, alpha=alpha)
    if not alpha < power < 1:
        raise ValueError("the power lies between alpha and 1")

    def short(drift: float) -> float:
        return float(np.sum(crossing(information, lines, drift).upper)) - power

    single = float(ndtri(power) - ndtri(alpha / 2))
    drift = float(brentq(short, 0.0, 3 * single, xtol=1e-9))
    return (drift / single) ** 2


def _times(information: npt.ArrayLike) -> Floats:
    times = np.atleast_1d(numbers(information))
    if times.ndim != 1 or times[0] <= 0 or np.any(np.diff(times) <= 0):
        raise ValueError("looks come one after the other, each with more visitors")
    if np.any(times[:-1] >= 1):
        raise ValueError("there is no look after the end of the plan")
    return times
