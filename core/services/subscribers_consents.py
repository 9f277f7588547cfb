"""Who agreed, all customers at once: by week and source, and how they stand today.

Only what was written down is counted; of everybody else nobody knows, and they are in no count.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.analysis.subscribers import WEEK, monday
from core.services.customers_consent import Kind, Standing, renew_by
from core.services.opening import OpenShop
from core.store import subscribers as store
from core.store.moments import day_number, day_of

SOON: Final = 30
LATER: Final = 60
"""Days ahead within which consents that run out are told."""

TELL_WITHIN: Final = 14
"""Days within which whoever agreed, refused or took it back is told that it is noted
(정보통신망법 제50조 제7항 and its decree)."""

MOST_WEEKS: Final = 12
"""So many weeks are told."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was said within a week at one source.

    Attributes:
        new: who agreed and had not stood as agreed before,
        again: who had and confirmed it,
        gone: who took it back,
        refused: and who said no without having agreed there.
    """

    new: int = 0
    again: int = 0
    gone: int = 0
    refused: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.new + other.new, self.again + other.again, self.gone + other.gone,
            self.refused + other.refused,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidWeek:
    """One week: its Monday, and what was said by source."""

    first: date
    by_source: tuple[tuple[str, Tally], ...]

    def of(self, source: str | None) -> Tally:
        """What was said at a source; at all of them for None."""
        some = [one for name, one in self.by_source if source in {None, name}]
        return sum(some, Tally())


@dataclass(frozen=True, slots=True)
class Due:
    """A consent that has to be asked for again.

    Attributes:
        key: of the customer.
        name: masked; None where no file says it.
        kind: to what.
        given_on: when it was given or confirmed last.
        source: where it was said.
        renew_by: the day by which it has to be confirmed.
    """

    key: str
    name: str | None
    kind: Kind
    given_on: date
    source: str
    renew_by: date

    def is_over(self, today: date) -> bool:
        """Whether nothing may be sent on it any more."""
        return self.renew_by <= today


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who has to hear that what he said is noted: what he said, when, and until when."""

    key: str
    name: str | None
    agreed: bool
    day: date
    source: str

    @property
    def until(self) -> date:
        """The last day on which that is in time."""
        return self.day + timedelta(days=TELL_WITHIN)


