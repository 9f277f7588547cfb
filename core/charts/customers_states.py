"""How many customers are in each state, and who moved month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW: Final = 34
"""Pixels of one bar."""
HEIGHT: Final = 260

_FADED: Final = 0.45


@dataclass(frozen=True, slots=True)
class Bar:
    """One state: its name, how many customers, and what stands beside the bar."""

    name: str
    customers: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the column of one month; what points down is negative."""

    month: str
    move: str
    customers: int
    text: str
    is_open: bool


def bars(parts: Sequence[Bar], look: Look) -> ChartType:
    """The states below each other, each with its number."""
    palette = look.palette
    frame = pd.DataFrame([(one.name, one.customers, one.text) for one in parts],
                         columns=["name", "customers", "text"])  # fmt: skip
    widest = max(1, int(frame["customers"].max()))
    names = list(frame["name"])
    colours = [palette.series[4], palette.main, palette.gain, palette.series[1], palette.previous]
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=names, title=None,
                axis=alt.Axis(labelColor=palette.text, labelLimit=120)),
    )  # fmt: skip
    # Room for the words behind the longest bar.
    x = alt.X("customers:Q", title=None, axis=None, scale=alt.Scale(domain=[0, widest * 1.6]))
    drawn = base.mark_bar(cornerRadius=3, height=18).encode(
        x=x,
        color=alt.Color("name:N", legend=None, sort=names,
                        scale=alt.Scale(domain=names, range=colours)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    words = base.mark_text(align="left", dx=6, color=palette.text, fontSize=13).encode(
        x=x, text="text:N"
    )
    return dressed(alt.layer(drawn, words).properties(height=ROW * len(parts)), look)


def moves(parts: Sequence[Column], months: Sequence[str], order: Sequence[str],
          look: Look) -> ChartType:  # fmt: skip
    """A column a month: who came and moved up above the line, who rests or left below.

    Args:
        parts: what the columns are made of.
        months: all months from left to right, also those in which nobody moved.
        order: the names of the moves.
        look: how the reader sees charts.
    """
    palette = look.palette
    # Who rests and who left have the colours of their states above.
    colours = [palette.series[4], palette.gain, palette.main, palette.series[3],
               palette.series[1], palette.previous]  # fmt: skip
    frame = pd.DataFrame(
        [(one.month, one.move, one.customers, one.text, one.is_open, order.index(one.move))
         for one in parts],
        columns=["month", "move", "customers", "text", "is_open", "place"],
    )  # fmt: skip
    used = [name for name in order if name in set(frame["move"])]
    drawn = alt.Chart(frame).mark_bar().encode(
        x=alt.X("month:N", sort=list(months), title=None,
                scale=alt.Scale(domain=list(months), paddingInner=0.3),
                axis=alt.Axis(labelAngle=0, labelOverlap="greedy")),
        y=alt.Y("customers:Q", title=None, axis=alt.Axis(format=",d", tickCount=5)),
        color=alt.Color("move:N", title=None, sort=used,
                        scale=alt.Scale(domain=used,
                                        range=[colours[order.index(name)] for name in used]),
                        legend=alt.Legend(orient="top", columns=2, labelColor=palette.text)),
        opacity=alt.condition("datum.is_open", alt.value(_FADED), alt.value(1.0)),
        order=alt.Order("place:Q"),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    line = (
        alt.Chart(pd.DataFrame({"customers": [0]}))
        .mark_rule(color=palette.muted)
        .encode(y="customers:Q")
    )
    return dressed(alt.layer(drawn, line).properties(height=HEIGHT), look)
