"""The states of customers in words, the rules that make them, and who moved."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core.analysis.customer_states import (
    LEAST_GAP,
    LEAST_PAIRS,
    LEAST_REACH,
    REGULAR_FROM,
    REGULAR_TOP,
    TOP_FROM,
    Rules,
    State,
)
from core.charts.customers_states import Bar, Column
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_moves import Move
from core.services.customers_states import LONGEST_GAP, MOST_PURCHASES, MOST_TOP, OwnRules
from core.services.customers_states_view import Month, Standing, View
from core.verdicts.customers_conclusion import LEAST_BUYERS


def state(one: int) -> str:
    """What a state is called; empty of somebody who had not bought yet (0)."""
    words: dict[int, str] = {
        State.FIRST: _("First purchase"),
        State.AGAIN: _("Repeat purchase"),
        State.REGULAR: _("Regular"),
        State.RESTING: _("Resting"),
        State.GONE: _("Gone"),
    }
    return words.get(one, "")


def won_share(part: int, whole: int) -> str:
    """Of won: a whole percent."""
    return formats.rate(part / whole, 0) if whole > 0 else formats.UNKNOWN


def bars(view: View) -> list[Bar]:
    """The five states as bars with what they say."""
    return [Bar(state(one.state), one.customers, _bar(one, view)) for one in view.standings]


def _bar(one: Standing, view: View) -> str:
    told = formats.count(one.customers, "people")
    if view.customers >= LEAST_BUYERS and one.customers:
        told = f"{told} · {formats.rate(one.customers / view.customers, 0)}"
    return told


def title(view: View) -> str:
    """What the bars show, in one sentence."""
    largest = max(view.standings, key=lambda one: one.customers)
    return _("Most customers are in this state: {state}.").format(state=state(largest.state))


def won(one: Standing) -> str:
    """What customers of a state have spent."""
    return formats.won_short(one.spent)


def of_revenue(one: Standing, view: View) -> str:
    """Which part of all revenue that is; empty while there are too few buyers for shares."""
    if view.customers < LEAST_BUYERS:
        return ""
    if one.spent is None:
        return ""
    return _("{share} of revenue").format(share=won_share(one.net, view.net))


def too_few(view: View) -> str:
    """What more is seen once there are enough buyers."""
    return _(
        "With about {more} more buyers you also see second purchases, who moves each month, and new"
        " customers beside earlier ones."
    ).format(more=formats.number(LEAST_BUYERS - view.customers))


def choice(one: Standing) -> str:
    """A state as it is picked to see who is in it."""
    return f"{state(one.state)} {formats.count(one.customers, 'people')}"


def asof(view: View) -> str:
    """How many buyers there are, and up to which day that is known."""
    return _("All buyers: {count}. As of {day}, the last day of your order files.").format(
        count=formats.count(view.customers, "people"), day=formats.day(view.asof)
    )


def rows(view: View) -> pd.DataFrame:
    """The states as the rows of a file."""
    heads = (_("State"), _("Customers"), _("Share of customers"), _("Net revenue"),
             _("Share of revenue"))  # fmt: skip
    told = [
        (state(one.state), one.customers, _part(one.customers, view.customers), one.spent,
         None if one.spent is None else _part(one.net, view.net))
        for one in view.standings
    ]  # fmt: skip
    return pd.DataFrame(told, columns=list(heads))


def _part(part: int, whole: int) -> str | None:
    """As a spreadsheet reads a percent; empty of nothing."""
    return formats.rate(part / whole) if whole > 0 else None


def rules(told: Rules) -> list[str]:
    """What makes each state, in the order of the states."""
    gap, twice = (formats.count(days, "days") for days in (told.gap, 2 * told.gap))
    times = formats.count(told.regular_from, "times")
    regular = _("Bought at least {times}, the last time within {gap}.").format(times=times, gap=gap)
    if told.top:
        regular = _(
            "Bought at least {times}, or {two} and belongs to the top {top} by spending. The last"
            " purchase is within {gap}."
        ).format(times=times, two=formats.count(TOP_FROM, "times"), gap=gap,
                 top=formats.rate(told.top, 0))  # fmt: skip
    return [
        _("Bought once, within the last {gap}.").format(gap=gap),
        _("Bought more than once, the last time within {gap}.").format(gap=gap),
        regular,
        _("Has not bought for more than {gap}.").format(gap=gap),
        _("Has not bought for more than {twice}.").format(twice=twice),
    ]


def gap(view: View, own: OwnRules) -> str:
    """Where the days come from."""
    shops = view.shops
    if own.gap is not None:
        return _("You set {days} yourself. Your orders would say {own}.").format(
            days=formats.count(own.gap, "days"), own=formats.count(shops.gap, "days")
        )
    if not shops.is_own:
        return _usual(view)
    if shops.gap == LEAST_GAP:
        return _("Your customers come again so soon that the least gap is taken: {days}.").format(
            days=formats.count(shops.gap, "days")
        )
    return _own(view)


def _own(view: View) -> str:
    """The shop's own days, and whether files are long enough to be sure of them."""
    said = _("In your shop 9 of 10 returns come within {days}. Counted: {pairs}.").format(
        days=formats.count(view.shops.gap, "days"), pairs=formats.count(view.pairs, "times")
    )
    if view.reach >= 2 * view.shops.gap:
        return said
    short = _("Your files reach over {reach} only, so it may be more.").format(
        reach=formats.count(view.reach, "days")
    )
    return f"{said} {short}"


