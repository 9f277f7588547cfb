"""Which channel, product or kind of customer explains that more or fewer visits end in an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.stats import mix
from core.stats.mix import Ratio
from core.stats.split import log_mean, whole_parts

NAMED: Final = 6
"""So many groups are told one by one, the rest together."""


@dataclass(frozen=True, slots=True)
class GroupPart:
    """One group: its visits and orders, and the won it moved by its share and by its rate.

    ``key`` is None for all the groups that are not told one by one.
    """

    key: str | None
    now: Ratio
    before: Ratio
    mix: int
    rate: int

    @property
    def won(self) -> int:
        """All it moved."""
        return self.mix + self.rate


@dataclass(frozen=True, slots=True)
class Explained:
    """A change of the rate in parts that add up to ``won``; the largest parts first.

    ``has_mix``: the visits of each group are known, so that who came can be told from what they
    did. Without, all groups share the same visits.
    """

    now: Ratio
    before: Ratio
    won: int
    parts: tuple[GroupPart, ...]
    has_mix: bool = True

    @property
    def change(self) -> float:
        """How far the rate moved, as a share."""
        return (self.now.rate or 0.0) - (self.before.rate or 0.0)

    @property
    def most(self) -> GroupPart | None:
        """The group that is told by itself and moved most in the direction of the change."""
        sign = 1 if self.won > 0 else -1
        told = [part for part in self.parts if part.key is not None and part.won * sign > 0]
        return max(told, key=lambda part: part.won * sign, default=None)

    @property
    def telling(self) -> float:
        """How much more that group moved than its share of the orders would have; as a share.

        A group that has most of the orders moves most of any change, which explains nothing.
        """
        most = self.most
        if most is None or not self.before.successes:
            return 0.0
        return most.won / self.won - most.before.successes / self.before.successes


Groups = Mapping[str, Ratio]
"""Orders of visits, by group."""


def explain(now: Groups, before: Groups, revenue: tuple[float, float]) -> Explained | None:
    """Split a change of the rate by group; None where there are no orders on one of the sides.

    A rate moves revenue by L(V1, V0) * ln(R1 / R0), its part in the logarithmic mean split, which
    is L(V1, V0) / L(R1, R0) for each unit of the rate: by that the parts become won.

    Args:
        now: visits and orders of each group in this period.
        before: those of the period it is compared with.
        revenue: net revenue now and before, in won.
    """
    keys = sorted({*now, *before})
    nothing = Ratio(0, 0)
    sides = [[side.get(key, nothing) for key in keys] for side in (now, before)]
    both = [sum(side, nothing) for side in sides]
    worth = _worth(both[0], both[1], revenue)
    if worth is None:
        return None
    found = mix.parts(*sides)
    return _told(keys, sides, both, [[worth * one for one in part] for part in
                                     (found.mix, found.rate)], has_mix=True)  # fmt: skip


def explain_orders(
    now: Mapping[str, int],
    before: Mapping[str, int],
    visits: tuple[int, int],
    revenue: tuple[float, float],
) -> Explained | None:
    """The same where only the orders are told by group: each group's orders of all visits.

    Args:
        now: orders of each group in this period.
        before: those of the period it is compared with.
        visits: all visits, now and before.
        revenue: net revenue now and before, in won.
    """
    keys = sorted({*now, *before})
    both = [
        Ratio(sum(side.values()), count) for side, count in zip((now, before), visits, strict=True)
    ]
    worth = _worth(both[0], both[1], revenue)
    if worth is None:
        return None
    sides = [
        [Ratio(side.get(key, 0), count) for key in keys]
        for side, count in zip((now, before), visits, strict=True)
    ]
    rates = [(a.rate or 0.0) - (b.rate or 0.0) for a, b in zip(*sides, strict=True)]
    won = [[0.0] * len(keys), [worth * rate for rate in rates]]
    return _told(keys, sides, both, won, has_mix=False)


def _worth(now: Ratio, before: Ratio, revenue: tuple[float, float]) -> float | None:
    """The won that one unit of the rate is worth."""
    if not (now.rate and before.rate) or min(revenue) <= 0:
        return None
    return log_mean(*revenue) / log_mean(now.rate, before.rate)


def _told(
    keys: list[str],
    sides: list[list[Ratio]],
    both: list[Ratio],
    won: list[list[float]],
    *,
    has_mix: bool,
) -> Explained:
    """The parts rounded to the won, the small ones together."""
    flat = [*won[0], *won[1]]
    whole = whole_parts(flat, round(sum(flat)))
    found = [
        GroupPart(key, sides[0][at], sides[1][at], whole[at], whole[len(keys) + at])
        for at, key in enumerate(keys)
    ]
    found.sort(key=lambda part: (-abs(part.won), part.key or ""))
    rest = found[NAMED:]
    shown = found[:NAMED] + ([_together(rest, has_mix=has_mix)] if rest else [])
    return Explained(both[0], both[1], sum(whole), tuple(shown), has_mix)


def _together(rest: list[GroupPart], *, has_mix: bool) -> GroupPart:
    nothing = Ratio(0, 0)
    now, before = (
        sum(side, nothing) for side in ((part.now for part in rest), (part.before for part in rest))
    )
    if not has_mix:
        now, before = (
            Ratio(side.successes, first.trials)
            for side, first in ((now, rest[0].now), (before, rest[0].before))
        )
    return GroupPart(None, now, before, sum(p.mix for p in rest), sum(p.rate for p in rest))
