"""Events as thin marks on a chart over days, and what came of an improvement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

MOST: Final = 6
"""So many marks are drawn; more would hide the line."""

_AT: Final = 9
"""Pixels from the top at which the number of a mark stands."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened from one day to another, in few words."""

    first: date
    last: date
    label: str


def drawn(shown: Sequence[Mark], first: date, last: date) -> list[Mark]:
    """The marks that are drawn on a chart from one day to another, in the order of their numbers.

    Args:
        shown: what happened, the most important first; so many are drawn as there is room for.
        first: the first day of the chart.
        last: its last day.
    """
    meeting = [one for one in shown if one.first <= last and first <= one.last]
    return sorted(meeting[:MOST], key=lambda one: (one.first, one.last))


def marks(shown: Sequence[Mark], first: date, last: date, look: Look) -> list[alt.Chart]:
    """Layers for a chart of days: a thin numbered line for each mark, a veil over its days.

    What the numbers mean is written below the chart, where it does not cover the line.
    """
    rows = [
        {
            "day": max(one.first, first),
            "until": min(one.last, last),
            "label": one.label,
            "number": str(number),
        }
        for number, one in enumerate(drawn(shown, first, last), start=1)
    ]
    if not rows:
        return []
    frame = pd.DataFrame(rows)
    frame = frame.assign(day=pd.to_datetime(frame["day"]), until=pd.to_datetime(frame["until"]))
    palette = look.palette
    base = alt.Chart(frame).encode(
        x=alt.X("day:T"),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("day:T", title=" ")],
    )
    # The numbers hang from the top, so that they need no scale of their own.
    top = base.encode(y=alt.value(_AT))
    return [
        base.mark_rect(color=palette.muted, opacity=0.1).encode(x2="until:T"),
        base.mark_rule(color=palette.muted, strokeWidth=1, strokeDash=[2, 2]),
        top.mark_point(filled=True, size=220, color=palette.muted, opacity=1),
        top.mark_text(fontSize=10, fontWeight=600, color=palette.ground).encode(text="number:N"),
    ]


@dataclass(frozen=True, slots=True)
class Words:
    """The names of what is drawn, and the number itself as it is written."""

    expected: str
    now: str
    now_text: str
    expected_text: str


def effect(numbers: tuple[float, float, float], now: float, words: Words, look: Look) -> ChartType:
    """A number after a change beside the span in which it usually would have been.

    Args:
        numbers: the lower end of that span, what was to be expected, the upper end.
        now: the number itself.
        words: what it is called and how it is written.
        look: how the reader sees charts.
    """
    low, expected, high = numbers
    palette = look.palette
    frame = pd.DataFrame(
        [{"low": max(0.0, low), "expected": expected, "high": high, "now": now,
          "now_text": words.now_text, "expected_text": words.expected_text}]
    )  # fmt: skip
    edge = max(high, now) * 1.15
    base = alt.Chart(frame)
    scale = alt.Scale(domain=[min(0.0, low), edge], nice=False)
    axis = alt.X("low:Q", title=None, scale=scale, axis=None)
    tips = [
        alt.Tooltip("now_text:N", title=words.now),
        alt.Tooltip("expected_text:N", title=words.expected),
    ]
    span = base.mark_bar(color=palette.previous, opacity=0.35, height=16).encode(
        x=axis, x2="high:Q", tooltip=tips
    )
    middle = base.mark_tick(color=palette.previous, thickness=2, size=24).encode(
        x=alt.X("expected:Q", scale=scale), tooltip=tips
    )
    point = base.mark_point(
        color=palette.main, fill=palette.main, size=110, shape="diamond"
    ).encode(x=alt.X("now:Q", scale=scale), tooltip=tips)
    above = base.mark_text(color=palette.text, dy=-20, fontSize=12).encode(
        x=alt.X("now:Q", scale=scale), text="now_text:N"
    )
    below = base.mark_text(color=palette.muted, dy=22, fontSize=11).encode(
        x=alt.X("expected:Q", scale=scale), text="expected_text:N"
    )
    return dressed(alt.layer(span, middle, point, above, below).properties(height=84), look)
