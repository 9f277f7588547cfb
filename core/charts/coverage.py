"""Which days the files that were taken cover, of one kind of data and of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed
from core.terms import Period

ROW = 18
"""Height of one month in pixels."""
AXIS = 32
"""Height of the labels below or above the rows; it is part of the height of a chart."""


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
        y=alt.Y(
            "month:O",
            title=None,
            sort="descending",
            scale=alt.Scale(paddingInner=0.2),
            axis=alt.Axis(labelOverlap=False),
        ),
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
    return dressed(alt.layer(filled, empty).properties(height=ROW * months + AXIS), look)


@dataclass(frozen=True, slots=True)
class Covered:
    """The days there are of one kind of data: from first to last, but for the gaps."""

    period: Period
    gaps: tuple[Period, ...]


def months(found: Mapping[str, Covered | None]) -> pd.DataFrame:
    """One row per kind of data and month: ``kind``, ``month``, ``days`` there, ``of`` so many.

    The months are those from the first to the last day of any kind; a kind without data is there
    with no days.
    """
    ends = [one.period for one in found.values() if one is not None]
    if not ends:
        return pd.DataFrame(columns=["kind", "month", "days", "of"])
    whole = Period(min(one.first for one in ends), max(one.last for one in ends))
    days = pd.DataFrame({"date": pd.to_datetime(_days_of(whole))})
    days["month"] = days["date"].dt.strftime("%Y.%m")
    of = days.groupby("month").size()
    parts = []
    for kind, one in found.items():
        there = days["date"].isin(pd.to_datetime(_there(one)))
        count = there.groupby(days["month"]).sum()
        parts.append(pd.DataFrame({"kind": kind, "month": of.index, "days": count, "of": of}))
    return pd.concat(parts, ignore_index=True)


def overview(
    frame: pd.DataFrame, *, order: Sequence[str], words: Mapping[str, str], look: Look
) -> ChartType:
    """A row per kind of data and a tile per month: filled, half filled, or an outline.

    Expects what ``months`` gives; ``words`` name ``all``, ``some`` and ``none`` of the days.
    """
    palette = look.palette
    state = pd.Series("some", index=frame.index)
    state[frame["days"] == 0] = "none"
    state[frame["days"] == frame["of"]] = "all"
    named = frame.assign(state=state.map(dict(words)))
    base = alt.Chart(named).encode(
        x=alt.X(
            "month:O",
            title=None,
            scale=alt.Scale(paddingInner=0.14),
            axis=alt.Axis(labelAngle=0, orient="top"),
        ),
        y=alt.Y(
            "kind:N",
            title=None,
            sort=list(order),
            scale=alt.Scale(paddingInner=0.2),
            axis=alt.Axis(labelLimit=170, labelOverlap=False),
        ),
        tooltip=[
            alt.Tooltip("kind:N", title=" "),
            alt.Tooltip("month:N", title=" "),
            alt.Tooltip("state:N", title=" "),
        ],
    )
    filled = (
        base.transform_filter("datum.days > 0")
        .mark_rect(cornerRadius=2, color=palette.gain)
        .encode(opacity=alt.condition("datum.days == datum.of", alt.value(0.8), alt.value(0.35)))
    )
    empty = base.transform_filter("datum.days == 0").mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=palette.previous, strokeDash=[3, 2], strokeWidth=1
    )
    return dressed(alt.layer(filled, empty).properties(height=ROW * 1.4 * len(order) + AXIS), look)


def _there(found: Covered | None) -> list[date]:
    if found is None:
        return []
    missing = {day for gap in found.gaps for day in _days_of(gap)}
    return [day for day in _days_of(found.period) if day not in missing]


def _days_of(period: Period) -> list[date]:
    return [period.first + timedelta(days=number) for number in range(period.days)]
