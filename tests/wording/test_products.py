"""What 상품 진단 says, for every ruling and in both languages."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from core import i18n
from core.analysis import pagetext
from core.analysis.together import Pair, afterwards
from core.services.products import Product, Rate, Stage, Told, View
from core.services.products_detail import Week
from core.services.products_source import Measure, OrdersFrom
from core.services.products_together import Afterwards, Together
from core.store.product_sums import Stars
from core.terms import Evidence, Period, Vocabulary
from core.verdicts.products import Case, Doubt, Ruled, Ruling, rule
from core.wording import products as said
from core.wording import products_more as more
from core.wording import products_page as page
from core.wording import products_table as table
from core.wording import products_together as together
from tests.wording.copy_rules import faults_on_screen

DAYS = Period(date(2026, 10, 26), date(2026, 11, 22))
TOLD = Told(
    Measure.VISITS, Vocabulary.SMARTSTORE, OrdersFrom.LINES, DAYS, 28, ("a.csv", "b.xlsx"), 3
)
RATE = Rate(0.013, 0.007, 0.02)


def ruled(visits, orders, **more_of_it):
    return rule([Case(visits, orders, 0.03, order_value=20_000.0, **more_of_it)], 28)[0]


def product(one, number=1, name="원목 스탠드 조명"):
    return Product(number, name, one, RATE, 240_000, (900, 20))


def view(*products, first=(), days_old=1):
    return View(Stage.READY, products, first, TOLD, DAYS.last, days_old, 0.03, 500.0)


CASES = [
    ruled(1000, 12),
    ruled(1000, 12, price=80_000, compared=60_000),
    ruled(120, 0),
    ruled(1000, 32),
    ruled(1000, 20),
    ruled(1000, 24),
    ruled(120, 0, is_new=True),
    ruled(1000, 12, spread=0.02),
    ruled(5, 9),
    rule([Case(100, 3, None)], 28)[0],
    ruled(1000, 12, obstacle=Doubt.SOLD_OUT),
    ruled(1000, 12, obstacle=Doubt.PROMOTION),
    ruled(1000, 12, obstacle=Doubt.CHANGED),
]  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("one", CASES)
def test_a_ruling_is_told_in_good_sentences(one, language):
    with i18n.speaking(language):
        words = said.ruled_words(one, "머그컵")
        spoken = [words.headline, words.reason, words.badge, words.todo, *words.why]
        spoken += [part for number in words.numbers for part in number if part]
    assert all(spoken)
    if language == "ko":
        assert [fault for line in spoken for fault in faults_on_screen(line)] == []


def test_the_poor_page_is_told_with_its_numbers():
    words = said.conclusion(view(product(CASES[0]), first=(1,)))
    assert words.headline == "“원목 스탠드 조명” 상세페이지부터 고치세요."
    assert words.reason == (
        "1,000번 봤는데 주문은 12건이에요. 다른 상품만큼 팔리면 한 달에 39만 원쯤 더예요."
    )
    assert words.numbers == (("결제율", "1.2%", None), ("다른 상품들", "3.0%", None))
    assert words.why[0] == "유입 1,000번이면 다른 상품은 30건쯤 팔려요."
    assert words.why[1] == "결제율이 다른 상품의 80%보다 낮을 가능성을 99% 이상으로 봐요."


def test_sooner_or_later_something_is_said_of_every_shop():
    gem = replace(ruled(400, 30), is_gem=True)
    heads = {
        said.conclusion(view(product(CASES[0]), first=(1,), days_old=40)).headline,
        said.conclusion(view(product(gem))).headline,
        said.conclusion(view(product(CASES[2]))).headline,
        said.conclusion(view(product(CASES[3]))).headline,
        said.conclusion(view(product(CASES[4]))).headline,
    }
    assert heads == {
        "새 주문 파일과 상품 통계 파일부터 올리세요.",
        "“원목 스탠드 조명” 상품을 더 많은 손님에게 보여 주세요.",
        "유입부터 늘리세요.",
        "지금 고칠 상세페이지는 눈에 띄지 않아요.",
        "상세페이지를 판단하기에는 아직 일러요.",
    }
    assert said.conclusion(view(product(CASES[3]))).level is Evidence.KNOWN
    some = said.conclusion(view(product(CASES[3]), product(CASES[4], 2)))
    assert some.level is Evidence.EARLY


def test_names_of_the_corners_are_those_of_the_plan():
    assert list(said.corners().values()) == [
        "상세페이지 고치기", "그대로 두기", "유입부터 늘리기", "숨은 효자",
    ]  # fmt: skip


def test_a_long_name_is_cut():
    assert said.short("가" * 40) == "가" * 23 + "…"


def test_the_table_has_all_products_with_their_range():
    frame = table.written(view(product(CASES[0]), product(CASES[3], 2, "머그컵")))
    assert list(frame["할 일"]) == ["상세페이지 고치기", "그대로 두기"]
    assert list(frame["실제로 있을 범위"]) == ["0.7%~2.0%"] * 2
    drawn = table.frame(view(replace(product(CASES[0]), rate=None)))
    assert drawn["rate"].isna().all()
    assert table.written(view(replace(product(CASES[0]), rate=None)))["결제율(어림)"][0] == "–"


def test_where_numbers_are_from_is_told():
    assert table.told(TOLD) == "2026.10.26(월)~11.22(일) · 상품 유입: 스마트스토어 통계"
    other = replace(TOLD, measure=Measure.VIEWS, vocabulary=Vocabulary.OTHER, days=20,
                    orders_from=OrdersFrom.STATISTICS, files=tuple("abcde"))  # fmt: skip
    told = table.told(other)
    assert "상품 조회: 직접 만든 표" in told
    assert "환불을 빼지 않았어요" in told
    assert "8일은 뺐어요" in told
    assert dict(table.origin(other))["어느 파일에서"] == "a · b · c 외 2개"
    assert dict(table.origin(replace(TOLD, files=())))["어느 파일에서"] == "–"


PAIR = Pair(1, 2, 20, 18, 0.2, 0.5, 40, 2.5, 0.99)
FOUND = Together((PAIR,), {1: "머그컵", 2: "접시"}, DAYS, 100, ("a.csv",))


def test_products_bought_together_are_told_with_their_reason():
    words = together.pairs_conclusion(FOUND)
    assert words.headline == "“머그컵” 상세페이지에 “접시” 상품을 권하세요."
    assert words.reason == (
        "“머그컵” 주문 40건 중 20건에 “접시” 상품도 있었어요. 모든 주문에서 팔리는 것의 2.5배예요."
    )
    usual = replace(FOUND, pairs=(replace(PAIR, chance=0.2),))
    assert together.pairs_conclusion(usual).level is Evidence.EARLY
    assert "보통과 비슷해요." in together.pair_reason(usual.pairs[0], usual)
    assert "5명 이상" in together.pairs_conclusion(replace(FOUND, pairs=())).reason
    assert together.pairs_frame(FOUND).iloc[0].tolist()[2:7] == [20, 18, "50%", "20.0%", "2.5"]
    assert together.pairs_told(FOUND).endswith("주문 100건")
    assert dict(together.pairs_origin(replace(FOUND, files=())))["어느 파일에서"] == "–"


def test_a_product_that_follows_another_is_told_as_it_was_counted():
    steps = pd.DataFrame({"first": [1, 3, 3], "second": [2, 2, 4], "buyers": [9, 1, 9]})
    found = afterwards(steps.assign(days=12), pd.Series({1: 30, 3: 30}), 60)
    told = Afterwards(tuple(found), {1: "캔들", 2: "심지", 3: "컵", 4: "받침"}, DAYS, 60, 1)
    frame = together.after_frame(told)
    assert len(found) == 2
    assert frame.iloc[:, 4].tolist() == ["15.0%", "15.0%"]
    assert frame.iloc[:, 6].tolist() == [12, 12]


def test_the_weeks_have_a_finding_only_where_there_is_one():
    low = Week(DAYS.first, 200, 0, Rate(0.005, 0.001, 0.015))
    none = Week(DAYS.first, None, None, None)
    assert more.weeks_title([low, none], 0.03) == "모든 주에 다른 상품보다 덜 팔렸어요"
    assert more.weeks_title([low], 0.01) == "주마다 본 결제율"
    assert more.weeks_table([none], Measure.VISITS).iloc[0].tolist()[1:] == ["–", "–", "–"]
    assert more.weeks_frame([low])["high"][0] == 0.015


def test_changes_name_what_it_was_before():
    assert more.changes(product(CASES[0]), TOLD)[0] == ("상품 유입", "1,000번", "이전 900번")
    nothing = replace(product(CASES[0]), before=None)
    assert more.changes(nothing, TOLD)[0][2] == "견줄 앞 기간 자료가 없어요"


def test_only_what_can_be_done_is_kept():
    kept = more.proposal(product(CASES[0]))
    assert (kept.claim, kept.metric) == ("products.fix_page.1", "product_rate")
    assert kept.params["product_id"] == 1
    assert more.proposal(product(CASES[2])).metric == "product_orders"
    assert more.proposal(product(CASES[3])) is None


def test_the_words_looked_for_are_those_of_both_languages():
    themes = page.themes()
    assert {"배송", "delivery"} <= set(themes["delivery"])
    assert set(page.QUESTIONS) <= set(themes)
    assert set(page.dictionary_rows()) == {page.theme(name) for name in themes}


def test_what_a_text_lacks_is_told_first():
    themes = page.themes()

    def verdict(text):
        return page.verdict_on_text(pagetext.check(text, themes))

    all_of_it = "배송 교환 사이즈 소재 사용법"
    assert verdict("배송 교환 사이즈") == "소재·색, 사용법 이야기가 아직 없어요."
    assert verdict(all_of_it) == "사도록 이끄는 말이 없어요."
    assert verdict(all_of_it + " 장바구니 최고") == "확인할 수 없는 말은 빼 보세요."
    assert verdict(all_of_it + " 장바구니") == "자주 묻는 것에 답이 있어요."


def test_words_and_phrases_are_shown_with_their_lines():
    found = pagetext.check(
        "최고 최고\n오늘 하루 특가\n오늘 하루 특가\n오늘 하루 특가", page.themes()
    )
    assert page.matches(found.themes[page.NEEDLESS]) == "최고 2번(1번째 줄)"
    assert page.matches(()) == "없어요"
    assert page.repeated(found) == ["“오늘 하루 특가” 같은 말이 3번 나와요."]
    assert page.size(found) == "빈칸 빼고 22자, 글 4줄"


def test_questions_are_told_with_what_the_page_answers():
    themes = {name: page.themes()[name] for name in page.QUESTIONS}
    asked = ["높이가 몇 cm인가요?", "언제 배송되나요?"]
    text = pagetext.check("높이 42cm", themes)
    assert page.asked(pagetext.coverage(asked, themes, text)).endswith("2건 중 1건에 답이 있어요.")
    assert "글을 붙여 넣으면" in page.asked(pagetext.coverage(asked, themes, None))
    assert "찾는 말이 든 것은 없어요" in page.asked(pagetext.coverage(["안녕"], themes, None))
    told = [page.answer(one) for one in pagetext.coverage(asked, themes, text).themes]
    assert sorted(told) == ["글에 없어요", "글에 있어요"]
    assert page.answer(pagetext.coverage(asked, themes, None).themes[0]) == "–"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Stars(38, 38, 175), "4.6점(후기 38개)"),
        (Stars(3, 0, 0), "3개"),
        (Stars(0, 0, 0), "리뷰가 없거나 리뷰 파일이 없어요"),
    ],
)
def test_stars_come_with_how_many(found, words):
    assert page.stars(found) == words


def test_a_chance_is_never_a_certainty():
    sure = replace(CASES[0], p_low=0.9999)
    never = replace(CASES[3], p_low=0.0001)
    assert "99% 이상으로 봐요" in said.why(sure)[1]
    assert "1% 미만으로 봐요" in said.why(never)[1]
    assert isinstance(sure, Ruled)
    assert said.ruling(Ruling.KEEP) == "그대로 두기"
