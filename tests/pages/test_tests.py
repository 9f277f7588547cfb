"""The page 문구 실험 as its readers see it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import streamlit as st

from core.services import actions, copy_test_counts, copy_tests, events
from core.services.events import Event, EventKind
from core.terms import Period
from core.terms.copy_tests import Count, Design, Response, TestStatus, Version
from core.ui import copy_tests_days
from tests.pages import opening
from tests.pages.copy_page import (
    ADS,
    CHANCE,
    NOW,
    PAGE,
    TEXTS,
    TODAY,
    divided,
    ended,
    enter,
    find,
    keys,
    made,
    page,
    press,
    said,
)
from tests.pages.opening import with_shop
from tests.wording.copy_rules import faults_on_screen

pytestmark = pytest.mark.usefixtures("folder")


def test_an_empty_shop_sees_three_tests_to_begin_with():
    app = page()
    text = said(app)
    assert "두 문구 중 무엇이 나은지 볼 수 있어요." in text
    for name in ("이름 넣기와 안 넣기", "혜택 먼저와 걱정 풀기", "숫자와 느낌"):
        assert name in text
    assert faults_on_screen(text) == []


def test_a_template_makes_both_texts_and_a_list_to_split():
    app = press(page(), "tests.template.name")
    (test,) = with_shop(copy_tests.listed)
    assert test.draft.design is Design.LIST_SPLIT
    assert [one.need for one in test.draft.versions] == ["regular", "regular"]
    assert "[이름] 님" in test.draft.versions[1].text
    assert app.query_params["test"] == str(test.id)


def test_a_test_of_ones_own_is_written_step_by_step_and_nothing_typed_is_lost():
    app = press(page(), "tests.new")
    app.text_area(key="tests.1.text.A").set_value("첫 문구").run()
    app.text_area(key="tests.1.text.B").set_value("둘째 문구").run()
    press(app, "tests.next")
    app.radio(key="tests.1.design").set_value(Design.AD_PLATFORM).run()
    press(app, "tests.next")
    app.segmented_control(key="tests.1.response").set_value(Response.ORDERS).run()
    app.number_input(key="tests.1.visitors").set_value(200).run()
    app.number_input(key="tests.1.rate.1").set_value(3.0).run()
    text = said(app)
    # J9: 100 visits a day for each version, 3 in 100, 14 days.
    assert "14일이면 100명 중 3.0명→5.2명쯤 차이부터 알 수 있어요." in text
    assert "클릭" in text
    # Another thing is counted: no text is lost, and each keeps the share typed for it.
    app.segmented_control(key="tests.1.response").set_value(Response.CLICKS).run()
    assert app.number_input(key="tests.1.rate.1").value is None
    app.number_input(key="tests.1.rate.1").set_value(20.0).run()
    assert "100명 중 20.0명→24.6명쯤" in said(app)
    app.segmented_control(key="tests.1.response").set_value(Response.ORDERS).run()
    assert app.number_input(key="tests.1.rate.1").value == 3.0
    press(app, "tests.before")
    press(app, "tests.before")
    assert app.text_area(key="tests.1.text.A").value == "첫 문구"


def test_a_refresh_finds_everything_as_it_was_typed():
    told = "선물을 찾는 30대"
    test = made(replace(ADS, versions=(Version("A"), Version("B")), persona=told))
    app = page(test, 1)
    app.text_area(key="tests.1.text.B").set_value("둘째 문구").run()
    app.selectbox(key="tests.1.need.B").set_value("worry").run()
    again = page(test, 1)
    assert again.text_area(key="tests.1.text.B").value == "둘째 문구"
    assert again.selectbox(key="tests.1.persona").value == "선물을 찾는 30대"
    assert again.selectbox(key="tests.1.need.B").value == "worry"


def test_what_is_missing_is_said_before_the_start_and_nothing_starts():
    test = made(replace(ADS, versions=(Version("A", "하나"), Version("B", ""))))
    app = page(test, 4)
    assert "B 문구가 아직 비어 있어요. 먼저 적어 주세요." in said(app)
    assert app.button(key="tests.start").disabled
    press(app, "tests.mend")
    assert app.query_params["step"] == "1"
    assert find(test).status is TestStatus.DRAFT


def test_a_test_is_started():
    test = made()
    app = press(page(test, 4), "tests.start")
    assert find(test).status is TestStatus.RUNNING
    assert "step" not in app.query_params
    assert "아직 판단하기 일러요." in said(app)


def test_texts_are_added_and_taken_away_and_the_change_is_taken_back():
    test = made()
    app = press(page(test, 1), "tests.more")
    app.text_area(key="tests.1.text.C").set_value("셋째").run()
    press(app, "tests.less.B")
    assert [one.text for one in find(test).draft.versions] == ["무료로 보내 드려요", "셋째"]
    assert app.text_area(key="tests.1.text.B").value == "셋째"
    press(app, "tests.undo")
    assert [one.letter for one in find(test).draft.versions] == ["A", "B", "C"]
    assert app.text_area(key="tests.1.text.B").value == "오늘 보내 드려요"


def test_a_window_that_is_behind_is_told_and_overwrites_nothing():
    test = made()
    app = page(test, 1)
    other = replace(ADS, versions=(Version("A", "다른 창에서"), TEXTS[1]))
    with_shop(lambda shop: copy_tests.edit(shop, test.id, other, NOW))
    app.text_area(key="tests.1.text.A").set_value("여기서 쓴 글").run()
    text = said(app)
    assert "다른 창에서 먼저 바꿨어요." in text
    assert "여기서 쓴 글" in text
    assert find(test).draft.versions[0].text == "다른 창에서"
    assert app.text_area(key="tests.1.text.A").value == "다른 창에서"
    # Another field of the same test is nobody's conflict.
    app.text_area(key="tests.1.text.B").set_value("고친 글").run()
    assert find(test).draft.versions[1].text == "고친 글"


def test_a_list_is_divided_and_its_parts_are_taken_along():
    test = made(replace(ADS, design=Design.LIST_SPLIT, response=Response.CLICKS))
    app = page(test, 2)
    app.segmented_control(key="tests.1.hold_out").set_value(10).run()
    numbers = "\n".join(f"010-{1000 + n}-{2000 + n}" for n in range(1003))
    app.text_area(key="tests.list.block.1").set_value(numbers).run()
    assert "목록에 1,003명 있어요." in said(app)
    press(app, "tests.divide.1")
    text = said(app)
    assert "A 문구 451명 · B 문구 452명 · 안 보냄 100명" in text or (
        "A 문구 452명 · B 문구 451명 · 안 보냄 100명" in text
        or "A 문구 451명 · B 문구 451명 · 안 보냄 101명" in text
    )
    parts = app.get("download_button")
    assert len(parts) == 3
    # A refresh loses the list, never the division.
    assert "나눈 결과: A 문구 45" in said(page(test, 2))


def test_a_list_that_names_nobody_is_answered():
    test = made(replace(ADS, design=Design.LIST_SPLIT))
    app = page(test, 2)
    app.text_area(key="tests.list.block.1").set_value("가\n나").run()
    assert "전화번호, 이메일, 회원 아이디 열을 찾지 못했어요." in said(app)
    assert not app.exception


def test_a_running_test_shows_neither_a_winner_nor_anything_that_tells():
    """J10: day 4 of 14, B far ahead."""
    test = made(begun=4)
    enter(test, 4, A=(10, 500), B=(30, 500))
    for language in ("ko", "en"):
        text = said(page(test, language=language))
        assert "p =" not in text
        for word in ("나았", "더 나", "이겼", "better", "ahead of", "가능성", "바꾸세요", "win"):
            assert word not in text.replace("which text is better", "").replace(
                "어느 문구가 나은지", ""
            ), word
    text = said(page(test))
    assert "아직 판단하기 일러요." in text
    assert "14일 중 5일째" in text
    assert "지금까지 노출 1,000번" in text
    assert faults_on_screen(text) == []


def grid(app, cells, daily="True"):
    app.session_state[f"tests.grid.1.{daily}.0"] = {
        "edited_rows": cells, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    return press(app, "tests.grid.1.keep")


def test_counts_are_typed_into_the_grid():
    test = made(begun=2)
    grid(page(test), {2: {"A.shown": "1,000", "A.reacted": "12명"}, 1: {"B.shown": "90"}})
    found = with_shop(lambda shop: copy_tests.counts(shop, [1]))[1]
    assert [(one.letter, one.shown, one.reacted) for one in found] == [
        ("B", 90, None), ("A", 1000, 12)
    ]  # fmt: skip


def test_a_wrong_number_is_named_with_its_line_and_nothing_is_lost():
    app = grid(page(made(begun=2)), {1: {"A.shown": "많이", "A.reacted": "2"}})
    text = said(app)
    assert "아직 숫자를 넣지 않았어요." in text
    assert re.search(r"2\w* ?줄 · \d\d\.\d\d\(.\) · A 문구 · A 노출: ", text)
    assert "‘많이’" in text
    edits = app.session_state["tests.grid.1.True.0"]["edited_rows"]
    assert edits == {1: {"A.shown": "많이", "A.reacted": "2"}}


def test_pasted_counts_are_taken_or_answered_line_by_line():
    app = page(made(begun=2))
    yesterday = TODAY - timedelta(days=1)
    area = app.text_area(key="tests.paste.1.0")
    area.set_value(f"{yesterday}\tA\t100\t3\n{yesterday}\tC\t100\t4")
    press(app, "tests.paste.1.keep")
    assert "이 실험에 없는 문구예요." in said(app)
    assert with_shop(lambda shop: copy_tests.counts(shop, [1])) == {}
    app.text_area(key="tests.paste.1.0").set_value(
        f"{yesterday}\tA\t100\t3\n{yesterday}\tB\t100\t4"
    )
    press(app, "tests.paste.1.keep")
    assert len(with_shop(lambda shop: copy_tests.counts(shop, [1]))[1]) == 2


def test_counts_come_from_a_file():
    app = page(made(begun=2))
    yesterday = TODAY - timedelta(days=1)
    content = f"날짜,문구,노출,구매\n{yesterday},A,100,3\n{yesterday},B,110,4\n"
    app.file_uploader(key="tests.file.1.0").set_value(
        ("counts.csv", content.encode(), "text/csv")
    ).run()
    assert not app.exception
    press(app, "tests.file.1.keep")
    found = with_shop(lambda shop: copy_tests.counts(shop, [1]))[1]
    assert sorted((one.letter, one.shown, one.reacted) for one in found) == [
        ("A", 100, 3), ("B", 110, 4)
    ]  # fmt: skip


def test_counts_of_two_windows_do_not_overwrite_each_other():
    test = made(begun=2)
    app = page(test)
    enter(test, 1, A=(1, 70), B=(2, 70))
    app = grid(app, {1: {"A.shown": "90", "A.reacted": "4"}})
    assert "다른 창에서 먼저 바꿨어요." in said(app)
    press(app, "tests.grid.1.keep")
    found = with_shop(lambda shop: copy_tests.counts(shop, [1]))[1]
    assert [(one.letter, one.shown) for one in found] == [("A", 70), ("B", 70), ("A", 90)]


def test_a_click_before_the_page_is_drawn_anew_is_not_taken_for_another_window(monkeypatch):
    test = made(begun=14)
    enter(test, 14, A=(60, 2000), B=(98, 2000))
    app = page(test)
    first = test.plan.period.first
    with monkeypatch.context() as patched:
        # As where the next click comes while the page is being drawn.
        patched.setattr(st, "rerun", st.stop)
        app.text_area(key="tests.paste.1.0").set_value(f"{first}\tA\t160\t5\n{first}\tB\t150\t8")
        press(app, "tests.paste.1.keep")
    press(app, "tests.look.None")
    assert "다른 창에서" not in said(app)
    assert find(test).status is TestStatus.ENDED
    counts = find(test).result["counts"]
    assert {one["shown"] for one in counts if one["day"] == first.isoformat()} == {160, 150}


def test_a_result_is_not_looked_at_over_counts_of_another_window():
    test = made(begun=14)
    enter(test, 14, A=(60, 2000), B=(98, 2000))
    app = page(test)
    with_shop(
        lambda shop: copy_test_counts.enter(
            shop, test.id, [Count("A", test.plan.period.first, 160, 5)], NOW
        )
    )
    press(app, "tests.look.None")
    assert "다른 창에서 먼저 바꿨어요." in said(app)
    assert find(test).status is TestStatus.RUNNING


def test_a_clear_win_is_told_used_and_taken_back():
    """J11."""
    app = ended(A=(60, 2000), B=(98, 2000))
    text = said(app)
    assert "B 문구로 바꾸세요." in text
    assert "100명 중 A는 3명, B는 5명" in text
    assert "A 문구: 100명 중 3명이 샀어요" in text
    assert faults_on_screen(CHANCE.sub("", text)) == []
    press(app, "tests.use.B")
    (test,) = with_shop(copy_tests.listed)
    assert test.applied == ("B", TODAY)
    (noted,) = with_shop(actions.listed)
    assert "B 문구로 바꿈" in noted.what
    press(app, "tests.unused")
    assert with_shop(copy_tests.listed)[0].applied is None
    assert with_shop(actions.listed) == []


def test_a_harmful_text_is_named():
    """J13."""
    app = ended(A=(60, 1000), B=(30, 1000))
    assert "A를 그대로 쓰세요. B는 더 나빴어요." in said(app)


def test_what_is_still_used_after_a_test_is_noted_as_that():
    app = ended(A=(60, 1000), B=(30, 1000))
    press(app, "tests.use.A")
    (kept,) = with_shop(actions.listed)
    assert kept.what.startswith("A 문구 계속 쓰기: ")


def test_a_bad_split_has_no_winner_and_a_checklist():
    """X18: 1,000 against 700 where half and half was planned."""
    test = made(begun=14)
    enter(test, 14, A=(30, 1000), B=(40, 700))
    app = page(test)
    text = said(app)
    assert "결과를 믿기 어려워요." in text
    assert "1,000번" in text
    assert "매체의 자동 최적화를 껐나요?" in text
    assert "tests.look.None" not in keys(app)
    assert "바꾸세요" not in text


def test_days_of_a_promotion_are_cut_on_request():
    """X19."""
    test = made(begun=14)
    enter(test, 14, A=(70, 2100), B=(75, 2100))
    first = test.plan.period.first
    sale = Event(EventKind.PROMOTION, Period(first, first + timedelta(days=2)), "반값 행사")
    with_shop(lambda shop: events.add(shop, sale, NOW))
    app = page(test)
    text = said(app)
    assert "실험 기간과 3일 겹친 일: 반값 행사" in text
    assert "3일 빼고 결과 보기" in text
    press(app, "tests.look.True")
    assert find(test).result["ruling"]["cut"] is True
    assert "반값 행사" in said(app)


def test_a_test_is_stopped_and_goes_on_again():
    test = made(begun=4)
    enter(test, 4, A=(10, 500), B=(30, 500))
    app = press(page(test), "tests.stop")
    assert find(test).status is TestStatus.STOPPED
    assert "계획을 채우기 전에 멈춰서" in said(app)
    assert "tests.use.B" not in keys(app)
    press(app, "tests.goes.on")
    assert find(test).status is TestStatus.RUNNING
    assert "아직 판단하기 일러요." in said(app)


def test_a_change_of_a_running_test_is_a_new_test():
    test = made(begun=4)
    app = press(page(test), "tests.anew")
    tests = with_shop(copy_tests.listed)
    assert [one.status for one in tests] == [TestStatus.DRAFT, TestStatus.RUNNING]
    assert tests[0].revises == test.id
    assert app.text_area(key="tests.2.text.A").value == "무료로 보내 드려요"


def test_a_test_is_thrown_away_and_brought_back():
    test = made()
    app = press(page(test, 1), "tests.throw")
    assert find(test).deleted
    assert "‘배송 광고’ 실험을 지웠어요." in said(app)
    press(app, "tests.back")
    assert not find(test).deleted


def test_the_list_says_first_what_to_do_and_stands_in_three_groups():
    ready = made(replace(ADS, title="결과 나온 것"), begun=14)
    enter(ready, 14, A=(60, 2000), B=(98, 2000))
    made(replace(ADS, title="도는 것", product_id=None), begun=3)
    made(replace(ADS, title="준비하는 것"))
    text = said(page())
    assert "‘결과 나온 것’ 결과를 볼 수 있어요." in text
    assert "진행 중 1" in text
    assert "준비 1" in text
    assert "결과 볼 수 있음 1" in text
    assert "바꾸세요" not in text
    assert faults_on_screen(text) == []


def test_the_list_asks_for_counts_that_are_missing():
    made(begun=3)
    text = said(page())
    assert "‘배송 광고’ 숫자를 적어 주세요." in text


def test_an_address_of_a_test_that_is_not_there_leads_to_the_list():
    app = opening.opened(PAGE)
    for wanted in ("99", "x", "1" * 30):
        app.query_params["test"] = wanted
        app.run()
        assert not app.exception
        assert "두 문구 중 무엇이 나은지" in said(app)


def test_today_leads_to_the_result():
    test = made(begun=14)
    enter(test, 14, A=(60, 2000), B=(98, 2000))
    text = said(opening.opened("pages/start/today.py"))
    if "오늘 할 일" in text:
        assert "문구 실험 결과 보기(1건)" in text


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("design", list(Design))
def test_every_step_of_every_way_is_drawn(language, design):
    test = made(replace(ADS, design=design, visitors=300, base_rate=0.03))
    for step in (1, 2, 3, 4):
        app = page(test, step, language)
        assert not app.error
        text = said(app)
        for own in (*(one.text for one in TEXTS), "배송 광고"):
            text = text.replace(own, "")
        if language == "ko":
            assert faults_on_screen(text) == []
        else:
            assert max(text) < "가"


@pytest.mark.parametrize("design", list(Design))
def test_every_way_runs_to_its_end(design):
    test = made(replace(ADS, design=design, visitors=300, base_rate=0.03), begun=14)
    plan = test.plan
    turns = plan.days or {}
    first = plan.period.first
    rows = [
        Count(letter, first + timedelta(days=n), 150, 6 + (letter == "B"))
        for letter in "AB"
        for n in range(14)
        if not turns or turns[first + timedelta(days=n)] == letter
    ]
    with_shop(lambda shop: copy_test_counts.enter(shop, test.id, rows, NOW))
    app = press(page(test), "tests.look.None")
    text = said(app)
    assert not app.error
    assert find(test).status is TestStatus.ENDED
    assert faults_on_screen(CHANCE.sub("", text)) == []


def test_four_texts_and_their_money_are_told_apart():
    four = tuple(Version(letter, f"글 {letter}") for letter in "ABCD")
    test = made(replace(ADS, versions=four, response=Response.REVENUE), begun=14)
    rows = [
        Count(letter, None, 2000, bought, bought * 30_000, bought * 30_000**2)
        for letter, bought in zip("ABCD", (60, 66, 130, 58), strict=True)
    ]
    with_shop(lambda shop: copy_test_counts.enter(shop, test.id, rows, NOW))
    text = said(press(page(test), "tests.look.None"))
    assert "C 문구로 바꾸세요." in text
    # 3.0 and 3.3 of a hundred look the same, and no difference was found between them.
    assert all(f"{letter} 문구: 100명 중 3명" in text for letter in "ABD")
    assert "C 문구: 100명 중" in text
    assert faults_on_screen(CHANCE.sub("", text)) == []


def test_of_four_texts_each_has_its_way_to_the_line_and_the_leader_is_held_against_all():
    texts = tuple(Version(letter, f"문구 {letter}") for letter in "ABCD")
    test = made(replace(ADS, response=Response.CLICKS, versions=texts), begun=14)
    enter(test, 14, A=(60, 2000), B=(61, 2000), C=(110, 2000), D=(58, 2000))
    app = press(page(test), "tests.look.None")
    text = said(app)
    assert "C 문구는 A, B와 D보다 나아요." in text
    ways = [one for one in text.splitlines() if "점선을" in one]
    assert [one[:4] for one in ways] == ["B 문구", "C 문구", "D 문구"]
    assert "에 차이가 점선을 넘었어요." in ways[1]
    assert "넘지 않아서" in ways[0]
    # What each text says stands below its people.
    assert all(text.count(f"문구 {letter}") >= 2 for letter in "ABCD")


def test_the_details_tell_where_numbers_are_from_and_when_the_line_was_crossed():
    text = said(ended(A=(30, 2000), B=(98, 2000)))
    assert re.search(r"\d\d\.\d\d\(.\)에 차이가 점선을 넘었어요.", text)
    assert "반응 수 ÷ 보인 수" in text
    assert "가져온 곳" in text


def test_buyers_in_a_list_are_counted_in_order_files_or_it_is_said_that_none_is_known():
    draft = replace(ADS, design=Design.LIST_SPLIT)
    # Without a list nobody can be looked for.
    assert "tests.orders.1" not in keys(page(made(draft, begun=3)))

    divided(test := made(draft, begun=3), 100)
    app = press(page(test), "tests.orders.2")
    assert "목록에 있는 분을 찾지 못했어요." in said(app)
    assert [one.value for one in app.toast] == []
    assert with_shop(lambda shop: copy_tests.counts(shop, [2])) == {}


def test_usual_numbers_are_asked_of_files_and_typed_where_there_are_none():
    app = page(made(replace(ADS, design=Design.TWO_LINKS)), 3)
    assert "유입 파일을 올리면 평소 숫자를 채워 드려요." in said(app)


def test_usual_numbers_of_the_made_up_shop_are_taken_over():
    opening.keep_sample()
    app = press(page(), "tests.new")
    press(app, "tests.next")
    mine = f"tests.{app.query_params['test']}"
    app.radio(key=f"{mine}.design").set_value(Design.ALTERNATE_DAYS).run()
    press(app, "tests.next")
    app.segmented_control(key=f"{mine}.response").set_value(Response.ORDERS).run()
    assert "상품마다 세어서 오늘의 결제율보다 높아요." in said(app)
    press(app, "tests.usual")
    assert app.number_input(key=f"{mine}.visitors").value > 0
    rate = next(one for one in app.number_input if (one.key or "").startswith(f"{mine}.rate"))
    assert 0 < rate.value < 100
    assert "차이부터 알 수 있어요." in said(app)


def test_a_way_out_of_too_few_visits_is_one_click():
    app = page(made(replace(ADS, visitors=100, base_rate=0.02)), 3)
    assert "클릭" in said(app)
    press(app, "tests.way.longer")
    assert app.segmented_control(key="tests.1.days").value == 28
    press(app, "tests.way.clicks")
    assert app.segmented_control(key="tests.1.response").value is Response.CLICKS


def test_an_empty_paste_and_a_file_that_is_no_table_are_answered():
    app = press(page(made(begun=2)), "tests.paste.1.keep")
    assert "숫자가 있는 줄이 없어요." in said(app)
    app.file_uploader(key="tests.file.1.0").set_value(("a.csv", b"\x89PNG\r\n", "text/csv")).run()
    assert not app.exception
    assert app.error
    assert "tests.file.1.keep" not in keys(app)


def test_a_test_that_begins_later_waits_for_its_day():
    later = TODAY + timedelta(days=3)
    test = made(replace(ADS, first_day=later), begun=0)
    text = said(page(test))
    assert "곧 시작" in text
    assert "그날부터 숫자를 적을 수 있어요." in text


def test_the_days_of_the_texts_stand_on_the_page_and_in_a_file():
    test = made(replace(ADS, design=Design.ALTERNATE_DAYS), begun=2)
    app = page(test)
    shown = next(one.value for one in app.dataframe if "문구" in one.value and len(one.value) == 14)
    first = copy_tests_days.table(test, plain_days=True).iloc[0].tolist()
    letter = test.plan.days[test.plan.period.first]
    assert first == [test.plan.period.first.isoformat(), f"{letter} 문구", test.text_of(letter)]
    assert shown["문구"].tolist()[:2] == [
        f"{test.plan.days[test.plan.period.first + timedelta(days=n)]} 문구" for n in range(2)
    ]
    assert not [one for one in page(made(begun=2)).dataframe if len(one.value) == 14]


def test_days_that_take_turns_are_typed_one_version_a_day():
    test = made(replace(ADS, design=Design.ALTERNATE_DAYS), begun=2)
    app = page(test)
    assert "보여 줄 차례예요." in said(app)
    assert list(app.data_editor[0].value.columns) == ["when", "which", "shown", "reacted"]


def test_a_test_that_was_thrown_away_elsewhere_leads_to_the_list():
    test = made()
    with_shop(lambda shop: copy_tests.delete(shop, test.id, NOW))
    app = page(test)
    assert app.query_params.get("test") is None
    assert "tests.restore.1" in keys(app)
    press(app, "tests.restore.1")
    assert not find(test).deleted


def test_another_text_than_the_one_advised_can_be_used():
    test = made(begun=14)
    enter(test, 14, A=(30, 1000), B=(31, 1000))
    press(press(page(test), "tests.look.None"), "tests.use.B")
    assert find(test).applied == ("B", TODAY)
