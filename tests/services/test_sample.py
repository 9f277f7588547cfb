"""The made-up shop has everything a seller's own files could tell, and leaves no trace."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.analysis.journey import Stage
from core.sample.copy_tests import past
from core.services import (
    copy_library,
    copy_test_board,
    covering,
    importing,
    sample,
    target_content,
    todo,
)
from core.services.opening import OpenShop
from core.services.todo import TodoKind
from core.terms import DataSet, seoul_day
from core.verdicts.copy_tests import Answer

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def shop(folder: Path) -> Iterator[OpenShop]:
    opened = sample.start(folder, now=NOW)
    yield opened
    opened.close()


def test_every_kind_of_data_but_pages_is_there(shop: OpenShop) -> None:
    told = {entry.data_set for entry in importing.history(shop)}
    assert told == {
        DataSet.ORDERS, DataSet.PRODUCTS, DataSet.SALES, DataSet.TRAFFIC, DataSet.KEYWORDS,
        DataSet.CUSTOMERS, DataSet.REVIEWS, DataSet.INQUIRIES, DataSet.SETTLEMENTS, DataSet.ADS,
    }  # fmt: skip


def test_its_main_persona_has_content_at_some_stages_and_none_at_others(shop: OpenShop) -> None:
    plan = target_content.plan(shop, seoul_day(NOW))
    first, second = (one.id for one in plan.personas)
    assert plan.empty(first) == (Stage.BUY, Stage.LOYAL)
    assert plan.empty(second) == (Stage.REACH, Stage.LOOK, Stage.BUY, Stage.LOYAL)
    assert target_content.most_pressing(plan) == (first, Stage.BUY)
    assert plan.loose == 0


def test_nothing_of_it_was_refused(shop: OpenShop) -> None:
    assert [entry.refused for entry in importing.history(shop)] == [0] * 29


def test_its_last_day_is_yesterday_in_seoul(shop: OpenShop) -> None:
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.period.last == date(2026, 11, 24)


def test_its_copy_tests_show_every_way_a_test_can_go(shop: OpenShop) -> None:
    board = copy_test_board.board(shop, seoul_day(NOW))
    over = {entry.ruling.answer for entry in board.over if entry.ruling is not None}
    assert over == {Answer.SWITCH, Answer.KEEP, Answer.EITHER, Answer.LOW_REGRET, Answer.HARD}
    assert [entry.test.draft.title for entry in board.ready] == ["인센스 광고, 향과 시간"]
    running = [entry.ruling.answer for entry in board.running if entry.ruling is not None]
    assert sorted(running) == [Answer.MISMATCH, Answer.RUNNING, Answer.RUNNING]
    assert all(entry.test.draft.product_id is not None for entry in (*board.over, *board.running))


def test_one_of_them_waits_for_the_list_of_things_to_do(shop: OpenShop) -> None:
    # Five things that people wait for may stand before it on the day.
    told = [one for source in todo.SOURCES for one in source(shop, seoul_day(NOW))]
    waits = [one for one in told if one.kind is TodoKind.COPY_TESTS]
    assert [(one.page, one.count) for one in waits] == [("tests", 1)]


def test_its_library_learns_from_them_and_from_results_of_last_year(shop: OpenShop) -> None:
    clicks = next(one for one in copy_library.book(shop).lessons if one.response.value == "clicks")
    first = clicks.compared[0]
    assert clicks.tests == len(past()) + 3
    assert (first.name, first.known, first.helps) == ("tone:factual", True, True)
    assert clicks.suggestion is not None


def test_it_is_not_made_a_second_time(folder: Path, shop: OpenShop) -> None:
    assert sample.is_on(folder)
    again = sample.start(folder, now=NOW)
    assert len(importing.history(again)) == len(importing.history(shop))
    again.close()


def test_it_goes_without_a_trace(folder: Path, shop: OpenShop) -> None:
    shop.close()
    sample.stop(folder)
    assert not sample.is_on(folder)
    assert not list(folder.iterdir())
