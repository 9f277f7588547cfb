"""The tab 그룹 만들기 as its readers see it: conditions, count, list, groups that are kept."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from core import i18n
from core.services import customers_groups as services
from core.services.customers_groups_source import Stored
from core.terms import customer_group_text, seoul_day
from core.terms.customer_groups import AnyOf, Between, On, rule
from core.ui import downloads
from core.wording import customers_groups_rule
from tests.pages import opening
from tests.pages.opening import with_shop
from tests.shops import Line, take
from tests.wording.copy_rules import faults_on_screen

NOW = datetime.now(UTC)
TODAY = seoul_day(NOW)
PAGE = "pages/customers/customers.py"
OFTEN = rule(Between(On.VISITS, 2))


def ago(days):
    return TODAY - timedelta(days=days)


def lines():
    """Ten who came twice, the last time 20 days ago, and twenty who came once, 100 days ago."""
    told = [
        Line(ago(days), f"a{n}", 30_000 + n, product="머그") for n in range(10) for days in (20, 60)
    ]
    told += [Line(ago(20), f"a{n}", 5_000, product="컵") for n in range(10)]
    return [*told, *(Line(ago(100), f"b{n}", 10_000, product="컵") for n in range(20))]


@pytest.fixture(autouse=True)
def shop(folder):
    with_shop(lambda shop: take(shop, lines()))
    return folder


def page(language="ko", **address):
    app = opening.AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = language
    app.run()
    app.query_params["tab"] = "groups"
    for name, value in address.items():
        app.query_params[name] = value
    with i18n.speaking(language):
        app.switch_page(PAGE).run()
    assert not app.exception
    return app


def run(app):
    with i18n.speaking(app.session_state["session.language"]):
        app.run()
    assert not app.exception
    return app


def press(app, key):
    app.button(key=key).click()
    return run(app)


def said(app):
    alerts = [one for kind in ("error", "warning", "info", "success") for one in app.get(kind)]
    titles = [one.proto.title for one in alerts]
    return "\n".join([*opening.texts(app), *titles]).replace("\\", "")


def add(app, on):
    box = next(one for one in app.selectbox if (one.key or "").startswith("groups.add."))
    box.set_value(on)
    return run(app)


def field(app, kind, ending):
    return next(one for one in getattr(app, kind) if (one.key or "").endswith(ending))


def keep(app, name, button="groups.new"):
    field(app, "text_input", ".name.new" if button == "groups.new" else "").set_value(name)
    return press(app, button)


def test_at_first_ready_made_groups_are_offered():
    words = said(page())
    assert "조건을 더하면 몇 명인지 바로 보여 드려요." in words
    assert "쉬는 단골" in words
    assert faults_on_screen(words) == []


def test_a_ready_made_group_says_its_rule_and_its_count():
    app = press(page(), "groups.preset.new")
    words = said(app)
    assert "첫 구매 후 30일 이하 지난 고객이에요." in words
    assert "조건에 맞는 고객이 없어요." in words
    press(app, "groups.preset.first_month_after")
    assert "1번 산, 첫 구매 후 30일~60일 지난 고객이에요." in said(app)


def test_conditions_are_put_together_and_counted_at_once():
    app = add(page(), On.VISITS)
    assert "조건을 더하면 몇 명인지 바로 보여 드려요." in said(app)
    field(app, "number_input", ".least").set_value(2)
    run(app)
    assert "2번 이상 산 고객이에요." in said(app)
    assert "지금 10명이 이 그룹이에요." in said(app)
    add(app, On.AWAY)
    [one for one in app.number_input if one.key.endswith(".least")][1].set_value(30)
    run(app)
    assert "2번 이상 산, 마지막 구매 후 30일 이상 지난 고객이에요." in said(app)
    assert "조건에 맞는 고객이 없어요." in said(app)
    either = next(one for one in app.segmented_control if one.key.startswith("groups.all."))
    either.set_value(False)
    run(app)
    assert "2번 이상 산 또는 마지막 구매 후 30일 이상 지난 고객이에요." in said(app)
    assert "지금 30명이 이 그룹이에요." in said(app)
    assert faults_on_screen(said(app)) == []


def test_a_condition_without_a_value_says_that_it_does_not_count():
    unfilled = "아직 비어 있어서 이 조건은 세지 않았어요."
    app = add(page(), On.VISITS)
    assert said(app).count(unfilled) == 1
    field(app, "number_input", ".least").set_value(2)
    assert unfilled not in said(run(app))
    app = add(app, On.STATE)
    assert said(app).count(unfilled) == 1
    assert "지금 10명이 이 그룹이에요." in said(app)
    assert faults_on_screen(said(app)) == []


def test_two_sets_are_joined_as_the_seller_says():
    app = add(page(), On.VISITS)
    field(app, "number_input", ".least").set_value(2)
    run(app)
    press(app, "groups.box")
    boxes = [one for one in app.selectbox if (one.key or "").startswith("groups.add.")]
    boxes[1].set_value(On.STATE)
    run(app)
    field(app, "multiselect", ".any").set_value([5])
    run(app)
    assert "2번 이상 산 고객이면서, 상태가 ‘떠남’인 고객이에요." in said(app)
    joint = next(one for one in app.segmented_control if one.key.startswith("groups.joint."))
    joint.set_value(False)
    run(app)
    assert "2번 이상 산 고객이거나, 상태가 ‘떠남’인 고객이에요." in said(app)


def test_a_condition_is_left_out_again():
    app = press(page(), "groups.preset.big_spenders")
    out = next(one for one in app.button if (one.key or "").startswith("groups.out."))
    press(app, out.key)
    assert "조건을 더하면 몇 명인지 바로 보여 드려요." in said(app)
    assert "rule" not in app.query_params


def test_an_address_brings_the_rule_back():
    app = press(page(), "groups.preset.big_spenders")
    text = "".join(app.query_params["rule"])
    assert customer_group_text.read(text) == rule(Between(On.TOP, None, 10))
    assert "많이 쓴 순서로 위쪽 10%인 고객이에요." in said(page(rule=text))


@pytest.mark.parametrize("text", ["x", "[]", json.dumps({"version": 9}), '{"version":1}'])
def test_an_address_that_is_no_rule_is_refused_in_a_clear_sentence(text):
    words = said(page(rule=text))
    assert "조건을 다시 골라 주세요." in words
    assert "Traceback" not in words


def test_a_lower_bound_above_the_upper_one_is_refused_and_what_was_typed_stays():
    app = add(page(), On.AWAY)
    field(app, "number_input", ".least").set_value(60)
    field(app, "number_input", ".most").set_value(30)
    run(app)
    words = said(app)
    assert "마지막 구매 후 지난 날: 최소(60일)가 최대(30일)보다 커요." in words
    assert "둘 중 하나를 고쳐 주세요." in words
    assert faults_on_screen(words) == []
    assert field(app, "number_input", ".least").value == 60
    field(app, "number_input", ".most").set_value(90)
    assert "보다 커요." not in said(run(app))


@pytest.mark.parametrize(
    ("one", "least", "most", "told"),
    [
        (On.VISITS, 9, 2, "산 횟수: 최소(9번)가 최대(2번)보다 커요."),
        (On.FIRST_MONTH, 24_301, 24_300, "시작(2025년 2월)이 끝(2025년 1월)보다 늦어요."),
        (On.WON, 1, None, "최소(1원)가 최대(–)보다 커요."),
    ],
)
def test_bounds_that_are_upside_down_are_named(one, least, most, told):
    with i18n.speaking("ko"):
        assert told in customers_groups_rule.upside_down(one, least, most).title


def test_a_name_that_is_taken_is_refused_beside_the_name():
    app = page(rule=customer_group_text.written(OFTEN))
    keep(app, "자주 오는 분")
    app = page(rule=customer_group_text.written(OFTEN))
    keep(app, "자주 오는 분")
    words = said(app)
    assert "같은 이름의 그룹이 있어요." in words
    assert "다른 이름을 적어 주세요." in words
    assert "저장했어요" not in words
    assert faults_on_screen(words) == []
    assert len(with_shop(services.listed)) == 1
    assert "같은 이름의 그룹이 있어요." not in said(keep(app, "둘째 이름"))
    assert len(with_shop(services.listed)) == 2


def test_copies_of_a_group_have_names_of_their_own():
    made = with_shop(lambda shop: services.add(shop, "단골", OFTEN, NOW))
    app = page()
    for _time in range(3):
        press(app, f"groups.copy.{made.id}")
    assert {it.name for it in with_shop(services.listed)} == {
        "단골", "단골 (복사)", "단골 (복사 2)", "단골 (복사 3)",
    }  # fmt: skip


def test_the_file_has_as_many_rows_as_the_screen_says(monkeypatch):
    made = {}
    for kind in ("csv", "excel"):
        monkeypatch.setattr(
            downloads, kind,
            lambda *told, key, kind=kind: made.update({f"{kind} {key}": told[1]}),
        )  # fmt: skip
    app = page(rule=customer_group_text.written(OFTEN))
    assert "지금 10명이 이 그룹이에요." in said(app)
    frames = [
        made[f"{kind} groups.members.{end}"] for kind, end in (("csv", "csv"), ("excel", "xlsx"))
    ]
    with i18n.speaking("ko"):
        first, second = (frame() for frame in frames)
    assert len(first) == len(second) == 10
    monkeypatch.undo()
    sheet = openpyxl.load_workbook(BytesIO(downloads.excel_bytes(second))).active
    assert sheet.max_row == 1 + 10
    hostile = pd.DataFrame({"이름": ['=HYPERLINK("x")']})
    assert downloads.csv_bytes(hostile).decode("utf-8-sig").splitlines()[1].startswith("\"'=")


def test_the_list_of_an_earlier_day_is_the_one_of_that_day():
    app = page(rule=customer_group_text.written(OFTEN))
    app.date_input(key="groups.day").set_value(ago(40))
    run(app)
    assert "조건에 맞는 고객이 없어요." in said(app)
    app.date_input(key="groups.day").set_value(ago(20))
    run(app)
    assert "10명이 이 그룹이에요." in said(app)


def test_a_group_is_kept_changed_taken_back_copied_thrown_away_and_brought_back():
    app = page(rule=customer_group_text.written(OFTEN))
    field(app, "text_input", ".name.new").set_value("자주 오는 분")
    press(app, "groups.new")
    assert "‘자주 오는 분’ 그룹을 저장했어요." in said(app)
    (one,) = with_shop(services.listed)
    assert (one.name, one.rule) == ("자주 오는 분", OFTEN)

    field(app, "number_input", ".least").set_value(3)
    press(app, "groups.change")
    (one,) = with_shop(services.listed)
    assert one.rule == rule(Between(On.VISITS, 3))

    press(app, f"groups.undo.{one.id}")
    (one,) = with_shop(services.listed)
    assert one.rule == OFTEN
    press(app, f"groups.open.{one.id}")
    assert field(app, "number_input", ".least").value == 2

    press(app, f"groups.copy.{one.id}")
    assert {it.name for it in with_shop(services.listed)} == {"자주 오는 분", "자주 오는 분 (복사)"}
    assert "그룹 견주기" in [it.label for it in app.expander]

    press(app, f"groups.delete.{one.id}")
    assert [it.name for it in with_shop(services.listed)] == ["자주 오는 분 (복사)"]
    press(app, "groups.back.0")
    assert len(with_shop(services.listed)) == 2
    assert faults_on_screen(said(app)) == []


def test_a_group_without_a_name_is_refused():
    app = page(rule=customer_group_text.written(OFTEN))
    press(app, "groups.new")
    assert with_shop(services.listed) == []
    words = said(app)
    assert "그룹을 저장했어요" not in words
    assert "저장하지 못했어요." in words
    assert "이름을 적어 주세요." in words


def test_what_another_window_changed_is_not_written_over():
    made = with_shop(lambda shop: services.add(shop, "내 것", OFTEN, NOW))
    app = press(page(), f"groups.open.{made.id}")
    with_shop(lambda shop: services.change(shop, made, "남의 것", OFTEN, NOW))
    field(app, "number_input", ".least").set_value(9)
    press(app, "groups.change")
    assert "다른 창에서 먼저 고쳤어요" in said(app)
    (one,) = with_shop(services.listed)
    assert (one.name, one.rule) == ("남의 것", OFTEN)
    # What she chose stays, and once she has seen the other change she may keep hers.
    assert field(app, "number_input", ".least").value == 9
    press(app, "groups.change")
    (one,) = with_shop(services.listed)
    assert one.rule == rule(Between(On.VISITS, 9))


def test_a_group_changed_by_hand_says_so_and_stays():
    from sqlalchemy import text

    def spoil(shop):
        services.add(shop, "낡은 것", OFTEN, NOW)
        with shop.store.write() as session:
            session.execute(text("UPDATE customer_group SET rule = '{\"version\": 0}'"))

    with_shop(spoil)
    words = said(page())
    assert "이 그룹의 조건을 읽을 수 없어요." in words
    assert "잃거나 짐작한 것은 없어요." in words
    assert [it.text for it in with_shop(services.listed)] == ['{"version": 0}']


def test_what_is_not_there_any_more_is_named_as_that():
    gone = rule(AnyOf(On.PRODUCT, ("no such product",)))
    words = said(page(rule=customer_group_text.written(gone)))
    assert "‘지금은 없음’ 상품을 산 고객이에요." in words
    assert "조건에 맞는 고객이 없어요." in words


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_condition_is_drawn_in_both_languages(language):
    app = page(language)
    for on in list(On)[:8]:
        add(app, on)
    press_box = [one for one in app.selectbox if (one.key or "").startswith("groups.add.")]
    assert press_box == []  # a set is full with eight
    app = page(language)
    for on in list(On)[8:]:
        add(app, on)
    if language == "ko":
        assert faults_on_screen(said(app)) == []
    else:
        assert "Regulars at rest" in said(app)


WITH_VALUES = {
    AnyOf(On.STATE, (5,), is_not=True): "상태가 ‘떠남’ 아닌 고객이에요.",
    AnyOf(On.MALL, (1,)): "‘스마트스토어’에서 산 고객이에요.",
    AnyOf(On.REGION, (11, 26)): "‘서울, 부산’에서 받은 고객이에요.",
    AnyOf(On.CONSENT, ("given",)): "광고 수신이 ‘동의함’인 고객이에요.",
    AnyOf(On.PERSONA, (1,)): "페르소나가 ‘지금은 없음’인 고객이에요.",
    AnyOf(On.INTEREST, ("머그",)): "‘머그’에 관심 있는 고객이에요.",
    AnyOf(On.SEGMENT, (1, 2, 3, 4)): "외 1개’인 고객이에요.",
    Between(On.DISCOUNT, 80): "주문 가운데 80% 이상 할인받은 고객이에요.",
    Between(On.DISCOUNT, None, 0): "할인 없이 산 고객이에요.",
    Between(On.TOP, 50, None): "많이 쓴 순서로 위쪽 50% 아래인 고객이에요.",
    Between(On.TOP, 10, 50): "많이 쓴 순서로 위쪽 10~50%인 고객이에요.",
    Between(On.WON, 10_000, 20_000, 90): "최근 90일 동안 10,000원~20,000원 쓴 고객이에요.",
    Between(On.FIRST_MONTH, 24_300): "첫 구매가 2025년 1월 이후인 고객이에요.",
    Between(On.FIRST_MONTH, None, 24_300): "첫 구매가 2025년 1월 이전인 고객이에요.",
    Between(On.AWAY, 3, 3): "마지막 구매 후 3일 지난 고객이에요.",
}


@pytest.mark.parametrize(("one", "sentence"), WITH_VALUES.items(), ids=lambda it: str(it)[:40])
def test_every_condition_says_its_sentence_and_finds_its_customers(one, sentence):
    words = said(page(rule=customer_group_text.written(rule(one))))
    assert sentence in words
    assert "이 그룹이에요." in words or "조건에 맞는 고객이 없어요." in words
    assert faults_on_screen(words) == []


def test_a_product_is_told_by_its_name():
    products = with_shop(lambda shop: Stored(shop).products())
    (key,) = [one.key for one in products if one.name == "머그"]
    words = said(page(rule=customer_group_text.written(rule(AnyOf(On.PRODUCT, (key,), within=30)))))
    assert "최근 30일 동안 ‘머그’ 상품을 산 고객이에요." in words
    assert "지금 10명이 이 그룹이에요." in words


def test_a_rule_too_long_for_an_address_is_not_cut_but_left_out():
    from core.ui import customers_groups_draft as drafts

    many = rule(AnyOf(On.PRODUCT, tuple(f"{n:0>150}" for n in range(40))))
    assert len(customer_group_text.written(many)) > drafts.LONGEST
    app = page(rule=customer_group_text.written(many))
    assert "rule" not in app.query_params
    assert "외 37개’ 상품을 산 고객이에요." in said(app)


def test_products_that_may_be_chance_are_not_called_what_to_offer():
    # Half of all buy a bowl after whatever they bought, so that tea says nothing of bowls.
    told = [
        Line(ago(15), f"{name}{n}", product="찻잔")
        for name, count in (("a", 10), ("b", 20), ("c", 12), ("d", 40))
        for n in range(1, count, 2)
    ]
    told += [Line(ago(50), f"c{n}", product="차") for n in range(12)]
    told += [Line(ago(50), f"d{n}", product="접시") for n in range(40)]
    with_shop(lambda shop: take(shop, [*lines(), *told]))
    (tea,) = [one.key for one in with_shop(lambda it: Stored(it).products()) if one.name == "차"]
    tea_once = rule(AnyOf(On.PRODUCT, (tea,)), Between(On.VISITS, None, 1))
    app = page(rule=customer_group_text.written(tea_once))
    app.session_state["groups.next"] = True
    words = said(run(app))
    assert "아직 일러요" in words
    assert "아직 권할 상품이 없어요. 아래 상품은 우연일 수 있어요." in words
    assert faults_on_screen(words) == []
