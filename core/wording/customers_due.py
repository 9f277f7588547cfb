"""Whom to look after, in words: the lists, who is on them, and what is to be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from core.analysis.customer_states import Rules
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_queue_done import Reason
from core.services.customers_contact import Batch, Mark
from core.services.customers_due import SECOND_FROM, SECOND_TO, ListKind
from core.services.customers_due_left import Left
from core.services.customers_due_order import First
from core.services.customers_due_people import Person
from core.wording.care_queue import STALE_AFTER, several, skipped, who
from core.wording.customers_list import number, order_cell
from core.wording.customers_states import state
from core.wording.malls import mall_name
from core.wording.products import short


def name(kind: ListKind) -> str:
    """What a list is called."""
    return {
        ListKind.AGAIN: _("Due again"),
        ListKind.SECOND: _("After one purchase"),
        ListKind.RESTING: _("Resting"),
        ListKind.GONE: _("Gone"),
        ListKind.DISCOUNT: _("At a discount only"),
        ListKind.FULL_PRICE: _("Without a discount"),
    }[kind]


def choice(kind: ListKind, count: int | None) -> str:
    """A list among the others, with how many are on it where that is known."""
    return name(kind) if count is None else f"{name(kind)} {formats.number(count)}"


def paused(last: date, today: date) -> str:
    """That files are too old for lists."""
    return _(
        "Your orders end {days} ago, so whom to look after is not known. Add newer ones."
    ).format(days=formats.count((today - last).days, "days"))


def headline(kind: ListKind, count: int) -> str:
    """Who is on a list, and how many."""
    if not count:
        return _("Nobody is on this list right now.")
    told = {
        ListKind.AGAIN: _("Due to buy something again: {count}."),
        ListKind.SECOND: _("Bought once, about a month ago: {count}."),
        ListKind.RESTING: _("Resting now: {count}."),
        ListKind.GONE: _("Gone by now: {count}."),
        ListKind.DISCOUNT: _("Buy at a discount only: {count}."),
        ListKind.FULL_PRICE: _("Come again without a discount: {count}."),
    }
    return told[kind].format(count=formats.count(count, "people"))


def reason(kind: ListKind, rules: Rules) -> str:
    """Why they are on it."""
    told = {
        ListKind.AGAIN: _("As many days have passed as others take to buy that product again."),
        ListKind.SECOND: _("Their only purchase was {first} to {last} days ago."),
        ListKind.RESTING: _("Their last purchase was more than {gap} days ago."),
        ListKind.GONE: _("Their last purchase was more than {gap} days ago."),
        ListKind.DISCOUNT: _("Of two orders or more, at least 80% had a discount."),
        ListKind.FULL_PRICE: _("Of two orders or more, none had a discount."),
    }
    gap = 2 * rules.gap if kind is ListKind.GONE else rules.gap
    return told[kind].format(first=SECOND_FROM, last=SECOND_TO, gap=formats.number(gap))


def of_product(product: str, median: float, first: int, last: int) -> str:
    """The window of one product."""
    return _("{product} is bought again after {median} days; these bought it {span} ago.").format(
        product=short(product),
        median=_middle(median),
        span=formats.span(formats.number(first), formats.count(last, "days")),
    )


def stake(kind: ListKind, won: float, unknown: int) -> str:
    """What is at stake."""
    if kind is ListKind.AGAIN:
        told = _("What they last paid for that product adds up to {won}.")
    else:
        told = _("What they have spent so far adds up to {won}.")
    said = told.format(won=formats.won_short(won))
    if not unknown:
        return said
    missing = _("Of {count} the amount is not known.").format(
        count=formats.count(unknown, "people")
    )
    return f"{said} {missing}"


def advice(kind: ListKind, *, is_wrong: bool = False) -> str:
    """What to do with a list; where past ones were wrong, when somebody bought says nothing."""
    if is_wrong:
        return _("Begin with those who spent most.")
    return {
        ListKind.AGAIN: _("Best written to between the middle and three quarters of the days."),
        ListKind.SECOND: _("Ask how it is; who bought twice comes more easily again."),
        ListKind.RESTING: _("Begin with those who spent most."),
        ListKind.GONE: _("Begin with those who spent most."),
        ListKind.DISCOUNT: _("Try a smaller coupon here first, or none."),
        ListKind.FULL_PRICE: _("Leave them out of coupons: they pay the full price as it is."),
    }[kind]


def harmless() -> str:
    """That the texts do not sell, and what does."""
    asks = _("These texts only ask how somebody is.")
    sells = _("With an offer they are advertising, which needs consent.")
    return f"{asks} {sells}"


def as_of(last: date, today: date) -> str:
    """Up to which day files tell, and what that means where they are old."""
    told = _("As of {day}, the last day in your files.").format(day=formats.day(last))
    if (today - last).days <= STALE_AFTER:
        return told
    return f"{told} {_('Whoever bought since then may be on the list.')}"


def origin(kind: ListKind, rules: Rules, last: date, unknown: int) -> list[tuple[str, str]]:
    """Where the number of a list is from.

    Args:
        kind: which list.
        rules: what makes a state.
        last: the last day that files tell of.
        unknown: how many lines name no buyer.
    """
    lines = formats.count(unknown, "lines")
    return [
        (_("Meaning"), reason(kind, rules)),
        (_("Formula"), _formula(kind)),
        (_("Period"), _("All order files up to {day}").format(day=formats.day(last))),
        (_("Not counted"),
         _("Orders that name no buyer, and cancelled, returned or unpaid ones")),
        (_("Lines without a buyer"), lines),
    ]  # fmt: skip


def _formula(kind: ListKind) -> str:
    return {
        ListKind.AGAIN: _("Last bought 5/6 to 4/3 of the usual days ago, and not since"),
        ListKind.SECOND: _("Bought on one day only, {span} ago").format(
            span=formats.span(formats.number(SECOND_FROM), formats.count(SECOND_TO, "days"))
        ),
        ListKind.DISCOUNT: _("Orders with a discount ÷ orders of which it is known"),
        ListKind.FULL_PRICE: _("Orders with a discount ÷ orders of which it is known"),
    }.get(kind, _("Days since the last purchase, by the rules of states"))


def first(one: First, kind: ListKind) -> str:
    """Who comes first."""
    paid = _("Paid most for that product") if kind is ListKind.AGAIN else _("Spent most")
    return {
        First.NOW: _("At their usual time"),
        First.WEIGHT: paid,
        First.LAPSING: _("Soonest over"),
    }[one]


def order(one: First, kind: ListKind) -> str:
    """In which order they stand."""
    if one is First.NOW:
        return _("Order: usual time, a little past it, a little early; then who paid most for it.")
    if one is First.LAPSING:
        return _("In order: whose time is soonest over, then who paid most.")
    if kind is ListKind.AGAIN:
        return _("In order: who paid most for that product last time.")
    return _("In order: who spent most so far.")


def left_out(hidden: Mapping[Left | Mark, int]) -> str:
    """How many are left out of a list, and why; those apart who can be shown all the same."""
    names = {Left.OUT: _("not to be contacted"), Left.NOTED: _("contacted or skipped already")}
    for_good = {names[one]: count for one, count in hidden.items() if isinstance(one, Left)}
    for_now = {mark(one): count for one, count in hidden.items() if isinstance(one, Mark)}
    told = (
        _without(_("{count} left out for now: {why}."), for_now),
        _without(_("{count} left out: {why}."), for_good),
    )
    return " ".join(filter(None, told))


def _without(text: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return ""
    why = ", ".join(f"{name} {formats.count(count, 'people')}" for name, count in counts.items())
    return text.format(count=formats.count(sum(counts.values()), "people"), why=why)


def mark(one: Mark) -> str:
    """Why somebody is left alone for now."""
    return {
        Mark.COMPLAINT: _("Open complaint"),
        Mark.RETURNED: _("Last order went back"),
        Mark.LATELY: _("Written to within 14 days"),
    }[one]


def left_alone(count: int) -> str:
    """How many are left out, and why."""
    return _("Show {count} more who should be left alone for now").format(
        count=formats.count(count, "people")
    )


def bought(one: Person, most: int = 40) -> str:
    """What it is about."""
    if not one.product_name:
        return ""
    return several([short(one.product_name, most), *[""] * one.others])


def when(one: Person) -> str:
    """How long ago they bought it, and how long others wait."""
    ago = _("{days} ago").format(days=formats.count(one.since, "days"))
    said = f"{formats.day(one.last)} · {ago}"
    if one.usual is None:
        return said
    return f"{said} · {_('usually {days}').format(days=_days(one.usual))}"


def worth(one: Person, kind: ListKind) -> str:
    """What they paid last and in all."""
    times = formats.count(one.visits, "times")
    said = _("{times}, {won} in all").format(times=times, won=formats.won(one.net))
    if kind is ListKind.AGAIN:
        return _("last time {won} for this").format(won=formats.won(one.stake)) + f" · {said}"
    if one.discounted is not None:
        of = _("{some} of {all} with a discount").format(
            some=formats.count(one.discounted, "orders"), all=formats.count(one.orders, "orders")
        )
        return f"{of} · {said}"
    return said


def timing(one: Person) -> str:
    """Whether others buy it by then, sooner or later; empty where it is about no product."""
    if one.usual is None or one.upper is None:
        return ""
    if one.since < one.usual:
        return _("a little early")
    return _("usual time") if one.since <= one.upper else _("a little past it")


def marked(batch: Batch, names: Sequence[str]) -> str:
    """Who was contacted or skipped."""
    first_one = who(names[0] if names else "")
    more = len(batch.keys) - 1
    people = _("{who} and {count} more").format(who=first_one, count=more) if more else first_one
    told = _("{list}: skipped {who}") if batch.reason else _("{list}: wrote to {who}")
    said = told.format(list=name(batch.kind), who=people)
    return f"{said} · {skipped(batch.reason)}" if batch.reason else said


def reasons() -> dict[str, str]:
    """Why somebody is skipped, by its code."""
    wanted = (Reason.TALKED, Reason.NOT_WANTED, Reason.NO_WAY, Reason.OTHER)
    return {one.value: skipped(one) for one in wanted}


def row(one: Person, kind: ListKind, text: str) -> dict[str, object]:
    """A customer as a row of a file; numbers stay numbers, and what is unknown is empty."""
    told: dict[str, object] = {
        _("Customer number"): number(one.key),
        _("Name"): one.name or "",
        _("State"): state(one.state),
        _("Product"): one.product_name,
        _("Last purchase"): one.last.isoformat(),
        _("Days since"): one.since,
    }
    if kind is ListKind.AGAIN:
        told[_("Usual days")] = one.usual
        told[_("Last paid for the product")] = one.stake
    if one.discounted is not None:
        told[_("Orders with a discount")] = one.discounted
        told[_("Orders with a known discount")] = one.orders
    told |= {
        _("Times bought"): one.visits,
        _("Net revenue"): one.net,
        _("Mall"): mall_name(one.mall) if one.mall is not None else "",
        _("Last order number"): order_cell(one.order),
        _("Left alone because"): mark(one.mark) if one.mark is not None else "",
        _("Agreed to messages"): _("yes") if one.agreed else "",
    }
    return told | ({_("Text"): text} if text else {})


def _days(number: float) -> str:
    return formats.count(int(formats.rounded(number)), "days")


def _middle(number: float) -> str:
    """A median, which may lie between two days."""
    return formats.number(number, 0 if number == int(number) else 1)
