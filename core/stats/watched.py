"""Of which days purchases are known, and of whom they tell enough.

Two things make people look other than they are. Where files begin, and after days that no file
covers, somebody who had bought before looks new. And who buys on a day that no file covers looks
as if he had not come. Whoever counts who came again asks here whom to leave out, so that all of
them leave out the same people. Days are whole numbers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEARNT_AFTER: Final = 90
"""Days of files after which somebody new is taken for new: docs/methods.md."""

YEAR: Final = 365
"""Days of files below which nobody is left out for it: hardly anybody would remain."""

ONE_OF: Final = 30
"""Of so many days one may be missing. Who came on it is lost, which is that little."""


@dataclass(frozen=True, slots=True)
class Watched:
    """The days of which purchases are known.

    Attributes:
        since: the first one.
        until: the last one.
        gaps: the first and the last day of each stretch in between of which nothing is known.
    """

    since: int
    until: int
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def days(self) -> int:
        """From the first to the last one."""
        return self.until - self.since + 1

    @property
    def lost(self) -> int:
        """How many of them nothing is known of."""
        return int(self.missing(self.since, self.until))

    @property
    def is_long(self) -> bool:
        """Whether files reach so far that those who may be old can be left out."""
        return self.days >= YEAR

    @property
    def is_mostly(self) -> bool:
        """Whether no more days are missing than may be."""
        return self.lost * ONE_OF <= self.days

    def is_sure(self, first: npt.ArrayLike) -> Flags:
        """Whether somebody who first bought on each of some days is new.

        Not in the first days of the files, nor as many days after a gap as it is long: so many
        people it hides may come back then.
        """
        day = np.asarray(first, dtype=np.int64)
        found = day >= self.since + LEARNT_AFTER
        for begin, end in self.gaps:
            found = found & ((day <= end) | (day > end + min(end - begin + 1, LEARNT_AFTER)))
        return np.asarray(found)

    def is_new(self, first: npt.ArrayLike) -> Flags:
        """Whether somebody who first bought on each of some days counts as new.

        Of files of less than a year everybody does; what is told then may be too high.
        """
        sure = self.is_sure(first)
        return sure if self.is_long else np.ones_like(sure)

    def missing(self, first: npt.ArrayLike, last: npt.ArrayLike) -> Ints:
        """How many days nothing is known of, from one day to another, both within."""
        begins, ends = (np.asarray(one, dtype=np.int64) for one in (first, last))
        found = np.zeros(np.broadcast_shapes(begins.shape, ends.shape), dtype=np.int64)
        for begin, end in self.gaps:
            found = found + np.maximum(np.minimum(ends, end) - np.maximum(begins, begin) + 1, 0)
        return np.asarray(found)

    def is_seen(self, first: npt.ArrayLike, last: npt.ArrayLike) -> Flags:
        """Whether enough is known from one day to another, both within.

        That is so where the last one is over and of ``ONE_OF`` days no more than one is missing.
        """
        begins, ends = (np.asarray(one, dtype=np.int64) for one in (first, last))
        is_known = self.missing(begins, ends) * ONE_OF <= ends - begins + 1
        return np.asarray((ends <= self.until) & is_known)

    def followed(self, first: npt.ArrayLike) -> Ints:
        """The last day up to which enough is known since each of some days.

        That is the one before the first gap with which too many days since then are missing.
        """
        day = np.asarray(first, dtype=np.int64)
        found = np.full(day.shape, self.until, dtype=np.int64)
        for begin, end in self.gaps:
            is_lost = (day < begin) & ~self.is_seen(day + 1, min(end, self.until))
            found = np.where(is_lost, np.minimum(found, begin - 1), found)
        return found
