"""Channels beside each other: a dot for what is most likely, a line for its range."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW: Final = 40
"""Height of one row in pixels."""

LEAST_SHOWN: Final = 0.01
"""Where the axis of returns begins: a hundredth of what was spent."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: its name, what is most likely, its range, how much lies behind it, and its text.

    ``tone`` is good, bad or calm: it colours the dot, and the text says the same.
    """

    name: str
    value: float
    low: float
    high: float
    weight: float
    text: str
    tone: str = "calm"


@dataclass(frozen=True, slots=True)
class Axis:
    """What the axis is called; ``line`` is a value that is marked, as the title says."""

    title: str
    line: float | None = None
    by_times: bool = False
    """Whether equal steps are equal multiples, for values that lie far apart."""


def ranges(dots: Sequence[Dot], axis: Axis, look: Look) -> ChartType:
    """A dot and its range per row; the larger a dot, the more lies behind it."""
    frame = pd.DataFrame([_row(dot, axis) for dot in dots])
    order = [dot.name for dot in dots]
    base = alt.Chart(frame).encode(y=_names(order, look), tooltip=_tooltip())
    x = _x("value:Q", axis, dots)
    span = base.mark_rule(strokeWidth=3, strokeCap="round", opacity=0.45).encode(
        x=_x("low:Q", axis, dots), x2="high:Q", color=_colour(look)
    )
    points = base.mark_circle(opacity=1).encode(
        x=x,
        size=alt.Size("weight:Q", scale=alt.Scale(range=[60, 420]), legend=None),
        color=_colour(look),
    )
    labels = base.mark_text(align="left", dx=12, fontSize=12, fontWeight=600).encode(
        x=_x("high:Q", axis, dots), text="text:N", color=alt.value(look.palette.text)
    )
    layers: list[alt.Chart] = [span, points, labels]
    if axis.line is not None:
        layers = [_mark(axis, axis.line, dots, look), *layers]
    return dressed(alt.layer(*layers).properties(height=ROW * len(dots) + 30), look)


@dataclass(frozen=True, slots=True)
class Two:
    """One row: what two ways of counting give, and its text."""

    name: str
    first: int
    second: int
    text: str


def two_ways(rows: Sequence[Two], words: tuple[str, str], look: Look) -> ChartType:
    """Two dots per row, joined: filled for the first way of counting, open for the second."""
    palette = look.palette
    order = [row.name for row in rows]
    frame = pd.DataFrame(
        [
            {"name": row.name, "first": row.first, "second": row.second,
             "end": max(row.first, row.second), "text": row.text}
            for row in rows
        ]
    )  # fmt: skip
    top = max((max(row.first, row.second) for row in rows), default=1) or 1
    scale = alt.Scale(domain=[0, top * 1.75], nice=False)
    axis = alt.Axis(labelExpr=look.won_axis, tickCount=4)
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("first:Q", title=words[0], format=",.0f"),
        alt.Tooltip("second:Q", title=words[1], format=",.0f"),
    ]
    base = alt.Chart(frame).encode(y=_names(order, look), tooltip=tips)
    joint = base.mark_rule(strokeWidth=3, opacity=0.4, color=palette.previous).encode(
        x=alt.X("first:Q", scale=scale, axis=axis, title=None), x2="second:Q"
    )
    first = base.mark_point(size=110, filled=True, opacity=1, color=palette.main).encode(
        x=alt.X("first:Q", scale=scale)
    )
    second = base.mark_point(
        size=110, filled=False, strokeWidth=2.5, opacity=1, color=palette.series[1]
    ).encode(x=alt.X("second:Q", scale=scale))
    labels = base.mark_text(align="left", dx=12, fontSize=12).encode(
        x=alt.X("end:Q", scale=scale), text="text:N", color=alt.value(palette.text)
    )
    chart = alt.layer(joint, first, second, labels).properties(height=ROW * len(rows) + 30)
    return dressed(chart, look)


def _row(dot: Dot, axis: Axis) -> dict[str, object]:
    # On an axis of multiples there is no nought.
    least = LEAST_SHOWN if axis.by_times else 0.0
    return {
        "name": dot.name,
        "value": max(dot.value, least),
        "low": max(dot.low, least),
        "high": max(dot.high, least),
        "weight": dot.weight,
        "text": dot.text,
        "tone": dot.tone,
    }


def _names(order: list[str], look: Look) -> alt.Y:
    # A dot at the beginning of the axis needs room.
    axis = alt.Axis(labelFontSize=13, labelLimit=150, labelColor=look.palette.text, labelPadding=16)
    return alt.Y("name:N", sort=order, title=None, axis=axis)


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]


def _x(field: str, axis: Axis, dots: Sequence[Dot]) -> alt.X:
    return alt.X(
        field,
        title=axis.title,
        scale=_scale(axis, dots),
        axis=alt.Axis(format=",~%", tickCount=5, titleFontWeight="normal"),
    )


def _scale(axis: Axis, dots: Sequence[Dot]) -> alt.Scale:
    top = max([dot.high for dot in dots] + [axis.line or 0.0], default=1.0) or 1.0
    if not axis.by_times:
        # The texts stand right of the ranges.
        return alt.Scale(domain=[0, top * 1.4], nice=False, clamp=True)
    return alt.Scale(type="log", domain=[LEAST_SHOWN, top * 12], nice=False, clamp=True)


def _mark(axis: Axis, value: float, dots: Sequence[Dot], look: Look) -> alt.Chart:
    frame = pd.DataFrame([{"value": value}])
    rule: alt.Chart = (
        alt.Chart(frame)
        .mark_rule(strokeDash=[5, 4], strokeWidth=1.5, color=look.palette.muted)
        .encode(x=_x("value:Q", axis, dots))
    )
    return rule


def _colour(look: Look) -> alt.Color:
    palette = look.palette
    scale = alt.Scale(
        domain=["good", "calm", "bad"], range=[palette.gain, palette.main, palette.loss]
    )
    return alt.Color("tone:N", scale=scale, legend=None)
