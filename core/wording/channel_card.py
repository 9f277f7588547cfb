"""The first conclusion of 유입 채널 in words, and what the notes keep of it."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Proposal, Said
from core.services.channels import View
from core.terms import Evidence
from core.verdicts import Caveat
from core.verdicts.actions import JourneyStage
from core.verdicts.channels import Claim, Conclusion, Judged, Poor, Why
from core.verdicts.model import LONGEST_ID
from core.wording import channel_money as money
from core.wording import metrics, verdicts_found, verdicts_why
from core.wording.actions_names import about
from core.wording.verdicts import NumberWords, evidence


@dataclass(frozen=True, slots=True)
class CardWords:
    """The conclusion card."""

    headline: str
    reason: str
    badge: str
    tone: str
    todo: str
    numbers: tuple[NumberWords, ...] = ()
    why: tuple[str, ...] = ()


def card(view: View) -> CardWords:
    """The conclusion card of the page."""
    found = view.conclusion
    if found is not None and found.poor is not None:
        return _poor(found.poor)
    if found is None or found.about is None:
        return _general(found, view)
    return _about(found, found.about, view)


def proposal(view: View, words: CardWords) -> Proposal | None:
    """What the conclusion proposes to keep in the notes; None where there is nothing to do."""
    found = view.conclusion
    if found is not None and found.poor is not None:
        return _proposal_of(found.poor, words)
    if found is None or found.about is None or found.claim not in {Claim.LESS, Claim.MORE}:
        return None
    one = found.about
    params = {
        "channel": money.name(one.outlay),
        "cost": one.outlay.cost,
        "money_month": one.money_month,
        "level": found.level,
        "probability": one.probability,
    }
    return Proposal(
        f"channels.{found.claim}.{one.outlay.key}", params, "orders", "channels",
        Said(about(money.name(one.outlay), words.todo), f"{words.headline} {words.reason}"),
        JourneyStage.REACH,
    )  # fmt: skip


def _proposal_of(poor: Poor, words: CardWords) -> Proposal:
    name = poor.inflow.name
    params = {"channel": name, "level": poor.level, "probability": poor.probability}
    return Proposal(
        f"channels.{Claim.POOR}.{name}"[:LONGEST_ID], params, "channel_rate", "channels",
        Said(about(name, words.todo), f"{words.headline} {words.reason}"), JourneyStage.REACH,
    )  # fmt: skip


def _poor(poor: Poor) -> CardWords:
    """The words are those that 오늘 has for the same channel."""
    one = poor.inflow
    return CardWords(
        verdicts_found.poor_headline(one.name),
        verdicts_found.inflow(one.visits, one.payments, one.usual),
        evidence(poor.level),
        "bad" if poor.level is Evidence.KNOWN else "calm",
        verdicts_found.poor_todo(),
        (
            NumberWords(
                metrics.words("pay_rate").name,
                metrics.value("pay_rate", one.payments / one.visits, one.visits), None,
            ),
            NumberWords(metrics.words("visits").name, metrics.value("visits", one.visits), None),
        ),
        (
            verdicts_found.among_channels(one.period),
            verdicts_why.allowing_for_all(),
            verdicts_why.caveat(Caveat.LATER_SALES),
        ),
    )  # fmt: skip


def _general(found: Conclusion | None, view: View) -> CardWords:
    claim = found.claim if found else Claim.NO_COST
    badge = evidence(Evidence.EARLY if claim is not Claim.STALE else Evidence.KNOWN)
    if claim is Claim.STALE:
        return CardWords(
            _("Add a new channel file first."),
            _("The newest numbers are {days} old.").format(
                days=formats.count(view.days_old, "days")
            ),
            badge, "calm", _("Add the channel file of the last weeks."),
        )  # fmt: skip
    return CardWords(
        _("It is too early to move money."),
        _("No file tells yet what a channel costs."),
        evidence(Evidence.NO_DATA), "calm",
        _("Add an ad report, or type what you spent."),
        why=(_("We looked at visits and payments of each channel."),),
    )  # fmt: skip


def _about(found: Conclusion, one: Judged, view: View) -> CardWords:
    headline, tone = {
        Claim.LESS: (_("Spend less on {name}."), "bad"),
        Claim.MORE: (_("Spend more on {name}."), "good"),
        Claim.KEEP: (_("Keep {name} as it is."), "good"),
    }.get(found.claim, (_("It is too early to move money."), "calm"))
    spend = one.outlay.spend
    return CardWords(
        headline.format(name=money.name(one.outlay)),
        _reason(found, one),
        evidence(found.level),
        tone if found.level is Evidence.KNOWN else "calm",
        _todo(found),
        (
            NumberWords(_("Spent"), formats.won_short(one.outlay.cost), None),
            NumberWords(_("Sold"), formats.won_short(spend.won if spend else None), None),
        ),
        _reasons(one, view),
    )


def _reason(found: Conclusion, one: Judged) -> str:
    spend = one.outlay.spend
    numbers = {
        "name": money.name(one.outlay),
        "cost": formats.won_short(one.outlay.cost),
        "won": formats.won_short(spend.won if spend else None),
        "orders": formats.count(round(spend.orders) if spend else None, "orders"),
        "money": formats.won_short(abs(one.money_month)),
        "missing": formats.count(found.missing, "orders"),
    }
    if found.claim is Claim.LESS and one.why is Why.BELOW_OWN:
        return _("{cost} brought {won}. That is less than you asked for.").format(**numbers)
    return {
        Claim.LESS: _("{cost} brought {orders}. That is about {money} a month lost."),
        Claim.MORE: _("{cost} brought {won}. About {money} a month remain of it."),
        Claim.KEEP: _("{cost} brought {won}. About {money} a month remain of it."),
        Claim.NO_MARGIN: _("{name} cost {cost} and sold {won}. With your margin it can be told."),
        Claim.EARLY: _("{name} has {orders} so far.")
        if found.missing
        else _("The range of {name} has both profit and loss in it."),
    }[found.claim].format(**numbers)


def _todo(found: Conclusion) -> str:
    return {
        Claim.LESS: _("Halve its budget for two weeks and see whether orders fall."),
        Claim.MORE: _("Add a fifth to its budget for two weeks and look again."),
        Claim.KEEP: _("Leave it so, and look again in four weeks."),
        Claim.NO_MARGIN: _("Type your margin under Budget."),
    }.get(found.claim, _("Leave it so for now, and look again in four weeks."))


def _reasons(one: Judged, view: View) -> tuple[str, ...]:
    spend = one.outlay.spend
    if spend is None:
        return (money.why(one),)
    looked = _("We held the cost of {period} against the sales of the same days.").format(
        period=formats.period(view.period)
    )
    span = _("Its return lies between {span}. {even}").format(
        span=money.roas_bounds(one.outlay), even=money.break_even(view)
    )
    wrong = _("It could be wrong if ads lead to orders days later or in another way.")
    return looked, span, wrong
