"""A month as a sheet of a calendar, narrow enough for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed
from core.terms import Period

ROW: Final = 60
"""Height of a week in pixels."""

GAP: Final = 0.08
"""Between days, as a share of one."""

SIGNS: Final = {"overdue": "△", "planned": "○", "published": "●"}
"""What stands for what; the kinds, the most pressing one first."""

_ROOM: Final = 3
"""So many signs have room on a day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day; ``kind`` is one of ``SIGNS``, ``text`` says what it is."""

    day: date
    kind: str
    text: str


def sheet(
    entries: Sequence[Entry], days: Period, today: date, weekdays: Sequence[str], look: Look
) -> ChartType:
    """Weeks under each other, days side by side, a sign for each thing on its day.

    Args:
        entries: what stands in the month.
        days: the month.
        today: the day that is framed.
        weekdays: what the seven days are called, Monday first.
        look: how the reader sees charts.
    """
    palette = look.palette
    frame = cells(entries, days, today, weekdays)
    base = alt.Chart(frame).encode(
        x=alt.X(
            "weekday:N", sort=list(weekdays), title=None, scale=alt.Scale(paddingInner=GAP),
            axis=alt.Axis(orient="top", labelAngle=0, labelFontSize=12),
        ),
        y=alt.Y("week:O", axis=None, scale=alt.Scale(paddingInner=GAP)),
        tooltip=[alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    frames = base.mark_rect(cornerRadius=6, fillOpacity=0, strokeWidth=1.5).encode(
        stroke=alt.condition("datum.today", alt.value(palette.main), alt.value(palette.grid))
    )
    numbers = base.mark_text(dy=-12, fontSize=12).encode(
        text="number:Q", color=alt.value(palette.muted)
    )
    colour = alt.condition(
        "datum.kind == 'overdue'",
        alt.value(palette.loss),
        alt.value(palette.main),
    )
    signs = base.mark_text(dy=10, fontSize=15, fontWeight=700).encode(text="signs:N", color=colour)
    weeks = int(frame["week"].max()) + 1
    return dressed(alt.layer(frames, numbers, signs).properties(height=ROW * weeks), look)


def cells(
    entries: Sequence[Entry], days: Period, today: date, weekdays: Sequence[str]
) -> pd.DataFrame:
    """The days of a month with what stands on them."""
    first = days.first - timedelta(days=days.first.weekday())
    rows = []
    for day in (days.first + timedelta(days=number) for number in range(days.days)):
        mine = [one for one in entries if one.day == day]
        kinds = sorted((one.kind for one in mine), key=list(SIGNS).index)
        more = "…" if len(kinds) > _ROOM else ""
        rows.append(
            {
                "number": day.day,
                "weekday": weekdays[day.weekday()],
                "week": (day - first).days // len(weekdays),
                "today": day == today,
                "kind": kinds[0] if kinds else "",
                "signs": "".join(SIGNS[kind] for kind in kinds[:_ROOM]) + more,
                "text": " · ".join(one.text for one in mine),
            }
        )
    return pd.DataFrame(rows)
