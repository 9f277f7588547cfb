"""What can be wrong with a file, a row or a cell."""

import re
from dataclasses import dataclass

from core.terms import FileReason, FileWarning, RowReason, SkipReason

SHOWN = 80
"""So many characters of an offending cell are shown."""

_PHONE = re.compile(
    r"(?<!\d)(?:\+?82[-. ]?|0)(?:1\d|\d{1,2}|50\d)[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_SOMEBODY = re.compile(r"[가-힣]{2,4}(?=\s?(?:고객님|님))")


class UnreadableFile(Exception):  # noqa: N818  (it names the file, as a value would)
    """Nothing of a file can be taken.

    Attributes:
        reason: why.
        details: names, numbers and lines the sentence for the seller is made of.
    """

    def __init__(self, reason: FileReason, **details: object) -> None:
        """Keep the reason and whatever belongs to it."""
        super().__init__(reason.value)
        self.reason = reason
        self.details = details


class CellError(ValueError):
    """A cell that cannot be read."""

    def __init__(self, reason: RowReason) -> None:
        """Keep the reason; the cell itself may be personal and stays out of the message."""
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was refused, or one to look at: where, why, and the cell as the seller sees it."""

    line: int
    reason: RowReason | FileWarning
    heading: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no order line and was stepped over."""

    line: int
    reason: SkipReason


def redacted(text: str) -> str:
    """Free text without telephone numbers, mail addresses and names before 님."""
    if not text or (text.isascii() and text.isalpha()):
        return text
    text = _MAIL.sub("***", _PHONE.sub("***", text))
    return _SOMEBODY.sub("***", text)


def excerpt(text: str) -> str:
    """The beginning of a cell, fit for a message."""
    return redacted(text[: SHOWN * 4])[:SHOWN]
