"""The page 상품 진단 as its readers see it."""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.i18n import formats
from core.services.products import overview
from core.services.products_checks import Answer
from core.services.products_said import Happened
from core.terms import Period, Record, seoul_day
from tests import shops
from tests.pages import opening
from tests.services.product_shops import orders, visits
from tests.shops import Line
from tests.store.facts import put
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/diagnose/products.py"
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)
DAYS = Period.ending(YESTERDAY, 28)
COUNTS = {"lamp": (1000, 12), "mug": (3000, 90), "plate": (4000, 120), "bowl": (3000, 90)}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    shops.sampled(folder)
    return folder


def fill(counts=COUNTS, *, sold=True, seen=True):
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    if sold:
        shops.take(shop, orders(counts, period=DAYS), as_of=datetime.now(UTC))
    if seen:
        put(shop.store, Record.STATISTIC, visits(counts, period=DAYS))
    shop.close()


def opened(language="ko"):
    app = opening.opened(PAGE, language=language)
    check(app)
    return app


def check(app):
    assert not app.exception
    said = opening.texts(app)
    assert not [text for text in said if re.search(r"\b(?:nan|inf|NaN|null|None)\b", text)]
    return said


def text(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def tab(app, place):
    """The page with another of its tabs."""
    opening.turned(app, opening.TABS[PAGE][place])
    check(app)
    return app


def test_an_empty_shop_is_told_which_files_it_takes():
    said = text(opened())
    assert "상품 통계 파일과 주문 파일이 있으면 돼요." in said
    assert "상품 하나의 숫자 두 개만 있어도 돼요." in said


def test_with_orders_only_the_statistics_are_missing():
    fill(seen=False)
    assert "상품 통계 파일을 올리면 판단해 드려요." in text(opened())


def test_views_of_pages_alone_are_not_judged():
    fill(sold=False)
    assert "같은 날의 주문 파일을 올리면 판단해 드려요." in text(opened())


def test_seven_orders_are_too_few_for_a_page():
    fill({"mug": (40, 4), "lamp": (30, 3)})
    said = text(opened())
    assert "유입부터 늘리세요." in said
    assert "고치세요" not in said


def test_j8_the_poor_page_comes_first_with_what_it_costs():
    fill()
    app = opened()
    assert app.header[0].value.replace("\\", "") == "“lamp” 상세페이지부터 고치세요."
    said = text(app)
    assert (
        "1,000번 봤는데 주문은 12건이에요. 다른 상품만큼 팔리면 한 달에 19만 원쯤 더예요." in said
    )
    assert "다른 상품은 30건쯤 팔려요." in said
    assert said.count("a.csv") >= 2


def test_in_the_made_up_shop_the_planted_page_comes_first(made_up, monkeypatch, tmp_path):
    shutil.copytree(made_up, tmp_path / "shop")
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path / "shop"))
    app = opened()
    assert app.header[0].value.replace("\\", "") == "“원목 스탠드 조명” 상세페이지부터 고치세요."
    # Names of files and the words that are looked for are no sentences.
    sentences = [said.replace("\\", "") for said in check(app) if said.count(",") < 4]
    told = [said for said in sentences if ".csv" not in said]
    assert not [fault for said in told for fault in faults_on_screen(said) if "*" not in fault]
    assert "문의" in "".join(told)
    english = opening.opened(PAGE, language="en")
    assert english.title[0].value == "Product check"


def test_what_happened_on_these_days_changes_the_conclusion():
    fill()
    app = opened()
    box = next(one for one in app.selectbox if one.key.startswith("products.happened."))
    box.set_value(Happened.SOLD_OUT).run()
    check(app)
    said = text(app)
    assert "“lamp” 상세페이지부터 고치세요." not in said
    assert "이 기간에 품절이었어요." in said
    app = opened()
    app.selectbox(key="products.chosen").set_value(int(box.key.rsplit(".", 1)[1])).run()
    assert "직접 적었어요. 품절" in text(app)
    # Which product is chosen is kept for the window; what was said of it can be taken back.
    box = next(one for one in app.selectbox if one.key == box.key)
    box.set_value("").run()
    assert "“lamp” 상세페이지부터 고치세요." in text(app)
    app.button(key="products.said.back").click().run()
    assert "“lamp” 상세페이지부터 고치세요." not in text(app)


