"""The page 오늘 as its readers see it."""

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.services import content_items, importing, todo, typed
from core.services.content_items import Content
from core.services.receipts import Source
from core.services.today import PeriodChoice
from core.services.typed_rows import Stamp, WeekNumbers
from core.store import findings
from core.store.moments import day_number
from core.store.problems import StoreUnavailable, Trouble
from core.terms import Mall, Record, seoul_day
from tests import shops
from tests.pages import opening
from tests.shops import Line
from tests.store import facts

ROOT = Path(__file__).parents[2]
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)


def fill(lines, **more):
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    shops.take(shop, lines, **more)
    shop.close()


def page(**query):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def text(app):
    """All that is written on the page."""
    kinds = (app.title, app.header, app.markdown, app.caption)
    said = [element.value for kind in kinds for element in kind]
    said += [part for one in app.metric for part in (one.label, one.value, one.delta)]
    return "\n".join(said).replace("\\", "")


def test_an_empty_shop_is_offered_three_ways_to_begin():
    app = page()
    assert "주문 파일 하나면 돼요." in text(app)
    assert [button.label for button in app.button] == [
        "내 파일 올리기",
        "예시 가게 보기",
        "숫자 6개만 적기",
    ]
    assert not app.metric


def test_a_shop_without_orders_is_told_what_it_has_and_what_is_lacking():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    header = "상품ID,상품명,결제수,결제상품수량,결제금액,환불금액"
    content = f"{header}\n1,컵,3,3,30000,0\n".encode()
    name = f"상품성과_{YESTERDAY}_{YESTERDAY}.csv"
    seen = importing.preview(shop, Source(name, content), today=YESTERDAY + timedelta(days=1))
    importing.accept(shop, seen, now=datetime.now(UTC))
    shop.close()
    app = page()
    assert "상품 통계 자료는 들어와 있어요. 주문 파일도 올리면 결론을 볼 수 있어요." in text(app)
    assert "최신" in text(app)


def test_a_tiny_shop_sees_what_is_missing_and_no_rates():
    fill([Line(YESTERDAY - timedelta(days=n), f"b{n}") for n in range(7)])
    said = text(page())
    assert "주문이 7건이라 아직 비율로 말하기 일러요. 23건쯤 더 모이면 볼 수 있어요." in said
    assert "%" not in said


def test_the_conclusion_comes_first_with_its_numbers_and_one_thing_to_do():
    since = YESTERDAY - timedelta(days=27)
    fill(shops.without(shops.steady(500, 9, seed=11, last=YESTERDAY), 0.5, since))
    app = page()
    said = text(app)
    assert app.header[0].value.replace("\\", "") == "새 고객부터 챙기세요."
    assert "줄었어요" in said
    assert [metric.label for metric in app.metric] == [
        "순매출",
        "주문",
        "객단가",
        "다시 온 고객 비율",
    ]
    assert "‘두 번째 구매 비율’이에요" in app.metric[3].help
    assert "구매 고객에서 순매출이 가장 많이 빠졌어요" in said
    assert "새로 들어왔어요: 주문" in said
    assert "파일이 있으면 유입과 결제율도 보여 드려요." in said


def test_nothing_unfinished_is_on_the_page():
    fill(shops.steady(200, 5, last=YESTERDAY))
    assert not re.findall(r"\b(?:nan|NaN|None|inf|null)\b|습니다|[{}]", text(page()))


@pytest.mark.parametrize(
    ("period", "compare"), [("7d", "before"), ("28d", "year"), ("3m", "before")]
)
def test_the_days_on_show_are_kept_in_the_address(period, compare):
    fill(shops.steady(500, 5, last=YESTERDAY))
    app = page(period=period, compare=compare)
    days = {"7d": 6, "28d": 27, "3m": 90}[period]
    first = YESTERDAY - timedelta(days=days)
    assert f"{first:%Y.%m.%d}" in text(app)
    assert ("작년" in "".join(one.value for one in app.caption)) is (compare == "year")


def test_another_choice_changes_the_page_and_the_address():
    fill(shops.steady(500, 5, last=YESTERDAY))
    app = page()
    app.button_group(key="choice.period").set_value(PeriodChoice.WEEK).run()
    assert app.query_params["period"] in ("7d", ["7d"])
    assert f"{YESTERDAY - timedelta(days=6):%Y.%m.%d}" in text(app)
    app.button_group(key="choice.period").set_value(PeriodChoice.FOUR_WEEKS).run()
    assert "period" not in app.query_params


def test_an_address_that_makes_no_sense_shows_the_usual_days():
    fill(shops.steady(100, 5, last=YESTERDAY))
    assert f"{YESTERDAY - timedelta(days=27):%Y.%m.%d}" in text(page(period="400y"))


