"""The parts of months, stacked to 100; a month nobody tells of is an open frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HEIGHT = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its name and its parts by kind in per cent; None where nobody tells."""

    month: str
    parts: tuple[int, ...] | None


def stacked(bars: Sequence[Bar], kinds: Sequence[str], empty: str, look: Look) -> ChartType:
    """A bar per month, the kinds in their order from the bottom."""
    palette = look.palette
    order = [bar.month for bar in bars]
    rows = [
        {"month": bar.month, "kind": kind, "part": part, "place": place, "text": f"{part}%"}
        for bar in bars
        for place, (kind, part) in enumerate(zip(kinds, bar.parts or (), strict=False))
    ]
    x = alt.X(
        "month:N",
        sort=order,
        title=None,
        # The year and the month under each other; a phone has room for every other one.
        axis=alt.Axis(labelAngle=0, labelExpr="split(datum.label, ' ')", labelOverlap="parity"),
    )
    y = alt.Y(
        "part:Q", stack="zero", title=None, scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(labelExpr="datum.value + '%'", tickCount=5),
    )  # fmt: skip
    colours = (palette.series[1], palette.series[0], palette.series[2], palette.muted)
    colour = alt.Color(
        "kind:N", sort=list(kinds), title=None,
        scale=alt.Scale(domain=list(kinds), range=list(colours[: len(kinds)])),
        legend=alt.Legend(orient="top", direction="horizontal", symbolType="square"),
    )  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows, columns=["month", "kind", "part", "place", "text"]))
    tips = [alt.Tooltip("month:N", title=" "), alt.Tooltip("kind:N", title=" "),
            alt.Tooltip("text:N", title=" ")]  # fmt: skip
    bars_of = base.mark_bar(stroke=palette.ground, strokeWidth=1).encode(
        x=x, y=y, color=colour, order="place:Q", tooltip=tips
    )
    unknown = [{"month": bar.month, "full": 100, "text": empty} for bar in bars if not bar.parts]
    nothing = alt.Chart(pd.DataFrame(unknown, columns=["month", "full", "text"]))
    frames = nothing.mark_bar(
        fillOpacity=0, stroke=palette.muted, strokeDash=[4, 3], strokeWidth=1
    ).encode(x=x, y=alt.Y("full:Q"), tooltip=["text:N"])
    words = nothing.mark_text(angle=270, fontSize=11, color=palette.muted).encode(
        x=x, y=alt.value(HEIGHT / 2), text="text:N"
    )
    return dressed(alt.layer(frames, words, bars_of).properties(height=HEIGHT), look)
