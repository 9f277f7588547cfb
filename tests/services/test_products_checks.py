"""The checklist of a detail page is kept with its days, scored, and taken back."""

from datetime import UTC, date, datetime, timedelta

from core.services import products_checks as checks
from core.services.products_checks import Answer, Score

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
EARLIER = NOW - timedelta(days=30)
ITEMS = ("photo", "reviews", "returns", "seller")


def test_the_score_is_what_is_there_of_what_applies(local):
    assert checks.answers(local, 7).score(ITEMS) == Score(0, 4)
    assert checks.answers(local, 7).last is None
    for item, said in zip(ITEMS, (Answer.DONE, Answer.MISSING, Answer.NOT_MINE), strict=False):
        checks.answer(local, 7, item, said, EARLIER)
    checks.answer(local, 8, "photo", Answer.DONE, NOW)
    found = checks.answers(local, 7)
    assert found.score(ITEMS) == Score(1, 3)
    assert found.last == date(2026, 10, 24)


def test_an_answer_can_be_taken_back_to_the_one_before(local):
    assert checks.answer(local, 7, "photo", Answer.MISSING, EARLIER) is None
    old = checks.answer(local, 7, "photo", Answer.DONE, NOW)
    assert old.answer is Answer.MISSING
    checks.undo(local, 7, "photo", old, NOW)
    found = checks.answers(local, 7)
    assert (found.answers, found.last) == ({"photo": Answer.MISSING}, date(2026, 10, 24))
    same_day = checks.answer(local, 7, "photo", Answer.NOT_MINE, EARLIER)
    checks.undo(local, 7, "photo", same_day, NOW)
    assert checks.answers(local, 7).answers == {"photo": Answer.MISSING}
    checks.undo(local, 7, "photo", None, NOW)
    checks.undo(local, 7, "photo", None, NOW)
    assert checks.answers(local, 7).answers == {}


def test_the_point_of_a_question_fits_into_the_store(local):
    item = checks.question("f" * 32)
    checks.answer(local, 7, item, Answer.MISSING, NOW)
    assert checks.answers(local, 7).answers == {item: Answer.MISSING}
