"""Why whole files were not taken, and what is odd about those that were, in words."""

from collections.abc import Mapping
from typing import Final

from core.i18n import gettext as _
from core.terms import FileReason, FileWarning
from core.wording.message import Message

LARGEST: Final = 50 << 20
"""The limit that is named when the importer did not name one, in bytes."""

NAMES_SHOWN: Final = 3


def refusal(reason: FileReason, details: Mapping[str, object]) -> Message:
    """Why nothing of a file was taken."""
    found = {**_locked(), **_broken(), **_unsafe(), **_letters()}.get(reason)
    return found or _headed(reason, details)


def warning(found: FileWarning) -> str:
    """What the seller should know about a file that can be taken."""
    return {**_about_sheets(), **_about_cells(), **_about_numbers()}[found]


def _untouched() -> str:
    return _("Nothing was put in.")


def _again() -> str:
    return _("Download it again from the seller centre and bring it here as it is.")


def _locked() -> dict[FileReason, Message]:
    return {
        FileReason.ENCRYPTED: Message(
            _("This file is locked with a password."),
            _("Type the password you chose when downloading."),
            _("The password is not kept."),
        ),
        FileReason.WRONG_PASSWORD: Message(
            _("The password does not fit."), "", _("Please type it again.")
        ),
        FileReason.UNSAFE_ENCRYPTION: Message(
            _("Opening this file would take far too long, so it was not opened."),
            _untouched(),
            _again(),
        ),
        FileReason.EMPTY: Message(
            _("There is nothing in this file."),
            "",
            _("Choose a longer period in the seller centre and download it again."),
        ),
        FileReason.CORRUPT: Message(
            _("The file seems to be broken and could not be opened."), _untouched(), _again()
        ),
    }


def _broken() -> dict[FileReason, Message]:
    return {
        FileReason.NOT_TABULAR: Message(
            _("There is no table in this file."),
            _untouched(),
            _("Bring the CSV or Excel file of the seller centre here."),
        ),
        FileReason.UNSUPPORTED: Message(
            _("Files of this kind cannot be read here."),
            _untouched(),
            _("Bring the CSV or Excel file of the seller centre here."),
        ),
        FileReason.UNCLOSED_QUOTE: Message(
            _("A quotation mark is missing, so rows run into each other."), _untouched(), _again()
        ),
        FileReason.CORRUPT_IDS: Message(
            _("Excel has shortened the order numbers (as in 2.02E+15)."),
            _untouched(),
            _("Do not save the file in Excel. Download it again and bring it here as it is."),
        ),
        FileReason.IDS_PRECISION_LOST: Message(
            _("The last digits of the order numbers were lost in Excel."),
            _untouched(),
            _("Do not save the file in Excel. Download it again and bring it here as it is."),
        ),
        FileReason.PERIOD_NEEDED: Message(
            _("This file does not say which days it is about."),
            _untouched(),
            _("Choose the days you downloaded it for."),
        ),
        FileReason.AMBIGUOUS_DATE: Message(
            _("It is not clear in these dates which number is the month."), _untouched(), _again()
        ),
    }


def _unsafe() -> dict[FileReason, Message]:
    stopped = _("To be safe it was not opened.")
    return {
        FileReason.ZIP_BOMB: Message(
            _("Unpacked this file would be far too large."), stopped, _again()
        ),
        FileReason.UNSAFE_ARCHIVE: Message(
            _("There is something in this file that does not belong there."), stopped, _again()
        ),
        FileReason.UNSAFE_XML: Message(
            _("There is something in this file that could do harm."), stopped, _again()
        ),
        FileReason.TOO_MANY_COLUMNS: Message(
            _("This file has far too many columns."), _untouched(), _again()
        ),
    }


def _letters() -> dict[FileReason, Message]:
    return {
        FileReason.ENCODING_UNKNOWN: Message(
            _("The letters of this file cannot be read."), _untouched(), _again()
        ),
        FileReason.MIXED_ENCODING: Message(
            _("The letters of this file were saved in two ways."), _untouched(), _again()
        ),
        FileReason.MOJIBAKE: Message(
            _("The letters of this file are broken."), _untouched(), _again()
        ),
    }


