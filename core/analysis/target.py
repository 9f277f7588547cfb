"""By what buyers can be held against those a seller has in mind, and how they are counted.

Two grains are never crossed. Statistics files tell age and gender of payments and nobody's name;
order files tell the region, the device and the time of a buyer and never his age.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.terms import Device, Gender, Region

Ints = npt.NDArray[np.int64]


class Dimension(StrEnum):
    """By what shares are told."""

    AGE = "age"
    GENDER = "gender"
    GENDER_AGE = "gender_age"
    REGION = "region"
    DEVICE = "device"
    WEEKDAY = "weekday"
    HOURS = "hours"


class Grain(StrEnum):
    """Who tells: sums of a statistics file, or orders one by one."""

    STATISTICS = "statistics"
    ORDERS = "orders"


class Counting(StrEnum):
    """What one case is."""

    BUYERS = "buyers"
    PAYMENTS = "payments"
    VISITORS = "visitors"
    VISITS = "visits"


AGES: Final = ("10", "20", "30", "40", "50", "60")
"""Decades; the first holds everybody younger, the last everybody older."""

GENDERS: Final = ("female", "male")

_AREAS: Final[Mapping[str, tuple[Region, ...]]] = {
    "seoul": (Region.SEOUL,),
    "capital": (Region.GYEONGGI, Region.INCHEON),
    "chungcheong": (Region.DAEJEON, Region.SEJONG, Region.CHUNGBUK, Region.CHUNGNAM),
    "southeast": (Region.BUSAN, Region.ULSAN, Region.GYEONGNAM),
    "daegu": (Region.DAEGU, Region.GYEONGBUK),
    "honam": (Region.GWANGJU, Region.JEONBUK, Region.JEONNAM),
    "far": (Region.GANGWON, Region.JEJU),
}
"""Seventeen 시·도 would leave too few buyers in each."""

_DEVICES: Final = {Device.MOBILE: "mobile", Device.PC: "pc"}
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS_OF_DAY: Final = ("night", "morning", "afternoon", "evening")
"""From midnight, six hours each."""

_HOURS_A_PART: Final = 6
_MONDAY: Final = 4
"""1970-01-05 was one."""

VALUES: Final[Mapping[Dimension, tuple[str, ...]]] = {
    Dimension.AGE: AGES,
    Dimension.GENDER: GENDERS,
    Dimension.GENDER_AGE: tuple(f"{gender}_{age}" for gender in GENDERS for age in AGES),
    Dimension.REGION: tuple(_AREAS),
    Dimension.DEVICE: tuple(_DEVICES.values()),
    Dimension.WEEKDAY: _WEEKDAYS,
    Dimension.HOURS: _PARTS_OF_DAY,
}
"""The values of each dimension, in the order in which they are shown."""

OF_STATISTICS: Final = (Dimension.AGE, Dimension.GENDER, Dimension.GENDER_AGE)
OF_ORDERS: Final = (Dimension.REGION, Dimension.DEVICE, Dimension.WEEKDAY, Dimension.HOURS)

_MOST: Final = 120
"""No code of a region or a device is as large."""

LEAST_NAMED: Final = 0.8
"""Of so large a part of the payments order files have to name the buyer."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases each value of a dimension has.

    Attributes:
        known: in the order of ``VALUES``.
        unknown: cases of which the value is not told; they are in no share.
    """

    known: tuple[int, ...]
    unknown: int = 0

    @property
    def cases(self) -> int:
        """All whose value is known."""
        return sum(self.known)

    @property
    def unknown_share(self) -> float | None:
        """Of all cases, how large a part is of unknown value; None of nothing."""
        everything = self.cases + self.unknown
        return self.unknown / everything if everything else None

    @property
    def shares(self) -> tuple[float, ...] | None:
        """The share of each value in the cases that are known; None of nothing."""
        cases = self.cases
        return tuple(one / cases for one in self.known) if cases else None


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many payments are those of one person, as order files of the same days tell it.

    Attributes:
        named: purchases of these days of which order files name the buyer.
        buyers: how many different buyers these are.
        effect: the design effect: of so many payments each tells as much as one person; None where
            order files name too few of them.
        months: the same of each month; of one of which they name too few, that of all days.
    """

    named: int
    buyers: int
    effect: float | None
    months: tuple[float, ...] = ()


def grain(dimension: Dimension) -> Grain:
    """Who tells of a dimension."""
    return Grain.STATISTICS if dimension in OF_STATISTICS else Grain.ORDERS


def of_statistics(dimension: Dimension, rows: pd.DataFrame) -> Counts:
    """Add up rows of a statistics file.

    Args:
        dimension: one of ``OF_STATISTICS``.
        rows: ``gender`` as statistics keep it, ``age`` as one of ``AGES``, and ``cases``; what is
            unknown is NA.
    """
    age = rows["age"]
    gender = rows["gender"].map({Gender.FEMALE.value: "female", Gender.MALE.value: "male"})
    value = {
        Dimension.AGE: age,
        Dimension.GENDER: gender,
        Dimension.GENDER_AGE: gender.astype("object") + "_" + age.astype("object"),
    }[dimension]
    cases = rows["cases"].fillna(0).astype("int64")
    return _counted(dimension, value, cases)


