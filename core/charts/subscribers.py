"""Who came and who went, week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HEIGHT: Final = 170


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: its Monday, who came, who went, and what it says; None where nobody knows."""

    first: date
    joined: int | None
    left: int | None
    text: str


def weeks(bars: Sequence[Bar], names: tuple[str, str], look: Look) -> ChartType:
    """Who came stands above the line, who went below it; an unknown week has no bar.

    Args:
        bars: the weeks, in order.
        names: what those who came and those who went are called.
        look: how the reader sees charts.
    """
    palette = look.palette
    rows = [
        {"week": one.first.isoformat(), "people": people, "what": name, "text": one.text}
        for one in bars
        for name, people in zip(
            names, (one.joined, None if one.left is None else -one.left), strict=True
        )
    ]
    frame = pd.DataFrame(rows).astype({"people": "Float64"})
    axis = alt.Axis(
        labelExpr="substring(datum.value, 5, 7) + '.' + substring(datum.value, 8, 10)",
        labelAngle=0, labelOverlap="greedy",
    )  # fmt: skip
    drawn = (
        alt.Chart(frame)
        .mark_bar(cornerRadiusEnd=2, size=14)
        .encode(
            x=alt.X("week:O", title=None, axis=axis, scale=alt.Scale(
                domain=[one.first.isoformat() for one in bars]
            )),
            y=alt.Y("people:Q", title=None, stack=True, axis=alt.Axis(
                labelExpr="format(abs(datum.value), ',d')", tickCount=4, tickMinStep=1
            )),
            color=alt.Color(
                "what:N", title=None, sort=list(names),
                scale=alt.Scale(domain=list(names), range=[palette.main, palette.loss]),
                legend=alt.Legend(orient="top"),
            ),
            tooltip=[alt.Tooltip("text:N", title=" ")],
        )
    )  # fmt: skip
    return dressed(drawn.properties(height=HEIGHT), look)
