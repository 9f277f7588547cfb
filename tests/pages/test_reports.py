"""보고서: a week or a month on one page."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.services import actions, settings
from core.services.opening import STORE_FILE, OpenShop
from core.services.report_spans import ReportKind, span_of
from core.services.settings import ShopSettings
from core.store import reports as store
from core.store.care_tables import CareTouchRow
from core.terms import seoul_day
from core.ui import session
from tests import shops
from tests.pages import opening
from tests.shops import Line

PAGE = "pages/manage/reports.py"
LAST_SUNDAY = seoul_day(datetime.now(UTC)) - timedelta(
    days=seoul_day(datetime.now(UTC)).weekday() + 1
)
WEEK = span_of(ReportKind.WEEK, LAST_SUNDAY)


def filled(days: int = 300, after: int = 0) -> None:
    last = LAST_SUNDAY + timedelta(days=after)
    opening.with_shop(lambda shop: shops.take(shop, shops.steady(days, 12, seed=3, last=last)))


def seen(app: AppTest) -> str:
    assert not app.exception
    return " ".join(opening.texts(app)).replace("\\", "")


def notes(app: AppTest) -> str:
    return " ".join(one.value for one in app.info).replace("\\", "")


def test_a_shop_without_files_is_told_what_it_takes():
    app = opening.opened(PAGE)
    assert "주문 파일 하나면 돼요." in seen(app)
    assert ("upload", {}) in opening.links(app)
    assert not app.selectbox


def test_the_newest_whole_week_is_shown_with_its_six_numbers_and_files():
    filled()
    opening.with_shop(lambda shop: settings.save(shop, ShopSettings(name="내 가게")))
    app = opening.opened(PAGE)
    text = seen(app)
    assert app.selectbox(key="reports.span.week").value == WEEK
    assert [one.label for one in app.metric] == [
        "순매출", "주문", "객단가", "유입", "결제율", "다시 온 고객 비율",
    ]  # fmt: skip
    assert all(part in text for part in ("결론", "한 일과 결과", "다음에 할 일"))
    names = [one.proto.label for one in app.get("download_button")]
    assert names[:4] == ["PDF", "엑셀", "인쇄용", r"표 묶음 \(CSV\)"]
    copied = next(one.value for one in app.text if "■ 결론" in one.value)
    assert copied.startswith("[내 가게 주간 보고서]")

    def kept(shop: OpenShop):
        with shop.store.read() as read:
            return store.latest(read, 1, "week", WEEK.period.first)

    assert opening.with_shop(kept).words == copied


def test_a_week_and_a_month_are_chosen_and_stand_in_the_address():
    filled(after=-7)
    app = opening.opened(PAGE)
    earlier = app.selectbox(key="reports.span.week").options[3]
    app.selectbox(key="reports.span.week").select(earlier).run()
    chosen = app.selectbox(key="reports.span.week").value
    assert app.query_params["of"] == chosen.key
    app.segmented_control(key="reports.kind").set_value(ReportKind.MONTH).run()
    assert "of" not in app.query_params
    assert "결론" in seen(app)
    month = app.selectbox(key="reports.span.month")
    month.select(month.options[-1]).run()
    assert "앞쪽 며칠은 빠졌어요" in notes(app)


def test_the_address_opens_a_week():
    filled()
    wanted = span_of(ReportKind.MONTH, LAST_SUNDAY - timedelta(days=60))
    app = AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.run()
    app.query_params["of"] = wanted.key
    app.switch_page(PAGE).run()
    assert app.selectbox(key="reports.span.month").value == wanted


def test_a_week_that_goes_on_says_so():
    today = session.today()
    filled(after=(today - LAST_SUNDAY).days)
    app = opening.opened(PAGE)
    going = app.selectbox(key="reports.span.week")
    going.select(going.options[0]).run()
    assert "남았어요. 숫자는 지금까지만 더했어요." in notes(app)
    assert "모든 날의 자료가 모이면 결론을 볼 수 있어요." in seen(app)


def test_a_report_that_changed_says_which_file_did_it_and_is_kept_anew():
    filled()
    opening.opened(PAGE)
    opening.with_shop(
        lambda shop: shops.take(shop, [Line(LAST_SUNDAY, "n", 90_000)], name="late.xlsx",
                                first_line=90_000)
    )  # fmt: skip
    app = opening.opened(PAGE)
    assert "만든 보고서와 달라졌어요" in notes(app)
    assert "late.xlsx" in notes(app)
    app.button(key="reports.renew").click().run()
    assert not app.exception
    assert not app.info
    assert not [one for one in app.button if one.key == "reports.renew"]


def test_a_full_disk_says_that_it_was_not_kept():
    filled()
    opening.opened(PAGE)
    opening.with_shop(
        lambda shop: shops.take(shop, [Line(LAST_SUNDAY, "n")], name="late.xlsx", first_line=90_000)
    )
    app = opening.opened(PAGE)
    with sqlite3.connect(Path(os.environ["DANGOL_DATA"]) / STORE_FILE) as file:
        file.execute(
            "CREATE TRIGGER full_reports BEFORE INSERT ON report "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    file.close()
    app.button(key="reports.renew").click().run()
    assert not app.exception
    assert app.error or app.warning
    assert "만든 보고서와 달라졌어요" in notes(app)


def test_without_any_whole_week_there_is_still_a_page():
    today = session.today()
    opening.with_shop(lambda shop: shops.take(shop, [Line(today - timedelta(days=1), "a")]))
    app = opening.opened(PAGE)
    assert "결론" in seen(app)


def test_what_was_done_stands_beside_what_comes_next():
    filled()

    def care(shop: OpenShop) -> None:
        with shop.store.write() as writing:
            writing.add(CareTouchRow(shop_id=1, kind="confirm", mall=1, order_no="1",
                                     day=LAST_SUNDAY, is_done=1, at=datetime.now(UTC)))  # fmt: skip

    opening.with_shop(care)
    text = seen(opening.opened(PAGE))
    assert "구매 후 챙긴 일** 주문 확인 1건" in text
    assert "적어 둔 일이 없어요." not in text


def test_a_conclusion_is_kept_from_the_report():
    since = LAST_SUNDAY - timedelta(days=6)
    lines = shops.without(shops.steady(500, 12, seed=11, last=LAST_SUNDAY), 0.4, since)
    opening.with_shop(lambda shop: shops.take(shop, lines))
    app = opening.opened(PAGE)
    app.button(key="reports.keep.1").click().run()
    assert not app.exception
    (kept,) = opening.with_shop(actions.listed)
    assert kept.claim == "today.net_fell"
