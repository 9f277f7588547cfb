"""A report as a workbook: its tables, with charts that Excel draws itself."""

import io
from typing import Any, Final

import xlsxwriter

from core.charts.theme import LIGHT
from core.i18n import gettext as _
from core.metrics import Unit
from core.wording import report_charts as charts
from core.wording import reports, verdicts
from core.wording.report_numbers import Number
from core.wording.reports import Document

_OPTIONS: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
    "strings_to_numbers": False,
}  # fmt: skip

_FORMATS: Final = {Unit.WON: "#,##0", Unit.RATE: "0.0%"}
_MOVED: Final = {Unit.RATE: '+0.0"%p";-0.0"%p";0.0"%p"'}
"""Differences; that of two rates is in points, which are no percents."""

_ROOM: Final = 0.3
"""So much wider than its longest bar is a chart, for the number beside it."""


def excel(found: Document) -> bytes:
    """The report as a workbook; no text in it is a formula."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    book.set_properties({"title": f"{found.title} {found.name}", "comments": found.made})
    styles = _Styles(book)
    _summary(book, styles, found)
    if found.points:
        _days(book, styles, found)
    _told(book, styles, found)
    book.close()
    return content.getvalue()


class _Styles:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  (no types are published)
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.head = book.add_format({"bold": True, "bg_color": "#DCE6FB", "border": 1})
        self.quiet = book.add_format({"font_color": LIGHT.muted})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.of = {
            unit: book.add_format({"num_format": _FORMATS.get(unit, "#,##0")}) for unit in Unit
        }
        self.moved = {
            unit: book.add_format({"num_format": _MOVED.get(unit, "+#,##0;-#,##0;0")})
            for unit in Unit
        }


def _summary(book: Any, styles: _Styles, found: Document) -> None:  # noqa: ANN401
    page = book.add_worksheet(_("Summary"))
    _as_paper(page)
    page.set_column(0, 0, 26)
    page.set_column(1, 3, 16)
    page.set_column(4, 4, 30)
    page.write_string(0, 0, f"{found.title} · {found.name}", styles.title)
    page.write_string(1, 0, " · ".join(p for p in (found.shop, found.days, found.compared) if p),
                      styles.quiet)  # fmt: skip
    for place, note in enumerate(found.notes):
        page.write_string(2 + place, 0, note, styles.quiet)
    top = 3 + len(found.notes)
    heads = reports.heads()
    for column, head in enumerate(heads):
        page.write_string(top, column, head, styles.head)
    for place, one in enumerate(found.numbers, top + 1):
        page.write_string(place, 0, one.name)
        of, by = styles.of[one.unit], styles.moved[one.unit]
        for column, value, style in ((1, one.now, of), (2, one.was, of), (3, _moved(one), by)):
            if value is None:
                page.write_string(place, column, "–")
            else:
                page.write_number(place, column, value, style)
        page.write_string(place, 4, one.change)
    end = top + len(found.numbers) + 2
    if found.why:
        page.write_string(end, 0, found.why, styles.quiet)
    if found.split is not None:
        _parts(book, page, styles, found, end + 2)
    page.write_string(end + 22, 0, found.made, styles.quiet)


def _moved(one: Number) -> float | None:
    """How much a number is another than before, a rate in points."""
    if one.now is None or one.was is None:
        return None
    return (one.now - one.was) * (100 if one.unit is Unit.RATE else 1)


def _parts(
    book: Any, page: Any, styles: _Styles, found: Document, top: int  # noqa: ANN401
) -> None:  # fmt: skip
    split = found.split
    if split is None:
        return
    for place, one in enumerate(split.parts):
        page.write_string(top + place, 0, verdicts.part_name(one.part))
        page.write_number(top + place, 1, one.won, styles.moved[Unit.WON])
    last = top + len(split.parts) - 1
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": found.split_title,
            "categories": [page.get_name(), top, 0, last, 0],
            "values": [page.get_name(), top, 1, last, 1],
            "fill": {"color": LIGHT.main},
            # Each bar has its colour: not every program knows how to turn that of a minus.
            "points": [
                {"fill": {"color": LIGHT.loss if one.won < 0 else LIGHT.main}}
                for one in split.parts
            ],
            "data_labels": {"value": True, "num_format": "#,##0"},
        }
    )
    chart.set_title({"name": found.split_title, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    low, high = (side(0, *(one.won for one in split.parts)) for side in (min, max))
    room = max(high - low, 1) * _ROOM
    chart.set_x_axis({
        "min": low - room if low else 0, "max": high + room if high else 0,
        "num_format": "#,##0", "major_gridlines": {"visible": False},
        "label_position": "none",
    })  # fmt: skip
    page.insert_chart(top + len(split.parts) + 1, 0, chart, {"x_scale": 1.3})


def _days(book: Any, styles: _Styles, found: Document) -> None:  # noqa: ANN401
    page = book.add_worksheet(_("By day"))
    _as_paper(page)
    page.set_column(0, 2, 16)
    for column, head in enumerate((_("Day"), _("This period"), _("Compared with"))):
        page.write_string(0, column, head, styles.head)
    won = styles.of[Unit.WON]
    for place, one in enumerate(found.points, 1):
        page.write_datetime(place, 0, one.day, styles.day)
        for column, value in ((1, one.net), (2, one.before)):
            if value is not None:
                page.write_number(place, column, value, won)
    last, name = len(found.points), page.get_name()
    chart = book.add_chart({"type": "line"})
    for column, colour, dash in ((1, LIGHT.main, "solid"), (2, LIGHT.previous, "dash")):
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, last, 0],
                "values": [name, 1, column, last, column],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
            }
        )
    chart.set_title({"name": charts.days_title(), "name_font": {"size": 11}})
    chart.set_x_axis({"date_axis": True, "num_format": "m.d"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True,
                      "line": {"color": LIGHT.grid}}})  # fmt: skip
    chart.set_legend({"position": "top"})
    page.insert_chart(1, 4, chart, {"x_scale": 1.4, "y_scale": 1.2})


def _told(book: Any, styles: _Styles, found: Document) -> None:  # noqa: ANN401
    page = book.add_worksheet(_("In words"))
    _as_paper(page)
    page.set_column(0, 0, 16)
    page.set_column(1, 2, 52)
    rows = [
        (_("Conclusions"), "", ""),
        *((one.badge, one.headline, one.reason) for one in found.conclusions),
        *((("", found.conclusions_note, ""),) if found.conclusions_note else ()),
        (_("What was done and what came of it"), "", ""),
        *((one.when, one.what, one.result) for one in found.done),
        (_("What to do next"), "", ""),
        *((str(place), step, "") for place, step in enumerate(found.steps, 1)),
    ]
    heads = {_("Conclusions"), _("What was done and what came of it"), _("What to do next")}
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            style = styles.head if row[0] in heads else styles.wrap
            if cell or row[0] in heads:
                page.write_string(line, column, cell, style)


def _as_paper(page: Any) -> None:  # noqa: ANN401
    """Prints on A4, as wide as the paper."""
    page.set_paper(9)
    page.fit_to_pages(1, 0)