def test_a_price_that_is_no_number_is_answered():
    fill()
    app = opened()
    field = next(one for one in app.text_input if one.key.startswith("products.compared."))
    field.set_value("비싸요").run()
    assert "가격은 숫자로 적어 주세요." in text(app)
    field = next(one for one in app.text_input if one.key.startswith("products.compared."))
    field.set_value("5,000").run()
    assert "에 적었어요." in text(app)
    # It is there in another window as well, and is given up by emptying the field.
    app = opened()
    field = next(one for one in app.text_input if one.key == field.key)
    assert field.value == "5,000"
    field.set_value("").run()
    check(app)
    assert next(one for one in opened().text_input if one.key == field.key).value == ""


def test_the_text_of_a_page_is_looked_through():
    fill()
    app = opened()
    area = app.text_area[0]
    area.set_value("최고의 조명\n배송은 이틀 걸려요\n높이 42cm").run()
    said = text(app)
    check(app)
    assert "교환·환불, 소재·색, 사용법 이야기가 아직 없어요." in said
    assert any("최고" in str(one.value.to_dict()) for one in app.dataframe)


def test_s0_03_the_checklist_is_kept_with_its_day_and_can_be_taken_back():
    fill()
    app = opened()
    assert "14개 중 0개 있어요 · 아직 점검하지 않았어요" in text(app)
    points = [one for one in app.radio if ".check." in one.key]
    points[0].set_value(Answer.DONE).run()
    points[1].set_value(Answer.NOT_MINE).run()
    today = formats.day(seoul_day(datetime.now(UTC)))
    assert f"13개 중 1개 있어요 · {today}에 점검했어요" in text(app)
    again = opened()
    assert f"13개 중 1개 있어요 · {today}에 점검했어요" in text(again)
    app.button(key="products.check.back.list").click().run()
    check(app)
    assert "14개 중 1개 있어요" in text(app)


def test_s0_20_questions_are_marked_and_counted():
    fill()
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    lamp = overview(shop, today=seoul_day(datetime.now(UTC))).first[0]
    asked = {"mall": 1, "asked_at": 1_764_000_000, "product_no": "lamp", "product_name": "lamp"}
    put(
        shop.store,
        Record.INQUIRY,
        [
            {**asked, "line": 2, "inquiry_no": "1", "text": "전구가 있나요?"},
            {**asked, "line": 3, "inquiry_no": "2", "text": "높이가 몇 cm인가요?"},
        ],
    )
    shop.close()
    app = opened()
    marks = {one.label: one for one in app.radio if f".check.{lamp}.q" in one.key}
    assert set(marks) == {"높이가 몇 cm인가요?", "전구가 있나요?"}
    assert "본문 답이 있어요" not in text(app)
    marks["높이가 몇 cm인가요?"].set_value(Answer.MISSING).run()
    marks = {one.label: one for one in app.radio if f".check.{lamp}.q" in one.key}
    marks["전구가 있나요?"].set_value(Answer.DONE).run()
    assert "질문 2개 중 1개에 본문 답이 있어요(50%)." in text(app)
    app.button(key="products.check.back.questions").click().run()
    assert "질문 1개 중 0개에 본문 답이 있어요(0%)." in text(app)
    # Words of the page tell of those that are not marked.
    app.text_area[0].set_value("전구는 들어 있어요").run()
    check(app)
    assert "질문 2개 중 1개에 본문 답이 있어요(50%)." in text(app)


def test_another_product_can_be_chosen():
    fill()
    app = opened()
    chosen = next(one for one in app.selectbox if one.key == "products.chosen")
    number = next(
        int(one.key.rsplit(".", 1)[1])
        for one in app.selectbox
        if one.key.startswith("products.happened.")
    )
    other = next(value for value in (1, 2, 3, 4) if value != number)
    chosen.set_value(other).run()
    check(app)
    assert "그대로 두기" in [one.value for one in app.subheader]


