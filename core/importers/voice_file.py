"""Read a table of remarks and answers: our own, or the export of a survey form.

Telephone numbers, addresses and names before 님 end here, as in every other file.
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from core.importers.guards import LIMITS, Limits
from core.importers.problems import Problem, Skipped, UnreadableFile
from core.importers.sheet import EXPLAINED, Sheet
from core.importers.uploads import open_upload
from core.importers.voice_lines import (
    LONGEST_NAME,
    MOST_ROWS,
    RANGES,
    Lines,
    Places,
    Remark,
    protected,
)
from core.importers.voice_words import ASKED, Field, field_of
from core.terms import FileReason, FileWarning
from core.terms.voice import AskedScale

__all__ = ["RANGES", "Remark", "RemarkFile", "protected", "read"]

FIRST_ROWS: Final = 20
"""So many rows are searched for the headings."""


@dataclass(frozen=True, slots=True)
class RemarkFile:
    """What a file holds.

    Attributes:
        remarks: what can be put in.
        refused: lines that cannot, with the reason.
        skipped: lines that are no data.
        lines: how many lines stand below the headings.
        unused: headings that are not read.
        guessed: the question that numbers without one are taken to answer; None where all tell it.
        sheet: the one that was read.
        others: further sheets with remarks.
        warnings: what concerns the file as a whole.
    """

    remarks: tuple[Remark, ...]
    refused: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    lines: int = 0
    unused: tuple[str, ...] = ()
    guessed: AskedScale | None = None
    sheet: str = ""
    others: tuple[str, ...] = ()
    warnings: tuple[FileWarning, ...] = ()


def read(  # noqa: PLR0913  (a file has that many sides)
    name: str,
    content: bytes,
    today: date,
    *,
    password: str | None = None,
    sheet: str | None = None,
    scale: AskedScale | None = None,
    limits: Limits = LIMITS,
) -> RemarkFile:
    """The remarks of a file.

    Args:
        name: of the file.
        content: its bytes: CSV in UTF-8, UTF-16 or CP949, or a workbook, encrypted or not.
        today: no remark can be of a later day.
        password: of an encrypted workbook.
        sheet: the one that is meant, where several hold remarks.
        scale: which question numbers answer where the file does not say.
        limits: what a file may cost.

    Raises:
        UnreadableFile: it is no table, locked, damaged or dangerous, or has no day or no words.
    """
    upload = open_upload(name, content, password=password, limits=limits)
    tables = [
        (one, places)
        for one in sorted(upload.sheets, key=lambda it: it.hidden)
        if one.name != EXPLAINED and (places := _places(one)) is not None
    ]
    chosen = [it for it in tables if sheet in {None, "", it[0].name}]
    if not chosen:
        raise UnreadableFile(FileReason.NO_HEADER)
    table, found = chosen[0]
    lines = Lines(table, found, today, scale)
    remarks = lines.read()
    if lines.count > MOST_ROWS:
        raise UnreadableFile(FileReason.TOO_LARGE, rows=lines.count, limit=MOST_ROWS)
    return RemarkFile(
        tuple(remarks), tuple(lines.refused), tuple(lines.skipped), lines.count, found.unused,
        lines.guessed if lines.has_guessed else None, table.name,
        tuple(one.name for one, _ in tables if one is not table and not one.hidden),
        tuple(dict.fromkeys((*upload.warnings, *table.warnings))),
    )  # fmt: skip


def _places(sheet: Sheet) -> Places | None:
    for line, cells in islice(sheet.rows(), FIRST_ROWS):
        said = [" ".join(sheet.said(cell).split()) for cell in cells]
        best: dict[Field, tuple[int, int]] = {}
        for at, heading in enumerate(said):
            told = field_of(heading) if heading else None
            if told is not None:
                best[told[0]] = min(best.get(told[0], (told[1], at)), (told[1], at))
        found = {one: place for one, (_, place) in best.items()}
        if Field.DAY in found and found.keys() & {Field.TEXT, Field.SCORE, *ASKED}:
            used = set(found.values())
            unused = tuple(
                one[:LONGEST_NAME] for place, one in enumerate(said) if one and place not in used
            )
            return Places(line, tuple(said), found, unused)
    return None
