"""What is concluded on a day: everything examined together, each fact once, three at most."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.services import settings
from core.services.findings_reading import Look, channels, pages, way
from core.services.opening import OpenShop
from core.services.today_view import Compare, PeriodChoice
from core.store import StoreProblem, findings, notes
from core.store.findings import Finding
from core.verdicts import Verdict, day
from core.verdicts.actions import Status
from core.verdicts.channels import break_even
from core.verdicts.choosing import first_of
from core.verdicts.day import Examined
from core.verdicts.facts import LEAST_ORDERS, STALE_AFTER
from core.verdicts.standing import Memory, arranged
from core.verdicts.today import otherwise

__all__ = [
    "METHOD",
    "Day",
    "Finding",
    "Look",
    "conclude",
    "dismiss",
    "examined",
    "remember",
    "said",
    "take_back",
]

METHOD: Final = "day.v1"
"""Kept with every conclusion; another method gets another name."""

HELD_BACK: Final = 7
"""Days within which a claim that was said already is not news."""


@dataclass(frozen=True, slots=True)
class Day:
    """What is concluded on a day.

    ``found`` tells how probable each thing that was examined is, by its id. ``is_usual``: it is
    the page as it opens, not another choice of days or mall; only that is remembered.
    """

    verdicts: tuple[Verdict, ...]
    found: dict[str, float]
    is_usual: bool = False


def conclude(look: Look) -> Day:
    """Judge everything that is known of a shop on a day.

    Args:
        look: where to read, and what orders and visits told already.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    facts, choice = look.facts, look.choice
    seen = examined(look)
    found = day.chances(seen)
    is_usual = (choice.period, choice.compare, choice.mall) == (
        PeriodChoice.FOUR_WEEKS, Compare.BEFORE, None
    )  # fmt: skip
    shown = arranged(
        day.candidates(seen, found), _memory(look, choice.today), otherwise(facts, found)
    )
    return Day(first_of(*shown), found, is_usual)


def examined(look: Look) -> Examined:
    """Everything that is known of a shop on a day and can be judged.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    facts = look.facts
    if facts.orders_total < LEAST_ORDERS or facts.days_old > STALE_AFTER:
        return Examined(facts)
    even = break_even(settings.read(look.shop).margin_percent)
    told = channels(look)
    return Examined(facts, way(look), pages(look), told.outlays, even, told.inflows, told.period)


def _memory(look: Look, today: date) -> Memory:
    """What was said on the days before, put off today, or is being worked on."""
    session, shop_id = look.session, look.shop.id
    earlier = findings.first_since(session, shop_id, today - timedelta(days=HELD_BACK), today)
    off = {one.claim for one in findings.of_day(session, shop_id, today) if one.dismissed}
    kept = {
        row.claim
        for row in notes.actions(session, shop_id)
        if row.claim and row.status != Status.DONE and row.check_on > today
    }
    money = {claim: one.money_month for claim, one in earlier.items()}
    return Memory(money, frozenset(off), frozenset(kept))


def remember(shop: OpenShop, found: Day, today: date, now: datetime) -> bool:
    """Keep what is shown on a day; whether it could be kept.

    A store that cannot be written just now is no reason not to show the page, and nothing that is
    remembered waits for this.
    """
    if not found.is_usual:
        return False
    rows = [
        Finding(
            today, one.id, place, one.level, one.money_month, one.probability, one.n,
            one.data_asof, METHOD,
        )
        for place, one in enumerate(found.verdicts)
    ]  # fmt: skip
    with contextlib.suppress(StoreProblem), shop.store.aside() as session:
        findings.put(session, shop.id, rows, now)
        return True
    return False


def said(shop: OpenShop, on: date) -> Sequence[Finding]:
    """What was said on a day, as it was said then.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return findings.of_day(session, shop.id, on)


def dismiss(shop: OpenShop, verdict: Verdict, today: date, now: datetime) -> None:
    """Put a conclusion off for the day.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    row = Finding(
        today, verdict.id, 0, verdict.level, verdict.money_month, verdict.probability, verdict.n,
        verdict.data_asof, METHOD,
    )  # fmt: skip
    with shop.store.write() as session:
        if not findings.dismiss(session, shop.id, today, row.claim, now):
            findings.put(session, shop.id, [row], now)
            findings.dismiss(session, shop.id, today, row.claim, now)


def take_back(shop: OpenShop, claim: str, today: date) -> None:
    """Show a conclusion again that was put off today.

    Raises:
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.write() as session:
        findings.dismiss(session, shop.id, today, claim, None)
