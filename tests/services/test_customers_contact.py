"""Who of a list is left alone, who was contacted, and what came of it."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from core.analysis.care_queue import Kind
from core.services import (
    care_queue_done,
    care_rules,
    customer_book,
    customers_bought,
    customers_consent,
    customers_contact,
    customers_due,
    customers_outcome,
    customers_states,
    voice_complaints,
)
from core.services.care_queue_done import Reason
from core.services.care_rules import Exclusion, Scope
from core.services.care_words import CareRefused
from core.services.customers_consent import Consent
from core.services.customers_consent import Kind as ConsentKind
from core.services.customers_contact import Mark, Wish
from core.services.customers_due import ListKind
from core.services.customers_due_left import Left, left_out
from core.services.customers_due_order import First, ordered
from core.services.customers_due_people import people
from core.services.voice_complaints import Complaint
from core.services.voice_orders import About
from core.stats.proportions import Tally
from core.store.moments import day_number
from core.terms import Mall
from tests.shops import LAST, Line, take

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = NOW.date()
NAMES = ("ann", "bob", "cho")


def ago(days):
    return LAST - timedelta(days=days)


def key(name):
    return f"{name:0>32}"


@pytest.fixture
def three(shop):
    """Three who bought once, 40, 41 and 42 days before the last day."""
    lines = [Line(ago(40 + place), name, 1_000 * (place + 1), order=f"O{name}")
             for place, name in enumerate(NAMES)]  # fmt: skip
    take(shop, [*lines, Line(LAST, "new")])
    return shop


def known(shop):
    book = customer_book.read(shop)
    return customers_due.known(
        book, customers_bought.read(shop), customers_states.rules(shop, book)
    )


def listed(shop, wish=None, kind=ListKind.SECOND, today=TODAY):
    every = customers_due.listed(known(shop), kind)
    now = customers_contact.standing(shop, today)
    some = people(shop, customers_contact.chosen(every, kind, now, wish or Wish()))
    return {one.key.lstrip("0"): one for one in some}


def mark(shop, *names, kind=ListKind.SECOND, at=NOW, reason=None, product=None):
    about = dict.fromkeys(map(key, names), product)
    return customers_contact.mark(shop, kind, about, at, reason)


def test_who_was_contacted_leaves_the_list_and_comes_back_when_it_is_taken_back(three):
    batch = mark(three, "ann", "bob")
    assert list(listed(three)) == ["cho"]
    assert customers_contact.undo(three, batch) == 2
    assert list(listed(three)) == ["cho", "bob", "ann"]
    assert customers_contact.undo(three, batch) == 0


def test_who_was_skipped_leaves_the_list_but_is_not_taken_for_contacted(three):
    mark(three, "ann", reason=Reason.NO_WAY)
    assert list(listed(three)) == ["cho", "bob"]
    assert customers_contact.standing(three, TODAY).lately == frozenset()
    assert list(listed(three, today=TODAY + timedelta(days=90))) == ["cho", "bob", "ann"]


def test_a_new_purchase_makes_an_old_contact_count_no_more(shop):
    take(shop, [Line(ago(40), "ann"), Line(LAST, "new")])
    mark(shop, "ann", at=NOW - timedelta(days=50))
    assert list(listed(shop)) == ["ann"]


def test_two_windows_note_somebody_once(three):
    first, second = mark(three, "ann"), mark(three, "ann", "bob", at=NOW + timedelta(seconds=5))
    assert (first.keys, second.keys) == ((key("ann"),), (key("bob"),))
    customers_contact.undo(three, second)
    assert "ann" not in listed(three)


def test_more_than_fifty_are_refused(three):
    with pytest.raises(CareRefused):
        mark(three, *(f"b{number}" for number in range(51)))
    assert len(listed(three)) == 3


def test_who_was_contacted_on_another_list_or_about_an_order_is_marked_for_14_days(three):
    mark(three, "ann", kind=ListKind.GONE, at=NOW - timedelta(days=13))
    care_queue_done.mark(three, Kind.HOW_IS_IT, [(int(Mall.SMARTSTORE), "Obob")], NOW)
    assert list(listed(three)) == ["cho"]
    every = listed(three, Wish(everybody=True))
    assert (every["ann"].mark, every["bob"].mark) == (Mark.LATELY, Mark.LATELY)
    assert list(listed(three, today=TODAY + timedelta(days=1))) == ["cho", "ann"]


def test_a_notice_about_an_order_is_no_contact(three):
    care_queue_done.mark(three, Kind.DISPATCH, [(int(Mall.SMARTSTORE), "Obob")], NOW)
    assert len(listed(three)) == 3


def test_who_has_an_open_complaint_is_left_alone(three):
    voice_complaints.add(three, Complaint("broken", About(Mall.SMARTSTORE, "Oann")), NOW)
    assert "ann" not in listed(three)
    assert listed(three, Wish(everybody=True))["ann"].mark is Mark.COMPLAINT


def test_who_the_seller_left_out_or_who_said_no_is_on_no_list_at_all(three):
    care_rules.exclude(three, Exclusion(Scope.BUYER, key("ann"), "ann"), NOW)
    no = Consent(key("bob"), ConsentKind.MARKETING, TODAY, "chat", withdrawn_on=TODAY)
    customers_consent.give(three, no, NOW)
    assert list(listed(three, Wish(everybody=True))) == ["cho"]


def test_a_list_can_be_of_those_who_agreed_only(three):
    customers_consent.give(three, Consent(key("bob"), ConsentKind.MARKETING, TODAY, "chat"), NOW)
    assert list(listed(three, Wish(agreed=True))) == ["bob"]
    assert [one.agreed for one in listed(three).values()] == [False, True, False]


def test_those_whose_time_is_soonest_over_can_come_first(shop):
    take(shop, [Line(ago(31), "late", 9_000), Line(ago(59), "soon", 1_000), Line(LAST, "new")])
    assert list(listed(shop)) == ["late", "soon"]
    assert list(listed(shop, Wish(first=First.LAPSING))) == ["soon", "late"]


def test_whose_time_is_right_comes_first_then_who_is_late_then_early_and_by_what_they_paid():
    since = [36, 42, 60, 50, 70, 40]
    rows = {"buyer": range(6), "product": 1, "since": since, "median": 42.0, "upper": 55.0,
            "stake": [9e3, 1e3, 5e3, 2e3, 6e3, np.nan]}  # fmt: skip
    some = pd.DataFrame(rows)
    assert ordered(some, First.NOW)["since"].tolist() == [50, 42, 70, 60, 36, 40]
    assert ordered(some, First.NOW, passed=10)["since"].tolist() == [36, 42, 40, 70, 60, 50]
    assert ordered(some, First.WEIGHT)["since"].tolist() == [36, 70, 60, 50, 42, 40]


def test_who_is_left_out_is_told_by_why_and_adds_up_to_who_is_missing(three):
    mark(three, "ann")
    care_rules.exclude(three, Exclusion(Scope.BUYER, key("bob"), "bob"), NOW)
    voice_complaints.add(three, Complaint("broken", About(Mall.SMARTSTORE, "Ocho")), NOW)
    every = customers_due.listed(known(three), ListKind.SECOND)
    now = customers_contact.standing(three, TODAY)
    told = left_out(every, ListKind.SECOND, now)
    assert told == {Left.OUT: 1, Left.NOTED: 1, Mark.COMPLAINT: 1}
    assert len(every) - sum(told.values()) == len(listed(three)) == 0
    assert left_out(every, ListKind.SECOND, now, everybody=True) == {Left.OUT: 1, Left.NOTED: 1}


def test_what_was_done_today_is_told_the_newest_first(three):
    mark(three, "ann")
    mark(three, "bob", "cho", at=NOW + timedelta(minutes=1), reason=Reason.TALKED)
    told = customers_contact.of_today(three, TODAY)
    assert [(one.keys, one.reason) for one in told] == [
        ((key("bob"), key("cho")), Reason.TALKED), ((key("ann"),), None)
    ]  # fmt: skip


def test_what_came_of_contacts_is_beside_those_who_were_left_alone(shop):
    # Forty on the list of a day: ten are written to, of whom four buy; two of the other thirty do.
    lines = [Line(ago(60), f"b{number}") for number in range(40)]
    lines += [Line(ago(15), f"b{number}") for number in (0, 1, 2, 3, 20, 21)]
    take(shop, [*lines, Line(LAST, "new")])
    mark(shop, *(f"b{number}" for number in range(10)),
         at=datetime.combine(ago(20), NOW.time(), UTC))  # fmt: skip
    mark(shop, "b39", at=NOW)
    told = customers_outcome.outcome(
        known(shop), ListKind.SECOND, customers_outcome.notes(shop, TODAY), 14
    )
    assert told.contacted == Tally(4, 10)
    assert told.alone == Tally(2, 30)
    assert told.waiting == 1
    assert told.bounds is None


def test_a_contact_about_a_product_is_held_against_that_product(shop):
    take(
        shop,
        [
            *(Line(ago(42 * place), f"r{number}", product="coffee")
              for number in range(12) for place in (1, 0)),
            Line(ago(62), "due", product="coffee"),
            Line(ago(15), "due", product="mug"),
        ],
    )  # fmt: skip
    coffee = int(known(shop).intervals["median"].dropna().index[0])
    mark(shop, "due", kind=ListKind.AGAIN, product=coffee,
         at=datetime.combine(ago(20), NOW.time(), UTC))  # fmt: skip
    noted = customers_outcome.notes(shop, TODAY)
    assert [(one.product, one.day) for one in noted] == [(coffee, day_number(ago(20)))]
    told = customers_outcome.outcome(known(shop), ListKind.AGAIN, noted, 14)
    assert told.contacted == Tally(0, 1)


def test_who_came_back_after_a_long_rest_is_held_against_the_others_who_rested(shop):
    # All of forty rest on the day; of ten who are written to three come back, of the others one.
    lines = [Line(ago(160), f"b{number}") for number in range(40)]
    lines += [Line(ago(10), f"b{number}") for number in (0, 1, 2, 30)]
    take(shop, [*lines, Line(LAST, "new")])
    mark(shop, *(f"b{number}" for number in range(10)), kind=ListKind.RESTING,
         at=datetime.combine(ago(20), NOW.time(), UTC))  # fmt: skip
    noted = customers_outcome.notes(shop, TODAY)
    own = customers_states.OwnRules(gap=100)
    told = customers_outcome.outcome(known(shop), ListKind.RESTING, noted, 14, own)
    assert (told.contacted, told.alone) == (Tally(3, 10), Tally(1, 30))


def test_everybody_counts_once_by_the_first_list(shop):
    # All rest on both days. Ten are written to on the first, of them two again on the second with
    # ten others, who were left alone at first; the other twenty never are.
    lines = [Line(ago(160), f"b{number}") for number in range(40)]
    lines += [Line(ago(25), f"b{number}") for number in (5, 12, 30)]
    take(shop, [*lines, Line(LAST, "new")])
    for days, numbers in ((60, range(10)), (30, (0, 1, *range(10, 20)))):
        mark(shop, *(f"b{number}" for number in numbers), kind=ListKind.RESTING,
             at=datetime.combine(ago(days), NOW.time(), UTC))  # fmt: skip
    noted = customers_outcome.notes(shop, TODAY)
    own = customers_states.OwnRules(gap=90)
    told = customers_outcome.outcome(known(shop), ListKind.RESTING, noted, 14, own)
    assert (told.contacted, told.alone) == (Tally(0, 10), Tally(0, 30))


def test_who_waits_is_counted_once_and_not_beside_an_outcome(three):
    for days in (30, 5, 2):
        mark(three, "ann", at=datetime.combine(ago(days), NOW.time(), UTC))
    mark(three, "bob", at=datetime.combine(ago(5), NOW.time(), UTC))
    mark(three, "bob", at=datetime.combine(ago(2), NOW.time(), UTC))
    noted = customers_outcome.notes(three, TODAY)
    assert customers_outcome.waiting(known(three), ListKind.SECOND, noted, 14) == 1


def test_without_a_contact_long_enough_ago_nothing_is_counted(three):
    mark(three, "ann")
    noted = customers_outcome.notes(three, TODAY)
    told = customers_outcome.outcome(known(three), ListKind.SECOND, noted, 14)
    assert (told.contacted, told.waiting) == (Tally(0, 0), 1)


def test_what_was_noted_today_changes_nothing_but_who_is_waiting(shop):
    lines = [Line(ago(60), f"b{number}") for number in range(40)]
    take(shop, [*lines, Line(ago(15), "b3"), Line(LAST, "new")])
    then = datetime.combine(ago(20), NOW.time(), UTC)
    mark(shop, *(f"b{number}" for number in range(10)), at=then)
    found = known(shop)
    before = customers_outcome.notes(shop, TODAY)
    mark(shop, "b30", "b31")
    after = customers_outcome.notes(shop, TODAY)
    assert customers_outcome.settled(found, after) == before
    one, two = (customers_outcome.outcome(found, ListKind.SECOND, noted, 14)
                for noted in (before, after))  # fmt: skip
    assert (one.contacted, one.alone, one.waiting) == (Tally(1, 10), Tally(0, 30), 0)
    assert (two.contacted, two.alone, two.waiting) == (Tally(1, 10), Tally(0, 30), 2)
    assert customers_outcome.waiting(found, ListKind.SECOND, after, 14) == 2
