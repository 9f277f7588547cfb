"""고객 여정 in words: two vocabularies, one set of numbers, and never surer than the evidence."""

import re
from datetime import date
from itertools import product

import pytest

from core import i18n
from core.analysis.journey import Factor, Move, Revenue, Stage, Step
from core.analysis.mix import Explained, GroupPart
from core.services.journey_only import Only, Part
from core.services.journey_splits import By, Found
from core.services.journey_view import Journey, StageView
from core.services.today import Compare
from core.stats.mix import Ratio
from core.terms import Evidence, Period
from core.verdicts import Claim
from core.verdicts.actions import measure
from core.verdicts.journey import TACTICS, Called, Conclusion, Loss, Say, Tactic
from core.wording import journey, journey_finder, journey_page, journey_verdict, verdicts
from core.wording.journey import Names
from tests.wording.copy_rules import faults_on_screen
from tests.wording.test_verdicts import verdict

PERIOD = Period.ending(date(2026, 11, 22), 28)
SURE = re.compile("늘었|줄었|더 좋|덕분에|높아졌|낮아졌|떨어졌")


def called(step=Step.PAY_RATE, level=Evidence.KNOWN, direction=-1, **more):
    count = step in {Step.VISITS, Step.ORDERS}
    move = Move(
        step,
        (240.0, None) if count else (240.0, 13_482.0),
        (352.0, None) if count else (352.0, 13_670.0),
        -0.4 if count else -0.0122, -0.1 if count else -0.0038,
        is_relative=count, p=0.001,
    )  # fmt: skip
    return Called(more.get("move", move), level, direction, more.get("probability", 0.99))


def stages():
    return (
        StageView(Stage.REACH, "visits", 13_482, 13_670, change=called(Step.VISITS),
                  period=PERIOD, files=("a.xlsx",)),
        StageView(Stage.LOOK, "times", needs="bizadvisor_behavior"),
        StageView(Stage.BUY, "orders", 240, 352, called(Step.BUY_RATE), called(),
                  called(Step.ORDERS), period=PERIOD),
        StageView(Stage.AFTER, "order_lines", 433, 494, called(Step.KEPT_RATE), waiting=169),
        StageView(Stage.LOYAL, "buyers", 94, 208, called(Step.SECOND_RATE), waiting=607),
    )  # fmt: skip


def view(**more):
    known = {"stages": stages(), "period": PERIOD, "before": PERIOD.before(), "orders_total": 9000}
    return Journey(**{**known, **more})


def loss(step=Step.PAY_RATE, level=Evidence.KNOWN, won=-4_023_402):
    return Loss(step, won, level, 0.98)


def said(found, shown=None, names=Names.OURS):
    words = journey_verdict.conclusion(shown or view(), found, names)
    numbers = [text for number in words.numbers for text in number if text]
    return words, [words.headline, words.reason, words.todo, *words.why, *numbers]


def test_the_vocabularies_have_five_stages_in_one_order():
    told = [[journey.stage(code, names) for code in Stage] for names in Names]
    assert told == [
        ["알게 됨", "살펴봄", "구매", "구매 후", "단골"],
        ["도달", "획득", "전환", "유지", "충성"],
        ["인지", "고려", "결정", "구매 후", "재방문·충성"],
    ]


def test_switching_the_names_changes_no_number():
    def numbers(names):
        texts = [journey.stage_words(one, names, tiny=False) for one in stages()]
        return [(one.value, one.change, re.findall(r"[\d.,]+", " ".join(one.lines)))
                for one in texts]  # fmt: skip

    assert numbers(Names.OURS) == numbers(Names.CYCLE) == numbers(Names.FUNNEL)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("names", list(Names))
