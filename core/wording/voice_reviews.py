"""Reviews in words: whose they are, how long they have waited, what else there is to say."""

from collections.abc import Sequence
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_reviews import REACH, Waiting
from core.store.voice_reviews import Review
from core.terms import seoul_day
from core.wording import malls
from core.wording.voice_clock import span
from core.wording.voice_clock import waiting as waited_for

_DAY: Final = 24


def stars(value: float | None, digits: int = 0) -> str:
    """Stars: 2점, 4.6점."""
    if value is None:
        return formats.UNKNOWN
    return _("{stars} of 5").format(stars=formats.number(value, digits))


def hours(value: float) -> str:
    """A stretch of time in hours, from three days on in days."""
    if value >= 3 * _DAY:
        return formats.count(int(value // _DAY), "days")
    return _("{hours} h").format(hours=formats.number(max(0, int(value))))


def headline(waiting: Sequence[Waiting]) -> str:
    """What there is to answer, in one sentence."""
    late = [one for one in waiting if one.is_overdue]
    if late:
        return _("Waiting longer than {hours} hours for an answer: {count} with few stars.").format(
            count=formats.count(len(late), "reviews"), hours=late[0].target
        )
    if waiting:
        return _(
            "Waiting for an answer: {count} with few stars. {hours} are left for the first."
        ).format(count=formats.count(len(waiting), "reviews"), hours=span(waiting[0].left))
    return _("No review with few stars waits for an answer.")


def older(count: int) -> str:
    """How many are too old to be waited for; empty for none."""
    if not count:
        return ""
    return _(
        "{count} more are older than {days} days. They are in the list of all reviews."
    ).format(count=formats.count(count, "reviews"), days=REACH)


def clock(one: Waiting) -> str:
    """How long a review has waited, and how much time is left."""
    if one.is_overdue:
        return waited_for(one.hours)
    return _("{time} left").format(time=span(one.left))


def line(one: Review) -> str:
    """Whose review it is: stars, day, product, buyer, order."""
    parts = [stars(one.stars)]
    if one.written_at is not None:
        parts.append(formats.day(seoul_day(one.written_at)))
    parts += [part for part in (one.product, one.buyer) if part]
    return " · ".join(parts)


def origin(one: Review) -> str:
    """Where a review is from: the mall, its number, its order."""
    order = (
        _("order {number}").format(number=one.order_no)
        if one.order_no
        else _("its order is in no file")
    )
    return " · ".join(
        (malls.mall_name(one.mall), _("review {number}").format(number=one.review_no), order)
    )


def marks(one: Review, *, is_flagged: bool = False) -> list[str]:
    """What else there is to say of a review, each in a word or two."""
    told = {
        _("After a month of use"): one.is_second,
        _("Hidden from visitors"): not one.is_shown,
        _("Bad, you say"): is_flagged or one.is_negative is True,
        _("Not bad, you say"): one.is_negative is False,
        _("With an answer"): one.is_answered,
        _("No file tells of a reply"): one.has_reply is None and not one.is_answered,
    }
    return [word for word, applies in told.items() if applies]


def row(one: Review) -> dict[str, object]:
    """A review as a row of a file."""
    return {
        _("Mall"): malls.mall_name(one.mall),
        _("Review number"): one.review_no,
        _("Written on"): "" if one.written_at is None else seoul_day(one.written_at).isoformat(),
        _("Stars"): "" if one.stars is None else one.stars,
        _("Product"): one.product or "",
        _("Text"): one.text,
        _("Buyer"): one.buyer or "",
        _("Order number"): one.order_no or "",
        _("Answered"): _("Yes") if one.is_answered else _("No"),
        _("Answer"): one.reply,
    }
