"""When customers buy is said as surely as it is known, in both languages."""

from datetime import date

import numpy as np
import pytest

from core.analysis.buying_times import Busiest, Times
from core.i18n import speaking
from core.services.target_when import Reach, When
from core.terms import Evidence, Period
from core.wording import target_when as wording
from tests.wording.copy_rules import faults

SURE_DAY, MAYBE_DAY, EARLY_DAY = (
    Busiest(1, 0.22, 0.001),
    Busiest(1, 0.16, 0.4),
    Busiest(1, 0.3, None),
)
SURE_EVENING, SURE_NOON, MAYBE = (
    Busiest(20, 0.31, 0.002),
    Busiest(11, 0.3, 0.01),
    Busiest(2, 0.2, 0.7),
)


def view(day, hours, *, no_hour=0):
    orders = np.full((7, 24), 9)
    orders[3, :4] = 1
    times = Times(orders, orders * 1000, np.full((9, 7), 20), np.full((9, 24), 6), no_hour)
    return When(Period(date(2026, 9, 21), date(2026, 11, 22)), times, day, hours, 2)


@pytest.mark.parametrize(
    ("day", "hours", "level", "korean"),
    [
        (SURE_DAY, SURE_EVENING, Evidence.KNOWN, "화요일에, 그리고 20~23시에 가장 많이 사요."),
        (
            MAYBE_DAY,
            SURE_NOON,
            Evidence.KNOWN,
            "11~14시에 가장 많이 사요. 요일은 뚜렷한 차이가 없어요.",
        ),
        (SURE_DAY, MAYBE, Evidence.KNOWN, "화요일에 가장 많이 사요. 시간은 뚜렷한 차이가 없어요."),
        (MAYBE_DAY, MAYBE, Evidence.HINT, "뚜렷하게 많이 사는 요일이나 시간은 아직 없어요."),
        (SURE_DAY, None, Evidence.KNOWN, "화요일에 가장 많이 사요."),
        (MAYBE_DAY, None, Evidence.HINT, "요일은 뚜렷한 차이가 없어요."),
        (EARLY_DAY, None, Evidence.EARLY, "손님이 언제 사는지 말하기에는 아직 일러요."),
        (None, None, Evidence.EARLY, "손님이 언제 사는지 말하기에는 아직 일러요."),
    ],
)
def test_the_headline_names_only_what_is_sure(day, hours, level, korean):
    found = view(day, hours)
    with speaking("ko"):
        assert wording.headline(found) == korean
        assert [faults(wording.headline(found)), faults(wording.reason(found))] == [[], []]
    assert wording.level(found) is level


def test_what_chance_can_do_is_said_to_be_chance():
    with speaking("ko"):
        said = wording.reason(view(MAYBE_DAY, SURE_EVENING))
    assert (
        said == "화요일에 주문의 16%가 몰렸지만 우연일 수 있어요. 20~23시에 주문의 31%가 몰렸어요."
    )


def test_where_nothing_is_sure_it_is_said_how_little_was_looked_at():
    with speaking("ko"):
        said = wording.advice(view(MAYBE_DAY, MAYBE))
        assert wording.reach(Reach.QUARTER) == "최근 13주"
    assert said == (
        "9주 동안의 주문 1,260건으로는 우연인지 몰라요. 자료가 더 있으면 위에서 기간을 늘려 보세요."
    )
    assert faults(said) == []


def test_too_little_says_what_it_takes():
    with speaking("en"):
        said = wording.reason(view(EARLY_DAY, None))
    assert "8 whole weeks and 100 orders" in said
    assert "9 weeks and 1,260 orders" in said


@pytest.mark.parametrize(
    ("hours", "night"), [(SURE_EVENING, True), (SURE_NOON, False), (Busiest(18, 0.3, 0.01), False),
                         (Busiest(7, 0.3, 0.01), True), (Busiest(8, 0.3, 0.01), False)]
)  # fmt: skip
def test_the_night_has_its_own_consent(hours, night):
    with speaking("ko"):
        said = wording.advice(view(SURE_DAY, hours))
    assert ("야간 동의" in said) is night
    assert wording.advice(view(SURE_DAY, MAYBE)) == ""


def test_cells_with_few_orders_are_counted_and_orders_without_an_hour_told():
    with speaking("ko"):
        assert "4곳" in wording.thin(view(SURE_DAY, MAYBE), 1)
        assert (
            wording.thin(view(SURE_DAY, MAYBE), 3)
            == "빗금 칸 1곳은 주문이 5건보다 적어서 우연이 커요."
        )
        assert wording.thin(view(SURE_DAY, MAYBE), 12) == ""
        assert "12건" in wording.unknown(view(SURE_DAY, MAYBE, no_hour=12))
        assert wording.unknown(view(SURE_DAY, MAYBE)) == ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_table_has_a_row_a_weekday_and_the_numbers_of_the_picture(language):
    with speaking(language):
        orders = wording.rows(view(SURE_DAY, MAYBE), 3, won=False)
        won = wording.rows(view(SURE_DAY, MAYBE), 3, won=True)
        names = [wording.reach(one) for one in Reach]
        told = dict(wording.origin(view(SURE_DAY, MAYBE)))
    assert orders.shape == (7, 9)
    assert orders.iloc[3, 1] == 3
    assert won.iloc[3, 1] == 3000
    assert len(set(names)) == len(Reach)
    assert "1,260" in told.values()
    assert not any("검정" in it or "t-test" in it for it in told.values())
