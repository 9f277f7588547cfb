"""Whom to look after: rules checked order by order, and what no order of files may change."""

import time
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.care_queue import (
    APART,
    NOBODY,
    RULES,
    TASKS,
    TRANSPORT,
    Excluded,
    Kind,
    Rule,
    by_order,
    candidates,
    due,
)

COLUMNS = ["order", "buyer", "product", "paid", "dispatched", "delivered", "is_ended",
           "has_complaint", "is_reviewed"]  # fmt: skip
TOUCHES = ["kind", "order", "buyer", "day", "is_done"]
CARE = [Rule(Kind.HOW_IS_IT, 3, 7)]
DELIVERED = 100


def line(order="o1", buyer="b1", **more):
    usual = {"product": "p1", "paid": 96, "dispatched": 98, "delivered": DELIVERED,
             "is_ended": False, "has_complaint": False, "is_reviewed": False}  # fmt: skip
    return {"order": order, "buyer": buyer, **usual, **more}


def lines(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def touched(*rows):
    return pd.DataFrame(list(rows), columns=TOUCHES)


NOTHING = touched()


def tasks(rows, today, touches=NOTHING, rules=CARE, excluded=NOBODY):
    found = due(lines(*rows), touches, today, rules, excluded)
    return list(zip(found.kind, found.order, strict=True))


CARED = [("how_is_it", "o1")]


@pytest.mark.parametrize(
    ("today", "is_due"), [(102, False), (103, True), (110, True), (111, False)]
)
def test_somebody_is_asked_three_days_after_the_arrival_and_a_week_long(today, is_due):
    assert tasks([line()], today) == (CARED if is_due else [])


def test_the_task_tells_the_days():
    found = due(lines(line()), NOTHING, 105, CARE)
    assert list(found.columns) == list(TASKS)
    assert found.iloc[0].tolist() == ["how_is_it", "o1", "b1", "p1", 103, 2, 100, False]


def test_an_arrival_nobody_told_is_estimated_and_marked():
    rows = [line(delivered=np.nan)]
    assert tasks(rows, 98 + TRANSPORT + 3) == CARED
    assert due(lines(*rows), NOTHING, 103, CARE).is_estimated.tolist() == [True]
    assert due(lines(*rows), NOTHING, 98, RULES).is_estimated.tolist() == [False, False]


def test_an_order_that_is_not_dispatched_has_not_arrived():
    assert tasks([line(dispatched=np.nan, delivered=np.nan)], 103) == []


def test_an_order_arrives_with_its_last_line():
    rows = [line(), line(product="p2", delivered=101)]
    assert tasks(rows, 103) == []
    assert tasks(rows, 104) == CARED
    assert tasks([line(), line(product="p2", dispatched=np.nan, delivered=np.nan)], 104) == []


@pytest.mark.parametrize("mark", ["is_ended", "has_complaint"])
def test_after_a_return_and_with_an_open_complaint_nobody_is_contacted(mark):
    assert tasks([line(**{mark: True})], 103) == []
    assert tasks([line(), line(product="p2", **{mark: True})], 103) == []


def test_a_complaint_about_one_order_spares_the_person():
    rows = [line(), line("o2", delivered=np.nan, has_complaint=True)]
    assert tasks(rows, 103) == []
    assert tasks([line()], 103, excluded=Excluded(complaining=frozenset({"b1"}))) == []
    assert tasks([line(), line("o2", "b2", has_complaint=True)], 103) == CARED


def test_notices_go_out_whatever_else_is_open():
    rows = [line(has_complaint=True), line(product="p2", is_ended=True)]
    assert tasks(rows, 98, rules=RULES) == [("confirm", "o1"), ("dispatch", "o1")]
    assert tasks([line(is_ended=True)], 98, rules=RULES) == []


def test_a_review_is_not_asked_for_where_there_is_one():
    rules = [Rule(Kind.REVIEW, 3, 7)]
    assert tasks([line()], 103, rules=rules) == [("review", "o1")]
    assert tasks([line(is_reviewed=True)], 103, rules=rules) == []
    assert tasks([line(is_reviewed=True)], 103) == CARED


@pytest.mark.parametrize("is_done", [True, False])
def test_what_was_done_or_skipped_is_not_due_again(is_done):
    assert tasks([line()], 103, touched(["how_is_it", "o1", "b1", 90, is_done])) == []


def test_within_fourteen_days_a_person_is_contacted_once():
    rows = [line(), line("o2", delivered=101)]
    assert tasks(rows, 104) == CARED
    asked = touched(["how_is_it", "o1", "b1", 103, True])
    assert tasks(rows, 104, asked) == []
    long = [Rule(Kind.HOW_IS_IT, 3, 60)]
    assert tasks(rows, 103 + APART - 1, asked, long) == []
    assert tasks(rows, 103 + APART, asked, long) == [("how_is_it", "o2")]


def test_a_skipped_task_and_a_notice_are_no_contact():
    rows = [line(), line("o2", delivered=101)]
    for kind, is_done in (("how_is_it", False), ("confirm", True)):
        passed = touched([kind, "o1", "b1", 103, is_done])
        assert ("how_is_it", "o2") in tasks(rows[1:], 104, passed)


def test_buyers_nobody_knows_are_different_people():
    rows = [line(buyer=None), line("o2", None)]
    assert len(tasks(rows, 103)) == 2
    asked = touched(["review", "o1", None, 103, True])
    assert tasks(rows, 103, asked) == [("how_is_it", "o2")]


def test_a_contact_counts_for_whoever_the_order_belongs_to_by_now():
    asked = touched(["review", "o1", None, 103, True])
    assert tasks([line(), line("o2")], 103, asked) == []


def test_exclusions_are_kept():
    rows = [line(), line(product="p2")]
    for excluded in (Excluded(orders=frozenset({"o1"})), Excluded(buyers=frozenset({"b1"})),
                     Excluded(products=frozenset({"p1", "p2"}))):  # fmt: skip
        assert tasks(rows, 103, excluded=excluded) == []
    assert tasks(rows, 103, excluded=Excluded(products=frozenset({"p1"}))) == CARED


def test_our_rules_leave_the_days_between_contacts():
    days = [rule.days for rule in RULES if rule.kind.is_contact]
    assert all(b - a >= APART for a, b in pairwise(days))
    assert {rule.kind for rule in RULES} == set(Kind)


@pytest.mark.parametrize(("days", "lapses"), [(-1, 3), (3, -1)])
def test_negative_days_are_refused(days, lapses):
    with pytest.raises(ValueError, match="impossible"):
        Rule(Kind.TIP, days, lapses)


def test_no_orders_have_no_tasks():
    assert due(lines(), NOTHING, 103).empty
    assert due(lines(line()), NOTHING, 103, []).empty


DAYS = st.one_of(st.none(), st.integers(90, 110))
LINES = st.lists(
    st.builds(
        line, st.sampled_from(["o1", "o2", "o3", "o4"]), st.sampled_from(["b1", "b2", None]),
        product=st.sampled_from(["p1", "p2"]), paid=st.integers(88, 100), dispatched=DAYS,
        delivered=DAYS, is_ended=st.sampled_from([False] * 4 + [True]),
        has_complaint=st.sampled_from([False] * 5 + [True]), is_reviewed=st.booleans(),
    ),
    max_size=8,
)  # fmt: skip
PAST = st.lists(
    st.tuples(
        st.sampled_from([kind.value for kind in Kind]), st.sampled_from(["o1", "o2", "o9"]),
        st.sampled_from(["b1", "b2", None]), st.integers(85, 110), st.booleans(),
    ),
    max_size=4,
)  # fmt: skip
SETS = st.frozensets(st.sampled_from(["o1", "o2", "b1", "b2", "p1", "p2"]))


def owned(rows):
    """Of an order all lines have one buyer, as in any shop."""
    first = {}
    return [one | {"buyer": first.setdefault(one["order"], one["buyer"])} for one in rows]


def plainly(rows, past, today, rules, excluded):  # noqa: C901, PLR0912, PLR0915
    """The rules, order by order."""
    orders = {}
    for one in rows:
        orders.setdefault(one["order"], []).append(one)
    buyer = {name: some[0]["buyer"] for name, some in orders.items()}

    def person(name, known=None):
        return known or buyer.get(name) or f"order {name}"

    complaining = {person(name) for name, some in orders.items()
                   if any(one["has_complaint"] for one in some)} | excluded.complaining  # fmt: skip
    lately = set()
    for kind, name, who, day, is_done in past:
        if Kind(kind).is_contact and is_done and day > today - APART:
            lately |= {who or f"order {name}"} | ({person(name)} if name in orders else set())
    open_tasks = []
    for name, some in orders.items():
        kept = [one for one in some if not one["is_ended"]]
        if not kept or name in excluded.orders or buyer[name] in excluded.buyers:
            continue
        if {one["product"] for one in kept} <= excluded.products:
            continue
        arrivals = []
        for one in kept:
            guess = None if one["dispatched"] is None else one["dispatched"] + TRANSPORT
            arrivals.append(guess if one["delivered"] is None else one["delivered"])
        sent = [one["dispatched"] for one in kept if one["dispatched"] is not None]
        begins = {Kind.CONFIRM: min(one["paid"] for one in some),
                  Kind.DISPATCH: min(sent) if sent else None}  # fmt: skip
        for rule in rules:
            begun = begins.get(rule.kind, None if None in arrivals else max(arrivals))
            if begun is None or not begun + rule.days <= today <= begun + rule.days + rule.lapses:
                continue
            if any((kind, order) == (rule.kind, name) for kind, order, *_ in past):
                continue
            if rule.kind.is_contact and (len(kept) < len(some) or person(name) in complaining):
                continue
            if rule.kind is Kind.REVIEW and any(one["is_reviewed"] for one in some):
                continue
            open_tasks.append((begun + rule.days, list(Kind).index(rule.kind), name))
    found, seen = [], set(lately)
    for day, rank, name in sorted(open_tasks):
        kind = list(Kind)[rank]
        if not kind.is_contact or person(name) not in seen:
            found.append((kind.value, name, day))
        if kind.is_contact:
            seen.add(person(name))
    return found


RULE_SETS = st.builds(
    lambda some: [Rule(kind, *days) for kind, days in some.items()],
    st.dictionaries(st.sampled_from(list(Kind)), st.tuples(st.integers(0, 9), st.integers(0, 20))),
)


@settings(max_examples=40)
@given(LINES, PAST, RULE_SETS, SETS)
def test_the_tasks_are_those_found_order_by_order(rows, past, rules, some):
    excluded = Excluded(some, some, some, some)
    kept = owned(rows)
    found = due(lines(*kept), touched(*past), 105, rules, excluded)
    assert list(zip(found.kind, found.order, found.due, strict=True)) == plainly(
        kept, past, 105, rules, excluded
    )


@settings(max_examples=40)
@given(LINES, PAST, st.randoms())
def test_neither_the_order_of_lines_nor_taking_them_in_again_changes_a_task(rows, past, random):
    kept = owned(rows)
    again = kept * 2
    random.shuffle(again)
    mixed = random.sample(past, len(past))
    one, other = (
        due(lines(*some), touched(*gone), 105, RULES)
        for some, gone in ((kept, past), (again, mixed + past))
    )
    pd.testing.assert_frame_equal(one, other)
    assert not one.duplicated(["kind", "order"]).any()


@settings(max_examples=40)
@given(LINES, PAST, SETS, SETS)
def test_more_exclusions_never_add_a_task_that_could_be_done(rows, past, some, more):
    could = []
    for names in (some, some | more):
        excluded = Excluded(names, names, names, names)
        orders = by_order(lines(*owned(rows)), names)
        found = candidates(orders, touched(*past), 105, RULES, excluded)
        could.append({*zip(found.kind, found.order, strict=True)})
    less, least = could
    assert least <= less


@settings(max_examples=40)
@given(LINES, PAST, SETS, SETS)
def test_more_exclusions_never_add_a_person_to_contact(rows, past, some, more):
    few, many = Excluded(some, some, some, some), Excluded(*[some | more] * 4)
    orders = by_order(lines(*owned(rows))).set_index("order").person
    people = []
    for excluded in (few, many):
        found = due(lines(*owned(rows)), touched(*past), 105, RULES, excluded)
        contacts = [order for kind, order in zip(found.kind, found.order, strict=True)
                    if Kind(kind).is_contact]  # fmt: skip
        people.append(set(orders.reindex(contacts)))
    assert people[1] <= people[0]


@settings(max_examples=12)
@given(LINES, st.data())
def test_day_by_day_nothing_is_done_twice_whatever_is_taken_in_or_undone(rows, data):
    kept = owned(rows)
    done = []
    for today in range(90, 140, 4):
        known = [one for one in kept if data.draw(st.integers(0, 3)) or today > 115]
        if done and data.draw(st.integers(0, 9)) == 0:
            done.pop()
        found = due(lines(*known), touched(*done), today, RULES)
        for task in found.itertuples():
            assert (task.kind, task.order) not in {(kind, order) for kind, order, *_ in done}
            mine = [one for one in known if one["order"] == task.order]
            if Kind(task.kind).is_contact:
                assert not any(one["is_ended"] or one["has_complaint"] for one in mine)
                times = [day for kind, _, who, day, _ in done
                         if Kind(kind).is_contact and who == task.buyer and who]  # fmt: skip
                assert all(today - day >= APART for day in times)
            done.append([task.kind, task.order, task.buyer, today, True])


def test_a_hundred_thousand_lines_are_looked_through_in_seconds():
    at = np.arange(100_000)
    names = {"order": at // 2, "buyer": at // 6, "product": at // 2}
    frame = pd.DataFrame({name: pd.Series(number).astype(str) for name, number in names.items()})
    paid = at // 2 % 365
    frame = frame.assign(paid=paid, dispatched=paid + 1, delivered=paid + 3)
    frame = frame.assign(is_ended=False, has_complaint=False, is_reviewed=False)
    begun = time.perf_counter()
    found = due(frame, NOTHING, 365)
    assert time.perf_counter() - begun < 20
    # Paid on one of the last three days; each day has as many orders as any.
    assert (found.kind == "confirm").sum() == (paid[::2] >= 362).sum()
