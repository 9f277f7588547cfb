"""랜딩 of 개선 노트 as its readers see it: empty, registered, counted, changed, made up."""

from datetime import UTC, datetime, timedelta

import pytest

from core.services import landing, sample_landing
from core.services.landing import Change, Count, Landing
from core.terms import seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

pytestmark = pytest.mark.usefixtures("folder")

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
LAST = TODAY - timedelta(days=TODAY.weekday() + 7)
PAGE = "pages/improve/actions.py"


def page(language="ko"):
    app = opening.opened(PAGE, language=language, tabs=["landing"])
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def faults(app):
    return [fault for line in said(app).splitlines() for fault in faults_on_screen(line)]


def button(app, start):
    return next(one for one in app.button if (one.key or "").startswith(start))


def field(app, kind, end):
    return next(one for one in app.get(kind) if (one.key or "").endswith(end))


def registered(weeks=2):
    first = LAST - timedelta(days=7 * (weeks - 1))
    return with_shop(lambda shop: landing.add(shop, Landing("알림 신청", first), NOW))


def counted():
    return [(it.visits, it.contacts) for it in with_shop(landing.counts)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_shop_is_told_what_it_takes(language):
    app = page(language)
    told = {"ko": "연락처나 메일 주소를 남기는 페이지를 등록해 주세요.",
            "en": "Register a page on which people leave a number or an address."}  # fmt: skip
    assert told[language] in said(app)
    if language == "ko":
        assert faults(app) == []


def test_a_page_is_registered_and_taken_back():
    app = page()
    field(app, "text_input", ".new.0.name").set_value("알림 신청")
    field(app, "text_input", ".new.0.address").set_value("shop")
    button(app, "landing.form.add").click().run()
    assert "페이지 주소는 http로 시작하고 빈칸이 없어야 해요." in said(app)
    assert with_shop(landing.listed) == []
    field(app, "text_input", ".new.0.address").set_value("https://shop.example.com/form")
    button(app, "landing.form.add").click().run()
    assert not app.exception
    (one,) = with_shop(landing.listed)
    assert (one.name, one.address, one.first) == (
        "알림 신청", "https://shop.example.com/form", TODAY,
    )  # fmt: skip
    assert "한 주가 끝나면 여기에 나와요." in said(app)
    button(app, "voice.done.undo").click().run()
    assert with_shop(landing.listed) == []
    button(app, "landing.back.0").click().run()
    assert [one.name for one in with_shop(landing.listed)] == ["알림 신청"]


def test_a_page_is_changed_and_the_change_taken_back():
    one = registered()
    app = page()
    field(app, "text_input", f"form.{one.id}.0.name").set_value("새 이름")
    button(app, f"landing.form.save.{one.id}").click().run()
    assert [it.name for it in with_shop(landing.listed)] == ["새 이름"]
    button(app, "voice.done.undo").click().run()
    assert [it.name for it in with_shop(landing.listed)] == ["알림 신청"]
    button(app, f"landing.away.{one.id}").click().run()
    assert with_shop(landing.listed) == []


def test_a_week_is_written_down_and_taken_back():
    registered()
    app = page()
    assert "몇 명이 신청하는지 아직 몰라요." in said(app)
    field(app, "number_input", ".visits").set_value(120).run()
    field(app, "number_input", ".contacts").set_value(6)
    button(app, "landing.keep").click().run()
    assert not app.exception
    assert counted() == [(120, 6)]
    assert "방문 120번 가운데 6명이 신청했어요." in said(app)
    assert "1주는 모르는 수가 있어서 뺐어요." in said(app)
    assert faults(app) == []
    button(app, "voice.done.undo").click().run()
    assert counted() == []
    assert button(app, "landing.keep").disabled


def test_the_window_that_is_behind_is_told_and_overwrites_nothing():
    one = registered()
    app = page()
    with_shop(lambda shop: landing.keep(shop, Count(one.id or 0, LAST, 90, 3), NOW))
    # The window still shows empty fields of the week that the other one wrote down.
    field(app, "number_input", ".visits").set_value(7).run()
    button(app, "landing.keep").click().run()
    assert not app.exception
    assert counted() == [(90, 3)]
    assert "덮어쓴 것은 없어요." in said(app)


def test_a_change_of_the_form_is_noted_and_thrown_away():
    registered()
    app = page()
    field(app, "text_input", ".text").set_value("연락처만")
    button(app, "landing.note").click().run()
    assert not app.exception
    (one,) = with_shop(landing.changes)
    assert (one.text, one.day) == ("연락처만", TODAY)
    assert "더 모아 보기" in said(app)
    button(app, f"landing.change.{one.id}").click().run()
    assert with_shop(landing.changes) == []
    button(app, "voice.done.undo").click().run()
    assert len(with_shop(landing.changes)) == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_made_up_page_says_whether_its_change_helped(language):
    with_shop(lambda shop: sample_landing.put(shop, NOW))
    app = page(language)
    told = {"ko": "바꾼 뒤 신청이 늘었어요.", "en": "After the change more sign up."}
    assert told[language] in said(app)
    assert len(app.dataframe[0].value) == 12
    if language == "ko":
        assert faults(app) == []


def test_of_several_pages_one_is_chosen():
    registered()
    other = with_shop(lambda shop: landing.add(shop, Landing("다른 곳", LAST), NOW))
    with_shop(lambda shop: landing.add_change(shop, Change(other.id or 0, LAST, "글"), NOW))
    app = page()
    assert app.selectbox(key="landing.which").value == other.id
    assert "글" in said(app)
    app.selectbox(key="landing.which").set_value(1).run()
    assert not app.exception
    assert "더 모아 보기" not in said(app)
