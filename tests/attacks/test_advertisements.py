"""What an advertisement has cost is counted once, however often and finely it is told."""

from itertools import permutations

import pytest

from core.services.opening import OpenShop
from core.terms import AdPlatform
from tests.attacks.taking import csv, spent, take

TITLE = '"보고서(2026.05.01.~2026.05.31.)",danexample'
COUNTS = "노출수,클릭수,총비용,총 전환수,총 전환매출액(원)"
ACCOUNT = csv(f"일별,{COUNTS}", "2026.05.01.,200,20,1500,3,30000", above=[TITLE])
CAMPAIGNS = csv(
    f"일별,캠페인,{COUNTS}",
    "2026.05.01.,머그,100,10,1000,2,20000",
    "2026.05.01.,컵,100,10,500,1,10000",
    above=[TITLE],
)
GROUPS = csv(
    f"일별,캠페인,광고그룹,{COUNTS}",
    "2026.05.01.,머그,흰,60,6,600,2,20000",
    "2026.05.01.,머그,검은,40,4,400,0,0",
    "2026.05.01.,컵,큰,100,10,500,1,10000",
    above=[TITLE],
)
NAMES = ("cost", "clicks", "conversions", "conversion_revenue")
WHOLE = [1500, 20, 3, 30_000]


@pytest.mark.parametrize("order", list(permutations([ACCOUNT, CAMPAIGNS, GROUPS])))
def test_account_campaigns_and_groups_of_one_day_are_counted_once(books, order) -> None:
    for number, content in enumerate(order):
        take(books, f"보고서 {number}.csv", content)
    assert spent(books, names=NAMES) == {AdPlatform.NAVER_SEARCH: WHOLE}


@pytest.mark.parametrize("first", ["-", "장바구니담기", "구매완료"])
@pytest.mark.parametrize("types", [["구매완료"], ["구매완료", "장바구니담기"], ["회원가입", "-"]])
def test_a_cost_counts_once_when_its_clicks_lead_to_something_later(
    books: OpenShop, first: str, types: list[str]
) -> None:
    headings = f"일별,캠페인,전환 유형,{COUNTS}"
    other = "2026.05.01.,컵,구매완료,100,10,500,1,10000"
    early = csv(headings, f"2026.05.01.,머그,{first},100,10,1000,0,0", other, above=[TITLE])
    later = csv(
        headings,
        *(f"2026.05.01.,머그,{it},100,10,1000,1,7000" for it in types),
        other,
        above=[TITLE],
    )
    take(books, "이른.csv", early)
    taken = take(books, "늦은.csv", later)
    assert taken.saved.changed == 1
    sums = [1500, 20, 1 + len(types), 10_000 + 7_000 * len(types)]
    assert spent(books, names=NAMES) == {AdPlatform.NAVER_SEARCH: sums}


def test_reports_of_different_campaigns_of_one_day_are_added(books: OpenShop) -> None:
    headings = f"일별,캠페인,{COUNTS}"
    take(books, "머그.csv", csv(headings, "2026.05.01.,머그,1,1,70,0,0", above=[TITLE]))
    take(books, "컵.csv", csv(headings, "2026.05.01.,컵,1,1,70,0,0", above=[TITLE]))
    assert spent(books) == {AdPlatform.NAVER_SEARCH: [140]}


def test_a_report_of_a_day_that_still_ran_gives_way_to_the_whole_day(books: OpenShop) -> None:
    headings = f"일별,캠페인,{COUNTS}"
    take(books, "a.csv", csv(headings, "2026.05.01.,머그,10,1,100,0,0", above=[TITLE]))
    take(books, "b.csv", csv(headings, "2026.05.01.,머그,30,4,390,1,9000", above=[TITLE]))
    assert spent(books, names=NAMES) == {AdPlatform.NAVER_SEARCH: [390, 4, 1, 9_000]}
