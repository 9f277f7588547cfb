"""Rows of the database as data frames in which unknown stays unknown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa

_PANDAS: Final[Mapping[pa.DataType, Any]] = {
    pa.int8(): pd.Int64Dtype(),
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


def frame_of(
    rows: Sequence[Any], types: Mapping[str, pa.DataType], days: Collection[str] = ()
) -> pd.DataFrame:
    """The rows as columns of the given types, NA where the database has nothing.

    Those among ``days``, kept as days since 1970, become ``datetime64[s]``.
    """
    columns: Iterable[Any] = zip(*rows, strict=True) if rows else ([] for _ in types)
    frame: pd.DataFrame = pa.table(
        [pa.array(values, kind) for values, kind in zip(columns, types.values(), strict=True)],
        names=list(types),
    ).to_pandas(types_mapper=_PANDAS.get)
    for name in days:
        moments = frame[name].to_numpy(dtype="float64", na_value=np.nan)
        frame[name] = pd.to_datetime(moments, unit="D").as_unit("s")
    return frame
