"""The library, the calculator and the plan in words, in both languages."""

import re
from datetime import UTC, datetime

import pytest

from core import i18n
from core.analysis.copy_learning import Pattern
from core.services.copy_lessons import NEED, TONE, Lessons, Suggestion, Why
from core.services.copy_library import Import, Taken
from core.services.copy_library_rows import Feature
from core.services.copy_test_past import Past, Pasts
from core.services.copy_test_sheets import CountFault, CountReason
from core.services.receipts import Issue
from core.terms import Evidence, SkipReason
from core.terms.copy_tests import Design, Response, Version
from core.verdicts.copy_tests import Call
from core.wording import copy_calculator, copy_library, copy_library_import
from tests.wording.copy_rules import faults_on_screen

BETTER = Pattern("number", 9, 6, 0.03, 1.5, (1.2, 1.9), (0.8, 2.8), 0.999, 0.002, known=True)
WORSE = Pattern("question", 9, 6, 0.03, 0.5, (0.3, 0.8), (0.2, 1.1), 0.001, 0.004, known=True)
LEANS = Pattern("hurry", 5, 3, 0.03, 1.3, (0.9, 1.9), (0.7, 2.4), 0.93, 0.14)
EVEN = Pattern("quote", 5, 3, 0.03, 1.0, (0.7, 1.4), (0.6, 1.6), 0.5, 1.0)
IMPORT = Import(datetime(2026, 11, 25, tzinfo=UTC), "", 2, deleted=True)
ALONE = Pattern("emoji", 2, 1)


def lessons(*patterns, tests=6, left_out=0, suggestion=None):
    return Lessons(Response.CLICKS, tests, left_out, patterns, suggestion)


@pytest.fixture(params=["ko", "en"])
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def fine(language, *said):
    for text in said:
        assert text
        assert not re.search(r"[{}]", text)
        if language == "ko":
            assert faults_on_screen(text) == [], text
        else:
            assert not re.search("[가-힣]", text), text


def test_everything_a_text_may_have_has_a_name(language):
    names = [copy_library.feature(one.value) for one in Feature]
    assert len(set(names)) == len(names)
    fine(language, *names, copy_library.feature(f"{NEED}deal"), copy_library.feature(f"{TONE}warm"))


@pytest.mark.parametrize(
    ("found", "level"),
    [
        (lessons(BETTER, EVEN), Evidence.KNOWN),
        (lessons(EVEN, WORSE), Evidence.KNOWN),
        (lessons(LEANS, EVEN), Evidence.HINT),
        (lessons(EVEN), Evidence.EARLY),
        (lessons(ALONE), Evidence.EARLY),
        (lessons(tests=0), Evidence.NO_DATA),
    ],
)
def test_the_conclusion_is_as_sure_as_its_pattern(language, found, level):
    said = copy_library.conclusion(found)
    fine(language, said.title, said.body)
    assert copy_library.level(found) is level


def test_the_conclusion_names_the_clearest_and_its_direction():
    with i18n.speaking("ko"):
        said = copy_library.conclusion(lessons(BETTER, WORSE))
        assert said.title == "‘숫자’ 문구가 더 통해요."
        assert said.body == (
            "실험 6개에서 나란히 견주니 100명 중 3.0명 → 4.5명이에요. 실제로는 1.20~1.90배로 봐요."
        )
        assert copy_library.conclusion(lessons(WORSE)).title == "‘물음’ 문구는 덜 통해요."


def test_a_pattern_nobody_compared_is_no_evidence():
    assert copy_library.level_of(ALONE) is Evidence.NO_DATA


@pytest.mark.parametrize(
    "found",
    [
        Suggestion(Why.PROVEN, "number", BETTER),
        Suggestion(Why.HARMS, "question", WORSE),
        Suggestion(Why.LEANS, "hurry", LEANS),
        Suggestion(Why.UNTRIED, "name"),
    ],
)
def test_the_next_test_comes_with_its_reason(language, found):
    fine(language, copy_library.suggestion(found), copy_library.reason(found))


def test_how_it_was_looked_at_is_said(language):
    fine(language, *copy_library.why(lessons(BETTER, left_out=2)))
    few, more = (len(copy_library.why(lessons(BETTER, left_out=left))) for left in (0, 2))
    assert more == few + 1


def test_the_table_has_all_that_was_compared(language):
    frame = copy_library.pattern_table(lessons(EVEN, BETTER, ALONE, WORSE))
    assert len(frame) == 3
    fine(language, *frame.columns, *map(str, frame.to_numpy().ravel()))


def test_what_was_not_compared_is_named(language):
    fine(language, copy_library.not_compared(lessons(ALONE, BETTER)))
    assert copy_library.not_compared(lessons(BETTER)) == ""
    fine(language, *(copy_library.verdict(one) for one in (BETTER, WORSE, EVEN, ALONE)))
    assert copy_library.span(None) == "–"


def test_results_of_texts_are_named(language):
    fine(language, *(copy_library.call(one.value) for one in Call))
    base = copy_library.rate_base([0.03, 0.0])
    told = copy_library.rate(0.03, 0.02, 0.04, base), copy_library.rate(0.0, 0.0, 0.001, base)
    fine(language, *told, copy_library.rate_heading(base))
    assert told == ("3.0 (2.0~4.0)", "0.0 (0.0~0.1)") or language == "en"
    assert copy_library.rate(float("nan"), float("nan"), float("nan"), base) == "–"


def test_what_was_read_and_taken_is_told(language):
    past = Past((Version("A", "가"), Version("B", "나")), ())
    clean = Pasts((past,))
    faulty = Pasts(
        (past, past),
        (CountFault(CountReason.TWICE, 3), CountFault(CountReason.TWICE, 3)),
        (Issue(5, SkipReason.TOTAL_ROW),),
    )
    fine(
        language,
        copy_library_import.read(clean),
        copy_library_import.read(faulty),
        copy_library_import.left(faulty),
    )
    assert copy_library_import.left(clean) == ""
    fine(
        language, copy_library_import.taken(Taken(3, 0)), copy_library_import.taken(Taken(1, 2)),
        copy_library_import.taken(Taken(0, 2)),
        copy_library_import.columns(Response.CLICKS, Design.AD_PLATFORM),
        copy_library_import.receipt(IMPORT),
        copy_library.of_rows(20, 20), copy_library.of_rows(20, 900),
    )  # fmt: skip


def test_only_tags_that_occur_can_be_chosen():
    assert copy_library.tag_options(("deal", "trust"), ["", "trust", "내 말"]) == [
        "", "trust", "내 말",
    ]  # fmt: skip


def test_the_plan_and_the_calculator_speak(language):
    fine(
        language, copy_calculator.texts(2), copy_calculator.shown_of("A"),
        copy_calculator.reacted_of("A", Response.ORDERS), copy_calculator.calculator_waits(),
        copy_calculator.from_files(), copy_calculator.looked_at_once(),
        copy_calculator.plan_waits(), copy_calculator.plan_note(0.03),
        copy_calculator.least(0.03, 0.05), copy_calculator.least(0.03, None),
    )  # fmt: skip
