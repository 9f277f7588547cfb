"""The 시·도 at the beginning of an address; the rest of it is not kept."""

import re
from typing import Final

from core.terms import Region

_BEGINNINGS: Final = (
    ("서울", Region.SEOUL), ("부산", Region.BUSAN), ("대구", Region.DAEGU),
    ("인천", Region.INCHEON), ("대전", Region.DAEJEON), ("울산", Region.ULSAN),
    ("세종", Region.SEJONG), ("경기", Region.GYEONGGI), ("충청북", Region.CHUNGBUK),
    ("충북", Region.CHUNGBUK), ("충청남", Region.CHUNGNAM), ("충남", Region.CHUNGNAM),
    ("전라남", Region.JEONNAM), ("전남", Region.JEONNAM), ("경상북", Region.GYEONGBUK),
    ("경북", Region.GYEONGBUK), ("경상남", Region.GYEONGNAM), ("경남", Region.GYEONGNAM),
    ("제주", Region.JEJU), ("강원", Region.GANGWON), ("전라북", Region.JEONBUK),
    ("전북", Region.JEONBUK),
)  # fmt: skip
_CITY_OF_GWANGJU: Final = re.compile(r"광주(광역시|시)?$")
_POSTCODE: Final = re.compile(r"^\W*\d{5}\W*")


def region_of(address: str) -> Region | None:
    """The 시·도, or None where the address does not begin with one.

    광주 alone is the metropolitan city; the town of that name comes after 경기.
    """
    words = _POSTCODE.sub("", address).strip().split(maxsplit=1)
    if not words:
        return None
    for beginning, region in _BEGINNINGS:
        if words[0].startswith(beginning):
            return region
    return Region.GWANGJU if _CITY_OF_GWANGJU.match(words[0]) else None
