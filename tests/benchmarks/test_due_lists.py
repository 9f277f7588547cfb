"""Past lists of Online Retail, where the data are there."""

import pytest

from benchmarks import due_lists


def test_the_lists_of_online_retail_are_no_better_than_the_others():
    if not due_lists.FILE.is_file():
        pytest.skip("the public data are not here")
    told = due_lists.again(due_lists.bought(), 14)
    assert (told.listed.successes, told.listed.trials, told.customers) == (6_092, 103_306, 3_123)
    assert told.others == pytest.approx(0.0611, abs=5e-5)
    assert told.bounds is not None
    assert told.bounds[0] < 0 < told.bounds[1]
