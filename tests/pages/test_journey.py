"""The page 고객 여정 as its readers see it."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.analysis.journey import Stage
from core.services import messages_scenarios, messages_templates
from core.services.journey_splits import By
from core.terms import Mall, seoul_day
from core.terms.messages import ScenarioStage
from core.wording.journey import Names
from tests import shops, ways
from tests.pages import opening
from tests.shops import Line

PAGE = "pages/diagnose/journey.py"
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)
SINCE = YESTERDAY - timedelta(days=27)


def fill(lines=(), *, visits: bool = False, channels: bool = False, statistics: bool = False):
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    if lines:
        shops.take(shop, lines)
    if visits:
        ways.visits(shop, 500, last=YESTERDAY)
    if channels:
        ways.channels(shop, last=YESTERDAY, drop=0.5)
    if statistics:
        ways.sales(shop, last=YESTERDAY, drop=0.5)
    shop.close()


def fell():
    return shops.without(shops.steady(500, 12, seed=11, last=YESTERDAY), 0.5, SINCE)


def page(**query: str) -> AppTest:
    app = AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.run()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(PAGE).run()
    assert not app.exception
    assert not app.error
    return app


def text(app: AppTest) -> str:
    return "\n".join(opening.texts(app)).replace("\\", "")


def conclusion(app: AppTest) -> str:
    return str(app.header[0].value).replace("\\", "")


def test_an_empty_shop_is_offered_the_ways_to_begin():
    app = page()
    assert "주문 파일이나 통계 파일 하나면 돼요." in text(app)
    assert [button.label for button in app.button] == ["내 파일 올리기", "예시 가게 보기"]
    assert not app.metric


def test_the_sample_is_one_click_away():
    app = page()
    next(button for button in app.button if button.label == "예시 가게 보기").click()
    app.run(timeout=120)
    assert conclusion(app) in {"‘구매’ 단계부터 챙기세요.", "‘단골’ 단계부터 챙기세요."}
    assert "‘단골’ 단계" in text(app)
    assert "고객별: 가장 큰 몫은 ‘다시 온 고객’" in text(app)


def test_a_tiny_shop_sees_counts_and_what_is_missing_but_no_rates():
    fill([Line(YESTERDAY - timedelta(days=n), f"b{n}") for n in range(7)])
    said = text(page())
    assert "주문이 7건이라 아직 비율로 말하기 일러요. 23건쯤 더 모이면 볼 수 있어요." in said
    assert "7건" in said
    assert not re.search(r"\d%", said)


def test_orders_only_show_their_side_and_the_files_of_the_other():
    fill(fell())
    app = page()
    said = text(app)
    assert conclusion(app) == "‘구매’ 단계부터 챙기세요."
    assert "‘스마트스토어 판매분석’ 하나면 채워져요." in said
    assert [metric.value for metric in app.metric][:2] == ["–", "–"]
    assert [metric.label for metric in app.metric][:5] == [
        "알게 됨", "살펴봄", "구매", "구매 후", "단골",
    ]  # fmt: skip


def test_statistics_only_show_the_other_side():
    fill(statistics=True)
    app = page()
    assert conclusion(app) == "‘구매’ 단계부터 챙기세요."
    assert [metric.value for metric in app.metric][3:5] == ["–", "–"]
    assert "‘알게 됨’ 대비" in text(app)


def test_the_conclusion_says_what_to_try():
    fill(fell(), visits=True)
    said = text(page())
    assert "결제율" in said
    assert "까지 떨어졌어요. 한 달이면 약" in said
    assert "이것도 도움이 돼요" in said
    assert "단계마다 해 볼 일" in text(page(tab="tactics"))


@pytest.mark.parametrize("names", list(Names))
def test_the_names_are_kept_in_the_address_and_change_no_number(names):
    fill(fell(), visits=True)
    usual, other = page(), page(names=names.value)
    assert [one.value for one in usual.metric] == [one.value for one in other.metric]
    assert [one.delta for one in usual.metric] == [one.delta for one in other.metric]
    first = {"ours": "알게 됨", "cycle": "도달", "funnel": "인지"}[names.value]
    assert other.metric[0].label == first


def test_choosing_names_writes_them_into_the_address():
    fill(fell())
    app = page()
    app.radio(key="journey.names").set_value(Names.CYCLE).run()
    assert app.query_params["names"] in ("cycle", ["cycle"])
    assert app.metric[0].label == "도달"
    app.radio(key="journey.names").set_value(Names.OURS).run()
    assert "names" not in app.query_params


def test_what_explains_the_rate_can_be_told_by_channel_product_device_and_buyer():
    fill(fell(), visits=True, channels=True)
    app = page(by="channel")
    assert "‘search’" in text(app)
    for by in By:
        app.button_group(key="journey.by").set_value(by).run()
        assert not app.exception
        assert app.query_params["by"] in (by.value, [by.value])
    assert "가장 큰 몫은" in text(app)


@pytest.mark.parametrize(
    ("period", "compare"), [("7d", "before"), ("28d", "year"), ("3m", "before")]
)
def test_the_days_are_those_of_the_address(period, compare):
    fill(fell(), visits=True)
    app = page(period=period, compare=compare)
    days = {"7d": 6, "28d": 27, "3m": 90}[period]
    assert f"{YESTERDAY - timedelta(days=days):%Y.%m.%d}" in text(app)


@pytest.mark.parametrize("tab", opening.TABS[PAGE])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_unfinished_is_on_the_page(language, tab):
    fill(fell(), visits=True, channels=True)
    said = "\n".join(opening.texts(opening.opened(PAGE, language=language, tabs=[tab])))
    assert not re.findall(r"\b(?:nan|NaN|None|inf|null)\b|습니다|[{}]", said)
    assert bool(re.search("[가-힣]", said)) is (language == "ko")


def test_a_channel_cannot_dress_the_page(monkeypatch):
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(shop, fell())
    ways.visits(shop, 500, last=YESTERDAY)
    monkeypatch.setattr(ways, "CHANNELS", {"ads": 0.3, ":red[bad]": 0.7})
    ways.channels(shop, last=YESTERDAY, rates=(0.01, 0.05))
    shop.close()
    assert ":red[bad]" not in "\n".join(opening.texts(page(by="channel")))


def test_what_to_try_is_kept_with_one_click():
    fill(fell(), visits=True)
    app = page(tab="tactics")
    told = text(app)
    assert told.count("안 함") >= 5
    keep = [button for button in app.button if button.label == "개선 노트에 담기"]
    keep[0].click().run()
    assert not app.exception
    # the first thing to try stands in the conclusion and in the list
    left = [button for button in app.button if button.label == "개선 노트에 담기"]
    assert len(left) == len(keep) - 2
    assert text(app).count("하는 중") == told.count("하는 중") + 1


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_things_to_try_with_how_far_they_are(stage):
    fill(fell(), visits=True)
    app = page(tab="tactics")
    app.button_group(key="journey.tactics").set_value(stage).run()
    assert not app.exception
    assert text(app).count("안 함") >= 3


def test_a_part_is_chosen_and_kept_in_the_address():
    fill(fell(), visits=True, channels=True)
    app = page()
    whole = app.metric[2].value
    chosen = next(one for one in app.selectbox if one.key == "choice.only")
    assert {"전체 보기", "상품 · mug", "상품 · bowl"} <= set(chosen.options)
    chosen.select("상품 · bowl").run()
    assert not app.exception
    assert "product" in app.query_params
    said = text(app)
    assert "‘상품 · bowl’만 보고 있어요. 다른 숫자는 섞지 않았어요." in said
    assert app.metric[0].value == "–"  # visits of the shop are not those of a product
    assert app.metric[2].value != whole
    next(one for one in app.selectbox if one.key == "choice.only").select("전체 보기").run()
    assert "product" not in app.query_params
    assert app.metric[2].value == whole


def test_a_channel_in_the_address_says_what_no_file_tells_apart():
    fill(fell(), visits=True, channels=True)
    said = text(page(channel="- · search · -"))
    if "만 보고 있어요" not in said:
        said = text(page(channel="search · -"))
    assert "이것만 따로 세어 둔 파일이 없어 비워 뒀어요." in said


def test_a_part_that_is_in_no_file_is_not_passed_over_in_silence():
    fill(fell(), visits=True)
    assert "고른 것을 자료에서 찾지 못해 전체를 보여 드려요." in text(page(product="987654"))


def test_a_period_can_be_looked_at_by_itself():
    fill(fell(), visits=True)
    app = page(compare="none")
    assert conclusion(app) == "비교할 기간을 골라 주세요."
    assert "비교하지 않아요" in text(app)


def test_a_point_of_contact_is_looked_at_and_taken_back():
    fill(fell())
    app = page(tab="points")
    assert "접점 22곳 중 22곳을 확인해 주세요" in text(app)
    app.button(key="point.check.packing").click().run()
    assert not app.exception
    assert "접점 22곳 중 21곳을 확인해 주세요" in text(app)
    app.button(key="touchpoints.back").click().run()
    assert "접점 22곳 중 22곳을 확인해 주세요" in text(app)
    app.button(key="point.out.coupon").click().run()
    assert "접점 21곳 중 21곳을 확인해 주세요" in text(app)


def test_points_of_contact_after_the_purchase_lead_to_their_page():
    fill(fell())
    # Above the points stands what helps where most is lost, with ways of its own.
    links = [one.proto for one in page(tab="points").get("page_link")][-10:]
    voice, care, regulars = "리뷰와 불만", "구매 후 관리", "고객과 단골"
    assert [(one.label, one.query_string) for one in links] == [
        (voice, "tab=reviews"), (voice, "tab=satisfaction"), (care, ""), (care, ""), (care, ""),
        (voice, ""), (care, ""), (voice, "tab=reviews"), (regulars, "tab=due"), (regulars, ""),
    ]  # fmt: skip


def test_the_stage_of_regulars_leads_to_the_page_of_customers():
    fill(fell())
    assert ("customers", {}) in opening.links(page())
    app = page(tab="tactics")
    app.button_group(key="journey.tactics").set_value("loyal").run()
    assert ("customers", {"tab": "due"}) in opening.links(app)


def test_what_may_be_tried_after_the_purchase_leads_to_its_page():
    fill(fell())
    app = page(tab="tactics")
    app.button_group(key="journey.tactics").set_value("after").run()
    links = [one.proto for one in app.get("page_link")]
    care = {one.query_string for one in links if one.label == "구매 후 관리"}
    assert care == {"", "tab=gifts", "tab=notices", "tab=promises", "tab=rules"}
    voice = {one.query_string for one in links if one.label == "리뷰와 불만"}
    assert voice == {"", "tab=reviews", "tab=satisfaction"}


def test_a_point_of_ones_own_is_added():
    fill(fell())
    app = page(tab="points")
    next(one for one in app.text_input if one.label == "내 접점 더하기").set_value("손편지")
    next(one for one in app.button if one.key == "touchpoints.add").click().run()
    assert not app.exception
    assert "손편지" in text(app)
    assert "접점 23곳 중 23곳을 확인해 주세요" in text(app)


def test_a_target_is_kept_said_and_taken_back():
    fill(shops.steady(500, 12, seed=11, back=0.0, last=YESTERDAY), visits=True)
    app = page(tab="won")
    assert conclusion(app) == "지금처럼 하면 돼요."
    app.number_input(key="targets.pay_rate").set_value(6.0)
    next(one for one in app.button if one.key == "targets.keep").click().run()
    assert not app.exception
    assert conclusion(app) == "‘구매’ 단계부터 챙기세요."
    assert "내 목표 6.0%보다 낮아요." in text(app)
    app.button(key="targets.back").click().run()
    assert not app.exception
    assert conclusion(app) == "지금처럼 하면 돼요."


def test_products_of_one_name_are_told_apart_by_their_mall():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(shop, fell())
    shops.take(shop, fell(), name="coupang.xlsx", mall=Mall.COUPANG, first_line=900_000)
    shop.close()
    only = next(one for one in page().selectbox if one.key == "choice.only")
    assert {"상품 · mug (스마트스토어)", "상품 · mug (쿠팡)"} <= set(only.options)


def test_the_tab_of_the_address_is_drawn_and_no_other():
    fill(fell(), visits=True)
    app = page(tab="points")
    assert "접점 22곳 중 22곳을 확인해 주세요" in text(app)
    assert "단계마다 해 볼 일" not in text(app)
    opening.turned(app, "tactics")
    assert "단계마다 해 볼 일" in text(app)
    # what is typed into its form is not lost behind another tab
    assert "접점 22곳 중 22곳을 확인해 주세요" in text(app)


def test_an_address_without_such_a_tab_opens_the_first_one():
    fill(fell(), visits=True)
    app = page(tab="nowhere")
    assert "주문과 고객을 셌어요. 막대는 몇 %가 남았는지예요." in text(app)


def test_moments_at_which_nobody_is_told_anything_are_named_with_the_way_there():
    fill(shops.steady(60, 12, last=YESTERDAY), visits=True)
    opening.with_shop(lambda shop: messages_templates.adopt(
        shop, messages_templates.of_stage(ScenarioStage.AFTER)[0], "안부", datetime.now(UTC)
    ))  # fmt: skip
    app = page()
    asked = [told["stage"] for name, told in opening.links(app) if "stage" in told]
    assert asked == [one for one in ScenarioStage if one is not ScenarioStage.AFTER]
    named = [str(one.proto.label) for one in app.get("page_link")]
    assert "메시지 빈칸 · 장바구니" in [one.replace("\\", "") for one in named]
    (scenario,) = opening.with_shop(messages_scenarios.listed)
    opening.with_shop(
        lambda shop: messages_scenarios.switch(shop, scenario, is_on=False, now=datetime.now(UTC))
    )
    asked = [told["stage"] for name, told in opening.links(page()) if "stage" in told]
    assert ScenarioStage.AFTER in asked
