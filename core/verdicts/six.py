"""What follows from six typed numbers: which part to look after, how sure, what is missing.

Two weeks do not tell by how much the numbers of a shop go up and down anyway. A rate can be
judged by its own counts; of visits and orders chance gives only the least they scatter, so they
are never more than a hint; the value of an order cannot be judged from sums at all.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.special import ndtr

from core.analysis.six import Part, PartChange, Split, Week
from core.stats.counts import pair_mid_p
from core.stats.intervals import wilson
from core.stats.proportions import Tally, difference_z
from core.terms import Evidence, evidence_of
from core.verdicts.choosing import without_chance
from core.verdicts.facts import LEAST_EVENTS, LEAST_ORDERS


class Lack(StrEnum):
    """What it takes to be surer."""

    ORDERS = "orders"
    NEXT_WEEK = "next_week"
    ORDER_FILE = "order_file"


@dataclass(frozen=True, slots=True)
class SixVerdict:
    """The conclusion from six numbers.

    ``named`` is the part it is about, None where nothing could be split or nothing moved.
    ``missing`` counts the orders that are still lacking, 0 where it is something else.
    ``probability`` is one minus the adjusted p-value of the change of the named part.
    """

    split: Split
    named: PartChange | None
    level: Evidence
    lack: Lack | None
    missing: int = 0
    probability: float | None = None

    @property
    def fell(self) -> bool:
        """Whether it is about a loss."""
        return self.named is not None and self.named.won < 0


_ONLY_HINTS: Final = frozenset({Part.VISITS, Part.ORDERS})


def conclude(split: Split) -> SixVerdict:
    """The one thing to say about the change between two weeks."""
    named = split.named
    missing = max(0, LEAST_ORDERS - split.before.orders - split.now.orders)
    if missing:
        return SixVerdict(split, named, Evidence.EARLY, Lack.ORDERS, missing)
    if named is not None and named.part is Part.ORDER_VALUE:
        return SixVerdict(split, named, Evidence.EARLY, Lack.ORDER_FILE)
    chance = chances(split).get(named.part) if named else None
    if named is None or chance is None:
        return SixVerdict(split, named, Evidence.EARLY, Lack.NEXT_WEEK)
    level = evidence_of(chance, enough=_enough(named.part, split.before, split.now))
    if named.part in _ONLY_HINTS and level is Evidence.KNOWN:
        level = Evidence.HINT
    lack = None if level is Evidence.KNOWN else Lack.NEXT_WEEK
    return SixVerdict(split, named, level, lack, probability=chance)


def chances(split: Split) -> dict[Part, float]:
    """How probable it is that a part changed at all, allowing for all that were looked at."""
    before, now = split.before, split.now
    examined: dict[Part, float | None] = {}
    for part in (change.part for change in split.parts):
        if part is Part.RATE:
            examined[part] = _rate_p(before, now)
        elif part is not Part.ORDER_VALUE:
            examined[part] = pair_mid_p(int(now.factor(part) or 0), int(before.factor(part) or 0))
    return without_chance(examined)


def bounds(split: Split) -> tuple[float, float] | None:
    """Between which rates the later week lies; None where its rate is no share."""
    tallies = _tallies(split.before, split.now)
    return wilson(tallies[0]) if tallies else None


def _rate_p(before: Week, now: Week) -> float | None:
    """None where a rate is no share: more orders than visits."""
    tallies = _tallies(before, now)
    z = difference_z(*tallies) if tallies else None
    return None if z is None else 2 * float(ndtr(-abs(z)))


def _tallies(before: Week, now: Week) -> tuple[Tally, Tally] | None:
    visits = (now.visits or 0, before.visits or 0)
    if now.orders > visits[0] or before.orders > visits[1]:
        return None
    return Tally(now.orders, visits[0]), Tally(before.orders, visits[1])


def _enough(part: Part, before: Week, now: Week) -> bool:
    """Whether each side would have a handful of events if nothing had changed."""
    tallies = _tallies(before, now)
    if part is not Part.RATE or tallies is None:
        return (before.orders + now.orders) / 2 >= LEAST_EVENTS
    both = tallies[0] + tallies[1]
    share = both.successes / both.trials
    return min(one.trials for one in tallies) * min(share, 1 - share) >= LEAST_EVENTS