@pytest.mark.parametrize("one", stages(), ids=lambda one: one.stage.value)
def test_a_stage_has_count_share_change_and_where_it_is_from(one, names, language):
    with i18n.speaking(language):
        words = journey.stage_words(one, names, tiny=False)
    texts = [words.name, words.value, words.change, words.help, *words.lines,
             *(text for line in words.origin for text in line)]  # fmt: skip
    assert all(texts)
    hangul = re.compile("[가-힣]")
    if language == "en":
        assert not any(hangul.search(text) for text in texts)
    else:
        assert [fault for text in texts for fault in faults_on_screen(text)] == []


def test_the_lines_of_a_stage():
    by_stage = {one.stage: journey.stage_words(one, Names.OURS, tiny=False) for one in stages()}
    assert by_stage[Stage.REACH].value == "240번" or by_stage[Stage.REACH].value == "13,482번"
    assert by_stage[Stage.LOOK].value == "–"
    assert by_stage[Stage.LOOK].change == "자료 없음"
    assert by_stage[Stage.BUY].lines[0].startswith("‘살펴봄’ 대비 ")
    assert "‘알게 됨’ 대비 1.8%" in by_stage[Stage.BUY].lines
    assert "아직 지켜보는 상품 주문 169건은 뺐어요." in by_stage[Stage.AFTER].lines
    assert by_stage[Stage.AFTER].value == "상품 주문 433건"
    assert "처음 산 지 90일이 안 된 고객 607명은 뺐어요." in by_stage[Stage.LOYAL].lines


def test_a_tiny_shop_reads_no_shares():
    lines = [line for one in stages() for line in journey.stage_words(one, Names.OURS,
                                                                      tiny=True).lines]  # fmt: skip
    assert not any("%" in line for line in lines)


def test_only_what_is_known_is_said_to_have_changed():
    assert journey.change(called()) == "▼ 0.8%p 낮아졌어요 · 나빠졌어요"
    assert journey.change(called(Step.ORDERS)) == "▼ 32% 줄었어요 · 나빠졌어요"
    assert journey.tone(called()) == "bad"
    better = called(direction=1)
    assert journey.change(better).endswith("높아졌어요 · 좋아졌어요")
    assert journey.tone(better) == "good"
    for level, direction, text in (
        (Evidence.HINT, -1, "조금 낮은 것 같아요"),
        (Evidence.HINT, 1, "조금 높은 것 같아요"),
        (Evidence.EARLY, 0, "평소와 비슷해요"),
    ):
        one = called(level=level, direction=direction)
        assert (journey.change(one), journey.tone(one)) == (text, "calm")
    unjudged = called(level=Evidence.EARLY, direction=0, probability=None)
    assert journey.change(unjudged) == "아직 비교하기 일러요"
    alone = called(move=Move(Step.VISITS, (5.0, None), None))
    assert journey.change(alone) == "아직 비교할 자료가 없어요"
    assert journey.change(None) == "아직 계산할 수 없어요"


@pytest.mark.parametrize(
    ("step", "counts", "text"),
    [
        (Step.VISITS, (13_482.0, None), "13,482번"),
        (Step.ORDERS, (240.0, None), "240건"),
        (Step.LOOK_RATE, (19_602.0, 13_482.0), "유입 100번에 145번"),
        (Step.PAY_RATE, (240.0, 13_482.0), "1.8%"),
        (Step.PAY_RATE, (30.0, 400.0), "7.5%"),
        (Step.KEPT_RATE, (433.0, 449.0), "96%"),
        (Step.KEPT_RATE, (9.0, 12.0), "12 중 9"),
        (Step.SECOND_RATE, (3.0, 12.0), "12명 중 3명"),
        (Step.PAY_RATE, (0.0, 0.0), "–"),
    ],
)
def test_shares_are_as_precise_as_they_deserve(step, counts, text):
    assert journey.side(step, counts) == text


