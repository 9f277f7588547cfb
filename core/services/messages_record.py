"""What has been learnt: for whom, on which occasion, which words led to a purchase.

Only what is over counts. A sending whose days go on, or are in no file, waits.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.analysis import message_effect
from core.analysis.message_effect import LEAST_SENT, Gain, Lift
from core.services.messages_results import Part, Result, Told
from core.services.messages_sends import Version
from core.services.messages_words import words
from core.stats.ab.several import holm
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.terms.evidence import evidence_of
from core.terms.messages import MessageLanguage

OVER: Final = frozenset({Told.READY, Told.NO_LIST})
"""What is told of sendings that count."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One message of one version, to one persona, in one scenario. Unknown is None.

    Attributes:
        message: the number of the text; None where it belongs to none.
        text: how it began, for those that have no name.
        version: the text as it was sent last, and in ``words`` the hash of what it says.
        sends: how often it was sent.
        reacted: how many clicked or answered, of how many of whom that was told.
        bought: how many different people bought, of how many.
        purchases: purchases that are put down to it.
    """

    persona: int | None
    scenario: int | None
    message: int | None
    letter: str
    text: str
    sends: int
    sent: int
    reacted: Tally | None
    bought: Tally | None
    purchases: float | None
    won: int | None
    cost: float | None
    language: MessageLanguage = MessageLanguage.KOREAN
    version: Version | None = field(default=None, repr=False)
    words: str = ""

    @property
    def is_thin(self) -> bool:
        """Whether it went to too few to say anything."""
        return self.sent < LEAST_SENT

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Between which bounds the share that bought lies, 95 %."""
        return None if self.bought is None else wilson(self.bought)

    @property
    def per_purchase(self) -> float | None:
        """Messages for each purchase; None where none came or went out yet, or nobody told."""
        return self.sent / self.purchases if self.sent and self.purchases else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What all messages of a scenario did together.

    Attributes:
        scenario: its number; None for those that belong to none.
        sends: how many sendings count,
        waiting: and how many wait for their days or for files.
        gain: what they brought more than nothing, of those that left some out; else None.
        alone: how many of those that count left nobody out.
        evidence: how sure it is whether it pays, allowing for how many scenarios are looked at.
    """

    scenario: int | None
    sends: int
    waiting: int
    sent: int
    purchases: float | None
    won: int | None
    cost: float | None
    gain: Gain | None
    alone: int
    evidence: Evidence

    @property
    def per_purchase(self) -> float | None:
        """Messages for each purchase; None where none came or went out yet, or nobody told."""
        return self.sent / self.purchases if self.sent and self.purchases else None

    @property
    def roas(self) -> float | None:
        """Won that are put down to it for each won it cost."""
        return self.won / self.cost if self.won is not None and self.cost else None


def cells(results: Iterable[Result]) -> tuple[Cell, ...]:
    """The record, of what went to most people first."""
    found: dict[tuple[object, ...], list[tuple[Result, Part]]] = {}
    for one in results:
        if one.told not in OVER:
            continue
        for part in one.parts:
            if part.sent is not None:
                version = part.version
                # A text that was changed has a record of its own from then on.
                key = (one.send.persona, one.send.scenario, version.number, words(version),
                       version.letter)  # fmt: skip
                found.setdefault(key, []).append((one, part))
    told = [_cell(some) for some in found.values()]
    return tuple(sorted(told, key=lambda one: -one.sent))


def standings(results: Sequence[Result], margin_percent: int | None) -> tuple[Standing, ...]:
    """What every scenario did, those that surely pay most first."""
    numbers = list(dict.fromkeys(one.send.scenario for one in results))
    told = [
        _standing(one, [it for it in results if it.send.scenario == one], margin_percent)
        for one in numbers
    ]
    # Of many scenarios one looks good by chance.
    judged = [at for at, one in enumerate(told) if one.gain is not None and one.gain.p is not None]
    p_values = [_p(told[at]) for at in judged]
    for at, p in zip(judged, holm(p_values).tolist() if judged else [], strict=True):
        told[at] = _judged(told[at], p)
    return tuple(sorted(told, key=_rank))


def best(some: Iterable[Standing]) -> Standing | None:
    """The scenario that surely pays most."""
    known = [one for one in some if one.evidence is Evidence.KNOWN and one.gain and one.gain.pays]
    return max(known, key=lambda one: one.gain.won - one.gain.needed if one.gain else 0.0,
               default=None)  # fmt: skip


def losing(some: Iterable[Standing]) -> Standing | None:
    """The scenario that surely costs more than it brings, the dearest first."""
    known = [one for one in some if one.evidence is Evidence.KNOWN and one.gain
             and not one.gain.pays]  # fmt: skip
    return max(known, key=lambda one: one.cost or 0.0, default=None)


def per_purchase(results: Iterable[Result]) -> float | None:
    """Messages for each purchase, of all that is over and of which both are told."""
    known = [(one.sent, one.bought) for one in results
             if one.told in OVER and one.sent is not None and one.bought is not None]  # fmt: skip
    sent, bought = (sum(side) for side in zip(*known, strict=True)) if known else (0, 0)
    return sent / bought if sent and bought else None


def roas(results: Iterable[Result]) -> float | None:
    """Won for each won spent, of all that is over and of which both are told."""
    known = [(one.won, one.cost) for one in results
             if one.told in OVER and one.won is not None and one.cost is not None]  # fmt: skip
    won, cost = (sum(side) for side in zip(*known, strict=True)) if known else (0, 0)
    return won / cost if cost else None


def unsorted(results: Iterable[Result]) -> int:
    """How many sendings belong to no persona or no scenario: 정리 안 된 메시지."""
    return sum(one.send.persona is None or one.send.scenario is None for one in results)


def _cell(some: Sequence[tuple[Result, Part]]) -> Cell:
    first = some[0]
    parts = [part for _, part in some]
    version = first[1].version
    clicked = [Tally(min(one.reacted, one.sent), one.sent) for one in parts
               if one.reacted is not None and one.sent]  # fmt: skip
    bought = [one.buyers for one in parts if one.buyers is not None]
    return Cell(
        first[0].send.persona, first[0].send.scenario, version.number, version.letter,
        " ".join(f"{version.block} {version.text}".split()), len(some),
        sum(one.sent or 0 for one in parts),
        sum(clicked, Tally(0, 0)) if clicked else None,
        sum(bought, Tally(0, 0)) if len(bought) == len(parts) else None,
        _total(parts, lambda one: one.bought), _whole(_total(parts, lambda one: one.won)),
        _total(parts, lambda one: one.cost), version.language,
        version, words(version),
    )  # fmt: skip


def _standing(scenario: int | None, some: Sequence[Result], margin: int | None) -> Standing:
    over = [one for one in some if one.told in OVER]
    lifted = [one for one in over if one.lift is not None]
    lifts: list[Lift] = [one.lift for one in lifted if one.lift is not None]
    parts = [part for one in over for part in one.parts]
    # What nobody counted the messages of says nothing of messages for each purchase.
    counted = [one for one in parts if one.sent is not None]
    cost = _cost_of(lifted)
    gain = None if cost is None else message_effect.gain(lifts, cost, margin)
    unsure = Evidence.EARLY if over else Evidence.NO_DATA
    sure = unsure if gain is None else gain.evidence
    return Standing(
        scenario, len(over), len(some) - len(over), sum(one.sent or 0 for one in parts),
        _total(counted, lambda one: one.bought), _whole(_total(parts, lambda one: one.won)),
        _total(parts, lambda one: one.cost), gain, len(over) - len(lifted), sure,
    )  # fmt: skip


def _judged(one: Standing, p: float) -> Standing:
    sure = one.evidence
    if sure in {Evidence.KNOWN, Evidence.HINT}:
        sure = evidence_of(1 - p, enough=True)
    return Standing(
        one.scenario, one.sends, one.waiting, one.sent, one.purchases, one.won, one.cost, one.gain,
        one.alone, sure,
    )  # fmt: skip


def _p(one: Standing) -> float:
    return 1.0 if one.gain is None or one.gain.p is None else one.gain.p


_ORDER: Final = (Evidence.KNOWN, Evidence.HINT, Evidence.EARLY, Evidence.NO_DATA)


def _rank(one: Standing) -> tuple[int, float]:
    return _ORDER.index(one.evidence), -(one.won or 0)


def _cost_of(some: Sequence[Result]) -> float | None:
    known = [one.cost for one in some]
    return None if None in known else float(sum(one or 0 for one in known))


def _total(parts: Sequence[Part], of: Callable[[Part], float | None]) -> float | None:
    """A sum; None where one part does not tell."""
    known = [of(one) for one in parts]
    return None if not known or None in known else float(sum(one or 0 for one in known))


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
