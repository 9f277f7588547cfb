"""The rule of a group of customers: what has to hold of a customer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

MOST_BLOCKS: Final = 6
MOST_CONDITIONS: Final = 8
"""So many conditions a block may have."""
MOST_VALUES: Final = 200
LONGEST_VALUE: Final = 200
MOST_NUMBER: Final = 10**12

Value = int | str


class On(StrEnum):
    """What a condition is about."""

    STATE = "state"
    """The number of a state (``core.analysis.customer_states.State``)."""
    AWAY = "away"
    """Days since the last purchase."""
    SINCE_FIRST = "since_first"
    """Days since the first purchase."""
    VISITS = "visits"
    """Days on which he bought."""
    WON = "won"
    """What he spent, in won."""
    TOP = "top"
    """Which percent of all customers spent at least as much."""
    FIRST_MONTH = "first_month"
    """The month of the first purchase: 12 times the year, and the month from 0 on."""
    PRODUCT = "product"
    """The key of a product that he bought."""
    MALL = "mall"
    """The number of a mall where he bought."""
    REGION = "region"
    """The number of the 시·도 where the last parcel of which it is known went."""
    DISCOUNT = "discount"
    """Percent of his orders that had a discount, as far as it is known."""
    SEGMENT = "segment"
    """The number of a segment (``core.analysis.rfm.Segment``)."""
    CONSENT = "consent"
    """How his consent stands."""
    PERSONA = "persona"
    """The number of the persona he is."""
    INTEREST = "interest"
    """Something he is interested in."""

    @property
    def is_number(self) -> bool:
        """Whether it lies between two bounds; the others are one of some values."""
        return self in _NUMBERS

    @property
    def takes_days(self) -> bool:
        """Whether it may be asked of the last days only."""
        return self in _WITHIN

    @property
    def takes_words(self) -> bool:
        """Whether its values are texts; those of the others are numbers."""
        return self in _WORDS


_NUMBERS: Final = frozenset({
    On.AWAY, On.SINCE_FIRST, On.VISITS, On.WON, On.TOP, On.FIRST_MONTH, On.DISCOUNT,
})  # fmt: skip
_WITHIN: Final = frozenset({On.VISITS, On.WON, On.PRODUCT, On.MALL})
_WORDS: Final = frozenset({On.PRODUCT, On.CONSENT, On.INTEREST})


class RuleFault(StrEnum):
    """What is wrong with a rule."""

    UNREADABLE = "unreadable"
    """It is no rule, or of a version nobody knows."""
    UNKNOWN = "unknown"
    """It asks for something that is not there."""
    NOTHING = "nothing"
    """It asks for nothing."""
    BOUNDS = "bounds"
    """A number is impossible, or the lower one above the upper one."""
    TOO_MUCH = "too_much"


class RuleRefused(ValueError):  # noqa: N818  (an answer, not a fault)
    """It is no rule; what is kept stays as it is."""

    def __init__(self, fault: RuleFault) -> None:
        """Keep the reason."""
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Asked:
    """What has to be known of customers: about what, and of how many last days; None for all."""

    on: On
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies between two bounds, both included.

    Attributes:
        on: which number.
        least: the lower bound; None where there is none.
        most: the upper one.
        within: of so many last days only; None for all.
    """

    on: On
    least: int | None = None
    most: int | None = None
    within: int | None = None

    @property
    def asked(self) -> Asked:
        """What has to be known."""
        return Asked(self.on, self.within)

    def __post_init__(self) -> None:
        """Refuse what cannot hold.

        Raises:
            RuleRefused: it asks for nothing, or for what is impossible.
        """
        if not self.on.is_number:
            raise RuleRefused(RuleFault.UNKNOWN)
        if self.least is None and self.most is None:
            raise RuleRefused(RuleFault.NOTHING)
        lower, upper = (0 if one is None else one for one in (self.least, self.most))
        # Somebody may have got back more than he paid.
        floor = -MOST_NUMBER if self.on is On.WON else 0
        is_upside_down = self.least is not None and self.most is not None and lower > upper
        if not floor <= lower <= MOST_NUMBER or not floor <= upper <= MOST_NUMBER:
            raise RuleRefused(RuleFault.BOUNDS)
        if is_upside_down:
            raise RuleRefused(RuleFault.BOUNDS)
        _check_days(self.on, self.within)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Something is one of some values, or none of them.

    Attributes:
        on: what.
        any_of: the values.
        is_not: whether it has to be none of them; who of nothing is known is neither.
        within: of so many last days only; None for all.
    """

    on: On
    any_of: tuple[Value, ...]
    is_not: bool = False
    within: int | None = None

    @property
    def asked(self) -> Asked:
        """What has to be known."""
        return Asked(self.on, self.within)

    def __post_init__(self) -> None:
        """Refuse what cannot hold.

        Raises:
            RuleRefused: it asks for nothing, or for what is impossible.
        """
        if self.on.is_number:
            raise RuleRefused(RuleFault.UNKNOWN)
        if not self.any_of:
            raise RuleRefused(RuleFault.NOTHING)
        if len(self.any_of) > MOST_VALUES:
            raise RuleRefused(RuleFault.TOO_MUCH)
        kind = str if self.on.takes_words else int
        if not all(type(one) is kind for one in self.any_of):
            raise RuleRefused(RuleFault.UNKNOWN)
        if any(isinstance(one, str) and not 0 < len(one) <= LONGEST_VALUE for one in self.any_of):
            raise RuleRefused(RuleFault.UNKNOWN)
        _check_days(self.on, self.within)


Condition = Between | AnyOf


@dataclass(frozen=True, slots=True)
class Block:
    """Conditions of which all have to hold, or any."""

    conditions: tuple[Condition, ...]
    is_all: bool = True

    def __post_init__(self) -> None:
        """Refuse a block of nothing, or of too much."""
        if not self.conditions:
            raise RuleRefused(RuleFault.NOTHING)
        if len(self.conditions) > MOST_CONDITIONS:
            raise RuleRefused(RuleFault.TOO_MUCH)


@dataclass(frozen=True, slots=True)
class Rule:
    """Blocks of which all have to hold, or any."""

    blocks: tuple[Block, ...]
    is_all: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule of nothing, or of too much."""
        if not self.blocks:
            raise RuleRefused(RuleFault.NOTHING)
        if len(self.blocks) > MOST_BLOCKS:
            raise RuleRefused(RuleFault.TOO_MUCH)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All conditions, in order."""
        return tuple(one for block in self.blocks for one in block.conditions)


def rule(*conditions: Condition) -> Rule:
    """The rule that all of some conditions hold."""
    return Rule((Block(conditions),))


def month_number(day: date) -> int:
    """The month of a day as ``On.FIRST_MONTH`` counts it."""
    return 12 * day.year + day.month - 1


def _check_days(on: On, within: int | None) -> None:
    if within is None:
        return
    if not on.takes_days:
        raise RuleRefused(RuleFault.UNKNOWN)
    if not 0 < within <= MOST_NUMBER:
        raise RuleRefused(RuleFault.BOUNDS)
