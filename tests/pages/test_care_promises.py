"""The tabs 안내 흐름 and 기본 약속 of 구매 후 관리 as their readers see them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.services import care_notices, care_promises
from core.services.care_promises import Aim
from core.terms import Claim, OrderState, seoul_day
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.services.promise_shops import line, take, touch
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
MADE = TODAY - timedelta(days=1)
PAGE = "pages/customers/care.py"

pytestmark = pytest.mark.usefixtures("folder")


def ago(days):
    return TODAY - timedelta(days=days)


def page(tab, language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "")


def fill(shop):
    """A hundred orders, six of them late, two waiting, eight back, a touch for each second."""
    lines = [line(n, ago(10 + n % 50)) for n in range(100)]
    for n in range(6):
        lines[n] = line(n, ago(20), dispatched=ago(15))
    for n in range(6, 14):
        lines[n] = line(n, ago(40), state=OrderState.RETURNED, claim=Claim.RETURN,
                        reason="상품 파손" if n < 12 else "단순 변심")  # fmt: skip
    waiting = {"dispatched": None, "delivered": None, "state": OrderState.PAID}
    lines += [line(200, ago(6), **waiting), line(201, ago(3), **waiting)]
    take(shop, lines, made=MADE)
    take(shop, lines[6:14], made=MADE, format_id="smartstore_return")
    for n in range(14, 100, 2):
        touch(shop, "how_is_it", f"O{n:07d}", ago(n % 40))


@pytest.fixture
def filled(folder):  # noqa: ARG001  (its place in the environment)
    with_shop(fill)


def press(app, key):
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception
    return app


def test_an_empty_shop_is_told_the_one_file_it_takes():
    words = said(page("promises"))
    assert "얼마나 빨리, 온전히 보내는지 볼 수 있어요." in words
    assert "주문 파일 하나면 돼요." in words


def test_an_empty_shop_has_the_usual_worries():
    words = said(page("notices"))
    assert "걱정 17개 중 9개에 안내가 없어요" in words
    assert "얼마나 챙기는지 아직 몰라요" in words
    assert "0%" not in words


@pytest.mark.usefixtures("filled")
def test_what_must_leave_now_comes_first():
    app = page("promises")
    words = said(app)
    # The file is of yesterday: what has been sent since it cannot know.
    assert "까지 안 보낸 주문 2건" in words
    assert "늦음" not in words[: words.index("O0000201")]
    assert "이미 보냈다면 새 파일을 올려 주세요." in words
    assert words.index("O0000200") < words.index("O0000201") < words.index("O0000005")
    assert any("에 늦게 보낸 주문 6건" in one.label for one in app.expander)


@pytest.mark.usefixtures("filled")
def test_the_promises_are_told_with_their_ranges_and_what_waits():
    words = said(page("promises"))
    assert "100건 중 6건" in words
    assert "아직 지켜보는 주문 2건은 뺐어요." in words
    assert "상품 파손" not in words or "돌아온 이유" in words
    assert "반품이 8건" in words


@pytest.mark.usefixtures("filled")
def test_a_target_is_set_judged_and_taken_back():
    app = page("promises")
    field = next(one for one in app.number_input if one.key.endswith(f"promises.{Aim.LATE}"))
    field.set_value(1.0)
    press(app, f"care.promises.save.{Aim.LATE}")
    words = said(app)
    assert "목표: 1% 아래" in words
    assert "목표에 못 미쳐요." in words
    press(app, "care.promises.back")
    assert "목표: 1% 아래" not in said(app)
    assert with_shop(lambda shop: care_promises.view(shop, TODAY)).promise(Aim.LATE).target is None


@pytest.mark.usefixtures("filled")
def test_a_worry_gets_a_notice_and_is_taken_back():
    app = page("notices")
    press(app, "care.notices.edit.sold_out")
    field = next(one for one in app.selectbox if one.key.endswith("sold_out.notice"))
    field.set_value("talk")
    press(app, "care.notices.save.sold_out")
    assert "걱정 17개 중 8개에 안내가 없어요" in said(app)
    press(app, "care.notices.back")
    assert "걱정 17개 중 9개에 안내가 없어요" in said(app)


@pytest.mark.usefixtures("filled")
def test_a_worry_that_was_changed_elsewhere_meanwhile_is_not_overwritten():
    app = page("notices")
    press(app, "care.notices.edit.sold_out")
    next(one for one in app.selectbox if one.key.endswith("sold_out.notice")).set_value("card")

    def meanwhile(shop):
        one = next(it for it in care_notices.board(shop).worries if it.point == "sold_out")
        care_notices.put(shop, replace(one, notice="page"), NOW)

    with_shop(meanwhile)
    press(app, "care.notices.save.sold_out")
    found = with_shop(care_notices.board)
    assert {one.point: one for one in found.worries}["sold_out"].notice == "page"


@pytest.mark.usefixtures("filled")
def test_the_care_rate_warns_of_two_weeks():
    words = said(page("notices"))
    assert "2주째 절반도 챙기지 못했어요" in words or "받은 손님을 얼마나 챙겼는지" in words
    assert "그 전은 알 수 없어요." in words


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("tab", ["notices", "promises"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_that_is_said_keeps_the_rules_of_copy(tab, language):
    told = opening.texts(page(tab, language))
    for text in told:
        plain = text.replace("\\", "").replace("**", "")
        assert "nan" not in plain.split()
        if language == "ko":
            assert faults_on_screen(plain) == [], plain


@pytest.mark.usefixtures("filled")
def test_english_has_no_korean_but_names():
    for tab in ("notices", "promises"):
        words = said(page(tab, "en"))
        assert "Not sent up to" in words or "Did my order come in?" in words