def test_old_data_ask_for_a_new_file():
    last = YESTERDAY - timedelta(days=30)
    fill(shops.steady(200, 5, last=last))
    assert "31일 전 자료예요. 새 파일을 올리면 결론을 다시 볼 수 있어요." in text(page())


def test_every_number_tells_where_it_comes_from():
    fill(shops.steady(500, 9, seed=11, last=YESTERDAY), name="november.xlsx")
    said = text(page())
    assert said.count("november.xlsx") >= 5
    assert said.count("계산식") >= 4


def test_a_product_cannot_dress_the_page():
    since = YESTERDAY - timedelta(days=27)
    lines = shops.steady(500, 16, seed=5, last=YESTERDAY)
    mugs = [line for line in lines if line.product == "mug"]
    fewer = set(map(id, shops.without(mugs, 0.25, since)))
    nasty = "<b>:red[mug]</b>"
    fill(
        [
            Line(line.day, line.buyer, line.amount, product=nasty if line in mugs else line.product)
            for line in lines
            if line.product != "mug" or id(line) in fewer
        ]
    )
    app = page()
    assert any("red" in one.value for one in (*app.header, *app.markdown))
    assert not any(":red[mug]" in one.value for one in (*app.header, *app.markdown))


def test_the_page_speaks_english():
    fill(shops.steady(200, 5, last=YESTERDAY))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = "en"
    app.run()
    assert app.title[0].value == "Today"
    assert not any("가" <= letter <= "힣" for letter in text(app))


def test_the_parts_of_a_change_are_no_finding_as_long_as_it_is_too_early():
    fill(shops.steady(73, 8, last=YESTERDAY))
    assert "두 기간의 차이예요. 아직 판단하기 일러요." in text(page())


def test_the_parts_of_a_change_are_a_finding_once_the_usual_is_known():
    fill(shops.steady(400, 8, last=YESTERDAY))
    assert "두 기간의 차이예요" not in text(page())


def tell(days=200, *, visits=300, paid=None):
    """Take daily statistics of the shop in."""
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    more = {} if paid is None else {"payments": paid, "net": paid * 20_000}
    rows = [
        facts.fact(day_number(day), visits=visits + day.day, **more)
        for day in shops.days_ending(YESTERDAY, days)
    ]
    facts.put(shop.store, Record.STATISTIC, rows)
    shop.close()


def english():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = "en"
    return app.run()


def test_with_visits_the_page_tells_the_payment_rate_and_its_part():
    fill(shops.steady(300, 12, last=YESTERDAY))
    tell(300)
    app = page()
    assert [one.label for one in app.metric] == ["순매출", "유입", "결제율", "다시 온 고객 비율"]
    said = text(app)
    assert "결제율 3" in said
    assert "유입 100번 중 주문은" in said
    assert "알게 됨" not in said  # in the picture, and in its words for those who cannot see it
    assert "파일이 있으면 유입과 결제율도" not in said


def test_statistics_alone_show_what_they_can():
    tell(200, paid=9)
    app = page()
    said = text(app)
    assert [one.label for one in app.metric] == ["순매출", "유입", "결제율", "결제"]
    assert "주문 파일도 올리면 결론을 볼 수 있어요." in said
    assert [box.label.replace("\\", "") for box in app.checkbox][-1].startswith("없는 파일")
    assert not re.findall(r"\b(?:nan|NaN|None|inf|null)\b|[{}]", said)


def test_typed_numbers_alone_are_concluded_from_and_called_typed():
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    today = YESTERDAY + timedelta(days=1)
    was, now = WeekNumbers(4_000, 120, 3_840_000), WeekNumbers(3_400, 88, 3_005_600)
    typed.keep_weeks(shop, was, now, Stamp(datetime.now(UTC), today, "numbers"))
    shop.close()
    app = page()
    said = text(app)
    assert said.count("직접 적은 숫자") >= 4
    assert "유입에서 순매출이 가장 많이 빠졌어요" in said or "두 기간의 차이예요" in said
    assert "유입 4,000번 → 3,400번 · 결제율 3.0% → 2.6% · 객단가" in said
    assert app.checkbox[0].label.replace("\\", "") == "없는 파일 올리기 · 주문"


@pytest.mark.parametrize("there", ["orders", "statistics", "tiny", "both"])
def test_every_kind_of_shop_speaks_english(there):
    if there != "statistics":
        fill(shops.steady(7 if there == "tiny" else 200, 1 if there == "tiny" else 5,
                          last=YESTERDAY))  # fmt: skip
    if there in {"statistics", "both"}:
        tell(200, paid=9)
    app = english()
    assert not app.exception
    said = text(app) + "".join(box.label for box in app.checkbox)
    assert not any("가" <= letter <= "힣" for letter in said)


