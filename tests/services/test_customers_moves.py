"""Every change of state has its name, and staying has none."""

import pandas as pd
import pytest

from core.analysis.customer_states import State
from core.services.customers_moves import Move, kinds


@pytest.mark.parametrize(("before", "after", "move"), [
    (0, State.FIRST, Move.NEW), (0, State.RESTING, Move.NEW), (State.FIRST, State.AGAIN, Move.UP),
    (State.FIRST, State.REGULAR, Move.UP), (State.AGAIN, State.REGULAR, Move.UP),
    (State.REGULAR, State.AGAIN, Move.DOWN), (State.RESTING, State.AGAIN, Move.BACK),
    (State.GONE, State.REGULAR, Move.BACK), (State.REGULAR, State.RESTING, Move.RESTING),
    (State.FIRST, State.GONE, Move.GONE), (State.RESTING, State.GONE, Move.GONE),
    (State.GONE, State.GONE, 0), (State.FIRST, State.FIRST, 0), (State.RESTING, State.RESTING, 0),
])  # fmt: skip
def test_each_change_of_state_is_a_move(before, after, move):
    pairs = pd.DataFrame({"before": [int(before)], "after": [int(after)]})
    assert kinds(pairs).tolist() == [move]
