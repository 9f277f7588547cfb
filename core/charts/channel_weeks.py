"""Visits week by week as lines: one beside the weeks before, or several channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HEIGHT = 240


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: its name, a number for each week (None is a gap), and whether it is of before."""

    name: str
    visits: Sequence[int | None]
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the pointer shows: the heads of the first day of a week and of its visits."""

    week: str
    visits: str


def lines(weeks: Sequence[date], drawn: Sequence[Drawn], words: Words, look: Look) -> ChartType:
    """The lines over the first day of each week; those of before are grey and dashed."""
    palette = look.palette
    frame = pd.DataFrame(
        [
            {"week": pd.Timestamp(week), "line": one.name, "visits": count}
            for one in drawn
            for week, count in zip(weeks, one.visits, strict=True)
        ],
        columns=["week", "line", "visits"],
    ).astype({"visits": "Float64"})
    names = [one.name for one in drawn]
    series = iter((palette.main, *palette.series[1:]))
    colours = [palette.previous if one.is_before else next(series) for one in drawn]
    base = alt.Chart(frame).encode(
        x=alt.X(
            "week:T", title=None, scale=alt.Scale(padding=18),
            axis=alt.Axis(format="%-m.%-d", tickCount=6),
        ),
        y=alt.Y("visits:Q", title=None, scale=alt.Scale(zero=True),
                axis=alt.Axis(format=",.0f", tickCount=4)),
        color=alt.Color(
            "line:N", scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(orient="top", title=None, symbolType="stroke", columns=2,
                              symbolStrokeWidth=3, symbolSize=260, labelLimit=160),
        ),
        strokeDash=alt.StrokeDash(
            "line:N", legend=None,
            scale=alt.Scale(domain=names, range=[[4, 3] if one.is_before else [1, 0]
                                                 for one in drawn]),
        ),
        tooltip=[
            alt.Tooltip("line:N", title=" "),
            alt.Tooltip("week:T", title=words.week, format="%Y.%m.%d"),
            alt.Tooltip("visits:Q", title=words.visits, format=",.0f"),
        ],
    )  # fmt: skip
    line = base.mark_line(strokeWidth=2.25, strokeCap="round")
    points = base.mark_circle(size=30).encode(strokeDash=alt.value([1, 0]))
    return dressed(alt.layer(line, points).properties(height=HEIGHT), look)
