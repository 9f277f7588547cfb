"""What the tabs of 고객과 단골 say where files begin late, or where days are in no file."""

from datetime import timedelta

import numpy as np
import pytest

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


def said(tab, language="ko"):
    app = opening.opened(PAGE, language=language, tabs=(tab,))
    assert not app.exception
    return "\n".join(opening.texts(app)).replace("\\", "").replace("\u2060", "")


def lines(days):
    random, found = np.random.default_rng(7), []
    for n in range(2 * days):
        day, rate = days * (1 - n / (2 * days)), 0.004 + 0.03 * random.random()
        while day > 1:
            found.append(Line(TODAY - timedelta(days=int(day)), f"c{n}", 20_000))
            if random.random() < 0.4:
                break
            day -= random.exponential(1 / rate)
    return found


def torn(first, last, days=540):
    """No file has the days from so many days ago to so many."""

    def take(shop):
        every = lines(days)
        older = [one for one in every if one.day < TODAY - timedelta(days=first)]
        newer = [one for one in every if one.day > TODAY - timedelta(days=last)]
        shops.take(shop, older, name="older.xlsx")
        shops.take(shop, newer, as_of=NOW, first_line=len(older))

    return take


def whole(days):
    return lambda shop: shops.take(shop, lines(days), as_of=NOW)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("tab", ["states", "again", "value", "due"])
@pytest.mark.parametrize("kind", [torn(220, 180), torn(260, 258), whole(300)])
def test_every_tab_says_what_is_left_out_in_whole_sentences(kind, tab, language):
    with_shop(kind)
    told = said(tab, language)
    assert "nan" not in told.lower().split()
    if language == "ko":
        assert [line for line in told.splitlines() if faults_on_screen(line)] == []


def test_where_the_tab_of_states_tells_another_share_it_is_said():
    with_shop(whole(540))
    states, again = said("states"), said("again")
    share = next(line for line in states.splitlines() if "90일 안에 다시 샀어요" in line)
    number = share.split("100명 중 ")[1].split("명")[0]
    there = (
        f"100명 중 {number}명이 90일 안에 다시 사요.",
        f"산 지 90일이 지난 고객만 세면 100명 중 {number}명이에요.",
    )
    assert any(text in again for text in there)
    assert "파일의 첫 90일에 나온" in states


def test_days_without_a_file_are_named_with_what_they_hide():
    with_shop(torn(220, 180))
    states, again, value = said("states"), said("again"), said("value")
    assert "파일에 없는 날이 많아 다시 샀는지 모르는" in states
    assert "파일이 시작되거나 비었다가 이어질 때" in states
    assert "그사이 41일은 파일이 없어요." in states
    assert "–는 파일에 없는 날이 많은 달이에요." in again
    assert "너무 많이 비면 비기 전까지만 세요." in again
    assert "많이 겹치는 칸은 비우고 고객도 뺐어요." in value
    assert "그때 산 고객이 떠난 것처럼 보여서 예측하지 않아요." in value


def test_three_missing_days_leave_a_forecast_that_says_so():
    with_shop(torn(260, 258))
    assert "그사이 3일은 파일이 없어서 아무도 안 산 것으로 봤어요." in said("value")


def test_files_of_less_than_a_year_say_that_it_may_be_lower():
    with_shop(whole(300))
    for tab in ("states", "again", "value"):
        assert "전부터 산 고객이 섞였을 수 있어요. 실제로는 더 낮을 수 있어요." in said(tab)
    assert "다시 산 것 같아요." in said("states")
