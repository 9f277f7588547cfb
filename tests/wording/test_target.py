"""Every code of the target has its words, in both languages, and no sentence says too much."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.analysis.target import VALUES, Counting, Counts, Dimension, Repeats
from core.i18n import formats
from core.services.target_actual import Actual, Span
from core.services.target_compare import Beside
from core.services.target_personas import Persona, Proof, ProofKind
from core.services.target_shares import Aim, AimProblem, AimRefused
from core.terms import Evidence, Period
from core.verdicts import target as verdicts
from core.verdicts.target import Advice, Case, MonthError, Reason, TargetFound, TargetSay
from core.wording import target_compare as compare
from core.wording import target_conclusion as conclusion
from core.wording import target_names as names
from core.wording import target_personas as personas
from core.wording import target_tables as tables
from tests.wording.copy_rules import faults_on_screen

MEANT = (0, 50, 30, 15, 5, 0)
COUNTS = Counts((0, 88, 152, 112, 48, 0), 21)
ACTUAL = Actual(
    Dimension.AGE, Counting.BUYERS, COUNTS, Period(date(2026, 11, 1), date(2026, 11, 30)), 30,
    reports=("bizadvisor_demography",), products=1, nameless=3,
)  # fmt: skip
JUDGED = verdicts.judge(Case(tuple(one / 100 for one in MEANT), COUNTS.known, 21, (), 0.2))


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def beside(found=JUDGED, actual=ACTUAL, *, is_beyond=False):
    return Beside(Aim(Dimension.AGE, MEANT), actual, is_beyond, found)


def check(text, language):
    assert text
    assert language == "en" or faults_on_screen(text) == []


@pytest.mark.parametrize("dimension", list(VALUES))
def test_every_value_has_a_name_of_its_own(dimension, language):
    told = [names.value(dimension, code) for code in VALUES[dimension]]
    assert len(set(told)) == len(told)
    for text in (*told, names.dimension(dimension), names.file_needed(dimension)):
        check(text, language)


@pytest.mark.parametrize("counting", Counting)
def test_what_is_counted_is_said(counting, language):
    for text in (names.cases(counting, 12), names.more(counting, 1), names.counted(counting)):
        check(text, language)


@pytest.mark.parametrize("span", Span)
def test_every_span_has_a_name(span, language):
    check(names.span(span), language)


@pytest.mark.parametrize("say", TargetSay)
def test_every_finding_is_said_and_only_a_sure_one_plainly(say, language):
    error = None if say in {TargetSay.NO_AIM, TargetSay.NO_ACTUAL, TargetSay.FEW} else JUDGED.error
    one = beside(replace(JUDGED, say=say, error=error, advice=None, reason=None))
    words = conclusion.words(one, "")
    for text in (words.headline, *filter(None, (words.reason, words.todo, *words.why))):
        check(text, language)
    assert ("28%" in words.headline) is (say in {TargetSay.FAR, TargetSay.UNSURE})


@pytest.mark.parametrize("advice", Advice)
@pytest.mark.parametrize("reason", Reason)
def test_every_advice_has_its_reason(advice, reason, language):
    one = beside(replace(JUDGED, advice=advice, reason=reason, months=3))
    words = conclusion.words(one, "")
    assert compare.advice(advice) in words.todo
    for text in (words.todo, compare.reason(one), compare.chart_title(one)):
        check(text, language)


def test_the_card_says_the_error_and_what_chance_does():
    words = conclusion.words(beside(), "")
    assert "28%" in words.headline
    assert "6%" in words.reason
    assert words.numbers[0][1] == "28%"
    assert words.numbers[0][0] in {"생각과 실제의 차이", "Difference from your aim"}
    assert (words.level, words.tone, words.tab) == (Evidence.KNOWN, "bad", "compare")


def test_of_payments_no_range_is_shown_and_it_is_said_why(language):
    found = replace(JUDGED, say=TargetSay.UNSURE, level=Evidence.HINT, advice=None, reason=None)
    one = beside(found, replace(ACTUAL, counting=Counting.PAYMENTS, products=12))
    words = conclusion.words(one, "")
    assert {"ko": "한 사람을 여러 번", "en": "counted several times"}[language] in words.reason
    assert len(words.numbers) == 1
    assert compare.spread(one) == ""
    assert "12" in " ".join(compare.rests_on(one))
    for text in (words.headline, words.reason, words.todo):
        check(text, language)


@pytest.mark.parametrize("repeats", [None, Repeats(120, 90, None)])
@pytest.mark.parametrize("counting", Counting)
def test_what_would_settle_a_hint_is_said_and_it_is_never_the_next_file(
    counting, repeats, language
):
    found = replace(JUDGED, say=TargetSay.UNSURE, level=Evidence.HINT, advice=None, reason=None)
    actual = replace(ACTUAL, counting=counting, products=12, repeats=repeats)
    words = conclusion.words(beside(found, actual), "")
    assert words.todo == compare.settles(beside(found, actual))
    assert {"ko": "다음 파일", "en": "next file"}[language] not in words.todo
    assert words.wants_upload
    if counting in {Counting.VISITS, Counting.VISITORS}:
        assert {"ko": "결제", "en": "payments"}[language] in words.todo
    else:
        assert {"ko": "주문 파일", "en": "order files"}[language] in words.todo.lower()
        assert ("120" in words.todo) is (repeats is not None)
    check(words.todo, language)


def test_with_order_files_the_range_is_shown_and_what_is_taken_for_granted(language):
    known = Repeats(410, 300, 1.6, (1.6,))
    one = beside(actual=replace(ACTUAL, counting=Counting.PAYMENTS, products=12, repeats=known))
    words = conclusion.words(one, "")
    assert (len(words.numbers), words.wants_upload) == (2, False)
    assert compare.spread(one)
    assert compare.settles(one) == ""
    told = compare.repeats(one)
    assert "250" in told[0]
    assert set(told) <= set(words.why)
    assert set(told) <= set(compare.rests_on(one))
    for text in told:
        check(text, language)
    unsure = replace(one, found=replace(JUDGED, say=TargetSay.UNSURE, advice=None, reason=None))
    check(conclusion.words(unsure, "").todo, language)


def test_of_payments_so_many_more_are_asked_for_as_make_thirty_people():
    few = TargetFound(TargetSay.FEW, Evidence.EARLY)
    counts = Counts((0, 20, 20, 0, 0, 0))
    known = replace(
        ACTUAL, counting=Counting.PAYMENTS, counts=counts, products=2,
        repeats=Repeats(40, 20, 2.0, (2.0,)),
    )  # fmt: skip
    told = compare.waits(beside(few, known))
    assert "40" in told
    assert "20" in told


def test_those_in_mind_seem_to_be_those_who_pay(language):
    found = replace(JUDGED, say=TargetSay.WITHIN, level=Evidence.HINT, advice=None, reason=None)
    text = compare.headline(beside(found))
    assert {"ko": "같아요", "en": "seem"}[language] in text
    check(text, language)


def test_the_card_names_its_days_and_fewer_days_than_were_asked_for_are_said(language):
    days = formats.period(ACTUAL.period)
    assert days in conclusion.words(beside(), "").reason
    check(conclusion.words(beside(), "").reason, language)
    short = compare.short_of(beside(), Span.YEAR)
    assert days in short
    check(short, language)
    assert not compare.short_of(beside(), Span.ALL)
    year = Period(date(2025, 12, 1), date(2026, 11, 30))
    assert not compare.short_of(beside(actual=replace(ACTUAL, period=year)), Span.YEAR)


def test_to_change_the_target_says_that_more_bought_than_was_meant_and_not_that_they_buy_most(
    language,
):
    # 30s buy most, 50s lie furthest above what was meant.
    one = beside(replace(JUDGED, advice=Advice.TARGET, reason=Reason.STEADY, most_bought=4))
    told = {"ko": "50대 손님이 생각보다 많이 사요", "en": "more of 50s buy than you meant"}
    assert told[language] in compare.todo(one)
    assert "많이 사는 손님" not in compare.todo(one)
    check(compare.todo(one), language)


def test_before_anything_is_aimed_at_the_sentence_and_then_the_shares_are_asked_for(language):
    assert conclusion.words(None, "").tab == "personas"
    assert conclusion.words(None, "…").tab == "compare"
    check(conclusion.words(None, "").headline, language)


def test_what_was_left_out_is_said(language):
    lines = " ".join(compare.rests_on(beside()))
    assert all(number in lines for number in ("400", "21", "3"))
    for line in compare.rests_on(beside()):
        check(line, language)


def test_a_file_is_asked_for_or_more_days(language):
    none = TargetFound(TargetSay.NO_ACTUAL, Evidence.NO_DATA)
    for is_beyond in (True, False):
        one = beside(none, None, is_beyond=is_beyond)
        check(compare.lacks(one), language)
        assert conclusion.words(one, "").wants_upload is not is_beyond


def test_the_table_tells_every_value_and_leaves_the_unknown_empty():
    table = tables.values(beside())
    assert len(table) == len(VALUES[Dimension.AGE])
    assert table.iloc[1].tolist()[1:] == [50.0, 22.0, -28.0, 88]
    empty = tables.values(beside(TargetFound(TargetSay.NO_ACTUAL, Evidence.NO_DATA), None))
    assert empty.iloc[:, 2:].isna().all().all()


@pytest.mark.parametrize(
    ("meant", "there"), [(None, 0.2), (0.2, None), (0.2, 0.3), (0.3, 0.2), (None, None)]
)
def test_every_pair_has_words(meant, there, language):
    check(compare.gap(meant, there), language)


@pytest.mark.parametrize("month", [MonthError(3), MonthError(90, 0.28, 0.1)])
def test_every_month_has_words(month, language):
    check(compare.month(month), language)
    one = replace(beside(), months=((date(2026, 11, 1), month),))
    assert len(tables.months(one)) == 1
    check(compare.months_note(one), language)


@pytest.mark.parametrize("percents", [95, 100, 105])
def test_the_sum_is_said(percents, language):
    check(compare.total(percents), language)
    assert str(percents) in compare.total(percents)


@pytest.mark.parametrize("problem", AimProblem)
def test_every_refusal_has_its_sentence(problem, language):
    check(compare.refused(AimRefused(problem, 95)).text, language)


def test_where_the_number_is_from_is_said(language):
    for name, text in compare.origin(beside()):
        check(name, language)
        check(text, language)


def test_examples_are_complete_and_short_enough(language):
    for one in personas.examples():
        assert one.is_complete
        assert len(one.sentence) <= 65 if language == "en" else len(one.sentence) <= 60
        for _name, text in personas.lines(one):
            check(text, language)


def test_what_a_persona_lacks_is_named(language):
    told = personas.missing(Persona("n"))
    check(told, language)
    assert personas.missing(personas.examples()[0]) == ""
    check(personas.state(Persona("n")), language)


@pytest.mark.parametrize("orders", [None, 0, 12])
@pytest.mark.parametrize("kind", ProofKind)
def test_evidence_has_words(kind, orders, language):
    check(personas.proof(Proof(kind, 1), "머그컵", orders), language)
    check(personas.test("가" * 60), language)
    check(personas.test(""), language)
    check(personas.share((0.3, 12)), language)


def test_everybody_is_named(language):
    check(personas.option(""), language)
    assert personas.option("늦은 퇴근") == "늦은 퇴근"
