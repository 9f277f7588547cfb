"""The decade of an age band as files write it: 20대, 25-29, 60대 이상."""

import re
from typing import Final

_RANGE: Final = re.compile(r"(\d{1,3})\D{0,3}[-~∼〜]\D{0,3}(\d{1,3})")
_YOUNGER: Final = re.compile(r"(\d{1,3})\s*(?:세|살)?\s*(?:이하|미만)")
_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,3})(?!\d)")
_YOUNGEST: Final = 10
_OLDEST: Final = 60
_DECADE: Final = 10
_MOST: Final = 120


def decade_of(band: str) -> int | None:
    """The decade: 10 for everybody younger than 20, 60 for everybody from 60 on.

    A band that lies across two decades belongs to that of its middle: 19-24 to the twenties. None
    where the file does not know it, or writes it in a way nobody knows.
    """
    if found := _RANGE.search(band):
        low, high = int(found.group(1)), int(found.group(2))
        return _decade((low + high) / 2) if low <= high <= _MOST else None
    if found := _YOUNGER.search(band):
        return _decade(int(found.group(1)) - 1)
    found = _NUMBER.search(band)
    return _decade(int(found.group(1))) if found and int(found.group(1)) <= _MOST else None


def _decade(age: float) -> int:
    return min(max(int(age) // _DECADE * _DECADE, _YOUNGEST), _OLDEST)
