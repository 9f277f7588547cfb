"""How many messages a purchase takes, beside the aim of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt
import pandas as pd
from altair.typing import ChartType

from core.charts.theme import Look, dressed

AIM: Final = 1.0
"""Messages for a purchase."""

_ROW: Final = 34
_LEAST: Final = 90


@dataclass(frozen=True, slots=True)
class Bar:
    """One scenario: messages for each purchase, and what it says."""

    name: str
    value: float
    text: str


def per_purchase(bars: Sequence[Bar], aim: str, look: Look) -> ChartType:
    """A bar for each scenario, and the aim as a dashed line.

    Args:
        bars: the scenarios, the best first.
        aim: what the line is called.
        look: colours and width.
    """
    palette = look.palette
    frame = pd.DataFrame(
        {"name": [one.name for one in bars], "value": [one.value for one in bars],
         "text": [one.text for one in bars]}
    )  # fmt: skip
    top = max(AIM, *(one.value for one in bars))
    axis = alt.Axis(labelFontSize=13, labelLimit=150, labelColor=palette.text)
    names = alt.Y("name:N", sort=[one.name for one in bars], title=None, axis=axis)
    along = alt.X("value:Q", title=None, axis=alt.Axis(tickCount=4, format="~s"),
                  scale=alt.Scale(domain=[0, top * 1.25], nice=False))  # fmt: skip
    base = alt.Chart(frame).encode(y=names, x=along)
    line = alt.Chart(pd.DataFrame({"value": [AIM], "text": [aim]})).encode(
        x=alt.X("value:Q", title=None), tooltip=[alt.Tooltip("text:N", title=" ")]
    )
    layers = [
        base.mark_bar(color=palette.main, height=16, cornerRadiusEnd=3).encode(
            tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("text:N", title=" ")]
        ),
        base.mark_text(align="left", dx=6, color=palette.text, fontSize=13).encode(text="text:N"),
        line.mark_rule(strokeDash=[4, 3], color=palette.previous, strokeWidth=1.5),
    ]
    height = max(_LEAST, _ROW * len(bars))
    return dressed(alt.layer(*layers).properties(height=height), look)
