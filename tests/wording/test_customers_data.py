"""What goes and what stays when a customer is deleted, in words."""

from core import i18n
from core.services.customers_erasing import ErasePlan
from core.wording import customers_data as wording
from tests.wording.copy_rules import faults_on_screen

PLAN = ErasePlan(
    "a" * 32, "김*수", ("a" * 32,), {"consent": 1, "customer_persona": 1, "feedback": 2},
    {"order_line": 5}, 0, (),
)  # fmt: skip


def test_counts_have_units_and_lines_of_orders_are_not_called_orders():
    with i18n.speaking("ko"):
        goes, stays, *_more = wording.plan(PLAN)
    assert goes == "지워요: 이름, 고객 번호, 동의 1건, 페르소나 1건, 손님말 2건"
    assert stays == "이름 없이 남아요: 주문에 담긴 상품 5건(합계가 그대로 맞게)"
    assert faults_on_screen(f"{goes}\n{stays}") == []


def test_english_counts_lines_too():
    with i18n.speaking("en"):
        assert "5 order lines" in wording.plan(PLAN)[1]
