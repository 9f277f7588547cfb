"""Which claims are one story: what is the first thing to say, and what is evidence for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.analysis.journey import Stage
from core.terms import Evidence
from core.verdicts.facts import Facts
from core.verdicts.model import Claim, Verdict

EXPLAINS = 0.5
"""A cause that is worth this part of a loss explains it."""

MOST_FIGURES = 3


def told_once(claims: Sequence[Verdict], facts: Facts) -> list[Verdict]:
    """The claims without those that another one tells already.

    The more concrete claim leads as long as it is at least as sure: a product before a stage, a
    stage before revenue as a whole. What is absorbed stays as a number in the evidence.
    """
    left = list(claims)
    for absorb in (_pages, _channels, _losses):
        left = absorb(left, facts)
    return left


def _pages(claims: Sequence[Verdict], _facts: Facts) -> list[Verdict]:
    """A poor page and fewer orders of the same product are one story."""
    poor = {one.params["product_id"]: one for one in claims if one.claim is Claim.PAGE_POOR}
    fell = {one.params["product_id"]: one for one in claims if one.claim is Claim.PRODUCT_FELL}
    pairs = [(poor[key], fell[key]) for key in poor if key in fell]
    return _merged(claims, pairs)


def _channels(claims: Sequence[Verdict], _facts: Facts) -> list[Verdict]:
    """Money for nothing and visits for nothing by the same channel are one story."""
    pairs = [
        (less, poor)
        for less in claims
        if less.claim is Claim.CHANNEL_LESS
        for poor in claims
        if poor.claim is Claim.CHANNEL_POOR and _is_same(less, poor)
    ]
    return _merged(claims, pairs)


def _is_same(less: Verdict, poor: Verdict) -> bool:
    platform, names = less.params.get("platform"), less.params.get("names", ())
    named = isinstance(names, tuple) and poor.params.get("channel") in names
    return named or (platform is not None and platform == poor.params.get("platform"))


def _losses(claims: Sequence[Verdict], facts: Facts) -> list[Verdict]:
    """Fewer orders may be due to those who do not come back, to returns, to a product or a stage.

    The stage is held against its causes first, then revenue against all that is left.
    """
    left = list(claims)
    for is_loss in (_is_buying, _is_net):
        losses = [one for one in left if is_loss(one)]
        pairs = [
            (cause, loss)
            for loss in losses
            for cause in sorted(left, key=lambda one: -one.weight)
            if _explains(cause, loss, facts)
        ]
        left = _merged(left, pairs)
    return left


def _is_buying(one: Verdict) -> bool:
    return one.claim is Claim.STAGE_FELL and one.params.get("stage") is Stage.BUY


def _is_net(one: Verdict) -> bool:
    return one.claim is Claim.NET_FELL


def _explains(cause: Verdict, loss: Verdict, facts: Facts) -> bool:
    if cause.claim is Claim.SECOND_FELL:
        return returning_explain(facts)
    if cause.claim is Claim.STAGE_FELL:
        return _is_net(loss)
    is_large = abs(cause.money_month or 0) >= EXPLAINS * abs(loss.money_month or 0)
    return is_large and cause.claim in {Claim.PRODUCT_FELL, Claim.CLAIMS_ROSE}


def returning_explain(facts: Facts) -> bool:
    """Whether most of those who are missing are customers who had bought before."""
    if facts.levels is None or facts.returning is None:
        return False
    back, new = facts.returning, facts.levels.new_buyers
    returned = back.now.successes - back.before.successes
    return returned < 0 and returned <= EXPLAINS * (returned + min(0.0, new.now - new.before))


def _merged(claims: Sequence[Verdict], pairs: Iterable[tuple[Verdict, Verdict]]) -> list[Verdict]:
    """One claim of each pair, the first as long as it is as sure as the second."""
    gone: dict[str, str] = {}
    more: dict[str, Verdict] = {}
    for first, second in pairs:
        if first.id in gone or second.id in gone:
            continue
        surer = second.level is Evidence.KNOWN and first.level is not Evidence.KNOWN
        if surer and first.claim not in _CONTAINED:
            continue
        lead, rest = (second, first) if surer else (first, second)
        gone[rest.id] = lead.id
        more[lead.id] = _with(more.get(lead.id, lead), rest)
    return [more.get(one.id, one) for one in claims if one.id not in gone]


_CONTAINED = frozenset({Claim.STAGE_FELL, Claim.PAGE_POOR, Claim.CHANNEL_LESS})
"""Claims that are nothing beside the surer one: the same fact, seen less clearly."""


def _with(lead: Verdict, rest: Verdict) -> Verdict:
    """The leading claim with the numbers of the other one as evidence."""
    have = {figure.metric for figure in lead.evidence}
    figures = tuple(figure for figure in rest.evidence if figure.metric not in have)
    params = {**lead.params, "with": (*_others(lead), rest.claim)}
    if "step" in rest.params and "step" not in params:
        params |= {"step": rest.params["step"], "stage": rest.params["stage"]}
    kept = (lead.evidence + figures)[:MOST_FIGURES]
    return replace(lead, evidence=kept, params=params)


def _others(lead: Verdict) -> tuple[object, ...]:
    told = lead.params.get("with", ())
    return told if isinstance(told, tuple) else ()
