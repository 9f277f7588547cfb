"""Where a change of revenue came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW = 34
"""Height of one row in pixels."""

LABELS = 0.55
"""Room for the labels, as a share of what the bars take."""

SPARE = 0.08
"""Room left of the bars where the axis does not start at zero."""

ZOOM_BELOW = 0.15
"""Changes smaller than this share of the total would be slivers on an axis that starts at 0."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row: what it is called, how many won, and how the won are written."""

    name: str
    won: int
    text: str


def waterfall(before: Step, parts: Sequence[Step], now: Step, look: Look) -> ChartType:
    """From the revenue before, over the parts that pushed it, to the revenue now.

    The totals are bars from zero. Where that would make the parts too thin to see, the axis is
    zoomed and the totals become ticks: a bar that does not start at zero would lie.
    """
    rows = _rows(before, parts, now)
    biggest = max((abs(part.won) for part in parts), default=0)
    zoomed = biggest < ZOOM_BELOW * max(before.won, now.won)
    frame = pd.DataFrame(rows)
    base = alt.Chart(frame).encode(
        # Said in full: left to itself the order follows the layers, not the rows.
        y=alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=_names(look)),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title="₩")],
    )
    scale = _scale(rows, zoomed=zoomed)
    layers = [_bars(base, look, scale, zoomed=zoomed), _labels(base, look, scale)]
    if zoomed:
        layers.insert(0, _ticks(base, look, scale))
    chart = alt.layer(*layers).properties(height=ROW * len(rows))
    return dressed(chart, look)


def _rows(before: Step, parts: Sequence[Step], now: Step) -> list[dict[str, Any]]:
    level = before.won
    rows = [_row(before, 0, before.won, "total")]
    for part in parts:
        kind = "gain" if part.won >= 0 else "loss"
        rows.append(_row(part, level, level + part.won, kind))
        level += part.won
    rows.append(_row(now, 0, now.won, "total"))
    return rows


def _row(step: Step, start: int, end: int, kind: str) -> dict[str, Any]:
    return {
        "name": step.name,
        "start": start,
        "end": end,
        "reach": max(start, end),
        "kind": kind,
        "text": step.text,
    }


def _names(look: Look) -> alt.Axis:
    return alt.Axis(
        labelFontSize=13, labelLimit=150, labelColor=look.palette.text, labelFontWeight=500
    )


def _scale(rows: list[dict[str, Any]], *, zoomed: bool) -> alt.Scale:
    # The labels stand right of the bars and need room; a share of it fits every width.
    shown = [row["end"] if row["kind"] == "total" else row["start"] for row in rows]
    low = min(*shown, *(row["end"] for row in rows))
    high = max(row["reach"] for row in rows)
    if not zoomed:
        low = min(low, 0)
    span = (high - low) or 1
    return alt.Scale(
        domain=[low - zoomed * SPARE * span, high + LABELS * span], zero=False, nice=False
    )


def _x(field: str, scale: alt.Scale) -> alt.X:
    return alt.X(field, scale=scale, axis=None)


def _colour(look: Look) -> alt.Color:
    palette = look.palette
    scale = alt.Scale(
        domain=["total", "gain", "loss"], range=[palette.main, palette.gain, palette.loss]
    )
    return alt.Color("kind:N", scale=scale, legend=None)


def _bars(base: alt.Chart, look: Look, scale: alt.Scale, *, zoomed: bool) -> alt.Chart:
    shown = base.transform_filter("datum.kind != 'total'") if zoomed else base
    bars: alt.Chart = shown.mark_bar(height=22, cornerRadius=3).encode(
        x=_x("start:Q", scale), x2="end:Q", color=_colour(look)
    )
    return bars


def _ticks(base: alt.Chart, look: Look, scale: alt.Scale) -> alt.Chart:
    totals = base.transform_filter("datum.kind == 'total'")
    ticks: alt.Chart = totals.mark_tick(thickness=4, height=26, cornerRadius=2).encode(
        x=_x("end:Q", scale), color=_colour(look)
    )
    return ticks


def _labels(base: alt.Chart, look: Look, scale: alt.Scale) -> alt.Chart:
    labels: alt.Chart = base.mark_text(align="left", dx=8, fontSize=13, fontWeight=600).encode(
        x=_x("reach:Q", scale), text="text:N", color=alt.value(look.palette.text)
    )
    return labels
