"""The page 유입 채널 as its readers see it."""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.services import actions, channel_book, sample, settings
from core.store.moments import day_number
from core.store.problems import StoreUnavailable, Trouble
from core.terms import AdPlatform, Record, Subject, Vocabulary, seoul_day
from tests import shops
from tests.pages import opening as pages
from tests.shops import Line
from tests.store import facts
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/diagnose/channels.py"
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)
DAY = day_number(YESTERDAY)
NOT_NUMBERS = re.compile(r"\b(?:nan|inf|NaN|null|None|NA)\b|<NA>")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A folder with the made-up shop, made once."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANGOL_DATA", str(folder))
        pages.keep_sample()
    return folder


@pytest.fixture
def of_sample(made_up, tmp_path, monkeypatch):
    folder = tmp_path / "shop"
    shutil.copytree(made_up, folder)
    monkeypatch.setenv("DANGOL_DATA", str(folder))
    return folder


def own():
    return shops.opened(Path(os.environ["DANGOL_DATA"]))


def put(record, rows):
    shop = own()
    facts.put(shop.store, record, rows)
    shop.close()


def channel(back, name, *, subject=Subject.CHANNEL, level=8, **values):
    told = {"report": "bizadvisor_channel", "vocabulary": Vocabulary.BIZADVISOR.value}
    return facts.fact(
        DAY - back, **told, subject=subject.value, level=level, channel_name=name, **values
    )


def opened(language="ko", tabs=(*pages.TABS[PAGE], "compare")):
    app = pages.opened(PAGE, language=language, tabs=tabs)
    assert not app.exception
    assert not app.error
    return app


def said(app):
    text = "\n".join(pages.texts(app)).replace("\\", "").replace("\u2060", "")
    # What is missing in a column of numbers is shown as a dash.
    shown = [table.value.astype(object).where(table.value.notna(), "–") for table in app.dataframe]
    tables = "\n".join(table.to_string() for table in shown)
    assert not NOT_NUMBERS.search(text + tables), text
    return text


def tidy(app):
    """Faults of our Korean; Markdown and icons are no words."""
    lines = [
        re.sub(r":[a-z-]*(?:material/\w+)?:|[*\[\]]|:(?:gray|blue)-?\w*", "", line)
        for line in said(app).splitlines()
    ]
    return [fault for line in lines for fault in faults_on_screen(line.strip(" ·-"))]


def test_without_channel_statistics_links_can_be_made():
    app = opened()

    assert "채널 통계가 없어도 링크는 만들 수 있어요." in said(app)
    app.text_input(key="links.address").set_value("https://smartstore.naver.com/d").run()
    app.text_input(key="links.detail").set_value("가을 신상").run()
    (code,) = app.code
    assert code.value == (
        "https://smartstore.naver.com/d?nt_source=instagram&nt_medium=social"
        "&nt_detail=%EA%B0%80%EC%9D%84%20%EC%8B%A0%EC%83%81"
    )
    assert len([it for it in app.get("download_button") if "QR" in it.label]) == 2
    assert tidy(app) == []


def test_a_code_of_ones_own_has_to_keep_the_rules():
    app = opened()
    app.text_input(key="links.address").set_value("https://a.kr/").run()
    app.selectbox(key="links.source").set_value("…").run()

    assert not app.code
    app.text_input(key="links.source.own").set_value("Insta Gram").run()
    assert "예: insta_gram" in said(app)
    assert not app.code
    app.text_input(key="links.source.own").set_value("my_cafe").run()
    assert "nt_source=my_cafe" in app.code[0].value


def test_the_link_of_an_own_shop_speaks_utm():
    app = opened()
    app.text_input(key="links.address").set_value("example.com").run()
    assert "https://로 시작하는 주소 전체를 넣어 주세요." in said(app)
    app.text_input(key="links.address").set_value("https://example.com").run()
    app.button_group(key="links.style").set_value("utm").run()
    assert "utm_source=instagram" in app.code[0].value


@pytest.mark.parametrize("lines", [7, 200])
def test_orders_alone_show_the_way_to_channel_statistics(lines):
    shop = own()
    shops.take(shop, [Line(YESTERDAY - timedelta(days=n % 60), f"b{n}") for n in range(lines)])
    shop.close()
    app = opened()

    assert "채널 통계가 없어도 링크는 만들 수 있어요." in said(app)
    assert app.text_input(key="links.address")