def test_bounds_are_told_with_their_sign():
    assert journey.bounds(called().move) == "결제율 차이는 −1.2%p에서 −0.4%p 사이로 봐요."
    assert journey.bounds(called(Step.ORDERS).move) == "주문 차이는 −40%에서 −10% 사이로 봐요."
    assert journey.bounds(Move(Step.VISITS, (1.0, None), None)) == ""


def test_the_weakest_stage_is_named_with_its_won_and_the_next_one():
    found = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(), loss(Step.SECOND_RATE, won=-900_000),
                       TACTICS[Stage.BUY])  # fmt: skip
    words, _ = said(found)
    assert words.headline == "‘구매’ 단계부터 챙기세요."
    assert words.reason == (
        "결제율: 2.6%에서 1.8%까지 떨어졌어요. 한 달이면 약 402만 원이에요."
        " 다음은 ‘단골’ 단계, 한 달에 약 90만 원이에요."
    )
    assert words.todo == journey_verdict.tactic(Tactic.CHECK_TRUST)
    assert not words.wants_upload
    assert said(found, names=Names.FUNNEL)[0].headline == "‘결정’ 단계부터 챙기세요."


@pytest.mark.parametrize(("say", "claim"), [
    (Say.STALE, Claim.STALE), (Say.TOO_FEW, Claim.TOO_FEW), (Say.TOO_EARLY, Claim.TOO_EARLY),
])  # fmt: skip
def test_what_is_lacking_is_told_and_mended_as_on_today(say, claim):
    found = Conclusion(say, Evidence.EARLY, missing=23, history=60)
    words, _ = said(found, view(days_old=23, orders_total=227))
    today = verdicts.words(verdict(claim))
    assert (words.headline, words.reason, words.todo) == (
        today.headline, today.reason, today.todo,
    )  # fmt: skip


EVERY = [
    Conclusion(say, level, *([loss(level=level), loss(Step.SECOND_RATE), TACTICS[Stage.BUY]]
               if say is Say.BOTTLENECK else []), missing=23)
    for say, level in product(Say, (Evidence.KNOWN, Evidence.HINT))
]  # fmt: skip


@pytest.mark.parametrize("found", EVERY, ids=lambda it: f"{it.say}-{it.level}")
def test_every_conclusion_keeps_the_rules_of_our_words(found):
    _, texts = said(found)
    assert all(texts)
    assert [fault for text in texts for fault in faults_on_screen(text)] == []
    if found.level is not Evidence.KNOWN:
        assert not [text for text in texts if SURE.search(text)]


@pytest.mark.parametrize("found", EVERY, ids=lambda it: f"{it.say}-{it.level}")
def test_every_conclusion_is_english_too(found):
    with i18n.speaking("en"):
        _, texts = said(found)
    assert not [text for text in texts if re.search("[가-힣]", text)]


def test_a_conclusion_without_a_period_before_says_less():
    words, _ = said(Conclusion(Say.TOO_FEW, Evidence.EARLY, missing=23),
                    view(before=None, orders_total=7))  # fmt: skip
    assert "23건쯤 더 모이면" in words.reason
    assert len(words.why) == 1
    assert all("%" not in text for number in words.numbers for text in number if text)


def test_what_explains_the_rate_is_told_where_it_is_known():
    told = explained()
    found = Found(By.BUYER, told)
    known = journey_finder.find_title(found, told, called())
    assert known == "가장 큰 몫은 ‘다시 온 고객’ −397만 원이에요"
    calm = journey_finder.find_title(found, told, called(level=Evidence.EARLY))
    assert calm == "결제율은 평소와 비슷해요. 두 기간의 차이만 나눠 봤어요."
    words, _ = said(Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss()), view(finds=(found,)))
    assert f"고객별: {known}" in words.why


