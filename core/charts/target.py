"""Those one has in mind beside those who buy: pairs of points, and the error month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW: Final = 40
MONTHS_HEIGHT: Final = 180
_ROOM: Final = 1.12


@dataclass(frozen=True, slots=True)
class Pair:
    """One value: its share in mind and there, None where it is not known, and words for both."""

    name: str
    meant: float | None
    there: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Month:
    """The error of one month, None where too few bought, what chance does, and words for it."""

    first: date
    value: float | None
    chance: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the two kinds of points are called."""

    meant: str
    there: str
    unknown: str = ""
    """What stands over the empty side where no file tells who buys."""


def pairs(shown: Sequence[Pair], words: Words, look: Look) -> ChartType:
    """A hollow point for the share in mind, a full one for the share there, a line between them.

    Where no file tells who buys the place of the full points is hatched: that is not nought.
    """
    palette = look.palette
    frame = pd.DataFrame(
        [(one.name, one.meant, one.there, one.text) for one in shown],
        columns=["name", "meant", "there", "text"],
    ).astype({"meant": "Float64", "there": "Float64"})
    known = [share for one in shown for share in (one.meant, one.there) if share is not None]
    most = min(1.0, max([0.1, *known]) * _ROOM)
    names = alt.Y(
        "name:N",
        sort=[one.name for one in shown],
        title=None,
        axis=alt.Axis(labelFontSize=13, labelLimit=140, labelColor=palette.text, labelPadding=16),
    )
    base = alt.Chart(frame).encode(
        y=names, tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]
    )
    layers: list[alt.Chart] = []
    if not any(one.there is not None for one in shown):
        layers += _hatched(len(shown), most, words, look)
    layers.append(
        base.transform_filter("isValid(datum.meant) && isValid(datum.there)")
        .mark_rule(strokeWidth=4, strokeCap="round", opacity=0.35, color=palette.main)
        .encode(x=_across("meant", most), x2="there:Q")
    )
    # Names also stand where no point does.
    layers.append(base.mark_point(opacity=0).encode(x=alt.value(0)))
    kinds = (("meant", words.meant, False), ("there", words.there, True))
    for column, kind, filled in kinds:
        layers.append(
            base.transform_filter(f"isValid(datum.{column})")
            .transform_calculate(kind=repr(kind))
            .mark_point(size=130, strokeWidth=2.5, filled=filled, opacity=1)
            .encode(
                x=_across(column, most),
                color=_colour(words, look),
                shape=_shape(words),
            )
        )
    return dressed(alt.layer(*layers).properties(height=ROW * len(shown) + 30), look)


def months(shown: Sequence[Month], most: float, look: Look) -> ChartType:
    """The error of each month with what chance does, and the limit as a dashed line."""
    palette = look.palette
    frame = pd.DataFrame(
        [(one.first, one.value, one.chance, one.text) for one in shown],
        columns=["month", "value", "chance", "text"],
    ).astype({"value": "Float64", "chance": "Float64"})
    frame["month"] = pd.to_datetime(frame["month"])
    top = max([most, *(one.value or 0.0 for one in shown)]) * 1.25
    base = alt.Chart(frame).encode(
        x=alt.X(
            "month:T", title=None, scale=alt.Scale(padding=20),
            axis=alt.Axis(format="%y.%-m", tickCount=min(6, len(shown))),
        ),
        tooltip=[
            alt.Tooltip("month:T", title=" ", format="%Y.%m"), alt.Tooltip("text:N", title=" ")
        ],
    )  # fmt: skip
    up = alt.Scale(domain=[0, min(1.0, top)], nice=False)
    axis = alt.Axis(format=".0%", tickCount=4)
    chance = base.mark_area(color=palette.previous, opacity=0.25).encode(
        y=alt.Y("chance:Q", title=None, scale=up, axis=axis)
    )
    line = base.mark_line(strokeWidth=2.25, color=palette.main, strokeCap="round")
    dots = base.mark_circle(size=55, color=palette.main, opacity=1)
    value = alt.Y("value:Q", title=None, scale=up, axis=axis)
    limit = (
        alt.Chart(pd.DataFrame({"most": [most]}))
        .mark_rule(strokeDash=[4, 3], color=palette.loss, strokeWidth=1.5)
        .encode(y=alt.Y("most:Q", scale=up))
    )
    layers = (chance, limit, line.encode(y=value), dots.encode(y=value))
    return dressed(alt.layer(*layers).properties(height=MONTHS_HEIGHT), look)


def _across(column: str, most: float) -> alt.X:
    return alt.X(
        f"{column}:Q",
        title=None,
        scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(format=".0%", tickCount=5, grid=True),
    )


def _colour(words: Words, look: Look) -> alt.Color:
    palette = look.palette
    return alt.Color(
        "kind:N",
        scale=alt.Scale(domain=[words.meant, words.there], range=[palette.previous, palette.main]),
        legend=alt.Legend(title=None, orient="top", symbolStrokeWidth=2.5),
    )


def _shape(words: Words) -> alt.Shape:
    # Colour alone says nothing to some, so that the points differ in shape as well.
    return alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=[words.meant, words.there], range=["diamond", "circle"]),
        legend=alt.Legend(title=None, orient="top"),
    )


def _hatched(rows: int, most: float, words: Words, look: Look) -> list[alt.Chart]:
    """Slanting lines over the place where nobody knows what is, and the word for it."""
    palette = look.palette
    count = 24
    frame = pd.DataFrame({"x": [most * place / count for place in range(count)]})
    frame = frame.assign(x2=frame["x"] + most / count)
    lines = (
        alt.Chart(frame)
        .mark_rule(strokeWidth=1, color=palette.previous, opacity=0.35)
        .encode(x=_across("x", most), x2="x2:Q", y=alt.value("height"), y2=alt.value(0))
    )
    said = (
        alt.Chart(pd.DataFrame({"text": [words.unknown]}))
        .mark_text(fontSize=13, fontWeight=600, color=palette.muted, align="left", dx=12)
        .encode(text="text:N", x=alt.value(0), y=alt.value(ROW * rows / 2))
    )
    return [lines, said]
