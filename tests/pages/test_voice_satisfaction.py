"""The tab 만족도 of the page 리뷰와 불만."""

import io
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from core import i18n
from core.sample.sheets import encrypted
from core.services import voice_batches, voice_file
from core.services.voice_feedback import Remark
from core.services.voice_scores import Weeks
from core.terms import Record
from core.terms.voice import AskedScale, VoiceSource
from core.ui import session
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.store import facts
from tests.wording.copy_rules import faults_on_screen

pytestmark = pytest.mark.usefixtures("folder")

PAGE = "pages/customers/voice.py"
DROP = "voice.file.drop.0"
RIGHT, WRONG = "비밀 1", "비밀 2"
FILE = """날짜,내용,점수,어디서
2026-11-20,좋아요,5,톡톡
2026-11-21,늦었어요,2,전화
2026-11-21,어제,열,전화
"""


def page(language="ko"):
    return opening.opened(PAGE, language=language, tabs=("satisfaction",))


def said(app):
    return "\n".join(opening.texts(app))


def fill(count, score=5, back=3):
    def put(shop):
        day = session.today() - timedelta(days=back)
        one = Remark("", day, VoiceSource.TALK, AskedScale.CSAT, score)
        voice_batches.add_many(shop, [one] * count, session.now())

    with_shop(put)


def run(app, language="ko"):
    # AppTest writes the options of lists out by itself, outside of the page.
    with i18n.speaking(language):
        return app.run()


def drop(app, content, name="말.csv", key=DROP):
    app.file_uploader(key=key).set_value((name, content, ""))
    return run(app)


def press(app, key):
    app.button(key=key).click()
    return run(app)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_shop_gets_questions_to_send_and_the_way_to_a_file(language):
    app = page(language)
    assert not app.exception
    codes = [one.value for one in app.code]
    assert len(codes) == 3
    # What goes to customers is Korean, whatever the seller reads.
    assert all("요." in one or "요?" in one for one in codes)
    assert not any("from 1" in one for one in codes)
    assert app.file_uploader(key=DROP)
    assert len(app.get("download_button")) >= 4


def test_nine_answers_say_how_many_are_missing_and_ten_tell_the_score():
    fill(9)
    app = page()
    assert "답이 1개 더 모이면" in said(app)
    fill(1, score=1)
    assert "10명 중 9명(90%)이 만족했어요. 60~98% 사이로 봐요." in said(page()).replace("\\", "")


def test_the_answer_comes_first_with_its_range_and_what_nobody_knows_once():
    fill(40)
    fill(10, score=2)
    app = page()
    told = said(app)
    assert "50명 중 40명(80%)이 만족했어요. 67~89% 사이로 봐요." in told.replace("\\", "")
    assert told.count("몇 분께 물었는지는 알 수 없어요") == 1
    assert "50명이 답했어요" in told


def test_old_answers_are_said_to_be_old():
    fill(20, back=300)
    assert "더 긴 기간" in said(page())
    app = page()
    app.button_group(key="voice.satisfaction.weeks").set_value(Weeks.YEAR)
    app = run(app)
    assert "만족했어요" in said(app)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_full_page_keeps_the_rules_of_our_language(language):
    folder = Path(os.environ["DANGOL_DATA"])
    shop = shops.opened(folder)
    today = session.today()
    shops.take(shop, shops.steady(200, 4, last=today))
    facts.put(shop.store, Record.INQUIRY,
              [{"mall": 1, "inquiry_no": str(at), "text": "언제 오나요?", "product_no": "mug",
                "asked_at": shops.noon(today - timedelta(days=at + 2)), "is_answered": at % 2,
                "answered_at": shops.noon(today - timedelta(days=at)) if at % 2 else None}
               for at in range(12)])  # fmt: skip
    shop.close()
    fill(30)
    fill(15, score=2, back=100)
    app = page(language)
    app.toggle(key="voice.effect.on").set_value(True)
    app = run(app, language)
    assert not app.exception
    if language == "ko":
        # Lines of several parts are no sentences: what is checked is all but their endings.
        grave = ("banned", "a ", "an ", "two ", "money", "wrong", "%")
        shown = [line.replace("\\", "") for line in opening.texts(app)]
        found = [fault for line in shown for fault in faults_on_screen(line)]
        assert [fault for fault in found if fault.startswith(grave)] == []
    assert ("답을 기다리는 문의 6건" in said(app)) is (language == "ko")