@pytest.mark.usefixtures("of_sample")
def test_the_sample_shop_begins_with_the_channel_that_brings_nothing():
    app = opened()
    text = said(app)

    assert app.header[0].value.replace("\\", "") == "인스타그램-광고에 쓰는 돈을 줄이세요."
    assert "알 수 있어요" in text
    assert "SNS 광고 · 인스타그램" in app.header[1].value.replace("\\", "")
    text += said(pages.turned(app, "words"))
    assert "원목 스탠드 조명" in text
    assert "손님 한 명이 들어온 길을 차례로 알려 주는 파일이 없어요." in text
    assert [tab.label for tab in app.tabs] == [
        "비교", "내 채널", "예산", "검색어", "링크 만들기", "기여", "어디서 보셨어요?", "측정 한계",
    ]  # fmt: skip
    assert text.count("계산식") >= 5
    assert tidy(app) == []


@pytest.mark.parametrize("query", [{"period": "7d"}, {"period": "3m", "compare": "year"}])
@pytest.mark.usefixtures("of_sample")
def test_other_days_are_shown_as_well(query):
    app = pages.AppTest.from_file(str(pages.ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(PAGE).run()

    assert not app.exception
    assert tidy(app) == []


@pytest.mark.usefixtures("of_sample")
def test_the_page_speaks_english():
    app = opened("en")
    labels = [app.title[0].value, *(tab.label for tab in app.tabs)]

    assert labels[:2] == ["Ways in", "Compare"]
    assert not any("가" <= letter <= "힣" for text in labels for letter in text)
    assert app.header[0].value.replace("\\", "").startswith("Spend less on")


def test_a_margin_typed_here_is_kept_and_changes_the_words(of_sample):
    app = opened()
    assert "마진율을 적으면 알 수 있어요." in said(app)
    app.number_input(key="channels.margin").set_value(30)
    next(button for button in app.button if button.label == "마진율 저장").click().run()

    text = said(app)
    assert "마진율 30%면 광고 수익률 333%가 본전이에요." in text
    assert "톡톡메시지" in text
    assert "늘리기" in text
    assert app.header[0].value.replace("\\", "") == "인스타그램-광고에 쓰는 돈을 줄이세요."
    shop = sample.open_sample(of_sample)
    assert settings.read(shop).margin_percent == 30
    shop.close()


@pytest.mark.usefixtures("of_sample")
def test_an_empty_margin_is_not_kept():
    app = opened()
    next(button for button in app.button if button.label == "마진율 저장").click().run()

    assert not app.exception
    assert app.number_input(key="channels.margin").value is None


def test_the_conclusion_can_be_kept_in_the_notes(of_sample):
    app = opened()
    app.button(key="channels.keep").click().run()
    shop = sample.open_sample(of_sample)
    kept = actions.listed(shop)
    shop.close()

    assert [action.what for action in kept] == [
        "인스타그램-광고: 2주 동안 예산을 절반으로 줄이고 주문이 줄어드는지 보세요."
    ]
    app.run()
    assert not [button for button in app.button if button.key == "channels.keep"]
    assert not app.exception


def test_statistics_without_costs_say_what_is_missing():
    put(Record.STATISTIC, [
        channel(back, name, visits=visits, payments_last=paid, gross_last=paid * 10_000)
        for back in range(28)
        for name, visits, paid in (("네이버검색", 50, 2), ("=이상한 <b>길</b>", 9, 1))
    ])  # fmt: skip
    app = opened()
    text = said(app)

    assert "쓴 돈을 알면 어느 채널이 남는지 보여 드려요." in text
    assert "어떤 채널인지 몰라 기타로 셌어요: =이상한 <b>길</b>" in text
    assert not any("<b>길</b>" in one.value for one in app.caption)
    assert "비즈어드바이저 전체채널 파일을 올리면" in text


def test_only_an_ad_report_shows_the_money_and_asks_for_channels():
    put(Record.AD_RESULT, [
        {"report": "ads", "platform": AdPlatform.META.value, "level": 1, "campaign": "c",
         "first_day": DAY - back, "last_day": DAY - back, "cost": 10_000, "purchases": 1.0,
         "purchase_revenue": 20_000}
        for back in range(28)
    ])  # fmt: skip
    app = opened()
    text = said(app)

    assert "채널 통계를 올리면 어느 길로 온 손님이 사는지 보여 드려요." in text
    assert "인스타그램" in text
    assert "검색어 파일 하나면 돼요." in said(pages.turned(app, "words"))


def test_a_channel_that_only_costs_and_few_orders_are_told_apart():
    put(Record.STATISTIC, [
        channel(0, "톡톡메시지", visits=30, payments_last=3, gross_last=90_000, ad_cost=450),
        channel(0, "직접유입", visits=0, payments_last=0, gross_last=0, ad_cost=0),
    ])  # fmt: skip
    text = said(opened())

    assert "톡톡메시지의 주문은 아직 3건이에요." in text
    assert "주문이 적어서 아직 몰라요." in text
    assert "28일 중 27일은 자료가 없어요." in text


def test_old_statistics_ask_for_a_new_file():
    put(Record.STATISTIC, [
        channel(40 + back, "네이버검색", visits=50, payments_last=2, gross_last=20_000)
        for back in range(28)
    ])  # fmt: skip
    assert "새 채널 파일부터 올리세요." in said(opened())


def test_unknown_codes_are_listed_with_the_nearest_known_one():
    put(Record.STATISTIC, [
        {**channel(0, "instagran", subject=Subject.LINK, level=24, visits=9, payments_last=0),
         "report": "bizadvisor_custom", "channel_detail": "social"}
    ])  # fmt: skip
    app = opened()

    assert "목록에 없는 모르는 코드가 1개 있어요" in said(app)
    assert any("instagran" in table.value.to_string() for table in app.dataframe)


@pytest.mark.usefixtures("of_sample")
def test_a_margin_that_cannot_be_kept_says_why(monkeypatch):
    app = opened()

    def refuse(*_wanted, **_more):
        raise StoreUnavailable(Trouble.FULL)

    monkeypatch.setattr(settings, "save", refuse)
    app.number_input(key="channels.margin").set_value(30)
    next(button for button in app.button if button.label == "마진율 저장").click().run()

    assert not app.exception
    assert app.error


def pressed(app, key):
    found = app.button(key=key).click().run()
    assert not found.exception
    return found


def test_a_link_is_kept_and_survives_a_reload():
    app = opened()
    app.text_input(key="links.address").set_value("https://smartstore.naver.com/d").run()
    app.text_input(key="links.memo").set_value("가을 첫 글").run()
    pressed(app, "links.keep")
    assert "링크를 아래 목록에 담았어요." in said(app)

    again = opened()
    assert "만든 링크 1개" in said(again)
    assert "가을 첫 글" in said(again)
    pressed(again, "links.delete.1")
    assert "만든 링크" not in said(again)
    pressed(again, "links.undo")
    assert "만든 링크 1개" in said(again)
    assert tidy(again) == []


def test_a_code_of_ones_own_stays_in_the_list():
    app = opened()
    app.text_input(key="links.code.text").set_value("내카페")
    pressed(app, "links.code.add")
    assert app.error
    assert "영어로 적어 주세요." in said(app)
    app.text_input(key="links.code.text").set_value("my_cafe")
    pressed(app, "links.code.add")
    again = opened()
    assert "my_cafe" in again.selectbox(key="links.source").options
    pressed(again, "links.code.delete.1")
    pressed(again, "links.undo")
    assert "my_cafe" in again.selectbox(key="links.source").options


def test_answers_of_customers_are_counted_and_can_be_taken_back():
    app = opened()
    pressed(app, "survey.add")
    assert "어디서 봤는지 고르거나 적어 주세요." in said(app)
    app.selectbox(key="survey.source").set_value("소개")
    app.number_input(key="survey.count").set_value(4)
    app.number_input(key="survey.places").set_value(6)
    pressed(app, "survey.add")
    text = said(app)

    assert "손님 4명 중 4명이 답한 곳: 소개" in text
    assert "평균 1.5곳에서 봄 (4명에게 물음)" in text
    pressed(app, "survey.delete.1")
    assert "손님에게 물어보세요. 어디서 보셨어요?" in said(app)
    pressed(app, "survey.undo")
    assert "손님 4명 중 4명이 답한 곳: 소개" in said(app)
    assert tidy(app) == []


@pytest.mark.usefixtures("of_sample")
def test_ways_are_shared_out_by_five_models():
    app = opened()
    app.text_area(key="paths.text").set_value("인스타그램, 3")
    pressed(app, "paths.add")
    assert "1째 줄: 길, 주문 수, 판매금액을 쉼표로 나눠 적어 주세요." in said(app)
    app.text_area(key="paths.text").set_value("인스타그램 > 네이버검색, 3, 90000")
    pressed(app, "paths.add")
    text = said(app)

    assert "가장 많은 길: 인스타그램 → 네이버검색" in text
    assert "손님 한 명이 들어온 길을 차례로 알려 주는 파일이 없어요." not in text
    pressed(app, "paths.delete.1")
    pressed(app, "paths.undo")
    assert "가장 많은 길" in said(app)
    assert tidy(app) == []


def pointed(app):
    """The keys of the points of the channel that is chosen."""
    return [one.key for one in app.checkbox if str(one.key).startswith("book.point.")]


@pytest.mark.usefixtures("of_sample")
def test_a_planned_channel_nobody_came_by_is_named_and_its_kind_can_be_chosen():
    app = opened()
    app.selectbox(key="book.channel").set_value("밴드").run()
    app.number_input(key="book.share.밴드.0").set_value(20)
    app.text_input(key="book.next.밴드.0").set_value("밴드에 글 하나 쓰기")
    app.selectbox(key="book.kind.밴드.0").set_value("own")
    pressed(app, "book.keep")
    text = said(app)

    assert "계획했는데 4주 동안 유입이 없는 채널: 밴드" in text
    assert app.button(key="book.next.keep")
    before = pointed(app)
    app.checkbox(key=before[0]).check().run()
    assert "마지막 점검: 아직 없음" not in said(app)
    assert "가게 링크: 있어요 · 소개글: 안 봤어요" in said(app)
    pressed(app, "book.reviewed")
    assert "가게 링크: 있어요 · 소개글: 없어요" in said(app)
    pressed(app, "book.undo")
    assert "가게 링크: 있어요 · 소개글: 안 봤어요" in said(app)
    assert tidy(app) == []


@pytest.mark.usefixtures("of_sample")
def test_two_windows_do_not_overwrite_what_is_said_of_a_channel():
    one, other = opened(), opened()
    for app in (one, other):
        app.selectbox(key="book.channel").set_value("밴드").run()
    one.text_input(key="book.goal.밴드.0").set_value("첫 창")
    other.text_input(key="book.goal.밴드.0").set_value("둘째 창")
    pressed(one, "book.keep")
    pressed(other, "book.keep")

    assert "덮어쓴 것은 없어요" in other.error[0].value
    assert any(field.value == "첫 창" for field in other.text_input)


@pytest.mark.usefixtures("of_sample")
def test_one_window_does_not_take_back_what_another_one_said_of_a_channel():
    one = opened()
    one.selectbox(key="book.channel").set_value("밴드").run()
    one.text_input(key="book.goal.밴드.0").set_value("첫 창")
    pressed(one, "book.keep")
    other = opened()
    other.selectbox(key="book.channel").set_value("밴드").run()
    other.text_input(key="book.goal.밴드.2").set_value("둘째 창")
    pressed(other, "book.keep")
    pressed(one, "book.undo")

    assert "덮어쓴 것은 없어요" in one.error[0].value
    assert any(field.value == "둘째 창" for field in one.text_input)


def test_a_least_return_of_ones_own_is_kept(of_sample):
    app = opened()
    app.number_input(key="budget.least..0").set_value(5000).run()
    pressed(app, "budget.least.keep")
    text = said(app)

    assert "범위 전체가 정해 둔 기준보다 낮아요." in text
    pressed(app, "budget.undo")
    assert "범위 전체가 정해 둔 기준보다 낮아요." not in said(app)
    assert of_sample.exists()


@pytest.mark.usefixtures("of_sample")
def test_a_campaign_has_a_least_return_of_its_own():
    app = opened()
    which = app.selectbox(key="budget.which")
    assert "캠페인 쇼핑검색_베스트 (네이버 검색광고)" in which.options
    assert "확실히 모자란 캠페인은 없어요" in pages.texts(app)
    key = channel_book.of_campaign(AdPlatform.NAVER_SEARCH, "쇼핑검색_베스트")
    which.set_value(key).run()
    app.number_input(key=f"budget.least.{key}.0").set_value(5000).run()
    pressed(app, "budget.least.keep")
    told = [one.replace("\\", "") for one in pages.texts(app)]
    assert "광고 수익률이 모자란 캠페인: 쇼핑검색_베스트" in told
    assert "인스타그램-광고: 쓴 돈이 돌아오지 않아요" in told
