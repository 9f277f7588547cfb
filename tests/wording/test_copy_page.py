"""The words of the page of copy tests: each reason has its sentence, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import i18n
from core.services.copy_test_board import Board, Entry
from core.services.copy_test_counts import CountFault, CountReason
from core.services.copy_test_health import Health, Impossible, Missing, Progress, Sample
from core.services.copy_test_kept import CopyTest, Draft
from core.services.copy_test_lists import By, ListFault, ListReason, RecipientList, Split
from core.services.copy_test_path import Pair
from core.services.copy_test_recipients import Entry as Line
from core.services.copy_test_traffic import About, Traffic
from core.services.copy_tests import CopyTestProblem, CopyTestRefused, VisitorsFrom
from core.services.events import Event, EventKind
from core.terms import Period, RowReason
from core.terms.copy_tests import (
    Count,
    Design,
    Plan,
    PlannedVersion,
    Response,
    TestStatus,
    Version,
)
from core.verdicts.copy_tests import Answer, Basis, Look, Range, Ruling, Said
from core.wording import copy_page as steps
from core.wording import copy_page_faults as faults
from core.wording import copy_page_people as lists
from core.wording import copy_page_result as results
from core.wording import copy_page_tags as names
from core.wording import copy_page_test as words
from core.wording import copy_pictures as seen
from tests.wording.copy_rules import faults_on_screen

DAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TEXTS = (Version("A", "하나", need="deal", tone="short"), Version("B", "둘", need="내 낱말"))
DRAFT = Draft("광고", Design.AD_PLATFORM, Response.CLICKS, TEXTS, days=7)
PROGRESS = Progress(3, 7, 2, 120, 700, DAY + timedelta(days=6), is_over=False)


def running(**more):
    draft = replace(DRAFT, **more)
    planned = (PlannedVersion("A", 1), PlannedVersion("B", 1))
    turns = {DAY: "A"} if draft.design is Design.ALTERNATE_DAYS else None
    plan = Plan(
        draft.design, draft.response, "A", planned, Period(DAY, PROGRESS.last_day), days=turns
    )
    return CopyTest(
        1, TestStatus.RUNNING, draft, plan, "", None, None, None, "", None, NOW, NOW, None, 1
    )


def ruling(answer=Answer.RUNNING, **more):
    said = tuple(Said(letter, 50, rate=0.02, bounds=(0.01, 0.04)) for letter in "AB")
    look = Look((3, 7), 0.4)
    return Ruling(answer, None, "A", said, look, DRAFT.design, DRAFT.response, **more)


@pytest.fixture(params=["ko", "en"])
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def keeps_the_rules(language, *texts):
    for text in texts:
        assert text
        if language == "ko":
            assert faults_on_screen(text) == [], text
        else:
            assert max(text.replace("광고", "").replace("내 낱말", "")) < "가", text


@pytest.mark.parametrize("problem", list(CopyTestProblem))
def test_every_problem_of_a_test_has_its_sentence(language, problem):
    for letter in ("", "B"):
        said = faults.refused(CopyTestRefused(problem, letter))
        keeps_the_rules(language, said.title, said.body)


@pytest.mark.parametrize("reason", [*CountReason, *RowReason])
def test_every_wrong_count_is_told_with_its_line(language, reason):
    fault = CountFault(reason, 12, "B", DAY, "A clicks", "12x")
    said = faults.counts([fault])
    keeps_the_rules(language, said.title)
    assert "12" in said.body
    assert "12x" in said.body
    assert faults.count(CountFault(reason))


def test_more_wrong_counts_than_are_told_are_counted():
    found = [CountFault(CountReason.TWICE, line) for line in range(1, 8)]
    assert "이런 줄이 3줄 더 있어요." in faults.counts(found).body


def test_a_name_of_a_file_is_quoted_as_it_stands_there():
    assert "‘소재 3’: " in faults.count(CountFault(CountReason.UNKNOWN_VERSION, 2, "소재 3"))


@pytest.mark.parametrize("reason", list(ListReason))
def test_every_line_left_out_of_a_list_has_its_reason(language, reason):
    said = faults.no_list(reason)
    entry = Line("k", 0, ("010",))
    found = RecipientList((), By.PHONE, (entry,), (ListFault(3, reason), ListFault(7, reason)), 2)
    told = faults.read_list(found)
    assert len(told) == 3
    keeps_the_rules(language, said.title, said.body, *told)


def test_what_was_typed_in_the_slower_window_is_repeated(language):
    said = faults.changed_elsewhere("my words")
    assert "my words" in said.remedy
    keeps_the_rules(language, said.title, said.body)
    assert not faults.changed_elsewhere().remedy


def test_all_that_may_be_wrong_with_a_running_test_is_told(language):
    days = tuple(Missing(DAY + timedelta(days=n), ("A",)) for n in range(5))
    sale = Event(EventKind.PROMOTION, Period(DAY, DAY), "")
    found = Health(
        (Sample("A", 80, 60.0, 350), Sample("B", None, None, None)), days, ((DAY, "B"),),
        (Impossible("A", DAY, 3, 5),), (sale,), (DAY,), ((2, 14),), (3,),
    )  # fmt: skip
    told = words.health(found, running(design=Design.TWO_LINKS))
    assert len(told) == 7
    keeps_the_rules(language, *told, *words.shown_of(found))
    assert words.health(Health(()), running()) == []


def test_the_turn_of_a_day_is_told():
    test = running(design=Design.ALTERNATE_DAYS)
    assert words.turn(test, DAY) == "오늘은 A 문구를 보여 줄 차례예요."
    assert words.turn(test, PROGRESS.last_day) == ""
    assert words.turn(running(), DAY) == ""


def test_progress_says_what_is_known(language):
    entry = Entry(running(), progress=PROGRESS)
    keeps_the_rules(language, words.progress(entry), words.line(entry))
    unplanned = replace(PROGRESS, planned=None, day=0)
    keeps_the_rules(language, words.progress(replace(entry, progress=unplanned)))
    assert words.progress(Entry(running())) == ""
    nobody = replace(PROGRESS, shown=None)
    assert "120" not in words.progress(replace(entry, progress=nobody))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(running(), progress=PROGRESS, ruling=ruling(Answer.MISMATCH)),
        Entry(running(), progress=PROGRESS, health=Health((), (Missing(DAY, ("A",)),))),
        Entry(running(), progress=PROGRESS),
        Entry(replace(running(), status=TestStatus.DRAFT)),
    ],
)
def test_the_list_says_what_a_test_needs(language, entry):
    said, about = words.conclusion(Board((entry,), (), (), ()))
    assert about is entry
    keeps_the_rules(language, said.title, said.body)


def test_the_list_has_something_to_say_when_nothing_runs(language):
    over = Entry(replace(running(), status=TestStatus.ENDED, ended_at=NOW), progress=PROGRESS)
    for board in (Board((), (), (over,), ()), Board((), (), (), ()), Board((), (over,), (), ())):
        said, _entry = words.conclusion(board)
        keeps_the_rules(language, said.title, said.body)


@pytest.mark.parametrize("design", list(Design))
def test_every_way_has_its_words(language, design):
    keeps_the_rules(
        language, names.design(design), names.honest(design), names.shown(design),
        *words.causes(design), steps.visitors_label(design), steps.labels_help(design),
        steps.outlook_needs(replace(DRAFT, design=design)),
    )  # fmt: skip


@pytest.mark.parametrize("response", list(Response))
def test_every_response_has_its_words(language, response):
    found = replace(ruling(), response=response)
    keeps_the_rules(
        language, names.response(response), names.reacted(response), steps.rate_label(response),
        seen.picture(found, found.versions[0], 1000),
    )  # fmt: skip


@pytest.mark.parametrize("about", list(About))
def test_what_was_usual_is_said_with_what_is_known_of_it(language, about):
    found = Traffic(about, Period(DAY, DAY), 1, 400, 12, stale=True)
    keeps_the_rules(language, steps.usual(found), steps.usual(replace(found, orders=None)))
    # What is counted, and why it is not the rate of the first page, stands beside the number.
    assert ("오늘의 결제율보다 높아요" in steps.usual(found)) == (language == "ko")


def test_codes_have_names_and_words_of_ones_own_stay(language):
    coded = [names.need(code) for code in names.NEEDS] + [names.tone(code) for code in names.TONES]
    keeps_the_rules(language, *coded, names.need(""), names.tone(""))
    assert len(set(coded)) == len(coded)
    assert names.need("내 낱말") == "내 낱말"


@pytest.mark.parametrize("status", list(TestStatus))
def test_every_status_has_its_word(language, status):
    keeps_the_rules(language, names.status(status), names.status(status, ready=True))


def test_a_test_is_called_by_its_name_or_its_first_text():
    assert names.title(DRAFT) == "광고"
    long = Version("A", "아주 긴 문구라서 이름으로 쓰기에는 넘치는 글이에요")
    assert names.title(replace(DRAFT, title="", versions=(long,))).endswith("…")
    assert names.title(replace(DRAFT, title="", versions=(Version("A"),))) == "이름 없는 실험"


def test_the_plan_says_where_its_visitors_are_from():
    told = dict(steps.summary(replace(DRAFT, visitors=90), DAY, None))
    assert told["예상"] == "하루 90번"
    files = replace(DRAFT, visitors=90, visitors_from=VisitorsFrom.STATISTICS)
    assert dict(steps.summary(files, DAY, None))["예상"] == "하루 90번 (올린 파일에서)"
    sent = replace(DRAFT, design=Design.LIST_SPLIT, visitors=300)
    assert dict(steps.summary(sent, DAY, None))["예상"] == "300명"
    assert dict(steps.summary(sent, DAY, 903))["보낼 수"] == "903명"
    assert dict(steps.summary(DRAFT, DAY, None))["예상"] == "정하지 않음"


def test_a_list_says_how_it_is_divided_and_who_is_elsewhere(language):
    done = Split(running(), {"A": 450, "B": 451, "": 100}, 1001, {7: 12})
    keeps_the_rules(language, lists.divided(done), lists.sizes(done.sizes), lists.part("", 100))
    assert lists.part_file(replace(DRAFT, title="봄/여름: 1"), "").startswith("봄여름_1_")


def test_counts_in_a_file_are_told_before_they_are_taken(language):
    rows = [Count("A", DAY, 5, 1), Count("B", DAY + timedelta(days=1), 5, 1)]
    for some in (rows, [Count("A", None, 5, 1)]):
        keeps_the_rules(language, steps.found_in_file(some))
    for response in Response:
        keeps_the_rules(language, steps.columns_of(running(response=response)))


def test_every_basis_is_told_and_faults_leave_nothing_to_use(language):
    told = [results.basis(replace(ruling(), basis=basis)) for basis in Basis]
    assert len({one for one in told if one}) == 4
    keeps_the_rules(language, *[one for one in told if one])
    assert results.usable(ruling(Answer.MISMATCH)) == ()
    assert results.usable(ruling(Answer.OPEN)) == ["A", "B"]
    assert results.usable(ruling(Answer.SWITCH, chosen="B")) == ["B", "A"]


def test_where_numbers_are_from_names_days_that_were_left_out(language):
    found = replace(ruling(), mixed=(DAY,), cut=True)
    told = results.origin(Entry(running(), (Count("A", DAY, 5, 1),)), found)
    keeps_the_rules(language, *(part for pair in told for part in pair))
    assert len(told) == 6


def test_what_nobody_knows_is_a_dash():
    nothing = Said("A", None)
    assert seen.bounds(nothing) == "–"
    assert seen.people(ruling(), nothing, 100) == "–"


def test_the_leader_is_called_better_only_of_those_it_surely_beats(language):
    sure, chance = Range(0.002, 0.01, 0.02), Range(-0.001, 0.01, 0.02)
    every = [Pair("C", "A", sure, known=True), Pair("C", "B", sure, known=True)]
    some, none = (
        [every[0], Pair("C", "B", chance, known=False)],
        [Pair("C", "B", chance, known=False)],
    )
    keeps_the_rules(language, *(seen.leader(one) for one in (every, some, none)))
    keeps_the_rules(language, seen.ahead(every[0], 0.02), seen.more_of(0.02))
    assert len({seen.leader(one) for one in (every, some, none)}) == 3


def test_the_leader_is_named_with_its_particles():
    sure = Range(0.002, 0.01, 0.02)
    assert seen.leader([Pair("C", "A", sure, known=True), Pair("C", "B", sure, known=True)]) == (
        "C 문구는 A와 B보다 나아요."
    )
    assert seen.ahead(Pair("C", "A", sure, known=True), 0.02) == "100명 중 +0.2~+2.0명"


def test_the_text_used_now_is_stayed_with_and_another_one_changed_to():
    assert results.use("A", "A") == "A 문구 계속 쓰기"
    assert results.use("B", "A") == "B 문구로 바꾸기"
