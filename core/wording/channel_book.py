"""Plans, months, campaigns, answers of customers and ways to orders, in words."""

from collections.abc import Sequence

from core.analysis.attribution import Model
from core.analysis.channels import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services import channel_book
from core.services.campaigns import Campaigns
from core.services.channel_months import Month
from core.services.channel_paths import Paths
from core.services.channel_plans import Plan, Plans
from core.services.offers_profiles import Item
from core.services.survey import Survey
from core.terms import AdPlatform
from core.verdicts.channels import Call
from core.wording import typed

OLD = 28
"""Days after which a look at a channel is due again."""


def plans_title(found: Plans) -> str:
    """Which planned channels nobody came by, else how many are planned."""
    silent = [one.note.channel for one in found.plans if one.is_silent]
    if silent:
        return _("Nobody came by {names} for four weeks, though you planned it").format(
            names=", ".join(silent[:3])
        )
    planned = [one for one in found.plans if one.note.planned_share]
    if planned:
        return _("{count} planned channels beside what came by them").format(
            count=formats.number(len(planned))
        )
    return _("What you plan for each channel, beside what came by it")


def plans_note(found: Plans) -> str:
    """Of which days the visits are."""
    if found.period is None:
        return _("Visits appear with channel statistics; what you plan is kept already now.")
    return _("Visits of {period}, {days} of them known.").format(
        period=formats.period(found.period), days=formats.count(found.days, "days")
    )


def state(one: Plan) -> str:
    """What the plan of a channel comes to."""
    if one.is_silent:
        return _("no visit for 28 days")
    if one.note.planned_share is None or one.share is None:
        return formats.UNKNOWN
    gap = round(one.share * 100) - one.note.planned_share
    if not gap:
        return _("as planned")
    return (_("{points}%p above plan") if gap > 0 else _("{points}%p below plan")).format(
        points=abs(gap)
    )


def no_kind() -> str:
    """The choice of leaving the kind to the table of words."""
    return _("By its name")


def point(item: Item) -> str:
    """What the profile of a channel has to have."""
    return {
        Item.LINK: _("There is a link to the shop"),
        Item.INTRODUCTION: _("It says who we are"),
        Item.CONTACT: _("It says how to reach us"),
    }[item]


def reviewed(one: Plan) -> str:
    """When a channel was last looked at."""
    day = one.profile.looked
    return _("not yet") if day is None else formats.day(day)


def months_title(found: Sequence[Month]) -> str:
    """How the paid part moved from the first whole month to the last."""
    told = [one for one in found if one.is_whole and _paid(one) is not None]
    if len(told) < 2:  # noqa: PLR2004
        return _("The paid part month by month needs two whole months")
    first, last = told[0], told[-1]
    return _("Paid part of {what}: {before}% in {then}, {now}% in {month}").format(
        what=_("sales") if last.gross_shares and first.gross_shares else _("visits"),
        before=_part(first, last), then=formats.month(first.period.first),
        now=_part(last, first), month=formats.month(last.period.first),
    )  # fmt: skip


def _paid(one: Month) -> int | None:
    shares = one.gross_shares or one.visits_shares
    return shares[Kind.PAID] if shares else None


def _part(one: Month, other: Month) -> int:
    # Sales are never held against visits.
    both = one.gross_shares if one.gross_shares and other.gross_shares else one.visits_shares
    return both[Kind.PAID] if both else 0


def month(one: Month) -> str:
    """A month, with how many days of it are known if they are not all."""
    name = formats.month(one.period.first)
    if one.is_whole:
        return name
    return _("{month} ({days} of {all} days)").format(
        month=name, days=formats.number(one.days), all=formats.number(one.all_days)
    )


def no_data() -> str:
    """That no file tells."""
    return _("no data")


def months_origin() -> list[tuple[str, str]]:
    """Where the parts of months come from."""
    return [
        (_("Meaning"), _("Of the visits and sales of a month, which part was paid for.")),
        (_("Formula"), _("Sales of a kind ÷ sales of all channels, whole parts that make 100")),
    ]


def campaigns_title(found: Campaigns) -> str:
    """Which campaigns surely bring back too little."""
    less = [one.name for one in found.found if one.judged.call is Call.LESS]
    if less:
        return _("Campaign {name} brings back too little").format(name=less[0])
    return _("No campaign surely brings back too little")


def campaigns_note(found: Campaigns) -> str:
    """Of which days, who counted, and how many were looked at."""
    return _("{period} · sales as the ad platform counts them · {count} campaigns").format(
        period=formats.period(found.period), count=formats.number(found.looked_at)
    )


def least_for(key: str) -> str:
    """What a least return holds for."""
    if not key:
        return _("The whole shop")
    campaign = channel_book.campaign_of(key)
    if campaign is not None:
        return _("Campaign {name} ({platform})").format(
            name=campaign[1], platform=typed.platform(campaign[0])
        )
    known = {str(one.value): typed.platform(one) for one in AdPlatform}
    return known.get(key, key)


def survey_title(found: Survey) -> str:
    """Where most customers say they saw the shop."""
    if not found.sources:
        return _("Ask customers: where did you see us?")
    first = found.sources[0]
    return _("{count} of {total} customers name {source}").format(
        count=formats.number(first.count), total=formats.number(found.total), source=first.name
    )


def survey_note(found: Survey) -> str:
    """How many were sent by other customers, and in how many places they saw the shop."""
    told = [
        _("Sent by other customers: {count} ({share})").format(
            count=formats.number(found.referred),
            share=formats.percent(found.referred, found.total),
        )
    ]
    if found.places is not None:
        told.append(
            _("{places} places on average, asked of {people}").format(
                places=formats.number(found.places, 1), people=formats.number(found.asked)
            )
        )
    return " · ".join(told)


def survey_origin() -> list[tuple[str, str]]:
    """Where the shares of answers come from."""
    return [
        (_("Meaning"), _("Where those who answered say they saw you. The others may differ.")),
        (_("Formula"), _("Customers who named it ÷ all who answered; range 95% (Wilson)")),
    ]


def places_reference() -> str:
    """What is told elsewhere, and that nobody knows from where it is."""
    return _(
        "It is often said that people saw a thing in 2 places before they bought around 2000, and"
        " in 6 around 2015. We could not find where that was counted; go by your own customers."
    )


def model(found: Model) -> str:
    """A way of sharing an order."""
    return {
        Model.FIRST: _("First visit"),
        Model.LAST: _("Last visit"),
        Model.LINEAR: _("All alike"),
        Model.TIME_DECAY: _("Later ones more"),
        Model.POSITION: _("First and last more"),
    }[found]


def paths_title(found: Paths) -> str:
    """What the ways come to."""
    if not found.ends:
        return _("Ways to orders that you know of")
    most = found.ends[0]
    return _("Most often: {first} → {last}, {orders}").format(
        first=most.first, last=most.last, orders=formats.count(most.orders, "orders")
    )


def paths_note(found: Paths) -> str:
    """How many orders, and how many steps they had."""
    return _("{orders} with {steps} steps on average. No way of sharing is right.").format(
        orders=formats.count(found.orders, "orders"), steps=formats.number(found.steps, 1)
    )


def paths_origin() -> list[tuple[str, str]]:
    """Where the shares of orders come from."""
    return [
        (_("Meaning"), _("What five ways of sharing an order give to each channel.")),
        (_("Formula"), _("Each order is shared out once, its sales to the won")),
        (_("Later ones more"), _("Each step further back counts half; days are not known")),
    ]