def explained(**more):
    known = {
        "now": Ratio(240, 13_482), "before": Ratio(352, 13_670), "won": -3_675_040,
        "parts": (
            GroupPart("returning", Ratio(120, 13_482), Ratio(230, 13_670), 0, -3_971_368),
            GroupPart("new", Ratio(120, 13_482), Ratio(122, 13_670), 0, 296_328),
            GroupPart(None, Ratio(0, 1), Ratio(0, 1), 0, 0),
        ),
        "has_mix": False,
    }  # fmt: skip
    return Explained(**{**known, **more})


@pytest.mark.parametrize("has_mix", [True, False])
def test_how_the_parts_add_up_is_said(has_mix):
    told = explained(has_mix=has_mix)
    found = Found(By.CHANNEL, told, (("returning", "네이버"),))
    texts = [
        journey_finder.find_note(By.DEVICE, told),
        journey_finder.find_note(By.CHANNEL, told),
        journey_finder.group(found, None),
        journey_finder.group(found, "returning"),
        journey_finder.group(found, "x"),
        *(text for line in journey_finder.find_origin(view(), found) for text in line),
    ]
    assert [fault for text in texts for fault in faults_on_screen(text)] == []
    assert "네이버" in texts


def test_a_rate_of_another_file_is_not_taken_for_that_of_the_shop():
    apart = "다른 파일로 세어서 위의 결제율과 조금 달라요."
    assert journey_finder.find_note(By.PRODUCT, explained()).endswith(apart)
    assert apart not in journey_finder.find_note(By.BUYER, explained())


def test_calling_customers_back_says_why_where_buying_is_weak():
    tactics = (Tactic.REMIND, *TACTICS[Stage.BUY])
    found = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(), None, tactics)
    words = journey_verdict.conclusion(view(), found, Names.OURS)
    assert words.todo.startswith("다시 온 고객이 특히 덜 샀어요. 처음 산 지 30일쯤")
    again = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(Step.SECOND_RATE), None, tactics)
    assert journey_verdict.conclusion(view(), again, Names.OURS).todo.startswith(
        "처음 산 지 30일쯤"
    )


def test_nothing_that_moved_is_not_named():
    still = explained(parts=(), won=0)
    found = Found(By.DEVICE, still)
    assert journey_finder.most(found, still) == ""
    assert journey_finder.find_title(found, still, called()) == journey_finder.by(By.DEVICE)
    flat = explained(parts=(GroupPart("pc", Ratio(1, 9), Ratio(1, 9), 0, 0),), won=0)
    assert journey_finder.find_title(found, flat, called()) == journey_finder.by(By.DEVICE)
    assert journey_verdict.conclusion(
        view(finds=(Found(By.DEVICE, flat),)),
        Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss()), Names.OURS,
    ).why  # fmt: skip


def test_the_days_and_malls_are_explained():
    shown = view(is_elsewhere=True, joined=100, is_behind=True, days_left_out=3, shown=207_837)
    lines = journey_page.notes(shown)
    assert len(lines) == 5
    assert [fault for line in lines for fault in faults_on_screen(line)] == []
    part = Part(Only(By.CHANNEL, "네이버 검색"), "네이버 검색")
    told = journey_page.notes(view(part=part))
    assert "한 번에 하나씩만 볼 수 있어요" in told[1]
    assert [fault for line in told for fault in faults_on_screen(line)] == []
    assert "비교할" in journey_page.compared(view(before=None), Compare.BEFORE)
    assert "작년" in journey_page.compared(view(), Compare.LAST_YEAR)
    assert "과 비교" in journey_page.compared(view(), Compare.BEFORE)


def test_the_titles_of_the_sides_are_findings_where_there_are_any():
    assert journey_page.left_title(view()) == "유입 100번 중 주문은 1.8건이에요"
    assert journey_page.right_title(view()) == "새 고객 100명 중 2명이 또 샀어요"
    tiny = view(orders_total=7)
    assert journey_page.left_title(tiny) == "유입에서 주문까지"
    assert journey_page.right_title(tiny) == "주문에서 단골까지"


