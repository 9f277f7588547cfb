"""What a change of state is called: came, came again, came back, rests, is gone."""

from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis.customer_states import State


class Move(IntEnum):
    """What happened to a customer between two days, where anything did."""

    NEW = 1
    """Bought for the first time."""
    UP = 2
    """Came again, or became a regular."""
    BACK = 3
    """Came back after resting, or after he was gone."""
    DOWN = 4
    """Is a regular no more, because others spend more now."""
    RESTING = 5
    GONE = 6


def kinds(pairs: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The number of the ``Move`` of each row with ``before`` and ``after``; 0 where nothing moved.

    Args:
        pairs: what ``customer_states.moves`` or ``moved`` told.
    """
    return np.asarray(_MOVES[pairs["before"].to_numpy(), pairs["after"].to_numpy()])


def _move(before: int, after: int) -> int:
    """The move from one state to another; 0 of those who stayed."""
    if not before:
        return Move.NEW
    if after in _AWAY:
        return 0 if after <= before else _AWAY[after]
    if before in _AWAY:
        return Move.BACK
    return 0 if after == before else Move.UP if after > before else Move.DOWN


_AWAY: Final[dict[int, Move]] = {State.RESTING: Move.RESTING, State.GONE: Move.GONE}
_STATES: Final = len(State) + 1
_MOVES: Final = np.array(
    [
        [_move(before, after) if after else 0 for after in range(_STATES)]
        for before in range(_STATES)
    ],
    dtype=np.int64,
)
