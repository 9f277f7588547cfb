"""Files that come in, in words: what they are, what was taken, what was not and why."""

from collections.abc import Mapping, Sequence
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.receipts import (
    Contents,
    Coverage,
    Draft,
    Issue,
    Preview,
    Progress,
    Receipt,
    Refused,
    UndoPlan,
)
from core.terms import FileReason, FileWarning, Record, RowReason, SkipReason
from core.wording import exports, figures, files, rows
from core.wording.message import Message

NAMES_SHOWN: Final = 3

GRAVE: Final = frozenset(
    {
        FileWarning.SEVERAL_SHEETS, FileWarning.OTHER_SHEETS, FileWarning.NO_ROWS,
        FileWarning.REPLACED_CHARACTERS, FileWarning.INCONSISTENT_COUNTS,
        FileWarning.INFERRED_COLUMNS,
    }
)  # fmt: skip
"""Remarks about a file that the seller may have to do something about."""


def headline(contents: Contents) -> str:
    """What a file turned out to be: its kind, its rows, its days."""
    kind = formats.is_a(exports.name(contents.format_id))
    count = formats.count(contents.tally.rows, "rows")
    if contents.period is None:
        return _("{kind} · {rows}").format(kind=kind, rows=count)
    return _("{kind} · {rows} · {period}").format(
        kind=kind, rows=count, period=formats.period(contents.period)
    )


def dropped(ready: int, files: int) -> str:
    """How many of the dropped files can be put in."""
    if not ready:
        return _("{files} to look at").format(files=formats.count(files, "files"))
    if ready == files:
        return _("All {files} can be put in.").format(files=formats.count(files, "files"))
    return _("{ready} of {files} can be put in. Please look at the others.").format(
        ready=formats.number(ready), files=formats.count(files, "files")
    )


def undated(found: Refused) -> Message:
    """That a file does not say its days; and what it is, where that is known."""
    said, kind = refused(found), found.details.get("format_id")
    if not isinstance(kind, str):
        return said
    title = _("{kind}: the file does not say which days it is about.").format(
        kind=exports.name(kind)
    )
    return Message(title, said.body, said.remedy)


def refused(found: Refused) -> Message:
    """Why nothing of a file was taken."""
    return refusal(found.reason, found.details)


def refusal(reason: FileReason, details: Mapping[str, object] | None = None) -> Message:
    """Why nothing of a file was taken; ``details`` are the importer's."""
    return files.refusal(reason, details or {})


def locked_out() -> Message:
    """That the password was wrong too often."""
    return Message(
        _("The password did not fit three times."),
        _("Nothing was put in."),
        _("Take the file out and drop it again to try once more."),
    )


def row(reason: RowReason | SkipReason | FileWarning) -> str:
    """Why a row was not taken, or what is odd about it."""
    if isinstance(reason, FileWarning):
        return warning(reason)
    return rows.refused(reason) if isinstance(reason, RowReason) else rows.skipped(reason)


def issue(found: Issue) -> str:
    """A row with its place: line, column, reason, and what stands there."""
    if not found.heading:
        return _("Line {line}: {reason}").format(line=f"{found.line:,}", reason=row(found.reason))
    return _("Line {line}, column ‘{column}’: {reason}").format(
        line=f"{found.line:,}", column=found.heading, reason=row(found.reason)
    )


def warning(found: FileWarning, names: Sequence[str] = ()) -> str:
    """What the seller should know about a file that can be taken.

    Args:
        found: the remark.
        names: the columns it is about, where it is about columns.
    """
    if found is FileWarning.UNKNOWN_COLUMNS and names:
        return _("These columns are new to us and were left out: {names}").format(
            names=listed(names)
        )
    return files.warning(found)


def warnings(contents: Contents) -> list[str]:
    """All remarks about a file that was looked into."""
    return [warning(found, contents.unknown_columns) for found in contents.warnings]


def remarks(contents: Contents) -> tuple[list[str], list[str]]:
    """Remarks that only tell something, and those that the seller may have to act upon."""
    said: dict[bool, list[str]] = {False: [], True: []}
    for found in contents.warnings:
        said[found in GRAVE].append(warning(found, contents.unknown_columns))
    return said[False], said[True]


def issues(found: Sequence[Issue]) -> str:
    """What the rows are that were left out or are odd: their reason, if they have but one."""
    many = formats.count(len(found), "rows")
    reasons = {one.reason for one in found}
    if len(reasons) == 1 and not any(one.heading for one in found):
        return _("{reason} ({count})").format(reason=row(found[0].reason), count=many)
    if all(isinstance(reason, SkipReason) for reason in reasons):
        return _("Rows that were skipped ({count})").format(count=many)
    return _("Rows left out or to look at ({count})").format(count=many)


def draft(seen: Preview) -> list[str]:
    """What taking the file would do."""
    return _saved(seen) or [_("There is nothing new in this file.")]


def notes(seen: Preview) -> list[str]:
    """What to think about before taking the file."""
    said = []
    if seen.already is not None:
        said.append(
            _("This very file was put in on {moment}.").format(
                moment=formats.moment(seen.already.created_at)
            )
        )
    if seen.tally.accepted and not (seen.draft.new or seen.draft.changed):
        said.append(_("There is nothing new in this file."))
    if seen.other_shop:
        said.append(_("The products differ a lot from those so far. Is this another shop's file?"))
    return said


