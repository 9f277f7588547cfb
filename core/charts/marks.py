"""What happened on some days, as thin numbered marks on any chart of days or weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import altair as alt
import pandas as pd

from core.charts.theme import Look
from core.terms import Period

MOST: Final = 6
"""So many marks are drawn; more would hide the line."""

_TOP: Final = 9
"""Pixels from the top at which the number of a mark stands."""

_LINE: Final = 18
"""Pixels by which a number stands lower that would lie on the one before it."""

_NEAR: Final = 0.05
"""Numbers closer than this share of the chart would lie on each other."""

LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened from one day to another, in few words.

    ``is_change``: an improvement that was made, drawn stronger than what merely happened.
    """

    first: date
    last: date
    label: str
    is_change: bool = False


def drawn(shown: Sequence[Mark], first: date, last: date) -> list[Mark]:
    """The marks that are drawn on a chart from one day to another, in the order of their numbers.

    Args:
        shown: what happened, the most important first; so many are drawn as there is room for.
        first: the first day of the chart.
        last: its last day.
    """
    meeting = [one for one in shown if one.first <= last and first <= one.last]
    return sorted(meeting[:MOST], key=lambda one: (one.first, one.last))


def layers(shown: Sequence[Mark], days: Period, look: Look, *, step: int = 1) -> list[alt.Chart]:
    """Layers to lay under a chart whose x is a day: a thin line, its number, a veil over its days.

    What the numbers mean is written below the chart (``core.ui.events.legend``), where it does not
    cover the line. Use it as ``alt.layer(*layers(...), line, points)``.

    Args:
        shown: what happened, the most important first.
        days: the days of the chart.
        look: how the reader sees charts.
        step: how many days one point of the chart stands for, counted from the first day; a mark
            stands at the point of its days.
    """
    rows = _rows(drawn(shown, days.first, days.last), days, step)
    if not rows:
        return []
    frame = pd.DataFrame(rows)
    frame = frame.assign(day=pd.to_datetime(frame["day"]), until=pd.to_datetime(frame["until"]))
    palette = look.palette
    # Values, not a scale: the chart's own colours and legend stay as they are.
    colour = alt.condition("datum.is_change", alt.value(palette.main), alt.value(palette.muted))
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", title=None),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("day:T", title=" ", format="%Y.%m.%d"),
        ],
    )
    found = [
        base.mark_rect(color=palette.muted, opacity=0.1).encode(x2="until:T"),
        base.mark_rule(strokeWidth=1, strokeDash=[2, 2]).encode(color=colour),
    ]
    for line in sorted({row["line"] for row in rows}):
        # Numbers hang from the top by pixels, so that they need no scale of their own.
        top = base.transform_filter(f"datum.line == {line}").encode(
            y=alt.value(_TOP + line * _LINE)
        )
        found += [
            top.mark_point(filled=True, size=220, opacity=1).encode(color=colour),
            top.mark_text(fontSize=10, fontWeight=600, color=palette.ground).encode(
                text="number:N"
            ),
        ]
    return found


def _rows(shown: Sequence[Mark], days: Period, step: int) -> list[dict[str, Any]]:
    """The marks as they are drawn; each on the highest line on which its number has room."""
    rows: list[dict[str, Any]] = []
    ends = [-1.0] * LINES
    for number, one in enumerate(shown, start=1):
        day, until = (_point(moment, days, step) for moment in (one.first, one.last))
        place = (day - days.first).days / max(1, days.days - 1)
        free = [line for line, end in enumerate(ends) if end < 0 or place - end >= _NEAR]
        line = free[0] if free else LINES - 1
        ends[line] = place
        rows.append(
            {"day": day, "until": until, "label": one.label, "number": str(number),
             "is_change": one.is_change, "line": line}
        )  # fmt: skip
    return rows


def _point(day: date, days: Period, step: int) -> date:
    """The point of the chart that a day belongs to."""
    inside = min(max(day, days.first), days.last)
    return days.first + timedelta(days=(inside - days.first).days // step * step)
