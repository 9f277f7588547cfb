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

LANES: Final = 3
_LANE: Final = 14
_RIGHT: Final = 0.7
"""From this part of the width on a label stands left of its mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened from one day to another, in few words."""

    first: date
    last: date
    label: str


def marks(shown: Sequence[Mark], first: date, last: date, look: Look) -> list[alt.Chart]:
    """Layers for a chart whose x is a day: a thin line for each mark, a veil over its days.

    Args:
        shown: what happened, the most important first; so many are drawn as there is room for.
        first: the first day of the chart.
        last: its last day.
        look: how the reader sees charts.
    """
    rows = [
        {
            "day": max(one.first, first),
            "until": min(one.last, last),
            "label": one.label,
            "is_right": _place(max(one.first, first), first, last) > _RIGHT,
        }
        for one in shown[:MOST]
        if one.first <= last and first <= one.last
    ]
    if not rows:
        return []
    frame = pd.DataFrame(rows).sort_values("day", kind="stable", ignore_index=True)
    frame = frame.assign(day=pd.to_datetime(frame["day"]), until=pd.to_datetime(frame["until"]))
    base = _base(frame)
    veil = base.mark_rect(color=look.palette.muted, opacity=0.1).encode(x2="until:T")
    line = base.mark_rule(color=look.palette.muted, strokeWidth=1, strokeDash=[2, 2])
    places = range(len(frame))
    return [veil, line, *(_label(frame.iloc[at : at + 1], at % LANES, look) for at in places)]


def _base(frame: pd.DataFrame) -> alt.Chart:
    return alt.Chart(frame).encode(
        x=alt.X("day:T"),
        tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("day:T", title=" ")],
    )


def _label(row: pd.DataFrame, lane: int, look: Look) -> alt.Chart:
    """A label hangs from the top, so that it needs no scale of its own."""
    is_right = bool(row["is_right"].iloc[0])
    said: alt.Chart = (
        _base(row)
        .mark_text(
            align="right" if is_right else "left",
            baseline="top",
            dx=-4 if is_right else 4,
            fontSize=11,
            limit=110,
            color=look.palette.muted,
        )
        .encode(y=alt.value(2 + lane * _LANE), text="label:N")
    )
    return said


def _place(day: date, first: date, last: date) -> float:
    return (day - first).days / max(1, (last - first).days)


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