def of_orders(dimension: Dimension, buyers: pd.DataFrame) -> Counts:
    """Count buyers, each once.

    Args:
        dimension: one of ``OF_ORDERS``.
        buyers: one row a buyer with ``region``, ``device``, ``day`` and ``hour`` of one order of
            his, whole numbers; what is unknown is 0, of hours -1.
    """
    if dimension is Dimension.WEEKDAY:
        place = (buyers["day"].to_numpy(np.int64) - _MONDAY) % len(_WEEKDAYS)
        return _placed(place, len(_WEEKDAYS))
    if dimension is Dimension.HOURS:
        hour = buyers["hour"].to_numpy(np.int64)
        return _placed(np.where(hour < 0, -1, hour // _HOURS_A_PART), len(_PARTS_OF_DAY))
    name = "region" if dimension is Dimension.REGION else "device"
    places = np.full(_MOST, -1, dtype=np.int64)
    for at, codes in enumerate(_codes(dimension)):
        places[list(codes)] = at
    return _placed(places[buyers[name].to_numpy(np.int64)], len(VALUES[dimension]))


def repeats(
    buyers: Ints, months: Sequence[Ints], cases: int, cases_of_months: Sequence[int]
) -> Repeats:
    """How many payments are those of one person.

    Args:
        buyers: the buyer of each purchase of all days.
        months: the same of each month.
        cases: how many payments statistics tell of all days.
        cases_of_months: and of each month.
    """
    each = _per_buyer(buyers)
    effect = design_effect(each, cases)
    if effect is None:
        return Repeats(len(buyers), len(each), None)
    of_months = (
        design_effect(_per_buyer(month), count)
        for month, count in zip(months, cases_of_months, strict=True)
    )
    told = tuple(effect if one is None else one for one in of_months)
    return Repeats(len(buyers), len(each), effect, told)


def design_effect(each: Ints, cases: int) -> float | None:
    """By how much the variance of a share is larger than if each payment were another person's.

    All payments of a person have the same age and gender, so a share of payments is the ratio of
    two sums over people. Where payments a person do not hang together with the value, its variance
    is p(1 - p) over the payments, times mean(m²) / mean(m) of the payments m of a buyer (Kish 1965,
    Survey Sampling, 8.2, of clusters that are alike within). Of payments that order files leave out
    at random the excess over 1 is as much too small as the part that is left.

    Args:
        each: the payments of each buyer, as far as order files name them.
        cases: all payments.

    Returns:
        1 or more; None where fewer than ``LEAST_NAMED`` of them are named, or there are none.
    """
    named = int(each.sum())
    if not cases or named < LEAST_NAMED * cases:
        return None
    excess = float((each * each).sum()) / named - 1
    return 1 + excess * max(1.0, cases / named)


def effective(counts: Counts, effect: float) -> tuple[float, ...]:
    """The same shares of as many cases as tell as much as that many different people.

    Together they make a whole number, rounded down.
    """
    cases = counts.cases
    if effect <= 1 or not cases:
        return counts.known
    people = max(1, int(cases / effect))
    return tuple(one * people / cases for one in counts.known)


def together(counts: Iterable[Counts]) -> Counts | None:
    """The sum of what was counted apart; None of nothing."""
    told = list(counts)
    if not told:
        return None
    known = zip(*(one.known for one in told), strict=True)
    return Counts(tuple(map(sum, known)), sum(one.unknown for one in told))


def equal_shares(count: int) -> tuple[int, ...]:
    """Whole percents as equal as can be that make one hundred; the first get what is left over."""
    least, over = divmod(100, count)
    return tuple(least + (place < over) for place in range(count))


def whole_percents(shares: Sequence[float]) -> tuple[int, ...]:
    """Shares as whole percents that make one hundred: the largest remainders are rounded up."""
    exact = [share * 100 for share in shares]
    least = [int(one) for one in exact]
    over = round(sum(exact)) - sum(least)
    ranked = sorted(range(len(exact)), key=lambda place: (least[place] - exact[place], place))
    raised = set(ranked[:over])
    return tuple(one + (place in raised) for place, one in enumerate(least))


def _codes(dimension: Dimension) -> Sequence[Sequence[int]]:
    if dimension is Dimension.REGION:
        return [[one.value for one in regions] for regions in _AREAS.values()]
    return [[one.value] for one in _DEVICES]


def _per_buyer(buyers: Ints) -> Ints:
    return np.unique(buyers, return_counts=True)[1]


def _counted(dimension: Dimension, values: "pd.Series[str]", cases: "pd.Series[int]") -> Counts:
    sums = cases.groupby(values.astype("object")).sum()
    known = tuple(int(sums.get(value, 0)) for value in VALUES[dimension])
    return Counts(known, int(cases.sum()) - sum(known))


def _placed(places: Ints, count: int) -> Counts:
    known = np.bincount(places[places >= 0], minlength=count)
    return Counts(tuple(map(int, known)), int((places < 0).sum()))
