"""Those who have most: by one plain pass, in whatever order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.stats.topmost import topmost


@given(
    st.lists(st.integers(0, 12) | st.none(), max_size=40),
    st.sampled_from([0.0, 0.1, 0.25, 0.29, 0.5, 1.0]),
)
def test_it_is_who_has_as_much_as_at_most_that_share(some, share):
    values = np.array([np.nan if one is None else one for one in some], dtype=float)
    known = [one for one in some if one is not None]
    wanted = [
        one is not None and sum(it >= one for it in known) <= share * len(known) + 1e-9
        for one in some
    ]
    assert topmost(values, share).tolist() == wanted


def test_29_of_100_are_29():
    assert topmost(np.arange(100), 0.29).sum() == 29
