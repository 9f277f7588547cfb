"""Stages, scenarios and their texts in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_people import Somebody
from core.services.messages_scenarios import Scenario, Step
from core.terms.messages import ScenarioStage
from core.wording.message import Message


def stage(one: ScenarioStage) -> str:
    """What a stage is called."""
    return {
        ScenarioStage.FIRST_VISIT: _("First visit to the shop"),
        ScenarioStage.VIEWED: _("Looked at a product"),
        ScenarioStage.CART: _("In the basket"),
        ScenarioStage.BOUGHT: _("Just bought"),
        ScenarioStage.AFTER: _("After the parcel came"),
        ScenarioStage.REGULAR: _("Comes again"),
        ScenarioStage.AWAY: _("Stays away"),
    }[one]


def about(one: ScenarioStage) -> str:
    """From when its messages are counted, and what files cannot tell."""
    return {
        ScenarioStage.FIRST_VISIT: _(
            "Counted from the visit. Who only visits is in no file, so write the numbers yourself."
        ),
        ScenarioStage.VIEWED: _(
            "Counted from the visit. Who only looked is in no file, so write the numbers yourself."
        ),
        ScenarioStage.CART: _(
            "Counted from the day it was put in. No file tells of baskets yet, so nothing is"
            " reckoned here; write the numbers yourself."
        ),
        ScenarioStage.BOUGHT: _("Counted from the day of payment."),
        ScenarioStage.AFTER: _("Counted from the day the parcel came."),
        ScenarioStage.REGULAR: _("Counted from the second purchase on, each time."),
        ScenarioStage.AWAY: _("Counted from the last purchase, if none came after it."),
    }[one]


def filled(step: Step) -> str:
    """How many messages a stage has; that it is empty."""
    if step.is_empty:
        return _("Nothing yet")
    return formats.count(step.speaking, "messages")


def empty_stages(some: list[Step]) -> str:
    """Which stages are silent; empty if none is."""
    if not some:
        return _("Every stage has a message.")
    names = ", ".join(stage(one.stage) for one in some)
    return _("Nothing is said here yet: {stages}").format(stages=names)


def blank(one: ScenarioStage) -> str:
    """A stage without a message, where the way of customers is drawn."""
    return _("No message: {stage}").format(stage=stage(one))


def planned(one: Scenario) -> str:
    """When a message goes: how long after what it follows, and at which hour."""
    parts = [_("at once") if not one.wait_days else after(one.wait_days)]
    if one.hour is not None:
        parts.append(hour(one.hour))
    return " · ".join(parts)


def after(days: int) -> str:
    """So many days later."""
    return _("{days} later").format(days=formats.count(days, "days"))


def hour(one: int | None) -> str:
    """At an hour of Seoul; that it is open."""
    return _("Hour still open") if one is None else _("at {hour}:00").format(hour=one)


def template(code: str) -> str:
    """What a template is called."""
    return {
        "welcome": _("Welcome at the first visit"),
        "viewed": _("Answer to what was looked at"),
        "cart": _("Reminder of the basket"),
        "order_received": _("Order received"),
        "shipped": _("Parcel on its way"),
        "care_d3": _("How is it after 3 days"),
        "tip": _("How to use it"),
        "review_ask": _("Asking for a review"),
        "second": _("What goes with it"),
        "thanks": _("Thanks to regulars"),
        "early_look": _("A first look for regulars"),
        "winback": _("Come back"),
    }[code]


def kept(name: str) -> str:
    """That something was kept."""
    return _("Kept: {name}").format(name=name)


def somebody(one: Somebody) -> str:
    """For whom a text is shown."""
    parts = [one.name or _("A customer without a name")]
    if one.product:
        parts.append(one.product)
    if one.bought_on is not None:
        parts.append(formats.day_short(one.bought_on))
    return " · ".join(parts)


def missing(names: tuple[str, ...]) -> str:
    """Which values were missing; empty if none was."""
    if not names:
        return ""
    return _("Left out, for this is not known: {names}").format(names=", ".join(names))


def place(code: str) -> str:
    """What is filled into a place."""
    return {
        "name": _("name, from your list"),
        "product": _("what was bought last"),
        "bought_on": _("when it was bought"),
        "days": _("so many days ago"),
        "shop": _("your shop"),
        "benefit": _("the benefit"),
        "until": _("until when it holds"),
        "number": _("number to refuse by"),
        "ship_by": _("day it leaves by"),
        "carrier": _("who brings it"),
        "invoice": _("number of the parcel"),
        "tip": _("tip on using it"),
        "next_product": _("what others bought with it"),
        "times": _("how often they bought"),
    }[code]


def no_name() -> Message:
    """That the shop has no name to sign with."""
    return Message(
        _("Your shop has no name yet."),
        remedy=_("An advertisement has to say who sends it. Write the name in the settings."),
    )
