"""Lists of customers, past lists and discounts, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.analysis.customer_states import Rules
from core.analysis.customers_discount import Discounted
from core.analysis.customers_due import HitRate
from core.services.care_queue_done import Reason
from core.services.customers_contact import Batch, Mark
from core.services.customers_discount import Discounts
from core.services.customers_due import ListKind
from core.services.customers_due_left import Left
from core.services.customers_due_people import Person
from core.services.customers_outcome import Outcome
from core.stats.proportions import Tally
from core.terms import Evidence, Mall
from core.wording import customers_discount, customers_due, customers_past
from tests.wording.copy_rules import faults

HELPS = HitRate(14, (), Tally(60, 1_000), 900, 0.03, (0.01, 0.05), 0.99)
WORSE = replace(HELPS, others=0.1, bounds=(-0.05, -0.01))
PERSON = Person("ab" * 16, "김*수", 3, 7, "커피", 0, date(2026, 10, 20), 42, 42.0, 60.0, 20_000, 3,
                60_000, Mall.SMARTSTORE, None, agreed=False, discounted=None,
                orders=None)  # fmt: skip


def test_a_list_that_helps_is_told_with_people_out_of_a_hundred():
    assert customers_past.level(ListKind.AGAIN, HELPS) is Evidence.KNOWN
    assert customers_past.hit_rate(ListKind.AGAIN, HELPS) == (
        "지난 목록에서는 14일 안에 100명 중 6.0명이 그 상품을 다시 샀어요."
    )
    assert customers_past.compared(ListKind.AGAIN, HELPS) == (
        "목록에 없던 고객은 100명 중 3.0명이에요. 목록이 맞아요."
    )
    assert customers_past.between(HELPS) == "목록에 있던 쪽이 100명 중 1.0~5.0명 더 많다고 봐요."


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((-0.057, 0.013), "100명 중 5.7명 적을 수도, 1.3명 많을 수도 있어요."),
        ((-0.05, -0.01), "100명 중 1.0~5.0명 더 적다고 봐요."),
    ],
)
def test_nobody_reads_of_fewer_people_than_none(bounds, words):
    said = customers_past.between(replace(HELPS, bounds=bounds))
    assert said == f"목록에 있던 쪽이 {words}"
    assert faults(said) == []


def test_shares_and_their_difference_are_told_of_as_many_people():
    rare = replace(HELPS, listed=Tally(27, 10_000), others=0.0134, bounds=(-0.002, 0.001))
    assert "1,000명 중 2.7명이" in customers_past.hit_rate(ListKind.AGAIN, rare)
    assert "1,000명 중 13.4명이에요." in customers_past.compared(ListKind.AGAIN, rare)
    assert customers_past.between(rare).endswith(
        "1,000명 중 2.0명 적을 수도, 1.0명 많을 수도 있어요."
    )
    told = Outcome(14, Tally(9, 60), 0, Tally(1, 240), (0.02, 0.2))
    assert "1,000명 중 150.0명이 샀어요." in customers_past.outcome(told)
    assert customers_past.doubt(told).startswith("챙긴 쪽이 1,000명 중 20.0~200.0명 더 많다고")


@pytest.mark.parametrize(
    ("found", "level", "words"),
    [
        (replace(HELPS, chance=0.8), Evidence.HINT, "목록이 맞는 것 같아요."),
        (replace(HELPS, chance=0.5), Evidence.EARLY, "둘이 다르다고 말하기는 아직 일러요."),
        (replace(HELPS, bounds=None, chance=None), Evidence.EARLY, "아직 일러요."),
        (
            replace(HELPS, others=0.1, bounds=(-0.05, -0.01)),
            Evidence.KNOWN,
            "많이 쓴 고객부터 챙기세요.",
        ),
        (
            replace(HELPS, others=0.1, bounds=(-0.05, -0.01), chance=0.8),
            Evidence.HINT,
            "맞지 않는 것 같아요.",
        ),
    ],
)
def test_no_more_is_said_of_a_difference_than_is_known(found, level, words):
    assert customers_past.level(ListKind.AGAIN, found) is level
    assert customers_past.compared(ListKind.AGAIN, found).endswith(words)


@pytest.mark.parametrize(
    ("found", "caveat", "is_right", "is_wrong"),
    [
        (HELPS, "", True, False),
        (replace(HELPS, chance=0.8), "", True, False),
        (replace(HELPS, chance=0.5), "다만 목록이 맞는지는 아직 몰라요.", False, False),
        (replace(WORSE, chance=0.5), "다만 목록이 맞는지는 아직 몰라요.", False, False),
        (replace(WORSE, chance=0.8), "다만 지난 목록은 맞지 않은 것 같아요.", False, True),
        (WORSE, "다만 지난 목록은 맞지 않았어요.", False, True),
        (replace(HELPS, bounds=None, chance=None), "", False, False),
    ],
)
def test_how_far_a_list_is_to_be_believed_is_said_as_far_as_it_is_known(
    found, caveat, is_right, is_wrong
):
    assert customers_past.caveat(ListKind.AGAIN, found) == caveat
    assert customers_past.is_right(ListKind.AGAIN, found) is is_right
    assert customers_past.is_wrong(ListKind.AGAIN, found) is is_wrong
    assert customers_past.caveat(ListKind.RESTING, found) == ""
    assert not customers_past.is_right(ListKind.RESTING, found)


def test_past_lists_claim_no_effect_of_writing_to_people():
    told = " ".join(customers_past.how(ListKind.SECOND, HELPS))
    assert "챙겼을 때의 효과는 아니에요." in told
    assert "효과" not in " ".join(customers_past.how(ListKind.RESTING, HELPS))


def test_where_past_lists_were_wrong_the_time_of_one_is_no_advice():
    assert customers_due.advice(ListKind.AGAIN) == "‘보통 이때 사요’ 고객부터 챙기세요."
    assert customers_due.advice(ListKind.AGAIN, is_wrong=True) == "많이 쓴 고객부터 챙기세요."


def test_of_who_rests_only_the_part_that_came_back_by_itself_is_told():
    assert customers_past.compared(ListKind.RESTING, HELPS) == ""
    assert "그냥 두었을 때 14일 안에" in customers_past.hit_rate(ListKind.RESTING, HELPS)


def test_without_past_lists_that_is_said():
    none = HitRate(14, (), Tally(0, 0), 0, None, None, None)
    assert customers_past.hit_rate(ListKind.AGAIN, none) == "아직 돌아볼 지난 목록이 없어요."
    assert customers_past.compared(ListKind.AGAIN, none) == ""
    assert customers_past.level(ListKind.AGAIN, none) is Evidence.EARLY


def test_few_people_are_told_as_they_are():
    few = replace(HELPS, listed=Tally(3, 12))
    assert "12명 중 3명이 그 상품을 다시 샀어요." in customers_past.hit_rate(ListKind.AGAIN, few)


def test_what_came_of_contacts_claims_no_cause():
    told = Outcome(14, Tally(9, 60), 4, Tally(12, 240), (0.02, 0.2))
    assert customers_past.outcome(told) == (
        "챙긴 고객은 14일 안에 100명 중 15.0명이 샀어요. "
        "같은 목록에서 챙기지 않은 고객은 100명 중 5.0명이에요."
    )
    assert customers_past.doubt(told).endswith("다른 점도 다를 수 있어요.")
    assert "한 사람은 처음 오른 목록에서 한 번만 세요." in customers_past.doubt(told)
    early = Outcome(14, Tally(0, 0), 4, Tally(0, 0), None)
    assert "챙긴 고객 4명은 아직 14일이 안 지나" in customers_past.outcome(early)
    assert customers_past.doubt(early) == "둘을 견주기에는 아직 수가 적어요."


def test_unknown_amounts_are_said_beside_the_sum():
    assert customers_due.stake(ListKind.AGAIN, 60_000, 2) == (
        "지난번 그 상품에 낸 돈을 모으면 60,000원이에요. 2명은 금액을 몰라요."
    )


@pytest.mark.parametrize(("since", "words"), [(41, "일러요"), (42, "이때"), (61, "지났어요")])
def test_when_to_write_follows_the_median_and_the_third_quarter(since, words):
    assert words in customers_due.timing(replace(PERSON, since=since))


def test_an_unknown_amount_is_a_dash_and_an_empty_cell():
    one = replace(PERSON, stake=None)
    assert "지난번 이 상품에 –" in customers_due.worth(one, ListKind.AGAIN)
    assert customers_due.row(one, ListKind.AGAIN, "")["지난번 그 상품에 낸 돈"] is None


def test_old_files_are_said_to_be_old():
    last = date(2026, 11, 22)
    assert "그 뒤에 산 고객도" in customers_due.as_of(last, date(2026, 11, 25))
    assert "그 뒤에 산 고객도" not in customers_due.as_of(last, date(2026, 11, 24))


def test_who_can_be_shown_all_the_same_is_counted_apart_from_who_cannot():
    hidden = {Left.NOTED: 1, Mark.COMPLAINT: 3, Mark.LATELY: 82}
    assert customers_due.left_out(hidden) == (
        "지금은 연락하지 않을 고객 85명은 뺐어요(불만 처리 중 3명, 14일 안에 연락함 82명). "
        "1명은 뺐어요(이미 챙기거나 건너뜀 1명)."
    )
    assert customers_due.left_alone(85) == "지금은 연락하지 않을 고객 85명 더 보기"


def test_a_batch_is_told_with_the_reason():
    batch = Batch(ListKind.GONE, ("a", "b"), datetime(2026, 11, 22, tzinfo=UTC), Reason.NO_WAY)
    assert customers_due.marked(batch, ["김*수"]) == (
        "떠남: 김*수 님 외 1명 건너뛰었어요 · 연락할 방법이 없음"
    )


def test_the_day_limits_of_gone_are_twice_those_of_resting():
    assert "90일이 넘었어요" in customers_due.reason(ListKind.RESTING, Rules(gap=90))
    assert "180일이 넘었어요" in customers_due.reason(ListKind.GONE, Rules(gap=90))


def found(dependent=30, chance=10.0, orders=None, unknown=0, **other):
    sides = {"with_one": Tally(20, 100), "without": Tally(40, 100), "bounds": (-0.32, -0.07)}
    told = Discounted(orders or Tally(300, 1_000), unknown)
    return Discounts(told, dependent, chance, **sides | other)


def test_as_many_as_chance_makes_are_no_reason_to_act():
    assert found().stands_out
    assert not found(dependent=16).stands_out
    assert "10명쯤은" in customers_discount.by_chance(found())
    assert customers_discount.by_chance(found(dependent=16)).endswith("바꾸지 마세요.")


def test_discounts_that_nobody_tells_are_unknown():
    assert customers_discount.shop(found(orders=Tally(0, 0), unknown=9)) == (
        "주문 파일에 할인 금액이 없어요."
    )
    words = customers_discount.shop(found(orders=Tally(900, 1_000), unknown=9))
    assert "9건은 할인이 있었는지 몰라요." in words
    assert words.endswith("가려낼 수 없어요.")


def test_who_first_came_with_a_discount_is_held_against_the_others():
    assert customers_discount.come_again(found()) == (
        "할인으로 처음 산 고객은 90일 안에 100명 중 20.0명이 다시 샀어요. "
        "제값에 처음 산 고객은 100명 중 40.0명이에요."
    )
    assert customers_discount.come_again(found(without=Tally(0, 0))) == ""
    assert customers_discount.doubt(found()).startswith("할인으로 온 쪽이 100명 중 7.0~32.0명 더")
    assert customers_discount.doubt(found()).endswith("다를 수 있어요.")
    assert customers_discount.doubt(found(bounds=(-0.1, 0.1))).endswith("자주 나와요.")
    assert customers_discount.doubt(found(bounds=None)).endswith("수가 적어요.")
