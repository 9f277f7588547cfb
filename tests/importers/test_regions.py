"""The province at the beginning of an address."""

import pytest

from core.importers.regions import region_of
from core.terms import Region


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("서울특별시 강남구 테헤란로 1", Region.SEOUL), ("서울 강남구", Region.SEOUL),
        ("(06236) 서울 강남구", Region.SEOUL), ("[06236]서울특별시", Region.SEOUL),
        ("부산광역시 해운대구", Region.BUSAN), ("대구 중구", Region.DAEGU),
        ("인천광역시", Region.INCHEON), ("대전 서구", Region.DAEJEON), ("울산 남구", Region.ULSAN),
        ("세종특별자치시 한누리대로", Region.SEJONG), ("경기도 광주시 오포읍", Region.GYEONGGI),
        ("강원특별자치도 춘천시", Region.GANGWON), ("강원도", Region.GANGWON),
        ("충청북도 청주시", Region.CHUNGBUK), ("충남 천안시", Region.CHUNGNAM),
        ("전북특별자치도 전주시", Region.JEONBUK), ("전라북도", Region.JEONBUK),
        ("전라남도 여수시", Region.JEONNAM), ("경북 포항시", Region.GYEONGBUK),
        ("경상남도 창원시", Region.GYEONGNAM), ("제주특별자치도", Region.JEJU),
        ("광주광역시 북구", Region.GWANGJU), ("광주 북구", Region.GWANGJU),
        ("(135-080) 서울 강남구", Region.SEOUL), ("", None), ("12345", None), ("광주리", None),
        ("  ", None), ("\u00a0", None),
    ],
)  # fmt: skip
def test_an_address_begins_with_its_province(address, region):
    assert region_of(address) is region


@pytest.mark.parametrize(
    ("address", "region"),
    [
        ("Seoul", Region.SEOUL), ("Busan-si", Region.BUSAN), ("KR-11", Region.SEOUL),
        ("KR-49", Region.JEJU), ("kr50", Region.SEJONG), ("KR-99", None), ("CA", None),
        ("Gyeonggi", Region.GYEONGGI), ("Gwangju-si, Gyeonggi-do", Region.GYEONGGI),
        ("Gwangju", Region.GWANGJU), ("North Chungcheong", Region.CHUNGBUK),
        ("Gyeongsangnam-do", Region.GYEONGNAM), ("Jeollabuk-do", Region.JEONBUK),
        ("South Jeolla", Region.JEONNAM), ("123 Main Street", None),
    ],
)  # fmt: skip
def test_shops_abroad_write_names_in_roman_letters_or_codes(address, region):
    assert region_of(address) is region
