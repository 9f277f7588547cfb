"""Reviews as numbers in words: replies, stars over time, products with few, who writes one."""

from datetime import date

from core.analysis.care_rates import Share
from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_review_numbers import LATELY, LEAST, Few, FewReviews, Rates, Replies, Speed
from core.services.voice_review_trend import FOUR_WEEKS, Change, Point, Trend
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.terms import Evidence
from core.wording import voice_reviews as said


def median(found: Speed) -> str:
    """How long the first reply takes in the middle."""
    return formats.UNKNOWN if found.median is None else said.hours(found.median)


def speed_note(found: Speed) -> str:
    """What there is to say of that."""
    if found.reviews < LEAST:
        return _("Only {count}, too few for a middle.").format(
            count=formats.count(found.reviews, "reviews")
        )
    if found.median is None and found.median_answered is not None:
        return _("Fewer than half were answered; those within {hours} in the middle.").format(
            hours=said.hours(found.median_answered)
        )
    if found.median is None:
        return _("Fewer than half were answered.")
    return _("{count} of the last {days} days").format(
        count=formats.count(found.reviews, "reviews"), days=LATELY
    )


def in_time(found: Speed) -> str:
    """How many were answered in time: as a share, or one by one."""
    return share_of(found.in_time)


def share_of(tally: Tally) -> str:
    """A share of reviews or lines: 12%, of few 12개 중 3개."""
    if not tally.trials:
        return formats.UNKNOWN
    if tally.trials < formats.SHARE_FROM:
        return _("{part} of {all}").format(part=tally.successes, all=tally.trials)
    return formats.percent(tally.successes, tally.trials)


def month(first: date, found: Speed) -> dict[str, str]:
    """How soon the low reviews of a month were answered."""
    return {
        "month": formats.month(first),
        "reviews": formats.count(found.reviews, "reviews"),
        "answered": formats.count(found.answered, "reviews"),
        "in_time": in_time(found),
        "median": median(found),
    }


def replies_note(found: Replies) -> str:
    """What the numbers of the months leave out."""
    untimed = found.lately.untimed
    parts = [_("An answer not yet given took longer than all others.")]
    if found.waiting:
        parts.append(
            _("{count} whose time is not up are left out.").format(
                count=formats.count(found.waiting, "reviews")
            )
        )
    if untimed:
        parts.append(
            _("For {count} no file says when they were answered.").format(
                count=formats.count(untimed, "reviews")
            )
        )
    return " ".join(parts)


def trend_title(found: Trend) -> str:
    """What the stars over time say."""
    change = found.change
    if change is None:
        return _("From 16 whole weeks of reviews on you see whether stars change.")
    if change.low is None:
        return _("Too few reviews to say whether stars change.")
    told = {
        (Evidence.KNOWN, True): _(
            "Stars have gone down: {before} before, {now} in the last 4 weeks."
        ),
        (Evidence.KNOWN, False): _(
            "Stars have gone up: {before} before, {now} in the last 4 weeks."
        ),
        (Evidence.HINT, True): _(
            "Stars seem to go down: {before} before, {now} in the last 4 weeks. Not sure yet."
        ),
        (Evidence.HINT, False): _(
            "Stars seem to go up: {before} before, {now} in the last 4 weeks. Not sure yet."
        ),
    }.get(
        (change.level, change.is_down),
        _("No clear change: {before} before, {now} in the last 4 weeks."),
    )
    return told.format(before=said.stars(change.before.mean, 1), now=said.stars(change.now.mean, 1))


def trend_note(found: Trend) -> list[str]:
    """How the chart is to be read."""
    told = [
        _("{stars} from {count} in this time.").format(
            stars=said.stars(found.all.mean, 1), count=formats.count(found.all.reviews, "reviews")
        ),
        _("The band is where the mean may lie; bars are the number of reviews."),
    ]
    if found.step == FOUR_WEEKS:
        told.append(_("Weeks have few reviews, so four are put together."))
    if found.left_out:
        told.append(
            _("{count} of the week that is not over are left out.").format(
                count=formats.count(found.left_out, "reviews")
            )
        )
    if found.later.reviews:
        told.append(
            _("After a month of use: {stars} from {count}, not counted twice.").format(
                stars=said.stars(found.later.mean, 1),
                count=formats.count(found.later.reviews, "reviews"),
            )
        )
    return told


