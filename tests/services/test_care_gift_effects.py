"""What letters brought is told once, when it was said to be, and as plain counting has it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import ceil

import numpy as np
import pytest
from sqlalchemy import text

from core.analysis.care_gifts import Outcome
from core.services import care_gift_effects, care_gifts, settings
from core.services.care_gift_effects import LEAST_GOAL, answer
from core.services.care_gift_outlook import outlook
from core.services.care_gifts import Thing
from core.services.kept_notes import NoteRefused
from core.stats.ab.planning import sample_size
from core.stats.proportions import Tally
from core.store.moments import day_number
from core.terms import Evidence, OrderState
from tests.shops import Line, take

LETTER = Thing.LETTER
FIRST = date(2026, 3, 2)
DAYS = 12
A_DAY = 14
GOAL = 100


def noon(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def planned(shop, goal=GOAL, day=FIRST):
    care_gift_effects.set_goal(shop, LETTER, goal, noon(day), day)


def orders(*, seed=5):
    """Twelve days of orders, some by buyers who had come on an earlier one, some cancelled."""
    random = np.random.default_rng(seed)
    found = []
    for at in range(DAYS * A_DAY):
        day = FIRST + timedelta(days=at // A_DAY)
        buyer = f"b{at}" if random.random() > 0.15 or at < A_DAY else f"b{int(random.integers(at))}"
        found.append((f"o{at:03}", day, buyer, bool(random.random() < 0.1)))
    return found


def later(placed, *, seed=6):
    """What their buyers bought afterwards: number, day, buyer, whether it was cancelled."""
    random = np.random.default_rng(seed)
    return [
        (f"z{number}", day + timedelta(days=int(random.integers(1, 130))), buyer,
         bool(random.random() < 0.2))
        for number, day, buyer, _ in placed if random.random() < 0.5
    ]  # fmt: skip


def grown(shop, placed):
    """Draw each day among the orders of the day, and let half a year go by."""
    at = 0
    for day in sorted({one[1] for one in placed}):
        some = [one for one in placed if one[1] == day]
        take(shop, [Line(day, buyer, order=number, state=OrderState.PAID)
                    for number, _, buyer, _ in some],
             name=f"{day}.xlsx", first_line=at, as_of=noon(day))  # fmt: skip
        at += len(some)
        seen = [one.key for one in care_gifts.waiting(shop, LETTER, day)]
        made = care_gifts.at_random(shop, LETTER, seen, noon(day), 450)
        parcels = [one.order.key for one in care_gifts.lots(shop, made.id) if one.is_given]
        care_gifts.send(shop, {made.id: parcels}, day)
    came = later(placed)
    last = noon(FIRST + timedelta(days=200))
    states = {True: OrderState.CANCELLED, False: OrderState.CONFIRMED}
    take(shop, [Line(day, buyer, order=number, state=states[is_lost])
                for number, day, buyer, is_lost in placed],
         name="all.xlsx", as_of=last)  # fmt: skip
    take(shop, [Line(day, buyer, order=number, state=states[is_lost])
                for number, day, buyer, is_lost in came],
         name="later.xlsx", first_line=900, as_of=last)  # fmt: skip
    with shop.store.write() as session:
        session.execute(
            text("UPDATE order_line SET confirmed_at = paid_at + 864000 WHERE state = 6")
        )
    return came


def given(shop):
    found = {}
    for one in care_gifts.draws(shop, LETTER):
        for lot in care_gifts.lots(shop, one.id):
            found[lot.order.order_no] = lot.is_given
    return found


def by_hand(shop, placed, came):
    """Who came again within 90 days, counted one by one over the draws up to the goal."""
    lots, seen, counted = given(shop), {}, {True: [0, 0], False: [0, 0]}
    for number, day, buyer, _ in sorted(placed, key=lambda one: one[0]):
        if day > FIRST and len({b for n, d, b, _ in placed if d < day}) >= GOAL:
            break
        seen.setdefault(buyer, (number, day))
    for buyer, (number, day) in seen.items():
        again = any(
            other == buyer and 0 < (when - day).days <= 90 and not is_lost
            for _, when, other, is_lost in [*placed, *came]
        )
        counted[lots[number]][0] += again
        counted[lots[number]][1] += 1
    return Tally(*counted[True]), Tally(*counted[False])


def test_the_effect_is_that_of_counting_one_by_one(shop):
    planned(shop)
    placed = orders()
    came = grown(shop, placed)
    found = answer(shop, LETTER, FIRST + timedelta(days=150))
    again = next(one for one in found.effects if one.outcome is Outcome.AGAIN)
    assert (again.given, again.without) == by_hand(shop, placed, came)
    assert again.waiting == 0
    assert again.is_random
    assert again.bounds[0] < again.difference < again.bounds[1]


def test_nothing_is_told_before_the_day_and_nothing_changes_after_it(shop):
    planned(shop)
    grown(shop, orders())
    early = answer(shop, LETTER, FIRST + timedelta(days=60))
    look = early.first_look
    assert early.is_set
    assert early.effects == ()
    assert early.evidence is Evidence.EARLY
    assert answer(shop, LETTER, look - timedelta(days=1)).effects == ()
    told = answer(shop, LETTER, look).effects
    assert len(told) == 2
    take(shop, [Line(look + timedelta(days=at % 20), f"b{at}", order=f"y{at}")
                for at in range(100)], name="after.xlsx", first_line=2000)  # fmt: skip
    assert answer(shop, LETTER, look + timedelta(days=90)).effects == told


def test_the_day_is_ninety_after_the_last_order_of_the_draws_up_to_the_goal(shop):
    planned(shop)
    placed = orders()
    grown(shop, placed)
    found = answer(shop, LETTER, FIRST + timedelta(days=200))
    days = sorted({one[1] for one in placed})
    reached = next(
        day for day in days if len({b for _, d, b, _ in placed if d <= day}) >= GOAL
    )  # fmt: skip
    assert found.first_look == reached + timedelta(days=90)
    assert found.people == len({one[2] for one in placed})


def test_what_was_cancelled_counts_on_and_is_told(shop):
    planned(shop)
    placed = orders()
    grown(shop, placed)
    found = answer(shop, LETTER, FIRST + timedelta(days=150))
    assert found.ended == sum(one[3] for one in placed)
    assert found.gone == 0
    review = next(one for one in found.effects if one.outcome is Outcome.REVIEW)
    both = review.given + review.without
    # Nobody waits: what was cancelled was not reviewed, the rest was confirmed.
    assert review.waiting == 0
    assert both.trials == sum((one.given + one.without).trials for one in found.effects) / 2


def test_reviews_are_those_of_the_orders(shop):
    planned(shop)
    placed = orders()
    grown(shop, placed)
    wanted = [number for number, is_given in given(shop).items() if is_given][:20]
    with shop.store.write() as session:
        rows = session.execute(
            text("SELECT line_no, order_no FROM order_line WHERE order_no LIKE 'o%'")
        ).all()
        lines = {str(order): str(line) for line, order in rows}
        for at, number in enumerate(wanted):
            session.execute(
                text(
                    "INSERT INTO review (shop_id, upload_id, number, key, rank, current, mall, "
                    "review_no, line_no, rating, written_at) VALUES (1, 1, :at, :key, 0, 1, 1, "
                    ":no, :line, 5, :written)"
                ),
                {"at": at, "key": f"{at:032}", "no": str(at), "line": lines[number],
                 "written": day_number(FIRST + timedelta(days=20)) * 86_400},
            )  # fmt: skip
    found = answer(shop, LETTER, FIRST + timedelta(days=150))
    review = next(one for one in found.effects if one.outcome is Outcome.REVIEW)
    seen = {}
    for number, _, buyer, _ in placed:
        seen.setdefault(buyer, number)
    firsts = set(seen.values())
    assert review.given.successes == len(firsts & set(wanted) & _up_to_goal(placed))
    assert review.without.successes == 0


def _up_to_goal(placed):
    days = sorted({one[1] for one in placed})
    reached = next(
        day for day in days if len({b for _, d, b, _ in placed if d <= day}) >= GOAL
    )  # fmt: skip
    return {number for number, day, _, _ in placed if day <= reached}


def test_files_that_end_too_early_are_asked_for(shop):
    planned(shop)
    placed = orders()
    for day in sorted({one[1] for one in placed}):
        take(shop, [Line(d, buyer, order=number, state=OrderState.PAID)
                    for number, d, buyer, _ in placed if d == day],
             name=f"{day}.xlsx", first_line=100 * day.day, as_of=noon(day))  # fmt: skip
        seen = [one.key for one in care_gifts.waiting(shop, LETTER, day)]
        care_gifts.at_random(shop, LETTER, seen, noon(day))
    found = answer(shop, LETTER, FIRST + timedelta(days=150))
    assert found.lacks_files
    assert found.effects == ()


def test_orders_in_no_file_any_more_are_told(shop):
    take(shop, [Line(FIRST, f"b{at}", order=f"o{at}", state=OrderState.PAID) for at in range(4)])
    care_gifts.at_random(shop, LETTER, [(1, f"o{at}") for at in range(4)], noon(FIRST))
    with shop.store.write() as session:
        session.execute(text("DELETE FROM order_line WHERE order_no = 'o1'"))
    found = answer(shop, LETTER, FIRST)
    assert (found.gone, found.people, found.goal, found.first_look) == (1, 3, None, None)


def test_before_the_goal_is_reached_the_day_is_guessed_by_the_pace(local):
    planned(local, 100)
    last = FIRST + timedelta(days=27)
    take(local, [Line(FIRST + timedelta(days=at // 2), f"b{at}", order=f"o{at}",
                      state=OrderState.PAID) for at in range(56)])  # fmt: skip
    seen = [one.key for one in care_gifts.waiting(local, LETTER, last)]
    care_gifts.at_random(local, LETTER, seen, noon(last))
    found = answer(local, LETTER, last + timedelta(days=1))
    missing = 100 - found.people
    assert not found.is_set
    assert found.first_look == last + timedelta(days=1 + ceil(missing / 2) + 90)


def test_a_goal_is_not_moved_once_the_answer_could_be_seen(shop):
    planned(shop)
    grown(shop, orders())
    look = answer(shop, LETTER, FIRST).first_look
    before = look - timedelta(days=1)
    assert not care_gift_effects.set_goal(shop, LETTER, 150, noon(look), look)
    assert answer(shop, LETTER, look).goal == GOAL
    assert care_gift_effects.set_goal(shop, LETTER, 150, noon(before), before)


@pytest.mark.parametrize("people", [LEAST_GOAL - 1, care_gift_effects.MOST_GOAL + 1])
def test_an_impossible_goal_is_refused(local, people):
    with pytest.raises(NoteRefused):
        planned(local, people)


def chosen(shop):
    """Orders of many days, of each day one chosen; whoever was chosen came again."""
    lines = [Line(FIRST + timedelta(days=at // 6), f"b{at}", order=f"o{at}",
                  state=OrderState.PAID) for at in range(360)]  # fmt: skip
    take(shop, lines)
    picks = [f"o{at}" for at in range(0, 360, 6)]
    for at, number in enumerate(picks):
        day = FIRST + timedelta(days=at)
        care_gifts.by_choice(shop, LETTER, [(1, number)], noon(day))
    again = [Line(FIRST + timedelta(days=at // 6 + 30), f"b{at}", order=f"z{at}")
             for at in range(360) if at % 6 == 0 or at % 7 == 0]  # fmt: skip
    again.append(Line(FIRST + timedelta(days=198), "b999", order="z999"))
    take(shop, again, name="later.xlsx", first_line=1000,
         as_of=noon(FIRST + timedelta(days=200)))  # fmt: skip


def test_what_was_chosen_by_hand_is_never_more_than_a_hint(shop):
    chosen(shop)
    found = answer(shop, LETTER, FIRST + timedelta(days=199))
    assert not found.is_random
    again = next(one for one in found.effects if one.outcome is Outcome.AGAIN)
    assert again.given.successes == again.given.trials > 30
    assert again.evidence is Evidence.HINT
    assert again.without.rate < 0.2


def test_as_soon_as_chance_decided_once_the_chosen_ones_are_out(shop):
    chosen(shop)
    day = FIRST + timedelta(days=59)
    take(shop, [Line(day, f"c{at}", order=f"c{at}", state=OrderState.PAID) for at in range(4)],
         name="new.xlsx", first_line=3000)  # fmt: skip
    care_gifts.at_random(shop, LETTER, [(1, f"c{at}") for at in range(4)], noon(day))
    found = answer(shop, LETTER, FIRST + timedelta(days=199))
    assert found.is_random
    assert (found.people, found.effects) == (4, ())


def test_only_what_was_sent_has_cost_anything(shop):
    """A draw of today whose letters are still on the table is not paid for yet."""
    take(shop, [Line(FIRST, f"b{at}", order=f"n{at}", state=OrderState.PAID) for at in range(8)])
    keys = [one.key for one in care_gifts.waiting(shop, LETTER, FIRST)]
    drawn = care_gifts.at_random(shop, LETTER, keys, noon(FIRST), 500)
    assert (answer(shop, LETTER, FIRST).sent, answer(shop, LETTER, FIRST).spent) == (0, 0)
    parcels = [lot.order.key for lot in care_gifts.lots(shop, drawn.id) if lot.is_given]
    care_gifts.send(shop, {drawn.id: parcels[:3]}, FIRST)
    assert (answer(shop, LETTER, FIRST).sent, answer(shop, LETTER, FIRST).spent) == (3, 1500)


def test_nothing_was_drawn_yet(shop):
    found = answer(shop, LETTER, FIRST)
    assert (found.evidence, found.people, found.spent) == (Evidence.NO_DATA, 0, None)
    ahead = outlook(shop, FIRST)
    assert ahead.usual is None
    assert [one.days for one in ahead.sizes] == [None] * 3
    assert ahead.needed(1000) is None


def test_what_it_takes_is_what_the_plan_of_two_shares_takes(shop):
    take(shop, [Line(FIRST + timedelta(days=at % 200), f"b{at % 300}", 20_000, order=f"o{at}")
                for at in range(400)])  # fmt: skip
    today = FIRST + timedelta(days=300)
    ahead = outlook(shop, today)
    base = ahead.usual.rate
    for one in ahead.sizes:
        assert one.people == 2 * ceil(float(sample_size(base, base + one.lift)))
    assert [one.lift for one in ahead.sizes] == [0.05, 0.1, 0.15]


def test_the_cost_is_back_as_d4_has_it(shop):
    take(shop, [Line(FIRST, f"b{at}", 30_000, order=f"o{at}") for at in range(10)])
    settings.save(shop, replace(settings.read(shop), margin_percent=30))
    ahead = outlook(shop, FIRST + timedelta(days=1))
    assert ahead.needed(15_000) == 2
    assert ahead.needed(18_000) == 2
    assert ahead.needed(18_001) == 3
