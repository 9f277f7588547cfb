"""목표와 실제 before anything is known: nothing is drawn that shows nothing."""

import pytest

from core.analysis.target import Dimension
from core.services import target_shares
from core.services.target_shares import Aim
from core.ui import session
from tests.pages.opening import opened, texts, with_shop
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/target.py"

pytestmark = pytest.mark.usefixtures("folder")


def compare():
    app = opened(PAGE, tabs=["compare"])
    assert not app.exception
    return app


def labels(app):
    return [one.label for one in app.button]


def test_an_empty_shop_shows_no_picture_of_nothing_but_the_way_to_one():
    app = compare()
    words = "\n".join(texts(app)).replace("\\", "")
    assert "목표와 실제를 여기에 나란히 보여 드려요." in words
    assert "예시 가게 보기" in labels(app)
    assert not app.get("vega_lite_chart")
    assert faults_on_screen(words) == []


def test_an_aim_alone_has_its_picture():
    aim = Aim(Dimension.AGE, (0, 50, 30, 15, 5, 0))
    with_shop(lambda shop: target_shares.keep(shop, aim, session.now()))
    app = compare()
    assert app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert "target.sample" not in [one.key for one in app.button]
