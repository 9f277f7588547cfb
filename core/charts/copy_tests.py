"""Pictures of a copy test: people out of a hundred, and between which rates each version lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HUNDRED, THOUSAND = 100, 1000

ACROSS: Final = {HUNDRED: 10, THOUSAND: 32}
"""So many people stand in a row."""

_PICTURE: Final = {HUNDRED: (140, 140, 96.0), THOUSAND: (140, 140, 8.0)}
"""Width, height and the size of a dot."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A version in the picture of its rate: how it is called and written, and its bounds."""

    name: str
    rate: float
    low: float
    high: float
    text: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class BoundWords:
    """What is told of a day of the running bound."""

    day: str
    apart: str
    line: str


def people(rates: Sequence[float]) -> int:
    """Out of how many people rates are told: a hundred, or a thousand where that says too little.

    Rates below one in a hundred, and rates that differ but would look the same, need a thousand.
    """
    told = [round(rate * HUNDRED) for rate in rates]
    alike = len(set(told)) < len({round(rate, 4) for rate in rates})
    small = any(0 < rate < 1 / HUNDRED for rate in rates)
    return THOUSAND if alike or small else HUNDRED


def pictogram(rate: float, of: int, look: Look, *, chosen: bool = False) -> ChartType:
    """Dots for ``of`` people, those filled that reacted.

    Args:
        rate: the part that reacted, 0 to 1.
        of: how many people, a hundred or a thousand.
        look: how the reader sees charts.
        chosen: whether it is the version to use.
    """
    across, palette = ACROSS[of], look.palette
    filled = round(rate * of)
    frame = pd.DataFrame(
        {
            "x": [place % across for place in range(of)],
            "y": [place // across for place in range(of)],
            "filled": [place < filled for place in range(of)],
        }
    )
    width, height, size = _PICTURE[of]
    main = palette.main if chosen else palette.muted
    colour = alt.condition("datum.filled", alt.value(main), alt.value(palette.grid))
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, opacity=1, size=size, strokeWidth=0)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.5, across - 0.5], nice=False)),
            y=alt.Y(
                "y:Q", axis=None,
                scale=alt.Scale(domain=[across - 0.5, -0.5], nice=False),
            ),
            color=colour,
        )
        .properties(width=width, height=height)
    )  # fmt: skip
    return dressed(dots, look)


def intervals(bars: Sequence[Bar], look: Look) -> ChartType:
    """The rate of each version as a point, with the span in which it really lies."""
    palette = look.palette
    frame = pd.DataFrame(
        [
            {"name": bar.name, "low": 100 * bar.low, "high": 100 * bar.high,
             "rate": 100 * bar.rate, "text": bar.text, "chosen": bar.chosen}
            for bar in bars
        ]
    )  # fmt: skip
    base = alt.Chart(frame)
    names = [bar.name for bar in bars]
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelFontSize=13, labelLimit=160))
    edge = max(bar.high for bar in bars) * 108
    scale = alt.Scale(domain=[0, edge or 1], nice=False)
    axis = alt.Axis(labelExpr="format(datum.value, '~f') + '%'", tickCount=5, grid=True)
    colour = alt.condition(
        "datum.chosen", alt.value(palette.main), alt.value(palette.previous)
    )  # fmt: skip
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]
    span = base.mark_rule(strokeWidth=5, opacity=0.45, strokeCap="round").encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=None), x2="high:Q", y=y, color=colour,
        tooltip=tips,
    )  # fmt: skip
    point = base.mark_point(filled=True, size=120, opacity=1).encode(
        x=alt.X("rate:Q", scale=scale), y=y, color=colour, tooltip=tips
    )
    said = base.mark_text(dy=-15, fontSize=12, color=palette.text).encode(
        x=alt.X("rate:Q", scale=scale), y=y, text="text:N"
    )
    height = 64 * len(bars) + 10
    return dressed(alt.layer(span, point, said).properties(height=height), look)


def bound(steps: Sequence[tuple[date, float, float]], words: BoundWords, look: Look) -> ChartType:
    """How far apart two versions were day by day, between the lines they had to cross.

    Args:
        steps: the day, how far apart, and how far they had to be.
        words: what both are called.
        look: how the reader sees charts.
    """
    palette = look.palette
    frame = pd.DataFrame(
        [
            # With a time of day it is read as local; without one it would be midnight in Greenwich.
            {"day": f"{day}T00:00:00", "apart": apart, "high": line, "low": -line,
             "crossed": abs(apart) >= line}
            for day, apart, line in steps
        ]
    )  # fmt: skip
    base = alt.Chart(frame)
    edge = max(max(abs(apart), line) for _day, apart, line in steps) * 1.15
    days = alt.X(
        "day:T", title=None,
        axis=alt.Axis(format="%m.%d", tickCount=min(7, len(steps)), grid=False),
        scale=alt.Scale(padding=16),
    )  # fmt: skip
    scale = alt.Scale(domain=[-edge, edge], nice=False)
    tips = [
        alt.Tooltip("day:T", title=words.day, format="%Y.%m.%d"),
        alt.Tooltip("apart:Q", title=words.apart, format="+.2f"),
        alt.Tooltip("high:Q", title=words.line, format=".2f"),
    ]
    between = base.mark_area(color=palette.previous, opacity=0.15).encode(
        x=days, y=alt.Y("low:Q", scale=scale, axis=None), y2="high:Q"
    )
    edges = [
        base.mark_line(color=palette.previous, strokeDash=[4, 3]).encode(
            x=days, y=alt.Y(f"{name}:Q", scale=scale, axis=None)
        )
        for name in ("low", "high")
    ]
    way = base.mark_line(color=palette.main, strokeWidth=2).encode(
        x=days, y=alt.Y("apart:Q", scale=scale, axis=None)
    )
    points = base.mark_point(filled=True, opacity=1, color=palette.main).encode(
        x=days, y=alt.Y("apart:Q", scale=scale, axis=None), tooltip=tips,
        size=alt.condition("datum.crossed", alt.value(110), alt.value(36)),
    )  # fmt: skip
    return dressed(alt.layer(between, *edges, way, points).properties(height=200), look)
