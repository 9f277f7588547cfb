"""The made-up shop, in books of its own beside the seller's."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core import sample
from core.services import (
    importing,
    sample_care,
    sample_landing,
    sample_messages,
    sample_messages_sent,
    sample_offers,
    sample_regulars,
    sample_subscribers,
    sample_target,
    sample_tests,
    sample_tiers,
)
from core.services.opening import OpenShop, open_books, sqlite_url
from core.services.receipts import Progress, Source
from core.terms import seoul_day

FILE: Final = "sample.db"
KEY: Final = "sample.key"

_FRESH: Final = "sample.new.db"
_BESIDE: Final = ("", "-wal", "-shm", "-journal")


def is_on(folder: Path) -> bool:
    """Whether the made-up shop is there."""
    return (folder / FILE).exists()


def open_sample(folder: Path) -> OpenShop:
    """Open the books of the made-up shop.

    Raises:
        core.store.StoreProblem: they cannot be opened.
    """
    return open_books(folder, sqlite_url(folder / FILE), folder / KEY, is_sample=True)


def start(
    folder: Path, *, now: datetime, progress: Callable[[Progress], None] | None = None
) -> OpenShop:
    """Make the shop up and open it; yesterday was its last day.

    Its orders, statistics, customers, reviews, settlements and advertisements come in through the
    importer, as files would; its copy tests are written, counted and ended as on their page, its
    customers have said something and were looked after, and messages to them are written. It is
    built aside and put in place
    when it is complete.
    """
    if is_on(folder):
        return open_sample(folder)
    _remove(folder, _FRESH)
    fresh = open_books(folder, sqlite_url(folder / _FRESH), folder / KEY, is_sample=True)
    made_up = sample.generate(seoul_day(now) - timedelta(days=1))
    try:
        for name, content in (*sample.order_files(made_up), *sample.report_files(made_up)):
            importing.take(fresh, Source(name, content), now=now, progress=progress)
        sample_tests.put(fresh, now)
        sample_care.put(fresh, made_up, now)
        sample_target.put(fresh, now)
        sample_messages.put(fresh, now)
        sample_messages_sent.put(fresh, now)
        sample_subscribers.put(fresh, now)
        sample_tiers.put(fresh, now)
        sample_regulars.put(fresh, now)
        sample_offers.put(fresh, now)
        sample_landing.put(fresh, now)
        fresh.store.settle_file()
    finally:
        fresh.close()
    (folder / _FRESH).replace(folder / FILE)
    _remove(folder, _FRESH)
    return open_sample(folder)


def stop(folder: Path) -> None:
    """Take the made-up shop away without a trace. Its books have to be closed."""
    _remove(folder, FILE)
    (folder / KEY).unlink(missing_ok=True)


def _remove(folder: Path, name: str) -> None:
    for ending in _BESIDE:
        (folder / f"{name}{ending}").unlink(missing_ok=True)
