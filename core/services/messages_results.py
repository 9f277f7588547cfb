"""What came of messages that went out: counted, typed, or read from order files."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis import list_split, message_effect
from core.analysis.message_effect import Lift
from core.services import covering, messages_book, messages_sends
from core.services.covering import Told as Files
from core.services.messages_result import Part, Result, Told
from core.services.messages_sends import HOLD_OUT, Counted, Send, Version
from core.services.opening import OpenShop
from core.stats.ab.several import holm
from core.stats.proportions import Tally
from core.store import message_lists as lists
from core.store import message_results as store
from core.terms import Period, evidence_of, seoul_day
from core.terms.messages import SendStatus

__all__ = ["Lift", "Part", "Result", "Told"]

OWN: Final = 0
"""Stands for the days that each sending has."""

WINDOWS: Final = (OWN, 7, 14, 30, 90)
"""Days within which purchases may be counted."""


def results(shop: OpenShop, today: date, window: int | None = None) -> tuple[Result, ...]:
    """What came of everything that was sent, the newest first.

    Args:
        shop: whose.
        today: the reader's day.
        window: purchases within so many days count; None for those each sending has.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    sends = [one for one in messages_sends.listed(shop)
             if one.status is SendStatus.SENT and one.sent_at is not None]  # fmt: skip
    if not sends:
        return ()
    with shop.store.read() as session:
        files = covering.told(session, shop.id)
        counts = store.counts(session, shop.id)
    book = messages_book.read(shop, sends, files.malls)
    followed = book.followed(sends, window)
    sizes = {number: one.sizes() for number, one in book.people.items()}
    look = _Look(sizes, credit(followed), _spent(followed), counts, files, today, window)
    newest = sorted(sends, key=lambda one: one.sent_at or NEVER)[::-1]
    return _adjusted([look.result(one) for one in newest])


def revision(shop: OpenShop) -> Hashable:
    """A value that changes with everything ``results`` are made of, for caches."""
    with shop.store.read() as session:
        writings, counts = lists.writings(session, shop.id), store.counts(session, shop.id)
    kept = repr((messages_sends.listed(shop), sorted(writings.items()), sorted(counts.items())))
    return shop.files(), sha256(kept.encode()).hexdigest()


def credit(followed: pd.DataFrame) -> pd.DataFrame:
    """Which orders are put down to which message, of those that followed one."""
    got = followed[(followed["letter"] != HOLD_OUT) & (followed["outcome"] != FAILED)]
    contacts = got[["send", "letter", "buyer", "at", "until"]].drop_duplicates()
    bought = got[["order", "buyer", "at_bought", "net"]].drop_duplicates()
    return message_effect.credit(contacts, bought.rename(columns={"at_bought": "at"}))


def _adjusted(some: Sequence[Result]) -> tuple[Result, ...]:
    """How sure each difference is, allowing for how many are looked at (Holm 1979)."""
    p_values = [one.lift.p for one in some if one.lift is not None]
    sure = iter(holm(p_values).tolist() if p_values else [])
    return tuple(
        one if one.lift is None else replace(one, lift=replace(
            one.lift, evidence=evidence_of(1 - next(sure), enough=one.lift.is_enough)
        ))
        for one in some
    )  # fmt: skip


Sizes = Mapping[tuple[str, str], int]
"""How many people there are, by their letter and what became of them."""

