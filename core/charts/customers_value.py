"""What customers spent by how old they are, how few bring how much, and a forecast."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

HEIGHT: Final = 260
PARTS: Final = 220


@dataclass(frozen=True, slots=True)
class Point:
    """What a customer of a month had spent by an age; ``line`` names the month."""

    line: str
    age: int
    won: float
    text: str
    is_whole: bool = False


def lines(points: Sequence[Point], day: str, look: Look) -> ChartType:
    """A thin line a month, the later the stronger, and a thick one for everybody.

    Args:
        points: those that are known, the earliest month first.
        day: the vega expression that labels an age, of ``datum.value``.
        look: how the reader sees charts.
    """
    palette = look.palette
    months = list(dict.fromkeys(point.line for point in points if not point.is_whole))
    strength = {name: 0.25 + 0.6 * place / max(1, len(months) - 1)
                for place, name in enumerate(months)}  # fmt: skip
    frame = pd.DataFrame(
        [
            {"line": one.line, "age": one.age, "won": one.won, "text": one.text,
             "is_whole": one.is_whole, "strength": strength.get(one.line, 1.0)}
            for one in points
        ],
        columns=["line", "age", "won", "text", "is_whole", "strength"],
    )  # fmt: skip
    ages = sorted({point.age for point in points})
    base = alt.Chart(frame).encode(
        x=alt.X("age:Q", title=None, axis=alt.Axis(values=ages, labelExpr=day),
                scale=alt.Scale(padding=18)),
        y=alt.Y("won:Q", title=None, scale=alt.Scale(zero=True),
                axis=alt.Axis(labelExpr=look.won_axis, tickCount=4)),
        tooltip=[alt.Tooltip("line:N", title=" "), alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    each = base.transform_filter("!datum.is_whole").encode(
        detail="line:N", opacity=alt.Opacity("strength:Q", scale=None)
    )
    thin = each.mark_line(color=palette.previous, strokeWidth=1.5)
    dots = each.mark_point(color=palette.previous, filled=True, size=28)
    whole = base.transform_filter("datum.is_whole")
    thick = whole.mark_line(color=palette.main, strokeWidth=3)
    ends = whole.mark_point(color=palette.main, filled=True, size=70, opacity=1)
    return dressed(alt.layer(thin, dots, thick, ends).properties(height=HEIGHT), look)


@dataclass(frozen=True, slots=True)
class Part:
    """A tenth of customers: its name, its part of revenue, and what that says."""

    name: str
    share: float
    label: str
    text: str


def parts(rows: Sequence[Part], look: Look) -> ChartType:
    """The part of revenue of each tenth; the first is stronger."""
    palette = look.palette
    order = [row.name for row in rows]
    frame = pd.DataFrame(
        [{"name": row.name, "share": row.share, "label": row.label, "text": row.text,
          "is_first": place == 0} for place, row in enumerate(rows)]
    )  # fmt: skip
    most = max((row.share for row in rows), default=1.0)
    base = alt.Chart(frame).encode(
        x=alt.X("name:N", sort=order, title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format=".0%", tickCount=4),
                scale=alt.Scale(domain=[0, most * 1.12], nice=False)),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    bars = base.mark_bar(cornerRadiusEnd=2).encode(
        color=alt.condition("datum.is_first", alt.value(palette.main), alt.value(palette.previous))
    )
    words = base.mark_text(dy=-7, fontSize=11, color=palette.text).encode(text="label:N")
    return dressed(alt.layer(bars, words).properties(height=PARTS), look)


@dataclass(frozen=True, slots=True)
class Held:
    """A tenth of customers: what was forecast of it, what came, and what that says."""

    name: str
    expected: float
    came: float
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the two marks are called."""

    expected: str
    came: str


def held(rows: Sequence[Held], words: Words, look: Look) -> ChartType:
    """What was forecast as a hollow dot, what came as a filled one, for each tenth of customers."""
    palette = look.palette
    order = [row.name for row in rows]
    frame = pd.DataFrame(
        [
            {"name": row.name, "text": row.text, "kind": kind, "value": value}
            for row in rows
            for kind, value in ((words.expected, row.expected), (words.came, row.came))
        ]
    )
    spans = pd.DataFrame(
        [{"name": row.name, "low": row.expected, "high": row.came} for row in rows]
    )
    x = alt.X("name:N", sort=order, title=None, axis=alt.Axis(labelAngle=0))
    y = alt.Y("value:Q", title=None, axis=alt.Axis(format=",d", tickCount=4),
              scale=alt.Scale(zero=True))  # fmt: skip
    links = alt.Chart(spans).mark_rule(color=palette.previous, strokeWidth=2).encode(
        x=x, y=alt.Y("low:Q", title=None), y2="high:Q"
    )  # fmt: skip
    kinds = [words.expected, words.came]
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, size=80, opacity=1)
        .encode(
            x=x, y=y, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")],
            color=alt.Color("kind:N", title=None, sort=kinds,
                            scale=alt.Scale(domain=kinds, range=[palette.previous, palette.main]),
                            legend=alt.Legend(orient="top", direction="horizontal")),
            shape=alt.Shape("kind:N", sort=kinds, legend=None,
                            scale=alt.Scale(domain=kinds, range=["diamond", "circle"])),
        )
    )  # fmt: skip
    return dressed(alt.layer(links, dots).properties(height=PARTS), look)
