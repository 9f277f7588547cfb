"""Benefits on both databases: kept and taken back, given by lot, and what came of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from core.analysis import care_queue
from core.analysis.customer_states import State
from core.analysis.journey import Stage
from core.services import (
    benefits,
    benefits_draws,
    benefits_due,
    benefits_effect,
    benefits_people,
    benefits_suggested,
    care_queue_done,
    customer_book,
    customers_contacts,
    customers_groups,
    customers_identity,
    tiers,
)
from core.services import customers_consent as consents
from core.services.benefits import Benefit, BenefitProblem, BenefitRefused, Kind, NoteChanged
from core.services.customers_consent import Consent
from core.services.customers_contacts import Contact, Doing
from core.services.messages_result import Told
from core.services.opening import OpenShop
from core.services.tiers import Tier
from core.stats.proportions import Tally
from core.store import benefits as store
from core.store import identities
from core.store.customer_tables import CustomerContactRow
from core.terms import Evidence, Mall, OrderState, evidence_of
from core.terms.customer_groups import Between, On, rule
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CARD = Benefit("손글씨 카드", Kind.CARD, 500)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def key(name: str) -> str:
    return f"{name:0>32}"


def book(shop: OpenShop) -> customer_book.CustomerBook:
    found = customer_book.read(shop)
    assert found is not None
    return found


def problem(refused: pytest.ExceptionInfo[BenefitRefused]) -> BenefitProblem:
    return refused.value.problem


def many(people: int = 400, *, day: date, seed: int = 3) -> list[Line]:
    """Customers who bought some days before a day."""
    random = np.random.default_rng(seed)
    return [
        Line(day - timedelta(days=int(random.integers(1, 60))), f"b{number}")
        for number in range(people)
    ]


def test_a_benefit_is_kept_changed_thrown_away_and_brought_back(shop: OpenShop) -> None:
    kept = benefits.add(shop, replace(CARD, name="  손글씨   카드 ", every_days=60), NOW)
    assert (kept.name, kept.every_days, kept.cost) == ("손글씨 카드", 60, 500)
    changed = benefits.change(shop, replace(kept, cost=None), NOW)
    with pytest.raises(NoteChanged):
        benefits.change(shop, replace(kept, cost=700), NOW)
    assert benefits.listed(shop)[0].cost is None
    benefits.undo(shop, kept.number, changed.version)
    (back,) = benefits.listed(shop)
    assert back.cost == 500
    benefits.delete(shop, back, NOW)
    assert benefits.listed(shop) == []
    (gone,) = benefits.listed(shop, deleted=True)
    benefits.undo(shop, gone.number, gone.version)
    assert [one.name for one in benefits.listed(shop)] == ["손글씨 카드"]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"name": "  "}, BenefitProblem.NO_NAME),
    ({"name": "가" * 61}, BenefitProblem.TOO_LONG),
    ({"cost": -1}, BenefitProblem.COST),
    ({"first": TODAY, "last": TODAY - timedelta(days=1)}, BenefitProblem.DAYS),
    ({"every_days": 0}, BenefitProblem.EVERY),
    ({"tier": 1, "group": 2}, BenefitProblem.TWO_CIRCLES),
])  # fmt: skip
def test_what_is_impossible_is_refused(local: OpenShop, wrong: dict, said: BenefitProblem) -> None:
    with pytest.raises(BenefitRefused) as refused:
        benefits.add(local, replace(CARD, **wrong), NOW)
    assert problem(refused) is said
    assert benefits.listed(local) == []


def test_a_name_is_taken_once_and_a_second_one_gets_a_number(local: OpenShop) -> None:
    benefits.add(local, CARD, NOW)
    with pytest.raises(BenefitRefused) as refused:
        benefits.add(local, CARD, NOW)
    assert problem(refused) is BenefitProblem.SAME_NAME
    assert benefits.renamed(CARD, benefits.listed(local)).name == "손글씨 카드 2"


def test_a_lot_is_right_to_one_and_the_same_again(shop: OpenShop) -> None:
    shops.take(shop, many(97, day=ago(1)))
    one = benefits.add(shop, CARD, NOW)
    keys = [key(f"b{number}") for number in range(97)]
    drawn = benefits_draws.give(shop, one, keys, NOW, percent=30, cost=500)
    assert (drawn.given, drawn.left) in {(68, 29), (67, 30)}
    assert drawn.spent == 500 * drawn.given
    first = benefits_draws.people(shop, drawn.id)
    benefits_draws.delete(shop, drawn, NOW)
    assert benefits_draws.listed(shop) == []
    again = benefits_draws.give(shop, one, keys[::-1], NOW, percent=30)
    assert benefits_draws.people(shop, again.id) == first
    benefits_draws.undo(shop, drawn.id)
    assert [one.id for one in benefits_draws.listed(shop)] == [again.id, drawn.id]


def test_a_second_click_gives_nothing_twice(shop: OpenShop) -> None:
    shops.take(shop, many(20, day=ago(1)))
    one = benefits.add(shop, CARD, NOW)
    keys = [key(f"b{number}") for number in range(20)]
    drawn = benefits_draws.give(shop, one, keys, NOW, percent=50)
    for percent in (50, 20, 0):
        with pytest.raises(BenefitRefused) as refused:
            benefits_draws.give(shop, one, keys[::-1], NOW, percent=percent)
        assert problem(refused) is BenefitProblem.ALREADY
    assert [it.id for it in benefits_draws.listed(shop)] == [drawn.id]
    # Others, another thing, and another day are no second click.
    benefits_draws.give(shop, one, keys[1:], NOW)
    benefits_draws.give(shop, one, keys, NOW, day=ago(1))
    other = benefits.add(shop, replace(CARD, name="견본"), NOW)
    benefits_draws.give(shop, other, keys, NOW)
    assert len(benefits_draws.listed(shop)) == 4


def test_of_several_windows_at_one_moment_one_draws(shop: OpenShop) -> None:
    shops.take(shop, many(20, day=ago(1)))
    one = benefits.add(shop, CARD, NOW)
    keys = [key(f"b{number}") for number in range(20)]

    def draw(_window: int) -> BenefitProblem | None:
        try:
            benefits_draws.give(shop, one, keys, NOW, percent=50)
        except BenefitRefused as refused:
            return refused.problem
        return None

    with ThreadPoolExecutor(3) as windows:
        told = list(windows.map(draw, range(3)))
    assert told.count(None) == 1
    assert set(told) == {None, BenefitProblem.ALREADY}
    assert len(benefits_draws.listed(shop)) == 1


def test_one_does_not_come_back_under_a_name_that_is_taken(shop: OpenShop) -> None:
    one = benefits.add(shop, CARD, NOW)
    benefits.delete(shop, one, NOW)
    benefits.add(shop, CARD, NOW)
    with pytest.raises(NoteChanged):
        benefits.undo(shop, one.number, one.version + 1)
    assert len(benefits.listed(shop)) == 1


def test_amounts_nobody_knows_are_no_nought(local: OpenShop) -> None:
    day = ago(120)
    shops.take(local, [Line(ago(150), "a"), Line(ago(150), "b"), Line(ago(100), "a", None),
                       Line(LAST, "z")])  # fmt: skip
    one = benefits.add(local, CARD, at(day))
    benefits_draws.give(local, one, [key("a"), key("b")], at(day))
    (told,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert (told.bought, told.won, told.unpriced) == (Tally(1, 2), None, 1)


def test_two_keys_of_one_customer_are_one_person(shop: OpenShop) -> None:
    shops.take(shop, [Line(ago(5), "a"), Line(ago(3), "b"), Line(ago(2), "c")])
    customers_identity.merge(shop, key("a"), key("b"), NOW)
    one = benefits.add(shop, CARD, NOW)
    drawn = benefits_draws.give(shop, one, [key("a"), key("b"), key("c")], NOW)
    assert (drawn.given, drawn.left) == (2, 0)
    with shop.store.read() as session:
        whole = identities.keys_of(session, shop.id, key("a"))[0]
    assert set(benefits_draws.people(shop, drawn.id)) == {whole, key("c")}


@pytest.mark.parametrize(("how", "said"), [
    ({"keys": []}, BenefitProblem.NOBODY),
    ({"day": TODAY + timedelta(days=1)}, BenefitProblem.IN_FUTURE),
    ({"day": ago(3), "percent": 20}, BenefitProblem.LATE_LOT),
    ({"percent": 60}, BenefitProblem.SHARE),
    ({"percent": 10}, BenefitProblem.TOO_FEW),
    ({"cost": 99_999_999}, BenefitProblem.COST),
])  # fmt: skip
def test_what_cannot_be_given_is_refused(local: OpenShop, how: dict, said: BenefitProblem) -> None:
    shops.take(local, [Line(ago(5), "a"), Line(ago(3), "b")])
    one = benefits.add(local, CARD, NOW)
    told = {"keys": [key("a"), key("b")], **how}
    with pytest.raises(BenefitRefused) as refused:
        benefits_draws.give(local, one, told.pop("keys"), NOW, **told)
    assert problem(refused) is said
    assert benefits_draws.listed(local) == []


def given_long_ago(shop: OpenShop, *, more: int, percent: int = 50) -> pd.DataFrame:
    """A lot of long ago after which those given bought more often; who they are by pandas."""
    day = ago(120)
    before = many(day=day)
    shops.take(shop, before, name="before.xlsx")
    one = benefits.add(shop, CARD, at(day))
    keys = [key(f"b{number}") for number in range(400)]
    drawn = benefits_draws.give(shop, one, keys, at(day), percent=percent, cost=500)
    sides = benefits_draws.people(shop, drawn.id)
    after: list[Line] = [Line(LAST, "nobody else")]
    rows: list[tuple[bool, int]] = []
    placed = {True: 0, False: 0}
    for name, is_given in sides.items():
        # By the place on the own side, so that chance has no part in how many come.
        place = placed[is_given] = placed[is_given] + 1
        passed, is_lost = place * 7 % 110, place % 9 == 0
        amount = 10_000 + place * 7_919 % 50_000
        if place * 37 % 100 >= 20 + more * is_given:
            rows.append((is_given, 0))
            continue
        state = OrderState.CANCELLED if is_lost else OrderState.CONFIRMED
        after.append(Line(day + timedelta(days=passed), name, amount, state=state))
        rows.append((is_given, amount if 1 <= passed <= 90 and not is_lost else 0))
    shops.take(shop, after, name="after.xlsx", first_line=1_000)
    return pd.DataFrame(rows, columns=["is_given", "won"])


def test_what_a_lot_brought_is_as_pandas_counts_it(shop: OpenShop) -> None:
    told = given_long_ago(shop, more=25)
    (found,) = benefits_effect.outcomes(shop, book(shop), TODAY)
    assert found.told is Told.READY
    lift = found.lift
    assert lift is not None
    given, left = told[told["is_given"]]["won"], told[~told["is_given"]]["won"]
    assert (lift.written.successes, lift.written.trials) == ((given > 0).sum(), len(given))
    assert (lift.left.successes, lift.left.trials) == ((left > 0).sum(), len(left))
    assert found.won == given.sum()
    apart, (low, high) = found.left_over
    assert apart == pytest.approx(given.mean() - left.mean() - 500)
    assert low < apart < high
    assert found.evidence is Evidence.KNOWN


def test_without_an_effect_none_is_told(local: OpenShop) -> None:
    given_long_ago(local, more=0)
    (found,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert found.evidence is not Evidence.KNOWN


def test_nothing_is_looked_at_before_the_days_are_over(local: OpenShop) -> None:
    given_long_ago(local, more=25)
    day = ago(120)
    (found,) = benefits_effect.outcomes(local, book(local), day + timedelta(days=90))
    assert (found.told, found.lift, found.ready_on) == (
        Told.WAITING, None, day + timedelta(days=91)
    )  # fmt: skip


def test_days_without_a_file_take_nobody_for_gone(local: OpenShop) -> None:
    day = ago(120)
    shops.take(local, many(50, day=day), as_of=at(day))
    one = benefits.add(local, CARD, at(day))
    benefits_draws.give(local, one, [key(f"b{number}") for number in range(50)], at(day))
    (found,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert (found.told, found.bought, found.beside) == (Told.NO_FILE, None, None)
    (whole,) = benefits_effect.programmes(local, [found], book(local), TODAY)
    assert (whole.members, whole.again, whole.others) == (50, None, None)


def test_who_was_chosen_stands_beside_customers_alike(shop: OpenShop) -> None:
    day = ago(120)
    # Six who bought twice and four who bought once are given it; the others are alike.
    lines = [Line(day - timedelta(days=50), f"t{number}") for number in range(12)]
    lines += [Line(day - timedelta(days=10), f"t{number}") for number in range(12)]
    lines += [Line(day - timedelta(days=20), f"o{number}") for number in range(24)]
    lines += [Line(day + timedelta(days=30), f"t{number}") for number in (0, 1, 2, 6, 7)]
    lines += [Line(day + timedelta(days=90), f"o{number}") for number in (0, 4, 5)]
    lines += [Line(day, "o6"), Line(day + timedelta(days=91), "o7"), Line(LAST, "z")]
    shops.take(shop, lines)
    one = benefits.add(shop, CARD, at(day))
    some = [key(f"t{number}") for number in range(6)] + [key(f"o{number}") for number in range(4)]
    benefits_draws.give(shop, one, some, at(day), cost=None)
    (found,) = benefits_effect.outcomes(shop, book(shop), TODAY)
    assert found.lift is None
    assert found.bought is not None
    assert (found.bought.successes, found.bought.trials) == (4, 10)
    beside = found.beside
    assert beside is not None
    # o6 bought twice by then, like those who did: 2 of 7, and 2 of 19 of those who bought once.
    assert beside.rate == pytest.approx((6 * 2 / 7 + 4 * 2 / 19) / 10)
    assert (beside.others, beside.alone) == (26, 0)
    assert found.evidence is Evidence.EARLY
    (whole,) = benefits_effect.programmes(shop, [found], book(shop), TODAY)
    assert (whole.members, whole.spent, whole.lacks_cost) == (10, None, True)
    assert (whole.again, whole.others) == (beside.given, pytest.approx(beside.rate))


def test_who_was_given_two_things_at_once_is_told(local: OpenShop) -> None:
    shops.take(local, many(20, day=ago(1)))
    card = benefits.add(local, CARD, NOW)
    sample = benefits.add(local, Benefit("샘플", Kind.SAMPLE), NOW)
    some = [key(f"b{number}") for number in range(20)]
    benefits_draws.give(local, card, some, NOW)
    benefits_draws.give(local, sample, some[:7], NOW)
    found = benefits_effect.outcomes(local, book(local), TODAY)
    assert [one.overlaps for one in found] == [7, 7]


def test_two_things_up_to_ninety_days_apart_mix(local: OpenShop) -> None:
    shops.take(local, many(20, day=ago(1)))
    some = [key(f"b{number}") for number in range(20)]
    for name, days in (("하나", 100), ("둘", 10), ("셋", 9)):
        one = benefits.add(local, replace(CARD, name=name), NOW)
        benefits_draws.give(local, one, some, NOW, day=ago(days))
    found = benefits_effect.outcomes(local, book(local), TODAY)
    assert [one.draw.day for one in found] == [ago(9), ago(10), ago(100)]
    # The first and the last are 91 days apart.
    assert [one.overlaps for one in found] == [20, 20, 20]
    benefits_draws.delete(local, found[1].draw, NOW)
    found = benefits_effect.outcomes(local, book(local), TODAY)
    assert [one.overlaps for one in found] == [0, 0]


def test_purchases_of_the_day_itself_and_of_the_ninety_first_do_not_count(local: OpenShop) -> None:
    day = ago(120)
    shops.take(local, [
        Line(day + timedelta(days=passed), name, won)
        for name, passed, won in (("a", 0, 100), ("b", 1, 200), ("c", 90, 400), ("d", 91, 800))
    ] + [Line(ago(150), name) for name in "abcd"] + [Line(LAST, "z")])  # fmt: skip
    one = benefits.add(local, CARD, at(day))
    benefits_draws.give(local, one, [key(name) for name in "abcd"], at(day))
    (found,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert (found.days.first, found.days.last) == (ago(119), ago(30))
    assert (found.bought, found.won) == (Tally(2, 4), 600)


@pytest.mark.parametrize(("first", "last", "told"), [
    (121, 120, Told.READY), (120, 119, Told.GAP), (80, 70, Told.GAP), (30, 29, Told.GAP),
    (29, 28, Told.READY),
])  # fmt: skip
def test_no_day_that_counts_may_be_in_no_file(
    local: OpenShop, first: int, last: int, told: Told
) -> None:
    day = ago(120)
    early = [Line(ago(days), "a") for days in range(200, first, -1)]
    late = [Line(ago(days), "a") for days in range(last - 1, -1, -1)]
    shops.take(local, early, name="early.xlsx")
    shops.take(local, late, name="late.xlsx", first_line=500)
    one = benefits.add(local, CARD, at(day))
    benefits_draws.give(local, one, [key("a")], at(day))
    (found,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert found.told is told


def test_who_was_given_it_another_time_is_no_one_to_compare_with(local: OpenShop) -> None:
    day = ago(120)
    lines = [Line(ago(150), name) for name in "abcde"] + [Line(ago(100), "c"), Line(LAST, "z")]
    shops.take(local, lines)
    one = benefits.add(local, CARD, at(day))
    benefits_draws.give(local, one, [key("a"), key("b")], at(day))
    benefits_draws.give(local, one, [key("c")], at(LAST), day=LAST)
    found = benefits_effect.outcomes(local, book(local), TODAY)
    beside = next(it.beside for it in found if it.draw.day == day)
    assert beside is not None
    assert (beside.others, beside.rate) == (2, 0)


def test_who_turns_out_to_be_on_both_sides_is_on_none(shop: OpenShop) -> None:
    shops.take(shop, [*many(20, day=ago(1)), Line(LAST, "z")])
    one = benefits.add(shop, CARD, NOW)
    drawn = benefits_draws.give(
        shop, one, [key(f"b{number}") for number in range(20)], NOW, percent=50
    )
    sides = benefits_draws.people(shop, drawn.id)
    given, left = ([name for name, it in sides.items() if it is side] for side in (True, False))
    customers_identity.merge(shop, given[0], left[0], NOW)
    customers_identity.merge(shop, given[1], given[2], NOW)
    with shop.store.read() as session:
        found = store.everybody(session, shop.id)
    # One pair tells nothing, the other one is one person.
    assert found["is_given"].value_counts().to_dict() == {True: 8, False: 9}
    assert found["buyer"].is_unique


def test_whoever_was_passed_over_has_not_heard(shop: OpenShop) -> None:
    shops.take(shop, [Line(ago(5), "done"), Line(ago(5), "passed over")])
    with shop.store.write() as session:
        session.add_all(
            CustomerContactRow(
                shop_id=shop.id, kind="win_back", buyer_key=key(name), day=ago(3),
                is_done=is_done, at=NOW,
            )
            for name, is_done in (("done", 1), ("passed over", 0))
        )  # fmt: skip
    one = benefits.add(shop, replace(CARD, every_days=30), NOW)
    found = benefits_due.due(shop, book(shop), one, NOW)
    assert [row.key for row in found.people] == [key("passed over")]


def test_a_chance_find_among_many_lots_is_not_called_sure(local: OpenShop) -> None:
    """Of ten lots one always looks well; Holm's correction allows for that."""
    given_long_ago(local, more=12)
    (alone,) = benefits_effect.outcomes(local, book(local), TODAY)
    assert alone.lift is not None
    assert alone.evidence is evidence_of(1 - alone.lift.p, enough=True)
    keys = [key(f"b{number}") for number in range(400)]
    for number in range(9):
        one = benefits.add(local, replace(CARD, name=f"다른 {number}"), at(ago(120)))
        benefits_draws.give(local, one, keys, at(ago(120)), percent=50)
    found = benefits_effect.outcomes(local, book(local), TODAY)
    p_values = [one.lift.p for one in found if one.lift is not None]
    assert len(p_values) == 10
    # By hand: the j-th smallest of m times m - j + 1, never less than one before it.
    least = 0.0
    for place, one in enumerate(sorted(found, key=lambda it: it.lift.p if it.lift else 1)):
        assert one.lift is not None
        least = max(least, min(1.0, one.lift.p * (10 - place)))
        assert one.evidence is evidence_of(1 - least, enough=True)
    first = next(one for one in found if one.draw.id == alone.draw.id)
    assert (alone.evidence, first.evidence) == (Evidence.KNOWN, Evidence.EARLY)


