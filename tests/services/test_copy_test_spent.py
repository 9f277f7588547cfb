"""Money is told of each one who saw a text: judged where it can be, else plainly not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core import i18n
from core.services import copy_test_board as boards
from core.services import copy_test_counts, copy_tests
from core.services.copy_test_kept import Draft
from core.services.copy_test_spent import spent
from core.terms.copy_tests import Count, Design, Response, Version
from core.verdicts.copy_tests import Answer
from core.wording import copy_won
from tests.wording.copy_rules import faults_on_screen

DAY = date(2026, 11, 2)
START = datetime(2026, 11, 2, 3, tzinfo=UTC)
LIST = Draft(
    "문자", Design.LIST_SPLIT, Response.REVENUE, (Version("A", "하나"), Version("B", "둘")), days=14
)


def told(shop, rows, **more):
    test = copy_tests.start(shop, copy_tests.add(shop, replace(LIST, **more), START).id, START)
    copy_test_counts.enter(shop, test.id, rows, START + timedelta(days=14))
    entry = boards.one(shop, test.id, DAY + timedelta(days=14))
    each = spent(test, entry.counts, entry.ruling)
    return entry.ruling, each, copy_won.beside(entry.ruling, each)


TOTALS = [Count("A", None, 200, 20, 600_000), Count("B", None, 200, 32, 1_200_000)]


def test_totals_are_described_and_said_not_to_be_judged(shop):
    ruling, each, words = told(shop, TOTALS)
    assert ruling.money == ()
    assert each == {"A": 3000, "B": 6000}
    assert words == (
        "합계만으로는 돈을 견줄 수 없어 산 사람 수로 봤어요. "
        "한 명이 쓴 돈은 A 3,000원, B 6,000원이에요. 이 차이가 우연인지는 알 수 없어요."
    )


def test_amounts_of_buyers_are_judged_with_bounds_in_won(shop):
    rows = [
        Count("A", None, 200, 20, 600_000, 20 * 30_000**2 + 10**8),
        Count("B", None, 200, 32, 1_200_000, 32 * 37_500**2 + 10**8),
    ]
    ruling, each, words = told(shop, rows)
    (money,) = ruling.money
    assert each == {"A": 3000, "B": 6000}
    low, high = round(money.difference.low), round(money.difference.high)
    assert low < 3000 < high
    assert f"B와 A 사이 +{low:,}원~+{high:,}원" in words


def test_money_that_is_missing_is_said_to_be(local):
    rows = [TOTALS[0], replace(TOTALS[1], won=None)]
    _, each, words = told(local, rows)
    assert each == {"A": 3000, "B": None}
    assert words == "금액이 빠진 문구가 있어 산 사람 수로 봤어요."


def test_what_is_only_compared_is_only_shown(local):
    rows = [
        replace(one, day=DAY + timedelta(days=n))
        for one in TOTALS for n in range(2)
    ]  # fmt: skip
    ruling, _, words = told(local, rows, design=Design.TWO_LINKS)
    assert ruling.answer is Answer.COMPARISON
    assert words == "한 명이 쓴 돈은 A 3,000원, B 6,000원이에요."


def test_nobody_is_told_before_the_end_who_spends_more(local):
    test = copy_tests.start(local, copy_tests.add(local, LIST, START).id, START)
    rows = [replace(one, day=DAY) for one in TOTALS]
    copy_test_counts.enter(local, test.id, rows, START)
    entry = boards.one(local, test.id, DAY + timedelta(days=2))
    assert spent(test, entry.counts, entry.ruling) == {}


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_money_is_compared_by_is_said_before_the_start(design, language):
    with i18n.speaking(language):
        said = copy_won.before(replace(LIST, design=design))
        assert said
        assert language == "en" or not faults_on_screen(said)
        assert not copy_won.before(replace(LIST, design=design, response=Response.ORDERS))
