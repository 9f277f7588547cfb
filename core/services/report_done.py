"""What was done in a week or month, and what came of it.

Every page on which something is done is a source. They are asked in one place, here; whoever
adds a page adds a function to ``SOURCES``, a kind, and its words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from core.analysis.care_queue import Kind
from core.importers.problems import redacted
from core.services import (
    actions,
    actions_effect,
    copy_test_board,
    copy_tests,
    messages_results,
    messages_sends,
)
from core.services.actions import Action
from core.services.actions_effect import Effect
from core.services.copy_tests import CopyTest
from core.services.messages_result import Result
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.store import reports as store
from core.terms import Period, seoul_day
from core.terms.copy_tests import TestStatus
from core.terms.messages import SendStatus
from core.verdicts.actions import Status
from core.verdicts.copy_tests import Ruling

MOST: Final = 10
"""So many lines a report has for it; the rest is counted."""


class DoneKind(StrEnum):
    """What was done."""

    LOOKED = "looked"
    """The day to look at an improvement had come."""
    TEST_ENDED = "test_ended"
    MESSAGE_RESULT = "message_result"
    """The days in which a message could be followed by a purchase were over."""
    CHANGED = "changed"
    """An improvement was made; what came of it is not known yet."""
    MESSAGE_SENT = "message_sent"
    TEST_BEGUN = "test_begun"
    CARE = "care"
    CONTACTS = "contacts"
    SOLVED = "solved"
    REPLIES = "replies"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done.

    Attributes:
        kind: what.
        day: when; None of what was done on several days.
        count: how often.
        name: what the seller called it, without what tells who somebody is.
        action: the improvement, if it is one.
        effect: what came of it, where it is not written down yet.
        test: the copy test, if it is one.
        ruling: what it said.
        message: what came of a message, if it is one.
        care: what was done for orders.
    """

    kind: DoneKind
    day: date | None = None
    count: int = 1
    name: str = ""
    action: Action | None = None
    effect: Effect | None = None
    test: CopyTest | None = None
    ruling: Ruling | None = None
    message: Result | None = None
    care: Kind | None = None


Source: TypeAlias = Callable[[OpenShop, Period], Iterable[Done]]
"""Tells what was done in some days."""


def done(shop: OpenShop, period: Period) -> tuple[Done, ...]:
    """What was done in some days, results first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    rank = list(DoneKind)
    found = [one for source in SOURCES for one in source(shop, period)]
    return tuple(sorted(found, key=lambda one: (rank.index(one.kind), one.day or date.max)))


def _actions(shop: OpenShop, period: Period) -> Iterable[Done]:
    kept = actions.listed(shop)
    open_ones = [one for one in kept if one.check_on in period and one.measured is None]
    after = period.last + timedelta(days=1)
    effects = actions_effect.effects(shop, after) if open_ones else {}
    for one in kept:
        name = redacted(one.what)
        is_due = one.check_on in period and one.status in {Status.WAITING, Status.DONE}
        if is_due:
            yield Done(
                DoneKind.LOOKED, one.check_on, name=name, action=one, effect=effects.get(one.id)
            )
        if one.changed_on is not None and one.changed_on in period and not is_due:
            yield Done(DoneKind.CHANGED, one.changed_on, name=name, action=one)


def _tests(shop: OpenShop, period: Period) -> Iterable[Done]:
    for one in copy_tests.listed(shop):
        ended = None if one.ended_at is None else seoul_day(one.ended_at)
        begun = None if one.started_at is None else seoul_day(one.started_at)
        name = redacted(one.draft.title)
        if ended is not None and ended in period and one.status.is_over:
            told = None if one.result is None else one.result["ruling"]
            ruling = None
            if told and one.status is not TestStatus.STOPPED:
                ruling = copy_test_board.ruling_of(told)
            yield Done(DoneKind.TEST_ENDED, ended, name=name, test=one, ruling=ruling)
        elif begun is not None and begun in period:
            yield Done(DoneKind.TEST_BEGUN, begun, name=name, test=one)


def _messages(shop: OpenShop, period: Period) -> Iterable[Done]:
    after = period.last + timedelta(days=1)
    if not any(_is_near(one, period) for one in messages_sends.listed(shop)):
        return
    for one in messages_results.results(shop, after):
        sent = None if one.send.sent_at is None else seoul_day(one.send.sent_at)
        name = redacted(one.send.title)
        if one.days.last in period:
            yield Done(DoneKind.MESSAGE_RESULT, one.days.last, name=name, message=one)
        elif sent is not None and sent in period:
            yield Done(DoneKind.MESSAGE_SENT, sent, name=name, message=one)


def _is_near(one: Send, period: Period) -> bool:
    """Whether it was sent in some days, or so shortly before that its purchases reach into them."""
    if one.sent_at is None or one.status is not SendStatus.SENT:
        return False
    sent = seoul_day(one.sent_at)
    return sent <= period.last and sent + timedelta(days=one.window_days) >= period.first


def _counts(shop: OpenShop, period: Period) -> Iterable[Done]:
    with shop.store.read() as session:
        cared = store.cared(session, shop.id, period)
        counts = store.counted(session, shop.id, period)
    for kind in Kind:
        if cared.get(kind.value):
            yield Done(DoneKind.CARE, count=cared[kind.value], care=kind)
    for name, count in counts.items():
        if count:
            yield Done(DoneKind(name), count=count)


SOURCES: Final[tuple[Source, ...]] = (_actions, _tests, _messages, _counts)
"""All that tell what was done."""
