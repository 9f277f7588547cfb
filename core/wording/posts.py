"""Posts of customers in words: what was shown, what was given for it, what followed."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.link_book import Link
from core.services.posts import (
    LONGEST_ADDRESS,
    LONGEST_NOTE,
    LONGEST_PLACE,
    MOST_POINTS,
    Post,
    PostKind,
    PostProblem,
)
from core.services.posts_came import WINDOW, Came, Invited, Seen, Totals
from core.services.posts_paste import COLUMNS, MOST_LINES, BadLine, LineProblem, Pasted
from core.services.posts_people import Person
from core.wording.customers_list import number
from core.wording.message import Message

MARKS: Final = (None, True, False)
"""Whether a post says that something was given for it: not looked at, yes, no."""

LONGEST_LINE: Final = 60


def kind(one: PostKind) -> str:
    """What a customer did."""
    return {
        PostKind.SELFIE: _("Selfie"),
        PostKind.UNBOXING: _("Unboxing"),
        PostKind.FILM: _("Video"),
        PostKind.REVIEW: _("Review elsewhere"),
        PostKind.RECOMMENDATION: _("Recommendation"),
    }[one]


def mark(one: bool | None) -> str:  # noqa: FBT001  (it is the choice itself)
    """Whether a post says that something was given for it."""
    if one is None:
        return _("Not checked")
    return _("Mark of reward: yes") if one else _("Mark of reward: no")


def rule() -> str:
    """What the law asks of a post for which something was given."""
    return _(
        "Whoever got points or goods for a post has to say so in it, where all can see "
        "(review guidelines of the Fair Trade Commission)."
    )


def lacking(found: Totals) -> Message | None:
    """How many posts lack that, or were not looked at; None where all have it."""
    if found.lacking:
        return Message(
            _("{count} do not say that something was given for them.").format(
                count=formats.count(found.lacking, "pieces")
            ), rule(), _("Ask the customers to add it."),
        )  # fmt: skip
    if found.unchecked:
        return Message(
            _("In {count} look whether they say that something was given for them.").format(
                count=formats.count(found.unchecked, "pieces")
            ), rule(),
        )  # fmt: skip
    return None


def entry(one: Post) -> str:
    """What was done, when and where."""
    return " · ".join(filter(None, (formats.day_short(one.day), kind(one.kind), one.place)))


def who(one: Person | None) -> str:
    """The masked name of a customer."""
    return "" if one is None else one.name or _("Customer without a name")


def given(one: Post) -> str:
    """What was given for a post."""
    if one.points is None:
        return _("What was given is not known")
    if not one.points:
        return _("Nothing was given")
    return _("{won} of points or goods").format(won=formats.won(one.points))


def link(one: Link) -> str:
    """A link of the shop, as it is chosen."""
    codes = " / ".join(filter(None, (one.codes.source, one.codes.medium, one.codes.detail)))
    return f"{one.memo} ({codes})" if one.memo else codes


def came(found: Came) -> str:
    """What came by the link of a post within a month."""
    if found.visits is None and found.orders is None:
        if not found.days:
            return _("By its link: counted from tomorrow on.")
        return _("By its link: no file tells it for these days.")
    parts = [
        _("By its link within {days}: {visits}, {orders}").format(
            days=formats.count(WINDOW, "days"), visits=formats.count(found.visits, "visits"),
            orders=formats.count(found.orders, "orders"),
        )
    ]  # fmt: skip
    if found.won is not None:
        parts.append(formats.won(found.won))
    if found.told < found.days or found.days < WINDOW:
        parts.append(_("{days} known so far").format(days=formats.count(found.told, "days")))
    if found.is_shared:
        parts.append(_("another post with this link counts the same"))
    if found.is_coarse:
        parts.append(_("other links like it are among them"))
    return " · ".join(parts)


def invited(person: Person | None, found: Invited | None) -> str:
    """Whether somebody who was recommended to come has bought."""
    if person is None or found is None:
        return ""
    name = who(person)
    if found.bought_before:
        return _("{name} had bought before, so did not come by it.").format(name=name)
    if found.first is None:
        return _("{name} was invited and has not bought yet.").format(name=name)
    return _("{name} was invited and bought first on {day}: {orders}, {won} since.").format(
        name=name, day=formats.day_short(found.first),
        orders=formats.count(found.orders, "orders"), won=formats.won(found.won),
    )  # fmt: skip


def not_caused() -> str:
    """That what followed need not have come of it."""
    return _("What followed is not proof: they may have come for other reasons.")


def tiles(found: Totals) -> list[tuple[str, str, str]]:
    """Names, numbers and notes of what all posts come to."""
    unknown = _("{count} not known").format(count=formats.count(found.unknown_points, "pieces"))
    unchecked = _("{count} not checked").format(count=formats.count(found.unchecked, "pieces"))
    return [
        (_("Posts"), formats.count(found.posts, "pieces"), ""),
        (_("Points and goods given"), formats.won(found.points),
         unknown if found.unknown_points else ""),
        (_("Without a mark of reward"), formats.count(found.lacking, "pieces"),
         unchecked if found.unchecked else ""),
        (_("Invited who bought"),
         _("{some} of {all}").format(
             some=formats.count(found.buying, "people"), all=formats.count(found.invited, "people")
         ) if found.invited else formats.UNKNOWN,
         formats.won(found.won) if found.buying else ""),
    ]  # fmt: skip


def refused(problem: PostProblem) -> Message:
    """Why a post was not kept."""
    return Message(_("The post was not saved. What you typed is still there."), post_fault(problem))


def post_fault(problem: PostProblem) -> str:
    """What is wrong with a post."""
    return {
        PostProblem.NOTHING_SAID: _("Write whose it is, where it stands, or a note."),
        PostProblem.IN_FUTURE: _("The day has not come yet."),
        PostProblem.TOO_LONG: _("A place has {place} signs at most, a note {note}.").format(
            place=LONGEST_PLACE, note=formats.number(LONGEST_NOTE)
        ),
        PostProblem.ADDRESS: _(
            "An address begins with http, has no blanks and {most} signs at most. "
            "Leave it empty if there is none."
        ).format(most=LONGEST_ADDRESS),
        PostProblem.POINTS: _("What was given is between 0 and {most}.").format(
            most=formats.won_short(MOST_POINTS)
        ),
        PostProblem.SAME_PERSON: _("Nobody invites herself. Choose another customer."),
    }[problem]  # fmt: skip


def unclear(said: str, count: int) -> Message:
    """That a number means no customer, or several."""
    told = (
        _("More than one customer has the number “{number}”. Type more of it.")
        if count else _("No customer has the number “{number}”.")
    )  # fmt: skip
    return Message(
        _("The post was not saved. What you typed is still there."), told.format(number=said),
        _("Type an order number, or the customer number of a list."),
    )  # fmt: skip


def bad_line(one: BadLine) -> str:
    """Why a pasted line cannot be taken."""
    told: Mapping[LineProblem, str] = {
        LineProblem.DAY: _("no day such as 2026-11-22"),
        LineProblem.KIND: _("what it is: selfie, unboxing, video, review or recommendation"),
        LineProblem.CUSTOMER: _("no customer has that number"),
        LineProblem.NUMBER: _("what was given is no number"),
        LineProblem.MARK: _("the mark of reward is yes, no or empty"),
    }
    why = told[one.problem] if isinstance(one.problem, LineProblem) else post_fault(one.problem)
    return _("Line {line}: {why}").format(line=one.number, why=why)


def pasted(found: Pasted) -> str:
    """What would be put in."""
    if found.too_many:
        return _("There are more than {most} lines. Paste them in parts.").format(most=MOST_LINES)
    return _("{count} can be put in, {bad} cannot.").format(
        count=formats.count(len(found.posts), "pieces"),
        bad=formats.count(len(found.bad), "lines"),
    )


def columns() -> str:
    """The order of the cells of a pasted line."""
    names = {
        "day": _("Day"), "kind": _("Kind"), "customer": _("Order or customer number"),
        "place": _("Place"), "address": _("Address"), "points": _("Won given"),
        "mark": _("Mark of reward"), "note": _("My note"), "invited": _("Who was invited"),
    }  # fmt: skip
    return " · ".join(names[name] for name in COLUMNS)


def rows(some: Sequence[Seen]) -> pd.DataFrame:
    """The rows of a file; numbers stay numbers, what nobody knows is empty."""
    return pd.DataFrame([_row(one) for one in some])


def _row(one: Seen) -> dict[str, object]:
    post, brought, bought = one.post, one.came, one.bought
    return {
        _("Day"): post.day.isoformat(),
        _("Kind"): kind(post.kind),
        _("Customer number"): number(one.who.key) if one.who else "",
        _("Name"): who(one.who),
        _("Place"): post.place,
        _("Address"): post.address,
        _("Won given"): _cell(post.points),
        _("Mark of reward"): mark(post.is_disclosed),
        _("Link"): "" if one.link is None else one.link.url,
        _("Visits in 30 days"): _cell(brought.visits if brought else None),
        _("Orders in 30 days"): _cell(brought.orders if brought else None),
        _("Won in 30 days"): _cell(brought.won if brought else None),
        _("Who was invited"): number(one.invited.key) if one.invited else "",
        _("First purchase of the invited"): bought.first.isoformat()
        if bought and bought.first and not bought.bought_before else "",
        _("Won of the invited"): _cell(bought.won if bought and bought.first
                                       and not bought.bought_before else None),
        _("My note"): post.note,
    }  # fmt: skip


def _cell(value: int | None) -> int | str:
    return "" if value is None else value