@dataclass(frozen=True, slots=True)
class Consents:
    """How consents stand on a day. Without anything written down ``people`` is 0.

    Attributes:
        people: of how many customers anything is written down.
        agreed: how many may be sent advertisements,
        before: and how many might four weeks ago.
        over: how many agreed too long ago and were not asked again.
        withdrawn: how many do not want them.
        night: how many may be sent them at night too.
        weeks: what was said, the oldest week first; the running one is the last.
        due: what runs out within ``LATER`` days or has run out, the first day first.
        to_tell: who is still in time to be told that it is noted, the first day first.
    """

    today: date
    people: int = 0
    agreed: int = 0
    before: int = 0
    over: int = 0
    withdrawn: int = 0
    night: int = 0
    weeks: tuple[SaidWeek, ...] = ()
    due: tuple[Due, ...] = ()
    to_tell: tuple[ToTell, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """Where something was said within the weeks, in order of names."""
        return tuple(sorted({name for week in self.weeks for name, _ in week.by_source}))

    def within(self, days: int) -> int:
        """How many consents to advertisements run out within so many days and still hold."""
        return sum(
            one.kind is Kind.MARKETING and not one.is_over(self.today)
            and one.renew_by <= self.today + timedelta(days=days)
            for one in self.due
        )  # fmt: skip


def consents(shop: OpenShop, today: date) -> Consents:
    """How consents stand.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = of_said(store.consents(session, shop.id, today), today)
        keys = {one.key for one in found.due} | {one.key for one in found.to_tell}
        names = store.names(session, shop.id, keys)
    return replace(
        found, due=tuple(replace(one, name=names.get(one.key)) for one in found.due),
        to_tell=tuple(replace(one, name=names.get(one.key)) for one in found.to_tell),
    )  # fmt: skip


def of_said(said: pd.DataFrame, today: date) -> Consents:
    """The same of what was read, without names."""
    if said.empty:
        return Consents(today)
    # Numbers are put in groups many times faster than texts.
    places, keys = pd.factorize(said["key"])
    said = said.assign(key=places, who=keys[places])
    last = {kind: _last(said[said["kind"] == kind.value]) for kind in Kind}
    stand = {kind: _standing(one, today) for kind, one in last.items()}
    ads = stand[Kind.MARKETING]
    agreed = set(last[Kind.MARKETING].index[ads == Standing.GIVEN])
    night = set(last[Kind.NIGHT].index[stand[Kind.NIGHT] == Standing.GIVEN])
    marketing = said[said["kind"] == Kind.MARKETING.value]
    return Consents(
        today, said["key"].nunique(), len(agreed),
        _agreed_on(marketing, today - timedelta(days=4 * WEEK)),
        int((ads == Standing.TO_RENEW).sum()), int((ads == Standing.WITHDRAWN).sum()),
        len(night & agreed), _weeks(marketing, today), _due(last, stand, today),
        _to_tell(marketing, today),
    )  # fmt: skip


def _last(some: pd.DataFrame) -> pd.DataFrame:
    """What each customer said last: ``given`` and ``gone``, with the row it was said in."""
    each = some.groupby("key", sort=False)
    # Rows are in order of days, so that the last of each has the last day of consent.
    return each.tail(1).set_index("key").assign(gone=each["gone"].max())


def _standing(last: pd.DataFrame, today: date) -> npt.NDArray[np.object_]:
    """As ``customers_consent`` tells it of one customer, of all at once."""
    given, gone = last["given"].to_numpy(), last["gone"].to_numpy()
    over = _renewals(given) <= day_number(today)
    told = np.where(over, Standing.TO_RENEW, Standing.GIVEN).astype(object)
    told[gone >= given] = Standing.WITHDRAWN
    return told


def _renewals(given: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    days, places = np.unique(given, return_inverse=True)
    ends = [day_number(renew_by(day_of(int(day)))) for day in days]
    return np.asarray(ends, dtype=np.int64)[places]


def _agreed_on(marketing: pd.DataFrame, day: date) -> int:
    number = day_number(day)
    some = marketing[marketing["given"] <= number]
    some = some.assign(gone=some["gone"].where(some["gone"] <= number, -1))
    return int((_standing(_last(some), day) == Standing.GIVEN).sum()) if len(some) else 0


def _weeks(marketing: pd.DataFrame, today: date) -> tuple[SaidWeek, ...]:
    """What was said in the last weeks in which something could be."""
    said = _classed(marketing)
    end = day_number(monday(today))
    first = max(int(said["week"].min()), end - WEEK * MOST_WEEKS) if len(said) else end
    counts = said.groupby(["week", "source", "what"], as_index=False).size()
    told: dict[int, dict[str, dict[str, int]]] = {}
    for one in counts.to_dict("records"):
        some = told.setdefault(int(one["week"]), {}).setdefault(str(one["source"]), {})
        some[str(one["what"])] = int(one["size"])
    return tuple(
        SaidWeek(day_of(week), tuple(
            (source, Tally(**each)) for source, each in sorted(told.get(week, {}).items())
        ))
        for week in range(first, end + 1, WEEK)
    )  # fmt: skip


def _classed(marketing: pd.DataFrame) -> pd.DataFrame:
    """One row for each thing that was said: ``week``, ``source`` and ``what`` it was."""
    given, gone = marketing["given"], marketing["gone"]
    before = marketing.groupby("key", sort=False)[["given", "gone"]].shift()
    stood = before["given"].notna() & ~before["gone"].between(0, given)
    what = np.select([gone == given, stood], ["refused", "again"], "new")
    agreed = pd.DataFrame({"day": given, "source": marketing["source"], "what": what})
    taken = marketing[(gone >= 0) & (gone > given)].drop_duplicates(["key", "gone"])
    back = pd.DataFrame({"day": taken["gone"], "source": taken["source"], "what": "gone"})
    both = pd.concat([agreed, back])
    # Day 0 was a Thursday.
    return both.assign(week=both["day"] - (both["day"] + 3) % WEEK)


def _due(
    last: dict[Kind, pd.DataFrame], stand: dict[Kind, npt.NDArray[np.object_]], today: date
) -> tuple[Due, ...]:
    until = day_number(today + timedelta(days=LATER))
    # Who wants no advertisements is not asked whether they may come at night.
    refuse = last[Kind.MARKETING].index[stand[Kind.MARKETING] == Standing.WITHDRAWN]
    found: list[Due] = []
    for kind, some in last.items():
        ends = _renewals(some["given"].to_numpy()) if len(some) else np.empty(0, dtype=np.int64)
        wanted = (stand[kind] != Standing.WITHDRAWN) & (ends <= until) & ~some.index.isin(refuse)
        rows = some[wanted].reset_index().to_dict("records")
        found += [
            Due(row["who"], None, kind, day_of(row["given"]), row["source"], day_of(end))
            for row, end in zip(rows, ends[wanted], strict=True)
        ]
    return tuple(sorted(found, key=lambda one: (one.renew_by, one.key, one.kind)))


def _to_tell(marketing: pd.DataFrame, today: date) -> tuple[ToTell, ...]:
    """Of each customer what was said last, as long as telling it is in time."""
    since = day_number(today - timedelta(days=TELL_WITHIN))
    last = marketing.assign(said=marketing[["given", "gone"]].max(axis=1))
    last = last.sort_values("said", kind="stable").groupby("key", sort=False).tail(1)
    found = [
        ToTell(row["who"], None, row["gone"] < row["given"], day_of(row["said"]),
               row["source"])
        for row in last[last["said"] >= since].to_dict("records")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.day, one.key)))
