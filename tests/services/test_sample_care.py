"""The sample shop has something to show on 리뷰와 불만 and on 구매 후 관리, whatever the day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from core.analysis.care_gifts import Outcome
from core.sample import care as planted
from core.services import (
    care_gift_effects,
    care_gifts,
    care_notices,
    care_queue,
    care_rules,
    sample,
    voice_answers,
    voice_conclusion,
    voice_reading,
)
from core.services.care_gifts import Thing
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import Evidence, seoul_day
from core.terms.voice import ComplaintStatus
from core.verdicts.voice import VoiceSay

NOW = datetime(2026, 12, 1, 4, tzinfo=UTC)
TODAY = seoul_day(NOW)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenShop]:
    folder: Path = tmp_path_factory.mktemp("books")
    opened = sample.start(folder, now=NOW)
    voice_reading.catch_up(opened)
    yield opened
    opened.close()


def rows(shop, asked):
    with shop.store.read() as session:
        return [tuple(row) for row in session.execute(text(asked))]


def test_some_ten_people_wait_for_each_kind_of_care(shop):
    due = care_queue.due_today(shop, TODAY)
    assert set(due.counts) == set(care_queue.Kind)
    # Whom a message reached in the last days is spared.
    assert all(3 <= count <= 20 for count in due.counts.values())


def test_neither_all_nor_nothing_was_done_in_the_last_weeks(shop):
    told = dict(rows(shop, "SELECT is_done, count(*) FROM care_touch GROUP BY is_done"))
    assert told[1] > 500
    assert 0.03 < told[0] / (told[0] + told[1]) < 0.3
    assert rows(shop, "SELECT max(day) FROM care_touch") == [(day_number(TODAY) - 1,)]


def test_complaints_are_at_every_step_and_some_are_late(shop):
    told = rows(shop, "SELECT status, due_at, alternative, cost, resolved_at FROM complaint")
    assert {ComplaintStatus(row[0]) for row in told} == set(ComplaintStatus)
    late = [row for row in told if ComplaintStatus(row[0]).is_open and row[1] < NOW.timestamp()]
    assert len(late) == 1
    assert all(row[2] and row[3] for row in told if row[4] is not None)


def test_everything_was_said_before_now_and_of_orders_that_had_arrived(shop):
    for table, column in (("feedback", "created_at"), ("complaint", "opened_at"),
                          ("care_touch", "at"), ("gift_draw", "created_at"),
                          ("review_note", "replied_at")):  # fmt: skip
        (latest,) = rows(shop, f"SELECT max({column}) FROM {table}")
        assert latest[0] <= NOW.timestamp()
    early = rows(
        shop,
        "SELECT f.id FROM feedback f JOIN order_line l ON l.shop_id = f.shop_id "
        "AND l.order_no = f.order_no WHERE l.delivered_at > f.created_at "
        "GROUP BY f.id HAVING count(*) = (SELECT count(*) FROM order_line o "
        "WHERE o.order_no = max(f.order_no))",
    )
    assert early == []


def test_one_bad_review_waits_longer_than_a_day(shop):
    waits = voice_answers.waiting(shop, NOW)
    reviews = [one for one in waits.items if one.review is not None]
    assert [one.review.stars for one in reviews if one.due < NOW] == [1]
    assert 3 <= len(waits.items) <= 8


def test_the_page_of_voices_begins_with_parcels_that_come_damaged(shop):
    found = voice_conclusion.conclusion(shop, TODAY, NOW).found
    assert (found.say, found.theme, found.level) == (VoiceSay.RISING, "packing", Evidence.KNOWN)


def test_letters_have_an_answer_and_gifts_are_on_their_way_to_one(shop):
    letters = care_gift_effects.answer(shop, Thing.LETTER, TODAY)
    again = next(one for one in letters.effects if one.outcome is Outcome.AGAIN)
    assert (again.evidence, again.is_random) == (Evidence.KNOWN, True)
    assert again.bounds[0] > 0
    presents = care_gift_effects.answer(shop, Thing.GIFT, TODAY)
    assert presents.effects == ()
    assert presents.first_look > TODAY
    assert 0 < presents.people < presents.goal
    assert len(care_gifts.waiting(shop, Thing.LETTER, TODAY)) >= 5


def test_the_halves_of_its_draws_are_equal(shop):
    told = rows(shop, "SELECT what, sum(is_given), count(*) FROM gift GROUP BY what")
    assert {row[0] for row in told} == {"letter", "gift"}
    assert all(row[2] - 2 * row[1] in {0, 1} for row in told)


def test_rules_tips_and_worries_are_hers(shop):
    rules = care_rules.rules(shop)
    assert rules[care_queue.Kind.HOW_IS_IT].text == planted.OWN_WORDS["how_is_it"]
    assert len(rows(shop, "SELECT product_id FROM care_tip")) == len(planted.TIPS)
    board = care_notices.board(shop)
    assert 0 < len(board.open) < len(board.worries)
    assert len(board.left_out) == 1
