"""Every code of 개선 노트 has its words, and results are said as far as they are known."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core import i18n
from core.analysis.effect import Change, Judged, Missing
from core.analysis.shopping_days import Occasion
from core.services.actions import Action, ActionProblem, Level, Measured, Target
from core.services.actions_effect import Effect
from core.services.events import Event, EventKind, EventProblem
from core.services.look_back import Question
from core.terms import Evidence, Period
from core.verdicts.actions import (
    MEASURES,
    TACTICS,
    Finding,
    JourneyStage,
    Outcome,
    Result,
    Status,
    Unknown,
)
from core.wording import actions as said
from core.wording import actions_names as names
from core.wording import actions_result as results
from core.wording import look_back
from tests.wording.copy_rules import faults_on_screen

WINDOW = Period(date(2026, 11, 9), date(2026, 11, 22))
ACTION = Action(
    1, "새 사진", "주문이 줄었어요", None, "today.net_fell", "today", JourneyStage.BUY,
    Target("pay_rate"), Level(0.031, 9000, Period(date(2026, 10, 12), date(2026, 11, 8))),
    date(2026, 11, 9), None, date(2026, 11, 9), date(2026, 11, 23), Status.WAITING, "", "", None,
    datetime(2026, 11, 9, tzinfo=UTC), 2,
)  # fmt: skip
SALE = Event(EventKind.PROMOTION, Period(date(2026, 11, 20), date(2026, 11, 22)), "가을 할인")
DAY = Event(
    EventKind.SHOPPING_DAY, Period(date(2026, 11, 11), date(2026, 11, 11)), occasion=Occasion.PEPERO
)


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def change(now=0.041, smallest=0.2):
    judged = Judged(0.96, smallest, 0.1, 0.5, 20)
    return Change(now, 0.031, 0.031, 120.0, 14, judged)


def effect(outcome, why=None, mixed=(), found=None):
    level = Evidence.EARLY if outcome is Outcome.UNKNOWN else Evidence.KNOWN
    result = Result(outcome, level, why)
    return Effect(WINDOW, WINDOW.last, 0, found or change(), result, mixed)


def check(text, language):
    assert text
    assert faults_on_screen(text) == [] or language == "en", text
    if language == "en":
        assert not any("가" <= letter <= "힣" for letter in text)


def test_every_code_has_words(language):
    told = [
        *map(names.stage, JourneyStage),
        *map(names.status, Status),
        *map(names.outcome, Outcome),
        *map(names.event_kind, EventKind),
        *map(names.occasion, Occasion),
        *(names.tactic(one.id) for one in TACTICS),
        *(names.number(one.id) for one in MEASURES),
        *map(look_back.question, Question),
        *(said.refused(problem).text for problem in ActionProblem),
        *(said.event_refused(problem).text for problem in EventProblem),
        *map(said.empty_column, Status),
        said.changed_elsewhere().text,
        said.days_missing().text,
        look_back.overdue(12),
        look_back.saved(),
    ]
    for text in told:
        check(text, language)
    tactics = [names.tactic(one.id) for one in TACTICS]
    assert len(set(tactics)) == len(TACTICS)


@pytest.mark.parametrize("outcome", [Outcome.BETTER, Outcome.SAME, Outcome.WORSE])
def test_a_result_is_said_with_both_numbers(outcome, language):
    told = results.effect(ACTION, effect(outcome))
    assert "4.1%" in told.sentence
    assert "3.1%" in told.sentence
    assert told.level is Evidence.KNOWN
    assert any("±20%" in line for line in told.details)
    if language == "ko":
        for line in (told.sentence, *told.details):
            check(line, language)


@pytest.mark.parametrize("why", list(Unknown))
def test_what_nobody_can_tell_has_its_reason(why, language):
    told = results.effect(ACTION, effect(Outcome.UNKNOWN, why))
    check(told.sentence, language)
    assert not any(word in told.sentence for word in ("좋아졌", "나빠졌", "better", "worse"))


def test_without_a_judgement_nothing_is_drawn_and_no_range_is_said():
    bare = Change(3.0, 0.0, 0.0, 0.0, 14, None, Missing.SHORT_HISTORY)
    told = results.effect(ACTION, effect(Outcome.UNKNOWN, Unknown.TOO_FEW, found=bare))
    assert told.drawn is None
    assert len(told.details) == 3
    assert results.effect(ACTION, effect(Outcome.BETTER)).drawn is not None


def test_what_is_mixed_with_a_sale_is_only_a_hint():
    told = results.effect(ACTION, effect(Outcome.BETTER, mixed=(SALE, DAY)))
    assert told.level is Evidence.HINT
    assert "가을 할인" in told.mixed
    alone = results.effect(ACTION, effect(Outcome.BETTER, mixed=(DAY,)))
    assert alone.level is Evidence.KNOWN
    assert alone.mixed


def test_while_days_are_to_come_there_is_no_result(language):
    waiting = Effect(WINDOW, WINDOW.first, 5)
    assert results.effect(ACTION, waiting) is None
    check(results.waits(waiting), language)


def test_a_result_reads_the_same_after_it_was_written_down():
    from core.services.actions_effect import _frozen

    found = effect(Outcome.BETTER, mixed=(SALE, DAY))
    at = datetime(2026, 11, 25, tzinfo=UTC)
    kept = _frozen(found, found.change, found.result, at)
    done = replace(ACTION, measured=Measured(kept.outcome, kept.numbers, at))
    assert results.measured(done) == results.effect(ACTION, found)
    assert results.measured(ACTION) is None
    few = effect(Outcome.UNKNOWN, Unknown.NO_DATA, found=Change(0, 0, 0, 0, 0, None))
    kept = _frozen(replace(few, data_asof=None), few.change, few.result, at)
    told = results.measured(replace(ACTION, measured=Measured(kept.outcome, kept.numbers, at)))
    assert told.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("finding", list(Finding))
def test_the_page_always_has_a_conclusion(finding, language):
    action = None if finding is Finding.NOTHING else replace(ACTION, what="photo")
    told = results.effect(ACTION, effect(Outcome.BETTER))
    words = said.conclusion(finding, action, told)
    check(words.headline, language)
    check(words.todo, language)
    if finding is Finding.RESULT:
        assert words.reason == told.sentence
    else:
        check(words.reason, language)
    assert len(said.conclusion(finding, replace(ACTION, what="가" * 90), told).headline) < 80


def test_days_of_another_year_are_told_with_it():
    far = replace(ACTION, check_on=date(2027, 3, 13))
    assert "2027" in said.dates(far)
    assert "2026" not in said.dates(ACTION)
    assert "2027" in said.kept(far).text


def test_each_state_tells_its_days(language):
    planned = replace(ACTION, changed_on=None)
    begun = replace(planned, started_on=date(2026, 11, 10))
    done = replace(ACTION, measured=Measured(Outcome.SAME, {}, datetime(2026, 11, 25, tzinfo=UTC)))
    texts = [said.dates(one) for one in (planned, begun, ACTION, done)]
    assert len(set(texts)) == 4
    for text in texts:
        check(text, language)


def test_a_level_nobody_knows_is_no_nought(language):
    told = said.baseline(replace(ACTION, baseline=Level(None, None, None)))
    assert "0" not in told
    assert "3.1%" in said.baseline(ACTION)
    assert names.value("orders", None) == "–"
    assert names.value("net_sales", 123_456) in {"12만 원", "₩123k"}
    assert names.value("channel_visits", 12.4).startswith("12")
    check(told, language)


def test_events_have_short_labels():
    assert names.event(SALE) == "가을 할인"
    assert len(names.label(replace(SALE, title="가" * 60))) == names.LONGEST_LABEL
    bare = replace(SALE, title="")
    assert names.event(bare) == names.event_kind(EventKind.PROMOTION)
    made = Event(EventKind.CHANGE, SALE.period, "discount_code")
    assert names.event(made) == names.tactic("discount_code")


def test_the_file_has_a_row_for_each_improvement():
    told = results.effect(ACTION, effect(Outcome.BETTER))
    row = said.row(ACTION, told)
    assert told.word in row.values()
    assert set(
        said.row(replace(ACTION, changed_on=None, baseline=Level(None, None, None)), None)
    ) == set(row)


def test_every_number_tells_where_it_comes_from(language):
    for one in MEASURES:
        action = replace(ACTION, target=Target(one.id))
        told = said.origin(action)
        assert len(told) == 5
        for _, text in told:
            check(text, language)
    bare = replace(ACTION, baseline=Level(None, None, None))
    assert len(said.origin(bare)) == 4


def test_how_sure_a_plan_is():
    assert results.sure(None)[0] is Evidence.EARLY
    told = results.effect(ACTION, effect(Outcome.BETTER))
    assert results.sure(told) == (told.level, told.badge)
    assert said.column(Status.DONE, 3).endswith(" 3")
    assert "새 사진" in said.deleted(ACTION).text
    assert names.what(replace(ACTION, what="", tactic="discount_code"))
    assert names.what(replace(ACTION, what="")) == ""


def test_a_note_says_what_it_is_about_once():
    assert names.about("컵", "값을 살펴보세요.") == "컵: 값을 살펴보세요."
    assert names.about("컵", "컵의 값을 살펴보세요.") == "컵의 값을 살펴보세요."
    assert names.about("", "값을 살펴보세요.") == "값을 살펴보세요."