def test_people_come_from_groups_states_tiers_and_pasted_numbers(shop: OpenShop) -> None:
    lines = [Line(ago(days), "abcdef012345", 50_000) for days in (3, 20, 40)]
    lines += [Line(ago(9), "once", order="2026111400001")]
    shops.take(shop, lines)
    known = book(shop)
    (regular,) = benefits_people.of_state(shop, known, State.REGULAR)
    assert benefits_people.keys(shop, np.array([regular])) == [key("abcdef012345")]
    group = customers_groups.add(shop, "세 번", rule(Between(On.VISITS, 3)), NOW)
    (kept,) = tiers.save(shop, [Tier("으뜸", 100_000)], {}, NOW)
    for one in (replace(CARD, group=group.id), replace(CARD, tier=kept.id)):
        found = benefits_people.circle(shop, known, one, TODAY)
        assert found is not None
        assert found.tolist() == [regular]
    assert benefits_people.circle(shop, known, replace(CARD, group=99), TODAY) is None
    assert benefits_people.circle(shop, known, replace(CARD, tier=99), TODAY) is None
    told = benefits_people.pasted(shop, f"2026111400001, g{key('abcdef012345')}\n999999 ", TODAY)
    assert told.keys == (key("once"), key("abcdef012345"))
    assert told.unknown == ("999999",)


