"""What a copy test can find out, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.terms.copy_tests import FEWEST_TURNS, Design
from core.verdicts.copy_tests_plan import Alternative, Needed, Outlook, Way
from core.wording import copy_tests_numbers as numbers


def plan(found: Outlook) -> str:
    """What a plan can find out: 14일이면 100명 중 3.0명→4.7명쯤 차이부터 알 수 있어요."""
    days = formats.count(found.asked.days, "days")
    if found.too_short:
        return _("{days} are too few: shown one a day, it takes {least} or more.").format(
            days=days, least=formats.count(FEWEST_TURNS, "days")
        )
    if found.asked.design is Design.LIST_SPLIT:
        return _of_list(found)
    if found.rate is None:
        return _("In {days} no difference can be seen.").format(days=days)
    return _(
        "In {days} you see a difference from about {low} → {high} of {base} people on."
    ).format(days=days, **numbers.step(found.base, found.rate))


def _of_list(found: Outlook) -> str:
    """The same of a list: it depends on its recipients alone."""
    people = formats.count(round(found.visitors * found.asked.versions), "people")
    if found.rate is None:
        return _("Sent to {people} no difference can be seen.").format(people=people)
    return _(
        "Sent to {people} you see a difference from about {low} → {high} of {base} people on."
    ).format(people=people, **numbers.step(found.base, found.rate))


def ways(found: Outlook) -> list[str]:
    """What else could be done, one sentence each."""
    return [_way(one) for one in found.alternatives]


def _way(one: Alternative) -> str:
    if one.way is Way.BOLDER:
        return _("Use texts that differ more: large differences are seen.")
    if one.base is None or one.rate is None:
        return {
            Way.CLICKS: _("Compare clicks: they happen more often."),
            Way.LONGER: _("Compare for longer."),
            Way.MORE: _("Send it to more people."),
            Way.FEWER: _("Compare two texts only."),
        }[one.way]
    said = {
        Way.CLICKS: _("By clicks it is seen from about {low} → {high} of {base} people on."),
        Way.LONGER: _(
            "In {days} you see a difference from about {low} → {high} of {base} people on."
        ),
        Way.FEWER: _("With two texts it is seen from about {low} → {high} of {base} people on."),
    }[one.way]
    return said.format(days=formats.count(one.days, "days"), **numbers.step(one.base, one.rate))


def beside(found: Outlook) -> str:
    """How often that is found, and what was taken for granted; nothing where nothing is."""
    if found.rate is None:
        return ""
    told = _("Such a difference is found in 80 of 100 tests.")
    if found.asked.design is not Design.ALTERNATE_DAYS:
        return told
    return f"{told} {_('Counted as if the share of a day swung by a fifth.')}"


def needed(found: Needed, base: float, rate: float) -> str:
    """What it takes to find a difference."""
    return _(
        "To see {low} → {high} of {base} people takes {people} for each text, about {days}."
    ).format(
        people=formats.count(found.visitors, "people"),
        days=formats.count(found.days, "days"),
        **numbers.step(base, rate),
    )
