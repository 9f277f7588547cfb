"""Orders with a short number each, which is quicker to compare than a mall and a long one."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.store.care_queue import Key

TOUCHED: Final = ("kind", "order", "buyer", "day", "is_done")
"""The columns of what was done or skipped, as ``core.analysis.care_queue`` wants them."""

_MALLS: Final = 64
"""More than there are malls."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders with a short number each, which is quicker to compare than a long one."""

    codes: npt.NDArray[np.int64]
    malls: npt.NDArray[np.int64]
    numbers: npt.NDArray[Any]
    named: "pd.Index[Any]"
    pairs: "pd.Index[Any]"

    @classmethod
    def of(cls, lines: pd.DataFrame) -> "Orders":
        """The orders of some lines; ``codes`` has the one of each line."""
        numbers, named = pd.factorize(lines["order_no"].to_numpy(dtype=object))
        codes, pairs = pd.factorize(numbers * _MALLS + lines["mall"].to_numpy())
        places, malls = np.divmod(pairs, _MALLS)
        index: pd.Index[Any] = pd.Index(pairs)
        return cls(codes, malls, named[places], pd.Index(named, dtype=object), index)

    def among(self, some: Collection[Key]) -> npt.NDArray[np.bool_]:
        """Of each line whether its order is one of these."""
        is_one = np.zeros(len(self.pairs) + 1, dtype=np.bool_)
        if some:
            malls, numbers = zip(*some, strict=True)
            is_one[self._find(np.array(malls), np.array(numbers, dtype=object))] = True
        is_one[-1] = False
        return is_one[self.codes]

    def coded(self, touches: pd.DataFrame) -> pd.DataFrame:
        """What was done, by the short numbers; of other orders all have the same one."""
        order = self._find(touches["mall"].to_numpy(np.int64),
                           touches["order_no"].to_numpy(dtype=object))  # fmt: skip
        return touches.assign(order=order)[list(TOUCHED)]

    def _find(self, malls: npt.NDArray[Any], numbers: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """The short numbers of orders, -1 for those that are not among these."""
        places = self.named.get_indexer(pd.Index(numbers, dtype=object))
        found = self.pairs.get_indexer(pd.Index(places * _MALLS + malls))
        return np.asarray(np.where(places < 0, -1, found), dtype=np.int64)