def test_what_is_ticked_off_stays_so_and_can_be_taken_back():
    fill(shops.steady(60, 5, last=YESTERDAY - timedelta(days=9)))
    app = page()
    (first, *_) = app.checkbox
    assert "새 파일 올리기 · 주문" in first.label.replace("\\", "")
    first.check().run()
    assert "~~" in app.checkbox[0].label
    assert "개 중 1개 했어요" in text(app)
    again = page()
    assert again.checkbox[0].value
    again.checkbox[0].uncheck().run()
    assert not page().checkbox[0].value


def test_a_list_that_cannot_be_written_says_so(monkeypatch):
    fill(shops.steady(60, 5, last=YESTERDAY - timedelta(days=9)))
    app = page()

    def full(*_args, **_more):
        raise StoreUnavailable(Trouble.FULL)

    monkeypatch.setattr(todo, "tick", full)
    app.checkbox[0].check().run()
    assert not app.exception
    assert app.error or app.warning
    assert not app.checkbox[0].value


def test_a_shop_of_two_malls_says_whose_visits_they_are():
    fill(shops.steady(200, 6, last=YESTERDAY))
    fill(shops.steady(200, 3, seed=5, last=YESTERDAY), mall=Mall.COUPANG, first_line=90_000)
    tell(200)
    assert "스마트스토어만 봤어요." in text(page())
    assert "다른" not in text(page(mall="1")).split("순매출")[0]


def test_a_conclusion_nobody_has_seen_before_is_marked():
    since = YESTERDAY - timedelta(days=27)
    fill(shops.without(shops.steady(500, 9, seed=11, last=YESTERDAY), 0.5, since))
    assert "새로 알게 됐어요" not in text(page())
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    said = findings.Finding(
        YESTERDAY, "today.steady", 0, "known", None, None, 9, YESTERDAY, "day.v1"
    )
    with shop.store.write() as session:
        findings.put(session, shop.id, [said], datetime.now(UTC))
    shop.close()
    assert "새로 알게 됐어요" in text(page())


def test_a_conclusion_is_put_off_for_the_day_and_shown_again():
    since = YESTERDAY - timedelta(days=27)
    fill(shops.without(shops.steady(500, 9, seed=11, last=YESTERDAY), 0.5, since))
    app = page()
    first = app.header[0].value
    app.button(key="first.off").click().run()
    assert not app.exception
    assert app.header[0].value != first
    assert "오늘은 넘긴 결론 1개" in text(app)
    assert page().header[0].value != first
    app.button(key="first.back").click().run()
    assert app.header[0].value == first
    assert "오늘은 넘긴" not in text(app)


def test_a_thing_to_do_leads_to_the_tab_where_it_is_done():
    fill(shops.steady(60, 9, seed=11, last=YESTERDAY))
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    content_items.add(shop, Content("공방 이야기", "블로그", YESTERDAY), datetime.now(UTC))
    shop.close()
    app = page()
    assert "밀린 콘텐츠 1개 올리기" in [box.label for box in app.checkbox]
    assert ("actions", {"tab": "content"}) in opening.links(app)


def test_the_five_stages_lead_to_the_page_of_customers():
    fill(shops.steady(200, 9, seed=11, last=YESTERDAY))
    assert ("customers", {}) in opening.links(page())


def test_a_week_with_days_in_no_file_says_of_how_many_days_its_numbers_are():
    lines = shops.steady(300, 12, seed=3, last=YESTERDAY)
    gone = {YESTERDAY - timedelta(days=back) for back in (2, 3, 4)}
    early = [one for one in lines if one.day < min(gone)]
    fill(early, name="early.xlsx")
    fill([one for one in lines if one.day > max(gone)], name="late.xlsx", first_line=50_000)
    found = text(page(period=PeriodChoice.WEEK))
    assert "자료가 있는 4일만" in found
    assert "더 모이면" not in found


def test_amounts_nobody_knows_are_said_on_the_page_and_not_added_as_0():
    unknown = [Line(YESTERDAY, "u1", None, order="dark")]
    fill([*shops.steady(300, 12, seed=3, last=YESTERDAY), *unknown])
    found = text(page(period=PeriodChoice.WEEK))
    assert "주문 1건은 금액을 다 몰라서 아는 만큼만 더했어요" in found
    assert "순매출이 달라졌는지 알 수 없어요." in found


def test_a_week_without_an_order_is_said_plainly_and_no_day_is_waited_for():
    week = {YESTERDAY - timedelta(days=back) for back in range(7)}
    lines = [one for one in shops.steady(300, 12, last=YESTERDAY) if one.day not in week]
    fill([*lines, Line(YESTERDAY + timedelta(days=1), "z")])
    found = text(page(period=PeriodChoice.WEEK))
    assert "이 기간에는 주문이 없었어요." in found
    assert "더 모이면" not in found