def receipt(taken: Receipt) -> Message:
    """What was taken of a file, what was not, and where to go on."""
    if not taken.tally.accepted:
        return Message(
            _("No row of this file could be taken."),
            _("Your data are as they were."),
            _("Look at the rows that were left out."),
        )
    title = _put_in(taken.saved, figures.unit(taken.record))
    said = " ".join(filter(None, (left_out(taken), outdated(taken))))
    orders = taken.record is Record.ORDER_LINE
    return Message(title, said, _("Shall we look at the conclusion on Today?") if orders else "")


def put_in(files: int) -> str:
    """That several files were put in."""
    return _("{files} were put in.").format(files=formats.count(files, "files"))


def put_in_shortly(taken: Sequence[Receipt]) -> str:
    """What was just put in, in one sentence."""
    return receipt(taken[0]).title if len(taken) == 1 else put_in(len(taken))


def orders_needed() -> str:
    """What is still lacking for a conclusion."""
    return _("Add an order file too, and you will see a conclusion on Today.")


def told(numbers: Sequence[tuple[str, str]]) -> str:
    """Numbers with their names, in one line."""
    return " · ".join(f"{name} {value}" for name, value in numbers)


def _put_in(saved: Draft, unit: str) -> str:
    new, changed = (formats.count(one, unit) for one in (saved.new, saved.changed))
    if saved.new and saved.changed:
        return _("{new} new and {changed} changed were put in.").format(new=new, changed=changed)
    if saved.new:
        return _("{new} new were put in.").format(new=new)
    if saved.changed:
        return _("{changed} changed were put in.").format(changed=changed)
    return _("Everything in this file was there already, so nothing changed.")


def outdated(taken: Receipt) -> str:
    """How many rows were older than what is there; empty for none."""
    if not taken.saved.outdated:
        return ""
    return _("{count} come from an older file, so the newer state was kept.").format(
        count=formats.count(taken.saved.outdated, figures.unit(taken.record))
    )


def left_out(found: Contents | Receipt) -> str:
    """How many rows were refused; empty for none."""
    if not found.tally.refused:
        return ""
    return _("{refused} of {rows} could not be read and were left out.").format(
        rows=formats.count(found.tally.rows, "rows"),
        refused=formats.count(found.tally.refused, "rows"),
    )


def tally(found: Preview | Receipt) -> list[tuple[str, str]]:
    """The account of all rows: new + changed + same + left out = rows."""
    saved = found.draft if isinstance(found, Preview) else found.saved
    numbers = (
        (_("New"), saved.new),
        (_("Changed"), saved.changed),
        (_("Same"), saved.same),
        (_("Left out"), found.tally.refused + found.tally.skipped),
    )
    return [(name, formats.count(number, "rows")) for name, number in numbers]


def progress(at: Progress) -> str:
    """What is being done just now."""
    done = formats.count(at.rows, "rows")
    return {
        "reading": _("Reading the file ({rows})").format(rows=done),
        "storing": _("Putting in the rows ({rows})").format(rows=done),
        "totals": _("Adding up the days ({rows})").format(rows=done),
    }[at.step]


def undo_plan(plan: UndoPlan) -> Message:
    """What would be taken back, and what has to go with it."""
    title = _("Take ‘{file}’ back?").format(file=plan.target.name)
    if not plan.together:
        return Message(title, _("Your orders will be as they were before this file."))
    count = formats.count(len(plan.together), "files")
    return Message(
        title,
        _("{count} put in later ({names}) hold the same orders and go with it.").format(
            count=count, names=listed([entry.name for entry in plan.together])
        ),
        _("Your orders will be as they were before these files."),
    )


def undone(plan: UndoPlan) -> str:
    """That files were taken back."""
    count = formats.count(1 + len(plan.together), "files")
    return _("{count} taken back. Your orders are as they were before.").format(count=count)


def gaps(found: Coverage) -> list[str]:
    """The stretches no file covers."""
    return [
        _("There are no data for {period}.").format(period=formats.period(gap))
        for gap in found.gaps
    ]


def listed(names: Sequence[str]) -> str:
    """A few names, and how many more there are."""
    shown = ", ".join(names[:NAMES_SHOWN])
    more = len(names) - NAMES_SHOWN
    return _("{names} and {more} more").format(names=shown, more=more) if more > 0 else shown


def _saved(seen: Preview) -> list[str]:
    unit = figures.unit(seen.record)
    said = []
    if seen.draft.new:
        said.append(_("{count} come in new.").format(count=formats.count(seen.draft.new, unit)))
    if seen.draft.changed:
        said.append(
            _("{count} change their state.").format(count=formats.count(seen.draft.changed, unit))
        )
    if seen.draft.same:
        said.append(
            _("{count} that are there already stay as they are.").format(
                count=formats.count(seen.draft.same, unit)
            )
        )
    return [*said, left_out(seen)] if seen.tally.refused else said
