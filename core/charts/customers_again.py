"""Months of first purchases, the way to the second purchase, and how long it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed, ink

ROW: Final = 34
"""Height of a month in pixels: two lines of figures."""

CURVE: Final = 260
BARS: Final = 220
AXIS: Final = 40

_FAINT: Final = 0.06
_STRONG: Final = 0.92
"""How strongly the main colour is laid on cells of nobody, and on the strongest one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the triangle: its row, how many months after, and what stands in it."""

    row: str
    after: int
    share: float
    rate: str
    people: str
    text: str
    is_partial: bool = False


def triangle(cells: Sequence[Cell], rows: Sequence[str], title: str, look: Look) -> ChartType:
    """A row a month, the months after it as columns; what has not begun is left empty.

    Args:
        cells: those that are known; each has its rate and, below, how many people that are.
        rows: the names of the months, the earliest first; a line break is ``|``.
        title: what the columns count.
        look: how the reader sees charts.
    """
    palette = look.palette
    strongest = max((cell.share for cell in cells), default=1.0) or 1.0
    frame = pd.DataFrame(
        [
            {"row": cell.row, "after": cell.after, "rate": cell.rate, "people": cell.people,
             "text": cell.text, "strength": _FAINT + (_STRONG - _FAINT) * cell.share / strongest,
             "is_partial": cell.is_partial}
            for cell in cells
        ],
        columns=["row", "after", "rate", "people", "text", "strength", "is_partial"],
    )  # fmt: skip
    strengths = frame["strength"].where(~frame["is_partial"].astype(bool), 0.0)
    frame["ink"] = [ink(palette, one) for one in strengths]
    base = alt.Chart(frame).encode(
        x=alt.X(
            "after:O", title=title, scale=alt.Scale(paddingInner=0.06),
            axis=alt.Axis(orient="top", labelAngle=0, titleFontWeight="normal", labelPadding=2),
        ),
        y=alt.Y(
            "row:N", title=None, sort=list(rows), scale=alt.Scale(paddingInner=0.08),
            axis=alt.Axis(labelExpr="split(datum.label, '|')", labelFontSize=10, labelPadding=4,
                          labelOverlap=False),
        ),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    whole = base.transform_filter("!datum.is_partial").mark_rect(
        color=palette.main, cornerRadius=2
    ).encode(opacity=alt.Opacity("strength:Q", scale=None))  # fmt: skip
    partial = base.transform_filter("datum.is_partial").mark_rect(
        color=palette.main, fillOpacity=0.04, stroke=palette.muted, strokeDash=[3, 2], strokeWidth=1
    )
    colour = alt.Color("ink:N", scale=None)
    rates = base.mark_text(fontSize=10, fontWeight=600, dy=-6).encode(text="rate:N", color=colour)
    people = base.mark_text(fontSize=9, dy=7).encode(text="people:N", color=colour)
    return dressed(
        alt.layer(whole, partial, rates, people).properties(height=ROW * len(rows) + AXIS), look
    )


@dataclass(frozen=True, slots=True)
class Step:
    """How many had come by a day, with bounds, and what that says."""

    day: int
    share: float
    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """An age that is read off the curve."""

    day: int
    share: float
    label: str
    text: str


def curve(steps: Sequence[Step], named: Sequence[Named], day: str, look: Look) -> ChartType:
    """The way to the second purchase as stairs with its bounds; some ages are written on it.

    Args:
        steps: the curve, the earliest day first.
        named: the ages that are written on it.
        day: the vega expression that labels a day of the axis, of ``datum.value``.
        look: how the reader sees charts.
    """
    palette = look.palette
    begin = Step(0, 0.0, 0.0, 0.0, "")
    frame = pd.DataFrame([
        {"day": one.day, "share": one.share, "low": one.low, "high": one.high, "text": one.text}
        for one in (begin, *steps)
    ])  # fmt: skip
    last = max([one.day for one in steps], default=1)
    top = max([one.high for one in steps], default=1.0)
    x = alt.X(
        "day:Q", title=None, scale=alt.Scale(domain=[0, last * 1.04], nice=False),
        axis=alt.Axis(values=[one.day for one in named] or [0, last], labelExpr=day),
    )  # fmt: skip
    y = alt.Y(
        "share:Q", title=None, scale=alt.Scale(domain=[0, min(1.0, top * 1.15)], nice=False),
        axis=alt.Axis(format=".0%", tickCount=4),
    )  # fmt: skip
    base = alt.Chart(frame)
    band = base.mark_area(color=palette.main, opacity=0.15, interpolate="step-after").encode(
        x=x, y=alt.Y("low:Q", title=None), y2="high:Q"
    )
    line = base.mark_line(color=palette.main, strokeWidth=2, interpolate="step-after").encode(
        x=x, y=y
    )
    points = alt.Chart(
        pd.DataFrame(
            [{"day": one.day, "share": one.share, "label": one.label, "text": one.text}
             for one in named],
            columns=["day", "share", "label", "text"],
        )
    ).encode(x=x, y=y, tooltip=[alt.Tooltip("text:N", title=" ")])  # fmt: skip
    dots = points.mark_point(filled=True, size=70, opacity=1, color=palette.main)
    words = points.mark_text(
        dy=-14, dx=-4, align="right", fontWeight=600, color=palette.text
    ).encode(text="label:N")
    return dressed(alt.layer(band, line, dots, words).properties(height=CURVE), look)


@dataclass(frozen=True, slots=True)
class Bar:
    """Waits that end within some days; whether the middle one is among them."""

    label: str
    count: int
    text: str
    has_middle: bool = False


def bars(rows: Sequence[Bar], look: Look) -> ChartType:
    """How many waits end within each stretch of days; the one with the middle is stronger."""
    palette = look.palette
    frame = pd.DataFrame(
        [{"label": one.label, "count": one.count, "text": one.text, "middle": one.has_middle}
         for one in rows]
    )  # fmt: skip
    axis: dict[str, Any] = {"labelAngle": 0, "labelOverlap": "parity"}
    drawn = (
        alt.Chart(frame)
        .mark_bar(cornerRadiusEnd=2)
        .encode(
            x=alt.X("label:N", sort=[one.label for one in rows], title=None, axis=alt.Axis(**axis)),
            y=alt.Y("count:Q", title=None, axis=alt.Axis(format=",d", tickCount=4)),
            color=alt.condition(
                "datum.middle", alt.value(palette.main), alt.value(palette.previous)
            ),
            tooltip=[alt.Tooltip("text:N", title=" ")],
        )
    )
    return dressed(drawn.properties(height=BARS), look)
