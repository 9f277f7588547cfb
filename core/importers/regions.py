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
_ROMAN: Final = (
    ("northchungcheong", Region.CHUNGBUK), ("southchungcheong", Region.CHUNGNAM),
    ("northgyeongsang", Region.GYEONGBUK), ("southgyeongsang", Region.GYEONGNAM),
    ("northjeolla", Region.JEONBUK), ("southjeolla", Region.JEONNAM),
    ("chungcheongbuk", Region.CHUNGBUK), ("chungbuk", Region.CHUNGBUK),
    ("chungcheongnam", Region.CHUNGNAM), ("chungnam", Region.CHUNGNAM),
    ("gyeongsangbuk", Region.GYEONGBUK), ("gyeongbuk", Region.GYEONGBUK),
    ("gyeongsangnam", Region.GYEONGNAM), ("gyeongnam", Region.GYEONGNAM),
    ("jeollabuk", Region.JEONBUK), ("jeonbuk", Region.JEONBUK),
    ("jeollanam", Region.JEONNAM), ("jeonnam", Region.JEONNAM),
    ("seoul", Region.SEOUL), ("busan", Region.BUSAN), ("daegu", Region.DAEGU),
    ("incheon", Region.INCHEON), ("gwangju", Region.GWANGJU), ("daejeon", Region.DAEJEON),
    ("ulsan", Region.ULSAN), ("sejong", Region.SEJONG), ("gyeonggi", Region.GYEONGGI),
    ("gangwon", Region.GANGWON), ("jeju", Region.JEJU),
)  # fmt: skip
_ISO: Final = {
    "11": Region.SEOUL, "26": Region.BUSAN, "27": Region.DAEGU, "28": Region.INCHEON,
    "29": Region.GWANGJU, "30": Region.DAEJEON, "31": Region.ULSAN, "41": Region.GYEONGGI,
    "42": Region.GANGWON, "43": Region.CHUNGBUK, "44": Region.CHUNGNAM, "45": Region.JEONBUK,
    "46": Region.JEONNAM, "47": Region.GYEONGBUK, "48": Region.GYEONGNAM, "49": Region.JEJU,
    "50": Region.SEJONG,
}  # fmt: skip
"""ISO 3166-2:KR, which differs from the legal-district codes in the last of them."""
_CODE: Final = re.compile(r"^KR-?(\d\d)$", re.IGNORECASE)
_NO_LETTER: Final = re.compile(r"[^a-z]")
_CITY_OF_GWANGJU: Final = re.compile(r"광주(광역시|시)?$")
_POSTCODE: Final = re.compile(r"^\W*(\d{5}|\d{3}-\d{3})\W*")


def region_of(address: str) -> Region | None:
    """The 시·도, or None where the address does not begin with one.

    광주 alone is the metropolitan city; the town of that name comes after 경기. Names in Roman
    letters and codes (KR-11) are what shops abroad write.
    """
    said = _POSTCODE.sub("", address).strip()
    if said.isascii():
        return _abroad(said)
    first = said.split(maxsplit=1)[0]
    for beginning, region in _BEGINNINGS:
        if first.startswith(beginning):
            return region
    return Region.GWANGJU if _CITY_OF_GWANGJU.match(first) else None


def _abroad(said: str) -> Region | None:
    if code := _CODE.match(said):
        return _ISO.get(code.group(1))
    letters = _NO_LETTER.sub("", said.lower())
    if "gyeonggi" in letters:
        return Region.GYEONGGI
    return next((region for name, region in _ROMAN if letters.startswith(name)), None)
