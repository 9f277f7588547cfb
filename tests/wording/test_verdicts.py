"""Every claim in words: complete, in plain Korean, and never surer than the evidence."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core import i18n
from core.analysis.journey import Stage, Step
from core.analysis.revenue import Part
from core.terms import Evidence, Period
from core.verdicts import Action, Caveat, Claim, Figure, Lookout, Verdict
from core.verdicts.actions import JourneyStage, stage_of
from core.verdicts.journey import Tactic
from core.verdicts.products import Ruling
from core.wording import journey_tactics, verdicts

LAST = date(2026, 11, 22)
PERIOD = Period.ending(LAST, 28)
FIGURES = {
    Claim.PRODUCT_FELL: (Figure("product_orders", 28, 51), Figure("net_sales", 504_000, 918_000)),
    Claim.PRODUCT_ROSE: (Figure("product_orders", 51, 28), Figure("net_sales", 918_000, 504_000)),
    Claim.CLAIMS_ROSE: (Figure("claim_rate", 0.09, 0.04, 400, 420), Figure("net_sales", 900_000)),
    Claim.SECOND_FELL: (Figure("second_rate", 0.06, 0.1, 560, 580), Figure("new_buyers", 560, 580)),
    Claim.STAGE_FELL: (Figure("pay_rate", 0.02, 0.03, 9_000, 9_100), Figure("net_sales", 900_000)),
    Claim.PAGE_POOR: (Figure("product_rate", 0.0, None, 1_958), Figure("net_sales", 900_000)),
    Claim.CHANNEL_POOR: (Figure("pay_rate", 0.001, None, 2_000), Figure("visits", 2_000)),
}
ACTIONS = {
    Claim.STALE: Action.UPLOAD,
    Claim.GAP: Action.FILL_GAP,
    Claim.TOO_FEW: Action.COLLECT,
    Claim.TOO_EARLY: Action.COLLECT,
    Claim.NET_FELL: Action.WELCOME_NEW,
    Claim.NET_ROSE: Action.REPEAT,
    Claim.PRODUCT_FELL: Action.CHECK_PRODUCT,
    Claim.PRODUCT_ROSE: Action.SHOW_PRODUCT,
    Claim.CLAIMS_ROSE: Action.READ_REASONS,
    Claim.SECOND_FELL: Action.FOLLOW_UP,
    Claim.STAGE_FELL: Action.MEND_STAGE,
    Claim.PAGE_POOR: Action.MEND_PAGE,
    Claim.CHANNEL_LESS: Action.SPEND_LESS,
    Claim.CHANNEL_MORE: Action.SPEND_MORE,
    Claim.CHANNEL_POOR: Action.CHECK_CHANNEL,
    Claim.STEADY: Action.KEEP,
    Claim.PUT_OFF: Action.REST,
    Claim.NO_ORDERS: Action.UPLOAD,
    Claim.UNCOMPARED: Action.UPLOAD,
}
FOUND = {
    Claim.STAGE_FELL, Claim.PAGE_POOR, Claim.CHANNEL_LESS, Claim.CHANNEL_MORE, Claim.CHANNEL_POOR,
}  # fmt: skip
ELSEWHERE = {
    Action.MEND_STAGE, Action.MEND_PAGE, Action.SPEND_LESS, Action.SPEND_MORE, Action.CHECK_CHANNEL,
}  # fmt: skip
"""What to do is said with the claim, not with the action."""
EVERY = [(claim, level) for claim in Claim for level in (Evidence.KNOWN, Evidence.HINT)]
BANNED = re.compile(
    r"습니다|십시오|하시겠|되었|완료되|CVR|CTR|LTV|RFM|NPS|퍼널|코호트|리텐션|인사이트|p값|유의"
    r"|신뢰구간|\b(nan|NaN|None|null|inf)\b|[{}]|만원|억원|%포인트|\d+\.\d{2,}%|  "
)
SURE = re.compile("늘었|줄었|더 좋|덕분에")
ENDING = re.compile(r"(요|죠|까요|세요|예요|이에요|게요|네요)[.?!]?$")


def verdict(claim, level=Evidence.KNOWN, action=None, figures=None, **params):
    return Verdict(
        claim=claim,
        level=level,
        action=action or ACTIONS[claim],
        evidence=figures
        or FIGURES.get(
            claim, (Figure("net_sales", 2_890_000, 3_900_000), Figure("orders", 159, 227))
        ),
        caveats=(Caveat.SEASON, Caveat.PROMOTION),
        would_change_if=Lookout.NEXT_PERIOD,
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
        data_asof=LAST,
        params={
            "period": PERIOD,
            "before": PERIOD.before(),
            "days": 28,
            "last_day": LAST,
            "orders": 227,
            "days_old": 23,
            "gap": Period(date(2026, 11, 3), date(2026, 11, 5)),
            "missing": 23,
            "history": 60,
            "product": "머그컵",
            "product_id": 3,
            "change": -1_008_000,
            "part": Part.BUYERS,
            "part_won": -1_170_370,
            "usual": 0.2,
            "step": Step.PAY_RATE,
            "stage": Stage.BUY,
            "now": (180.0, 9_000.0),
            "was": (273.0, 9_100.0),
            "name": "인스타그램",
            "key": "3",
            "channel": "인스타그램",
            "visits": 1_958,
            "product_orders": 0,
            "usual_rate": 0.026,
            "cost": 391_020,
            "brought": 1,
            "won": 12_600,
            **params,
        },
        money_month=-1_080_000,
        probability=0.93,
        n=386,
    )


def sentences(words):
    text = [words.headline, words.reason, words.todo, *words.why]
    return [one for part in text for one in re.split(r"(?<=[.?!])\s+", part)]


@pytest.mark.parametrize(("claim", "level"), EVERY)
def test_a_conclusion_is_short_plain_and_polite(claim, level):
    words = verdicts.words(verdict(claim, level))
    assert len(re.findall(r"[.?!](\s|$)", f"{words.headline} {words.reason}")) <= 3
    assert all(len(one) <= 60 for one in sentences(words))
    assert all(ENDING.search(one) for one in sentences(words))
    assert not [one for one in sentences(words) if BANNED.search(one)]


@pytest.mark.parametrize("claim", list(Claim))
def test_only_what_is_known_is_said_to_have_changed(claim):
    words = verdicts.words(verdict(claim, Evidence.HINT))
    assert not SURE.search(" ".join(sentences(words)))


@pytest.mark.parametrize("claim", list(Claim))
def test_a_conclusion_has_two_numbers_one_thing_to_do_and_three_reasons(claim):
    words = verdicts.words(verdict(claim))
    assert len(words.numbers) == 2
    assert words.todo
    assert len(words.why) == 3
    assert all(words.why)


@pytest.mark.parametrize(("claim", "level"), EVERY)
def test_in_english_there_is_no_korean(claim, level):
    with i18n.speaking("en"):
        words = verdicts.words(verdict(claim, level, product="Mug", name="Instagram"))
    assert not re.search("[가-힣{}]", " ".join(sentences(words)))


@pytest.mark.parametrize("level", list(Evidence))
def test_each_level_has_its_word(level):
    assert verdicts.evidence(level) in {"알 수 있어요", "참고만 하세요", "아직 일러요", "자료 없음"}


@pytest.mark.parametrize("action", [one for one in Action if one not in ELSEWHERE])
def test_each_action_has_its_sentence(action):
    words = verdicts.words(verdict(Claim.NET_FELL, action=action))
    assert ENDING.search(words.headline)
    assert ENDING.search(words.todo)


def test_a_dear_product_is_looked_at_for_its_price():
    words = verdicts.words(verdict(Claim.PAGE_POOR, ruling=Ruling.CHECK_PRICE))
    page = verdicts.words(verdict(Claim.PAGE_POOR, ruling=Ruling.FIX_PAGE))
    assert "가격" in words.headline
    assert "상세페이지" in page.headline
    assert words.todo != page.todo


def test_a_page_is_said_to_be_held_against_some_products_where_there_are_more():
    every, some = (verdicts.words(verdict(Claim.PAGE_POOR, among=among)) for among in (None, 500))
    assert "다른 상품과 견줬어요" in every.why[0]
    assert "가장 많이 본 상품 500개와 견줬어요. 나머지는 보지 않았어요." in some.why[0]


@pytest.mark.parametrize("claim", sorted(FOUND))
def test_other_days_than_those_of_the_page_are_named(claim):
    usual, apart = (verdicts.words(verdict(claim, days_apart=it)) for it in (False, True))
    assert apart.reason == f"{usual.reason} 2026.10.26(월)~11.22(일) 자료예요."


@pytest.mark.parametrize("caveat", list(Caveat))
def test_each_doubt_has_its_sentence(caveat):
    one = verdict(Claim.STEADY)
    words = verdicts.words(
        Verdict(**{name: getattr(one, name) for name in one.__slots__} | {"caveats": (caveat,)})
    )
    assert ENDING.search(words.why[2])


def test_the_sentences_of_the_copy_book_are_used_word_for_word():
    assert verdicts.words(verdict(Claim.STALE)).reason == (
        "23일 전 자료예요. 새 파일을 올리면 결론을 다시 볼 수 있어요."
    )
    assert verdicts.words(verdict(Claim.TOO_FEW, orders=7)).reason == (
        "주문이 7건이라 아직 비율로 말하기 일러요. 23건쯤 더 모이면 볼 수 있어요."
    )
    assert verdicts.words(verdict(Claim.GAP, missing=3)).reason == (
        "2026.11.03(화)~11.05(목) 자료가 비어 있어요. 비교할 때 3일을 뺐어요."
    )


def test_a_steady_shop_without_a_known_swing_still_says_something():
    assert "20%" in verdicts.words(verdict(Claim.STEADY)).why[1]
    assert "%" not in verdicts.words(verdict(Claim.STEADY, usual=None)).why[1]
    assert "%" not in verdicts.words(verdict(Claim.PRODUCT_FELL, usual=None)).why[1]


def test_what_helps_with_the_data_leads_to_the_upload_page():
    assert verdicts.words(verdict(Claim.STALE)).page == "upload"


def test_a_conclusion_leads_to_the_page_that_shows_it():
    pages = {claim: verdicts.words(verdict(claim)).page for claim in Claim if claim not in FOUND}
    assert {claim for claim, page in pages.items() if page == "products"} == {
        Claim.PRODUCT_FELL, Claim.PRODUCT_ROSE,
    }  # fmt: skip
    assert pages[Claim.NET_FELL] == "journey"
    assert pages[Claim.SECOND_FELL] == "customers"
    assert pages[Claim.PUT_OFF] is None
    there = replace(verdict(Claim.CHANNEL_POOR), page="channels")
    assert verdicts.words(there).page == "channels"


def test_without_a_second_period_the_days_are_not_compared():
    assert "비교" not in verdicts.words(verdict(Claim.STEADY, before=None)).why[0]


def test_a_number_that_is_not_known_is_left_out():
    figures = (Figure("net_sales", 10, 20), Figure("orders_per_buyer", None, 1.0))
    assert len(verdicts.words(verdict(Claim.NET_FELL, figures=figures)).numbers) == 1


def test_a_long_product_name_is_cut():
    words = verdicts.words(verdict(Claim.PRODUCT_FELL, product="아주 긴 상품 이름 " * 9))
    assert "…" in words.headline
    assert len(words.headline) <= 60


def test_fewer_second_purchases_get_the_advice_of_the_page_of_customers():
    told = verdict(Claim.SECOND_FELL)
    assert verdicts.words(told).todo == journey_tactics.tactic(Tactic.REMIND)
    assert verdicts.words(told).todo.startswith("처음 산 지 30일쯤 된")
    assert stage_of(told) is JourneyStage.LOYAL
