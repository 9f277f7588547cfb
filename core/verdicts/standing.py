"""Which of a day's claims are news, which stand, and which the seller does not want to see now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.terms import Evidence
from core.verdicts.day import put_off
from core.verdicts.journey import Tactic
from core.verdicts.model import DATA_FAULTS, Claim, Verdict

MUCH = 0.3
"""A claim whose money changed by more than this part is news again."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What was said lately, with its money then; what was put off today; what is worked on."""

    money: Mapping[str, int | None]
    put_off: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()

    def is_kept(self, one: Verdict) -> bool:
        """Whether a claim is in the notes and its day to look has not come yet."""
        return not self.kept.isdisjoint(_kept_as(one))

    def is_new(self, one: Verdict) -> bool:
        """Whether it was not said lately, or its money has changed much since.

        Where nothing was said lately there is nothing to be new beside.
        """
        if not self.money:
            return False
        if one.id not in self.money:
            return True
        before, now = self.money[one.id], one.money_month
        if before is None or now is None:
            return before != now
        return abs(now - before) > MUCH * abs(before)


def arranged(
    candidates: Sequence[Verdict], memory: Memory, otherwise: Verdict
) -> tuple[list[Verdict], Verdict]:
    """The claims in the order in which they are shown, and what is said without any.

    The first stands for as long as it is the first. Behind it news goes before what was said
    lately, as long as it is as sure. What was put off is hidden for the day; what is in the notes
    until its day to look, unless nothing else is left to say.
    """
    told = [replace(one, is_new=memory.is_new(one)) for one in candidates]
    wanted = [one for one in told if one.id not in memory.put_off or one.claim in DATA_FAULTS]
    open_ones = [one for one in wanted if not memory.is_kept(one)]
    shown = open_ones or wanted[:1]
    if told and not shown:
        return [], put_off(otherwise, told)
    first, rest = shown[:1], shown[1:]
    rest.sort(key=_after)
    return first + rest, otherwise


def _kept_as(one: Verdict) -> set[str]:
    """What the notes may call a claim: of a weak stage also what is proposed to try there."""
    if one.claim is not Claim.STAGE_FELL:
        return {one.id}
    return {one.id} | {f"{one.id}.{tactic}" for tactic in Tactic}


def _after(one: Verdict) -> tuple[bool, bool, bool, float]:
    known = one.level is Evidence.KNOWN
    return one.claim not in DATA_FAULTS, not known, not one.is_new, -one.weight
