"""Why a test, its counts or its list were not taken, in words: where, and what to do."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_counts import CountFault, CountReason
from core.services.copy_test_kept import LONGEST, LONGEST_TITLE, SOONEST
from core.services.copy_test_lists import ListReason, RecipientList
from core.services.copy_tests import CopyTestProblem, CopyTestRefused
from core.services.receipts import Refused
from core.terms import RowReason
from core.terms.copy_tests import FEWEST_TURNS
from core.wording import importing, rows
from core.wording.copy_page_tags import letter
from core.wording.message import Message

SHOWN: Final = 4
"""So many faults are told at once."""


def refused(found: CopyTestRefused) -> Message:
    """Why a test was not kept, started or changed."""
    said = {**_of_texts(), **_of_plan(), **_of_state()}[found.problem]
    name = letter(found.letter) if found.letter else _("A text")
    told = said.format(
        name=name, count=formats.number(LONGEST), title=formats.number(LONGEST_TITLE),
        days=formats.count(SOONEST.days, "days"), turns=formats.count(FEWEST_TURNS, "days"),
    )  # fmt: skip
    return Message(_("That does not work yet."), told)


def _of_texts() -> dict[CopyTestProblem, str]:
    return {
        CopyTestProblem.TOO_FEW_VERSIONS: _("Write at least two texts."),
        CopyTestProblem.TOO_MANY_VERSIONS: _("Six texts are the most."),
        CopyTestProblem.LETTERS: _("The texts are not in order. Load the page again."),
        CopyTestProblem.NO_CONTROL: _("Choose the text the others are compared with."),
        CopyTestProblem.EMPTY_TEXT: _("{name} is still empty. Write it first."),
        CopyTestProblem.SAME_TEXT: _("{name} says the same as another one. Change one of them."),
        CopyTestProblem.SAME_LABEL: _("{name} has the same name as another one in the file."),
        CopyTestProblem.TOO_LONG: _("Texts may have {count} letters, names {title}."),
    }


def _of_plan() -> dict[CopyTestProblem, str]:
    return {
        CopyTestProblem.BAD_SHARE: _("A part cannot be divided like this."),
        CopyTestProblem.BAD_DAYS: _("Choose between 1 and 91 days."),
        CopyTestProblem.TOO_FEW_TURNS: _("Shown one a day, in turn, it takes {turns} or more."),
        CopyTestProblem.BAD_NUMBER: _("A share lies between 0 and 100 percent."),
        CopyTestProblem.STARTS_IN_PAST: _("The first day is over. Choose today or later."),
        CopyTestProblem.STARTS_TOO_LATE: _("It can begin within {days} at the latest."),
        CopyTestProblem.NO_LIST: _("This test does not divide a list."),
    }


def _of_state() -> dict[CopyTestProblem, str]:
    return {
        CopyTestProblem.FROZEN: _("It has been started, so it stays as it is. Make a new one."),
        CopyTestProblem.NOT_RUNNING: _("This test is not running any more."),
        CopyTestProblem.NOT_OVER: _("End the test first."),
        CopyTestProblem.RESULT_SEEN: _("Its result was seen, so it cannot go on."),
        CopyTestProblem.UNKNOWN_VERSION: _("There is no such text."),
    }


def unreadable(found: Refused) -> Message:
    """Why a file of counts, results or recipients was not read: it is no file of the centre."""
    said = importing.refused(found)
    if said.remedy not in {
        _("Download it again from the seller centre and bring it here as it is."),
        _("Choose a longer period in the seller centre and download it again."),
        _("Bring the CSV or Excel file of the seller centre here."),
        _("Do not save the file in Excel. Download it again and bring it here as it is."),
    }:
        return said
    return replace(
        said, remedy=_("Open it, see whether all is in it, and save it anew as CSV or Excel.")
    )


def changed_elsewhere(typed: str = "") -> Message:
    """That another window was faster; what was typed here is not lost."""
    told = _("What you had typed: {text}").format(text=typed) if typed else ""
    return Message(
        _("Another window has changed this test first."),
        _("You see it as it is now. Change it once more."),
        told,
    )


def counts(faults: Sequence[CountFault]) -> Message:
    """All that is wrong with counts, each with its line; nothing of them was kept."""
    told = [count(one) for one in faults[:SHOWN]]
    if len(faults) > SHOWN:
        more = formats.count(len(faults) - SHOWN, "rows")
        told.append(_("And {count} more such lines.").format(count=more))
    return Message(_("These counts are not kept yet."), " ".join(told))


def count(fault: CountFault) -> str:
    """What is wrong with one count, and where."""
    where = [] if fault.line is None else [_("Line {row}").format(row=fault.line)]
    days = fault.days or ((fault.day,) if fault.day is not None else ())
    if days:
        where.append(", ".join(map(formats.day_short, days)))
    if fault.letter:
        where.append(letter(fault.letter) if len(fault.letter) == 1 else f"‘{fault.letter}’")
    if fault.heading:
        where.append(fault.heading)
    said = _reason(fault.reason)
    if fault.cell:
        said = _("{said} (it says “{cell}”)").format(said=said.rstrip("."), cell=fault.cell)
    return f"{' · '.join(where)}: {said}" if where else said


def _reason(reason: CountReason | RowReason) -> str:
    if isinstance(reason, RowReason):
        return rows.refused(reason)
    return {**_of_headings(), **_of_numbers(), **_of_days()}[reason]


def _of_headings() -> dict[CountReason, str]:
    return {
        CountReason.NO_HEADER: _("No headings are found. Name the text, shown and reacted."),
        CountReason.NO_VERSION: _("No column says which text it is."),
        CountReason.NO_SHOWN: _("No column says how many saw it."),
        CountReason.NO_REACTED: _("No column says how many reacted."),
        CountReason.TWO_COLUMNS: _("Two columns have the same heading."),
        CountReason.NO_ROWS: _("There are no lines with counts."),
    }


def _of_numbers() -> dict[CountReason, str]:
    return {
        CountReason.UNKNOWN_VERSION: _("This is none of the texts of the test."),
        CountReason.TWICE: _("The same text stands there twice."),
        CountReason.ONE_VERSION: _("There is only one text. Add the counts of the other."),
        CountReason.TOO_MANY_VERSIONS: _("There are too many texts."),
        CountReason.NOBODY_SHOWN: _("Nobody saw it, so there is nothing to compare."),
        CountReason.MORE_REACTED: _("More reacted than saw it. Look at both numbers again."),
        CountReason.NEGATIVE: _("A number cannot be less than 0."),
        CountReason.TOO_LARGE: _("The number is too large. Is there a nought too many?"),
        CountReason.WON_WITHOUT_BUYERS: _("There is money without a buyer."),
        CountReason.BAD_SQUARES: _("The sum of squares does not fit the money."),
    }


def _of_days() -> dict[CountReason, str]:
    return {
        CountReason.BEFORE_START: _("That is before the test began."),
        CountReason.NEEDS_DAYS: _("The texts take turns by day, so each day is needed."),
        CountReason.FUTURE: _("That day has not come yet."),
        CountReason.MIXED: _("Enter either each day or the whole at once, not both."),
    }


def no_list(reason: ListReason) -> Message:
    """Why a list was not divided at all."""
    said = {
        ListReason.NO_COLUMN: _("No column has phone numbers, mail addresses or member names."),
        ListReason.NOBODY: _("Nobody in it can be sent anything."),
    }.get(reason, _("It cannot be read."))
    return Message(_("The list is not divided yet."), said)


def read_list(found: RecipientList) -> list[str]:
    """What was read of a list: how many, and which lines are left out and why."""
    people = formats.count(len(found.entries), "people")
    told = [_("{people} are in the list.").format(people=people)]
    if found.duplicates:
        twice = formats.count(found.duplicates, "lines")
        told.append(_("{lines} name somebody twice and count once.").format(lines=twice))
    for reason in dict.fromkeys(one.reason for one in found.faults):
        lines = [one.line for one in found.faults if one.reason is reason]
        told.append(
            _left_out()[reason].format(
                lines=formats.count(len(lines), "lines"),
                first=_("Line {row}").format(row=lines[0]),
            )
        )
    return told


def _left_out() -> dict[ListReason, str]:
    return {
        ListReason.BAD_PHONE: _("Left out for an odd phone number: {lines}, first {first}."),
        ListReason.BAD_MAIL: _("Left out for an odd mail address: {lines}, first {first}."),
        ListReason.BAD_ACCOUNT: _("Left out because Excel destroyed it: {lines}, first {first}."),
        ListReason.MASKED: _("Left out because it is masked with *: {lines}, first {first}."),
        ListReason.MISSING: _("Left out because it is empty: {lines}, first {first}."),
        ListReason.BAD_BYTES: _("Left out because letters are broken: {lines}, first {first}."),
        ListReason.NO_CONSENT: _("Left out because they did not agree: {lines}, first {first}."),
        ListReason.NO_COLUMN: _("Left out because it cannot be read: {lines}, first {first}."),
        ListReason.NOBODY: _("Left out because nobody is named: {lines}, first {first}."),
    }
