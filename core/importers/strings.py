"""The table of texts of a workbook: how much of them the engine would hold.

A text stands there once and in as many cells as say its number. The engine copies it for each of
them, and makes room at once for as many texts as the table says it has.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from core.importers.extents import LONGEST_CELLS, Letters, Places, named, tag_at
from core.importers.guards import Limits
from core.importers.problems import UnreadableFile
from core.terms import FileReason

PART: Final = "xl/sharedstrings.xml"
"""Where the table lies, in small letters."""

_PAD: Final = b"\0" * 32
_COUNT: Final = re.compile(rb"""[cC]ount\s*=\s*["']\s*\+?(\d*)([^"']*)""")
_ODD: Final = np.isin(np.arange(256), list(b" \t\r\n+&!"))
_DIGITS: Final = 9


@dataclass(slots=True)
class Strings:
    """Measures the texts while they are unpacked.

    Attributes:
        limits: what the file may cost.
        longest: the bytes of the longest text, with its tags.
    """

    limits: Limits
    longest: int = 0
    _starts: list[Places] = field(default_factory=list)
    _passed: int = 0
    _number: int = 0
    _tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next piece of the table.

        Raises:
            UnreadableFile: the texts would not fit into memory.
        """
        text = self._tail + chunk
        keep = max(text.rfind(b"<"), 0)
        text, self._tail = text[:keep], text[keep:]
        self._look_at(text)
        if len(self._tail) > self.limits.field * LONGEST_CELLS:
            raise self._too_large()

    def finish(self) -> None:
        """Look at what is left."""
        text, self._tail = self._tail, b""
        self._look_at(text)
        self._starts.append(np.array([self._passed]))
        self.longest = int(self._lengths().max(initial=0))

    def _look_at(self, text: bytes) -> None:
        letters = np.frombuffer(text + _PAD, np.uint8)
        tags = np.flatnonzero(letters == ord("<"))
        for place in named(letters, tags, b"sst").tolist():
            self._check_count(tag_at(text, place))
        starts = named(letters, tags, b"si")
        self._starts.append(starts + self._passed)
        self._number += len(starts)
        self._passed += len(text)
        if self._number > self.limits.cells or self._passed > self.limits.texts:
            raise self._too_large()

    def _check_count(self, tag: bytes) -> None:
        for number, rest in _COUNT.findall(tag):
            if rest.strip() or not number:
                raise UnreadableFile(FileReason.CORRUPT)
            if len(number) > _DIGITS or int(number) > self.limits.cells:
                raise self._too_large()

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(FileReason.TOO_LARGE, cells=self._number, limit=self.limits.cells)

    def _lengths(self) -> Places:
        starts: Places = np.concatenate(self._starts)
        return starts[1:] - starts[:-1]

    def uses(self) -> "Uses":
        """A way to add up how often the cells of sheets say each text."""
        return Uses(self.limits, np.append(self._lengths(), self.longest))


@dataclass(slots=True)
class Uses:
    """Adds up the texts of all cells of some sheets.

    Attributes:
        limits: what the file may cost.
        lengths: the bytes of each text; of a number that is none, or odd, the longest.
    """

    limits: Limits
    lengths: Places
    _bytes: int = 0
    _tail: bytes = b""

    def add(self, chunk: bytes) -> None:
        """Look at the next piece of a sheet.

        Raises:
            UnreadableFile: the texts would not fit into memory.
        """
        text = self._tail + chunk
        keep = max(text.rfind(b"<"), 0)
        # A value stands between its tag and the next one.
        keep = max(text.rfind(b"<", 0, keep), 0)
        self._look_at(text[:keep], text)
        self._tail = text[keep:]

    def finish(self) -> None:
        """Look at what is left."""
        text, self._tail = self._tail, b""
        self._look_at(text, text)

    def _look_at(self, seen: bytes, text: bytes) -> None:
        letters = np.frombuffer(text + _PAD, np.uint8)
        tags = np.flatnonzero(letters[: len(seen)] == ord("<"))
        numbers = _numbers(letters, named(letters, tags, b"v") + 1, len(self.lengths) - 1)
        self._bytes += int(self.lengths[numbers].sum())
        if self._bytes > self.limits.texts:
            raise UnreadableFile(FileReason.TOO_LARGE, cells=len(numbers), limit=self.limits.cells)


def _numbers(letters: Letters, at: Places, last: int) -> Places:
    """The numbers behind tags; ``last`` for one that is written in an odd way."""
    odd = (letters[at] != ord(">")) | _ODD[letters[at + 1]]
    at = at + 1
    numbers = np.zeros(len(at), np.intp)
    going = np.ones(len(at), np.bool)
    for _ in range(_DIGITS):
        digit = letters[at].astype(np.intp) - ord("0")
        going &= (digit >= 0) & (digit <= 9)  # noqa: PLR2004  (0 to 9)
        numbers = np.where(going, numbers * 10 + digit, numbers)
        at = at + going
    odd |= _ODD[letters[at]] | going
    counted = odd | (letters[at] == ord("<")) & (numbers < last)
    found: Places = np.where(odd, last, numbers)[counted]
    return found
