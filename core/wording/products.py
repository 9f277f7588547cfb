"""The page 상품 진단 in words: what to do about which product, and why."""

from dataclasses import dataclass
from typing import Final

from core.analysis.detail_page import FAR_BELOW, LEAST_EXPECTED
from core.i18n import formats, language
from core.i18n import gettext as _
from core.services.products import Product, View
from core.services.products_source import Measure
from core.terms import Evidence
from core.verdicts.products import Doubt, Ruled, Ruling
from core.wording.verdicts import evidence

NAME: Final = 24
SURE: Final = 0.995


@dataclass(frozen=True, slots=True)
class Words:
    """A conclusion: what to do, why, how sure, and two numbers."""

    headline: str
    reason: str
    level: Evidence
    badge: str
    tone: str
    numbers: tuple[tuple[str, str, str | None], ...] = ()
    todo: str = ""
    why: tuple[str, ...] = ()


def short(name: str, most: int = NAME) -> str:
    """The name of a product, cut where it is long."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def ruling(what: Ruling) -> str:
    """What to do about a product."""
    return {
        Ruling.FIX_PAGE: _("Mend the detail page"),
        Ruling.CHECK_PRICE: _("Look at price and benefits"),
        Ruling.BRING_VISITS: _("Bring more visitors"),
        Ruling.KEEP: _("Leave it as it is"),
        Ruling.TOO_EARLY: _("Too early to judge it"),
    }[what]


def gem() -> str:
    """A product that is bought often by the few who see it."""
    return _("Hidden favourite")


def corners() -> dict[str, str]:
    """What the four corners of the chart are called."""
    return {
        "many_low": ruling(Ruling.FIX_PAGE),
        "many_high": ruling(Ruling.KEEP),
        "few_low": ruling(Ruling.BRING_VISITS),
        "few_high": gem(),
    }


def looks(measure: Measure) -> str:
    """What is counted as a look at a product."""
    return _("Product visits") if measure is Measure.VISITS else _("Product views")


def headline(one: Ruled, name: str) -> str:
    """What to do about one product, as a sentence."""
    return {
        Ruling.FIX_PAGE: _("Mend the detail page of “{product}” first."),
        Ruling.CHECK_PRICE: _("Look at the price of “{product}” first."),
        Ruling.BRING_VISITS: _("Bring “{product}” more visitors first."),
        Ruling.KEEP: _("Leave the page of “{product}” as it is."),
        Ruling.TOO_EARLY: _("It is too early to judge “{product}”."),
    }[one.ruling].format(product=short(name))


def todo(one: Ruled) -> str:
    """The one thing to do."""
    return {
        Ruling.FIX_PAGE: _("Go through its checklist and change one thing at a time."),
        Ruling.CHECK_PRICE: _("Compare the price, the delivery fee and the benefits."),
        Ruling.BRING_VISITS: _("Show the product where people already come from."),
        Ruling.KEEP: _("Put your time into another product."),
        Ruling.TOO_EARLY: _("Look again when more people have seen it."),
    }[one.ruling]


def reason(one: Ruled) -> str:
    """Why, in up to two sentences."""
    case = one.case
    if one.doubt is not None:
        return doubt(one)
    if one.ruling is Ruling.BRING_VISITS:
        return _(
            "It was looked at {visits}. From about {needed} on its page can be judged."
        ).format(
            visits=formats.count(case.visits, "times"), needed=formats.count(one.needed, "times")
        )
    seen = _("It was looked at {visits} and brought {orders}.").format(
        visits=formats.count(case.visits, "times"), orders=formats.count(case.orders, "orders")
    )
    if one.money_month is not None and one.money_month > 0:
        return (
            seen
            + " "
            + _("As often as the others it would bring {won} more a month.").format(
                won=formats.won_short(one.money_month)
            )
        )
    return seen


def doubt(one: Ruled) -> str:
    """Why it is too early."""
    needed = formats.count(one.needed, "times")
    return {
        Doubt.SOLD_OUT: _("It was sold out in these days."),
        Doubt.PROMOTION: _("There was a promotion in these days."),
        Doubt.CHANGED: _("Its price or its options changed in these days."),
        Doubt.NEW: _("It has not been on sale for long. From about {needed} on it can be judged."),
        Doubt.NO_OTHERS: _("There is no other product to compare it with."),
        Doubt.MORE_ORDERS: _("It has more orders than visits. Check that both files fit together."),
        Doubt.CHANCE: _("It is bought less often, but products of this shop differ that much."),
        Doubt.UNSURE: _("Looked at about {needed} more, it can be judged.")
        if one.needed
        else _("It is bought a little less often than the others."),
    }[one.doubt or Doubt.UNSURE].format(needed=needed)


def product_words(one: Product) -> Words:
    """The card of one product."""
    return ruled_words(one.ruled, one.name)


def ruled_words(one: Ruled, name: str) -> Words:
    """A ruling as a card."""
    return Words(
        headline(one, name),
        reason(one),
        one.level,
        evidence(one.level),
        "bad" if one.ruling in {Ruling.FIX_PAGE, Ruling.CHECK_PRICE} else "calm",
        _numbers(one),
        todo(one),
        why(one),
    )


def _numbers(one: Ruled) -> tuple[tuple[str, str, str | None], ...]:
    case = one.case
    if case.orders > case.visits:
        return ()
    own = (_("Orders per visit"), formats.percent(case.orders, case.visits), None)
    if case.reference is None:
        return (own,)
    return (own, (_("The other products"), formats.rate(case.reference), None))


def why(one: Ruled) -> tuple[str, ...]:
    """What was looked at, how far it is from the others, when it would be wrong."""
    case = one.case
    if case.expected is None:
        return (reason(one),)
    lines = [
        _("{visits} at the rate of the other products would bring about {expected}.").format(
            visits=formats.count(case.visits, "visits"),
            expected=formats.count(int(case.expected + 0.5), "orders"),
        )
    ]
    if one.p_low is not None:
        lines.append(
            _("The chance that its rate is below {part} of the others' is {chance}.").format(
                part=formats.rate(FAR_BELOW, 0), chance=_chance(one.p_low)
            )
        )
    else:
        lines.append(
            _("Below {least} expected orders nobody can tell whether a page is poor.").format(
                least=formats.count(LEAST_EXPECTED, "orders")
            )
        )
    lines.append(_("Dear products are often bought less. Then compare it with similar ones."))
    return tuple(lines)


def _chance(share: float) -> str:
    if share >= SURE:
        chance = _("over 99%")
    else:
        chance = _("under 1%") if share < 1 - SURE else formats.rate(share, 0)
    return formats.josa(chance, "으로/로") if language() == "ko" else chance


def conclusion(view: View) -> Words:
    """The first conclusion of the page."""
    if view.is_stale:
        return _calm(
            _("Add new files of orders and products first."),
            _("The data are {days} old.").format(days=formats.count(view.days_old, "days")),
        )
    if view.first:
        return product_words(view.product(view.first[0]))
    gems = [one for one in view.products if is_gem(one, view)]
    return _shown(gems[0]) if gems else _rest(view)


def _rest(view: View) -> Words:
    """Nothing is lost and nothing stands out."""
    kinds = [one.ruled.ruling for one in view.products]
    judged = len(kinds) - kinds.count(Ruling.BRING_VISITS)
    kept = kinds.count(Ruling.KEEP)
    if kinds and not judged:
        return _few(view)
    doubts = {one.ruled.doubt for one in view.products}
    if len(doubts) == 1 and view.products[0].obstacle is not None:
        return _calm(_("It is too early to judge a page."), doubt(view.products[0].ruled))
    if not kept:
        return _calm(
            _("It is too early to judge a page."), _("Look again in a week with new files.")
        )
    level = Evidence.KNOWN if kept == judged else Evidence.EARLY
    return Words(
        _("No page stands out that has to be mended."),
        _("{kept} of {count} are bought about as often as the others.").format(
            kept=formats.count(kept, "products"), count=formats.count(len(kinds), "products")
        ),
        level,
        evidence(level),
        "calm",
        todo=_("Look for products that too few people see."),
    )


def is_gem(one: Product, view: View) -> bool:
    """Whether a product sells well and is seen by few."""
    return one.ruled.is_gem and view.split is not None and one.ruled.case.visits < view.split


def _shown(one: Product) -> Words:
    case = one.ruled.case
    return Words(
        _("Show “{product}” to more people.").format(product=short(one.name)),
        _("It is bought clearly more often than the others by those who see it."),
        one.ruled.level,
        evidence(one.ruled.level),
        "good",
        _numbers(one.ruled),
        _("Put it on the first page of the shop or into an advertisement."),
        (
            _("It was looked at {visits} and brought {orders}.").format(
                visits=formats.count(case.visits, "times"),
                orders=formats.count(case.orders, "orders"),
            ),
            _("With more visitors the rate may go down."),
        ),
    )


def _few(view: View) -> Words:
    needed = max((one.ruled.needed or 0) for one in view.products)
    return _calm(
        _("Bring more visitors first."),
        _("A page can be judged once it was looked at about {needed}.").format(
            needed=formats.count(needed, "times")
        ),
    )


def _calm(head: str, text: str) -> Words:
    level = Evidence.EARLY
    return Words(head, text, level, evidence(level), "calm")


def chart_title(view: View) -> str:
    """What the chart shows: the finding, or what it is about."""
    if view.first and not view.is_stale:
        return _("Many look at “{product}” and few buy it").format(
            product=short(view.product(view.first[0]).name)
        )
    return _("How often products are seen and bought")
