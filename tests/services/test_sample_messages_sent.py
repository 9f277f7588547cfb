"""What messages did in the sample shop is found out, whatever the day it is made."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.sample import messages_sent as planted
from core.services import messages_called, messages_record, messages_results, sample
from core.services import sample_messages_sent as sending
from core.services.messages_next import Do, steps
from core.services.messages_result import Told
from core.services.opening import OpenShop
from core.terms import Evidence, seoul_day
from core.terms.messages import ScenarioStage
from tests import shops

NOW = datetime(2026, 10, 14, 4, tzinfo=UTC)
TODAY = seoul_day(NOW)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenShop]:
    folder: Path = tmp_path_factory.mktemp("books")
    opened = sample.start(folder, now=NOW)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def results(shop):
    return messages_results.results(shop, TODAY)


def test_every_sending_is_there_and_the_last_one_is_waited_for(results):
    assert len(results) == len(planted.SENT) + 1
    assert results[0].told is Told.WAITING
    assert sum(one.told is Told.READY for one in results) == len(planted.SENT) - 1
    assert sum(one.is_typed for one in results) == 1
    assert messages_record.unsorted(results) == 2


def test_what_was_planted_is_found(shop, results):
    some = messages_record.standings(results, 30)
    names = messages_called.called(shop)
    best = messages_record.best(some)
    assert best is not None
    assert names.stages[best.scenario] is ScenarioStage.AFTER
    away = [one for one in some if one.scenario and
            names.stages[one.scenario] is ScenarioStage.AWAY]  # fmt: skip
    assert all(one.evidence is not Evidence.KNOWN for one in away)


def test_the_record_has_thin_cells_and_something_to_do(results):
    cells = messages_record.cells(results)
    assert any(one.is_thin for one in cells)
    assert {"A", "B"} <= {one.letter for one in cells}
    assert steps(messages_record.standings(results, 30), cells)[0].do is Do.KEEP


def test_a_shop_without_orders_sends_nothing(tmp_path):
    empty = shops.opened(tmp_path)
    sending.put(empty, NOW)
    assert messages_results.results(empty, TODAY) == ()
    empty.close()


def test_a_scenario_that_is_missing_is_begun(tmp_path):
    lines = [shops.Line(day, f"b{n % 60}", 20_000)
             for n, day in enumerate(shops.days_ending(TODAY, 300))]  # fmt: skip
    some = shops.opened(tmp_path)
    shops.take(some, lines)
    sending.put(some, NOW)
    found = messages_results.results(some, TODAY)
    assert len(found) == len(planted.SENT) + 1
    assert all(one.send.scenario or not one.send.persona for one in found)
    some.close()
