"""How long the bars of 고객 여정 and 오늘 are: a share of an earlier one, or an outline."""

from core.analysis.journey import Move, Stage, Step
from core.services.journey_view import Journey, StageView
from core.services.today import StageCount
from core.terms import Evidence
from core.ui.journey import bar
from core.ui.today import sizes
from core.verdicts.journey import Called
from core.wording.journey import Names

VIEW = Journey(orders_total=500)
BOUGHT = StageView(Stage.BUY, "orders", 240)
KEPT = StageView(Stage.AFTER, "order_lines", 433)


def called(step: Step, part: float, whole: float) -> Called:
    return Called(Move(step, (part, whole), None, is_relative=False), Evidence.EARLY, 0, None)


def test_orders_without_visits_are_an_outline_beside_them_and_whole_where_they_begin():
    assert bar(VIEW, BOUGHT, Names.OURS, "left").size is None
    assert bar(VIEW, BOUGHT, Names.OURS, "right", is_first=True).size == 1.0
    assert "240" in bar(VIEW, BOUGHT, Names.OURS, "left").text


def test_a_known_share_is_as_long_as_it_is():
    of_visits = StageView(Stage.BUY, "orders", 240, of_first=called(Step.PAY_RATE, 240, 12_000))
    assert bar(VIEW, of_visits, Names.OURS, "left").size == 0.02
    kept = StageView(Stage.AFTER, "order_lines", 433, of_previous=called(Step.KEPT_RATE, 433, 866))
    assert bar(VIEW, kept, Names.OURS, "right").size == 0.5


def test_what_has_no_share_is_an_outline_on_the_right_as_well():
    assert bar(VIEW, KEPT, Names.OURS, "right").size is None
    assert bar(VIEW, StageView(Stage.LOYAL, "buyers"), Names.OURS, "right").size is None


def counted(stage: Stage, count: int | None, share: Called | None = None) -> StageCount:
    return StageCount(stage, "orders", count, share, None)


def test_on_today_the_first_known_stage_is_whole_and_one_without_a_share_an_outline():
    kept = called(Step.KEPT_RATE, 2, 4)
    stages = (
        counted(Stage.REACH, None),
        counted(Stage.LOOK, None),
        counted(Stage.BUY, 7),
        counted(Stage.AFTER, 2, kept),
        counted(Stage.LOYAL, 1),
    )
    assert sizes(stages) == [None, None, 1.0, 0.5, None]
    of_visits = (counted(Stage.REACH, 900), counted(Stage.BUY, 7))
    assert sizes(of_visits) == [1.0, None]
    assert sizes((counted(Stage.REACH, None),)) == [None]
