"""The charts of a report: drawn for the page and for files from the same data."""

from datetime import date
from typing import Final

import pandas as pd
from altair.typing import ChartType

from core.analysis.revenue import Split
from core.charts import picture, revenue, trend
from core.charts.revenue import Step
from core.charts.theme import Look
from core.i18n import formats, language
from core.i18n import gettext as _
from core.services.today_view import Point
from core.wording import metrics, verdicts

WIDTH: Final = 430
HEIGHT: Final = 210
"""Pixels: two of them stand side by side on a page of A4."""


def are_known(points: tuple[Point, ...]) -> bool:
    """Whether the revenue of any day is known."""
    return any(point.net is not None for point in points)


def days(points: tuple[Point, ...], look: Look) -> ChartType:
    """Net revenue day by day beside the days before."""
    words = trend.Words(_("This period"), _("Compared with"), _("Day"), title())
    return trend.revenue(table(points), words, look)


def title() -> str:
    """What is drawn by day."""
    return metrics.words("net_sales").name


def days_title() -> str:
    """The heading of the chart of days."""
    return _("Net revenue day by day")


def table(points: tuple[Point, ...]) -> pd.DataFrame:
    """The data of the chart of days."""
    return pd.DataFrame(
        {
            "day": [point.day for point in points],
            "net": pd.array([point.net for point in points], dtype="Int64"),
            "previous_net": pd.array([point.before for point in points], dtype="Int64"),
        }
    )


def parts(split: Split, look: Look) -> ChartType:
    """Where the change of revenue came from."""
    return revenue.waterfall(
        Step(_("Before"), split.before, formats.won_short(split.before)),
        [
            Step(verdicts.part_name(one.part), one.won, formats.won_change(one.won))
            for one in split.parts
        ],
        Step(_("Now"), split.now, formats.won_short(split.now)),
        look,
    )


def days_svg(points: tuple[Point, ...]) -> str:
    """The chart of days as SVG, on white."""
    return picture.svg(days(points, Look(language())), width=WIDTH, height=HEIGHT)


def days_png(points: tuple[Point, ...]) -> bytes:
    """The chart of days as PNG, on white."""
    return picture.png(days(points, Look(language())), width=WIDTH, height=HEIGHT)


def parts_svg(split: Split) -> str:
    """The chart of parts as SVG, on white."""
    return picture.svg(parts(split, Look(language())), width=WIDTH, height=HEIGHT)


def parts_png(split: Split) -> bytes:
    """The chart of parts as PNG, on white."""
    return picture.png(parts(split, Look(language())), width=WIDTH, height=HEIGHT)


def warm() -> None:
    """Draw something small, so that the first picture somebody wants does not take a second."""
    day = date(2026, 1, 1)
    days_svg((Point(day, 0, None),))
