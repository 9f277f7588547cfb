"""Shares of those who came again, by when they first came; and how many came but once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HEIGHT: Final = 230
_FADED: Final = 0.4


@dataclass(frozen=True, slots=True)
class Point:
    """A share with its range: of which months, and whether some of them are still watched."""

    name: str
    value: float | None
    bounds: tuple[float, float] | None
    text: str
    is_open: bool = False


def shares(points: Sequence[Point], look: Look, *, has_line: bool = False) -> ChartType:
    """A dot with its range for each month or quarter; what is not whole yet is pale."""
    palette = look.palette
    frame = pd.DataFrame(
        {
            "name": [one.name for one in points],
            "value": pd.Series([one.value for one in points], dtype="Float64"),
            "low": pd.Series([one.bounds and one.bounds[0] for one in points], dtype="Float64"),
            "high": pd.Series([one.bounds and one.bounds[1] for one in points], dtype="Float64"),
            "text": [one.text for one in points],
            "is_open": [one.is_open for one in points],
        }
    )
    names = list(frame["name"])
    x = alt.X("name:N", sort=names, title=None, scale=alt.Scale(domain=names),
              axis=alt.Axis(labelAngle=0, labelOverlap="greedy"))  # fmt: skip
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=True, nice=True),
              axis=alt.Axis(format=".1~%", tickCount=5))  # fmt: skip
    pale = alt.condition("datum.is_open", alt.value(_FADED), alt.value(1.0))
    base = alt.Chart(frame)
    layers: list[Any] = [
        base.mark_rule(color=palette.main, strokeWidth=2).encode(
            x=x, y=alt.Y("low:Q", title=None), y2="high:Q",
            opacity=alt.condition("datum.is_open", alt.value(_FADED / 2), alt.value(0.5)),
        ),
        base.mark_circle(color=palette.main, size=70).encode(
            x=x, y=y, opacity=pale, tooltip=[alt.Tooltip("text:N", title=" ")]
        ),
    ]  # fmt: skip
    if has_line:
        layers.insert(0, base.mark_line(color=palette.main, strokeWidth=2).encode(x=x, y=y))
    return dressed(alt.layer(*layers).properties(height=HEIGHT), look)
