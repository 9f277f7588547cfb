"""A report as a PDF: one A4 page where it fits, words that can be selected, fonts within."""

import re
from collections.abc import Iterable
from typing import Any, Final, cast

import typst

from core.charts.picture import FONTS
from core.i18n import gettext as _
from core.terms import Evidence
from core.wording import report_charts as charts
from core.wording import reports
from core.wording.report_numbers import Number
from core.wording.reports import Conclusion, Document

_STYLE: Final = """
#set page(paper: "a4", margin: (x: 15mm, top: 13mm, bottom: 13mm), footer: context [
  #set text(size: 7.5pt, fill: muted)
  #made #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(font: "Pretendard", size: 9.5pt, fill: ink, fallback: true)
#set par(leading: 0.55em, spacing: 0.75em)
#set enum(spacing: 0.7em, indent: 0pt, body-indent: 0.5em)
#set list(spacing: 0.6em, marker: [·], indent: 0pt, body-indent: 0.5em)
#show heading.where(level: 1): set text(size: 17pt, weight: 700)
#show heading.where(level: 2): it => block(above: 1.25em, below: 0.7em, sticky: true,
  text(size: 10.5pt, weight: 700, fill: main, it.body))
#let badge(body, colour) = box(stroke: 0.6pt + colour, radius: 5pt, inset: (x: 4pt),
  outset: (y: 2.5pt), text(size: 7pt, fill: colour, body))
"""

_COLOURS: Final = """
#let ink = rgb("#0E1320")
#let muted = rgb("#5A6474")
#let main = rgb("#2B57C9")
#let good = rgb("#0B7A55")
#let bad = rgb("#C2352C")
#let calm = rgb("#5A6474")
#let hint = rgb("#9A5B1F")
"""

_LONG: Final = re.compile(r"[!-~]{40}(?=[!-~])")
"""So many signs without a blank are parted where the line ends, and stay on the paper."""

_MAY_BREAK: Final = "\u200b"
_BADGES: Final = {Evidence.KNOWN: "main", Evidence.HINT: "hint"}


def pdf(found: Document) -> bytes:
    """The report as a PDF."""
    files = {"main.typ": _source(found).encode()}
    for name, svg in _pictures(found).items():
        files[name] = svg.encode()
    compiled: bytes = typst.compile(
        cast("Any", files),  # its types forget that several files may be handed over
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        timestamp=0,
    )
    return compiled


def _pictures(found: Document) -> dict[str, str]:
    drawn = {}
    if charts.are_known(found.points):
        drawn["days.svg"] = charts.days_svg(found.points)
    if found.split is not None:
        drawn["parts.svg"] = charts.parts_svg(found.split)
    return drawn


def _source(found: Document) -> str:
    head = " ".join(part for part in (found.title, found.name) if part)
    under = " · ".join(part for part in (found.days, found.compared) if part)
    lines = [
        _COLOURS,
        f"#let made = {_text(found.made)}",
        f"#set document(title: {_text(' · '.join(p for p in (found.shop, head) if p))}, "
        "date: none)",
        _STYLE,
        f'#set text(lang: "{found.language}")',
        *([f"#text(size: 9pt, fill: muted, {_text(found.shop)})"] if found.shop else []),
        f"#block(above: 0.5em, below: 0.6em, heading(level: 1, {_text(head)}))",
        f"#text(size: 8.5pt, fill: muted, {_text(under)})",
        "#line(length: 100%, stroke: 1.2pt + main)",
        *map(_note, found.notes),
        *_conclusions(found),
        *_numbers(found),
        *_charts(found),
        *_done(found),
        _head(_("What to do next")),
        _items("enum", [f"text({_text(one)})" for one in found.steps]),
    ]
    return "\n".join(lines)


def _conclusions(found: Document) -> list[str]:
    note = found.conclusions_note
    return [
        _head(_("Conclusions")),
        _items("enum", map(_conclusion, found.conclusions)),
        *([f"#text(fill: muted, {_text(note)})"] if note else []),
    ]


def _conclusion(one: Conclusion) -> str:
    colour = _BADGES.get(one.level, "calm")
    return (
        f"[#badge({_text(one.badge)}, {colour}) #h(2pt) #text(weight: 700, "
        f"{_text(one.headline)}) #text({_text(one.reason)})]"
    )


def _numbers(found: Document) -> list[str]:
    heads = reports.heads()
    cells = [f"text(size: 8pt, fill: muted, {_text(head)})" for head in heads]
    cells = [f"table.header({', '.join(cells)})", *map(_row, found.numbers)]
    table = (
        "#table(columns: (1.3fr, 1.05fr, 1.05fr, 0.9fr, 1.8fr), "
        "align: (left, right, right, right, left), inset: (x: 5pt, y: 5pt), "
        'stroke: (x, y) => (bottom: 0.5pt + rgb("#D8DEE8")), '
    )
    why = [f"#text(size: 8.5pt, fill: muted, {_text(found.why)})"] if found.why else []
    return [_head(_("Numbers")), table + ", ".join(cells) + ")", *why]


def _row(one: Number) -> str:
    name = f"[#{_inline(one.name)}" + (f" #text(size: 7pt, fill: muted, {_text(one.note)})]"
                                         if one.note else "]")  # fmt: skip
    return ", ".join(
        (
            name,
            f"text(weight: 700, {_text(one.value)})",
            f"text(fill: muted, {_text(one.before)})",
            f"text({_text(one.difference)})",
            f"text(fill: {one.tone}, {_text(one.change)})",
        )
    )


def _charts(found: Document) -> list[str]:
    drawn = []
    if charts.are_known(found.points):
        drawn.append(_figure("days.svg", charts.days_title()))
    if found.split is not None:
        drawn.append(_figure("parts.svg", found.split_title))
    if not drawn:
        return []
    columns = ", ".join(["1fr"] * len(drawn))
    width = "100%" if len(drawn) > 1 else "62%"
    grid = f"grid(columns: ({columns},), column-gutter: 5mm, {', '.join(drawn)})"
    return [f"#block(width: {width}, above: 1.2em, breakable: false, {grid})"]


def _figure(name: str, title: str) -> str:
    return (
        f"[#text(size: 8.5pt, weight: 700, {_text(title)})\n"
        f'#image("{name}", width: 100%, alt: {_text(title)})]'
    )


def _done(found: Document) -> list[str]:
    heading = _head(_("What was done and what came of it"))
    if not found.done:
        return [heading, f"#text({_text(_('Nothing was written down.'))})"]
    told = [
        "["
        + (f"#text(fill: muted, {_text(one.when)}) " if one.when else "")
        + f"#text(weight: 700, {_text(one.what)})"
        + (f" #text({_text(one.result)})]" if one.result else "]")
        for one in found.done
    ]
    return [heading, _items("list", told)]


def _note(note: str) -> str:
    return (
        '#block(width: 100%, fill: rgb("#FFF6E5"), inset: 5pt, radius: 3pt, '
        f"text(size: 8.5pt, {_text(note)}))"
    )


def _head(title: str) -> str:
    return f"#heading(level: 2, {_text(title)})"


def _items(kind: str, bodies: Iterable[str]) -> str:
    told = list(bodies)
    return f"#{kind}({', '.join(told)})" if told else ""


def _inline(text: str) -> str:
    return f"text({_text(text)})"


def _text(text: str) -> str:
    """A text as typst reads it literally: nothing in it is a command."""
    clean = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    clean = _LONG.sub(r"\g<0>" + _MAY_BREAK, clean)
    return '"' + clean.replace("\\", "\\\\").replace('"', '\\"') + '"'