def _headed(reason: FileReason, details: Mapping[str, object]) -> Message:
    if reason is FileReason.TOO_LARGE:
        return _too_large(details)
    if reason is FileReason.DUPLICATE_HEADER:
        return Message(_("Two columns of this file have the same name."), _untouched(), _again())
    missing = _names(details.get("missing"))
    if reason is FileReason.MISSING_COLUMNS and missing:
        return Message(
            _("The column ‘{names}’ was not found.").format(names=missing),
            _("Nothing has been put in yet."),
            _("Choose that column too when you download the file."),
        )
    return _unknown(details.get("looks_like"))


def _too_large(details: Mapping[str, object]) -> Message:
    title = _("The file is larger than {size}MB.").format(size=_megabytes(details.get("limit")))
    if "cells" in details:
        title = _("The table in this file is too large.")
    return Message(title, "", _("Download it in shorter periods and bring those here."))


def _unknown(looks_like: object) -> Message:
    title = {
        "settlement": _("This looks like a settlement file."),
        "reviews": _("This looks like a review file."),
        "questions": _("This looks like a file of questions."),
        "statistics": _("This looks like a file of statistics."),
        "ads": _("This looks like an advertising file."),
        "other_mall": _("This looks like a file of another mall."),
    }.get(str(looks_like))
    return Message(
        title or _("We could not tell what kind of file this is."),
        _("Nothing has been put in yet."),
        _("Bring the order file of the seller centre here as it is."),
    )


def _names(found: object) -> str:
    many = isinstance(found, (list, tuple, set, frozenset))
    names = [str(name) for name in found] if many else [str(found or "")]  # type: ignore[attr-defined]
    return ", ".join(names[:NAMES_SHOWN])


def _megabytes(limit: object) -> int:
    return (limit if isinstance(limit, int) and limit > 0 else LARGEST) >> 20


def _about_sheets() -> dict[FileWarning, str]:
    return {
        FileWarning.NO_ROWS: _("There are headings in this file, but no rows."),
        FileWarning.EXTENSION_MISMATCH: _("Name and content of the file differ. We read it all."),
        FileWarning.HIDDEN_SHEET: _("The rows stood on a hidden sheet."),
        FileWarning.OTHER_SHEETS: _(
            "Other sheets of this file were not read. Save those you need as files of their own."
        ),
        FileWarning.SEVERAL_SHEETS: _("Several sheets hold such a table. Each is read on its own."),
        FileWarning.HIDDEN_ROWS: _("Hidden rows were read too."),
        FileWarning.MACRO_IGNORED: _("The macros in this file were not run."),
    }


def _about_cells() -> dict[FileWarning, str]:
    return {
        FileWarning.ENCODING_GUESSED: _("We had to guess how the letters were saved."),
        FileWarning.REPLACED_CHARACTERS: _("Some letters were broken already when saved."),
        FileWarning.FIELD_CUT: _("Very long texts were cut."),
        FileWarning.UNKNOWN_STATE: _("There is a state of orders that is new to us."),
        FileWarning.UNKNOWN_COLUMNS: _("Some columns are new to us and were left out."),
        FileWarning.NO_AMOUNTS: _("This file has no amounts, so it adds no revenue."),
        FileWarning.NO_BUYERS: _("This file has no buyers, so it adds none."),
    }


def _about_numbers() -> dict[FileWarning, str]:
    return {
        FileWarning.INCONSISTENT_COUNTS: _("Some numbers do not fit together. Please look."),
        FileWarning.PERIOD_FROM_NAME: _("The days were taken from the name of the file."),
        FileWarning.CARTS_COUNTED: _(
            "Since March 2026 these conversions count carts too, so they are no purchases."
        ),
        FileWarning.INFERRED_COLUMNS: _(
            "We have not seen a real file of this kind yet. Please look closely."
        ),
    }
