"""The points of contact and the numbers beside a stage in words."""

from datetime import date, timedelta

import pytest

from core import i18n
from core.analysis.journey import Stage
from core.services.journey_beside import Beside
from core.services.touchpoints import POINTS, Map, Point, PointProblem
from core.terms import Period
from core.wording import journey_beside, touchpoints
from tests.wording.copy_rules import faults_on_screen

TODAY = date(2026, 11, 25)
PERIOD = Period.ending(TODAY, 28)


def said() -> list[str]:
    """Everything that can be said here."""
    points = [Point(stage, item) for stage, items in POINTS.items() for item in items]
    late = Point(Stage.BUY, "coupon", checked=TODAY - timedelta(days=57))
    shown = [
        Map((late, *points), TODAY), Map((late,), TODAY),
        Map((Point(Stage.BUY, "coupon", checked=TODAY),), TODAY),
    ]  # fmt: skip
    beside = [
        Beside("wishes"), Beside("wishes", 52, TODAY, 40, PERIOD, 5),
        Beside("subscribers", 7, TODAY, None, PERIOD, 1),
        Beside("cart_adds", None, None, None, PERIOD, 27),
        Beside("cart_adds", 81, None, None, PERIOD, 28),
    ]  # fmt: skip
    return [
        *(touchpoints.name(one) for one in points),
        *(touchpoints.title(one) for one in shown),
        *(touchpoints.note(one) for one in shown),
        *(touchpoints.state(one, shown[0]) for one in (*points[:1], late)),
        touchpoints.state(Point(Stage.BUY, "coupon", is_left_out=True), shown[0]),
        touchpoints.stage_title("A", (late,), shown[0]),
        *(touchpoints.refused(one).text for one in PointProblem),
        touchpoints.checked(late),
        touchpoints.left_out(late),
        *(touchpoints.question(one) for one in Stage),
        *(text for one in beside for text in (
            journey_beside.name(one), journey_beside.value(one), journey_beside.note(one),
            *(part for line in journey_beside.origin(one) for part in line))),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_unfinished(language):
    with i18n.speaking(language):
        texts = said()
    assert all(texts)
    assert not [one for one in texts if "{" in one or "None" in one]
    if language == "ko":
        assert [found for one in texts for found in faults_on_screen(one)] == []


def test_late_points_and_those_never_looked_at_are_told_apart():
    late = Point(Stage.BUY, "coupon", checked=TODAY - timedelta(days=57))
    shown = Map((late, Point(Stage.BUY, "options")), TODAY)
    assert touchpoints.title(shown) == "접점 2곳 중 2곳을 확인해 주세요"
    assert touchpoints.note(shown) == "1곳은 8주 넘게 확인하지 않았고 1곳은 아직이에요."
    assert "8주가 넘었어요" in touchpoints.state(late, shown)


def test_what_nobody_told_is_a_dash_and_never_a_nought():
    assert journey_beside.value(Beside("wishes")) == "–"
    assert journey_beside.note(Beside("wishes")) == "알려 주는 파일이 없어요. 직접 적을 수 있어요."
    grown = Beside("wishes", 52, TODAY, 40, PERIOD, 5)
    assert "+12" in journey_beside.note(grown)
