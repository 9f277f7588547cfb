"""The tabs of 문구 실험 beside the tests: library, calculator and plan of days."""

import re
import shutil
from datetime import timedelta

import pandas as pd
import pytest
import streamlit as st

from core.services import copy_library, copy_tests
from core.services.copy_test_brought import Past
from core.services.copy_test_past import Asked, past_from
from core.services.receipts import Source
from core.terms.copy_tests import Count, Design, Response, TestStatus, Version
from core.ui import session
from core.ui.copy_library_texts import as_file
from core.ui.downloads import csv_bytes
from core.wording.copy_library_import import coded
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/improve/tests.py"
NOW = session.now()
LIBRARY, CALCULATOR, PLAN = "library", "calculator", "days"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path / "shop"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    st.cache_resource.clear()
    yield tmp_path / "shop"
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """A folder with the made-up shop, made once."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANGOL_DATA", str(folder))
        opening.keep_sample()
    return folder


@pytest.fixture
def sample(folder, made_up):
    """The made-up shop is on the screen."""
    shutil.copytree(made_up, folder)


def tab(place, language="ko", app=None):
    app = app or opening.opened(PAGE, language=language)
    app.query_params["tab"] = place
    return app.run()


def said(app):
    return " ".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def press(app, key):
    found = next(one for one in app.button if one.key == key)
    return found.click().run()


def fine(app):
    assert not app.exception
    assert not app.error, [error.value for error in app.error]
    for text in opening.texts(app):
        assert not faults_on_screen(text.replace("\\", "").replace("\u2060", "")), text


def calculate(app, **versions):
    for letter, (reacted, shown) in versions.items():
        app.number_input(key=f"calc.shown.{letter}").set_value(shown)
        app.number_input(key=f"calc.reacted.{letter}").set_value(reacted)
    return app.run()


def brought(count=12, *, sign="?"):
    """Results from elsewhere in which questions are answered half as often."""

    def past(place):
        versions = (Version("A", f"컵 {place}"), Version("B", f"컵 {place}{sign}", need="deal"))
        counts = (Count("A", None, 3000, 240 + place), Count("B", None, 3000, 120 + place))
        return Past(versions, counts, title=f"광고 {place}", source="옛 가게")

    pasts = [past(place) for place in range(count)]
    with_shop(lambda shop: copy_library.keep(shop, pasts, NOW - timedelta(days=1)))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", [LIBRARY, CALCULATOR, PLAN])
def test_each_tab_opens_in_an_empty_shop(place, language):
    app = tab(place, language)
    assert not app.exception
    assert not app.error
    if language == "ko":
        fine(app)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("place", [LIBRARY, CALCULATOR, PLAN])
@pytest.mark.usefixtures("sample")
def test_each_tab_opens_in_the_made_up_shop(place, language):
    app = tab(place, language)
    assert not app.exception
    assert not app.error


class TestCalculator:
    def test_a_clear_winner_is_told(self):
        app = calculate(tab(CALCULATOR), A=(60, 2000), B=(98, 2000))
        fine(app)
        assert "B 문구로 바꾸세요" in said(app)
        assert "100명 중 A는 3명, B는 5명이 샀어요." in said(app)
        assert "알 수 있어요" in said(app)

    def test_what_is_not_sure_is_told_with_the_won_it_risks(self):
        app = tab(CALCULATOR)
        app.number_input(key="calc.visits").set_value(3000)
        app.number_input(key="calc.value").set_value(30_000)
        app = calculate(app, A=(30, 1000), B=(42, 1000))
        fine(app)
        assert "확실하진 않지만 B를 골라도 손해는 작아요" in said(app)
        assert "2만 6천 원" in said(app)
        assert "바꾸세요" not in said(app)

    def test_a_worse_version_is_told(self):
        app = calculate(tab(CALCULATOR), A=(60, 1000), B=(30, 1000))
        fine(app)
        assert "A를 그대로 쓰세요. B는 더 나빴어요." in said(app)

    def test_more_versions_and_clicks_are_judged_too(self):
        app = tab(CALCULATOR)
        app.segmented_control(key="calc.many").set_value(3)
        app.segmented_control(key="calc.response").set_value(Response.CLICKS)
        app = calculate(app.run(), A=(60, 2000), B=(61, 2000), C=(120, 2000))
        fine(app)
        assert "C 문구로 바꾸세요" in said(app)
        assert "샀어요" not in said(app)

    @pytest.mark.parametrize(
        ("counts", "expected"),
        [
            ({"A": (2, 100), "B": (3, 100)}, "산 사람이 5명뿐이라 알 수 없어요."),
            ({"A": (200, 100), "B": (3, 100)}, "본 사람보다 반응한 사람이 더 많아요."),
            ({"A": (10, 300), "B": (11, 300)}, "이 방문 수로는 알아내기 어려워요."),
            ({"A": (0, 0), "B": (0, 0)}, "두 수를 적으면 여기에 답이 나와요."),
        ],
    )
    def test_odd_counts_are_answered_and_never_judged(self, counts, expected):
        app = calculate(tab(CALCULATOR), **counts)
        fine(app)
        assert expected in said(app)
        assert "바꾸세요" not in said(app)

    def test_without_both_numbers_nothing_is_said(self):
        app = tab(CALCULATOR)
        app.number_input(key="calc.shown.A").set_value(100).run()
        assert "두 수를 적으면 여기에 답이 나와요" in said(app)

    def test_what_was_typed_stays_while_another_tab_is_open(self):
        app = calculate(tab(CALCULATOR), A=(60, 2000), B=(98, 2000))
        app = tab(CALCULATOR, app=tab(PLAN, app=app))
        assert app.number_input(key="calc.reacted.B").value == 98
        assert "B 문구로 바꾸세요" in said(app)

    def test_what_was_typed_is_in_the_address_and_a_reload_finds_it_again(self):
        app = tab(CALCULATOR)
        app.segmented_control(key="calc.many").set_value(3)
        app = calculate(app.run(), A=(60, 2000), B=(61, 2000), C=(120, 2000))
        address = app.query_params["calc"]
        again = opening.opened(PAGE)
        again.query_params["calc"] = address
        again = tab(CALCULATOR, app=again)
        assert again.number_input(key="calc.reacted.C").value == 120
        assert "C 문구로 바꾸세요" in said(again)

    @pytest.mark.parametrize(
        "address",
        ["many-9_shown.A--3_reacted.A-x", "response-won_many-", "_-_--", "shown.A-99999999999999"],
    )
    def test_an_impossible_address_is_as_good_as_none(self, address):
        app = opening.opened(PAGE)
        app.query_params["calc"] = address
        app = tab(CALCULATOR, app=app)
        fine(app)
        assert app.number_input(key="calc.shown.A").value is None
        assert "두 수를 적으면 여기에 답이 나와요" in said(app)

    @pytest.mark.usefixtures("sample")
    def test_what_was_cleared_of_the_shops_own_numbers_stays_cleared(self):
        app = tab(CALCULATOR)
        app.number_input(key="calc.value").set_value(None).run()
        again = opening.opened(PAGE)
        again.query_params["calc"] = app.query_params["calc"]
        again = tab(CALCULATOR, app=again)
        assert again.number_input(key="calc.value").value is None
        assert again.number_input(key="calc.visits").value > 100

    @pytest.mark.usefixtures("sample")
    def test_the_shop_fills_in_what_an_order_is_worth(self):
        app = tab(CALCULATOR)
        assert app.number_input(key="calc.value").value > 1000
        assert app.number_input(key="calc.visits").value > 100
        assert "최근 28일로 채웠어요" in said(app)


class TestPlan:
    def test_two_numbers_tell_what_can_be_known(self):
        app = tab(PLAN)
        app.number_input(key="plan.visits").set_value(200)
        app.number_input(key="plan.rate.orders").set_value(3.0)
        app.run()
        fine(app)
        assert "14일이면 100명 중 3.0명→5.2명쯤 차이부터 알 수 있어요" in said(app)
        assert "클릭 수로 비교해 보세요" in said(app)
        frame = app.dataframe[0].value
        assert isinstance(frame, pd.DataFrame)
        assert frame.iloc[1].tolist()[:2] == ["14일", "→ 5.2명"]
        assert len(frame) == 4

    def test_clicks_have_a_rate_of_their_own_and_nothing_typed_is_lost(self):
        app = tab(PLAN)
        app.number_input(key="plan.visits").set_value(200)
        app.number_input(key="plan.rate.orders").set_value(3.0)
        app.run().segmented_control(key="plan.response").set_value(Response.CLICKS)
        app.run().number_input(key="plan.rate.clicks").set_value(20.0)
        app.run()
        assert "100명 중 20.0명→24.6명쯤" in said(app)
        app.segmented_control(key="plan.response").set_value(Response.ORDERS)
        app.run()
        assert app.number_input(key="plan.rate.orders").value == pytest.approx(3)
        assert app.number_input(key="plan.visits").value == 200
        assert "14일이면 100명 중 3.0명→5.2명쯤" in said(app)

    def test_a_reload_finds_the_plan_again(self):
        app = tab(PLAN)
        app.number_input(key="plan.visits").set_value(200)
        app.number_input(key="plan.rate.orders").set_value(3.0)
        app.segmented_control(key="plan.days").set_value(21)
        app.run()
        again = opening.opened(PAGE)
        again.query_params["plan"] = app.query_params["plan"]
        again = tab(PLAN, app=again)
        assert again.segmented_control(key="plan.days").value == 21
        assert again.number_input(key="plan.rate.orders").value == 3.0
        assert "21일이면 100명 중" in said(again)

    def test_more_versions_find_less(self):
        app = tab(PLAN)
        app.number_input(key="plan.visits").set_value(30)
        app.number_input(key="plan.rate.orders").set_value(1.0)
        app.segmented_control(key="plan.many").set_value(6)
        app.run()
        fine(app)
        assert list(app.dataframe[0].value)[-1] == "문구 6개"

    @pytest.mark.usefixtures("sample")
    def test_the_shop_fills_in_its_visits(self):
        app = tab(PLAN)
        assert app.number_input(key="plan.visits").value > 10
        assert 0 < app.number_input(key="plan.rate.orders").value < 50
        assert "알 수 있어요" in said(app)


class TestLibrary:
    def test_pasted_results_are_read_kept_and_taken_back(self):
        app = tab(LIBRARY)
        assert "여기 모여요" in said(app)
        assert next(one for one in app.expander if "가져오기" in one.label).proto.expanded
        app.text_area(key="library.block.0").set_value("무료배송\t1000\t30\n오늘 보내요\t1000\t60")
        app = next(one for one in app.button if one.label == "읽기").click().run()
        fine(app)
        assert "실험 1개, 문구 2개를 넣을 수 있어요" in said(app)
        app = press(app, "library.keep")
        fine(app)
        frame = app.dataframe[-1].value
        assert frame["문구"].tolist() == ["무료배송", "오늘 보내요"]
        assert frame["결과"].tolist() == ["쓰던 문구", "더 나았어요"]
        assert "혜택: 무료" in frame["찾은 말"].iloc[0]
        app = press(app, "library.undo.0")
        assert "여기 모여요" in said(app)
        assert "· 되돌림" in said(app)
        app = press(app, "library.back.0")
        assert len(app.dataframe[-1].value) == 2

    def test_a_column_of_needs_is_read_by_its_name_in_our_own_words(self):
        app = tab(LIBRARY)
        app.text_area(key="library.block.0").set_value(
            "문구\t마음\t말투\t노출\t클릭\n"
            "무료배송\t좋은 거래\t짧게\t1000\t30\n오늘 보내요\t우리 말\t\t1000\t60"
        )
        app = next(one for one in app.button if one.label == "읽기").click().run()
        app = press(app, "library.keep")
        fine(app)
        tags = with_shop(lambda shop: copy_library.book(shop).frame[["need", "tone"]])
        assert tags.to_numpy().tolist() == [["deal", "short"], ["우리 말", ""]]

    def test_texts_from_elsewhere_are_told_one_after_the_other_and_taken_back(self):
        brought(1)
        app = tab(LIBRARY)
        assert "문구 1개는 아직 안 적었어요." in said(app)
        which = app.selectbox(key="library.tag.which")
        place = which.value
        assert "컵 0 · 광고 0" in which.options
        tone = f"library.tag.{place.test}.{place.letter}.tone"
        app = app.selectbox(key=tone).set_value("warm").run()
        fine(app)
        assert "가져온 문구는 모두 적었어요." in said(app)
        book = with_shop(copy_library.book)
        assert book.frame.set_index("letter").loc[place.letter, "tone"] == "warm"
        app = press(app, "library.tag.back")
        assert "문구 1개는 아직 안 적었어요." in said(app)
        assert app.selectbox(key=tone).value == ""

    def test_the_file_of_all_texts_can_be_brought_along_again(self):
        brought(2)
        app = tab(LIBRARY)
        fine(app)
        book = with_shop(copy_library.book)
        content = csv_bytes(as_file(book.frame))
        asked = Asked(Design.AD_PLATFORM, Response.CLICKS)
        again = past_from(Source("copy_library.csv", content), asked, session.today())
        assert len(again.tests) == 2
        done = with_shop(lambda shop: copy_library.keep(shop, coded(again).tests, NOW))
        assert (done.new, done.known) == (0, 2)

    def test_a_file_is_read_kept_and_known_again(self):
        content = (
            "실험,문구,노출,클릭\n"
            "가,무료배송,1000,30\n가,오늘 보내요,1000,60\n"
            "나,컵 하나,1000,30\n나,컵 둘,1000,2000\n"
        ).encode()
        app = tab(LIBRARY)
        app.file_uploader(key="library.file.0").set_value(("past.csv", content, "text/csv"))
        app.run()
        assert not app.exception
        assert "실험 1개, 문구 2개를 넣을 수 있어요" in said(app)
        assert "1줄이 잘못돼" in said(app)
        app = press(app, "library.keep")
        assert with_shop(lambda shop: len(copy_tests.listed(shop, [TestStatus.IMPORTED]))) == 1
        app.file_uploader(key="library.file.1").set_value(("past.csv", content, "text/csv"))
        app = press(app.run(), "library.keep")
        assert with_shop(lambda shop: len(copy_tests.listed(shop, [TestStatus.IMPORTED]))) == 1

    def test_a_file_that_is_no_table_is_refused_with_the_reason(self):
        app = tab(LIBRARY)
        app.file_uploader(key="library.file.0").set_value(("x.csv", b"hello", "text/csv"))
        app.run()
        assert not app.exception
        assert app.error
        assert not [one for one in app.button if one.key == "library.keep"]

    def test_lines_that_are_no_counts_are_refused_with_the_reason(self):
        app = tab(LIBRARY)
        app.text_area(key="library.block.0").set_value("안녕하세요")
        app = next(one for one in app.button if one.label == "읽기").click().run()
        assert not app.exception
        assert app.error

    def test_what_texts_have_in_common_is_said_first(self):
        brought()
        app = tab(LIBRARY)
        fine(app)
        assert "‘물음’ 문구는 덜 통해요" in said(app)
        assert "실험 12개에서 나란히 견주니 100명 중 8.2명 → 4.2명" in said(app)
        assert "실험 12개, 문구 24개" in said(app)
        patterns = app.dataframe[0].value
        assert patterns["들어 있는 것"].iloc[0] == "물음"
        assert patterns["지금까지"].iloc[0] == "덜 통해요"
        assert "Texts with “A question” do worse." in said(tab(LIBRARY, "en"))

    def test_few_tests_say_that_it_is_early(self):
        brought(1)
        app = tab(LIBRARY)
        fine(app)
        assert "아직 일러요" in said(app)
        assert "아직 두 번 견주지 못한 것: 숫자, 물음" in said(app)

    def test_texts_are_found_by_words_and_filters(self):
        brought()
        app = tab(LIBRARY)
        app.text_input(key="library.words").set_value("광고 11").run()
        assert len(app.dataframe[-1].value) == 2
        app.selectbox(key="library.need").set_value("deal").run()
        assert app.dataframe[-1].value["문구"].tolist() == ["컵 11?"]
        app.text_input(key="library.words").set_value("없는 말").run()
        assert "그런 문구는 없어요" in said(app)
        fine(app)

    def test_the_next_test_is_prepared_at_a_press(self):
        brought()
        app = tab(LIBRARY)
        assert "다음에는 ‘" in said(app)
        app = press(app, "library.next")
        assert not app.exception
        made = with_shop(lambda shop: copy_tests.listed(shop, [TestStatus.DRAFT]))
        assert len(made) == 1
        assert made[0].draft.response is Response.CLICKS
        # The name says what the text that is still to be written has to have.
        assert re.fullmatch(r"‘.+’ (넣어|빼) 보기", made[0].draft.title)
        assert app.query_params["test"] == str(made[0].id)

    def test_a_result_from_elsewhere_is_not_said_to_have_stopped(self):
        brought(1)
        made = with_shop(lambda shop: copy_tests.listed(shop, [TestStatus.IMPORTED]))
        app = opening.opened(PAGE)
        app.query_params["test"] = str(made[0].id)
        app.run()
        assert not app.exception
        assert "다른 곳에서 가져온 결과예요" in said(app)
        assert "일찍 멈춤" not in said(app)
