"""Weekdays against hours: the more was bought, the stronger the colour."""

from collections.abc import Sequence
from typing import Final

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

ROW: Final = 38
"""Height of a weekday in pixels."""

_ROOM_FOR_NUMBERS: Final = 8
"""At most so many columns have room for a number in each cell."""


def week(
    values: npt.NDArray[np.int64],
    written: Sequence[Sequence[str]],
    is_thin: npt.NDArray[np.bool_],
    named: tuple[Sequence[str], Sequence[str]],
    look: Look,
) -> ChartType:
    """A cell for each weekday and stretch of hours.

    Args:
        values: a row a weekday, a column a stretch of hours.
        written: what each cell says when it is pointed at, and within where there is room.
        is_thin: cells that say little; they are crossed out.
        named: what the rows and what the columns are called.
        look: how the reader sees charts.
    """
    palette = look.palette
    weekdays, hours = named
    count = len(hours)
    frame = pd.DataFrame(
        {
            "weekday": np.repeat(list(weekdays), count),
            "hour": list(hours) * len(weekdays),
            "value": values.ravel(),
            "text": [cell for row in written for cell in row],
            "thin": is_thin.ravel(),
        }
    )
    base = alt.Chart(frame).encode(
        x=alt.X(
            "hour:N", sort=list(hours), title=None, scale=alt.Scale(paddingInner=0.06),
            # Every third of 24 hours: on a phone there is no room for all of them.
            axis=alt.Axis(
                orient="top", labelAngle=0, labelFontSize=11, values=list(hours)[:: -(-count // 8)]
            ),
        ),
        y=alt.Y(
            "weekday:N", sort=list(weekdays), title=None, scale=alt.Scale(paddingInner=0.1)
        ),
        tooltip=[alt.Tooltip("weekday:N", title=" "), alt.Tooltip("hour:N", title=" "),
                 alt.Tooltip("text:N", title=" ")],
    )  # fmt: skip
    top = max(int(values.max(initial=0)), 1)
    cells = base.mark_rect(cornerRadius=4).encode(
        color=alt.Color(
            "value:Q", legend=None,
            scale=alt.Scale(domain=[0, top], range=[palette.grid, palette.main]),
        )
    )  # fmt: skip
    layers = [cells]
    if count <= _ROOM_FOR_NUMBERS:
        on_strong = palette.ground
        layers.append(
            base.mark_text(fontSize=12).encode(
                text="text:N",
                color=alt.condition(
                    alt.datum.value > top * 0.55, alt.value(on_strong), alt.value(palette.text)
                ),
                opacity=alt.condition(alt.datum.thin, alt.value(0), alt.value(1)),
            )
        )
    crossed = base.transform_filter(alt.datum.thin).mark_text(fontSize=13, text="╱")
    layers.append(crossed.encode(color=alt.value(palette.muted)))
    return dressed(alt.layer(*layers).properties(height=ROW * len(weekdays) + 24), look)
