"""A report as plain text for a messenger, and as tables in one file."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

from core.i18n import gettext as _
from core.services.copy_test_lists import neutral
from core.wording import reports
from core.wording.reports import Document

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The time of files within the bundle: the same report makes the same file."""


def text(found: Document) -> str:
    """The report as plain text, short enough for a message."""
    head = " ".join(part for part in (found.shop, found.title) if part)
    blocks = [
        [f"[{head}]", found.name, found.days],
        list(found.notes),
        [f"■ {_('Conclusions')}", *_conclusions(found)],
        [f"■ {_('Numbers')}", *(_number_line(found, place) for place in range(len(found.numbers)))],
        [found.why] if found.why else [],
        [f"■ {_('What was done')}", *(_done(found) or [_("Nothing was written down.")])],
        [f"■ {_('What to do next')}", *_numbered(found.steps)],
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _conclusions(found: Document) -> list[str]:
    told = [f"{one.headline} {one.reason} ({one.badge})" for one in found.conclusions]
    note = [found.conclusions_note] if found.conclusions_note else []
    return [*_numbered(told), *note]


def _numbered(lines: Iterable[str]) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, 1)]


def _number_line(found: Document, place: int) -> str:
    one = found.numbers[place]
    if one.was is None or one.now is None:
        return f"· {one.name} {one.value}"
    return f"· {one.name} {one.value} ({one.difference})"


def _done(found: Document) -> list[str]:
    return [
        "· " + " ".join(part for part in (one.when, f"{one.what}:" if one.result else one.what,
                                          one.result) if part)
        for one in found.done
    ]  # fmt: skip


def bundle(found: Document) -> bytes:
    """The tables of the report as CSV files in one; no cell runs as a formula."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, rows in _tables(found):
            entry = zipfile.ZipInfo(f"{name}.csv", _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, _csv(rows))
    return content.getvalue()


def _tables(found: Document) -> list[tuple[str, list[Sequence[object]]]]:
    numbers = [
        (one.name, one.now, one.was, _minus(one.now, one.was), one.change) for one in found.numbers
    ]
    days = [(one.day.isoformat(), one.net, one.before) for one in found.points]
    told = [(one.badge, one.headline, one.reason, one.todo) for one in found.conclusions]
    done = [(one.when, one.what, one.result) for one in found.done]
    steps = list(enumerate(found.steps, 1))
    now, before = reports.heads()[1:3]
    heads: list[tuple[str, Sequence[object], Sequence[Sequence[object]]]] = [
        (_("numbers"), reports.heads(), numbers),
        (_("days"), (_("Day"), now, before), days),
        (_("conclusions"), (_("How sure"), _("Conclusion"), _("Reason"), _("To do")), told),
        (_("what_was_done"), (_("Day"), _("What was done"), _("What came of it")), done),
        (_("next"), ("#", _("What to do next")), steps),
    ]
    return [(name, [head, *rows]) for name, head, rows in heads]


def _minus(now: float | None, was: float | None) -> float | None:
    return None if now is None or was is None else now - was


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if cell is None else _cell(cell) for cell in row])
    return content.getvalue().encode("utf-8-sig")


def _cell(cell: object) -> object:
    if isinstance(cell, float):
        # Money and counts are whole; a rate keeps what a reader may want to add up.
        return int(cell) if cell.is_integer() else round(cell, 6)
    return neutral(cell) if isinstance(cell, str) else cell