def test_who_has_not_heard_for_long_is_due_and_who_said_no_is_not(shop: OpenShop) -> None:
    shops.take(shop, [Line(ago(days), name) for days, name in
                      ((9, "card"), (8, "call"), (7, "never"), (6, "long"),
                       (5, "no"))])  # fmt: skip
    one = benefits.add(shop, replace(CARD, every_days=30), NOW)
    benefits_draws.give(shop, one, [key("card")], NOW, day=ago(29))
    for name, days in (("call", 10), ("long", 45)):
        contact = Contact(Doing.ACT, Stage.LOYAL, ago(days), "전화", key(name))
        customers_contacts.add(shop, contact, NOW)
    refused = Consent(key("no"), consents.Kind.MARKETING, ago(20), "chat", ago(20))
    consents.give(shop, refused, NOW)
    consents.give(shop, Consent(key("long"), consents.Kind.MARKETING, ago(20), "chat"), NOW)
    found = benefits_due.due(shop, book(shop), one, NOW)
    # The card came 30 days ago; the call 11 days ago.
    assert [row.key for row in found.people] == [key("never"), key("long"), key("card")]
    assert found.last[0] is None
    assert (found.members, found.spared, found.agreed) == (5, 1, {key("long")})
    short = benefits_due.due(shop, book(shop), one, NOW, 1)
    assert [row.key for row in short.people] == [key("never")]
    assert (short.count, short.agreeing) == (found.count, found.agreeing) == (3, 1)
    ended = replace(one, last=TODAY - timedelta(days=1))
    assert benefits_due.plans([one, ended, CARD], NOW) == [one]


