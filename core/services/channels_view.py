"""What the page 유입 채널 shows: numbers and codes, no words."""

from dataclasses import dataclass
from enum import StrEnum

from core.analysis.channels import Credit, Kind, Rate
from core.analysis.keywords import Words
from core.services.channel_source import Source
from core.terms import Evidence, Period
from core.verdicts.channels import Conclusion, Judged


class Stage(StrEnum):
    """How much there is to show."""

    EMPTY = "empty"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Turn:
    """How a number changed: what is known of it, and the direction only where it is known."""

    level: Evidence
    direction: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One channel. Numbers are None where the file does not tell; ``key`` is its name."""

    key: str
    kind: Kind
    visits: int | None
    payments: int | None
    gross: int | None
    rate: Rate | None
    visits_before: int | None
    rate_before: float | None
    visits_turn: Turn
    rate_turn: Turn


@dataclass(frozen=True, slots=True)
class KindRow:
    """The visits and won of one kind of channels, and their shares in whole per cent.

    They are None where the file does not tell them of every channel.
    """

    kind: Kind
    visits: int | None
    visits_share: int | None
    gross: int | None
    gross_share: int | None


@dataclass(frozen=True, slots=True)
class CreditRow:
    """What the last click and the estimate of 14 days give to one channel."""

    key: str
    credit: Credit


@dataclass(frozen=True, slots=True)
class View:
    """The page 유입 채널. Parts are empty or None where no file tells of them.

    ``left_out`` counts the days of the period that are compared with nothing.
    """

    stage: Stage
    conclusion: Conclusion | None = None
    source: Source | None = None
    before: Period | None = None
    left_out: int = 0
    rows: tuple[Row, ...] = ()
    folded: int = 0
    best: str | None = None
    worst: str | None = None
    kinds: tuple[KindRow, ...] = ()
    unknown: tuple[str, ...] = ()
    """Channels of which the table of kinds does not tell what they are."""
    period: Period | None = None
    judged: tuple[Judged, ...] = ()
    even: float | None = None
    margin_percent: int | None = None
    credit_source: Source | None = None
    credits: tuple[CreditRow, ...] = ()
    word_source: Source | None = None
    words: Words | None = None
    days_old: int = 0
