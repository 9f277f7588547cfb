"""What one customer gets, and where it is too much, in words."""

from datetime import date, timedelta

from core.analysis.message_follow import ARRIVES, MOST_ADS, WEEK, WINDOW, Balance, Crowd, Streak
from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_follow import Example, Followed, Who
from core.services.messages_sends import Send
from core.services.messages_tired import Tired


def who(one: Who) -> str:
    """Whom to follow."""
    return {
        Who.ONCE: _("Came once"),
        Who.AGAIN: _("Came twice"),
        Who.OFTEN: _("Came three times or more"),
    }[one]


def about(one: Example) -> str:
    """Who is followed."""
    days = ", ".join(formats.day_short(day) for day in one.days[-3:])
    if not one.is_real:
        return _("Somebody made up who bought on {days}.").format(days=days)
    return _("{name} bought on {days}. So many messages would have come:").format(
        name=one.somebody.name or _("A customer without a name"), days=days
    )


def verdict(found: Followed) -> str:
    """Whether it is too much, in one sentence."""
    if not found.messages:
        return _("This customer gets nothing from you yet.")
    if found.is_fine:
        return _("{count} come, and never too many at once.").format(
            count=formats.count(len(found.messages), "messages")
        )
    return _("{count} come, and some days are too full.").format(
        count=formats.count(len(found.messages), "messages")
    )


def same_day(day: date) -> str:
    """That two come on one day."""
    return _("{day}: several messages on one day. Move one of them.").format(
        day=formats.day_short(day)
    )


def crowd(first: date, one: Crowd) -> str:
    """That a week is too full."""
    return _("{first}–{last}: {count} within 7 days. Leave more time between them.").format(
        first=formats.day_short(first),
        last=formats.day_short(first + timedelta(days=WEEK - 1)),
        count=formats.count(one.messages, "messages"),
    )


def streak(first: date, one: Streak) -> str:
    """That too many advertisements come in a row."""
    return _(
        "From {first} on {count} advertisements in a row without a purchase. Put one in that helps."
    ).format(first=formats.day_short(first), count=formats.count(one.ads, "messages"))


def balance(first: date, one: Balance) -> str:
    """Help held against selling."""
    return _("The {days} from {first} sell most: {help} that help, {ads} that sell.").format(
        days=formats.count(WINDOW, "days"), first=formats.day_short(first),
        help=formats.count(one.help, "messages"), ads=formats.count(one.ads, "messages"),
    )  # fmt: skip


def reckoned() -> str:
    """How it is reckoned."""
    return _(
        "Parcels are taken to come {days} after payment. Whoever buys again gets no advertisement"
        " for the purchase before."
    ).format(days=formats.count(ARRIVES, "days"))


def tiring() -> str:
    """From when on advertisements tire, and what fills no week."""
    return _(
        "More than {most} advertisements in a row count as tiring. Notices of an order fill no"
        " week."
    ).format(most=MOST_ADS)


def tired(one: Tired) -> str:
    """How many got one advertisement after the other and bought nothing, and what they got."""
    count = formats.count(one.customers, "people")
    if not one.customers:
        said = _("Nobody got more than {most} advertisements in a row without buying.").format(
            most=MOST_ADS
        )
    else:
        said = _("{count} got more than {most} advertisements in a row and bought nothing.").format(
            count=count, most=MOST_ADS
        )
    recent = _("In the last {days}: {help} that help, {ads} that sell.").format(
        days=formats.count(WINDOW, "days"), help=formats.count(one.help, "messages"),
        ads=formats.count(one.ads, "messages"),
    )  # fmt: skip
    return f"{said} {recent}"


def loose(one: Send) -> str:
    """A sending that belongs to no scenario, or speaks to no persona."""
    lacking = [
        words
        for words, is_missing in (
            (_("no scenario"), one.scenario is None),
            (_("no persona"), one.persona is None),
        )
        if is_missing
    ]
    return f"{one.title} · {', '.join(lacking)}"


def loose_title(count: int) -> str:
    """How many there are."""
    return _("Messages not put in order: {count}").format(count=formats.count(count, "messages"))


def of_state(name: str, customers: int) -> str:
    """A state of customers, and how many are in it."""
    return f"{name} {formats.count(customers, 'people')}"
