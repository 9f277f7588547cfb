"""The way from a visit to a regular: how many go on, what explains a change, and the last weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

ROW = 48
"""Height of a stage in pixels: its words, and its bar under them."""

WEEK = 7

PART = 34
"""Height of a part in pixels."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage: its words, and how long its bar is, as a share of the first one's.

    ``size`` is None where no file tells: an outline is drawn.
    """

    text: str
    size: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a change: what it is called, how many won, and how the won are written."""

    name: str
    won: int
    text: str


def panel(bars: Sequence[Bar], look: Look) -> ChartType:
    """Stages under each other, each with its words above its bar; unknown ones as an outline."""
    palette = look.palette
    most = max([bar.size for bar in bars if bar.size is not None] or [1.0]) or 1.0
    frame = pd.DataFrame(
        {
            "place": range(len(bars)),
            "text": [bar.text for bar in bars],
            "known": [bar.size is not None for bar in bars],
            "size": [(bar.size if bar.size is not None else most) / most for bar in bars],
        }
    )
    # The axis ends before the bar of the longest does, so that outlines are seen whole.
    scale = alt.Scale(domain=[0, 1.02])
    base = alt.Chart(frame).encode(
        y=alt.Y("place:O", axis=None, scale=alt.Scale(padding=0.1)),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )
    bar = base.encode(x=alt.X("size:Q", scale=scale, axis=None))
    filled = bar.transform_filter("datum.known").mark_bar(
        height=16, yOffset=10, cornerRadius=3, color=palette.main
    )
    empty = bar.transform_filter("!datum.known").mark_bar(
        height=16, yOffset=10, cornerRadius=3, fillOpacity=0,
        stroke=palette.previous, strokeDash=[4, 3], strokeWidth=1.5,
    )  # fmt: skip
    words = base.mark_text(
        align="left", baseline="middle", dy=-12, fontSize=13, fontWeight=600, limit=480
    ).encode(x=alt.value(0), text="text:N", color=alt.value(palette.text))
    chart = alt.layer(filled, empty, words).properties(height=ROW * len(bars))
    return dressed(chart, look)


def parts(found: Sequence[Part], look: Look) -> ChartType:
    """What each group moved, in won: to the left what was lost, to the right what was won."""
    palette = look.palette
    frame = pd.DataFrame(
        {
            "name": [part.name for part in found],
            "won": [part.won for part in found],
            "text": [part.text for part in found],
            "kind": ["gain" if part.won >= 0 else "loss" for part in found],
        }
    )
    reach = max((abs(part.won) for part in found), default=1) or 1
    low = min(0, *(part.won for part in found)) if found else 0
    high = max(0, *(part.won for part in found)) if found else 0
    scale = alt.Scale(domain=[low - (low < 0) * reach * 0.55, high + (high > 0) * reach * 0.55])
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "name:N",
            sort=list(frame["name"]),
            title=None,
            axis=alt.Axis(labelFontSize=12, labelLimit=130, labelColor=palette.text),
        ),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title="₩")],
    )
    colours = alt.Scale(domain=["gain", "loss"], range=[palette.gain, palette.loss])
    bars = base.mark_bar(height=16, cornerRadius=3).encode(
        x=alt.X("won:Q", scale=scale, axis=None),
        color=alt.Color("kind:N", scale=colours, legend=None),
    )
    text = base.encode(x=alt.X("won:Q", scale=scale), text="text:N", color=alt.value(palette.text))
    labels = (
        text.transform_filter("datum.won >= 0").mark_text(
            align="left", dx=6, fontSize=12, fontWeight=600
        ),
        text.transform_filter("datum.won < 0").mark_text(
            align="right", dx=-6, fontSize=12, fontWeight=600
        ),
    )
    chart = alt.layer(bars, *labels).properties(height=PART * max(1, len(found)))
    return dressed(chart, look)


def span(points: Sequence[tuple[date, float | None]]) -> Period | None:
    """The days of a trend: from the first week that is known to the end of the last one."""
    known = [place for place, (_, value) in enumerate(points) if value is not None]
    if not known:
        return None
    drawn = points[known[0] :]
    step = _step(drawn)
    return Period(drawn[0][0], drawn[-1][0] + timedelta(days=step - 1))


def _step(points: Sequence[tuple[date, float | None]]) -> int:
    return (points[1][0] - points[0][0]).days if len(points) > 1 else WEEK


def trend(
    points: Sequence[tuple[date, float | None]],
    look: Look,
    form: str,
    happened: Sequence[Mark] = (),
) -> ChartType:
    """One number over the last weeks; a week nobody knows leaves a hole.

    Args:
        points: the first day of each week, and the number.
        look: how the reader sees charts.
        form: how the number is written, as d3 writes numbers.
        happened: what else happened in these days, the most important first.
    """
    palette = look.palette
    known = [place for place, (_, value) in enumerate(points) if value is not None]
    # Weeks before the first known one would only press the others together.
    frame = pd.DataFrame(points[known[0] if known else 0 :], columns=["day", "value"])
    frame = frame.assign(day=pd.to_datetime(frame["day"]), value=frame["value"].astype("Float64"))
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None, axis=alt.Axis(format="%-m.%-d", tickCount=4)),
        y=alt.Y(
            "value:Q", title=None, scale=alt.Scale(zero=True),
            axis=alt.Axis(format=form, tickCount=3),
        ),
        tooltip=[
            alt.Tooltip("day:T", title=" ", format="%Y.%m.%d(%a)"),
            alt.Tooltip("value:Q", title=" ", format=form),
        ],
    )  # fmt: skip
    line = base.mark_line(strokeWidth=2, color=palette.main, strokeCap="round")
    dots = base.mark_circle(size=24, color=palette.main)
    days = span(points)
    behind = []
    if days is not None and happened:
        behind = marks.layers(happened, days, look, step=_step(points))
    return dressed(alt.layer(*behind, line, dots).properties(height=120), look)
