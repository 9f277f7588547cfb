"""A report as a page of its own: for printing, without anything from elsewhere.

The same report makes the same bytes, but for the line that says when it was made.
"""

from collections.abc import Iterable
from html import escape
from typing import Final

from core.i18n import gettext as _
from core.wording import report_charts as charts
from core.wording import reports
from core.wording.report_numbers import Number
from core.wording.reports import Document

_STYLE: Final = """
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { font-family: Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; color: #0e1320;
  max-width: 182mm; margin: 0 auto; padding: 8mm 4mm; font-size: 10.5pt; line-height: 1.5;
  word-break: keep-all; overflow-wrap: anywhere; }
header { border-bottom: 2px solid #2b57c9; padding-bottom: 3mm; margin-bottom: 4mm; }
h1 { font-size: 18pt; margin: 0; } h2 { font-size: 12pt; margin: 5mm 0 2mm; color: #2b57c9; }
p { margin: 0 0 1.5mm; } .quiet { color: #5a6474; font-size: 9.5pt; }
.note { background: #fff6e5; border-left: 3px solid #c27c44; padding: 2mm 3mm; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: right; padding: 1.4mm 2mm; border-bottom: 1px solid #e9edf3; }
th:first-child, td:first-child, td:last-child, th:last-child { text-align: left; }
td:last-child { white-space: nowrap; }
th { color: #5a6474; font-weight: 600; font-size: 9.5pt; } td.value { font-weight: 700; }
.good { color: #0b7a55; } .bad { color: #c2352c; }
.badge { border: 1px solid #8a95a8; border-radius: 3mm; padding: 0 2mm; font-size: 8.5pt;
  white-space: nowrap; }
.charts { display: flex; gap: 4mm; flex-wrap: wrap; } figure { margin: 0; flex: 1 1 80mm; }
figure svg { width: 100%; height: auto; } figcaption { font-size: 9.5pt; font-weight: 600; }
ol, ul { margin: 0; padding-left: 5mm; } li { margin-bottom: 1mm; }
section, tr, figure { break-inside: avoid; } footer { margin-top: 5mm; }
td, th { overflow-wrap: normal; } td { white-space: nowrap; }
@media screen and (max-width: 600px) {
  body { padding: 5mm; } thead { display: none; }
  tr { display: grid; grid-template-columns: 1fr auto; gap: 0 3mm; padding: 2mm 0;
    border-bottom: 1px solid #e9edf3; }
  th, td { border: 0; padding: 0; } td.value { font-size: 13pt; }
  td.was::before { content: attr(data-head) " "; color: #5a6474; font-weight: 400; }
  td.was { text-align: left; color: #5a6474; } td.moved { text-align: right; }
  td.moved ~ td { grid-column: 1 / -1; }
}
@media print {
  body { padding: 0; font-size: 10pt; line-height: 1.4; max-width: none; }
  h1 { font-size: 16pt; } h2 { margin-top: 4mm; } td, th { padding: 1mm 2mm; }
  footer { margin-top: 3mm; } .charts { flex-wrap: nowrap; } figure { flex-basis: 0; }
}
"""


def html(found: Document) -> bytes:
    """The report as one HTML file."""
    head = " · ".join(part for part in (found.shop, found.title, found.name) if part)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{found.language}">',
        f'<head><meta charset="utf-8"><title>{escape(head)}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style></head>",
        "<body>",
        *_header(found),
        *(f'<p class="note">{escape(note)}</p>' for note in found.notes),
        *_section(_("Conclusions"), _conclusions(found)),
        *_section(_("Numbers"), _numbers(found)),
        *_charts(found),
        *_section(_("What was done and what came of it"), _done(found)),
        *_section(_("What to do next"), _list("ol", map(escape, found.steps))),
        f'<footer class="quiet">{escape(found.made)}</footer>',
        "</body></html>",
    ]
    return "\n".join(lines).encode()


def _header(found: Document) -> list[str]:
    shop = f'<p class="quiet">{escape(found.shop)}</p>' if found.shop else ""
    days = " · ".join(part for part in (found.days, found.compared) if part)
    return [
        "<header>",
        shop,
        f"<h1>{escape(found.title)} · {escape(found.name)}</h1>",
        f'<p class="quiet">{escape(days)}</p>',
        "</header>",
    ]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    return ["<section>", f"<h2>{escape(title)}</h2>", *lines, "</section>"]


def _list(kind: str, lines: Iterable[str]) -> list[str]:
    return [f"<{kind}>", *(f"<li>{line}</li>" for line in lines), f"</{kind}>"]


def _conclusions(found: Document) -> list[str]:
    told = [
        f'<span class="badge">{escape(one.badge)}</span> '
        f"<strong>{escape(one.headline)}</strong> {escape(one.reason)}"
        for one in found.conclusions
    ]
    note = found.conclusions_note
    return [*_list("ol", told), *([f'<p class="quiet">{escape(note)}</p>'] if note else [])]


def _numbers(found: Document) -> list[str]:
    heads = reports.heads()
    return [
        "<table><thead><tr>",
        *(f'<th scope="col">{escape(head)}</th>' for head in heads),
        "</tr></thead><tbody>",
        *map(_row, found.numbers),
        "</tbody></table>",
        *([f'<p class="quiet">{escape(found.why)}</p>'] if found.why else []),
    ]


def _row(one: Number) -> str:
    note = f' <span class="quiet">{escape(one.note)}</span>' if one.note else ""
    return (
        f'<tr><th scope="row">{escape(one.name)}{note}</th><td class="value">{escape(one.value)}'
        f'</td><td class="was" data-head="{escape(reports.heads()[2])}">{escape(one.before)}</td>'
        f'<td class="moved">{escape(one.difference)}</td>'
        f'<td class="{one.tone}">{escape(one.change)}</td></tr>'
    )


def _charts(found: Document) -> list[str]:
    drawn = []
    if charts.are_known(found.points):
        drawn.append(_figure(charts.days_title(), charts.days_svg(found.points)))
    if found.split is not None:
        drawn.append(_figure(found.split_title, charts.parts_svg(found.split)))
    return ['<section class="charts">', *drawn, "</section>"] if drawn else []


def _figure(title: str, svg: str) -> str:
    return f"<figure><figcaption>{escape(title)}</figcaption>{svg}</figure>"


def _done(found: Document) -> list[str]:
    if not found.done:
        return [f"<p>{escape(_('Nothing was written down.'))}</p>"]
    told = [
        " ".join(
            part
            for part in (
                f'<span class="quiet">{escape(one.when)}</span>' if one.when else "",
                f"<strong>{escape(one.what)}</strong>",
                escape(one.result),
            )
            if part
        )
        for one in found.done
    ]
    return _list("ul", told)