def test_a_file_is_looked_into_taken_and_taken_back():
    app = drop(page(), FILE.encode("cp949"))
    told = said(app)
    assert "2줄을 넣을 수 있어요" in told
    assert app.selectbox(key="voice.file.scale").value is AskedScale.CSAT
    app = press(app, "voice.file.take")
    assert "2줄을 넣었어요" in "\n".join(one.title or "" for one in app.success) + said(app)
    assert with_shop(lambda shop: len(voice_file.exported(shop))) == 2
    app = press(app, "voice.file.undo.1")
    assert with_shop(lambda shop: len(voice_file.exported(shop))) == 0
    app = press(app, "voice.file.redo.1")
    assert with_shop(lambda shop: len(voice_file.exported(shop))) == 2
    app = drop(app, FILE.encode(), key="voice.file.drop.1")
    assert "이미 다 있어요" in said(app)
    assert not [one for one in app.button if one.key == "voice.file.take"]


def test_numbers_are_given_another_question_before_they_are_taken():
    app = drop(page(), FILE.encode())
    app.selectbox(key="voice.file.scale").set_value(AskedScale.CES)
    app = run(app)
    press(app, "voice.file.take")
    scales = with_shop(lambda shop: voice_file.exported(shop)["scale"].tolist())
    assert scales == ["ces", "ces"]


def locked():
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for name, count in (("11월", 1), ("10월", 3)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["날짜", "내용", "점수"])
        for line in range(count):
            sheet.write_row(line + 1, 0, ["2026-10-20", f"말 {line}", "4"])
    book.close()
    return encrypted(content.getvalue(), RIGHT)


def unlock(app, word):
    typed = next(one for one in app.text_input if one.key.startswith("voice.file.typed."))
    typed.set_value(word)
    return press(app, next(one.key for one in app.button if one.key.startswith("voice.file.open")))


def test_a_locked_workbook_asks_once_and_its_sheets_and_question_can_be_changed():
    app = drop(page(), locked(), "말.xlsx")
    assert "암호" in said(app)
    app = unlock(unlock(app, WRONG), RIGHT)
    assert "1줄을 넣을 수 있어요" in said(app)
    app.selectbox(key="voice.file.sheet").set_value("10월")
    app = run(app)
    assert "3줄을 넣을 수 있어요" in said(app)
    app.selectbox(key="voice.file.scale").set_value(AskedScale.NPS)
    app = run(app)
    press(app, "voice.file.take")
    assert with_shop(lambda shop: voice_file.exported(shop)["scale"].tolist()) == ["nps"] * 3


def test_three_wrong_passwords_lock_the_file():
    app = drop(page(), locked(), "말.xlsx")
    for _ in range(3):
        app = unlock(app, WRONG)
    assert "세 번 맞지 않았어요" in said(app) + "\n".join(str(one.proto) for one in app.error)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", "상품,수량\n컵,3\n".encode()])
def test_a_file_of_something_else_gets_a_sentence(content):
    app = drop(page(), content)
    assert not app.exception
    assert app.error
    assert with_shop(lambda shop: len(voice_file.exported(shop))) == 0


def test_without_orders_nobody_can_say_who_bought_again():
    app = page()
    app.toggle(key="voice.effect.on").set_value(True)
    app = run(app)
    assert "주문 파일을 올리면" in said(app)


def test_names_from_files_are_shown_as_they_stand():
    def put(shop):
        shops.take(shop, [Line(date(2026, 11, 15), "a", order="O1", product="**컵** $x$")])

    with_shop(put)
    text = "날짜,내용,만족도,상품\n" + "2026-11-20,<b>좋아요</b>,5,**컵** $x$\n" * 12
    app = press(drop(page(), text.encode()), "voice.file.take")
    assert not app.exception
    assert "\\*\\*컵\\*\\* \\$x\\$" in said(app)
