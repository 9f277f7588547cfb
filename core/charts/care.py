"""How well a promise was kept, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

HEIGHT: Final = 220

_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Point:
    """One week: its first day, the value, its bounds where there are any, and what it says."""

    first: date
    value: float | None
    low: float | None
    high: float | None
    text: str


def weekly(
    points: Sequence[Point],
    look: Look,
    *,
    is_share: bool,
    aim: float | None = None,
    happened: Sequence[Mark] = (),
) -> ChartType:
    """A line from week to week with its ranges; the seller's aim is dashed.

    A week in which nothing is known leaves a hole.
    """
    palette = look.palette
    frame = pd.DataFrame(
        {
            "week": pd.to_datetime(pd.Series([one.first for one in points])),
            "value": pd.Series([one.value for one in points], dtype="Float64"),
            "low": pd.Series([one.low for one in points], dtype="Float64"),
            "high": pd.Series([one.high for one in points], dtype="Float64"),
            "text": [one.text for one in points],
        }
    )
    top = max(float(frame[["value", "high"]].max().max(skipna=True) or 0), aim or 0.0)
    days = [moment.isoformat() for moment in frame["week"]]
    week = alt.X("week:T", title=None, scale=alt.Scale(padding=18),
                 axis=alt.Axis(format="%m.%d", values=days))  # fmt: skip
    written = alt.Axis(format=".0%" if is_share else "d", tickCount=4)
    up = alt.Y("value:Q", title=None, axis=written,
               scale=alt.Scale(domain=[0, max(top * 1.1, 0.01)], nice=False))  # fmt: skip
    base = alt.Chart(frame)
    told = [alt.Tooltip("week:T", title=" ", format="%Y.%m.%d"),
            alt.Tooltip("text:N", title=" ")]  # fmt: skip
    layers: list[Any] = [
        *marks.layers(happened, Period(points[0].first, points[-1].first + _WEEK), look, step=7),
        base.mark_rule(color=palette.main, opacity=0.45, strokeWidth=2).encode(
            x=week, y=alt.Y("low:Q", title=None), y2="high:Q"
        ),
        base.mark_line(color=palette.main, point=alt.OverlayMarkDef(size=45)).encode(
            x=week, y=up, tooltip=told
        ),
    ]
    if aim is not None:
        line = alt.Chart(pd.DataFrame({"value": [aim]}))
        layers.append(
            line.mark_rule(strokeDash=[4, 3], color=palette.previous, strokeWidth=1.5).encode(y=up)
        )
    return dressed(alt.layer(*layers).properties(height=HEIGHT), look)
