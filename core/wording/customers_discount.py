"""What is said of a shop's discounts, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_discount import WITHIN, Discounts
from core.stats.proportions import Tally
from core.wording.customers_apart import apart, base


def shop(found: Discounts) -> str:
    """How many orders had one, and whether that tells customers apart."""
    told = found.orders
    if not told.orders.trials:
        return _("No order file tells discounts.")
    share = formats.percent(told.orders.successes, told.orders.trials)
    said = _("Of the orders {share} had a discount.").format(share=share)
    if told.unknown:
        unknown = formats.count(told.unknown, "orders")
        said = f"{said} {_('Of {count} it is not known.').format(count=unknown)}"
    if told.is_always:
        always = _("Nearly all have one, so nobody stands out.")
        return f"{said} {always}"
    return said


def share(count: int, net: float, every: float) -> str:
    """What those who buy at a discount only bring; empty of nobody."""
    if not count:
        return ""
    part = formats.rate(net / every) if every > 0 else formats.UNKNOWN
    return _("They make {share} of all revenue.").format(share=part)


def by_chance(found: Discounts) -> str:
    """How many would seem to buy at a discount only anyway, and what follows."""
    said = _("By chance alone about {count} would look so.").format(
        count=formats.count(round(found.by_chance), "people")
    )
    if found.stands_out:
        return said
    return f"{said} {_('As many would be expected by chance, so do not act on it.')}"


def come_again(found: Discounts) -> str:
    """Who comes again of those who first came with a discount; empty where nobody did."""
    if not (found.with_one.trials and found.without.trials):
        return ""
    return _(
        "Who first came with a discount: {with_one} came again within {days}. Without: {without}."
    ).format(
        with_one=_share(found.with_one, _base(found)), without=_share(found.without, _base(found)),
        days=formats.count(WITHIN, "days"),
    )  # fmt: skip


def doubt(found: Discounts) -> str:
    """What it does not say."""
    if found.bounds is None:
        return _("These are too few to tell the two apart.")
    told = apart(found.bounds, _("Those with a discount"), _base(found))
    if found.bounds[0] <= 0 <= found.bounds[1]:
        return f"{told} {_('Such a difference is seen often.')}"
    return f"{told} {_('Who uses a discount may differ in other ways too.')}"


def _base(found: Discounts) -> int:
    return base(found.with_one.rate, found.without.rate)


def _share(tally: Tally, of: int) -> str:
    if tally.trials < formats.SHARE_FROM:
        return formats.percent(tally.successes, tally.trials)
    return formats.of_hundred(tally.rate, exact=True, of=of)
