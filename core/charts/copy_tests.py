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

_SIDE: Final = 140
"""Pixels of a picture of people, both ways."""

_DOTS: Final = {HUNDRED: (96.0, 96.0), THOUSAND: (18.0, 4.0)}
"""The size of a dot that reacted and of another one: of a thousand small ones the many that did
not react must not run together, nor hide the few that did."""


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


def people(rates: Sequence[float], apart: Sequence[float] = ()) -> int:
    """Out of how many people rates are told: a hundred, or a thousand where that says too little.

    Args:
        rates: of all versions; one below one in a hundred needs a thousand.
        apart: those of them that are called different and must not look the same.
    """
    told = {filled(rate, HUNDRED) for rate in apart}
    alike = len(told) < len({round(rate, 4) for rate in apart})
    small = any(0 < rate < 1 / HUNDRED for rate in rates)
    return THOUSAND if alike or small else HUNDRED


def filled(rate: float, of: int) -> int:
    """How many of so many people reacted: halves up, as sentences have it."""
    return int(rate * of + 0.5)


def pictogram(rate: float, of: int, look: Look, *, chosen: bool = False) -> ChartType:
    """Dots for ``of`` people, those filled that reacted.

    Args:
        rate: the part that reacted, 0 to 1.
        of: how many people, a hundred or a thousand.
        look: how the reader sees charts.
        chosen: whether it is the version to use.
    """
    across, palette = ACROSS[of], look.palette
    reacted = filled(rate, of)
    frame = pd.DataFrame(
        {
            "x": [place % across for place in range(of)],
            "y": [place // across for place in range(of)],
            "filled": [place < reacted for place in range(of)],
        }
    )
    large, small = _DOTS[of]
    main = palette.main if chosen else palette.muted
    colour = alt.condition("datum.filled", alt.value(main), alt.value(palette.grid))
    dots = (
        alt.Chart(frame)
        # Each dot would be read out by itself; the picture as a whole has its sentence.
        .mark_point(filled=True, opacity=1, strokeWidth=0, aria=False)
        .encode(
            x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.5, across - 0.5], nice=False)),
            y=alt.Y(
                "y:Q", axis=None,
                scale=alt.Scale(domain=[across - 0.5, -0.5], nice=False),
            ),
            color=colour,
            size=alt.condition("datum.filled", alt.value(large), alt.value(small)),
        )
        .properties(width=_SIDE, height=_SIDE)
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


def ahead(bars: Sequence[Bar], of: int, title: str, look: Look) -> ChartType:
    """How far one version is ahead of each other one; the line is "no difference".

    Args:
        bars: by how much, 0 to 1, with the span; ``chosen`` where the span leaves 0 out.
        of: of how many people that is told.
        title: what the axis is called.
        look: how the reader sees charts.
    """
    palette = look.palette
    frame = pd.DataFrame(
        [
            {"name": bar.name, "low": of * bar.low, "high": of * bar.high, "by": of * bar.rate,
             "text": bar.text, "sure": bar.chosen}
            for bar in bars
        ]
    )  # fmt: skip
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "name:N", sort=[bar.name for bar in bars], title=None,
            axis=alt.Axis(labelFontSize=13, labelLimit=160),
        ),
        color=alt.condition("datum.sure", alt.value(palette.main), alt.value(palette.muted)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    low = min(0.0, *(of * bar.low for bar in bars))
    high = max(0.0, *(of * bar.high for bar in bars))
    scale = alt.Scale(domain=[low - 0.06 * (high - low), high + 0.06 * (high - low)], nice=False)
    axis = alt.Axis(format="+~g", tickCount=5, grid=True, titleFontWeight="normal")
    spans = base.mark_rule(strokeWidth=5, opacity=0.45, strokeCap="round").encode(
        x=alt.X("low:Q", scale=scale, axis=axis, title=title), x2="high:Q"
    )
    dots = base.mark_point(filled=True, size=120, opacity=1).encode(x=alt.X("by:Q", scale=scale))
    same = (
        alt.Chart(pd.DataFrame({"x": [0.0]}))
        .mark_rule(color=palette.text, strokeDash=[4, 3])
        .encode(x=alt.X("x:Q", scale=scale))
    )
    return dressed(alt.layer(same, spans, dots).properties(height=44 * len(bars) + 40), look)


def bound(
    steps: Sequence[tuple[date, float, float]],
    words: BoundWords,
    look: Look,
    *,
    edge: float = 0.0,
    height: int = 200,
) -> ChartType:
    """How far apart two versions were day by day, between the lines they had to cross.

    Args:
        steps: the day, how far apart, and how far they had to be.
        words: what both are called.
        look: how the reader sees charts.
        edge: how far the picture reaches at least, the same for pictures that stand together.
        height: in pixels.
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
    edge = max(edge, farthest(steps))
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
    return dressed(alt.layer(between, *edges, way, points).properties(height=height), look)


def farthest(steps: Sequence[tuple[date, float, float]]) -> float:
    """How far the picture of the running bound has to reach."""
    return max(max(abs(apart), line) for _day, apart, line in steps) * 1.15
