"""Who meets the rule of a group: columns agree with asking one customer after the other."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import customer_groups as analysis
from core.analysis.customer_groups import Facts
from core.stats.watched import Watched
from core.terms import customer_group_text as kept
from core.terms.customer_groups import (
    AnyOf,
    Asked,
    Between,
    Block,
    Condition,
    On,
    Rule,
    RuleFault,
    RuleRefused,
    Value,
    rule,
)


@dataclass
class Person:
    """What is known of one customer."""

    numbers: dict[Asked, float | None] = field(default_factory=dict)
    of: dict[Asked, set[Value] | None] = field(default_factory=dict)


def holds(one: Condition, person: Person) -> bool:
    if isinstance(one, Between):
        value = person.numbers[one.asked]
        if value is None:
            return False
        return (one.least is None or value >= one.least) and (one.most is None or value <= one.most)
    values = person.of[one.asked]
    if values is None:
        return False
    is_one = any(it in values for it in one.any_of)
    return not is_one if one.is_not else is_one


def meets(one: Rule, person: Person) -> bool:
    joined = all if one.is_all else any
    blocks = []
    for block in one.blocks:
        inner = all if block.is_all else any
        blocks.append(inner([holds(it, person) for it in block.conditions]))
    return joined(blocks)


DAYS = st.sampled_from([None, 30, 90])
NUMBERS = [one for one in On if one.is_number]
CHOICES = [one for one in On if not one.is_number]


def within(on: On) -> st.SearchStrategy[int | None]:
    return DAYS if on.takes_days else st.none()


@st.composite
def between(draw: st.DrawFn) -> Between:
    on = draw(st.sampled_from(NUMBERS))
    low, high = sorted([draw(st.integers(0, 20)), draw(st.integers(0, 20))])
    sides = draw(st.sampled_from(["low", "high", "both"]))
    return Between(
        on, None if sides == "high" else low, None if sides == "low" else high, draw(within(on))
    )


@st.composite
def any_of(draw: st.DrawFn) -> AnyOf:
    on = draw(st.sampled_from(CHOICES))
    some = draw(st.lists(st.integers(0, 4), min_size=1, max_size=3, unique=True))
    values = tuple(f"v{one}" if on.takes_words else one for one in some)
    return AnyOf(on, values, draw(st.booleans()), draw(within(on)))


RULES = st.builds(
    Rule,
    st.lists(
        st.builds(
            Block,
            st.lists(between() | any_of(), min_size=1, max_size=4).map(tuple),
            st.booleans(),
        ),
        min_size=1, max_size=4,
    ).map(tuple),
    st.booleans(),
)  # fmt: skip


@st.composite
def shops(draw: st.DrawFn) -> tuple[Rule, list[Person]]:
    asked = draw(RULES)
    people = []
    for _ in range(draw(st.integers(0, 12))):
        one = Person()
        for it in asked.conditions:
            if isinstance(it, Between):
                one.numbers.setdefault(it.asked, draw(st.none() | st.integers(0, 20)))
            else:
                kind = [f"v{n}" if it.on.takes_words else n for n in range(5)]
                one.of.setdefault(
                    it.asked, draw(st.none() | st.sets(st.sampled_from(kind), min_size=1))
                )
        people.append(one)
    return asked, people


def facts(asked: Rule, people: list[Person]) -> Facts:
    numbers, holders, known = {}, {}, {}
    for one in asked.conditions:
        if isinstance(one, Between):
            told = [person.numbers[one.asked] for person in people]
            numbers[one.asked] = np.array(
                [np.nan if it is None else it for it in told], dtype=float
            )
        else:
            values = [person.of[one.asked] for person in people]
            there = {it for some in values for it in some or ()}
            holders[one.asked] = {
                it: np.array([n for n, some in enumerate(values) if some and it in some], dtype=int)
                for it in there
            }
            known[one.asked] = np.array([n for n, some in enumerate(values) if some is not None],
                                        dtype=int)  # fmt: skip
    return Facts(len(people), numbers, holders, known)


@given(shops())
def test_columns_agree_with_asking_one_customer_after_the_other(drawn):
    asked, people = drawn

    found = analysis.members(asked, facts(asked, people))

    assert found.tolist() == [meets(asked, person) for person in people]


@given(RULES)
def test_a_rule_is_read_as_it_was_written(asked):
    assert kept.read(kept.written(asked)) == asked


@given(st.text(max_size=200))
def test_any_text_is_a_rule_or_refused(text):
    try:
        found = kept.read(text)
    except RuleRefused:
        return
    assert kept.read(kept.written(found)) == found


@given(RULES, st.data())
def test_a_rule_that_somebody_changed_by_hand_is_read_or_refused(asked, data):
    text = kept.written(asked)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = (
        text[:at] + data.draw(st.sampled_from(["", "0", '"', "null", "-9", "}"])) + text[at + 1 :]
    )

    try:
        found = kept.read(changed)
    except RuleRefused:
        return
    assert kept.read(kept.written(found)) == found


def block(condition: str) -> str:
    return f'{{"version":1,"all":true,"blocks":[{{"all":true,"conditions":[{condition}]}}]}}'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", RuleFault.UNREADABLE),
        ("[]", RuleFault.UNREADABLE),
        ("{}", RuleFault.UNREADABLE),
        ('{"version":2,"all":true,"blocks":[]}', RuleFault.UNREADABLE),
        ('{"version":1,"all":true,"blocks":[]}', RuleFault.NOTHING),
        ('{"version":1,"all":"yes","blocks":[{"all":true,"conditions":[]}]}', RuleFault.NOTHING),
        (block('{"on":"shoe_size","least":40}'), RuleFault.UNKNOWN),
        (block('{"on":"won"}'), RuleFault.NOTHING),
        (block('{"on":"won","least":5,"most":4}'), RuleFault.BOUNDS),
        (block('{"on":"away","least":-1}'), RuleFault.BOUNDS),
        (block('{"on":"away","least":1.5}'), RuleFault.UNREADABLE),
        (block('{"on":"away","least":true}'), RuleFault.UNREADABLE),
        (block('{"on":"away","least":1,"within":30}'), RuleFault.UNKNOWN),
        (block('{"on":"visits","least":1,"within":0}'), RuleFault.BOUNDS),
        (block('{"on":"state","any":[]}'), RuleFault.NOTHING),
        (block('{"on":"state","any":["gone"]}'), RuleFault.UNKNOWN),
        (block('{"on":"product","any":[7]}'), RuleFault.UNKNOWN),
        (block('{"on":"state","any":[1],"least":3}'), RuleFault.UNKNOWN),
        (block('{"on":"state","any":[1],"surprise":3}'), RuleFault.UNKNOWN),
        (block(",".join(['{"on":"away","least":1}'] * 9)), RuleFault.TOO_MUCH),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_its_reason(text, fault):
    with pytest.raises(RuleRefused) as refused:
        kept.read(text)

    assert refused.value.fault is fault


def test_of_whom_nothing_is_known_neither_a_region_holds_nor_that_it_does_not():
    asked = Asked(On.REGION)
    told = Facts(3, {}, {asked: {11: np.array([0]), 26: np.array([1])}}, {asked: np.array([0, 1])})

    seoul = analysis.members(rule(AnyOf(On.REGION, (11,))), told)
    elsewhere = analysis.members(rule(AnyOf(On.REGION, (11,), is_not=True)), told)

    assert seoul.tolist() == [True, False, False]
    assert elsewhere.tolist() == [False, True, False]


def test_the_tenth_that_spent_most_is_all_or_none_of_equals():
    assert analysis.top([5, 1, 3, 3]).tolist() == [25, 100, 75, 75]
    assert analysis.top([]).tolist() == []
    assert (analysis.top([7] * 20) <= 10).sum() == 0


def test_days_and_won_of_the_last_days_are_those_from_a_day_on():
    visits = pd.DataFrame({"buyer": [2, 2, 5], "day": [10, 20, 19], "net": [100, 200, 400]})

    times, won = analysis.within(visits, [2, 5, 9], 20)

    assert times.tolist() == [1, 0, 0]
    assert won.tolist() == [200, 0, 0]


def test_of_whom_no_amount_is_known_no_condition_of_money_holds():
    won = np.array([np.nan, 100, 50, np.nan, 50])
    assert np.nan_to_num(analysis.top(won), nan=-1).round(1).tolist() == [-1, 33.3, 100, -1, 100]
    visits = pd.DataFrame({"buyer": [2, 5, 5], "day": [30, 30, 31], "net": [0, 0, 7],
                           "unpriced": [1, 1, 0]})  # fmt: skip
    _times, spent = analysis.within(visits, [2, 5, 9], 20)
    assert np.nan_to_num(spent, nan=-1).tolist() == [-1, 7, 0]


def test_only_customers_who_have_had_the_time_count_for_a_second_purchase():
    visits = pd.DataFrame({
        "buyer": [1, 1, 2, 3, 3, 4], "day": [0, 90, 0, 0, 91, 60], "net": [10] * 6,
    })  # fmt: skip
    customers = pd.DataFrame(
        {"first": [0, 0, 0, 60], "net": [20, 10, 20, 10], "orders": [2, 1, 2, 1]},
        index=[1, 2, 3, 4],
    )

    found = analysis.figures(
        customers, visits, np.array([True, True, True, True]), Watched(0, 100), 90
    )

    assert (found.size, found.net, found.orders, found.per_order) == (4, 60, 6, 10)
    assert (found.second.successes, found.second.trials) == (1, 3)
    visits["unpriced"], visits["orders"] = [0, 1, 0, 0, 0, 0], 1
    some = analysis.figures(
        customers, visits, np.array([True, True, True, True]), Watched(0, 100), 90
    )
    assert (some.net, some.spent, some.orders, some.unpriced, some.per_order) == (60, 60, 6, 1, 10)
    visits["unpriced"], customers["net"] = 1, 0
    unknown = analysis.figures(
        customers, visits.assign(net=0), np.array([False, True, True, False]), Watched(0, 100), 90
    )
    assert (unknown.net, unknown.spent, unknown.per_order) == (0, None, None)
    nobody = analysis.figures(customers, visits, np.zeros(4, dtype=bool), Watched(0, 100), 90)
    assert (nobody.size, nobody.per_order, nobody.second.trials) == (0, None, 0)