def _usual(view: View) -> str:
    """Why the usual days are taken, and what it takes for the shop's own."""
    days = formats.count(view.shops.gap, "days")
    if view.reach < LEAST_REACH:
        return _(
            "The usual {days} are taken: your files reach over {reach}, and customers who come"
            " later than that are not in them. Your own days are found from {least} of files on."
        ).format(days=days, reach=formats.count(view.reach, "days"),
                 least=formats.count(LEAST_REACH, "days"))  # fmt: skip
    return _(
        "The usual {days} are taken: customers came again {pairs} so far, and your own days"
        " are found from {least} on."
    ).format(days=days, pairs=formats.count(view.pairs, "times"),
             least=formats.count(LEAST_PAIRS, "times"))  # fmt: skip


def ours() -> str:
    """Our rules for regulars, beside the form in which they are changed."""
    return _("At first: {times}, top {top}.").format(
        times=formats.count(REGULAR_FROM, "times"), top=formats.rate(REGULAR_TOP, 0)
    )


def refused() -> str:
    """Which numbers the rules can have."""
    return _(
        "Write 1 to {gap} days, {least} to {times} purchases, and 0 to {top} for the top."
    ).format(gap=formats.number(LONGEST_GAP), least=TOP_FROM, times=MOST_PURCHASES,
             top=formats.rate(MOST_TOP, 0))  # fmt: skip


def apart() -> str:
    """Why other places count other regulars."""
    return _(
        "Regulars here are of all files. Those on Today are only customers who first bought in its"
        " period and came again. The ten kinds below follow other rules, so the numbers differ."
    )


def automatic(view: View) -> str:
    """What stands in the empty field of the days."""
    return _("By itself: {days}").format(days=formats.count(view.shops.gap, "days"))


def changed() -> str:
    """That the rules were changed."""
    return _("The rules were changed. All numbers follow them.")


def changed_back() -> str:
    """That they are again what they were before."""
    return _("Taken back. The rules are as before.")


def move(one: Move) -> str:
    """What a move is called."""
    return {
        Move.NEW: _("Came for the first time"),
        Move.UP: _("Moved up"),
        Move.BACK: _("Came back"),
        Move.DOWN: _("One step down"),
        Move.RESTING: _("Went to rest"),
        Move.GONE: _("Left"),
    }[one]


def meaning(one: Move) -> str:
    """What it means, in one line."""
    return {
        Move.NEW: _("Bought for the first time in this month."),
        Move.UP: _("From first to repeat purchase, or to regular."),
        Move.BACK: _("Had been resting or gone, and bought again."),
        Move.DOWN: _("A regular no more, because others spend more now."),
        Move.RESTING: _("Not seen for longer than usual since this month."),
        Move.GONE: _("Not seen for twice as long as usual since this month."),
    }[one]


def month(one: Month) -> str:
    """A month, and that it is not over where it is not."""
    name = formats.month(one.first)
    if not one.days_left:
        return name
    return _("{month} ({days} to go)").format(month=name, days=formats.count(one.days_left, "days"))


def moved(one: Month) -> str:
    """Who moved in a month, in one sentence."""
    if not one.moves:
        return _("{month}: nobody moved.").format(month=month(one))
    up = one.moves.get(Move.UP, 0) + one.moves.get(Move.BACK, 0)
    down = sum(one.moves.get(kind, 0) for kind in (Move.DOWN, Move.RESTING, Move.GONE))
    return _("{month}: {new} new, {up} moved up or came back, {down} moved down or left.").format(
        month=month(one), new=_people(one.moves.get(Move.NEW, 0)), up=_people(up),
        down=_people(down),
    )  # fmt: skip


def moved_count(one: Move, month: Month) -> str:
    """A move as it is picked to see who they are."""
    return f"{move(one)} {_people(month.moves[one])}"


def _people(number: int) -> str:
    return formats.count(number, "people")


def columns(months: Sequence[Month]) -> list[Column]:
    """Each month and move as a part of a column; those who moved down point down."""
    down = {Move.DOWN, Move.RESTING, Move.GONE}
    return [
        Column(short(one.first), move(kind), -count if kind in down else count,
               f"{month(one)} · {move(kind)} {_people(count)}", bool(one.days_left))
        for one in months
        for kind, count in one.moves.items()
    ]  # fmt: skip


def short(first: date) -> str:
    """A month on an axis: 26.11."""
    return f"{first:%y.%m}"


def month_rows(months: Sequence[Month]) -> pd.DataFrame:
    """The months as rows, the newest first; numbers stay numbers."""
    heads = [_("Month"), *(move(one) for one in Move), _("All buyers"), _("Bought only once")]
    told = [
        (_row(one), *(one.moves.get(kind, 0) for kind in Move), one.buyers, one.once)
        for one in reversed(months)
    ]
    return pd.DataFrame(told, columns=heads)


def _row(one: Month) -> str:
    """A month in a narrow column."""
    name = formats.month(one.first)
    return _("{month} (so far)").format(month=name) if one.days_left else name


def begins(months: Sequence[Month]) -> str:
    """That everybody looks new where files begin; empty where they begin earlier."""
    if not months or not months[0].is_first:
        return ""
    return _("Your files begin in {month}. Who bought before that looks new there.").format(
        month=formats.month(months[0].first)
    )


def origin(view: View) -> list[tuple[str, str]]:
    """Where the numbers are from."""
    return [
        (_("Meaning"), _("Each buyer is in exactly one state, by the rules below.")),
        (_("Formula"), _("Number of buyers and sum of their net revenue, by state")),
        (_("Period"), _("All order files up to {day}").format(day=formats.day(view.asof))),
        (_("Not counted"),
         _("Orders that name no buyer, and cancelled, returned or unpaid ones")),
    ]  # fmt: skip
