"""Revenue over time, beside the period before."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

DAILY_UP_TO = 35
"""Longer periods are drawn by the week: day by day they are noise."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class Words:
    """The names of the two lines, and of what the pointer shows."""

    now: str
    before: str
    day: str
    won: str


def by_step(frame: pd.DataFrame) -> pd.DataFrame:
    """Days as they are; of a long period, sums of seven days counted back from the last day.

    Expects ``day``, ``net`` and ``previous_net``. A sum with an unknown day in it is unknown, and
    what is left over at the beginning is no week and is dropped.
    """
    days = frame[["day", "net", "previous_net"]].reset_index(drop=True)
    if len(days) <= DAILY_UP_TO:
        return days
    whole = days.iloc[len(days) % WEEK :].reset_index(drop=True)
    weeks = whole.groupby(whole.index // WEEK)
    sums = weeks[["net", "previous_net"]].sum(min_count=WEEK)
    return sums.assign(day=weeks["day"].first())[["day", "net", "previous_net"]]


def revenue(
    frame: pd.DataFrame, words: Words, look: Look, events: Sequence[Mark] = ()
) -> ChartType:
    """This period as a line, the one before as a grey dashed line at the same places.

    What else happened in these days stands on it as thin marks.
    """
    steps = by_step(frame)
    long = _long(steps, words)
    base = alt.Chart(long).encode(
        x=alt.X(
            "day:T",
            title=None,
            scale=alt.Scale(padding=18),
            axis=alt.Axis(format="%-m.%-d", tickCount=6),
        ),
        y=alt.Y(
            "net:Q",
            title=None,
            scale=alt.Scale(zero=True),
            axis=alt.Axis(labelExpr=look.won_axis, tickCount=4),
        ),
        color=alt.Color("line:N", scale=_colours(words, look), legend=_legend(look)),
        strokeDash=alt.StrokeDash(
            "line:N",
            scale=alt.Scale(domain=[words.now, words.before], range=[[1, 0], [4, 3]]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("line:N", title=" "),
            alt.Tooltip("day:T", title=words.day, format="%Y.%m.%d(%a)"),
            alt.Tooltip("net:Q", title=words.won, format=",.0f"),
        ],
    )
    line = base.mark_line(strokeWidth=2.25, interpolate="monotone", strokeCap="round")
    points = base.mark_circle(size=30).encode(strokeDash=alt.value([1, 0]))
    step = WEEK if len(frame) > DAILY_UP_TO else 1
    days = Period(steps["day"].min(), frame["day"].max())
    shown = marks.layers(events, days, look, step=step)
    return dressed(alt.layer(*shown, line, points).properties(height=260), look)


def _long(steps: pd.DataFrame, words: Words) -> pd.DataFrame:
    lines = [
        pd.DataFrame({"day": steps["day"], "line": name, "net": steps[column]})
        for column, name in (("previous_net", words.before), ("net", words.now))
    ]
    long = pd.concat(lines, ignore_index=True)
    return long.assign(day=pd.to_datetime(long["day"]), net=long["net"].astype("Float64"))


def _colours(words: Words, look: Look) -> alt.Scale:
    palette = look.palette
    return alt.Scale(domain=[words.now, words.before], range=[palette.main, palette.previous])


def _legend(look: Look) -> alt.Legend:
    return alt.Legend(
        orient="top",
        title=None,
        symbolType="stroke",
        symbolStrokeWidth=3,
        symbolSize=260,
        labelColor=look.palette.text,
        labelFontSize=12,
        padding=0,
        offset=8,
    )
