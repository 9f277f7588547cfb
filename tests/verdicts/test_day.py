"""Everything examined on a day: one control of false alarms, and each fact told once."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from scipy import stats

from core.analysis.channels import Spend
from core.analysis.journey import Move, Stage, Step
from core.analysis.products import ProductChange
from core.analysis.revenue import Sales
from core.stats.windows import Change
from core.terms import AdPlatform, Evidence, Period
from core.verdicts import Action, Claim, day
from core.verdicts.channels import CostFrom, Inflow, Outlay, SalesFrom
from core.verdicts.choosing import SHARES, across
from core.verdicts.day import Examined, Page, Way
from core.verdicts.products import Case, Ruled, Ruling
from core.verdicts.standing import Memory, arranged
from tests.verdicts.test_today import CALM, LAST, PERIOD, SURE, facts, rates

SAME = Sales(1_000_000, 100, 100)
LESS = Sales(500_000, 50, 50)


def calm(**more):
    return facts(SAME, SAME, judgement=CALM, **more)


def way(step=Step.PAY_RATE, now=(180.0, 9_000.0), was=(300.0, 9_100.0), p=0.0001, won=-400_000):
    move = Move(step, now, was, p=p)
    return Way({step: move}, {step: won}, PERIOD, PERIOD.before())


def page(product=7, p=1e-7, money=300_000):
    case = Case(1_958, 0, 0.026)
    ruled = Ruled(case, Ruling.FIX_PAGE, Evidence.KNOWN, p_low=1.0, beyond=1.0, money_month=money)
    return Page(product, "등", ruled, p, PERIOD)


def outlay(won=12_600, orders=1, cost=391_020):
    spend = Spend(cost, orders, won, 30_000.0)
    return Outlay(
        ("인스타그램-광고",), AdPlatform.META, cost, 28, CostFrom.CHANNEL, None, spend,
        SalesFrom.CHANNEL,
    )  # fmt: skip


def inflow(p=1e-6, platform=AdPlatform.META, *, is_poor=True):
    return Inflow("SNS · 인스타그램", platform, 2_058, 1, 0.02, p, is_poor, PERIOD)


def fell(product=7, won=-400_000):
    return ProductChange(product, Change(10, 60, SURE), 100_000, 100_000 - won)


def said(seen):
    return day.conclude(seen, day.chances(seen))


def claims(seen):
    return [one.claim for one in said(seen)]


def test_a_claim_says_of_which_days_it_is_though_the_page_is_about_others():
    older = Period.ending(date(2026, 11, 8), 28)
    seen = Examined(
        calm(), None, (replace(page(), period=older),), (outlay(),), 2.5,
        (replace(inflow(platform=None), period=older),), older,
    )  # fmt: skip
    told = day.candidates(seen, day.chances(seen))
    assert {one.claim for one in told} == {
        Claim.PAGE_POOR, Claim.CHANNEL_LESS, Claim.CHANNEL_POOR,
    }  # fmt: skip
    assert {one.params["period"] for one in told} == {older}
    assert all(one.params["days_apart"] for one in told)
    same = Examined(calm(), None, (page(),), (outlay(),), 2.5, (), PERIOD)
    assert not any(one.params["days_apart"] for one in day.candidates(same, day.chances(same)))
    (poor,) = [one for one in told if one.claim is Claim.CHANNEL_POOR]
    assert poor.money_month == -round((2_058 * 0.02 - 1) * 10_000 / 28 * 30)


def test_questions_are_adjusted_together_and_weighted_by_family():
    shop, pages = {"a": 0.004, "b": 0.5}, {f"p{n}": 0.01 * (n + 1) for n in range(8)}
    found = across({"shop": shop, "pages": pages, "channels": {}, "products": {"x": None}})
    shares = SHARES["shop"] / (SHARES["shop"] + SHARES["pages"])
    weights = dict.fromkeys(shop, 10 * shares / 2) | dict.fromkeys(pages, 10 * (1 - shares) / 8)
    assert sum(weights.values()) == pytest.approx(10)
    told = shop | pages
    raw = [min(1.0, told[key] / weights[key]) for key in told]
    wanted = stats.false_discovery_control(raw)
    assert [found[key] for key in told] == pytest.approx([1 - q for q in wanted])
    assert across({}) == {}


def test_nothing_examined_that_is_rare_is_as_usual():
    seen = Examined(calm(), way(p=0.4), (page(p=0.5),), (), None, (inflow(p=0.5),))
    assert claims(seen) == [Claim.STEADY]


def test_a_stage_that_fell_is_said_with_its_money_and_its_page():
    (one,) = said(Examined(calm(), way()))
    assert (one.claim, one.action, one.page) == (Claim.STAGE_FELL, Action.MEND_STAGE, "journey")
    assert (one.id, one.level, one.money_month) == ("journey.buy", Evidence.KNOWN, -400_000)
    assert one.params["metric"] == "pay_rate"
    assert (one.evidence[0].now, one.evidence[0].before) == (180 / 9_000, 300 / 9_100)


@pytest.mark.parametrize(
    ("last", "level"),
    [(date(2026, 10, 5), Evidence.HINT), (date(2026, 12, 20), Evidence.KNOWN)],
)
def test_a_long_holiday_in_one_of_the_periods_leaves_a_hint_at_most(last, level):
    period = Period.ending(last, 28)
    found = replace(facts(LESS, SAME), period=period, before=period.before())
    for seen in (Examined(found), Examined(found, way(Step.VISITS))):
        assert said(seen)[0].level is level


def test_of_one_stage_only_the_surest_step_is_said():
    both = Way(
        way().moves | way(Step.BUY_RATE, p=0.003).moves, {Step.PAY_RATE: -1, Step.BUY_RATE: -9},
        PERIOD, PERIOD.before(),
    )  # fmt: skip
    (one,) = said(Examined(calm(), both))
    assert one.params["step"] is Step.BUY_RATE
    with_visits = Way(
        both.moves | way(Step.VISITS, (900.0, None), (2_000.0, None)).moves,
        {**both.money, Step.VISITS: -5}, PERIOD, PERIOD.before(),
    )  # fmt: skip
    assert [one.params["stage"] for one in said(Examined(calm(), with_visits))] == [
        Stage.BUY, Stage.REACH,
    ]  # fmt: skip


@pytest.mark.parametrize("step", [way(now=(300.0, 9_000.0), was=(180.0, 9_100.0)), way(p=None)])
def test_a_stage_that_rose_or_cannot_be_judged_is_no_fault(step):
    assert claims(Examined(calm(), step)) == [Claim.STEADY]


def test_revenue_that_fell_with_a_stage_is_one_story_told_by_the_stage():
    (one,) = said(Examined(facts(LESS, SAME), way()))
    assert one.claim is Claim.STAGE_FELL
    assert one.params["with"] == (Claim.NET_FELL,)
    assert [figure.metric for figure in one.evidence] == ["pay_rate", "net_sales", "buyers"]


def test_revenue_leads_where_the_stage_is_less_sure():
    (one,) = said(Examined(facts(LESS, SAME), way(p=0.2)))
    assert one.claim is Claim.NET_FELL
    assert one.params["step"] is Step.PAY_RATE


def test_second_purchases_lead_where_those_who_came_before_are_missing():
    gone = rates((5, 50), (60, 100), p=None)
    seen = Examined(facts(LESS, SAME, second=rates((90, 550), (200, 600)), returning=gone), way())
    (one,) = said(seen)
    assert one.claim is Claim.SECOND_FELL
    assert set(one.params["with"]) == {Claim.STAGE_FELL, Claim.NET_FELL}
    new = replace(seen.facts, returning=rates((50, 50), (52, 100), p=None))
    assert claims(replace(seen, facts=new)) == [Claim.STAGE_FELL, Claim.SECOND_FELL]


@pytest.mark.parametrize(("won", "wanted"), [
    (-400_000, [Claim.PRODUCT_FELL]), (-100_000, [Claim.STAGE_FELL, Claim.PRODUCT_FELL]),
])  # fmt: skip
def test_a_product_leads_where_it_explains_most_of_a_loss(won, wanted):
    found = facts(LESS, SAME, products=(fell(won=won),), product_names={7: "등"})
    assert claims(Examined(found, way())) == wanted


def test_returns_lead_where_they_explain_most_of_a_loss():
    found = facts(LESS, SAME, claims=rates((40, 100), (4, 100), p=1e-6))
    assert claims(Examined(found, way(won=-300_000)))[0] is Claim.CLAIMS_ROSE


def test_a_poor_page_and_fewer_orders_of_it_are_one_story():
    found = calm(products=(fell(),), product_names={7: "등"})
    (one,) = said(Examined(found, None, (page(),)))
    assert (one.claim, one.id, one.page) == (Claim.PAGE_POOR, "products.fix_page.7", "products")
    assert one.params["with"] == (Claim.PRODUCT_FELL,)
    assert claims(Examined(found, None, (page(8),))) == [Claim.PRODUCT_FELL, Claim.PAGE_POOR]


def test_a_page_is_no_surer_than_both_its_own_rate_and_all_that_was_examined():
    one = page()
    doubted = replace(one, ruled=replace(one.ruled, p_low=0.85))
    (shown,) = said(Examined(calm(), None, (doubted,)))
    assert (shown.level, shown.probability) == (Evidence.HINT, 0.85)
    (shown,) = said(Examined(calm(), None, (page(p=0.01),)))
    assert shown.probability < 1.0


def test_money_and_visits_for_nothing_are_one_story_of_a_channel():
    seen = Examined(calm(), None, (), (outlay(),), 2.5, (inflow(),))
    (one,) = said(seen)
    assert (one.claim, one.id, one.page) == (Claim.CHANNEL_LESS, "channels.less.3", "channels")
    other = replace(seen, inflows=(inflow(platform=None),))
    assert claims(other) == [Claim.CHANNEL_POOR, Claim.CHANNEL_LESS]
    assert said(other)[0].id == "channels.poor.SNS · 인스타그램"


def test_a_channel_that_pays_well_gets_more_money_but_is_no_alarm():
    (one,) = said(Examined(calm(), None, (), (outlay(9_000_000, 200),), 2.5))
    assert (one.claim, one.action) == (Claim.CHANNEL_MORE, Action.SPEND_MORE)
    assert one.money_month > 0
    assert claims(Examined(calm(), None, (), (outlay(1_000_000, 33),), 2.5)) == [Claim.STEADY]


def test_a_channel_that_only_lies_low_is_not_called_useless():
    assert claims(Examined(calm(), None, (), (), None, (inflow(is_poor=False),))) == [Claim.STEADY]


def test_a_tiny_shop_is_not_diagnosed():
    seen = Examined(calm(orders_total=7), way(), (page(),), (outlay(),), 2.5, (inflow(),))
    assert claims(seen) == [Claim.TOO_FEW]


def test_what_is_known_outranks_a_hint_of_more_money():
    seen = Examined(calm(), way(p=0.05, won=-9_000_000), (page(money=1),))
    assert [(one.claim, one.level) for one in said(seen)] == [
        (Claim.PAGE_POOR, Evidence.KNOWN), (Claim.STAGE_FELL, Evidence.HINT),
    ]  # fmt: skip


def candidates():
    seen = Examined(
        calm(), way(), (page(), page(8, money=200_000), page(9, money=100_000)), (outlay(),), 2.5
    )
    return day.candidates(seen, day.chances(seen))


OTHERWISE = said(Examined(calm()))[0]


def shown(memory):
    return [one.id for one in arranged(candidates(), memory, OTHERWISE)[0]]


def test_the_first_stands_and_news_goes_before_what_was_said_lately():
    ids = [one.id for one in candidates()]
    assert shown(Memory({})) == ids
    money = {one.id: one.money_month for one in candidates()}
    assert shown(Memory(money)) == ids
    assert not any(one.is_new for one in arranged(candidates(), Memory({}), OTHERWISE)[0])
    money.pop(ids[3])
    assert shown(Memory(money)) == [ids[0], ids[3], ids[1], ids[2], ids[4]]


def test_a_claim_is_news_again_when_its_money_has_changed_much():
    first = candidates()[0]
    for before, wanted in ((-400_000, False), (-320_000, False), (-300_000, True), (None, True)):
        told, _ = arranged([first], Memory({first.id: before}), OTHERWISE)
        assert told[0].is_new is wanted
    free = replace(first, money_month=None)
    assert not arranged([free], Memory({first.id: None}), OTHERWISE)[0][0].is_new


def test_what_was_put_off_or_is_worked_on_is_hidden_while_there_is_something_else():
    ids = [one.id for one in candidates()]
    assert shown(Memory({}, frozenset({ids[0]}))) == ids[1:]
    assert shown(Memory({}, kept=frozenset({ids[0]}))) == ids[1:]
    others = [one for one in ids if one != "journey.buy"]
    assert shown(Memory({}, kept=frozenset({"journey.buy.check_trust"}))) == others
    assert shown(Memory({}, kept=frozenset({f"{ids[0]}x"}))) == ids
    # A problem that is worked on is there still: "as usual" would be wrong.
    assert shown(Memory({}, kept=frozenset(ids))) == ids[:1]


def test_what_is_kept_of_something_else_hides_nothing_though_its_name_begins_alike():
    seen = Examined(calm(), way(), (), (), None, (inflow(),))
    told = day.candidates(seen, day.chances(seen))
    stage, channel = (one.id for one in told)
    for other in (f"{channel}.com", f"{stage}.check_trust.25", f"{stage}.check_trust.naver"):
        memory = Memory({}, kept=frozenset({other}))
        assert [one.id for one in arranged(told, memory, OTHERWISE)[0]] == [stage, channel]


def test_when_everything_was_put_off_nothing_is_said_to_be_as_usual():
    ids = frozenset(one.id for one in candidates())
    told, otherwise = arranged(candidates(), Memory({}, ids), OTHERWISE)
    assert (told, otherwise.claim, otherwise.action) == ([], Claim.PUT_OFF, Action.REST)
    assert arranged([], Memory({}, ids), OTHERWISE) == ([], OTHERWISE)
    assert (otherwise.data_asof, otherwise.created_at) == (LAST, datetime(2026, 11, 23, tzinfo=UTC))
