"""A share week by week, with what was done about it."""

from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

_WEEK = 7


def weekly(
    points: Sequence[tuple[date, float | None]], done: Sequence[Mark], look: Look
) -> ChartType:
    """A line of shares from Monday to Monday; a week nobody knows leaves a hole."""
    palette = look.palette
    frame = pd.DataFrame(points, columns=["day", "share"])
    days = Period(points[0][0], points[-1][0] + timedelta(days=_WEEK - 1))
    frame = frame.assign(day=pd.to_datetime(frame["day"]), share=frame["share"].astype("Float64"))
    base = alt.Chart(frame).encode(
        x=alt.X(
            "day:T", title=None, scale=alt.Scale(padding=18),
            axis=alt.Axis(format="%-m.%-d", tickCount=6),
        ),
        y=alt.Y(
            "share:Q", title=None, scale=alt.Scale(zero=True),
            axis=alt.Axis(format=".0%", tickCount=4),
        ),
        tooltip=[
            alt.Tooltip("day:T", title=" ", format="%Y.%m.%d"),
            alt.Tooltip("share:Q", title=" ", format=".0%"),
        ],
    )  # fmt: skip
    line = base.mark_line(strokeWidth=2.25, color=palette.main, strokeCap="round")
    dots = base.mark_circle(size=30, color=palette.main)
    shown = marks.layers(done, days, look, step=_WEEK)
    return dressed(alt.layer(*shown, line, dots).properties(height=220), look)
