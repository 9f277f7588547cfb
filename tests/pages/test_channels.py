"""The page 유입 채널 as its readers see it."""

import os
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.services import actions, sample, settings
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


def opened(language="ko"):
    app = pages.opened(PAGE, language=language)
    assert not app.exception
    assert not app.error
    return app


def said(app):
    text = "\n".join(pages.texts(app)).replace("\\", "").replace("\u2060", "")
    tables = "\n".join(table.value.to_string() for table in app.dataframe)
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
    assert len(app.get("download_button")) == 2
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
    assert "원목 스탠드 조명" in text
    assert "손님 한 명이 들어온 길을 차례로 알려 주는 파일이 없어요." in text
    assert [tab.label for tab in app.tabs] == [
        "비교", "예산", "검색어", "링크 만들기", "기여", "측정 한계",
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
        "2주 동안 예산을 절반으로 줄이고 주문이 줄어드는지 보세요."
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

    assert "채널에 쓴 돈이 아직 어느 파일에도 없어요." in text
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
    text = said(opened())

    assert "채널 통계를 올리면 어느 길로 온 손님이 사는지 보여 드려요." in text
    assert "인스타그램" in text
    assert "검색어 파일 하나면 돼요." in text


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
    assert "instagram" in app.dataframe[0].value.to_string()


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
