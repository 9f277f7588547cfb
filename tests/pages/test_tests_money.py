"""Money on the page 문구 실험: what it can be compared by, before the start and at the end."""

from datetime import timedelta

import pytest

from core.services import copy_test_board, copy_test_counts
from core.services.copy_tests import Draft
from core.terms.copy_tests import Count, Design, Response
from core.ui import copy_tests_result
from tests.pages.copy_page import ADS, NOW, TODAY, made, page, press, said
from tests.pages.opening import with_shop

pytestmark = pytest.mark.usefixtures("folder")

LIST = Draft("문자", Design.LIST_SPLIT, Response.REVENUE, ADS.versions, days=14)


def infos(app):
    told = "".join(one.value for one in app.info)
    return told.replace("\\", "").replace("\u2060", "")


def test_totals_are_said_not_to_be_compared_before_the_start_and_at_the_end():
    draft = made(LIST)
    for step in (3, 4):
        assert "합계만으로는 누가 얼마를 썼는지" in infos(page(draft, step=step))
    assert "한 명이 쓴 돈" not in infos(page(made(), step=4))
    test = made(LIST, begun=14)
    rows = [Count("A", None, 200, 20, 600_000), Count("B", None, 200, 32, 1_200_000)]
    with_shop(lambda shop: copy_test_counts.enter(shop, test.id, rows, NOW))
    app = page(test)
    assert "6,000원" not in said(app)
    press(app, "tests.look.None")
    assert "합계만으로는 돈을 견줄 수 없어 산 사람 수로 봤어요." in said(app)
    assert "한 명이 쓴 돈은 A 3,000원, B 6,000원이에요." in said(app)
    entry = with_shop(lambda shop: copy_test_board.one(shop, test.id, TODAY + timedelta(days=1)))
    table = copy_tests_result.table(entry, entry.ruling)
    assert table["한 명이 쓴 돈"].tolist() == ["3,000원", "6,000원"]
