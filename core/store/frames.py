"""Rows of the database as data frames in which unknown stays unknown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

_PANDAS: Final[Mapping[pa.DataType, Any]] = {
    pa.int8(): pd.Int64Dtype(),
    pa.int32(): pd.Int64Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.string(): pd.StringDtype(),
}


_NO_DAY: Final = np.datetime64("NaT", "D").astype(np.int64)


def frame_of(
    rows: Sequence[Any], types: Mapping[str, pa.DataType], days: Collection[str] = ()
) -> pd.DataFrame:
    """The rows as columns of the given types, NA where the database has nothing.

    Those among ``days``, kept as days since 1970, become ``datetime64[s]``.
    """
    columns: Iterable[Any] = zip(*rows, strict=True) if rows else ([] for _ in types)
    # Column by column: a table of Arrow takes as long to be turned over as a thousand rows to read.
    return pd.DataFrame(
        {
            name: _days(values)
            if name in days
            else _PANDAS[kind].__from_arrow__(pa.array(values, kind))
            for (name, kind), values in zip(types.items(), columns, strict=True)
        }
    )


def _days(values: Sequence[int | None]) -> npt.NDArray[np.datetime64]:
    numbers = np.array([_NO_DAY if value is None else value for value in values], dtype=np.int64)
    return numbers.astype("datetime64[D]").astype("datetime64[s]")
