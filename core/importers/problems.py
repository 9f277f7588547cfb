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
_ACCOUNT = re.compile(
    r"(?<![\w+-])(?!(?:19|20)\d\d-\d\d-\d\d|\d{4}-\d{4}-\d{4}(?![\d-]))"
    r"(?=(?:-?\d){10,16}(?![\d-]))\d{2,6}(?:-\d{2,7}){2,3}(?![\d-])"
    r"|(?:(?<=은행|뱅크|계좌|농협|신협|수협|금고)|(?<=좌번호))[: ]{0,3}"
    r"(?<!\d)\d(?:[- ]?\d){9,13}(?![\d-])"
)
"""Of a bank account, or of a card: a parcel has three parts of four digits, a day comes first
in the number of an order, and a number without hyphens has to stand after such a word."""
_ADDRESS = re.compile(
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|충청|전북|전남|전라|경북|경남|경상|제주)"
    r"[가-힣]{0,6} {1,2}[가-힣]{1,5}[시군구읍면](?: {1,2}[가-힣]{1,6}[구읍면])?"
    r" {1,2}[가-힣0-9]{1,12}(?:로|길|동|리|가) ?\d+(?:-\d+)?(?:번길 ?\d+(?:-\d+)?)?(?:번지)?"
    r"|(?<!\d)\d{1,4} ?동 ?\d{1,4} ?호"
)
_PERSONAL = (
    (None, _MAIL),
    (None, _NUMBERED),
    (re.compile(r"\d(?:[- ]?\d){9}"), _ACCOUNT),
    (None, _PHONE),
    (re.compile(r"[시군구읍면] |동 ?\d"), _ADDRESS),
)
"""What is taken out, each with a sign without which it need not be searched for."""
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
    """Free text without what tells who somebody is, or where, or how to pay them.

    Telephone numbers, mail addresses, personal numbers, accounts, addresses, names before 님.

    However they are spelt: the signs of full width and all kinds of hyphens are like plain ones.
    """
    if not text or (text.isascii() and text.isalpha()):
        return text
    if _SIGN.search(text):
        plain = text.translate(_WIDE)
        for hint, pattern in _PERSONAL:
            if hint is None or hint.search(plain):
                for one in reversed(list(pattern.finditer(plain))):
                    text = f"{text[: one.start()]}***{text[one.end() :]}"
                    plain = f"{plain[: one.start()]}***{plain[one.end() :]}"
    return _SOMEBODY.sub("***", text)


def excerpt(text: str) -> str:
    """The beginning of a cell, fit for a message."""
    return redacted(text[: SHOWN * 4])[:SHOWN]
