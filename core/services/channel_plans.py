"""What a seller planned for her channels, beside what came by them in four weeks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.services import channel_book
from core.services import channel_source as sources
from core.services.channel_book import Note
from core.services.channel_source import Asked, whole
from core.services.opening import OpenShop
from core.store import checks
from core.store.checks import Answer, Check
from core.terms import Period, Subject, seoul_day

DAYS: Final = 28
"""Days without a visit after which a planned channel is named."""

SCOPE: Final = "channel"
"""The checklists of channels."""

REVIEW: Final = "review"
"""The point that says when a channel was last looked at as a whole."""

POINTS: Final = ("link", "about", "contact")
"""What the profile of a channel has to have: a link, who we are, how to reach us."""

LONGEST_SUBJECT: Final = 120

_ASKED: Final = Asked(Subject.CHANNEL)


@dataclass(frozen=True, slots=True)
class Plan:
    """A channel: what is said of it, what came by it, and what was looked after.

    ``visits`` and ``share`` (of all visits, 0 to 1) are None where no file tells. ``is_silent``:
    it is planned, and surely nobody came by it for four weeks.
    """

    note: Note
    visits: int | None
    share: float | None
    is_silent: bool
    checked: dict[str, Check]

    @property
    def reviewed_on(self) -> date | None:
        """When it was last looked at as a whole."""
        found = self.checked.get(REVIEW)
        return found.day if found else None


@dataclass(frozen=True, slots=True)
class Plans:
    """All channels there are or that something was said of; those that came first, then others."""

    period: Period | None
    days: int
    plans: tuple[Plan, ...]


def read(shop: OpenShop, *, today: date) -> Plans:
    """The channels of the last four weeks and what is said of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        book = channel_book.of(session, shop.id)
        done: dict[str, dict[str, Check]] = {}
        for check in checks.latest(session, shop.id, SCOPE):
            done.setdefault(check.subject, {})[check.item] = check
        source = sources.find(session, shop.id, _ASKED, DAYS, today)
        visits: dict[str, int | None] = {}
        if source is not None:
            rows = sources.sums(session, shop.id, _ASKED, source, source.period).rows
            visits = dict(zip(sources.labels(rows), whole(rows, "visits"), strict=True))
    total = _total(visits)
    is_sure = source is not None and source.days >= DAYS and total is not None
    names = sorted(visits, key=lambda name: -(visits[name] or 0))
    names += [name for name in book if name not in visits and not channel_book.is_apart(name)]
    found = [
        _plan(
            book.get(name, Note(name)), visits.get(name, 0 if is_sure else None), total,
            done.get(name[:LONGEST_SUBJECT], {}), is_sure=is_sure,
        )
        for name in names
    ]  # fmt: skip
    period = source.period if source else None
    return Plans(period, source.days if source else 0, tuple(found))


def check_of(channel: str, item: str, said: Answer, now: datetime) -> Check:
    """An answer of today to a point of a channel."""
    return Check(SCOPE, channel[:LONGEST_SUBJECT], item, seoul_day(now), said)


def answer(shop: OpenShop, channel: str, item: str, said: Answer, now: datetime) -> None:
    """Keep the answer to a point of a channel, or that it was looked at (``REVIEW``)."""
    with shop.store.write() as session:
        checks.put(session, shop.id, check_of(channel, item, said, now), now)


def take_back(shop: OpenShop, check: Check) -> None:
    """Forget an answer; the one of an earlier day holds again."""
    with shop.store.write() as session:
        checks.take_back(session, shop.id, check)


def _plan(
    note: Note, visits: int | None, total: int | None, checked: dict[str, Check], *, is_sure: bool
) -> Plan:
    share = visits / total if visits is not None and total else None
    is_silent = is_sure and bool(note.planned_share) and visits == 0
    return Plan(note, visits, share, is_silent, checked)


def _total(visits: dict[str, int | None]) -> int | None:
    known = [count for count in visits.values() if count is not None]
    return sum(known) if known and len(known) == len(visits) else None
