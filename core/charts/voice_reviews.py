"""Stars over time: the mean, between which bounds it lies, and how many reviews are behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

LEAST, MOST = 1.0, 5.0
HEIGHT = 240
ROOM = 0.22
"""The share of the height that the bars of the counts may take."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its days, how many reviews, the mean and its bounds (None for too few)."""

    days: Period
    reviews: int
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """What the numbers are called."""

    reviews: str
    stars: str
    bounds: str


def trend(
    points: Sequence[Point], look: Look, words: Words, happened: Sequence[Mark] = ()
) -> ChartType:
    """Stars over time; a point with too few reviews has a bar and no mean.

    Args:
        points: the oldest first, all of the same number of days.
        look: how the reader sees charts.
        words: what the numbers are called.
        happened: what else happened in these days, the most important first.
    """
    palette = look.palette
    most = max([one.reviews for one in points] or [0]) or 1
    known = [one.low for one in points if one.low is not None]
    bottom = max(LEAST, min(known, default=LEAST) // 1)
    floor = bottom - ROOM * (MOST - bottom)
    frame = pd.DataFrame(
        {
            "day": [pd.Timestamp(one.days.first) for one in points],
            "end": [pd.Timestamp(one.days.last) for one in points],
            "reviews": [one.reviews for one in points],
            "bar": [floor + (bottom - floor) * one.reviews / most for one in points],
            "floor": floor,
            "mean": [one.mean for one in points],
            "low": [one.low for one in points],
            "high": [one.high for one in points],
            "bounds": [_bounds(one) for one in points],
        }
    ).astype(dict.fromkeys(("mean", "low", "high"), "Float64"))
    scale = alt.Scale(domain=[floor, MOST], nice=False)
    ticks = [value for value in range(1, 6) if value >= bottom]
    axis = alt.Axis(values=ticks, format="d")
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%-m.%-d", tickCount=5)),
        tooltip=[
            alt.Tooltip("day:T", title=" ", format="%Y.%m.%d(%a)"),
            alt.Tooltip("mean:Q", title=words.stars, format=".1f"),
            alt.Tooltip("bounds:N", title=words.bounds),
            alt.Tooltip("reviews:Q", title=words.reviews, format=","),
        ],
    )
    height = alt.Y("mean:Q", title=None, scale=scale, axis=axis)
    known_only = base.transform_filter("isValid(datum.mean)")
    layers = (
        base.mark_bar(color=palette.previous, opacity=0.45, size=8).encode(
            y=alt.Y("bar:Q", scale=scale, axis=axis, title=None), y2="floor:Q"
        ),
        known_only.mark_area(color=palette.main, opacity=0.15).encode(
            y=alt.Y("low:Q", scale=scale, axis=axis, title=None), y2="high:Q"
        ),
        known_only.mark_rule(color=palette.main, opacity=0.35, strokeWidth=1).encode(
            y=alt.Y("low:Q", scale=scale, axis=axis, title=None), y2="high:Q"
        ),
        known_only.mark_line(color=palette.main, strokeWidth=2).encode(y=height),
        known_only.mark_circle(color=palette.main, size=40, opacity=1).encode(y=height),
    )
    behind = _marks(points, look, happened)
    return dressed(alt.layer(*behind, *layers).properties(height=HEIGHT), look)


def _bounds(one: Point) -> str:
    if one.low is None or one.high is None:
        return "–"
    return f"{one.low:.1f}~{one.high:.1f}"


def _marks(points: Sequence[Point], look: Look, happened: Sequence[Mark]) -> list[alt.Chart]:
    if not points or not happened:
        return []
    days = Period(points[0].days.first, points[-1].days.last)
    return marks.layers(happened, days, look, step=points[0].days.days)