@pytest.mark.parametrize(
    ("visits_typed", "orders_typed", "headline"),
    [
        ("1,000", "12", "“이 상품” 상세페이지부터 고치세요."),
        ("1000", "20", "“이 상품” 아직 판단하기 일러요."),
        ("120번", "0", "“이 상품” 유입부터 늘리세요."),
    ],
)
def test_j8_two_typed_numbers_give_the_same_verdict(visits_typed, orders_typed, headline):
    app = tab(opened(), 2)
    app.text_input(key="products.typed.visits").set_value(visits_typed)
    app.text_input(key="products.typed.orders").set_value(orders_typed)
    app.text_input(key="products.typed.rate").set_value("3%")
    next(one for one in app.button if one.label == "이 상품 판단하기").click()
    app.run()
    check(app)
    said = text(app)
    assert headline in said
    if visits_typed == "120번":
        assert "167번쯤 보면" in said


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (("", "3", "3"), "유입 수는"),
        (("10", "12", "3"), "주문 수는"),
        (("10", "1", "x"), "0과 100"),
    ],
)
def test_typed_numbers_that_cannot_be_are_answered(typed, wrong):
    app = tab(opened(), 2)
    for name, value in zip(("visits", "orders", "rate"), typed, strict=True):
        app.text_input(key=f"products.typed.{name}").set_value(value)
    next(one for one in app.button if one.label == "이 상품 판단하기").click()
    app.run()
    assert wrong in app.error[0].value.replace("\\", "")


def test_what_is_bought_together_is_shown_or_what_it_takes():
    app = tab(opened(), 1)
    assert "주문 파일이면 돼요." in text(app)


def test_two_products_of_many_orders_are_offered_together():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    lines = [
        Line(YESTERDAY, f"b{number}", order=f"o{number}", product=product)
        for number in range(30)
        for product in ("mug", "plate")
    ]
    lines += [Line(YESTERDAY - timedelta(days=3), f"c{n}", product="bowl") for n in range(60)]
    shops.take(shop, lines)
    shop.close()
    said = text(tab(opened(), 1))
    assert "상품을 권하세요." in said
    assert "주문 30건 중 30건에" in said
    assert "상품이 평균 10,000원 더해져요(8,865~10,000원)." in said
    assert "권했을 때 얼마나 더 사는지는 해 봐야 알 수 있어요." in said


def test_a_verdict_can_be_kept_in_the_notes():
    fill()
    app = opened()
    app.button(key="products.keep").click().run()
    check(app)
    assert not [one for one in app.button if one.key == "products.keep"]


def test_the_page_speaks_english():
    fill()
    said = text(opened("en"))
    assert "Mend the detail page of “lamp” first." in said
    assert not re.search("[가-힣]", re.sub(r"(?m)^.*,.*,.*$", "", said))


def test_a_second_poor_page_stands_below_the_first():
    good = {f"p{number}": (3000, 90) for number in range(12)}
    fill({**good, "lamp": (1000, 3), "vase": (2000, 6)})
    said = text(opened())
    assert "그다음에 볼 상품" in said
    assert said.index("“vase” 상세페이지부터 고치세요.") < said.index(
        "“lamp” 상세페이지부터 고치세요."
    )


def test_a_shop_that_sold_none_of_what_was_seen_has_no_rate():
    fill({"mug": (100, 0), "lamp": (90, 0)})
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(
        shop, [Line(DAYS.first, "b", product="other"), Line(YESTERDAY, "c", product="other")]
    )
    shop.close()
    assert "이 기간에는 주문이 없어서 견줄 결제율이 없어요." in text(opened())


def test_files_are_a_click_away_where_they_are_missing():
    app = opened()
    app.button[0].click().run()
    assert app.title[0].value == "자료 올리기"
    app = tab(opened(), 1)
    next(one for one in app.button if one.label == "주문 파일 올리기").click()
    app.run()
    assert app.title[0].value == "자료 올리기"


def test_s0_18_a_step_that_fell_is_flagged():
    before = Period.ending(DAYS.first - timedelta(days=1), 28)
    fill({**COUNTS, "lamp": (1000, 12)})
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    earlier = {**COUNTS, "lamp": (1000, 30)}
    lines = orders(earlier, period=before)
    shops.take(shop, lines, as_of=datetime.now(UTC), name="b.xlsx", first_line=9000)
    put(shop.store, Record.STATISTIC, visits(earlier, period=before))
    shop.close()
    app = opened()
    assert "결제율 **1.2%** :gray[이전 3.0%]" in text(app)
    assert "본 손님 중에 사는 손님이 줄었어요." in text(app)
    mug = next(one.id for one in overview_now().products if one.name == "mug")
    app.selectbox(key="products.chosen").set_value(mug).run()
    assert "본 손님 중에 사는 손님이 줄었어요." not in text(app)


def overview_now():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    try:
        return overview(shop, today=seoul_day(datetime.now(UTC)))
    finally:
        shop.close()