FAILED: Final = "failed"
NEVER: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the results of all sendings are put together from."""

    sizes: Mapping[int, Sizes]
    credit: pd.DataFrame
    spent: pd.DataFrame
    counts: Mapping[int, Sequence[Counted]]
    files: Files
    today: date
    window: int | None

    def result(self, send: Send) -> Result:
        """What came of one sending."""
        people = self.sizes.get(send.number, {})
        days = _days(send, self.window)
        told = self._told(days, has_list=bool(people))
        is_read = told is not Told.NO_LIST and self.files.coverage is not None
        parts = tuple(self._part(send, one, people, is_read=is_read) for one in _versions(send))
        typed = not is_read and any(one.bought is not None for one in parts)
        lift = self._lift(send.number) if told is Told.READY else None
        left = send.left if send.left is not None else _outcomes(people, "left")
        by_version = any(one.sent is not None for one in self.counts.get(send.number, ()))
        parts = _failed(parts if by_version else _went_out(parts, send), send)
        return Result(send, told, days, parts, left, typed, lift)

    def _told(self, days: Period, *, has_list: bool) -> Told:
        if not has_list:
            return Told.NO_LIST
        if self.today <= days.last:
            return Told.WAITING
        known_to = self.files.last_complete(self.today)
        coverage = self.files.coverage
        if known_to is None or coverage is None or known_to < days.last:
            return Told.NO_FILE
        is_cut = coverage.period.first > days.first or any(
            gap.first <= days.last and gap.last >= days.first for gap in coverage.gaps
        )
        return Told.GAP if is_cut else Told.READY

    def _part(self, send: Send, version: Version, people: Sizes, *, is_read: bool) -> Part:
        mine = {key: count for key, count in people.items() if key[0] == version.letter}
        size = sum(mine.values())
        counted = _counted(self.counts.get(send.number, ()), send, version.letter)
        sent = counted.sent if counted.sent is not None else (size or None)
        failed = counted.failed if counted.failed is not None else _outcomes(mine, FAILED)
        reacted = counted.reacted if counted.reacted is not None else _outcomes(mine, "reacted")
        part = Part(
            version, sent, failed, counted.opened, reacted, None, None, None,
            cost_of(send, sent, failed),
        )  # fmt: skip
        if not is_read:
            return _typed(part, counted)
        rows = self.credit[(self.credit["send"] == send.number)
                           & (self.credit["letter"] == version.letter)]  # fmt: skip
        buyers = Tally(int(rows["buyer"].nunique()), size)
        return replace(
            part, buyers=buyers, bought=float(rows["credit"].sum()), won=int(rows["won"].sum())
        )

    def _lift(self, number: int) -> Lift | None:
        """What those bought more who were to get it: also whom it did not reach counts."""
        mine = self.spent[self.spent["send"] == number]
        is_left = (mine["letter"] == HOLD_OUT).to_numpy()
        won = mine["won"].to_numpy(np.float64)
        sizes = self.sizes[number]
        left = sum(size for (letter, _), size in sizes.items() if letter == HOLD_OUT)
        others = sum(sizes.values()) - left
        return message_effect.lift(_all(won[~is_left], others), _all(won[is_left], left))


def _spent(followed: pd.DataFrame) -> pd.DataFrame:
    """What everybody spent who ordered within the days of a list, whatever it is put down to."""
    by = ["send", "letter", "buyer"]
    return followed.groupby(by)["net"].sum().rename("won").reset_index()


def _all(won: npt.NDArray[np.float64], people: int) -> npt.NDArray[np.float64]:
    """What each of some people spent: those who did not order spent nothing."""
    return np.concatenate([won, np.zeros(people - len(won))])


def _days(send: Send, window: int | None) -> Period:
    """The days on which its purchases can lie."""
    begins = send.sent_at or NEVER
    ends = begins + timedelta(days=send.window_days if window is None else window)
    return Period(seoul_day(begins), seoul_day(ends - timedelta(seconds=1)))


def _versions(send: Send) -> tuple[Version, ...]:
    return send.versions or (Version("A"),)


def _counted(some: Sequence[Counted], send: Send, letter: str) -> Counted:
    """What was counted of a version; of the only one everything that was of the sending."""
    found = next((one for one in some if one.letter == letter), None)
    if found is not None:
        return found
    at = send.sent_at or NEVER
    if len(_versions(send)) > 1:
        return Counted(letter, None, None, None, None, None, None, at)
    return Counted(
        letter, send.sent, send.failed, send.opened, send.reacted, send.bought, send.revenue, at
    )


def _typed(part: Part, counted: Counted) -> Part:
    """Purchases as somebody counted them; nobody bought more often than messages were sent."""
    if counted.bought is None:
        return replace(part, won=counted.revenue)
    sent = part.sent
    buyers = Tally(min(counted.bought, sent), sent) if sent else None
    return replace(part, buyers=buyers, bought=float(counted.bought), won=counted.revenue)


def _went_out(parts: tuple[Part, ...], send: Send) -> tuple[Part, ...]:
    """Where only the whole was told how many went out, every version has its share of them."""
    listed = [one.sent or 0 for one in parts]
    if len(parts) == 1 or send.sent is None or not any(listed):
        return parts
    shares = list_split.sizes(send.sent, listed)
    return tuple(
        replace(one, sent=sent, cost=cost_of(send, sent, one.failed))
        for one, sent in zip(parts, shares, strict=True)
    )


def _failed(parts: tuple[Part, ...], send: Send) -> tuple[Part, ...]:
    """Where only the whole was told how many failed, every version has its share of them."""
    sent = [one.sent for one in parts]
    unknown = all(one.failed is None for one in parts)
    if len(parts) == 1 or send.failed is None or not unknown or None in sent or not any(sent):
        return parts
    shares = list_split.sizes(send.failed, [one or 0 for one in sent])
    return tuple(
        replace(one, failed=failed, cost=cost_of(send, one.sent, failed))
        for one, failed in zip(parts, shares, strict=True)
    )


def _outcomes(people: Sizes, outcome: str) -> int | None:
    """How many people that became of; None where nobody said anything of anybody."""
    if not any(told for _, told in people):
        return None
    return sum(count for (_, told), count in people.items() if told == outcome)


def cost_of(send: Send, sent: int | None, failed: int | None) -> float | None:
    """What messages of a sending cost, without those that failed; None while it is unknown."""
    if sent is None or send.price is None:
        return None
    return max(0, sent - (failed or 0)) * send.price
