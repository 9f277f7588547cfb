"""Rules that the seller changes, and what she leaves out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.care_queue import Kind
from core.services import care_rules
from core.services.care_rules import FIRST, CareProblem, CareRefused, NoteChanged, Scope
from core.terms import Mall
from tests.care_shops import Sent, take

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATER = NOW + timedelta(days=2)


def test_at_first_the_rules_are_ours(shop):
    assert care_rules.rules(shop) == FIRST


def test_a_change_is_kept_and_can_be_taken_back(shop):
    wanted = replace(FIRST[Kind.HOW_IS_IT], days=5, text=" {이름?고객} 님, 어때요? ")
    before = care_rules.change(shop, wanted, NOW)
    now = care_rules.rules(shop)[Kind.HOW_IS_IT]
    assert (now.days, now.text, now.since) == (5, "{이름?고객} 님, 어때요?", None)

    care_rules.restore(shop, before, now.at, LATER)
    assert care_rules.rules(shop) == FIRST


def test_the_day_on_which_a_rule_was_switched_on_is_kept(shop):
    off = replace(FIRST[Kind.REVIEW], is_on=False)
    care_rules.change(shop, off, NOW)
    seen = care_rules.rules(shop)[Kind.REVIEW]
    assert (seen.is_on, seen.since) == (False, None)

    care_rules.change(shop, replace(seen, is_on=True), LATER)
    on = care_rules.rules(shop)[Kind.REVIEW]
    assert on.since == date(2026, 11, 24)
    care_rules.change(shop, replace(on, days=20), LATER + timedelta(days=1))
    assert care_rules.rules(shop)[Kind.REVIEW].since == date(2026, 11, 24)


def test_two_windows_do_not_overwrite_each_other(shop):
    care_rules.change(shop, replace(FIRST[Kind.TIP], days=40), NOW)

    with pytest.raises(NoteChanged):
        care_rules.change(shop, replace(FIRST[Kind.TIP], days=50), LATER)
    assert care_rules.rules(shop)[Kind.TIP].days == 40


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"days": -1}, CareProblem.NUMBER),
        ({"days": 181}, CareProblem.NUMBER),
        ({"lapses": 61}, CareProblem.NUMBER),
        ({"text": "{색깔} 좋아요"}, CareProblem.UNKNOWN_PLACES),
        ({"text": "{상품명"}, CareProblem.UNKNOWN_PLACES),
        ({"text": "후기를 쓰시면 적립금을 드려요"}, CareProblem.REWARD),
        ({"text": "가" * 1001}, CareProblem.TOO_LONG),
    ],
)
def test_what_is_impossible_is_refused(shop, wrong, problem):
    with pytest.raises(CareRefused) as refused:
        care_rules.change(shop, replace(FIRST[Kind.REVIEW], **wrong), NOW)

    assert refused.value.problem is problem
    assert care_rules.rules(shop) == FIRST


def test_a_tip_is_kept_replaced_and_forgotten(shop):
    assert care_rules.put_tip(shop, 1, "  손으로  씻어요. ", NOW) == ""
    assert care_rules.put_tip(shop, 1, "말려 주세요.", LATER) == "손으로 씻어요."
    assert care_rules.tips(shop) == {1: "말려 주세요."}
    assert care_rules.put_tip(shop, 1, " ", LATER) == "말려 주세요."
    assert care_rules.tips(shop) == {}
    with pytest.raises(CareRefused):
        care_rules.put_tip(shop, 1, "가" * 301, NOW)


def test_an_order_is_left_out_by_its_number_in_whichever_mall(shop):
    take(shop, [Sent("O1", date(2026, 11, 16))])
    take(shop, [Sent("O1", date(2026, 11, 16), mall=Mall.CAFE24)], mall=Mall.CAFE24, name="c.xlsx")
    out = care_rules.exclude_order(shop, " O1 ", NOW)

    assert {one.value for one in out} == {"1:O1", "3:O1"}
    assert {one.name for one in care_rules.exclusions(shop)} == {"O1"}
    with pytest.raises(CareRefused) as refused:
        care_rules.exclude_order(shop, "nothing", NOW)
    assert refused.value.problem is CareProblem.UNKNOWN_ORDER


def test_what_is_left_out_has_a_name_as_long_as_files_tell_it(shop):
    take(shop, [Sent("O1", date(2026, 11, 16))])
    for scope, value in ((Scope.BUYER, f"{'b1':0>32}"), (Scope.BUYER, "f" * 32)):
        care_rules.exclude(shop, care_rules.Exclusion(scope, value), NOW)

    assert sorted(one.name for one in care_rules.exclusions(shop)) == ["", "김*수"]


def test_malls_are_switched_off_and_on(shop):
    assert care_rules.malls_left_out(shop) == {Mall.COUPANG}
    care_rules.switch_mall(shop, Mall.SMARTSTORE, NOW, is_on=False)
    care_rules.switch_mall(shop, Mall.COUPANG, NOW, is_on=True)
    care_rules.switch_mall(shop, Mall.COUPANG, NOW, is_on=True)
    assert care_rules.malls_left_out(shop) == {Mall.SMARTSTORE}
    assert care_rules.exclusions(shop) == []
