"""Orders and statistics in words: the conclusion first, every reason, and what is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.analysis.reconciling import Reason
from core.i18n import speaking
from core.services.opening import OpenShop
from core.services.reconciled import Finding
from core.services.reconciling import Reconciliation, compare
from core.store.reconciling import Payout
from core.terms import Mall, Period, Record, Subject, Vocabulary
from core.wording import reconciling as words
from tests import accounts, shops
from tests.accounts import TODAY, back, line, told
from tests.wording.copy_rules import faults_on_screen

DAYS = (Period(accounts.day(0), accounts.day(9)), Period(accounts.day(20), accounts.day(27)))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def sold(day: int, amount: int | None = 10_000) -> list[dict]:
    return [line(1000 * (day + 1) + number, day, amount) for number in range(4)]


def said(shop: OpenShop) -> words.Words:
    """What is said of the only comparison; all of it keeps the rules of our copy."""
    (found,) = compare(shop, TODAY).comparisons
    told_ = words.words(found)
    shown = [told_.headline, *told_.reasons, *told_.notes]
    shown += [text for pair in (*told_.numbers, *told_.origin) for text in pair]
    assert [faults_on_screen(text) for text in shown] == [[]] * len(shown)
    return told_


def statistics(shop: OpenShop, *rows: dict) -> None:
    full = [{"payments": 4, "gross": 40_000, "refund_amount": 0, **row} for row in rows]
    accounts.take(shop.store, full, Record.STATISTIC)


def test_twenty_eight_days_that_agree_are_said_to(shop):
    accounts.take(shop.store, [row for day in range(28) for row in sold(day)])
    statistics(shop, *(told(day) for day in range(28)))

    found = said(shop)

    assert found.headline == "주문 파일과 네이버 통계가 28일 모두 맞아요."
    assert found.numbers == (
        ("주문 파일의 순매출", "1,120,000원"), ("통계의 순매출", "1,120,000원")
    )  # fmt: skip
    assert found.reasons == ("이유를 모르는 차이는 없어요.",)
    assert found.notes == ()


def test_days_that_differ_are_counted_and_the_reasons_told_largest_first(shop):
    accounts.take(shop.store, [*sold(0), *sold(1), back(9, 1, 2), *sold(2), *sold(3)])
    moved = told(2, refund_amount=10_000)
    day1 = told(1, payments=5, gross=50_000)
    statistics(shop, told(0, gross=43_000, shipping_fee=3_000), day1, moved, told(3, gross=41_234))

    found = said(shop)

    assert found.headline == "주문 파일과 네이버 통계가 4일 중 4일 달라요."
    assert found.reasons == (
        "2일 동안의 20,000원은 취소·반품을 적는 날이 달라서예요. "
        "통계는 환불한 날, 여기는 결제한 날에 적어요.",
        "1일 동안의 3,000원은 배송비와 같아요. 한쪽에만 배송비가 들어 있어요.",
        "1,234원은 왜 다른지 아직 몰라요.",
    )


def test_days_whose_differences_all_have_a_reason_are_said_to(shop):
    accounts.take(shop.store, [*sold(0), *sold(1)])
    statistics(shop, told(0, gross=43_000, shipping_fee=3_000), told(1))

    found = said(shop)

    assert found.headline == "네이버 통계와 2일 중 1일 다르지만, 이유는 모두 알아요."
    assert found.reasons[-1] == "이유를 모르는 차이는 없어요."


def test_payments_that_differ_without_any_won_are_said(shop):
    accounts.take(shop.store, [*sold(0), *sold(1)])
    statistics(shop, told(0, payments=3), told(1))

    found = said(shop)

    assert found.headline == "2일 중 1일은 결제 건수가 달라요."
    assert found.reasons == ("주문 파일에만 있는 결제가 1건이에요.",)


def test_without_amounts_only_the_payments_are_said_to_agree(shop):
    accounts.take(shop.store, [*sold(0, None), *sold(1, None)])
    statistics(shop, told(0), told(1))

    found = said(shop)

    assert found.headline == "결제 건수는 2일 모두 맞아요. 금액은 아직 맞춰 볼 수 없어요."
    assert found.numbers == (("주문 파일의 결제", "8건"), ("통계의 결제", "8건"))


def test_sales_are_shown_where_refunds_are_unknown(shop):
    accounts.take(shop.store, sold(0))
    statistics(shop, told(0, refund_amount=None))

    assert said(shop).numbers == (
        ("주문 파일의 결제금액", "40,000원"), ("통계의 판매금액", "40,000원")
    )  # fmt: skip


def test_what_was_left_out_is_said(shop):
    accounts.take(shop.store, [*sold(0), *sold(1, None), *sold(3)], days=(0, 1))
    accounts.take(shop.store, sold(0), mall=Mall.CAFE24, format_id="cafe24_orders")
    statistics(shop, told(0), told(1), told(2), told(5))

    assert said(shop).notes == (
        "2026.10.03(토) 외 1곳에는 통계만 있어요. 이 기간의 주문 파일을 올려 주세요.",
        "통계에는 2026.10.04(일) 자료가 없어요.",
        "카페24 주문은 빼고 비교했어요(4건, 40,000원).",
        "금액이 없는 1일은 결제 건수만 비교했어요.",
    )


def test_coupang_is_named(shop):
    accounts.take(shop.store, sold(0), mall=Mall.COUPANG, format_id="coupang_orders")
    coupang = {"vocabulary": Vocabulary.COUPANG.value, "subject": Subject.PRODUCT.value}
    statistics(shop, told(0, **coupang))

    assert said(shop).headline == "주문 파일과 쿠팡 통계가 1일 모두 맞아요."


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("won", [1, 1_234_567_890])
def test_every_reason_has_a_sentence_with_its_days_and_won(reason: Reason, won: int):
    found = Finding(reason, -won, won, 12, DAYS, 18)

    text = words.reason(found)

    assert faults_on_screen(text) == []
    assert "18일" in text
    assert f"{won:,}원" in text
    assert words.short(reason)
    with speaking("en"):
        assert words.reason(found) != text


def test_the_days_of_missing_files_are_named():
    found = Finding(Reason.MISSING_CLAIMS, -1, 1, 0, DAYS[:1], 10)

    assert words.reason(found).endswith(
        "2026.10.01(목)~10.10(토)의 취소 파일과 반품 파일을 올려 주세요."
    )


@pytest.mark.parametrize(
    ("orders", "statistics_", "needs"),
    [
        (True, False, "같은 기간의 스마트스토어 판매분석 하나면 돼요."),
        (False, True, "같은 기간의 스마트스토어 주문 파일 하나면 돼요."),
        (
            False,
            False,
            "같은 기간의 파일 두 개면 돼요(스마트스토어 주문 파일, 스마트스토어 판매분석).",
        ),
        (True, True, "아직 날짜가 겹치지 않아요. 같은 기간의 파일을 올려 주세요."),
    ],
)
def test_what_is_lacking_is_named(orders: bool, statistics_: bool, needs: str):  # noqa: FBT001
    found = Reconciliation((), None, has_orders=orders, has_statistics=statistics_)

    what, told_ = words.empty(found)

    assert (what, told_) == ("주문 파일과 통계가 서로 맞는지 볼 수 있어요.", needs)


def test_the_table_has_both_accounts_and_leaves_the_unknown_empty(shop):
    accounts.take(shop.store, [*sold(0), *sold(1, None), *sold(2)])
    statistics(shop, told(0, gross=43_000, shipping_fee=3_000), told(1), told(2, gross=41_000))
    (found,) = compare(shop, TODAY).comparisons

    frame = words.table(found.days)

    assert list(frame["difference"].fillna(-1)) == [3_000, -1, 1_000]
    assert list(frame["unexplained"].fillna(-1)) == [0, -1, 1_000]
    assert list(frame["reasons"]) == ["배송비 3,000원", "", ""]
    assert list(frame["told_net"].fillna(-1)) == [43_000, 40_000, 41_000]


PAYOUT = Payout(
    lines=10, strange=0, strange_won=0, compared=9, expected=85_500, settled=85_500, differing=0,
    unsettled=0, unsettled_won=0, fees=4_950, fee_base=90_000, period=DAYS[0],
)  # fmt: skip


def test_settlements_that_agree_are_said_to():
    assert words.payout(PAYOUT) == [
        "정산된 9건 모두 주문 파일의 예정 금액과 같아요(85,500원).",
        "정산 금액 90,000원 중 4,950원이 수수료예요(5.5%).",
    ]


def test_settlements_that_do_not_agree_say_what_is_lacking_where():
    found = Payout(10, 1, 9_500, 9, 85_500, 85_000, 2, 3, 28_500, 0, 0, DAYS[0])

    lines = words.payout(found)

    assert lines == [
        "정산된 9건 중 2건은 예정과 달라요. 예정 85,500원, 실제 85,000원이에요.",
        "정산은 됐는데 주문 파일에 없는 주문이 1건, 9,500원이에요.",
        "구매확정했는데 정산에 없는 주문이 3건, 28,500원이에요.",
    ]
    assert [faults_on_screen(text) for text in lines] == [[], [], []]


def test_settlements_without_expectations_are_said_to_be_so():
    found = Payout(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, DAYS[0])

    assert words.payout(found) == ["주문 파일에 정산예정금액이 없어 정산과 맞춰 보지 못했어요."]
