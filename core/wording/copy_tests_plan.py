"""What a copy test can find out, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.verdicts.copy_tests_plan import Alternative, Outlook, Way
from core.wording import copy_tests_numbers as numbers


def plan(found: Outlook) -> str:
    """What a plan can find out: 14일이면 100명 중 3명→5명쯤 차이부터 알 수 있어요."""
    days = formats.count(found.asked.days, "days")
    if found.rate is None:
        return _("In {days} no difference can be seen.").format(days=days)
    return _(
        "In {days} you see a difference from about {low} → {high} of {base} people on."
    ).format(days=days, **numbers.step(found.asked.base, found.rate))


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