def change_level(change: Change | None) -> Evidence:
    """How sure a change of the stars is."""
    return Evidence.EARLY if change is None else change.level


def point(one: Point) -> dict[str, str]:
    """A point of the chart as a row of a table."""
    known = one.is_enough and one.mean is not None
    return {
        "days": formats.period(one.period),
        "reviews": formats.count(one.reviews, "reviews"),
        "stars": said.stars(one.mean, 1) if known else formats.UNKNOWN,
        "range": formats.span(formats.number(one.low, 1), said.stars(one.high, 1))
        if known
        else _("too few"),
    }


def chart_words() -> tuple[str, str, str]:
    """What the chart calls its numbers: reviews, stars, their bounds."""
    return _("Reviews"), _("Stars"), _("between")


def few_title(found: FewReviews) -> str:
    """How many products have few reviews."""
    if not found.selling:
        return _("Nothing was sold in the last 90 days.")
    if not found.count:
        return _("Every product that sells has {limit} reviews or more.").format(limit=found.limit)
    return _("{count} that sell have fewer than {limit} reviews.").format(
        count=formats.count(found.count, "products"), limit=found.limit
    )


def few(one: Few) -> str:
    """A product with few reviews, in one line."""
    parts = [formats.count(one.reviews, "reviews"), formats.count(one.orders, "orders")]
    if one.stars is not None:
        parts.insert(1, said.stars(one.stars, 1))
    return " · ".join(parts)


def few_row(one: Few) -> dict[str, object]:
    """The same as a row of a file."""
    return {
        _("Product"): one.name,
        _("Reviews"): one.reviews,
        _("Stars"): "" if one.stars is None else formats.number(one.stars, 1),
        _("Orders"): one.orders,
    }


def few_todo(one: Few) -> str:
    """What to do for a product with few reviews."""
    return _("Ask buyers of {product} for an honest review").format(product=one.name)


def few_why(one: Few, limit: int) -> str:
    """Why."""
    return _("It has {reviews}, fewer than {limit}, and {orders} in 90 days.").format(
        reviews=formats.count(one.reviews, "reviews"),
        limit=limit,
        orders=formats.count(one.orders, "orders"),
    )


def few_help() -> str:
    """Why few reviews matter: a quoted figure, told as that."""
    return _(
        "Buyers look for reviews before they buy. A text of about 2021 says that 97% do; it names"
        " no source, so nothing is counted with it."
    )


def rate(found: Share) -> str:
    """The share of reviews with its bounds; of few lines as a count."""
    bounds = wilson(found.tally) if found.tally.trials >= formats.SHARE_FROM else None
    told = share_of(found.tally)
    if bounds is None:
        return told
    low, high = bounds
    return f"{told} ({formats.span(formats.rate(low, 0), formats.rate(high, 0))})"


def rate_row(name: str, found: Share) -> dict[str, str]:
    """The same of a product as a row of a table."""
    return {
        "product": name,
        "rate": rate(found) if found.tally.trials else formats.UNKNOWN,
        "lines": formats.count(found.tally.trials, "order_lines"),
        "reviewed": formats.count(found.tally.successes, "reviews"),
        "waiting": formats.count(found.waiting, "order_lines"),
    }


def rate_title(found: Rates) -> str:
    """How many write a review."""
    tally = found.share.tally
    if not tally.trials:
        return _("No confirmed order is old enough yet.")
    return _("{rate} of confirmed order lines were reviewed.").format(rate=share_of(tally))


def rate_note(found: Rates) -> str:
    """What the share of reviews leaves out."""
    told = _("Orders of {days}, confirmed at least 14 days ago.").format(
        days=formats.period(found.period)
    )
    if not found.share.waiting:
        return told
    waits = _("{count} still being watched are left out.").format(
        count=formats.count(found.share.waiting, "order_lines")
    )
    return f"{told} {waits}"
