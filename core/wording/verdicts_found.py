"""Conclusions about the way, product pages and channels in sentences."""

from typing import Final, cast

from core.analysis.journey import Stage, Step
from core.i18n import formats
from core.i18n import gettext as _
from core.terms import Evidence, Period
from core.verdicts import Claim, Verdict
from core.verdicts.products import Ruling
from core.wording import journey

CLAIMS: Final = frozenset(
    {
        Claim.STAGE_FELL,
        Claim.PAGE_POOR,
        Claim.CHANNEL_LESS,
        Claim.CHANNEL_MORE,
        Claim.CHANNEL_POOR,
    }
)
"""What is put into words here."""

AMONG_OTHERS: Final = CLAIMS - {Claim.STAGE_FELL}
"""Claims that hold something against the others like it, not against its own past."""

_LONGEST: Final = 24


def headline(verdict: Verdict) -> str:
    """What to do, as a sentence."""
    known = verdict.level is Evidence.KNOWN
    text = {
        Claim.STAGE_FELL: _("Mend the stage “{stage}” first.")
        if known
        else _("Look at the stage “{stage}” first."),
        Claim.PAGE_POOR: _("Look at the price of “{product}” first.")
        if _is_dear(verdict)
        else _("Mend the detail page of “{product}” first."),
        Claim.CHANNEL_LESS: _("Spend less on {name}."),
        Claim.CHANNEL_MORE: _("Spend more on {name}."),
        Claim.CHANNEL_POOR: _poor_text(),
    }[verdict.claim]
    stage = verdict.params.get("stage")
    return text.format(
        stage=journey.stage(stage) if isinstance(stage, Stage) else "",
        product=_short(str(verdict.params.get("product", ""))),
        name=_short(str(verdict.params.get("name", ""))),
    )


def poor_headline(name: str) -> str:
    """What to do about a channel whose visits rarely end in an order."""
    return _poor_text().format(name=_short(name))


def _poor_text() -> str:
    return _("Look at where {name} leads.")


def poor_todo() -> str:
    """The one thing to do about such a channel."""
    return _("Let its link lead to the product that it shows.")


def among_channels(period: Period) -> str:
    """That a channel was held against the others of some days."""
    return _("We held it against the other channels of {period}.").format(
        period=formats.period(period)
    )


def _is_dear(verdict: Verdict) -> bool:
    return verdict.params.get("ruling") is Ruling.CHECK_PRICE


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def reason(verdict: Verdict) -> str:
    """Why, in up to two sentences, and of which days where the page is about others."""
    said = {
        Claim.STAGE_FELL: _stage,
        Claim.PAGE_POOR: _product_page,
        Claim.CHANNEL_LESS: _spent,
        Claim.CHANNEL_MORE: _spent,
        Claim.CHANNEL_POOR: _inflow,
    }[verdict.claim](verdict)
    if not verdict.params.get("days_apart"):
        return said
    period = formats.period(cast("Period", verdict.params["period"]))
    return _("{reason} It is about {period}.").format(reason=said, period=period)


def _stage(verdict: Verdict) -> str:
    text = (
        _("{what} fell from {before} to {now}. That is about {won} a month.")
        if verdict.level is Evidence.KNOWN
        else _("{what} seems weaker: {before}, then {now}. That would be about {won} a month.")
    )
    step = cast("Step", verdict.params["step"])
    return text.format(
        what=journey.step(step),
        before=journey.side(step, cast("tuple[float, float | None]", verdict.params["was"])),
        now=journey.side(step, cast("tuple[float, float | None]", verdict.params["now"])),
        won=_monthly(verdict),
    )


def _product_page(verdict: Verdict) -> str:
    seen = _("It was looked at {visits} and brought {orders}.").format(
        visits=_count(verdict, "visits", "times"),
        orders=_count(verdict, "product_orders", "orders"),
    )
    if not verdict.money_month:
        return seen
    more = _("As often as the others it would bring {won} more a month.")
    return f"{seen} {more.format(won=_monthly(verdict))}"


def _spent(verdict: Verdict) -> str:
    text = (
        _("{cost} brought {orders}. That is about {money} a month lost.")
        if verdict.claim is Claim.CHANNEL_LESS
        else _("{cost} brought {won}. About {money} a month remain of it.")
    )
    return text.format(
        cost=formats.won_short(cast("int", verdict.params["cost"])),
        orders=_count(verdict, "brought", "orders"),
        won=formats.won_short(cast("int", verdict.params["won"])),
        money=_monthly(verdict),
    )


def _inflow(verdict: Verdict) -> str:
    return inflow(
        cast("int", verdict.params["visits"]),
        cast("int", verdict.params["brought"]),
        cast("float", verdict.params["usual_rate"]),
    )


def inflow(visits: int, payments: int, usual: float) -> str:
    """What the visits by a channel brought, and what as many by the others bring."""
    return _("{visits} brought {orders}; as many by other channels bring about {usual}.").format(
        visits=formats.count(visits, "visits"),
        orders=formats.count(payments, "orders"),
        usual=formats.count(round(visits * usual), "orders"),
    )


def todo(verdict: Verdict) -> str:
    """The one thing to do."""
    stage = verdict.params.get("stage")
    return {
        Claim.STAGE_FELL: {
            Stage.REACH: _("Put the words people search for into the title of one product."),
            Stage.LOOK: _("Say in one line at the top of a page why it is good."),
        }.get(
            cast("Stage", stage), _("Check real photos, reviews and the return rules on one page.")
        ),
        Claim.PAGE_POOR: _("Compare the price, the delivery fee and the benefits.")
        if _is_dear(verdict)
        else _("Go through its checklist and change one thing at a time."),
        Claim.CHANNEL_LESS: _("Halve its budget for two weeks and see whether orders fall."),
        Claim.CHANNEL_MORE: _("Add a fifth to its budget for two weeks and look again."),
        Claim.CHANNEL_POOR: poor_todo(),
    }[verdict.claim]


def looked_at(verdict: Verdict) -> str:
    """What was compared with what."""
    if verdict.claim is Claim.CHANNEL_POOR:
        return among_channels(cast("Period", verdict.params["period"]))
    before, among = (verdict.params.get(name) for name in ("before", "among"))
    text = {
        Claim.STAGE_FELL: _("We compared {period} with {before}."),
        Claim.PAGE_POOR: _("We held it against the other products of {period}.")
        if among is None
        else _("We held it against the {count} most looked at of {period}."),
    }.get(verdict.claim, _("We held what it brought in {period} against what it cost."))
    return text.format(
        period=formats.period(cast("Period", verdict.params["period"])),
        before=formats.period(before) if isinstance(before, Period) else "",
        count=formats.count(among, "products") if isinstance(among, int) else "",
    )


def _count(verdict: Verdict, name: str, unit: str) -> str:
    return formats.count(cast("int", verdict.params[name]), unit)


def _monthly(verdict: Verdict) -> str:
    return formats.won_short(abs(verdict.money_month or 0))
