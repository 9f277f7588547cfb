"""What texts have in common: how many times as many react, with the span it lies in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW: Final = 32
"""Height of one row in pixels."""

WIDEST: Final = 8.0
"""Spans are drawn to this many times as many and to its inverse; the text says the rest."""


@dataclass(frozen=True, slots=True)
class Times:
    """One row: what texts have, how many times as many react, its span, and whether it is sure."""

    name: str
    ratio: float
    low: float
    high: float
    text: str
    sure: bool = False


def times(rows: Sequence[Times], title: str, look: Look) -> ChartType:
    """A dot and its span per row on an axis of equal multiples; the line is "no difference".

    Filled and coloured where it is sure, hollow and grey where it is not.

    Args:
        rows: from top to bottom.
        title: what the axis is called.
        look: how the reader sees charts.
    """
    palette = look.palette
    reach = min(WIDEST, max([1.25, *(max(row.high, 1 / row.low) for row in rows)]))
    frame = pd.DataFrame(
        [
            {
                "name": row.name, "text": row.text, "sure": row.sure,
                "ratio": min(max(row.ratio, 1 / reach), reach),
                "low": max(row.low, 1 / reach), "high": min(row.high, reach),
            }
            for row in rows
        ]
    )  # fmt: skip
    scale = alt.Scale(type="log", base=2, domain=[1 / reach / 1.05, reach * 1.05], nice=False)
    ticks = [tick for tick in (0.125, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 4, 8)
             if 1 / reach / 1.05 <= tick <= reach * 1.05]  # fmt: skip
    axis = alt.Axis(values=ticks, format="~g", titleFontWeight="normal")
    names = alt.Axis(labelFontSize=13, labelLimit=165, labelColor=palette.text)
    order = [row.name for row in rows]
    base = alt.Chart(frame).encode(
        y=alt.Y("name:N", sort=order, title=None, axis=names),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")],
        color=alt.condition("datum.sure", alt.value(palette.main), alt.value(palette.muted)),
    )
    spans = base.mark_rule(strokeWidth=3, strokeCap="round", opacity=0.5).encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=title), x2="high:Q"
    )
    dots = base.mark_point(size=90, opacity=1, strokeWidth=2).encode(
        x=alt.X("ratio:Q", scale=scale),
        fill=alt.condition("datum.sure", alt.value(palette.main), alt.value(palette.ground)),
    )
    same = (
        alt.Chart(pd.DataFrame({"x": [1.0]}))
        .mark_rule(color=palette.text, strokeDash=[4, 3])
        .encode(x=alt.X("x:Q", scale=scale))
    )
    return dressed(alt.layer(same, spans, dots).properties(height=ROW * len(rows) + 30), look)
