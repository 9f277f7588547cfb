"""What a copy test is made of: how versions are shown, what is counted, the plan, the counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from core.terms.period import Period

LETTERS: Final = "ABCDEF"
"""The names of the versions of a test, in order; a test of one's own has two to six."""

PAST_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The same for results brought along from elsewhere."""

HOLD_OUT: Final = ""
"""The name of those who get no version at all."""

ALPHA: Final = 0.05
"""How often a winner may be called where there is none, both sides together."""

FEWEST_TURNS: Final = 14
"""Days of a test whose versions take turns: only so does every weekday meet two of them."""

METHOD: Final = "3"
"""The version of the method of judging that new plans name."""


class Design(StrEnum):
    """How it comes about who sees which version."""

    LIST_SPLIT = "list_split"
    """A list of recipients is divided by chance."""
    AD_PLATFORM = "ad_platform"
    """An advertising platform divides the viewers by chance."""
    ALTERNATE_DAYS = "alternate_days"
    """Each day one version, in turn; the day is what is drawn."""
    TWO_LINKS = "two_links"
    """Each version has a link of its own; nobody draws who sees which, so it is a comparison."""
    BEFORE_AFTER = "before_after"
    """One version after the other: a comparison, never a test."""

    @property
    def by_chance(self) -> bool:
        """Whether chance alone, or the calendar in turn, decides which version is seen."""
        return self in {Design.LIST_SPLIT, Design.AD_PLATFORM, Design.ALTERNATE_DAYS}

    @property
    def divides(self) -> bool:
        """Whether chance divides people, so that their numbers may be held against each other."""
        return self in {Design.LIST_SPLIT, Design.AD_PLATFORM}

    @property
    def by_day(self) -> bool:
        """Whether a day shows one version only, so that days and not people are compared."""
        return self in {Design.ALTERNATE_DAYS, Design.BEFORE_AFTER}


class Response(StrEnum):
    """What is hoped for and counted."""

    CLICKS = "clicks"
    ORDERS = "orders"
    REPLIES = "replies"
    REVENUE = "revenue"
    """The won of each one who was shown the version; buyers are counted along."""


class TestStatus(StrEnum):
    """How far a test is."""

    __test__ = False  # not a test of ours, whatever its name begins with

    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"
    """Over as planned, or where the plan allows it; its result is kept."""
    STOPPED = "stopped"
    """Given up before."""
    IMPORTED = "imported"
    """A result brought along from elsewhere; there was no plan."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is counted any more."""
        return self in {TestStatus.ENDED, TestStatus.STOPPED, TestStatus.IMPORTED}


class CountSource(StrEnum):
    """Where a count is from."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"
    ORDERS = "orders"
    """Counted from the order files of the shop itself."""


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that are compared.

    Attributes:
        letter: its name in the test.
        text: what it says.
        label: how a platform, a link or a file calls it; empty if it is called by its letter.
        need: which need it speaks to; empty if nobody said.
        tone: in which tone.
        share: its part of those who are shown any version, as a weight.
    """

    letter: str
    text: str = ""
    label: str = ""
    need: str = ""
    tone: str = ""
    share: int = 1


@dataclass(frozen=True, slots=True)
class PlannedVersion:
    """What the plan says of a version: its weight, and how many are to be shown it.

    ``planned`` counts visitors or recipients over the whole test; None where nobody could say.
    """

    letter: str
    share: int
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What was fixed before the first count; nothing of it changes while the test runs.

    Attributes:
        design: how versions are shown.
        response: what decides.
        control: the letter of the version the others are held against.
        versions: all of them, the control included, in the order of their letters.
        period: the planned days.
        hold_out: the weight of those who get no version.
        days: which version is shown on which day, where a day shows one version only.
        base_rate: the share that was expected to react, 0 to 1; None where nobody said.
        alpha: how often a winner may be called where there is none.
        method: the version of the method that judges it.
    """

    design: Design
    response: Response
    control: str
    versions: tuple[PlannedVersion, ...]
    period: Period
    hold_out: int = 0
    days: Mapping[date, str] | None = None
    base_rate: float | None = None
    alpha: float = ALPHA
    method: str = METHOD

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of the versions."""
        return tuple(one.letter for one in self.versions)

    @property
    def planned(self) -> int | None:
        """How many are to be shown any version; None where that is not known of one of them."""
        told = [one.planned for one in self.versions if one.planned is not None]
        return sum(told) if len(told) == len(self.versions) else None

    def part(self, letter: str) -> Fraction:
        """The part of those who are shown any version that a version is to get.

        Raises:
            KeyError: there is no such version.
        """
        shares = {one.letter: one.share for one in self.versions}
        return Fraction(shares[letter], sum(shares.values()))


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted of one version on one day, or on all days; None where nobody knows.

    Attributes:
        letter: the version.
        day: the day; None for the test as a whole.
        shown: how many visitors, viewers or recipients.
        reacted: how many of them did what was hoped for; of revenue how many bought.
        won: what they paid.
        won_squares: the sum of the squares of what each of them paid.
        source: where it is from.
    """

    letter: str
    day: date | None = None
    shown: int | None = None
    reacted: int | None = None
    won: int | None = None
    won_squares: int | None = None
    source: CountSource = CountSource.TYPED

    @property
    def is_told(self) -> bool:
        """Whether anything is known at all."""
        return any(one is not None for one in (self.shown, self.reacted, self.won))


MEASURES: Final = ("shown", "reacted", "won", "won_squares")
"""What is counted, by the names of the fields of ``Count``."""


def added(
    counts: Iterable[Count], design: Design, without: Collection[date] = ()
) -> dict[str, Count]:
    """The counts of each version over all days.

    Messages are sent once and answered for days, so the numbers of a list are added one by one.
    Of all other designs a day counts only where both those who were shown the version and those
    who reacted are known. Won are unknown as soon as those of one day are.

    Args:
        counts: of one test.
        design: how its versions are shown.
        without: days to leave out.

    Returns:
        by the letter; versions of which nothing is known are not there.
    """
    found: dict[str, list[Count]] = {}
    for one in counts:
        whole = one.shown is not None and one.reacted is not None
        if one.day not in without and (whole or design is Design.LIST_SPLIT) and one.is_told:
            found.setdefault(one.letter, []).append(one)
    return {letter: _added(letter, some) for letter, some in sorted(found.items())}


def _added(letter: str, some: list[Count]) -> Count:
    money = {
        name: None
        if any(getattr(one, name) is None and one.reacted != 0 for one in some)
        else sum(getattr(one, name) or 0 for one in some)
        for name in ("won", "won_squares")
    }
    people = {name: _known(getattr(one, name) for one in some) for name in ("shown", "reacted")}
    return Count(letter, None, **people, **money, source=some[-1].source)


def _known(values: Iterable[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None