def test_a_word_after_a_purchase_is_a_contact_and_a_notice_is_none(local: OpenShop) -> None:
    shops.take(local, [Line(ago(20), "asked", order="o1"), Line(ago(20), "told", order="o2")])
    mall = Mall.SMARTSTORE.value
    care_queue_done.mark(local, care_queue.Kind.HOW_IS_IT, [(mall, "o1")], at(ago(5)))
    care_queue_done.mark(local, care_queue.Kind.DISPATCH, [(mall, "o2")], at(ago(5)))
    one = benefits.add(local, replace(CARD, every_days=30), NOW)
    found = benefits_due.due(local, book(local), one, NOW)
    assert [row.key for row in found.people] == [key("told")]


def test_what_suits_whom_rests_on_counted_customers(local: OpenShop) -> None:
    lines = [Line(ago(days), f"r{number}", 20_000)
             for number in range(6) for days in (5, 30, 60)]  # fmt: skip
    lines += [Line(ago(10 * number), f"f{number}", 9_000) for number in range(4)]
    shops.take(local, lines)
    one = benefits.add(local, CARD, NOW)
    benefits_draws.give(local, one, [key("r0")], NOW)
    (found,) = benefits_suggested.suggested(local, book(local), NOW)
    assert (found.state, found.kind, found.people, found.quiet) == (
        State.REGULAR, Kind.CARD, 6, 5
    )  # fmt: skip
    assert (found.away, found.won, found.day) == (5, 60_000, LAST)
