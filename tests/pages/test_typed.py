"""The tables that are typed by hand: fill in, paste, change, delete, take along, take back."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.services import importing, typed
from core.services import opening as books
from core.services.typed_rows import AdCost, DayCounts, Stamp
from core.terms import AdPlatform, Period
from core.ui import session
from tests.pages import filling, opening

YESTERDAY = session.today() - timedelta(days=1)


def drawn():
    from core.ui import session, typed

    session.start()
    typed.draw(session.own_shop())


pytestmark = pytest.mark.usefixtures("folder")


def opened(language: str = "ko") -> AppTest:
    app = AppTest.from_function(drawn, default_timeout=60)
    app.session_state["session.language"] = language
    return app.run()


def edit(app, table: str, *, cells=None, added=(), deleted=()):
    app.session_state[table] = {
        "edited_rows": cells or {}, "added_rows": list(added), "deleted_rows": list(deleted)
    }  # fmt: skip
    press = table.replace("grid.0", "keep").replace("list.0", "change")
    return app.button(key=press).click().run()


def said(app) -> str:
    notices = [*app.success, *app.warning, *app.error]
    told = [*opening.texts(app), *(one.proto.title for one in notices)]
    return " ".join(told).replace("\\", "")


def with_shop(work):
    shop = books.open_shop()
    try:
        return work(shop)
    finally:
        shop.close()


def stamp() -> Stamp:
    return Stamp(session.now(), session.today(), "직접 적은 숫자")


def ad(days: int = 7, cost: int = 300_000, name: str = "") -> AdCost:
    return AdCost(AdPlatform.META, Period.ending(YESTERDAY, days), cost, name)


def test_an_empty_shop_sees_the_days_to_fill_in():
    app = opened()

    assert not app.exception
    assert app.data_editor[0].value["day"][0] == f"{YESTERDAY:%Y.%m.%d}"
    assert "아직 적은 숫자가 없어요." in said(app)


def test_several_days_are_filled_in_at_once():
    app = edit(
        opened(), "typed.days.grid.0",
        cells={0: {"wishes": "3"}, 1: {"cart_adds": "1,000"}},
        added=[{"day": "2026.11.02", "subscribers": "12명"}],
    )  # fmt: skip

    assert not app.exception
    assert "새로 적은 줄은 3줄이에요." in said(app)
    assert len(with_shop(typed.days)) == 3
    assert len(app.data_editor[1].value) == 3


def test_what_is_wrong_is_told_and_the_table_keeps_what_was_typed():
    app = edit(
        opened(), "typed.days.grid.0",
        cells={0: {"wishes": "3"}, 1: {"cart_adds": "천"}},
    )  # fmt: skip

    assert "2번째 줄: 장바구니 칸에는 숫자만 적어 주세요." in said(app)
    assert app.session_state["typed.days.grid.0"]["edited_rows"] == {
        0: {"wishes": "3"}, 1: {"cart_adds": "천"}
    }  # fmt: skip
    assert with_shop(typed.days) == []


def test_nothing_typed_is_told():
    app = opened()
    app.button(key="typed.days.keep").click().run()

    assert "숫자를 하나는 적어 주세요." in said(app)


def test_lines_are_pasted_and_merged_with_what_was_typed():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, wishes=3)], stamp()))
    app = opened()
    app.text_area[0].set_value(f"날짜\t찜\t장바구니\n{YESTERDAY:%Y-%m-%d}\t\t5\n")
    app.button(key="typed.days.paste.keep").click().run()

    assert not app.exception
    assert with_shop(typed.days) == [DayCounts(YESTERDAY, 3, 5)]
    assert app.text_area[0].value in (None, "")


def test_a_wrong_line_stays_in_the_field():
    app = opened()
    app.text_area[0].set_value("어제\t3")
    app.button(key="typed.days.paste.keep").click().run()

    assert "1번째 줄: 날짜 칸의 날짜를 읽지 못했어요." in said(app)
    assert app.text_area[0].value == "어제\t3"


def test_an_entry_is_taken_back_from_the_page():
    app = edit(
        opened(), "typed.days.grid.0", cells={0: {"wishes": "3"}}
    )  # fmt: skip
    app.button(key="typed.days.undo").click().run()

    assert not app.exception
    assert with_shop(typed.days) == []
    assert "적기 전과 같아요." in said(app)


def test_an_entry_that_is_gone_is_told():
    app = edit(
        opened(), "typed.days.grid.0", cells={0: {"wishes": "3"}}
    )  # fmt: skip
    with_shop(lambda shop: typed.take_back(shop, 1, at=session.now()))
    app.button(key="typed.days.undo").click().run()

    assert "이미 되돌린 숫자예요." in said(app)


def test_typed_days_are_changed_and_deleted():
    days = [DayCounts(YESTERDAY, 3), DayCounts(YESTERDAY - timedelta(days=1), 4)]
    with_shop(lambda shop: typed.keep_days(shop, days, stamp()))
    app = edit(
        opened(), "typed.days.list.0",
        cells={0: {"wishes": "9"}}, deleted=[1],
    )  # fmt: skip

    assert not app.exception
    assert with_shop(typed.days) == [DayCounts(YESTERDAY, 9)]
    assert len(app.data_editor[1].value) == 1
    assert "지운 줄은 1줄이에요." in said(app)
    app.button(key="typed.days.undo").click().run()
    assert not app.exception
    assert with_shop(typed.days) == days


def test_a_change_that_another_window_went_on_with_is_not_taken_back():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 3)], stamp()))
    app = edit(opened(), "typed.days.list.0", cells={0: {"wishes": "9"}})
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 12)], stamp()))
    app.button(key="typed.days.undo").click().run()

    assert "다른 창에서 먼저 바꿨어요." in said(app)
    assert with_shop(typed.days) == [DayCounts(YESTERDAY, 12)]


def test_an_entry_stands_among_what_was_added_and_is_taken_back_there():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 3)], stamp()))
    app = opening.opened("pages/start/upload.py")
    opening.turned(app, "past")
    assert not app.exception
    assert "직접 적은 숫자" in said(app)
    app.button(key="undo-1").click().run()
    app.button(key="undo-yes").click().run()
    assert not app.exception
    assert with_shop(typed.days) == []


def test_a_wrong_change_is_told():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 3)], stamp()))
    app = edit(
        opened(), "typed.days.list.0", cells={0: {"wishes": "-1"}}
    )  # fmt: skip

    assert "찜 칸은 0보다 작을 수 없어요." in said(app)
    assert with_shop(typed.days) == [DayCounts(YESTERDAY, 3)]


def test_a_change_in_another_window_is_shown_instead_of_overwritten():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 3)], stamp()))
    app = opened()
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 8)], stamp()))
    edit(app, "typed.days.list.0", cells={0: {"wishes": "9"}})

    assert "다른 창에서 먼저 바꿨어요." in said(app)
    assert with_shop(typed.days) == [DayCounts(YESTERDAY, 8)]
    assert app.data_editor[1].value["wishes"][0] == "8"


def test_what_another_window_typed_is_shown_while_nothing_is_being_changed():
    app = opened()
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 8)], stamp()))

    assert app.run().data_editor[1].value["wishes"][0] == "8"


def test_costs_are_filled_in_and_stand_among_what_was_added():
    first = f"{YESTERDAY - timedelta(days=6):%Y.%m.%d}"
    line = {"platform": "인스타그램·페이스북", "first": first, "last": f"{YESTERDAY:%Y.%m.%d}"}
    app = edit(
        opened(), "typed.costs.grid.0",
        cells={0: {**line, "cost": "30만"}},
    )  # fmt: skip

    assert not app.exception
    assert with_shop(typed.costs) == [ad()]
    assert with_shop(importing.history)[0].name == "직접 적은 광고비"


def test_costs_that_may_count_twice_are_asked_about():
    with_shop(lambda shop: typed.keep_costs(shop, [ad()], stamp()))
    app = opened()
    day = f"{YESTERDAY:%Y.%m.%d}"
    app.text_area(key="typed.costs.paste.0").set_value(f"인스타\t{day}\t{day}\t1,000")
    app.button(key="typed.costs.paste.keep").click().run()

    assert "두 번 더해질 수 있어요." in said(app)
    assert len(with_shop(typed.costs)) == 1
    app.button(key="typed.costs.rather").click().run()
    assert "두 번 더해질 수 있어요." not in said(app)
    assert app.text_area(key="typed.costs.paste.0").value.startswith("인스타")
    app.button(key="typed.costs.paste.keep").click().run()
    app.button(key="typed.costs.anyway").click().run()
    assert len(with_shop(typed.costs)) == 2


def test_what_was_typed_is_taken_along():
    from core.ui.typed import _table
    from core.ui.typed_sheets import COSTS, DAYS

    costs = _table(COSTS, [ad(1, 1_234_567, "=1+1")])
    assert costs.columns.tolist() == ["광고한 곳", "시작한 날", "끝난 날", "쓴 돈(원)", "이름"]
    assert costs.iloc[0].tolist()[1:4] == [
        YESTERDAY.isoformat(), YESTERDAY.isoformat(), "1234567",
    ]  # fmt: skip
    days = _table(DAYS, [DayCounts(YESTERDAY, 1_000)])
    assert days.iloc[0].tolist() == [YESTERDAY.isoformat(), "1000", "", ""]


def test_a_full_disk_is_told_and_what_was_typed_stays():
    cells = {0: {"wishes": "3"}}
    app = opened()
    filling.up()
    edit(app, "typed.days.grid.0", cells=cells)
    assert not app.exception
    assert "저장 공간을 쓸 수 없어요." in said(app)
    assert app.session_state["typed.days.grid.0"]["edited_rows"] == cells
    filling.free()
    app.button(key="typed.days.keep").click().run()
    assert len(with_shop(typed.days)) == 1

    filling.up()
    app.button(key="typed.days.undo").click().run()
    assert not app.exception
    assert "저장 공간을 쓸 수 없어요." in said(app)
    assert len(with_shop(typed.days)) == 1


def test_typing_ends_the_sample():
    opening.keep_sample()
    app = edit(
        opened(), "typed.days.grid.0", cells={0: {"wishes": "3"}}
    )  # fmt: skip

    assert not app.exception
    assert not session.is_sample()


def test_the_tables_speak_english():
    with_shop(lambda shop: typed.keep_days(shop, [DayCounts(YESTERDAY, 3)], stamp()))
    app = opened("en")

    assert not app.exception
    assert not [one for one in said(app) if "가" <= one <= "힣"]
