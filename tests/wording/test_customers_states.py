"""States, second purchases, new customers and ten kinds in words, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.analysis.customer_states import Rules, State
from core.analysis.new_and_existing import Compared, Pair
from core.analysis.rfm import Bounds, Segment
from core.i18n import formats
from core.services.customers_conclusion import Conclusion
from core.services.customers_list import Listed
from core.services.customers_moves import Move
from core.services.customers_new import NewView
from core.services.customers_rfm import Part as Kind
from core.services.customers_rfm import Segments
from core.services.customers_second import Part, SecondView
from core.services.customers_states import OwnRules
from core.services.customers_states_view import Month, Standing, View
from core.stats.proportions import Rates, Tally
from core.stats.skewed import Estimate
from core.stats.skewed import Part as Share
from core.terms import Evidence, Period
from core.verdicts.customers_conclusion import CustomerCase, CustomerConclusion, CustomerSay
from core.wording import customers_conclusion as concluding
from core.wording import customers_list, customers_new, customers_rfm, customers_second
from core.wording import customers_states as words
from tests.wording.copy_rules import faults_on_screen

LAST = date(2026, 11, 22)
MONTH = Month(date(2026, 11, 1), LAST, 8, False, dict.fromkeys(Move, 12), 400, 240)  # noqa: FBT003
WHOLE = replace(MONTH, first=date(2026, 10, 1), last=date(2026, 10, 31), days_left=0)
VIEW = View(
    LAST, LAST, Rules(123, is_own=True), Rules(123, is_own=True), 1234, 700,
    tuple(Standing(one, 80, 1_234_567) for one in State), (WHOLE, MONTH),
)  # fmt: skip
PART = Part(date(2026, 7, 1), Tally(36, 300), (0.09, 0.16), 0)
SECOND = SecondView(
    90, LAST, Tally(36, 300), (0.0879, 0.1619), 37, (PART,), (PART,),
    Rates(Tally(12, 100), Tally(20, 100), -1.5, 0.2),
)  # fmt: skip
WINDOW = Period(date(2026, 8, 24), LAST)
NEW = NewView(
    WINDOW, WINDOW,
    Compared(120, 200, Pair(Estimate(30_000, 900, 120), Estimate(35_000, 800, 200)),
             Pair(Estimate(1.2, 0.02, 120), Estimate(1.4, 0.03, 200)), Share(0.6, 0.56, 0.64)),
    Evidence.KNOWN, Evidence.KNOWN, 0,
)  # fmt: skip
SEGMENTS = Segments(
    date(2025, 11, 23), LAST, Bounds((20.5, 41.0, 82.0, 164.0), is_own=True), 900,
    tuple(Kind(one, 40, 500_000, 3) for one in Segment), 12,
)  # fmt: skip
CASE = CustomerCase(1, 400, Tally(36, 300), None, 80, 6_172_835, 1_234_567)


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with i18n.speaking(request.param):
        yield request.param


def check(texts, language):
    for text in texts:
        assert text
        assert "{" not in text
        if language == "ko":
            assert faults_on_screen(text) == [], text


def test_every_state_and_move_has_its_words(language):
    check([words.state(one) for one in State], language)
    check([words.move(one) for one in Move], language)
    check([words.meaning(one) for one in Move], language)
    assert words.state(0) == ""
    assert len({words.state(one) for one in State}) == 5


@pytest.mark.parametrize("rules", [Rules(), Rules(45, 5, 0.0), Rules(365, 2, 0.5)])
def test_rules_say_their_numbers(language, rules):
    told = words.rules(rules)
    assert len(told) == len(State)
    check(told, language)
    assert str(rules.gap) in told[0]
    assert str(2 * rules.gap) in told[4]
    assert str(rules.regular_from) in told[2]


@pytest.mark.parametrize(
    ("view", "own"),
    [
        (VIEW, OwnRules()),
        (VIEW, OwnRules(45)),
        (replace(VIEW, shops=Rules(30, is_own=True)), OwnRules()),
        (replace(VIEW, shops=Rules(), pairs=12), OwnRules()),
        (replace(VIEW, shops=Rules(), reach=73), OwnRules()),
        (replace(VIEW, reach=200), OwnRules()),
    ],
)
def test_where_the_days_come_from_is_said(language, view, own):
    check([words.gap(view, own), words.automatic(view), words.ours(), words.changed()], language)


def test_unknown_amounts_are_said_and_no_won(language):
    assert concluding.unpriced(0) == ""
    lacking = replace(NEW, found=replace(NEW.found, unpriced=7, share=None))
    told = [concluding.unpriced(1_234), customers_new.notes(lacking)[-1]]
    check(told, language)
    assert "1,234" in told[0]
    assert "7" in told[1]
    assert customers_new.rows(lacking).iloc[2, 1:3].tolist() == ["–", "–"]
    nothing = replace(VIEW.of(State.FIRST), net=0, untold=80)
    assert (words.won(nothing), words.of_revenue(nothing, VIEW)) == ("–", "")
    shown = words.rows(replace(VIEW, standings=(nothing, *VIEW.standings[1:])))
    assert shown.iloc[0, 3:].isna().all()


def test_short_files_say_that_the_days_may_be_more():
    long, short = (words.gap(replace(VIEW, reach=of), OwnRules()) for of in (246, 245))
    assert short.startswith(long)
    assert "245" in short


def test_states_and_moves_of_a_shop(language):
    check([one.text for one in words.bars(VIEW)], language)
    check([words.title(VIEW), words.asof(VIEW), words.moved(MONTH), words.moved(WHOLE)], language)
    check([words.moved(replace(MONTH, moves={})), words.too_few(VIEW)], language)
    check([text for line in words.origin(VIEW) for text in line], language)
    columns = words.columns(VIEW.months)
    assert {one.customers for one in columns} == {12, -12}
    assert [one.customers > 0 for one in columns[:6]] == [True, True, True, False, False, False]
    assert words.month_rows(VIEW.months).iloc[0, 0] != words.month_rows((WHOLE,)).iloc[0, 0]
    assert words.begins(VIEW.months) == ""
    check([words.begins((replace(MONTH, is_first=True),))], language)
    assert words.rows(VIEW).iloc[:, 1].sum() == 400


def test_seven_buyers_have_no_shares():
    few = replace(VIEW, standings=tuple(Standing(one, 1, 10_000) for one in State))
    assert not any("%" in one.text for one in words.bars(few))
    assert words.of_revenue(few.of(State.FIRST), few) == ""


@pytest.mark.parametrize("say", list(CustomerSay))
@pytest.mark.parametrize("level", [Evidence.KNOWN, Evidence.HINT])
def test_every_conclusion_is_said_in_full(language, say, level):
    change = Rates(Tally(12, 100), Tally(20, 100), -1.5, 0.2)
    told = Conclusion(CustomerConclusion(say, level), replace(CASE, change=change), SECOND, VIEW)
    card = concluding.words(told)
    check([card.headline, card.reason, card.badge], language)
    check([one for one in (card.todo, *card.why) if one], language)
    check([text for line in concluding.origin(told) for text in line], language)
    assert bool(card.why) is (say in {CustomerSay.FELL, CustomerSay.REGULARS, CustomerSay.SECOND})


def test_shares_that_read_alike_are_told_apart():
    change = Rates(Tally(119, 1000), Tally(121, 1000), -3.0, 0.01)
    told = Conclusion(
        CustomerConclusion(CustomerSay.FELL, Evidence.KNOWN), replace(CASE, change=change),
        SECOND, VIEW,
    )  # fmt: skip
    assert "11.9" in concluding.words(told).reason
    assert "12.1" in concluding.words(told).reason


def test_the_days_of_newest_and_earlier_customers_are_said():
    with i18n.speaking("ko"):
        days = [formats.period(one) for one in (SECOND.newest, SECOND.earlier)]
        assert days == ["2026.06.02(화)~08.24(월)", "2026.03.10(화)~06.01(월)"]
        told = Conclusion(CustomerConclusion(CustomerSay.FELL, Evidence.KNOWN), CASE, SECOND, VIEW)
        assert all(one in customers_second.trend(SECOND) for one in days)
        told = replace(told, case=replace(CASE, change=SECOND.change))
        assert (
            f"최근은 {days[0]}에 처음 산 손님이고, 전은 그 앞 84일" in concluding.words(told).reason
        )
        other = customers_second.trend(replace(SECOND, days=30))
        assert "2026.08.01(토)~10.23(금)" in other


def test_lines_without_a_buyer_are_said_once_they_are_many(language):
    assert concluding.unknown(40, 0.05) == ""
    check([concluding.unknown(60, 0.06)], language)


def test_days_without_data_are_named(language):
    assert concluding.gaps([]) == ""
    check([concluding.gaps([WINDOW] * 3)], language)


@pytest.mark.parametrize(
    "view",
    [
        SECOND,
        replace(SECOND, tally=Tally(0, 0), bounds=None, change=None),
        replace(SECOND, tally=Tally(3, 12), young=0),
    ],
)
def test_second_purchases_are_said_as_far_as_they_are_known(language, view):
    check([words for words in (customers_second.sentence(view), customers_second.range_of(view),
                               customers_second.trend(view)) if words], language)  # fmt: skip
    check([text for line in customers_second.origin(view) for text in line], language)
    check([customers_second.once(Tally(240, 400)), customers_second.pale(),
           customers_second.once_trend(("2026", Tally(200, 300)), Tally(240, 400))],
          language)  # fmt: skip
    for is_quarter in (True, False):
        point = customers_second.points([PART], is_quarter=is_quarter)[0]
        assert point.value == pytest.approx(0.12)
        small = replace(PART, tally=Tally(3, 12))
        assert customers_second.points([small], is_quarter=is_quarter)[0].value is None
        assert len(customers_second.rows([PART, small], is_quarter=is_quarter)) == 2


@pytest.mark.parametrize("level", [Evidence.KNOWN, Evidence.HINT, Evidence.EARLY])
@pytest.mark.parametrize("turned", [False, True])
def test_more_is_said_only_where_it_is_known(language, level, *, turned):
    found = NEW.found
    if turned:
        found = replace(
            found, order_value=Pair(found.order_value.existing, found.order_value.new),
            orders=Pair(found.orders.existing, found.orders.new), share=Share(0.3, 0.26, 0.34),
        )  # fmt: skip
    view = replace(NEW, value=level, orders=level, found=found)
    told = [customers_new.share(view), customers_new.value(view), customers_new.often(view)]
    check([*told, customers_new.who(view), *customers_new.notes(view)], language)
    if language == "ko" and level is not Evidence.KNOWN:
        assert not told[1].endswith("써요.")
    assert len(customers_new.rows(view)) == 3


def test_a_difference_is_told_with_the_middle_of_its_range():
    near = Pair(Estimate(10_000, 500, 200), Estimate(9_000, 500, 200))
    view = replace(NEW, found=replace(NEW.found, order_value=near))
    told = str(customers_new.rows(view).iloc[0, 3])
    low, high = near.difference or (0, 0)
    ends = (f"{formats.MINUS}{formats.won(-low)}", f"+{formats.won(high)}")
    assert (low, high) == pytest.approx((-2_390, 390), abs=10)
    assert told == f"{formats.MINUS}{formats.won(1_000)} ({formats.span(*ends)})"


def test_what_is_missing_to_compare_is_said(language):
    none = replace(NEW, found=None, days_needed=40)
    check([customers_new.lacking(none), customers_new.share(none), customers_new.value(none)],
          language)  # fmt: skip
    few = replace(NEW, found=Compared(3, 4, Pair(None, None), None, None))
    assert customers_new.rows(few).iloc[0, 1] == "–"
    check(customers_new.notes(few), language)
    even = replace(NEW, found=replace(NEW.found, share=Share(0.5, 0.46, 0.54)))
    check([customers_new.share(even)], language)
    assert even.share is Evidence.KNOWN
    wide = replace(NEW, found=replace(NEW.found, share=Share(0.5, 0.1, 0.9)))
    assert wide.share is Evidence.EARLY
    assert customers_new.share(wide) == customers_new.share(none)


@pytest.mark.parametrize("bounds", [SEGMENTS.bounds, Bounds()])
def test_ten_kinds_have_names_and_a_map(language, bounds):
    told = replace(SEGMENTS, bounds=bounds)
    names = [customers_rfm.segment(one) for one in Segment]
    assert len(set(names)) == 10
    check([*names, customers_rfm.who(told), customers_rfm.apart(), customers_rfm.days(told),
           customers_rfm.times(), customers_rfm.much()], language)  # fmt: skip
    grid = customers_rfm.grid(told)
    assert grid.shape == (5, 6)
    assert set(grid.iloc[:, 1:].to_numpy().ravel()) == set(names)
    assert len(customers_rfm.rows(told)) == 10


def test_a_customer_of_a_list_is_told_without_a_name_too(language):
    one = Listed("0" * 32, None, State.GONE, LAST, 3, 45_000)
    check([customers_list.last(one), customers_list.bought(one), customers_list.more(1, 20, 99)],
          language)  # fmt: skip
    row = customers_list.rows([one]).iloc[0].tolist()
    assert row[:2] == ["G" + "0" * 12, ""]
    assert row[3:] == ["2026-11-22", 3, 45_000, ""]


def test_no_number_of_a_list_is_taken_for_a_number_by_a_spreadsheet():
    one = Listed(
        "0e9610315518" + "0" * 20, "신*솔", State.GONE, LAST, 3, 45_000, "2026112200000017"
    )
    number, *_others, order = customers_list.rows([one]).iloc[0].tolist()
    assert (number, order) == ("G0e9610315518", "#2026112200000017")
    assert customers_list.order(one.order).endswith(" 2026112200000017")
    assert customers_list.order(None) == customers_list.number("") == ""
