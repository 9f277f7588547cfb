"""What customers speak of: a bar a theme, and one theme week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

ROW: Final = 38
WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Theme:
    """One bar: texts about a theme, and those that complain with their range.

    All in the unit of the axis: texts, or texts for each hundred orders.
    """

    name: str
    mentions: float
    problems: float
    low: float | None
    high: float | None
    text: str
    label: str = ""
    """What stands at the end of the bar."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a theme: complaints per hundred orders and their range."""

    monday: date
    rate: float
    low: float
    high: float
    text: str


def bars(themes: Sequence[Theme], axis: str, look: Look) -> ChartType:
    """A pale bar for what is spoken of, a strong one for what is complained of, and its range."""
    palette = look.palette
    frame = pd.DataFrame([_row(one) for one in themes])
    names = alt.Y(
        "name:N",
        sort=[one.name for one in themes],
        title=None,
        axis=alt.Axis(labelFontSize=13, labelLimit=130, labelColor=palette.text),
    )
    top = max((max(one.mentions, one.high or 0, one.problems) for one in themes), default=1) or 1
    scale = alt.Scale(domain=[0, top * 1.5], nice=False)
    x = alt.X("problems:Q", title=axis, scale=scale, axis=alt.Axis(tickCount=5))
    tips = [alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]
    base = alt.Chart(frame).encode(y=names, tooltip=tips)
    spoken = base.mark_bar(height=18, cornerRadiusEnd=3, color=palette.previous, opacity=0.28)
    blamed = base.mark_bar(height=18, cornerRadiusEnd=3, color=palette.main)
    layers: list[alt.Chart] = [
        spoken.encode(x=alt.X("mentions:Q", title=axis, scale=scale)), blamed.encode(x=x),
    ]  # fmt: skip
    if any(one.high is not None for one in themes):
        span = base.mark_rule(strokeWidth=2, color=palette.text, opacity=0.7)
        layers.append(span.encode(x=alt.X("low:Q", scale=scale, title=axis), x2="high:Q"))
    labels = base.mark_text(align="left", dx=8, fontSize=12, color=palette.text)
    layers.append(labels.encode(x=alt.X("end:Q", scale=scale, title=axis), text="label:N"))
    return dressed(alt.layer(*layers).properties(height=ROW * len(themes) + 30), look)


def weeks(points: Sequence[Week], axis: str, look: Look, events: Sequence[Mark] = ()) -> ChartType:
    """Complaints per hundred orders week by week, with their range and what else happened."""
    palette = look.palette
    frame = pd.DataFrame(
        [
            {"day": one.monday, "rate": one.rate, "low": one.low, "high": one.high,
             "text": one.text}
            for one in points
        ]
    )  # fmt: skip
    frame = frame.assign(day=pd.to_datetime(frame["day"]))
    x = alt.X("day:T", title=None, scale=alt.Scale(padding=18),
              axis=alt.Axis(format="%-m.%-d", tickCount=6))  # fmt: skip
    tips = [alt.Tooltip("day:T", title=" ", format="%Y.%m.%d(%a)"),
            alt.Tooltip("text:N", title=" ")]  # fmt: skip
    base = alt.Chart(frame).encode(x=x, tooltip=tips)
    y = alt.Y("rate:Q", title=axis, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4))
    band = base.mark_area(color=palette.main, opacity=0.12).encode(
        y=alt.Y("low:Q", title=axis), y2="high:Q"
    )
    line = base.mark_line(color=palette.main, strokeWidth=2.25).encode(y=y)
    dots = base.mark_circle(color=palette.main, size=36, opacity=1).encode(y=y)
    # To its last day, as the list of what happened below the chart has it.
    days = Period(points[0].monday, points[-1].monday + timedelta(days=WEEK - 1))
    shown = marks.layers(events, days, look, step=WEEK)
    return dressed(alt.layer(*shown, band, line, dots).properties(height=240), look)


def _row(one: Theme) -> dict[str, object]:
    # Without a complaint the range would lie on the pale bar and look like one.
    is_blamed = one.problems > 0
    return {
        "end": max(one.mentions, one.high or 0 if is_blamed else 0), "label": one.label,
        "name": one.name, "mentions": one.mentions, "problems": one.problems,
        "low": one.low if is_blamed else None, "high": one.high if is_blamed else None,
        "text": one.text,
    }  # fmt: skip
