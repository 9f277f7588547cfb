"""Colours, the language of axes, and the clothes every chart wears.

The look is handed to each chart instead of being registered as Altair's current theme: that is
one value per process, and two visitors may read different languages at the same moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from altair.typing import ChartType


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart. Series were searched for contrast and for three colour blindnesses.

    ``main`` against ``ground`` has a contrast of at least 3.3, text at least 4.5.
    """

    main: str
    previous: str
    gain: str
    loss: str
    text: str
    muted: str
    grid: str
    ground: str
    series: tuple[str, ...]


LIGHT = Palette(
    main="#2B57C9",
    previous="#8A95A8",
    gain="#0B7A55",
    loss="#C2352C",
    text="#0E1320",
    muted="#5A6474",
    grid="#E9EDF3",
    ground="#FFFFFF",
    series=("#2B57C9", "#C27C44", "#108066", "#7D285B", "#1494D4", "#795C0C"),
)
DARK = Palette(
    main="#7FA8FF",
    previous="#7E8A9E",
    gain="#4CC79A",
    loss="#FF8A80",
    text="#E8ECF3",
    muted="#A9B3C4",
    grid="#262D3A",
    ground="#12151C",
    series=("#7FA8FF", "#F57C3E", "#159784", "#CB7EAE", "#8CD8FD", "#E1D25F"),
)


def ink(palette: Palette, strength: float) -> str:
    """In which colour figures are read best on the main colour, laid so strongly on the ground."""
    parts = zip(_channels(palette.main), _channels(palette.ground), strict=True)
    light = _luminance([strength * above + (1 - strength) * below for above, below in parts])

    def contrast(colour: str) -> float:
        pair = sorted((light, _luminance(_channels(colour))))
        return (pair[1] + _FLARE) / (pair[0] + _FLARE)

    return max((palette.text, palette.ground), key=contrast)


_FLARE = 0.05
_GREYS = (0.2126, 0.7152, 0.0722)
"""How bright red, green and blue are (WCAG 2.2, relative luminance)."""


def _channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def _luminance(channels: Sequence[float]) -> float:
    linear = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for one in channels
    ]
    return sum(part * one for part, one in zip(_GREYS, linear, strict=True))


@dataclass(frozen=True, slots=True)
class Look:
    """How the reader sees charts: in which language, on a light or a dark page."""

    language: str = "ko"
    dark: bool = False

    @property
    def palette(self) -> Palette:
        """The colours that go with the page."""
        return DARK if self.dark else LIGHT

    @property
    def won_axis(self) -> str:
        """The Vega expression that labels an axis of won: 만 and 억, in English k and M."""
        return _WON_AXIS["ko" if self.language == "ko" else "en"]


_WON_AXIS = {
    "ko": (
        "datum.value == 0 ? '0' : "
        "abs(datum.value) >= 1e8 ? format(datum.value / 1e8, ',.2~f') + '억' : "
        "abs(datum.value) >= 1e4 ? format(datum.value / 1e4, ',.1~f') + '만' : "
        "format(datum.value, ',.0f')"
    ),
    "en": (
        "datum.value == 0 ? '0' : "
        "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',.2~f') + 'M' : "
        "abs(datum.value) >= 1e3 ? format(datum.value / 1e3, ',.1~f') + 'k' : "
        "format(datum.value, ',.0f')"
    ),
}

BELOW = 6
"""Pixels between a chart and what follows."""

_KOREAN: dict[str, Any] = {
    "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", "원"]},
    "time": {
        "dateTime": "%Y.%m.%d(%a) %H:%M",
        "date": "%Y.%m.%d",
        "time": "%H:%M",
        "periods": ["오전", "오후"],
        "days": ["일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"],
        "shortDays": ["일", "월", "화", "수", "목", "금", "토"],
        "months": [f"{month}월" for month in range(1, 13)],
        "shortMonths": [f"{month}월" for month in range(1, 13)],
    },
}
"""Vega's locale. It has to sit in the chart's configuration: Streamlit drops embed options."""


def dressed(chart: ChartType, look: Look) -> ChartType:
    """The chart in our clothes: quiet axes, our colours, the reader's language."""
    palette = look.palette
    locale: dict[str, Any] = {"locale": _KOREAN} if look.language == "ko" else {}
    # Streamlit lays its own fonts and colours under this configuration.
    # Without a padding of its own Streamlit leaves 20 pixels below.
    dressed_up: ChartType = chart.properties(padding={"bottom": BELOW}).configure(
        axis={
            "domain": False,
            "ticks": False,
            "labelPadding": 8,
            "gridColor": palette.grid,
            "gridDash": [2, 3],
            "labelColor": palette.muted,
            # Vega pushes the first and last label inwards, off their marks.
            "labelFlush": False,
            "labelOverlap": "greedy",
        },
        axisX={"grid": False},
        view={"stroke": None},
        **locale,
    )
    return dressed_up
