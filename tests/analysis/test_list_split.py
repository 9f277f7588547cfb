"""People are divided by chance, in parts that are right to one, and always the same way."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis.list_split import rotation, sizes, split
from core.terms import Period

SEED = "00112233445566778899aabbccddeeff"
DAY = date(2026, 11, 2)

shares = st.lists(st.integers(0, 100), min_size=1, max_size=7).filter(any)
seeds = st.binary(min_size=16, max_size=16).map(bytes.hex)
people = st.lists(st.text(max_size=6), max_size=80)
groups = st.dictionaries(st.sampled_from(["A", "B", "C", "D", ""]), st.integers(1, 60), min_size=2)


@given(st.integers(0, 10**6), shares)
def test_parts_add_up_and_differ_from_the_shares_by_less_than_one(total: int, weights: list[int]):
    parts = sizes(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert part >= 0


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [0, 0]), (1, [2, -1])])
def test_what_cannot_be_divided_is_refused(total: int, weights: list[int]):
    with pytest.raises(ValueError, match="cannot divide"):
        sizes(total, weights)


def test_a_thousand_and_three_people_in_parts_of_45_45_and_10():
    found = split([f"p{n}" for n in range(1003)], {"A": 45, "B": 45, "": 10}, SEED)
    assert Counter(found.values()) == {"A": 452, "B": 451, "": 100}


@given(people, groups, seeds, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(names, weights, seed, random):
    found = split(names, weights, seed)
    shuffled = [*names, *names[:3]]
    random.shuffle(shuffled)
    assert split(shuffled, weights, seed) == found
    assert set(found) == set(names)


@given(people, groups, seeds)
def test_groups_are_as_large_as_planned(names, weights, seed):
    found = Counter(split(names, weights, seed).values())
    total = len(set(names))
    for group, weight in weights.items():
        assert abs(found[group] - Fraction(total * weight, sum(weights.values()))) < 1


@given(people, people, groups, seeds)
def test_those_who_come_later_leave_the_others_where_they_are(first, later, weights, seed):
    before = split(first, weights, seed)
    after = split([*first, *later], weights, seed, before)
    assert {one: after[one] for one in before} == before
    found, total = Counter(after.values()), len(set(first) | set(later))
    for group, weight in weights.items():
        assert abs(found[group] - Fraction(total * weight, sum(weights.values()))) < 2


def test_another_seed_divides_otherwise():
    names = [f"p{n}" for n in range(200)]
    one = split(names, {"A": 1, "B": 1}, SEED)
    other = split(names, {"A": 1, "B": 1}, SEED[::-1])
    same = sum(one[name] == other[name] for name in names)
    assert 60 < same < 140


def test_nobody_is_more_likely_in_one_group_by_the_place_in_the_list():
    names = [f"p{n}" for n in range(100)]
    early = sum(
        split(names, {"A": 1, "B": 1}, f"{seed:032x}")[name] == "A"
        for seed in range(200)
        for name in names[:10]
    )
    assert 900 < early < 1100


def test_a_group_that_is_too_large_already_gets_nobody():
    given_ = dict.fromkeys(["a", "b", "c"], "A") | {"z": "gone"}
    found = split(["d", "e", "a"], {"A": 1, "B": 1}, SEED, given_)
    assert found == {"a": "A", "d": "B", "e": "B"}


@pytest.mark.parametrize("letters", ["AB", "ABC", "ABCDEF"])
def test_versions_take_turns_and_meet_each_day_of_the_week_alike(letters: str):
    period = Period(DAY, DAY + timedelta(days=7 * len(letters) - 1))
    found = rotation(period, letters, SEED)
    assert Counter(found.values()) == dict.fromkeys(letters, 7)
    assert len({(day.weekday(), letter) for day, letter in found.items()}) == 7 * len(letters)
    assert rotation(period, letters, SEED) == found


def test_the_first_version_of_a_rotation_is_drawn():
    period = Period(DAY, DAY)
    firsts = Counter(rotation(period, "AB", f"{seed:032x}")[DAY] for seed in range(400))
    assert set(firsts) == {"A", "B"}
    assert min(firsts.values()) > 150
