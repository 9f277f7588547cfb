"""Why single rows were not taken, in words."""

from core.i18n import gettext as _
from core.terms import RowReason, SkipReason


def refused(reason: RowReason) -> str:
    """Why a row was refused."""
    return {**_numbers(), **_days(), **_cells()}[reason]


def skipped(reason: SkipReason) -> str:
    """Why a row was stepped over."""
    return {
        SkipReason.TOTAL_ROW: _("A row of totals, not counted twice"),
        SkipReason.REPEATED_HEADER: _("The headings once more"),
        SkipReason.BLANK_ROW: _("An empty row"),
        SkipReason.DUPLICATE_ROW: _("The same row once more"),
        SkipReason.NOTE_ROW: _("A remark, no data"),
        SkipReason.ADDED_UP: _("Added to the row above that says the same"),
        SkipReason.OTHER_TABLE: _("Another table below the first one"),
    }[reason]


def _numbers() -> dict[RowReason, str]:
    return {
        RowReason.BAD_NUMBER: _("This cannot be read as a number."),
        RowReason.MISSING_VALUE: _("A cell that has to be filled is empty."),
        RowReason.NEGATIVE_VALUE: _("There is a number below nought."),
        RowReason.ZERO_QUANTITY: _("The quantity is nought."),
        RowReason.NON_INTEGER: _("There has to be a whole number, without decimals."),
        RowReason.OUT_OF_RANGE: _("The number is too large to be true."),
        RowReason.OFF_SCALE: _("Nobody can give this answer: it is not on the scale."),
        RowReason.AMBIGUOUS_NUMBER: _("It is not clear whether comma and dot are decimals."),
    }


def _days() -> dict[RowReason, str]:
    return {
        RowReason.BAD_DATE: _("The date cannot be read."),
        RowReason.AMBIGUOUS_DATE: _("It is not clear which number is the month."),
        RowReason.FUTURE_DATE: _("The date has not come yet."),
        RowReason.TOO_OLD_DATE: _("The date is too long ago."),
    }


def _cells() -> dict[RowReason, str]:
    return {
        RowReason.COLUMN_COUNT: _("The row has more or fewer cells than the headings."),
        RowReason.CORRUPT_ID: _("Excel has shortened the order number (as in 2.02E+15)."),
        RowReason.BAD_BYTES: _("Some letters are broken."),
        RowReason.NUL_BYTE: _("There is a letter that cannot be read."),
        RowReason.FIELD_TOO_LONG: _("The text is too long."),
        RowReason.DUPLICATE_CONFLICT: _("The same row stands twice, with other values."),
        RowReason.FORMULA_WITHOUT_VALUE: _("There is only a formula without a value."),
        RowReason.ERROR_CELL: _("Excel shows an error in this cell."),
        RowReason.FOREIGN_CURRENCY: _("The amount is not in won."),
    }
