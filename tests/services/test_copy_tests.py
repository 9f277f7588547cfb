"""A test is written, started with a plan nobody changes, ended, used, and taken back."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import (
    actions,
    copy_test_brought,
    copy_test_counts,
    copy_test_using,
    copy_tests,
    events,
)
from core.services.actions import Said
from core.services.copy_test_brought import Past
from core.services.copy_test_kept import CopyTestProblem, CopyTestRefused, Draft, VisitorsFrom
from core.services.copy_test_names import letter_of
from core.services.copy_tests import NoteChanged, NoteGone
from core.services.events import EventKind
from core.terms import Period
from core.terms.copy_tests import (
    METHOD,
    Count,
    Design,
    PlannedVersion,
    Response,
    TestStatus,
    Version,
    added,
)
from tests import shops

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
AB = (Version("A", "무료배송이에요"), Version("B", "오늘 보내요", "b-ad", "speed", "warm"))
ADS = Draft("광고", Design.AD_PLATFORM, Response.CLICKS, AB, days=14, visitors=100, base_rate=0.03)


@pytest.fixture(scope="module")
def same(tmp_path_factory):
    """One shop for all tests that leave it as it is."""
    opened = shops.opened(tmp_path_factory.mktemp("same"))
    yield opened
    opened.close()


def later(days):
    return NOW + timedelta(days=days)


def running(shop, draft=ADS):
    return copy_tests.start(shop, copy_tests.add(shop, draft, NOW).id, NOW)


def refused(problem):
    return pytest.raises(CopyTestRefused, match=f"^\\('{problem.value}'")


def test_a_draft_is_kept_as_it_was_written(shop):
    draft = replace(
        ADS, persona="선물 사는 사람", channel="인스타그램", product_id=7, first_day=TODAY
    )
    test = copy_tests.add(shop, draft, NOW)
    assert copy_tests.find(shop, test.id) == test
    assert test.draft == draft
    assert (test.status, test.plan, test.result) == (TestStatus.DRAFT, None, None)
    assert len(bytes.fromhex(test.seed)) == 16
    assert copy_tests.add(shop, draft, NOW).seed != test.seed
    assert test.text_of("B") == "오늘 보내요"
    assert test.text_of("C") == ""


def test_an_unfinished_draft_is_kept_but_not_started(local):
    test = copy_tests.add(local, Draft(versions=(Version("A", "하나"), Version("B"))), NOW)
    with refused(CopyTestProblem.EMPTY_TEXT):
        copy_tests.start(local, test.id, NOW)
    assert copy_tests.find(local, test.id).status is TestStatus.DRAFT


def letters(names):
    return tuple(Version(one, f"문구 {one}") for one in names)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"versions": ()}, CopyTestProblem.TOO_FEW_VERSIONS),
        ({"versions": letters("ABCDEFG")}, CopyTestProblem.TOO_MANY_VERSIONS),
        ({"versions": letters("AC")}, CopyTestProblem.LETTERS),
        ({"control": "C"}, CopyTestProblem.NO_CONTROL),
        ({"control": ""}, CopyTestProblem.NO_CONTROL),
        ({"title": "가" * 121}, CopyTestProblem.TOO_LONG),
        ({"versions": (Version("A", "가" * 2001),)}, CopyTestProblem.TOO_LONG),
        ({"versions": (Version("A", "가", need="가" * 41),)}, CopyTestProblem.TOO_LONG),
        ({"versions": (Version("A", "가", share=0),)}, CopyTestProblem.BAD_SHARE),
        ({"hold_out": -1}, CopyTestProblem.BAD_SHARE),
        ({"days": 0}, CopyTestProblem.BAD_DAYS),
        ({"days": 92}, CopyTestProblem.BAD_DAYS),
        ({"base_rate": 1.5}, CopyTestProblem.BAD_NUMBER),
        ({"base_rate": float("nan")}, CopyTestProblem.BAD_NUMBER),
        ({"visitors": -1}, CopyTestProblem.BAD_NUMBER),
    ],
)
def test_impossible_drafts_are_refused(same, wrong, problem):
    before = copy_tests.listed(same)
    with refused(problem):
        copy_tests.add(same, replace(ADS, **wrong), NOW)
    assert copy_tests.listed(same) == before


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"versions": letters("A")}, CopyTestProblem.TOO_FEW_VERSIONS),
        ({"versions": (Version("A", "가 나"), Version("B", " 가  나 "))},
         CopyTestProblem.SAME_TEXT),
        ({"versions": (Version("A", "가", "X"), Version("B", "나", "x "))},
         CopyTestProblem.SAME_LABEL),
        ({"first_day": TODAY - timedelta(days=1)}, CopyTestProblem.STARTS_IN_PAST),
        ({"first_day": TODAY + timedelta(days=61)}, CopyTestProblem.STARTS_TOO_LATE),
    ],
)  # fmt: skip
def test_a_test_that_cannot_begin_is_not_started(same, wrong, problem):
    test = copy_tests.add(same, replace(ADS, **wrong), NOW)
    with refused(problem):
        copy_tests.start(same, test.id, NOW)


def test_the_plan_is_fixed_at_the_start(local):
    test = running(local, replace(ADS, versions=(AB[0], replace(AB[1], share=2))))
    plan = test.plan
    assert plan.period == Period(TODAY, TODAY + timedelta(days=13))
    assert plan.versions == (PlannedVersion("A", 1, 467), PlannedVersion("B", 2, 933))
    assert (plan.planned, plan.alpha, plan.base_rate, plan.days) == (1400, 0.05, 0.03, None)
    assert plan.part("B") == 2 * plan.part("A")
    with refused(CopyTestProblem.FROZEN):
        copy_tests.edit(local, test.id, ADS, NOW)
    with refused(CopyTestProblem.FROZEN):
        copy_tests.start(local, test.id, NOW)
    again = copy_tests.revise(local, test.id, NOW, replace(test.draft, days=7))
    assert (again.revises, again.status, again.draft.days) == (test.id, TestStatus.DRAFT, 7)
    assert copy_tests.find(local, test.id).plan == plan
    same = replace(test.draft, title=f"{test.draft.title} (2)", first_day=None)
    assert copy_tests.revise(local, test.id, NOW).draft == same


def test_a_plan_without_expected_visitors_says_so(local):
    plan = running(local, replace(ADS, visitors=None)).plan
    assert plan.planned is None


def test_days_take_turns_where_a_day_shows_one_version(local):
    draft = replace(ADS, design=Design.ALTERNATE_DAYS, days=15)
    plan = running(local, draft).plan
    turns = list(plan.days.values())
    assert sorted((turns.count("A"), turns.count("B"))) == [7, 8]
    assert {one.letter: one.planned for one in plan.versions} == {
        letter: 100 * turns.count(letter) for letter in "AB"
    }


def test_fewer_than_two_weeks_of_turns_cannot_begin(local):
    draft = replace(ADS, design=Design.ALTERNATE_DAYS, days=13)
    test = copy_tests.add(local, draft, NOW)
    with pytest.raises(CopyTestRefused) as refused:
        copy_tests.start(local, test.id, NOW)
    assert refused.value.problem is CopyTestProblem.TOO_FEW_TURNS
    copy_tests.edit(local, test.id, replace(draft, days=14), NOW)
    assert copy_tests.start(local, test.id, NOW).plan.period.days == 14


def test_a_hold_out_belongs_to_a_list(local):
    lists = replace(ADS, design=Design.LIST_SPLIT, hold_out=1, visitors=99)
    plan = running(local, lists).plan
    assert [one.planned for one in plan.versions] == [33, 33]
    assert running(local, replace(ADS, hold_out=1)).draft.hold_out == 0


def test_a_draft_is_edited_and_the_edit_taken_back(shop):
    test = copy_tests.add(shop, ADS, NOW)
    new = replace(ADS, title="다른", versions=letters("ABC"), visitors_from=VisitorsFrom.STATISTICS)
    edited = copy_tests.edit(shop, test.id, new, NOW, test.version)
    assert edited.draft == new
    assert edited.undoable == 1
    with pytest.raises(NoteChanged):
        copy_tests.edit(shop, test.id, ADS, NOW, test.version)
    assert copy_tests.undo(shop, test.id, NOW).draft == ADS
    with pytest.raises(NoteGone):
        copy_tests.undo(shop, test.id, NOW)


def test_a_deleted_test_comes_back(local):
    test = copy_tests.add(local, ADS, NOW)
    assert copy_tests.delete(local, test.id, NOW).deleted
    assert copy_tests.listed(local) == []
    assert [one.id for one in copy_tests.listed(local, deleted=True)] == [test.id]
    assert not copy_tests.restore(local, test.id, NOW).deleted
    copy_tests.undo(local, test.id, NOW)
    assert copy_tests.undo(local, test.id, NOW).undoable == 0
    assert [one.id for one in copy_tests.listed(local)] == [test.id]


def test_a_result_is_written_down_with_all_it_was_made_of(shop):
    test = running(shop)
    rows = [Count("A", TODAY, 50, 2), Count("B", TODAY, 51, 4)]
    test = copy_test_counts.enter(shop, test.id, rows, NOW)
    with pytest.raises(NoteChanged):
        copy_tests.end(shop, test.id, {}, later(14), test.version - 1)
    ended = copy_tests.end(shop, test.id, {"verdict": "better", "p": 0.01}, later(14), test.version)
    assert ended.status is TestStatus.ENDED
    assert ended.ended_at == later(14)
    result = ended.result
    assert result["ruling"] == {"verdict": "better", "p": 0.01}
    assert (result["method"], result["alpha"]) == (METHOD, 0.05)
    assert result["planned"] == {"A": 700, "B": 700}
    assert result["counts"][1] == {
        "letter": "B", "day": "2026-11-25", "shown": 51, "reacted": 4, "won": None,
        "won_squares": None, "source": "typed",
    }  # fmt: skip
    assert result["versions"][0]["text"] == "무료배송이에요"
    for change in (
        lambda: copy_tests.end(shop, test.id, {}, NOW),
        lambda: copy_test_counts.enter(shop, test.id, rows, NOW),
    ):
        with refused(CopyTestProblem.NOT_RUNNING):
            change()
    with refused(CopyTestProblem.RESULT_SEEN):
        copy_tests.undo(shop, test.id, NOW)


def test_a_result_is_never_written_with_a_number_that_is_none(local):
    test = running(local)
    with pytest.raises(ValueError, match="JSON"):
        copy_tests.end(local, test.id, {"p": float("nan")}, NOW)
    assert copy_tests.find(local, test.id).status is TestStatus.RUNNING


def test_a_test_that_was_given_up_keeps_what_was_counted(local):
    test = running(local)
    copy_test_counts.enter(local, test.id, [Count("A", None, 9, 1), Count("B", None, 9, 2)], NOW)
    stopped = copy_tests.stop(local, test.id, {"verdict": None}, NOW)
    assert stopped.status is TestStatus.STOPPED
    assert len(stopped.result["counts"]) == 2


def test_using_a_version_is_noted_and_marked_and_can_be_taken_back(local):
    test = running(local)
    with refused(CopyTestProblem.NOT_OVER):
        copy_test_using.apply(local, test.id, "B", Said("B 문구로"), NOW)
    ended = copy_tests.end(local, test.id, {}, later(14))
    with refused(CopyTestProblem.UNKNOWN_VERSION):
        copy_test_using.apply(local, test.id, "C", Said(), later(14))
    with pytest.raises(NoteChanged):
        copy_test_using.apply(local, test.id, "B", Said(), later(14), ended.version - 1)
    day = TODAY + timedelta(days=14)
    used = copy_test_using.apply(local, test.id, "B", Said("B 문구로", "더 나아요"), later(14))
    assert used.applied == ("B", day)
    noted = actions.listed(local)[0]
    assert (noted.id, noted.what, noted.page, noted.changed_on) == (
        used.action_id, "B 문구로", "tests", day,
    )  # fmt: skip
    marks = events.within(local, Period(day, day))
    assert [one.title for one in marks if one.kind is EventKind.CHANGE] == ["B 문구로"]
    back = copy_tests.undo(local, test.id, later(14))
    assert back.applied is None
    assert back.status is TestStatus.ENDED
    assert actions.listed(local) == []


@pytest.mark.parametrize(
    ("more", "metric"),
    [
        ({}, "visits"),
        ({"response": Response.ORDERS}, "orders"),
        ({"response": Response.REVENUE}, "net_sales"),
        ({"response": Response.ORDERS, "product_id": 3}, "product_orders"),
    ],
)
def test_the_number_that_should_move_follows_from_what_was_counted(local, more, metric):
    test = running(local, replace(ADS, **more))
    copy_tests.stop(local, test.id, {}, NOW)
    copy_test_using.apply(local, test.id, "B", Said("바꿈"), NOW)
    assert actions.listed(local)[0].target.metric == metric


def past(names="AB", **more):
    counts = tuple(Count(one, None, 100, at) for at, one in enumerate(names))
    return Past(letters(names), counts, title="옛 캠페인", source="메타", **more)


def test_results_from_elsewhere_are_kept_apart(shop):
    period = Period(TODAY - timedelta(days=20), TODAY - timedelta(days=10))
    numbers = copy_test_brought.add_past(shop, [past(), past("ABCDEFGH", period=period)], NOW)
    assert copy_tests.listed(shop) == []
    told = copy_tests.listed(shop, [TestStatus.IMPORTED])
    assert [one.id for one in told] == numbers[::-1]
    assert told[0].draft.days == 11
    assert (told[1].source, told[1].plan, told[1].draft.title) == ("메타", None, "옛 캠페인")
    counts = copy_tests.counts(shop, numbers)
    assert [one.reacted for one in counts[numbers[1]]] == list(range(8))
    assert copy_test_brought.add_past(shop, [], NOW) == []
    copy_tests.delete(shop, numbers[0], NOW)
    assert copy_tests.undo(shop, numbers[0], NOW).id == numbers[0]


def test_days_of_results_from_elsewhere_give_their_period(local):
    days = [TODAY - timedelta(days=number) for number in (9, 3)]
    counts = tuple(Count(one, day, 9, 1) for one in "AB" for day in days)
    number = copy_test_brought.add_past(local, [Past(letters("AB"), counts)], NOW)[0]
    draft = copy_tests.find(local, number).draft
    assert (draft.first_day, draft.days) == (days[0], 7)


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (past("A"), CopyTestProblem.TOO_FEW_VERSIONS),
        (past("AC"), CopyTestProblem.LETTERS),
        (past(control="C"), CopyTestProblem.NO_CONTROL),
    ],
)
def test_impossible_results_from_elsewhere_are_refused(same, wrong, problem):
    with refused(problem):
        copy_test_brought.add_past(same, [past(), wrong], NOW)
    assert copy_tests.listed(same, [TestStatus.IMPORTED]) == []


def test_sums_leave_out_days_that_are_half_known_and_days_that_are_cut():
    day = TODAY
    counts = [
        Count("A", day, 100, 5, 0, 0),
        Count("A", day + timedelta(days=1), 90, None),
        Count("A", day + timedelta(days=2), 80, 0),
        Count("B", day, None, 7),
    ]
    ads = added(counts, Design.AD_PLATFORM)
    assert ads == {"A": Count("A", None, 180, 5, 0, 0)}
    lists = added(counts, Design.LIST_SPLIT)
    assert lists["A"] == Count("A", None, 270, 5, None, None)
    assert lists["B"] == Count("B", None, None, 7, None, None)
    assert added(counts, Design.AD_PLATFORM, without=[day])["A"].shown == 80


def test_what_decides_who_sees_which_version():
    assert {one for one in Design if one.by_chance} == {
        Design.LIST_SPLIT, Design.AD_PLATFORM, Design.ALTERNATE_DAYS,
    }  # fmt: skip
    assert {one for one in Design if one.by_day} == {Design.ALTERNATE_DAYS, Design.BEFORE_AFTER}


def test_labels_that_could_mean_another_version_are_refused(same):
    for label in ("B", "b안", "둘", "문구 Ｂ"):
        wrong = (Version("A", "하나", label), Version("B", "둘"))
        test = copy_tests.add(same, replace(ADS, versions=wrong), NOW)
        with refused(CopyTestProblem.SAME_LABEL):
            copy_tests.start(same, test.id, NOW)
    control = (Version("A", "하나"), Version("B", "둘", "control"))
    test = copy_tests.add(same, replace(ADS, versions=control), NOW)
    with refused(CopyTestProblem.SAME_LABEL):
        copy_tests.start(same, test.id, NOW)
    fine = (Version("A", "하나", "기존"), Version("B", "둘", "B안"))
    assert running(same, replace(ADS, versions=fine)).status is TestStatus.RUNNING


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("문구", "문\u200b구 ", CopyTestProblem.SAME_TEXT),
        ("문구", unicodedata.normalize("NFD", "문구"), CopyTestProblem.SAME_TEXT),
        ("문구", "\u200b\u2060", CopyTestProblem.EMPTY_TEXT),
        ("문구", "\0", CopyTestProblem.EMPTY_TEXT),
    ],
)
def test_texts_that_look_the_same_are_the_same(same, first, second, problem):
    texts = (Version("A", first), Version("B", second))
    with refused(problem):
        running(same, replace(ADS, versions=texts))


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "'; DROP TABLE copy_test; --",
        "🎉👨\u200d👩\u200d👧",
        "\u202eevil",
        "가" * 2000,
        "가\n나",
    ],
)
def test_hostile_texts_are_kept_as_they_are(shop, text):
    test = running(shop, replace(ADS, title=text[:120], versions=(Version("A", text), AB[1])))
    assert (test.text_of("A"), test.draft.title) == (text, text[:120])


def test_signs_that_are_none_are_left_out(shop):
    test = running(shop, replace(ADS, versions=(Version("A", "가\0나\ud800\x07"), AB[1])))
    assert copy_tests.find(shop, test.id).text_of("A") == "가나"
    number = copy_test_brought.add_past(
        shop, [Past((Version("A", "가\0"), Version("B", "나\ud800")), (), title="\0")], NOW
    )
    assert copy_tests.find(shop, number[0]).text_of("B") == "나"


def test_a_test_that_was_thrown_away_is_left_alone(shop):
    draft, begun = copy_tests.add(shop, ADS, NOW), running(shop)
    over = copy_tests.stop(shop, running(shop).id, {}, NOW)
    for one in (draft, begun, over):
        copy_tests.delete(shop, one.id, NOW)
    rows = [Count("A", None, 5, 1), Count("B", None, 5, 1)]
    for change in (
        lambda: copy_tests.start(shop, draft.id, NOW),
        lambda: copy_tests.edit(shop, draft.id, ADS, NOW),
        lambda: copy_test_counts.enter(shop, begun.id, rows, NOW),
        lambda: copy_tests.end(shop, begun.id, {}, NOW),
        lambda: copy_test_using.apply(shop, over.id, "A", Said(), NOW),
    ):
        with pytest.raises(NoteGone):
            change()
    assert copy_tests.restore(shop, begun.id, NOW).status is TestStatus.RUNNING


def test_a_day_begins_at_midnight_in_seoul(local):
    before = datetime(2026, 11, 24, 14, 59, 59, tzinfo=UTC)
    test = copy_tests.start(local, copy_tests.add(local, ADS, before).id, before)
    assert test.plan.period.first == TODAY - timedelta(days=1)
    after = before + timedelta(seconds=1)
    test = copy_tests.start(local, copy_tests.add(local, ADS, after).id, after)
    assert test.plan.period.first == TODAY


def test_using_the_version_in_use_again_does_not_move_its_day(local):
    test = running(local)
    copy_tests.stop(local, test.id, {}, NOW)
    used = copy_test_using.apply(local, test.id, "B", Said("B 문구로"), later(1))
    again = copy_test_using.apply(local, test.id, "B", Said("B 문구로"), later(9), used.version)
    assert (again.applied, again.version) == (used.applied, used.version)
    noted = actions.listed(local)
    assert [one.changed_on for one in noted] == [used.applied[1]]
    day = used.applied[1]
    assert [one.title for one in events.marked(local, Period(day, day))][:1] == ["B 문구로"]


def test_a_name_that_fits_two_versions_is_not_guessed_at():
    draft = Draft(versions=(Version("A", "B"), Version("B", "둘")))
    assert letter_of(draft, "B") is None
    assert [letter_of(draft, name) for name in ("A", "둘", "세")] == ["A", "B", None]