def test_the_split_of_revenue_names_its_largest_part_when_that_is_known():
    factors = (
        Factor(Step.VISITS, 4000, 3400, -553_504),
        Factor(Step.PAY_RATE, 0.03, 0.026, -487_370),
        Factor(Step.ORDER_VALUE, 32_000, 34_000, 206_474),
    )
    fell = Revenue(3_840_000, 3_005_600, factors)
    assert journey_page.split_title(fell, called(Step.VISITS)).startswith("유입에서")
    assert journey_page.split_title(fell, None) == "두 기간의 차이예요"
    rose = Revenue(3_005_600, 3_840_000, (Factor(Step.ORDER_VALUE, 1, 2, 834_400),))
    assert journey_page.split_title(rose, None).startswith("객단가에서")
    assert journey_page.split_title(Revenue(5, 5, ()), None) == "순매출이 그대로예요"
    told = [journey_page.factor(one.step, one.before, one.now) for one in factors]
    assert told == ["유입 4,000번 → 3,400번", "결제율 3.0% → 2.6%", "객단가 32,000원 → 34,000원"]


@pytest.mark.parametrize("one", stages(), ids=lambda one: one.stage.value)
def test_the_weeks_are_named_and_written(one):
    assert journey_page.trend_name(one)
    assert journey_page.trend_form(one)
    assert journey_page.trend_value(one, None) == "–"
    value = 1200.0 if one.stage is Stage.REACH else 0.0183
    assert re.search(r"\d", journey_page.trend_value(one, value))


def test_steps_are_told_with_their_stage():
    assert journey_verdict.stage_of(loss(), Names.OURS) == "구매 · 결제율"
    assert journey_verdict.stage_of(loss(Step.ORDER_VALUE), Names.OURS) == "객단가"
    origin = journey_verdict.loss_origin(view())
    assert [fault for line in origin for text in line for fault in faults_on_screen(text)] == []
    found = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(Step.VISITS))
    assert journey_verdict.conclusion_origin(view(conclusion=found))[0][0] == "유입"
    assert journey_verdict.conclusion_origin(view())[0][0] == "주문"


def test_names_of_many_files_are_cut():
    assert journey.files(["a", "b", "c", "d", "e"]) == "a, b, c 외 2개"
    assert journey.files([]) == "–"


def test_something_to_try_is_proposed_for_the_notes_with_the_number_it_should_move():
    found = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(), None, TACTICS[Stage.BUY])
    one = journey_verdict.proposal(view(), found, Tactic.ASK_REVIEWS, Names.OURS)
    assert (one.claim, one.metric, one.page) == ("journey.buy.ask_reviews", "pay_rate", "journey")
    assert one.params["evidence"] == [["pay_rate", 240 / 13_482, 352 / 13_670]]
    assert one.said.what == journey_verdict.tactic(Tactic.ASK_REVIEWS)
    assert one.said.why.startswith("‘구매’ 단계부터 챙기세요. 결제율")
    steady = Conclusion(Say.STEADY, Evidence.HINT)
    assert journey_verdict.proposal(view(), steady, Tactic.ASK_REVIEWS, Names.OURS) is None
    for step in METRICS:
        stage = step.stage
        weak = Conclusion(Say.BOTTLENECK, Evidence.KNOWN, loss(step))
        assert measure(journey_verdict.proposal(view(), weak, TACTICS[stage][0],
                                                Names.OURS).metric)  # fmt: skip


METRICS = (Step.VISITS, Step.BUY_RATE, Step.KEPT_RATE, Step.SECOND_RATE)


def test_payments_that_count_each_product_are_told_apart_from_orders():
    assert "상품마다 한 건" in " ".join(journey_page.notes(view(counts_products=True)))
    assert "상품마다" not in " ".join(journey_page.notes(view()))
    assert "결제는 1.8건" in journey_page.left_title(view(counts_products=True))
    assert "주문은 1.8건" in journey_page.left_title(view())
