"""What holds of every copy test, whatever was counted."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.terms.copy_tests import Count, Design, PlannedVersion, Response
from core.verdicts.copy_tests import Answer, Beside, Call, Worth, judge
from core.wording.copy_tests import tell
from tests.verdicts.test_copy_tests import AFTER, WORTH, on, plan

MIRRORED = {Call.BETTER: Call.WORSE, Call.WORSE: Call.BETTER, Call.UNSURE: Call.UNSURE}
few = settings(max_examples=40, deadline=None)


@st.composite
def pairs(draw, most=3000):
    """Two versions that were shown about alike: (reacted, shown) of each."""
    shown = draw(st.integers(1, most))
    other = draw(st.integers(max(1, int(shown * 0.95)), int(shown * 1.05) + 1))
    top = draw(st.sampled_from([0.02, 0.1, 1.0]))
    return tuple(
        (draw(st.integers(0, int(n * top))), n) for n in (shown, other)
    )  # fmt: skip


def whole(a, b, times=1):
    return [Count(it, None, n * times, x * times) for it, (x, n) in (("A", a), ("B", b))]


def ended(a, b, each=None, beside=WORTH, times=1):
    planned = plan(max(1, (each or (a[1] + b[1]) // 2) * times))
    return judge(planned, whole(a, b, times), AFTER, beside)


@given(pairs())
@few
def test_swapping_two_versions_mirrors_everything(pair):
    a, b = pair
    one, other = ended(a, b), ended(b, a)
    assume(one.answer is not Answer.MISMATCH)
    answers = {Answer.SWITCH: Answer.KEEP, Answer.KEEP: Answer.SWITCH}
    assert other.answer is answers.get(one.answer, one.answer)
    mine, theirs = one.of("B"), other.of("B")
    assert theirs.call is MIRRORED[mine.call]
    low, seen, high = mine.difference
    assert theirs.difference == pytest.approx((-high, -seen, -low), abs=1e-12)
    assert theirs.p == pytest.approx(mine.p, rel=1e-9)
    assert other.of("A").chance == pytest.approx(mine.chance, abs=1e-9)
    if one.answer is Answer.LOW_REGRET and a != b:
        assert {one.chosen, other.chosen} == {"A", "B"}


@given(pairs())
@few
def test_the_interval_says_what_the_answer_says(pair):
    found = ended(*pair, beside=Beside())
    assume(found.answer is not Answer.MISMATCH)
    b = found.of("B")
    low, _seen, high = b.difference
    under, over = b.ratio
    if found.answer is Answer.SWITCH:
        assert (low > 0, under > 1) == (True, True)
    elif found.answer is Answer.KEEP:
        assert (high < 0, over < 1) == (True, True)
    else:
        assert b.call is Call.UNSURE
        assert low <= 0 <= high
        assert under <= 1 <= (over or under + 1)


@st.composite
def many(draw):
    """Three to six versions, shown alike."""
    shown = draw(st.integers(50, 3000))
    top = draw(st.sampled_from([0.03, 0.2, 1.0]))
    count = draw(st.integers(3, 6))
    return [(draw(st.integers(0, int(shown * top))), shown) for _ in range(count)]


@given(many())
@few
def test_so_it_does_of_many_versions(versions):
    counts = [Count("ABCDEF"[at], None, n, x) for at, (x, n) in enumerate(versions)]
    found = judge(plan(versions[0][1], len(versions)), counts, AFTER, WORTH)
    for one in found.versions[1:]:
        low, _seen, high = one.difference
        assert (low > 0) is (one.call is Call.BETTER)
        assert (high < 0) is (one.call is Call.WORSE)
    calls = {one.call for one in found.versions[1:]}
    assert (found.answer is Answer.SWITCH) is (Call.BETTER in calls)
    assert (found.answer is Answer.KEEP) is (calls == {Call.WORSE})


@given(many(), st.randoms(use_true_random=False))
@few
def test_naming_the_versions_otherwise_changes_nothing_but_their_names(versions, random):
    versions = [*versions[:-1], versions[1]]  # two are the same in every number
    letters = "ABCDEF"[: len(versions)]
    names = dict(zip(letters, ["A", *random.sample(letters[1:], len(letters) - 1)], strict=True))
    planned = plan(versions[0][1], len(versions))
    counts = [Count(it, None, n, x) for it, (x, n) in zip(letters, versions, strict=True)]
    one = judge(planned, counts, AFTER, WORTH)
    other = judge(planned, [replace(it, letter=names[it.letter]) for it in counts], AFTER, WORTH)
    assert other.answer is one.answer
    for letter in letters:
        mine, theirs = one.of(letter), other.of(names[letter])
        assert (theirs.call, theirs.reacted, theirs.bounds) == (
            mine.call,
            mine.reacted,
            mine.bounds,
        )
        assert theirs.difference == mine.difference
        assert theirs.ratio == mine.ratio
        assert theirs.chance == pytest.approx(mine.chance, abs=1e-9)
        assert (theirs.p is None) is (mine.p is None)
        assert theirs.p == pytest.approx(mine.p) if mine.p is not None else True


@st.composite
def by_day(draw):
    """Fourteen days of two versions; traffic and rates change, and some days are lacking."""
    some = []
    for day in range(14):
        shown = draw(st.integers(20, 300))
        most = draw(st.sampled_from([0.05, 0.3, 1.0]))
        if draw(st.integers(0, 9)):
            some.append((day, shown, *(draw(st.integers(0, int(shown * most))) for _ in "AB")))
    return some


@given(by_day(), st.sampled_from([Design.AD_PLATFORM, Design.LIST_SPLIT]), st.integers(7, 16))
@few
def test_so_does_swapping_two_versions_day_by_day_on_every_day(days, design, day):
    def counted(one, other):
        return [
            Count(it, on(at), shown, x)
            for at, shown, a, b in days
            for it, x in ((one, a), (other, b))
        ]

    planned = plan(2000, design=design)
    mine, theirs = (judge(planned, counted(*both), on(day)) for both in ("AB", "BA"))
    answers = {Answer.SWITCH: Answer.KEEP, Answer.KEEP: Answer.SWITCH}
    assert theirs.answer is answers.get(mine.answer, mine.answer)
    assert (theirs.look, theirs.basis) == (mine.look, mine.basis)
    b, mirrored = mine.of("B"), theirs.of("B")
    assert mirrored.call is MIRRORED.get(b.call, b.call)
    if b.difference is not None:
        low, seen, high = b.difference
        assert mirrored.difference == pytest.approx((-high, -seen, -low), abs=1e-12)
        assert (low > 0, high < 0) == (b.call is Call.BETTER, b.call is Call.WORSE)
    if mine.answer.decides:
        # What was told stays, whatever comes.
        more = [*counted(*"AB"), Count("A", on(day), 300, 300), Count("B", on(day), 300, 0)]
        later = judge(planned, more, on(day + 1))
        if design is Design.AD_PLATFORM:
            assert (later.versions, later.look) == (mine.versions, mine.look)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.floats(0, 1), st.floats(0, 1))
@few
def test_the_largest_counts_and_the_most_unequal_parts_are_told_in_finite_numbers(m, n, p, q):
    parts = (PlannedVersion("A", m, m), PlannedVersion("B", n, n))
    planned = replace(plan(1), versions=parts)
    counts = [Count("A", None, m, int(m * p)), Count("B", None, n, int(n * q))]
    found = judge(planned, counts, AFTER, WORTH)
    json.dumps(found.told, allow_nan=False)
    b = found.of("B")
    if b.difference is not None and found.answer is not Answer.TOO_FEW:
        assert -1 <= b.difference.low <= b.difference.middle <= b.difference.high <= 1
        assert (b.difference.low > 0, b.difference.high < 0) == (
            b.call is Call.BETTER, b.call is Call.WORSE,
        )  # fmt: skip
        assert b.ratio[0] <= (b.ratio[1] or b.ratio[0])


@given(pairs(), st.integers(2, 6))
@few
def test_more_data_of_the_same_kind_never_widen_the_interval(pair, times):
    found, more = ended(*pair), ended(*pair, times=times)
    assume(Answer.MISMATCH not in {found.answer, more.answer})
    narrow, wide = more.of("B"), found.of("B")
    assert narrow.difference.high - narrow.difference.low <= (
        wide.difference.high - wide.difference.low + 1e-9
    )
    assert narrow.difference.low >= wide.difference.low - 1e-9
    assert narrow.difference.high <= wide.difference.high + 1e-9


counted = st.one_of(st.none(), st.integers(0, 400))


@st.composite
def anything(draw):
    """Any plan and any counts, also senseless ones."""
    design = draw(st.sampled_from(Design))
    versions = draw(st.integers(2, 4))
    length = draw(st.integers(1, 16))
    response = draw(st.sampled_from(Response))
    each = draw(st.sampled_from([None, 1, 200, 3000]))
    told = plan(each, versions, length, design=design, response=response)
    if design is Design.ALTERNATE_DAYS:
        letters = told.letters
        told = replace(told, days={on(day): letters[day % versions] for day in range(length)})
    days = draw(st.lists(st.integers(-1, 20), max_size=20, unique=True))
    counts = [
        Count(letter, on(day), draw(counted), draw(counted), draw(counted), draw(counted))
        for day in days
        for letter in told.letters
    ]
    if draw(st.booleans()):
        counts.append(Count("A", None, draw(counted), draw(counted)))
    mixed = draw(st.lists(st.sampled_from([on(day) for day in range(16)]), max_size=4))
    worth = Worth(*(draw(st.one_of(st.none(), st.integers(0, 10**7))) for _ in range(3)))
    beside = Beside(worth, mixed, draw(st.sampled_from([None, True, False])))
    return told, counts, on(draw(st.integers(-1, 25))), beside


@given(anything())
@settings(max_examples=120, deadline=None)
def test_nothing_is_ever_impossible_to_say_and_no_number_is_missing_or_infinite(case):
    told, counts, today, beside = case
    found = judge(told, counts, today, beside)
    json.dumps(found.told, allow_nan=False)
    said = tell(found, ["할인"])
    assert said.title
    assert "nan" not in said.text
    assert found == judge(told, list(reversed(counts)), today, beside)
    hidden = found.answer in {Answer.RUNNING, Answer.MIXED, Answer.MISMATCH, Answer.UNCOUNTED}
    if hidden:
        assert {one.call for one in found.versions} == {Call.HIDDEN}
        assert found.chosen is None
    if today <= told.period.last and found.answer.is_result:
        assert found.basis is not None or found.answer is Answer.MIXED
    if design_compares(told):
        assert not found.answer.decides


def design_compares(told):
    return told.design is Design.BEFORE_AFTER
