"""Scores are those of a plain count, on every database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import text

from core.services import voice_batches, voice_feedback, voice_scores
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.services.voice_scores import LEAST_ANSWERS, By, Name, Weeks
from core.store.tables import Label, OrderLine, table_of
from core.store.voice_tables import FeedbackRow
from core.terms import Evidence, Mall, Record
from core.terms.voice import AskedScale, VoiceSource
from tests import shops
from tests.shops import Line
from tests.store import facts

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = date(2026, 12, 1)
ROUTES = ("네이버 검색", "인스타그램")
RANGES = {"csat": (1, 5), "nps": (0, 10), "ces": (1, 7)}


def fill(shop, answers: pd.DataFrame) -> None:
    """Put answers in; each with an order of its own, of a product, that came by a route."""
    lines = [
        Line(TODAY - timedelta(days=int(back) + 3), f"b{at}", order=f"O{at}", product=product)
        for at, (back, product) in enumerate(zip(answers["back"], answers["product"], strict=True))
    ]
    shops.take(shop, lines)
    table = table_of(OrderLine)
    with shop.store.write() as session:
        for number, name in enumerate(ROUTES, start=1):
            session.add(Label(shop_id=shop.id, id=number, text=name, created_by=1))
        session.flush()
        names = dict(session.execute(text("SELECT name, id FROM product")).all())
        for number, name in enumerate(ROUTES, start=1):
            mine = [f"O{at}" for at in answers.index[answers["route"] == name]]
            asked = table.update().where(table.c.order_no.in_(mine))
            session.execute(asked.values(route=number))
        for at, one in answers.iterrows():
            session.add(
                FeedbackRow(
                    shop_id=shop.id, id=at + 1, said_on=TODAY - timedelta(days=int(one["back"])),
                    source=one["source"], scale=one["scale"], score=int(one["score"]), text="",
                    order_no=f"O{at}",
                    mall=Mall.SMARTSTORE.value if at % 2 else None,
                    product_id=names[one["product"]], created_at=NOW,
                    deleted_at=NOW if one["is_gone"] else None,
                    merged_into=1 if one["is_merged"] else None,
                )
            )  # fmt: skip


def drawn(seed: int, size: int) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    scales = rng.choice(["csat", "nps", "ces"], size, p=[0.6, 0.25, 0.15])
    frame = pd.DataFrame(
        {
            "back": rng.integers(0, 400, size),
            "scale": scales,
            "score": [int(rng.integers(low, high + 1)) for low, high in map(RANGES.get, scales)],
            "source": rng.choice(["talk", "phone", "other"], size),
            "product": rng.choice(["mug", "bowl", "plate"], size),
            "route": rng.choice([*ROUTES, ""], size),
            "is_gone": rng.random(size) < 0.1,
            "is_merged": rng.random(size) < 0.1,
        }
    )
    frame.loc[0, ["is_gone", "is_merged"]] = False
    return frame


def expected(frame: pd.DataFrame, name: str) -> float:
    """The score of some answers, counted plainly."""
    scores = frame["score"]
    if name == "csat":
        return float((scores >= 4).mean())
    if name == "nps":
        return float((scores >= 9).mean() - (scores <= 6).mean())
    return float(scores.mean())


@pytest.mark.parametrize("weeks", list(Weeks))
def test_the_scores_are_those_of_a_plain_count(shop, weeks):
    answers = drawn(3, 300)
    fill(shop, answers)
    found = voice_scores.report(shop, TODAY, weeks)
    counts = answers.loc[~answers["is_gone"] & ~answers["is_merged"]]
    assert found.ever == len(counts)
    for said in found.said:
        mine = counts.loc[counts["scale"] == said.name.value]
        now = mine.loc[mine["back"] < weeks.days]
        before = mine.loc[(mine["back"] >= weeks.days) & (mine["back"] < 2 * weeks.days)]
        assert (said.whole.answers, said.whole.before) == (len(now), len(before))
        if len(now) >= LEAST_ANSWERS:
            assert said.whole.score.value == pytest.approx(expected(now, said.name.value))
            assert said.mean.value == pytest.approx(now["score"].mean())
        else:
            assert said.whole.score is None
        for by, column in ((By.PRODUCT, "product"), (By.ROUTE, "route"), (By.SOURCE, "source")):
            told = {one.name: (one.answers, one.before) for one in said.groups[by]}
            plain = {
                name: (len(some), int((before[column] == name).sum()))
                for name, some in now.groupby(column)
                if name
            }
            assert told == plain
            for one in said.groups[by]:
                if one.score is not None:
                    some = now.loc[now[column] == one.name]
                    assert one.score.value == pytest.approx(expected(some, said.name.value))


def test_the_points_over_time_add_up_and_few_answers_have_no_score(shop):
    answers = drawn(4, 500)
    fill(shop, answers)
    counts = answers.loc[~answers["is_gone"] & ~answers["is_merged"]]
    for said in voice_scores.report(shop, TODAY, Weeks.TWELVE).said:
        mine = counts.loc[(counts["scale"] == said.name.value)]
        for one in said.trend:
            back = (TODAY - one.first).days
            some = mine.loc[(mine["back"] <= back) & (mine["back"] > back - said.step)]
            assert one.answers == len(some)
            assert (one.score is None) == (len(some) < LEAST_ANSWERS)


def csat(shop, score, back, count, about=None):
    one = Remark(
        "", TODAY - timedelta(days=back), VoiceSource.TALK, AskedScale.CSAT, score,
        about or About(),
    )  # fmt: skip
    voice_batches.add_many(shop, [one] * count, NOW)


def test_nine_answers_have_no_score_and_ten_have_one(local):
    csat(local, 5, 3, 9)
    assert voice_scores.report(local, TODAY).said[0].whole.score is None
    csat(local, 2, 3, 1)
    score = voice_scores.report(local, TODAY).said[0].whole.score
    assert (score.value, score.answers) == (pytest.approx(0.9), 10)
    assert score.lower < 0.9 < score.upper


def test_a_change_is_called_one_only_when_the_answers_say_so(local):
    for week in range(12):
        csat(local, 5, 7 * week, 4)
        csat(local, 2, 7 * week, 1)
        csat(local, 5, 84 + 7 * week, 2)
        csat(local, 2, 84 + 7 * week, 3)
    found = voice_scores.report(local, TODAY).said[0].whole
    assert (found.change.evidence, found.change.by) == (Evidence.KNOWN, pytest.approx(0.4))
    with local.store.write() as session:
        session.execute(text("UPDATE feedback SET score = CASE WHEN id % 3 = 0 THEN 2 ELSE 5 END"))
    found = voice_scores.report(local, TODAY).said[0].whole
    assert found.change.evidence is Evidence.EARLY


def test_merged_remarks_count_once(local):
    csat(local, 5, 3, 12)
    voice_feedback.merge(local, 2, 1, NOW)
    assert voice_scores.report(local, TODAY).said[0].whole.answers == 11
    # What counted for both is thrown away: the other one counts again.
    voice_feedback.delete(local, 1, NOW)
    assert voice_scores.report(local, TODAY).said[0].whole.answers == 11


def test_an_order_that_was_undone_leaves_the_answer_without_its_route(local):
    csat(local, 5, 3, 12, About(Mall.SMARTSTORE, "gone", 77, "f" * 32))
    found = voice_scores.report(local, TODAY).said[0]
    assert (found.whole.answers, found.groups[By.PRODUCT], found.groups[By.ROUTE]) == (12, (), ())


def test_stars_are_told_beside_and_not_in_the_score(shop):
    day = shops.noon(TODAY - timedelta(days=4))
    facts.put(
        shop.store,
        Record.REVIEW,
        [
            {"mall": 1, "review_no": str(at), "rating": rating, "written_at": day}
            for at, rating in enumerate((5, 4, 1, None))
        ],
    )
    found = voice_scores.report(shop, TODAY)
    assert (found.said, found.stars.reviews) == ((), 3)
    assert found.stars.mean == pytest.approx(10 / 3)


def test_a_year_shows_old_answers_and_twelve_weeks_say_there_are_some(local):
    csat(local, 5, 300, 12)
    short = voice_scores.report(local, TODAY)
    assert (short.said, short.ever) == ((), 12)
    long = voice_scores.report(local, TODAY, Weeks.YEAR)
    assert replace(long.said[0].whole.score, lower=0, upper=0).value == 1
    assert long.said[0].name is Name.CSAT
