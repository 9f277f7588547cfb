"""Pictures of scores: over time and by group, each with the bounds between which it really lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

_ROW: Final = 52
"""Pixels of one group."""


@dataclass(frozen=True, slots=True)
class Point:
    """A score with its bounds, in the numbers of the axis, and the words for it.

    Without a score (None) only its words are told.
    """

    name: str
    day: date
    value: float | None
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where scores go, and what stands behind a number of the axis."""

    least: float
    most: float
    unit: str = ""


def trend(
    points: Sequence[Point], step: int, axis: Axis, done: Sequence[Mark], look: Look
) -> ChartType:
    """Scores over time with their bounds; days without a score leave a hole.

    Args:
        points: the oldest first, each with the first of its days.
        step: how many days one stands for.
        axis: from where to where scores go.
        done: what happened in these days.
        look: how the reader sees charts.
    """
    palette = look.palette
    first, last = (points[at].day for at in (0, -1))
    days = Period(first, last + timedelta(days=step - 1))
    frame = _frame(points).assign(day=pd.to_datetime([one.day for one in points]))
    base = alt.Chart(frame).encode(
        x=alt.X(
            "day:T", title=None, scale=alt.Scale(padding=18),
            axis=alt.Axis(format="%-m.%-d", tickCount=min(6, max(2, len(points)))),
        ),
        tooltip=_tips(),
    )  # fmt: skip
    span = base.mark_rule(strokeWidth=5, opacity=0.35, strokeCap="round", color=palette.main)
    line = base.mark_line(strokeWidth=2.25, color=palette.main, strokeCap="round")
    dots = base.mark_circle(size=60, color=palette.main, opacity=1)
    value = alt.Y("value:Q", title=None, scale=_scale(axis), axis=_labels(axis))
    shown = marks.layers(done, days, look, step=step)
    layers = [
        span.encode(y=alt.Y("low:Q", title=None, scale=_scale(axis), axis=_labels(axis)),
                    y2="high:Q"),
        line.encode(y=value),
        dots.encode(y=value),
    ]  # fmt: skip
    return dressed(alt.layer(*shown, *layers).properties(height=220), look)


def groups(points: Sequence[Point], axis: Axis, look: Look) -> ChartType:
    """The score of each group as a point on its bounds, its words above it."""
    palette = look.palette
    base = alt.Chart(_frame(points)).encode(
        y=alt.Y(
            "name:N", sort=[one.name for one in points], title=None,
            axis=alt.Axis(labelFontSize=13, labelLimit=120),
        ),
        tooltip=_tips(),
    )  # fmt: skip
    across = alt.X("value:Q", title=None, scale=_scale(axis), axis=_labels(axis))
    span = base.mark_rule(
        strokeWidth=5, opacity=0.45, strokeCap="round", color=palette.main
    ).encode(
        x=alt.X("low:Q", title=None, scale=_scale(axis), axis=_labels(axis)), x2="high:Q"
    )  # fmt: skip
    dots = base.mark_point(filled=True, size=110, opacity=1, color=palette.main).encode(x=across)
    height = _ROW * len(points) + 10
    return dressed(alt.layer(span, dots).properties(height=height), look)


def _frame(points: Sequence[Point]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [one.name for one in points],
            **{
                name: pd.array([getattr(one, name) for one in points], dtype="Float64")
                for name in ("value", "low", "high")
            },
            "text": [one.text for one in points],
        }
    )


def _tips() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]


def _scale(axis: Axis) -> alt.Scale:
    return alt.Scale(domain=[axis.least, axis.most], nice=False)


def _labels(axis: Axis) -> alt.Axis:
    unit = axis.unit.replace("'", "")
    return alt.Axis(
        labelExpr=f"replace(format(datum.value, '~g'), '-', '−') + '{unit}'",
        tickCount=5,
        grid=True,
    )
