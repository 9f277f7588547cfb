"""What a file is called tells its days and its age only where it can mean nothing else."""

from datetime import UTC, date, datetime

import pytest

from core.importers import Identity, UnreadableFile, read
from core.terms import FileReason, Period

TODAY = date(2026, 11, 25)
MAY = Period(date(2026, 5, 1), date(2026, 5, 31))
CHANNELS = (
    "채널속성,채널그룹,채널명,채널상세,광고비,유입수,결제수(마지막클릭),결제금액(마지막클릭)\r\n"
    "모바일,검색,네이버통합검색,상세,0,10,1,1000\r\n"
).encode()
ORDERS = (
    "상품주문번호,주문번호,결제일,최종 상품별 총 주문금액,수량,상품명\r\n"
    "2026052012345671,2026052012345672,2026-05-20 10:00:00,1000,1,컵\r\n"
).encode()


def days_of(name: str) -> Period | None:
    try:
        return read(name, CHANNELS, identity=Identity(b"k" * 32), today=TODAY).period
    except UnreadableFile as error:
        if error.reason is not FileReason.PERIOD_NEEDED:
            raise
        return None


def made_at(name: str) -> datetime | None:
    found = read(name, ORDERS, identity=Identity(b"k" * 32), today=TODAY)
    return found.as_of if found.dated else None


@pytest.mark.parametrize(
    "name",
    [
        "전체채널_2026-05-01_2026-05-31.csv",
        "전체채널_2026-05-01_2026-05-31 (1).csv",
        "전체채널(2026.05.01.~2026.05.31.).csv",
        "전체채널 20260501-20260531.csv",
        "2026-04-01_전체채널_2026-05-01_2026-05-31.csv",
        "오픈20240101_전체채널_2026-05-01_2026-05-31.csv",
        "2026-06-01_전체채널_2026-05-01_2026-05-31.csv",
        "전체채널_2026-05-01_2026-05-31_20260602.csv",
        "전체채널_20260501-20260531_20260602.csv",
        "전체채널_2026-02-30_2026-05-01_2026-05-31.csv",
    ],
)
def test_the_two_ends_of_a_period_are_found_beside_any_other_day(name: str) -> None:
    assert days_of(name) == MAY


@pytest.mark.parametrize(
    "name",
    [
        "전체채널.csv",
        "전체채널_20260602.csv",
        "전체채널_2026-05-01 (20260602).csv",
        "2026-05-01 받음 전체채널 2026-05-31.csv",
        "전체채널_2026-04-01_2026-05-01_2026-05-31.csv",
        "전체채널_2026-05-31_2026-05-01.csv",
        "전체채널_2026-02-01_2026-02-29.csv",
        "전체채널_2026-11-01_2026-11-30.csv",
        "전체채널_2010-05-01_2010-05-31.csv",
    ],
)
def test_a_name_that_may_mean_another_period_is_asked_about(name: str) -> None:
    assert days_of(name) is None


def test_a_leap_day_is_a_day() -> None:
    leap = date(2024, 2, 29)
    assert days_of("전체채널_2024-02-29_2024-02-29.csv") == Period(leap, leap)


@pytest.mark.parametrize(
    "name",
    [
        "주문_2026-05-01_2026-05-31.csv",
        "주문 2026.05.01 2026.05.31.csv",
        "주문_20260501_20260531.csv",
        "주문_20260501-2026-05-31.csv",
        "주문_20260531.csv",
        "주문_20260531_2561.csv",
        "주문_20270531_0910.csv",
    ],
)
def test_the_second_day_of_a_period_is_no_hour_of_the_first(name: str) -> None:
    assert made_at(name) is None


@pytest.mark.parametrize(
    "name", ["주문_20260528_0910.csv", "가게2024_20260528_0910.csv", "주문_202605280910 (2).csv"]
)
def test_the_moment_of_an_export_is_found_behind_other_numbers(name: str) -> None:
    assert made_at(name) == datetime(2026, 5, 28, 0, 10, tzinfo=UTC)
