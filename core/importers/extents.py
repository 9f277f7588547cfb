"""How far a sheet of a workbook reaches, found in its bytes before the engine lays it out.

The engine lays out every cell between the first and the last one, wherever a cell says it stands,
so a few letters can cost all memory there is. Every tag of a row or a cell is looked at here; one
that no spreadsheet writes is damage.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from core.importers.guards import Limits
from core.importers.problems import UnreadableFile
from core.terms import FileReason

WIDEST: Final = 16_384
"""The last column of any spreadsheet is XFD."""
LONGEST_CELLS: Final = 64
"""No text between two tags is longer than so many cells may be."""

Letters = np.ndarray[tuple[int], np.dtype[np.uint8]]
Places = np.ndarray[tuple[int], np.dtype[np.intp]]
Mask = np.ndarray[tuple[int], np.dtype[np.bool]]

_PAD: Final = b"\0" * 32
_DIGITS: Final = 8
_ENDS: Final = np.isin(np.arange(256), list(b" \t\r\n/>"))
_HIDDEN: Final = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_USUAL_ROW: Final = re.compile(rb'row r="(\d{1,10})"')
_ATTRIBUTE: Final = re.compile(rb"""\s([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PLACE: Final = re.compile(rb"([A-Za-z]{1,10})([0-9]{1,10})")


@dataclass(slots=True)
class Extent:
    """How many cells a sheet has, how far they reach, and which rows nobody sees.

    Attributes:
        limits: what the file may cost.
        cells: how many have something in them.
        height: the last row with one, from 1.
        hidden: the rows that are hidden.
    """

    limits: Limits
    cells: int = 0
    height: int = 0
    hidden: set[int] = field(default_factory=set)
    _placed: int = 0
    """The last column that a cell says it stands in."""
    _most: int = 0
    """Cells of one row that do not say where they stand."""
    _run: int = 0
    _row: int = 0

    @property
    def width(self) -> int:
        """No cell stands further right than this column, from 1."""
        return self._placed + self._most

    @property
    def size(self) -> int:
        """So many cells the engine has to lay out."""
        return max(self.cells, self.width * self.height)

    def add(self, text: bytes) -> None:
        """Look at a piece of a sheet. A tag is never divided between two pieces.

        Raises:
            UnreadableFile: the sheet would not fit into memory, or no spreadsheet wrote it.
        """
        letters = np.frombuffer(text + _PAD, np.uint8)
        tags = np.flatnonzero(letters == ord("<"))
        longest = int(np.diff(tags, prepend=0, append=len(text)).max())
        cells = named(letters, tags, b"c")
        usual = _stands(letters, cells, b'c r="')
        columns, numbers, plain = _placed(letters, cells[usual])
        usual[usual] = plain
        filled = _filled(letters, cells[usual])
        self._reach(columns[plain][filled], numbers[plain][filled])
        self._look_at(text, named(letters, tags, b"row"), cells[~usual])
        if self.width > WIDEST:
            raise UnreadableFile(FileReason.TOO_MANY_COLUMNS, limit=self.limits.columns)
        if self.size > self.limits.cells or longest > self.limits.field * LONGEST_CELLS:
            raise UnreadableFile(FileReason.TOO_LARGE, cells=self.size, limit=self.limits.cells)

    def _reach(self, columns: Places, numbers: Places) -> None:
        if len(columns):
            self.cells += len(columns)
            self._placed = max(self._placed, int(columns.max()))
            self.height = max(self.height, int(numbers.max()))

    def _look_at(self, text: bytes, rows: Places, cells: Places) -> None:
        """Look one by one at rows, and at cells that say their place in another way or none."""
        free = [place for place in cells.tolist() if self._is_free(tag_at(text, place))]
        counts = np.bincount(np.searchsorted(rows, free), minlength=len(rows) + 1)
        counts[0] += self._run
        self._run = int(counts[-1])
        for place in rows.tolist():
            self._begin_row(tag_at(text, place))
        if free:
            self.cells += len(free)
            self._most = max(self._most, int(counts.max()))
            self.height = max(self.height, self._row)

    def _is_free(self, tag: bytes) -> bool:
        """Whether a cell does not say where it stands."""
        said = _attribute(tag, b"r")
        if said is None:
            return True
        place = _PLACE.fullmatch(said)
        if place is None:
            raise UnreadableFile(FileReason.CORRUPT)
        if not tag.endswith(b"/"):
            self._reach(np.array([column(place.group(1).upper())]), np.array([int(place.group(2))]))
        return False

    def _begin_row(self, tag: bytes) -> None:
        usual = _USUAL_ROW.match(tag)
        number = usual.group(1) if usual else _attribute(tag, b"r")
        if number is not None and not number.isdigit():
            raise UnreadableFile(FileReason.CORRUPT)
        self._row = self._row + 1 if number is None else int(number)
        if b"hidden" in tag and _HIDDEN.search(tag):
            self.hidden.add(self._row)


def column(letters: bytes) -> int:
    """Which column it is, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def named(letters: Letters, tags: Places, name: bytes) -> Places:
    """Where the name of each tag with this name begins, also behind the prefix of a namespace."""
    plain = _ended(letters, tags + 1, name)
    after = _ended(letters, np.flatnonzero(letters == ord(":")) + 1, name)
    if not len(after) or not len(tags):
        return plain
    # Only where nothing between the beginning of the tag and the colon ends its name.
    ends = np.append(np.flatnonzero(_ENDS[letters]), len(letters))
    begun = tags[np.maximum(np.searchsorted(tags, after) - 1, 0)]
    inside = (begun < after) & (ends[np.searchsorted(ends, begun)] > after)
    return np.sort(np.concatenate([plain, after[inside]]))


def _ended(letters: Letters, at: Places, name: bytes) -> Places:
    """Those of the places at which a name stands and ends."""
    for place, letter in enumerate(name):
        at = at[letters[at + place] == letter]
    found: Places = at[_ENDS[letters[at + len(name)]]]
    return found


def _stands(letters: Letters, at: Places, word: bytes) -> Mask:
    """Whether a word stands at each of these places."""
    there: Mask = letters[at] == word[0]
    for place, letter in enumerate(word[1:], start=1):
        there &= letters[at + place] == letter
    return there


def _placed(letters: Letters, cells: Places) -> tuple[Places, Places, Mask]:
    """Column and row of cells that begin with ``c r="``, and whether they are plainly written."""
    at = cells + len(b'c r="')
    columns = np.zeros(len(at), np.intp)
    going = np.ones(len(at), np.bool)
    for _ in range(3):
        letter = letters[at].astype(np.intp) - 64
        going &= (letter >= 1) & (letter <= 26)  # noqa: PLR2004  (A to Z)
        columns = np.where(going, columns * 26 + letter, columns)
        at = at + going
    numbers = np.zeros(len(at), np.intp)
    going = np.ones(len(at), np.bool)
    for _ in range(_DIGITS):
        digit = letters[at].astype(np.intp) - ord("0")
        going &= (digit >= 0) & (digit <= 9)  # noqa: PLR2004  (0 to 9)
        if not going.any():
            break
        numbers = np.where(going, numbers * 10 + digit, numbers)
        at = at + going
    return columns, numbers, (letters[at] == ord('"')) & (columns > 0) & (numbers > 0)


def _filled(letters: Letters, cells: Places) -> Mask:
    """Whether cells have something in them; an empty one is closed by its only tag."""
    if not ((letters[:-1] == ord("/")) & (letters[1:] == ord(">"))).any():
        return np.ones(len(cells), np.bool)
    closing = np.append(np.flatnonzero(letters == ord(">")), len(letters) - 1)
    ends = closing[np.searchsorted(closing, cells)]
    empty: Mask = letters[ends - 1] == ord("/")
    for quote in b"\"'":
        # A sign inside of quotes closes nothing.
        before = np.cumsum(letters == quote)
        empty &= (before[ends] - before[cells]) % 2 == 0
    return np.logical_not(empty)


def tag_at(text: bytes, place: int) -> bytes:
    """A tag from its name to its end.

    Raises:
        UnreadableFile: it does not end before the next one, or inside of quotes.
    """
    following = text.find(b"<", place)
    tag, end, _ = text[place : following if following >= 0 else None].partition(b">")
    if not end or tag.count(b'"') % 2 or tag.count(b"'") % 2:
        raise UnreadableFile(FileReason.CORRUPT)
    return tag


def _attribute(tag: bytes, name: bytes) -> bytes | None:
    """What an attribute of a tag says; of two of one name the first counts."""
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(1) == name:
            return found.group(2) if found.group(2) is not None else found.group(3)
    return None
