"""What is said of orders that left late or have not left, and of what came back."""

from dataclasses import replace
from datetime import date

import pytest

from core.i18n import speaking
from core.services.care_claims import Claims, ProductClaims, Reason
from core.services.care_late import Late, LateOrder, ProductPromise
from core.stats.proportions import Tally
from core.terms import Mall, Period
from core.wording import care_late

DAY = date(2026, 11, 23)
ORDER = LateOrder(
    Mall.SMARTSTORE, "20261", "김*수", "머그", date(2026, 11, 19), date(2026, 11, 20), None, 3, DAY
)
LATE = Late(
    DAY, (ORDER,), 1, (), 4, (), Period.ending(DAY, 28), sent=Period.ending(DAY, 28)
)  # fmt: skip
CLAIMS = Claims(Period.ending(DAY, 28), 200, 12, 3, 2, 9, 4)


def waits(days: int | None) -> Late:
    return replace(LATE, waiting=(replace(ORDER, days=days),))


@pytest.mark.parametrize(
    ("found", "korean", "english"),
    [
        (
            replace(LATE, waiting=(), waiting_count=0),
            (
                "오늘까지 보낼 주문이 없어요",
                "마지막 주문 파일에 발송기한이 된 주문이 남아 있지 않아요.",
            ),
            (
                "Nothing is due to leave today",
                "No order of the last file waits past its last day of dispatch.",
            ),
        ),
        (
            waits(None),
            ("11.23(월)까지 안 보낸 주문 1건", "이미 보냈다면 새 파일을 올려 주세요."),
            (
                "Not sent up to Mon 23 Nov: 1 order",
                "Have you sent them already? Then add a new file.",
            ),
        ),
        (
            waits(0),
            (
                "오늘까지 보낼 주문 1건",
                "11.23(월) 파일 기준이에요. 그 뒤에 보낸 주문은 아직 남아 있을 수 있어요.",
            ),
            (
                "To be sent today: 1 order",
                "What you have sent since the file of Mon 23 Nov may still stand here.",
            ),
        ),
        (
            LATE,
            (
                "발송기한이 지났는데 안 보낸 주문 1건",
                "11.23(월) 파일 기준이에요. 그 뒤에 보낸 주문은 아직 남아 있을 수 있어요.",
            ),
            (
                "Past their last day and not sent: 1 order",
                "What you have sent since the file of Mon 23 Nov may still stand here.",
            ),
        ),
    ],
)
def test_what_is_to_be_sent_is_told_as_of_its_file(found, korean, english):
    with speaking("ko"):
        assert (care_late.waiting_title(found), care_late.waiting(found)) == korean
    with speaking("en"):
        assert (care_late.waiting_title(found), care_late.waiting(found)) == english


def test_only_orders_past_their_day_count_as_past_it():
    some = (ORDER, replace(ORDER, days=0))
    assert care_late.waiting_title(replace(LATE, waiting=some, waiting_count=2)) == (
        "발송기한이 지났는데 안 보낸 주문 1건"
    )


def test_an_order_tells_how_late_it_is_and_what_nobody_knows_stays_out():
    said = [care_late.how_late(replace(ORDER, days=days)) for days in (None, 0, 3)]
    assert said == ["", "오늘까지", "3일 늦음"]
    assert care_late.entry(ORDER) == "머그 · 김*수 · 20261"
    assert care_late.entry(replace(ORDER, buyer="")) == "머그 · 20261"
    assert care_late.when(ORDER) == "결제 11.19(목) · 발송기한 11.20(금)"
    with speaking("en"):
        assert care_late.how_late(replace(ORDER, days=1)) == "1 day late"


def test_an_order_in_a_file_has_its_days_and_empty_cells():
    assert care_late.order_row(ORDER) == {
        "쇼핑몰": "스마트스토어", "주문번호": "20261", "고객": "김*수", "상품": "머그",
        "결제일": "2026-11-19", "발송기한": "2026-11-20", "보낸 날": "", "늦은 날": 3,
    }  # fmt: skip
    sent = care_late.order_row(replace(ORDER, sent=DAY, days=None))
    assert (sent["보낸 날"], sent["늦은 날"]) == ("2026-11-23", "")


def test_lists_tell_how_many_they_leave_out_and_of_which_days_they_are():
    assert care_late.more(10, 12) == "나머지 2건은 파일에 있어요."
    assert care_late.late_title(LATE) == "2026.10.27(화)~11.23(월)에 늦게 보낸 주문 4건"
    assert "2026.10.27(화)~11.23(월)에 결제한 주문" in care_late.products_note(LATE)


def test_what_came_back_is_told_with_what_its_reasons_do_not_tell():
    assert care_late.came_back(CLAIMS) == "보낸 상품 주문 200건 중 반품이 9건, 교환이 4건이에요."
    assert care_late.notes(replace(CLAIMS, waiting=0, has_exchanges=True)) == []
    assert care_late.notes(replace(CLAIMS, unsaid=2)) == [
        "이유를 모르는 반품·교환이 2건 있어요.",
        "교환관리 파일을 올리면 교환한 이유도 함께 세요.",
        "아직 지켜보는 상품 주문 12건은 뺐어요.",
    ]


@pytest.mark.parametrize(
    ("code", "korean", "english"),
    [
        ("wrong", "오배송", "Wrong delivery"),
        ("defect", "불량·파손", "Broken or faulty"),
        ("told", "설명과 다름", "Not as the page says"),
        ("", "마음이 바뀜·기타", "Change of mind and other"),
    ],
)
def test_a_reason_says_what_it_blames(code, korean, english):
    with speaking("ko"):
        assert care_late.kind(code) == korean
    with speaking("en"):
        assert care_late.kind(code) == english


def test_a_reason_is_counted_per_hundred_sent():
    assert care_late.reason_row(Reason("파손", "defect", 3, 1), CLAIMS) == {
        "이유": "파손", "무엇 탓인지": "불량·파손", "반품": 3, "교환": 1, "보낸 100건당": "2.0",
    }  # fmt: skip


def test_a_product_has_a_dash_for_what_no_file_tells():
    untold = care_late.product_row(ProductPromise(1, "머그", Tally(3, 120), None))
    assert list(untold.values()) == ["머그", 120, "3%", "–", "–", "–", "–"]
    told = ProductPromise(1, "머그", Tally(0, 0), ProductClaims(200, 4, 2, 9, 1))
    assert list(care_late.product_row(told).values()) == ["머그", 0, "–", "200", "3%", "9", "1"]
