"""What can be wrong with a file, a row or a cell."""

import re
from dataclasses import dataclass

from core.terms import FileReason, FileWarning, RowReason, SkipReason

SHOWN = 80
"""So many characters of an offending cell are shown."""

_PHONE = re.compile(
    r"(?<!\d)(?:\+?82[-. ]{0,2}|0)(?:1\d|\d{1,2}|50\d)"
    r"[-. )/]{0,3}\d{3,4}[-. /]{0,3}\d{4}(?!\d)"
)
_MAIL = re.compile(r"[\w.+-]+ ?@ ?[\w-]+\.[\w.-]+")
_NUMBERED = re.compile(r"(?<!\d)\d{6} ?- ?[1-8]\d{6}(?!\d)|(?<![A-Za-z])[Pp]\d{12}(?!\d)")
"""The number of a resident, and the one that the customs give a person."""
_SIGN = re.compile(r"\d|[@\uff20]")
_WIDE = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("‐‑‒–—−ㅡ·・", "-")
)
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
    """Free text without telephone numbers, mail addresses, personal numbers and names before 님.

    However they are spelt: the signs of full width and all kinds of hyphens are like plain ones.
    """
    if not text or (text.isascii() and text.isalpha()):
        return text
    if _SIGN.search(text):
        for pattern in (_MAIL, _NUMBERED, _PHONE):
            text = _without(pattern, text)
    return _SOMEBODY.sub("***", text)


def _without(pattern: re.Pattern[str], text: str) -> str:
    found = list(pattern.finditer(text.translate(_WIDE)))
    for one in reversed(found):
        text = f"{text[: one.start()]}***{text[one.end() :]}"
    return text


def excerpt(text: str) -> str:
    """The beginning of a cell, fit for a message."""
    return redacted(text[: SHOWN * 4])[:SHOWN]
