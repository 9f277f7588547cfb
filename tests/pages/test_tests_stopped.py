"""A test that was stopped early tells nowhere which text was ahead: page, list, library, file."""

import pytest

from core.services import copy_library, copy_test_board
from core.ui import copy_library_texts
from tests.pages import opening
from tests.pages.copy_page import NOW, PAGE, TODAY, enter, made, page, said
from tests.pages.opening import with_shop

pytestmark = pytest.mark.usefixtures("folder")


def test_no_rate_of_a_stopped_test_is_shown_anywhere():
    test = made(begun=14)
    enter(test, 14, A=(42, 2000), B=(126, 2000))

    def stop(shop):
        # Its result could have been looked at; it was not.
        entry = copy_test_board.one(shop, test.id, TODAY)
        assert entry.ready
        copy_test_board.stop(shop, entry, NOW)

    with_shop(stop)
    library = opening.opened(PAGE)
    library.query_params["tab"] = "library"
    library.run()
    for app in (page(test), page(), library):
        text = said(app) + "".join(one.value.to_string() for one in app.dataframe)
        for told in ("126", "6.3", "2.1", "바꾸세요", "B 문구로 바꾸기"):
            assert told not in text, (told, text)
    shown = said(library) + "".join(one.value.to_string() for one in library.dataframe)
    assert test.text_of("B") in shown
    frame = with_shop(lambda shop: copy_library.book(shop).frame)
    file = copy_library_texts.as_file(frame)
    assert "2000" in file.to_csv()
    assert "126" not in file.to_csv()
    assert "6.3" not in file.to_csv()
