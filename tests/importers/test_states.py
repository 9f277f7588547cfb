"""What the words in the columns of states mean."""

import pytest

from core.importers.states import CLAIMS, IN_MALL, SETTLED, STATES, WITHDRAWN, state_of
from core.terms import Claim, Mall, OrderState


@pytest.mark.parametrize(("word", "state"), STATES.items())
def test_a_word_of_a_state_alone_is_that_state(word, state):
    assert state_of((word, "", "")) == (state, SETTLED.get(state), True)


@pytest.mark.parametrize(("word", "claim"), CLAIMS.items())
def test_a_claim_not_decided_yet_is_open(word, claim):
    assert state_of(("배송완료", "", word)) == (OrderState.CLAIM_OPEN, claim, True)


@pytest.mark.parametrize("word", sorted(WITHDRAWN))
def test_a_claim_taken_back_leaves_the_order_as_it_was(word):
    assert state_of(("배송중", "-", word)) == (OrderState.SHIPPING, None, True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("결제완료", "", "취소완료"), (OrderState.CANCELLED, Claim.CANCEL, True)),
        (("취소", "", "결제완료"), (OrderState.CANCELLED, Claim.CANCEL, True)),
        (("취소요청", "", "취소완료"), (OrderState.CANCELLED, Claim.CANCEL, True)),
        (("발송 대기", "발주확인", ""), (OrderState.PREPARING, None, True)),
        (("", "", ""), (None, None, True)),
        (("-", "", ""), (None, None, True)),
        (("새로운상태", "", ""), (OrderState.UNKNOWN, None, False)),
        (("결제완료", "새로운상태", ""), (OrderState.PAID, None, False)),
    ],
)
def test_the_stronger_word_wins_and_a_strange_one_is_told(words, expected):
    assert state_of(words) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("301 배송 준비 중", (OrderState.PREPARING, None, True)),
        ("입금전취소 - 구매자", (OrderState.CANCELLED_UNPAID, None, True)),
        ("배송준비중(발주확인)", (OrderState.PREPARING, None, True)),
        ("취소완료-환불전", (OrderState.CANCELLED, Claim.CANCEL, True)),
        ("취소신청[구매자]", (OrderState.CLAIM_OPEN, Claim.CANCEL, True)),
        ("Paid", (OrderState.PAID, None, True)),
        ("301", (OrderState.UNKNOWN, None, False)),
        ("(새로운)", (OrderState.UNKNOWN, None, False)),
    ],
)
def test_a_word_keeps_its_meaning_with_a_number_before_it_and_a_remark_behind(word, expected):
    assert state_of((word,)) == expected


@pytest.mark.parametrize("mall", IN_MALL)
def test_a_mall_may_mean_something_else_by_a_word(mall):
    for word, state in IN_MALL[mall].items():
        assert state_of((word,), mall)[0] is state
        assert state_of((word,))[0] is not state


def test_an_order_that_was_paid_before_it_was_cancelled_is_cancelled_in_cafe24():
    assert state_of(("취소완료", "T", ""), Mall.CAFE24)[0] is OrderState.CANCELLED
    assert state_of(("", "F", ""), Mall.CAFE24)[0] is OrderState.UNPAID
