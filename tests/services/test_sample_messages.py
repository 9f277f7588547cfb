"""The sample shop has something to show where messages are written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.services import (
    customer_book,
    messages_follow,
    messages_people,
    messages_rules,
    messages_scenarios,
    messages_texts,
    messages_wordings,
    sample,
    settings,
)
from core.services.messages_follow import Who
from core.services.messages_texts import Ready
from core.services.opening import OpenShop
from core.terms import seoul_day
from core.terms.messages import ScenarioStage

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
TODAY = seoul_day(NOW)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenShop]:
    folder: Path = tmp_path_factory.mktemp("books")
    opened = sample.start(folder, now=NOW)
    yield opened
    opened.close()


def test_two_stages_are_left_open(shop):
    way = messages_scenarios.way(shop)

    assert [step.stage for step in way if step.is_empty] == [
        ScenarioStage.VIEWED, ScenarioStage.CART,
    ]  # fmt: skip
    assert any(one.persona for step in way for one, _texts in step.scenarios)


def test_every_text_may_leave_for_real_customers(shop):
    rules, sign = messages_rules.read(shop), settings.read(shop).name
    extra = {"number": rules.opt_out, "benefit": "새 향을 먼저 골라요.", "until": "12월 31일"}
    people = [
        messages_people.values(one, TODAY, sign, extra) for one in messages_people.newest(shop)
    ]
    found = [
        messages_texts.ready(version, people, rules.sending(sign, one.channel, texts[0].kind))
        for step in messages_scenarios.way(shop)
        for one, texts in step.scenarios
        for version in messages_wordings.versions(texts)
    ]

    assert len(people) == messages_people.ROWS
    assert len(found) == 11
    assert all(isinstance(one, Ready) for one in found), found


@pytest.mark.parametrize("who", Who)
def test_real_customers_can_be_followed(shop, who):
    one = messages_follow.example(shop, customer_book.read(shop), who, TODAY)
    found = messages_follow.follow(messages_scenarios.way(shop), one, messages_rules.read(shop))

    assert one.is_real
    assert len(found.messages) >= 5
