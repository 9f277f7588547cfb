"""Locked files and files of several sheets on the page 문구 실험."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from core.importers import Identity
from core.sample import sheets
from core.services import copy_library, copy_test_lists, copy_tests, customers_consent
from core.services.copy_tests import Draft
from core.services.customers_consent import Consent, Kind
from core.terms.copy_tests import Design, Version
from core.ui import uploading
from tests.pages import copy_page as ways
from tests.pages import opening
from tests.pages.copy_page import ADS, made, page, press, said
from tests.pages.opening import with_shop

pytestmark = pytest.mark.usefixtures("folder")

RIGHT, WRONG = "비밀 1", "비밀 2"


def book(**tables):
    made_ = openpyxl.Workbook()
    made_.remove(made_.active)
    for name, rows in tables.items():
        sheet = made_.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made_.save(out)
    return sheets.encrypted(out.getvalue(), RIGHT)


COUNTS = book(
    광고=[["버전", "노출", "구매"], ["A", 100, 3], ["B", 100, 5]],
    검색=[["버전", "노출", "구매"], ["A", 1000, 30], ["B", 1000, 50]],
)


def unlock(app, key, word):
    typed = next(one for one in app.text_input if one.key.startswith(f"{key}.typed."))
    typed.set_value(word)
    return press(app, next(one for one in ways.keys(app) if one.startswith(f"{key}.open")))


def test_a_locked_file_asks_three_times():
    app = page(made(begun=2))
    app.file_uploader(key="tests.file.1.0").set_value(("a.xlsx", COUNTS, "")).run()
    for left in range(uploading.TRIES, 0, -1):
        assert "암호" in said(app)
        app = unlock(app, "tests.file.1", WRONG)
        assert (f"{left - 1}번 남았어요" in said(app)) is (left > 1)
    assert "세 번 맞지 않았어요" in said(app)


@pytest.mark.parametrize(("sheet", "shown"), [(None, 100), ("검색", 1000)])
def test_the_sheet_that_is_meant_is_put_in(sheet, shown):
    app = page(made(begun=2))
    app.file_uploader(key="tests.file.1.0").set_value(("a.xlsx", COUNTS, "")).run()
    app = unlock(app, "tests.file.1", RIGHT)
    assert RIGHT not in repr(app.session_state)
    chooser = app.selectbox(key="tests.file.1.sheet")
    assert chooser.options == ["광고", "검색"]
    if sheet is not None:
        chooser.set_value(sheet).run()
    press(app, "tests.file.1.keep")
    found = with_shop(lambda shop: copy_tests.counts(shop, [1]))[1]
    assert {one.shown for one in found} == {shown}


def test_a_locked_list_is_divided_once_it_is_open():
    app = page(made(Draft("문자", Design.LIST_SPLIT, versions=ADS.versions)), step=2)
    content = book(단골=[["휴대폰번호"], ["010-1111-2222"], ["010-3333-4444"]])
    app.file_uploader(key="tests.list.1").set_value(("a.xlsx", content, "")).run()
    app = unlock(app, "tests.list.1", RIGHT)
    press(app, "tests.divide.1")
    assert sum(with_shop(lambda shop: copy_test_lists.sizes(shop, 1)).values()) == 2


def test_a_locked_file_of_old_results_is_opened_and_its_sheet_chosen():
    rows = [["문구", "노출", "클릭"], ["옛 문구", 900, 30], ["새 문구", 900, 50]]
    more = [["문구", "노출", "클릭"], ["다른 문구", 700, 9], ["또 다른 문구", 700, 8]]
    app = opening.opened(ways.PAGE, tabs=["library"])
    app.file_uploader(key="library.file.0").set_value(
        ("a.xlsx", book(봄=rows, 가을=more), "")
    ).run()
    app = unlock(app, "library.file", RIGHT)
    app.selectbox(key="library.file.sheet").set_value("가을").run()
    press(app, "library.keep")
    found = with_shop(lambda shop: copy_library.book(shop).frame)
    assert sorted(found["text"]) == ["다른 문구", "또 다른 문구"]


def test_who_wants_no_advertisements_is_not_divided():
    def take_back(shop):
        key = Identity(shop.key).buyer("", "김하나", "010-1111-2222")
        gone = Consent(key, Kind.MARKETING, date(2025, 3, 3), "chat", date(2025, 3, 4))
        customers_consent.give(shop, gone, datetime.now(UTC))

    sells = (Version("A", "쿠폰을 드려요", share=50), Version("B", "새 색이에요", share=50))
    app = page(made(Draft("문자", Design.LIST_SPLIT, versions=sells)), step=2)
    with_shop(take_back)
    lines = "이름,휴대폰번호,수신동의", "김하나,010-1111-2222,Y", "이두리,010-3333-4444,Y"
    for count in (2, 3):
        content = "\n".join(lines[:count]).encode()
        app.file_uploader(key="tests.list.1").set_value(("a.csv", content, "text/csv")).run()
        assert "광고를 받지 않겠다고 한 1명을 뺐어요." in said(app)
        assert ("tests.divide.1" in {it.key for it in app.button}) is (count == 3)
    press(app, "tests.divide.1")
    assert sum(with_shop(lambda shop: copy_test_lists.sizes(shop, 1)).values()) == 1


EMPTY = ("a.csv", b"", "text/csv")


def test_an_empty_file_is_not_sent_back_to_the_centre():
    app = page(made(begun=2))
    app.file_uploader(key="tests.file.1.0").set_value(EMPTY).run()
    assert "내용이 없는 파일이에요." in said(app)
    assert "다시 저장해 올려 주세요" in said(app)
    assert "센터" not in said(app)
    app = page(made(Draft("문자", Design.LIST_SPLIT, versions=ADS.versions)), step=2)
    app.file_uploader(key="tests.list.2").set_value(EMPTY).run()
    assert "다시 저장해 올려 주세요" in said(app)
    assert "센터" not in said(app)
