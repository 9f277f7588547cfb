"""Facts of two grains, of two places or of two ways to count are never added."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from core.services.opening import OpenShop
from core.store import fact_sums, statistics
from core.store.fact_sums import UNIQUE, Wish
from core.terms import Period, Subject
from tests.attacks.taking import MAY, csv, rows, take

PATHS = "날짜,경로(1단계),경로(2단계),경로(3단계),마케팅링크 여부,방문수,상품결제건수,판매금액(총)"
DAY = "2026-05-01"
WHOLE = (100, 10, 100_000)


def path(steps: str, link: str, visits: int, day: str = DAY) -> str:
    return f"{day},{steps.replace('/', ',')},{link},{visits},{visits // 10},{visits * 1000}"


FILES = {
    "all": csv(PATHS, path("전체/전체/전체", "전체", 100)),
    "groups": csv(PATHS, path("검색/전체/전체", "전체", 60), path("광고/전체/전체", "전체", 40)),
    "names": csv(
        PATHS,
        path("검색/통합/전체", "전체", 50),
        path("검색/쇼핑/전체", "전체", 10),
        path("광고/파워링크/전체", "전체", 40),
    ),
    "links": csv(
        PATHS,
        path("검색/통합/상세", "N", 50),
        path("검색/쇼핑/상세", "N", 10),
        path("광고/파워링크/상세", "Y", 30),
        path("광고/파워링크/상세", "N", 10),
    ),
    "month": csv(PATHS, path("검색/통합/상세", "N", 3100, "2026-05-01~2026-05-31")),
}


def told(shop: OpenShop, subject: Subject, period: Period, *measures: str) -> tuple[Any, ...]:
    with shop.store.read() as session:
        found = fact_sums.sums(session, shop.id, subject, Wish(period, measures)).rows
    return tuple(found.iloc[0]) if len(found) else ()


def one_day(day: int) -> Period:
    return Period(date(2026, 5, day), date(2026, 5, day))


@pytest.mark.parametrize(
    "order", list(permutations(["groups", "names", "links", "month"]))[::5], ids="-".join
)
def test_paths_of_any_depth_and_with_or_without_links_are_one_day(books: OpenShop, order) -> None:
    for name in (*order, "all"):
        take(books, f"{name}.csv", FILES[name])
    names = ("visits", "payments", "gross")
    assert told(books, Subject.CHANNEL, one_day(1), *names) == WHOLE
    assert told(books, Subject.CHANNEL, MAY, *names) == (3100, 310, 3_100_000)
    with books.store.read() as session:
        days = statistics.shop_days(session, books.id, MAY)
    assert days["visits"].dropna().tolist() == [100]


def test_devices_apart_and_together_are_one_day(books: OpenShop) -> None:
    headings = (
        "날짜,채널속성,채널그룹,채널명,채널상세,광고비,유입수,결제수(마지막클릭),결제금액(마지막클릭),"
        "결제수(+14일기여도추정),결제금액(+14일기여도추정)"
    )
    apart = [f"{DAY},{it},검색,통합,상세,0,50,5,50000,6.5,65000" for it in ("PC", "모바일")]
    together = f"{DAY},전체,검색,통합,상세,0,100,10,100000,13,130000"
    take(books, "전체.csv", csv(headings, together))
    take(books, "따로.csv", csv(headings, *apart))
    take(books, "모두.csv", csv(headings, together, *apart))
    names = ("visits", "payments_last", "gross_last", "payments_14d", "gross_14d")
    assert told(books, Subject.CHANNEL, MAY, *names) == (100, 10, 100_000, 13, 130_000)
    assert rows(books, "SELECT count(payments), count(gross) FROM statistic") == [(0, 0)]


def test_two_vocabularies_are_not_added_and_the_fuller_one_is_told(books: OpenShop) -> None:
    old = "날짜,요일,시간대,결제자수,결제수,결제상품수량,결제금액"
    new = "날짜,채널상품명,채널상품번호,상품결제건수,판매금액(총),판매금액(순)"
    take(books, "새.csv", csv(new, *(f"2026-05-{day:02},컵,1,3,3000,3000" for day in range(3, 11))))
    take(books, "옛.csv", csv(old, *(f"2026-05-{day:02},금,09,1,2,2,2000" for day in range(1, 5))))
    typed = csv("판매한 날,결제된 금액,결제된 건수", "2026-05-01,1,1")
    take(books, "그밖.csv", typed)
    assert told(books, Subject.SHOP, MAY, "payments", "gross") == (8, 8000)
    assert told(books, Subject.PRODUCT, MAY, "payments", "gross") == (24, 24_000)


def test_people_are_not_added_over_days() -> None:
    for name in sorted(UNIQUE):
        with pytest.raises(ValueError, match=name):
            Wish(MAY, [name])
    assert {"visitors", "buyers", "reach", "customers", "repurchase_buyers"} <= UNIQUE


def test_a_number_nobody_tells_is_no_nought(books: OpenShop) -> None:
    take(books, "a.csv", csv(PATHS, path("검색/통합/상세", "N", 10)))
    row = f"{DAY},광고,파워링크,상세,N,20,-,"
    take(books, "b.csv", csv(PATHS, path("검색/통합/상세", "N", 10), row))
    visits, payments, gross = told(books, Subject.CHANNEL, MAY, "visits", "payments", "gross")
    assert visits == 30
    assert [str(payments), str(gross)] == ["<NA>", "<NA>"]
