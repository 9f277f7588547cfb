"""How often products are seen and bought: the four corners, and the weeks of one product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from altair.typing import ChartType

from core.charts import marks
from core.charts.marks import Mark
from core.charts.theme import Look, dressed
from core.terms import Period

HEIGHT: Final = 380
WEEKS_HEIGHT: Final = 200
_ROOM: Final = 1.35
_TICKS: Final = 6
_BELOW: Final = 0.14
"""So much room is left below nought for the names of the lower corners."""


@dataclass(frozen=True, slots=True)
class Words:
    """The names of the axes and of the four corners, and what the pointer shows."""

    visits: str
    rate: str
    orders: str
    verdict: str
    range: str
    usual: str
    corners: dict[str, str]


def notable(frame: pd.DataFrame, first: tuple[int, ...], most: int = 6) -> "pd.Series[bool]":
    """Which products are named in the chart: the first conclusions, then the extremes."""
    chosen = [number for number in first if number in set(frame["id"])]
    told = frame.dropna(subset=["rate"])
    for column, rising in (("visits", False), ("rate", False), ("rate", True)):
        ranked = told.sort_values([column, "id"], ascending=[rising, True])["id"]
        chosen += [number for number in ranked.head(2) if number not in chosen]
    return frame["id"].isin(chosen[:most])


def corners(frame: pd.DataFrame, usual: float, split: float, words: Words, look: Look) -> ChartType:
    """Each product by how often it is seen (in powers) and bought, with the range of its rate.

    Expects ``id``, ``name``, ``visits``, ``orders``, ``rate``, ``low``, ``high``, ``kind``,
    ``verdict``, ``notable``, and ``rate_text``, ``range_text`` for the pointer. Products without
    a rate are left out.
    """
    told = frame.dropna(subset=["rate"])
    seen = [split, *told["visits"].astype(float)]
    left, right = max(1.0, min(seen) / _ROOM), max(seen) * _ROOM * _ROOM
    top = max([usual * 2, *(told["rate"].astype(float) * _ROOM)])
    across = alt.X(
        "visits:Q",
        title=words.visits,
        scale=alt.Scale(type="log", domain=[left, right], nice=False),
        axis=alt.Axis(format=",.0f", tickCount=4),
    )
    up = alt.Y(
        "rate:Q",
        title=words.rate,
        scale=alt.Scale(domain=[-top * _BELOW, top], nice=False),
        axis=alt.Axis(format=".1~%", values=_ticks(top)),
    )
    # Near the right edge a name is written to the left of its product.
    told = told.assign(side=np.where(told["visits"] > right / 4, "left", "right"))
    base = alt.Chart(told)
    layers = [
        *_frame_of_corners((left, right, top), usual, split, words, look),
        base.mark_rule(clip=True, strokeWidth=1.5).encode(
            x=across,
            y=alt.Y("low:Q", title=words.rate),
            y2="high:Q",
            color=_colour(look),
            opacity=alt.condition("datum.notable", alt.value(0.7), alt.value(0.2)),
        ),
        base.mark_point(filled=True, size=85, opacity=0.95, clip=True).encode(
            x=across, y=up, color=_colour(look), shape=_shape(), tooltip=_tooltip(words)
        ),
        *(
            base.transform_filter(f"datum.notable && datum.side == '{side}'")
            .mark_text(
                align="left" if side == "right" else "right",
                dx=8 if side == "right" else -8,
                dy=-9,
                fontWeight=600,
                color=look.palette.text,
                limit=150,
            )
            .encode(x=across, y=up, text="label:N")
            for side in ("left", "right")
        ),
    ]
    return dressed(alt.layer(*layers).properties(height=HEIGHT), look)


def _frame_of_corners(
    ends: tuple[float, float, float], usual: float, split: float, words: Words, look: Look
) -> list[Any]:
    left, right, top = ends
    muted = look.palette.muted
    lines = alt.Chart(pd.DataFrame({"x": [split], "y": [usual], "text": [words.usual]}))
    dash: dict[str, Any] = {"strokeDash": [4, 3], "color": look.palette.previous}
    names = pd.DataFrame(
        [
            {"x": right, "y": top, "text": words.corners["many_high"], "side": "right"},
            {"x": right, "y": -top * _BELOW, "text": words.corners["many_low"], "side": "right"},
            {"x": left, "y": top, "text": words.corners["few_high"], "side": "left"},
            {"x": left, "y": -top * _BELOW, "text": words.corners["few_low"], "side": "left"},
        ]
    )
    told = []
    for side in ("left", "right"):
        for at_top in (True, False):
            part = names[(names["side"] == side) & ((names["y"] > 0) == at_top)]
            told.append(
                alt.Chart(part)
                .mark_text(
                    align=side,
                    baseline="top" if at_top else "bottom",
                    dx=6 if side == "left" else -6,
                    dy=6 if at_top else -6,
                    color=muted,
                    fontSize=12,
                    fontWeight=700,
                )
                .encode(x="x:Q", y="y:Q", text="text:N")
            )
    return [
        lines.mark_rule(**dash).encode(x="x:Q"),
        lines.mark_rule(**dash).encode(y="y:Q"),
        *told,
    ]


def _ticks(top: float) -> list[float]:
    """Round shares from nought up to ``top``."""
    power = 10 ** np.floor(np.log10(top))
    step = float(next(part for part in (0.2, 0.5, 1, 2) if top / (part * power) <= _TICKS) * power)
    return [round(step * number, 10) for number in range(int(top / step) + 1)]


def _colour(look: Look) -> alt.Color:
    palette = look.palette
    colours = {
        "fix_page": palette.loss,
        "check_price": palette.series[1],
        "bring_visits": palette.series[4],
        "keep": palette.gain,
        "too_early": palette.previous,
    }
    return alt.Color(
        "kind:N",
        scale=alt.Scale(domain=list(colours), range=list(colours.values())),
        legend=None,
    )


def _shape() -> alt.Shape:
    shapes = {
        "fix_page": "triangle-down",
        "check_price": "square",
        "bring_visits": "triangle-right",
        "keep": "circle",
        "too_early": "diamond",
    }
    return alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=list(shapes), range=list(shapes.values())),
        legend=None,
    )


def _tooltip(words: Words) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("verdict:N", title=words.verdict),
        alt.Tooltip("visits:Q", title=words.visits, format=","),
        alt.Tooltip("orders:Q", title=words.orders, format=","),
        alt.Tooltip("rate_text:N", title=words.rate),
        alt.Tooltip("range_text:N", title=words.range),
    ]


def weeks(  # noqa: PLR0913, PLR0917  (numbers, words, and what happened meanwhile)
    frame: pd.DataFrame,
    usual: float | None,
    rate: str,
    missing: str,
    look: Look,
    happened: Sequence[Mark] = (),
) -> ChartType:
    """The rate of one product week by week with its range; weeks without data are outlined.

    Expects ``week`` (its first day), ``rate``, ``low``, ``high``. What ``happened`` is marked.
    """
    palette = look.palette
    told = frame.assign(
        week=pd.to_datetime(frame["week"]), end=pd.to_datetime(frame["week"]) + pd.Timedelta(days=6)
    )
    told["missing"] = np.where(frame["visits"].isna(), missing, "")
    top = max(float(np.nanmax([*frame["high"].astype(float), usual or 0.0, 0.001])), 0.001) * 1.1
    days = [moment.isoformat() for moment in told["week"]]
    week = alt.X("week:T", title=None, axis=alt.Axis(format="%m.%d", values=days))
    up = alt.Y(
        "rate:Q",
        title=None,
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=alt.Axis(format=".1~%", tickCount=4),
    )
    base = alt.Chart(told)
    ends = (frame["week"].min(), frame["week"].max() + timedelta(days=6))
    layers: list[Any] = [
        *marks.layers(happened, Period(*ends), look, step=7),
        base.transform_filter("datum.missing != ''")
        .mark_rect(fillOpacity=0, stroke=palette.previous, strokeDash=[3, 3])
        .encode(x="week:T", x2="end:T", tooltip=alt.Tooltip("missing:N", title=" ")),
        base.mark_rule(color=palette.main, opacity=0.5).encode(
            x=week, y=alt.Y("low:Q", title=None), y2="high:Q"
        ),
        base.mark_line(color=palette.main, point=alt.OverlayMarkDef(size=45)).encode(
            x=week,
            y=up,
            tooltip=[
                alt.Tooltip("week:T", title=" ", format="%Y.%m.%d"),
                alt.Tooltip("rate:Q", title=rate, format=".1%"),
            ],
        ),
    ]
    if usual:
        line = alt.Chart(pd.DataFrame({"rate": [usual]}))
        layers.append(
            line.mark_rule(strokeDash=[4, 3], color=palette.previous, strokeWidth=1.5).encode(y=up)
        )
    return dressed(alt.layer(*layers).properties(height=WEEKS_HEIGHT), look)
