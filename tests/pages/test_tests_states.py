"""What the page 문구 실험 says of every state of a test, and what it asks to be done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.services import copy_test_board, copy_test_counts, copy_tests
from core.terms.copy_tests import Count, Design, Response, TestStatus
from core.ui import copy_tests_result
from core.wording.copy_page_tags import responses
from tests.pages import opening
from tests.pages.copy_page import (
    ADS,
    CHANCE,
    NOW,
    PAGE,
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

LIST = replace(ADS, design=Design.LIST_SPLIT, response=Response.CLICKS)


def test_days_stand_in_the_order_in_which_a_spreadsheet_has_them():
    frame = page(made(begun=3)).data_editor[0].value
    days = list(frame["when"])
    assert days == sorted(days)
    assert len(days) == 4


def test_of_a_test_whose_days_are_over_the_missing_ones_are_named():
    test = made(begun=14)
    enter(test, 12, A=(60, 2000), B=(98, 2000))
    text = said(page(test))
    assert "계획한 날이 모두 지났어요. 아직 2일 치가 비어 있어요." in text
    assert "14일 모두 지남" in text
    assert "일째" not in text


def test_counts_of_different_days_are_missing_ones_and_no_fault():
    test = made(begun=14)
    first = test.plan.period.first
    rows = [Count("A", first, 100, 3), Count("B", first + timedelta(days=1), 100, 4)]
    with_shop(lambda shop: copy_test_counts.enter(shop, test.id, rows, NOW))
    text = said(page(test))
    assert "빠진 숫자가 있어서 견줄 수 없어요." in text
    assert "숫자 기다림" in text
    listed = said(page())
    assert "기간이 끝났는데 빠진 숫자가 있어요." in listed
    assert "계획과 맞지 않" not in listed
    assert faults_on_screen(CHANCE.sub("", text + listed)) == []


def test_a_comparison_promises_a_day_to_see_numbers_and_none_to_know():
    text = said(page(made(replace(ADS, design=Design.BEFORE_AFTER), begun=3)))
    assert "부터 두 숫자를 나란히 보여 드려요." in text
    assert "쯤 알 수 있어요" not in text


@pytest.mark.parametrize(("a", "b", "badge"), [(30, 31, "참고만 하세요"), (60, 98, "알 수 있어요")])
def test_nothing_that_is_over_is_called_too_early(a, b, badge):
    text = said(ended(A=(a, 1000), B=(b, 1000)))
    assert badge in text
    assert "아직 일러요" not in text


def test_what_is_done_is_not_asked_for_again():
    app = press(ended(A=(60, 2000), B=(98, 2000)), "tests.use.B")
    assert "B 문구로 바꿨어요." in said(app)
    assert "바꾸세요" not in said(app)
    listed = said(page())
    assert "B 문구로 바꿨어요." in listed
    assert "바꾸세요" not in listed


def test_without_a_winner_the_text_used_now_comes_first():
    test = made(replace(ADS, control="B"), begun=14)
    enter(test, 14, A=(30, 1000), B=(31, 1000))
    app = press(page(test), "tests.look.None")
    first = next(one for one in app.button if (one.key or "").startswith("tests.use."))
    assert (first.key, first.label) == ("tests.use.B", "B 문구 계속 쓰기")


def test_a_verdict_says_the_text_and_its_file_which_test_it_was():
    test = made(begun=14)
    enter(test, 14, A=(60, 2000), B=(98, 2000))
    app = press(page(test), "tests.look.None")
    assert "B 문구: ‘오늘 보내 드려요’" in said(app)

    def as_file(shop):
        entry = copy_test_board.one(shop, test.id, TODAY)
        return copy_tests_result.as_file(entry, entry.ruling)

    frame = with_shop(as_file)
    row = frame.iloc[1].to_dict()
    assert row["실험"] == "배송 광고"
    assert row["시작한 날"] == str(test.plan.period.first)
    assert row["내용"] == "오늘 보내 드려요"
    assert float(row["얼마나 드문가요?(p)"]) < 0.05


@pytest.mark.parametrize(
    ("design", "todo"),
    [
        (Design.AD_PLATFORM, "오늘 모든 광고를 같은 예산으로 켜세요."),
        (Design.TWO_LINKS, "오늘 두 링크를 비슷하게 잘 보이는 곳에 올리세요."),
        (Design.LIST_SPLIT, "목록을 무작위로 나누고, 오늘 각각 그 문구를 보내세요."),
    ],
)
def test_after_the_start_it_is_said_what_to_do(design, todo):
    assert todo in said(page(made(replace(ADS, design=design), begun=0)))


def test_who_divided_a_list_is_asked_to_send_its_parts():
    test = made(LIST)
    divided(test, 40)
    press(page(test, 4), "tests.start")
    assert "오늘 나눈 목록마다 그 문구를 같은 시각에 보내세요." in said(page(test))


def test_a_list_test_without_a_list_leads_to_the_list():
    app = page(made(LIST), 4)
    assert "아직 목록을 나누지 않았어요." in said(app)
    press(app, "tests.to.list")
    assert app.query_params["step"] == "2"


def test_a_divided_list_tells_how_many_get_a_message():
    test = made(replace(LIST, hold_out=1))
    assert "tests.1.visitors" in {one.key for one in page(test, 3).number_input}
    divided(test, 90)
    app = page(test, 3)
    assert "나눈 목록대로 60명에게 메시지를 보내요." in said(app)
    assert "tests.1.visitors" not in {one.key for one in app.number_input}
    assert "안 보낼 사람" in said(page(test, 4))


def test_the_same_list_is_not_divided_again_and_lost_parts_are_told():
    test = made(LIST)
    app = page(test, 2)
    numbers = "\n".join(f"010-{1000 + n}-{2000 + n}" for n in range(40))
    app.text_area(key="tests.list.block.1").set_value(numbers).run()
    press(app, "tests.divide.1")
    assert "tests.divide.1" not in keys(app)
    app.text_area(key="tests.list.block.1").set_value(f"{numbers}\n010-9999-9999").run()
    assert "tests.divide.1" in keys(app)
    app.segmented_control(key="tests.1.hold_out").set_value(10).run()
    assert "나누는 방법이 바뀌었어요." in said(app)


def test_only_messages_are_answered_and_only_of_lists_each_ones_won_are_known():
    assert set(responses(LIST)) == set(Response)
    assert responses(ADS) == [Response.CLICKS, Response.ORDERS]
    # What was chosen before stays.
    assert Response.REPLIES in responses(replace(ADS, response=Response.REPLIES))


def test_copies_have_names_of_their_own_and_begin_when_they_are_started():
    test = made(begun=4)
    for _copy in range(2):
        press(page(test), "tests.anew")
    some = with_shop(copy_tests.listed)
    assert sorted(one.draft.title for one in some) == [
        "배송 광고",
        "배송 광고 (2)",
        "배송 광고 (3)",
    ]
    copy = next(one for one in some if one.draft.title == "배송 광고 (2)")
    assert copy.draft.first_day is None
    press(page(copy, 4), "tests.start")
    assert find(copy).status is TestStatus.RUNNING


def test_drafts_and_old_tests_have_groups_of_their_own():
    made(replace(ADS, title="준비하는 것"))
    for number in range(9):
        test = made(replace(ADS, title=f"끝난 것 {number}"), begun=14)
        with_shop(lambda shop, test=test: copy_test_board.stop(
            shop, copy_test_board.one(shop, test.id, TODAY), NOW))  # fmt: skip
    text = said(page())
    assert "준비 1" in text
    assert "끝 9" in text
    assert "진행 중 0" not in text
    labels = [one.label for one in page().expander]
    assert "더 오래된 실험 3개" in labels


def test_tests_made_in_the_sample_are_not_lost_without_a_word():
    opening.keep_sample()
    app = opening.opened(PAGE)
    assert "ribbon.ask" not in str(app.get("popover"))
    press(app, "tests.new")
    text = said(app)
    assert "예시에서 만든 문구 실험 1개도 함께 지워져요. 되돌릴 수 없어요." in text
    upload = opening.opened("pages/start/upload.py")
    assert "예시에서 만든 문구 실험 1개도" in said(upload)
    app = opening.opened(PAGE)
    press(app, "ribbon.off")
    assert not app.exception
