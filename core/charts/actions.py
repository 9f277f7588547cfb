"""What came of an improvement, beside what is usual."""

from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed


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
