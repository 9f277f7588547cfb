"""The page 고객과 단골 and its tab 상태와 이동 as their readers see them."""

from datetime import timedelta

import pytest

from core.analysis.rfm import Segment
from core.services import actions, customers_states
from core.services.customers_states import OwnRules
from core.ui import session
from tests import shops
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line
from tests.wording.copy_rules import faults_on_screen

PAGE = "pages/customers/customers.py"
NOW = session.now()
TODAY = session.today()

pytestmark = pytest.mark.usefixtures("folder")


def ago(days):
    return TODAY - timedelta(days=days)


def page(language="ko", tab="states"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return app


def said(app):
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def many(shop):
    """Two years in which 60 of 100 new customers come again at first, and 10 of them lately."""
    lines = [Line(ago(700), "first of all"), Line(ago(1), "last of all")]
    for n in range(325):
        first = 420 - n
        lines.append(Line(ago(first), f"c{n}", 10_000 + n))
        if n % 10 < (6 if first > 176 else 1):
            lines.append(Line(ago(first - 20), f"c{n}", 20_000))
    lines += [Line(ago(30 * k + 2), f"regular{n}", 30_000) for n in range(9) for k in range(6)]
    shops.take(shop, lines, as_of=NOW)


def few(shop):
    shops.take(shop, [Line(ago(n), f"b{n}") for n in range(7)], as_of=NOW)


def press(app, ending):
    next(one for one in app.button if str(one.key).endswith(ending)).click().run()
    assert not app.exception
    return app


def field(app, ending):
    return next(one for one in app.number_input if str(one.key).endswith(ending))


def test_an_empty_shop_is_told_the_one_file_it_takes():
    words = said(page())
    assert "누가 다시 사고 누가 떠나는지 볼 수 있어요." in words
    assert "주문 파일 하나면 돼요." in words
    assert "0%" not in words


def test_seven_buyers_have_states_and_lists_and_no_shares():
    """X6."""
    with_shop(few)
    app = page()
    words = said(app)
    assert "아직 판단하기 일러요." in words
    assert "구매 고객이 7명이에요. 23명쯤 더 모이면 볼 수 있어요." in words
    assert "구매 고객 7명을 모두 나눴어요." in words
    assert "첫 구매: 한 번 샀고, 산 지 90일이 안 지났어요." in words.replace("**", "")
    assert "구매 고객이 23명쯤 더 모이면 두 번째 구매와 달마다 움직인 고객도 볼 수 있어요." in words
    assert "%" not in words.replace("위쪽 10%", "").replace("위쪽 %", "")
    assert not [one for one in app.header if "달마다" in one.value]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_sentence_is_well_formed(language):
    with_shop(many)
    app = page(language)
    words = said(app)
    assert "nan" not in words.lower().split()
    if language == "ko":
        assert [line for line in words.splitlines() if faults_on_screen(line)] == []


def test_the_conclusion_says_that_fewer_come_again_and_leads_to_whom_to_ask():
    with_shop(many)
    app = page()
    words = said(app)
    assert "처음 산 손님부터 다시 부르세요." in words
    assert "100명 중 60명" in words
    assert ("customers", {"tab": "due", "list": "second"}) in opening.links(app)
    press(app, "customers.keep")
    assert with_shop(lambda shop: "customers.fell" in actions.open_claims(shop))


def test_where_days_are_lacking_no_people_are_asked_for():
    """Sixty buyers since a month ago: none has had the 90 days."""
    with_shop(
        lambda shop: shops.take(shop, [Line(ago(n % 30 + 1), f"b{n}") for n in range(60)],
                                as_of=NOW)
    )  # fmt: skip
    app = page()
    words = said(app)
    assert "75일이 더 지나면 볼 수 있어요." in words
    assert "더 오래된 주문 파일을 올리면 바로 볼 수 있어요." in words
    assert "명쯤 더" not in words
    assert ("upload", {}) in opening.links(app)


def test_old_files_ask_for_a_new_one():
    """X17."""
    with_shop(lambda shop: shops.take(shop, [Line(ago(60 + n), f"b{n}") for n in range(60)]))
    words = said(page())
    assert "새 주문 파일부터 올려 주세요." in words
    assert "‘첫 구매’ 고객이 가장 많아요." in words


def test_orders_without_buyers_are_counted_and_said():
    with_shop(
        lambda shop: shops.take(
            shop, [Line(ago(n % 50), f"b{n}" if n % 4 else None) for n in range(200)], as_of=NOW
        )
    )
    assert "구매자를 알 수 없는 주문이 50건(25%) 있어요." in said(page())


def test_only_orders_without_buyers_say_what_is_needed():
    with_shop(lambda shop: shops.take(shop, [Line(ago(n), None) for n in range(40)], as_of=NOW))
    app = page()
    assert "누가 샀는지 알 수 있는 주문이 없어요." in said(app)
    assert not app.get("tab")


def test_rules_are_changed_and_taken_back():
    with_shop(many)
    app = page()
    field(app, ".gap").set_value(45)
    field(app, ".regular").set_value(7)
    press(app, ".save")
    assert "기준을 바꿨어요." in said(app)
    assert "산 지 45일이 안 지났어요." in said(app)
    assert "7번 이상 샀거나" in said(app)
    own = with_shop(customers_states.own)
    assert (own.gap, own.regular_from, own.top) == (45, 7, None)
    press(app, "rules.back")
    assert with_shop(customers_states.own) == OwnRules()
    assert "기준을 바꿨어요." not in said(app)


def test_rules_saved_again_as_they_are_can_still_be_taken_back():
    with_shop(many)
    app = page()
    field(app, ".gap").set_value(60)
    press(app, ".save")
    kept = with_shop(customers_states.own)
    press(app, ".save")
    assert with_shop(customers_states.own) == kept
    assert "되돌렸어요" not in said(app)
    press(app, "rules.back")
    assert with_shop(customers_states.own) == OwnRules()
    assert "되돌렸어요. 기준이 전과 같아요." in said(app)
    assert "되돌렸어요" not in said(app.run())


def test_what_is_not_taken_back_is_not_said_to_be():
    with_shop(many)
    app = page()
    field(app, ".gap").set_value(45)
    press(app, ".save")
    seen = with_shop(customers_states.own)
    with_shop(lambda shop: customers_states.change(shop, OwnRules(60, at=seen.at), NOW))
    press(app, "rules.back")
    assert with_shop(customers_states.own).gap == 60
    assert "되돌렸어요" not in said(app)


def test_rules_go_back_to_ours_and_that_can_be_taken_back_too():
    with_shop(many)
    with_shop(lambda shop: customers_states.change(shop, OwnRules(45, 4, 0.2), NOW))
    app = page()
    press(app, "rules.first")
    assert with_shop(customers_states.own) == OwnRules()
    press(app, "rules.back")
    own = with_shop(customers_states.own)
    assert (own.gap, own.regular_from, own.top) == (45, 4, 0.2)


def test_a_second_window_is_told_that_rules_were_changed_elsewhere():
    """X10."""
    with_shop(many)
    app = page()
    field(app, ".gap").set_value(45)
    with_shop(lambda shop: customers_states.change(shop, OwnRules(60), NOW))
    press(app, ".save")
    assert with_shop(customers_states.own).gap == 60
    assert "덮어쓴 것은 없어요." in said(app)
    assert "산 지 60일이 안 지났어요." in said(app)


def test_how_many_days_count_is_the_reader_s_choice_and_stands_in_the_address():
    with_shop(many)
    app = page()
    field(app, "second.days").set_value(30).run()
    assert "30일 안에 두 번째 구매" in said(app)
    assert app.query_params["days"] == ["30"] or app.query_params["days"] == "30"
    field(app, "second.days").set_value(90).run()
    assert "days" not in app.query_params


@pytest.mark.parametrize(("asked", "taken"), [(9999, 365), (1, 7)])
def test_days_out_of_bounds_are_answered_in_our_words(asked, taken):
    with_shop(many)
    app = page()
    assert (field(app, "second.days").min, field(app, "second.days").max) == (None, None)
    field(app, "second.days").set_value(asked).run()
    assert not app.exception
    assert field(app, "second.days").value == taken
    assert f"7일부터 365일까지 셀 수 있어요. 지금은 {taken}일로 봐요." in said(app)
    assert "셀 수 있어요" not in said(app.run())


@pytest.mark.parametrize(("ending", "number"), [(".gap", 9999), (".regular", 1), (".top", 99)])
def test_impossible_rules_are_refused_in_our_words_and_change_nothing(ending, number):
    with_shop(many)
    app = page()
    field(app, ending).set_value(number)
    press(app, ".save")
    assert "날은 1~730일, 구매는 2~50번, 위쪽은 0~50%로 적어 주세요." in said(app)
    assert with_shop(customers_states.own) == OwnRules()
    assert field(app, ending).value == number


def test_why_regulars_differ_elsewhere_is_said():
    with_shop(many)
    app = page()
    assert "오늘 화면의 단골은 그 기간에 처음 사고 다시 온 고객만 세요." in said(app)
    app.session_state["customers.rfm.open"] = True
    assert "그래서 단골 수도 달라요." in said(app.run())


def test_a_strange_address_shows_the_usual_days():
    with_shop(many)
    app = opening.opened(PAGE)
    app.query_params["days"] = "ninety"
    app.run()
    assert "90일 안에 두 번째 구매" in said(app)
    app.query_params["days"] = "99999"
    app.run()
    assert not app.exception


def test_customers_of_a_state_are_listed_with_the_way_to_each():
    with_shop(many)
    app = page()
    app.button_group(key="customers.states.who").set_value(customers_states.State.REGULAR).run()
    assert not app.exception
    ways = [query for where, query in opening.links(app) if where == "customers" and "who" in query]
    assert len(ways) == 9
    assert {query["tab"] for query in ways} == {"one"}
    assert "9명" in said(app)


def test_who_moved_is_listed_month_by_month():
    with_shop(many)
    app = page()
    app.session_state["customers.states.movers"] = True
    app.run()
    assert not app.exception
    words = said(app)
    assert "어느 달인가요?" in words
    app.selectbox(key="customers.states.month").set_value(4).run()
    assert not app.exception
    assert any("who" in query for _where, query in opening.links(app))


def test_ten_kinds_are_shown_and_listed():
    with_shop(many)
    app = page()
    app.session_state["customers.rfm.open"] = True
    app.run()
    words = said(app)
    assert "위의 상태와는 다른 기준으로" in words
    assert "자주: 1번, 2번, 3~4번, 5~9번, 10번 이상으로 나눠요." in words
    kinds = app.button_group(key="customers.rfm.who")
    assert len(kinds.options) == len(Segment)
    assert any(str(one).endswith(" 0명") for one in kinds.options)
    kinds.set_value(Segment.HIBERNATING).run()
    assert not app.exception
    assert any("who" in query for _where, query in opening.links(app))


def test_shares_are_shown_by_quarter_or_by_month():
    with_shop(many)
    app = page()
    app.button_group(key="customers.second.by").set_value(False).run()
    assert not app.exception
    assert "옅은 때는 아직 지켜보는 고객이 있어요." in said(app)
