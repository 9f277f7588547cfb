"""Unknown amounts are not nothing."""

import numpy as np
import pandas as pd

from core.stats.priced import lacking, spent


def test_nothing_is_known_only_where_no_amount_is():
    told = spent([0, 0, 5, 5], [0, 2, 0, 1])
    assert np.nan_to_num(told, nan=-1).tolist() == [0, -1, 5, 5]


def test_where_nothing_tells_of_them_all_amounts_are_known():
    assert lacking(pd.DataFrame({"net": [1, 2]})).tolist() == [0, 0]
    assert lacking(pd.DataFrame({"net": [1, 2], "unpriced": [0, 3]})).tolist() == [0, 3]
