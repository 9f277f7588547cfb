"""Charts as pictures: for files, where no browser draws them."""

import functools
import json
from pathlib import Path
from typing import Any, Final

import vl_convert
from altair.typing import ChartType

FONTS: Final = Path(__file__).parents[2] / "static" / "fonts"
"""Where the font lies that travels with the program."""

FONT: Final = "Pretendard"
SHARP: Final = 2.0
"""Pixels of a picture for each of the chart."""


def svg(chart: ChartType, *, width: int, height: int) -> str:
    """The chart as SVG; its words stay words."""
    _know_fonts()
    return str(vl_convert.vegalite_to_svg(_spec(chart, width, height)))


def png(chart: ChartType, *, width: int, height: int) -> bytes:
    """The chart as PNG on a white ground."""
    _know_fonts()
    return bytes(vl_convert.vegalite_to_png(_spec(chart, width, height), scale=SHARP))


@functools.cache
def _know_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _spec(chart: ChartType, width: int, height: int) -> str:
    told: dict[str, Any] = chart.to_dict()
    told |= {"width": width, "height": height, "background": "white", "autosize": "fit"}
    # Streamlit lays its fonts under the charts of the page; here nobody does.
    config = told.setdefault("config", {})
    config["font"] = FONT
    config.setdefault("axis", {})["labelFontSize"] = 11
    return json.dumps(told)
