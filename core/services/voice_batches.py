"""Remarks that come in together: pasted or in a file, taken back as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.services import voice_feedback
from core.services.opening import OpenShop
from core.services.voice_feedback import MOST_SHOWN, Remark
from core.store import turns, voice_file
from core.store import voice_feedback as store
from core.store.voice_tables import FeedbackRow
from core.terms import seoul_day


@dataclass(frozen=True, slots=True)
class Batch:
    """Remarks that came in together: how many are there, and how many were thrown away."""

    number: int
    at: datetime
    there: int
    gone: int


def add_many(shop: OpenShop, some: Sequence[Remark], now: datetime) -> int:
    """Write many down at once; all of them or none.

    Returns:
        the number under which ``undo_batch`` takes all of them back.

    Raises:
        core.services.kept_notes.NoteRefused: something in one is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written; nothing was kept.
    """
    today = seoul_day(now)
    for one in some:
        voice_feedback.check(one, today)
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        batch = store.next_batch(session, shop.id)
        first = store.next_number(session, shop.id)
        session.add_all(
            FeedbackRow(
                shop_id=shop.id, id=first + at, created_at=now, batch=batch,
                answered_at=one.answered_at, **voice_feedback.columns(one),
            )
            for at, one in enumerate(some)
        )  # fmt: skip
        return batch


def undo_batch(shop: OpenShop, batch: int, now: datetime) -> int:
    """Throw away what came in together; how many that were."""
    with shop.store.write() as session:
        return voice_file.throw(session, shop.id, batch, now)


def bring_back(shop: OpenShop, batch: int) -> int:
    """Take ``undo_batch`` back; how many remarks are there again."""
    with shop.store.write() as session:
        return voice_file.restore(session, shop.id, batch)


def batches(shop: OpenShop) -> list[Batch]:
    """What came in together lately, the last first."""
    with shop.store.read() as session:
        found = store.batches(session, shop.id, MOST_SHOWN)
    return [
        Batch(number, datetime.fromtimestamp(at, UTC), *counts) for number, at, *counts in found
    ]
