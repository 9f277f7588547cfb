"""Which days the files that were taken cover."""

from collections.abc import Iterable
from datetime import date, timedelta

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed
from core.terms import Period

ROW = 18
"""Height of one month in pixels."""


def days(covered: Period, gaps: Iterable[Period]) -> pd.DataFrame:
    """One row per day of ``covered``: ``month``, ``day``, and whether it lies in a gap."""
    missing = {day for gap in gaps for day in _days_of(gap)}
    return pd.DataFrame(
        [
            {"date": day, "month": f"{day:%Y.%m}", "day": day.day, "missing": day in missing}
            for day in _days_of(covered)
        ]
    )


def calendar(frame: pd.DataFrame, *, there: str, missing: str, look: Look) -> ChartType:
    """A row per month and a tile per day: filled where there are data, an outline in a gap.

    Expects what ``days`` gives. ``there`` and ``missing`` name the two kinds of day.
    """
    palette = look.palette
    named = frame.assign(
        date=pd.to_datetime(frame["date"]), kind=frame["missing"].map({True: missing, False: there})
    )
    base = alt.Chart(named).encode(
        x=alt.X(
            "day:O",
            title=None,
            scale=alt.Scale(domain=list(range(1, 32)), paddingInner=0.14),
            axis=alt.Axis(labelAngle=0, values=[1, 5, 10, 15, 20, 25, 31]),
        ),
        y=alt.Y("month:O", title=None, sort="descending", scale=alt.Scale(paddingInner=0.2)),
        tooltip=[
            alt.Tooltip("date:T", title=" ", format="%Y.%m.%d(%a)"),
            alt.Tooltip("kind:N", title=" "),
        ],
    )
    filled = base.transform_filter("!datum.missing").mark_rect(
        cornerRadius=2, color=palette.gain, opacity=0.8
    )
    empty = base.transform_filter("datum.missing").mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=palette.loss, strokeDash=[3, 2], strokeWidth=1.5
    )
    months = int(named["month"].nunique())
    return dressed(alt.layer(filled, empty).properties(height=ROW * months + 8), look)


def _days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]
