"""What the words in the columns of states mean."""

import pytest

from core.importers.states import CLAIMS, SETTLED, STATES, WITHDRAWN, state_of
from core.terms import Claim, OrderState


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
