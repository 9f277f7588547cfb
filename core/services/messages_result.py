"""What came of one sending, in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.analysis.message_effect import Lift
from core.services.messages_sends import Send, Version
from core.stats.proportions import Tally
from core.terms import Period


class Told(StrEnum):
    """How far it can be told what came of a sending."""

    READY = "ready"
    WAITING = "waiting"
    """Its days are not over yet."""
    NO_FILE = "no_file"
    """Its days are over, and order files do not reach to their end."""
    GAP = "gap"
    """Some of its days are in no file."""
    NO_LIST = "no_list"
    """No list was made of it, so only what was typed is known."""


@dataclass(frozen=True, slots=True)
class Part:
    """What came of one version of a sending. What nobody told is None.

    Attributes:
        version: the text as it was sent.
        sent: how many were sent,
        failed: and of these did not arrive.
        opened, reacted: how many opened it, and clicked or answered.
        buyers: how many different people bought of those it went to; the last message before a
            purchase gets it.
        bought: purchases that are put down to it; of two of one moment each gets a half.
        won: what those brought.
        cost: what it cost, without those that failed.
    """

    version: Version
    sent: int | None
    failed: int | None
    opened: int | None
    reacted: int | None
    buyers: Tally | None
    bought: float | None
    won: int | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one sending.

    Attributes:
        send: the sending.
        told: how far it can be told.
        days: the days of its purchases, in Seoul.
        parts: by version.
        left: how many asked not to be written to any more; None where nobody told.
        is_typed: whether purchases are as the seller or the sending service counted them.
        lift: what it brought more than nothing; None where nobody was left out, or it is not told.
    """

    send: Send
    told: Told
    days: Period
    parts: tuple[Part, ...]
    left: int | None
    is_typed: bool
    lift: Lift | None

    @property
    def ready_on(self) -> date:
        """The first day on which all of its purchases can be known."""
        return self.days.last + timedelta(days=1)

    @property
    def sent(self) -> int | None:
        """How many were sent."""
        return _sum(one.sent for one in self.parts)

    @property
    def failed(self) -> int | None:
        """How many of them did not arrive."""
        return _sum(one.failed for one in self.parts)

    @property
    def opened(self) -> int | None:
        """How many opened it."""
        return self.send.opened if self.send.opened is not None else _sum(
            one.opened for one in self.parts
        )  # fmt: skip

    @property
    def reacted(self) -> int | None:
        """How many clicked or answered."""
        return self.send.reacted if self.send.reacted is not None else _sum(
            one.reacted for one in self.parts
        )  # fmt: skip

    @property
    def buyers(self) -> Tally | None:
        """How many different people bought, of those it went to."""
        known = [one.buyers for one in self.parts]
        told = [one for one in known if one is not None]
        return sum(told, Tally(0, 0)) if told and len(told) == len(known) else None

    @property
    def bought(self) -> float | None:
        """Purchases that are put down to it."""
        known = [one.bought for one in self.parts]
        return None if not known or None in known else float(sum(one or 0 for one in known))

    @property
    def won(self) -> int | None:
        """What those brought."""
        return _sum(one.won for one in self.parts)

    @property
    def cost(self) -> float | None:
        """What it cost, without those that failed."""
        known = [one.cost for one in self.parts]
        return None if not known or None in known else float(sum(one or 0 for one in known))

    @property
    def per_purchase(self) -> float | None:
        """Messages for each purchase; None where none came or went out yet, or nobody told."""
        return self.sent / self.bought if self.sent and self.bought else None

    @property
    def roas(self) -> float | None:
        """Won that are put down to it for each won it cost; None where it cost nothing."""
        return self.won / self.cost if self.won is not None and self.cost else None


def _sum(some: Iterable[int | None]) -> int | None:
    known = list(some)
    return None if not known or None in known else sum(one or 0 for one in known)
