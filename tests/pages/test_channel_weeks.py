"""The course of visits on the page 유입 채널."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.terms import seoul_day
from tests import shops, ways
from tests.pages import opening

PAGE = "pages/diagnose/channels.py"
YESTERDAY = seoul_day(datetime.now(UTC)) - timedelta(days=1)


def fill(days: int) -> None:
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    ways.channels(shop, days, last=YESTERDAY)
    shop.close()


def said(app) -> str:
    assert not app.exception
    return "\n".join(opening.texts(app)).replace("\\", "")


@pytest.mark.parametrize(
    ("language", "title", "all_of_them"),
    [
        ("ko", "유입은 평소와 비슷해요", "모든 채널 합계"),
        ("en", "Visits are as usual", "All channels together"),
    ],
)
def test_the_course_is_drawn_for_all_channels_or_one(language, title, all_of_them):
    fill(300)
    app = opening.opened(PAGE, language=language)
    assert title in said(app)
    which = app.selectbox(key="channels.weeks.which")
    assert which.options[0] == all_of_them
    assert which.options[2:] == ["search · -", "ads · -"]
    if language == "ko":
        # Which name belongs to a value is asked outside of the app, where Korean is spoken.
        for value in ("*", "search · -", "ads · -"):
            app.selectbox(key="channels.weeks.which").set_value(value).run()
            assert title in said(app)


def test_two_weeks_are_drawn_and_not_judged():
    fill(20)
    assert "주마다 본 유입" in said(opening.opened(PAGE))


def test_a_week_is_not_drawn_but_what_it_takes_is_said():
    fill(9)
    assert "날짜별 채널 파일을 올리면" in said(opening.opened(PAGE))
