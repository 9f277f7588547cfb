"""What customers said, in words: written down, pasted, listed, merged."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.i18n.stems import composed
from core.services.voice_batches import Batch
from core.services.voice_feedback import Remark
from core.services.voice_listing import Entry, Listing, Since
from core.services.voice_orders import FoundOrder
from core.services.voice_paste import BadLine, Pasted, PasteProblem
from core.services.voice_texts import Mood
from core.terms import SEOUL
from core.terms.voice import AskedScale
from core.wording.message import Message
from core.wording.voice_file import source_name
from core.wording.voice_themes import theme as theme_name

_END: Final = 4
"""So many signs of the number of an order are shown where it is chosen."""

_SHOWN: Final = 60
"""So many letters of a text stand in a list to choose from."""


def question(scale: AskedScale) -> str:
    """What was asked."""
    return {
        AskedScale.CSAT: _("As good as hoped?"),
        AskedScale.NPS: _("Would you recommend us?"),
        AskedScale.CES: _("Was it easy?"),
    }[scale]


def score(scale: AskedScale | None, points: int | None) -> str:
    """An answer: 4점, in English 4 points; empty without one."""
    if scale is None or points is None:
        return ""
    return formats.count(points, "points")


def score_choice(scale: AskedScale, points: int) -> str:
    """An answer with what was asked, to choose from; the number comes first, to be typed."""
    return f"{score(scale, points)} · {question(scale)}"


def scored(one: Remark) -> str:
    """The answer of a remark with what was asked; empty without one."""
    if one.scale is None or one.score is None:
        return ""
    return score_choice(one.scale, one.score)


def order_choice(one: FoundOrder, *, whole: bool = False) -> str:
    """An order to choose from: 김*수 · 머그컵 · 11.22(일) · …5671; ``whole`` shows its number."""
    product = one.product
    if one.lines > 1:
        product = _("{product} and {count} more").format(product=product, count=one.lines - 1)
    number = one.order_no if whole else f"…{one.order_no[-_END:]}"
    parts = (one.buyer, product, formats.day_short(one.day), number)
    return " · ".join(part for part in parts if part)


def order_choices(some: Sequence[FoundOrder]) -> list[str]:
    """Orders to choose from, no two of which read the same."""
    short = [order_choice(one) for one in some]
    often = Counter(short)
    return [
        order_choice(one, whole=True) if often[told] > 1 else told
        for one, told in zip(some, short, strict=True)
    ]


def order_unclear(said: str, found: int, *, is_number: bool) -> Message:
    """Why no order was taken for what was typed."""
    kept = _("What you wrote is still in the fields.")
    if not is_number:
        return Message(
            _("“{said}” is no number of an order.").format(said=said),
            kept,
            _("Type at least the last 4 digits, or leave it empty."),
        )
    if found:
        return Message(
            _("{count} orders end in {said}.").format(count=found, said=said),
            kept,
            _("Choose one of them in the list; they come first now."),
        )
    return Message(
        _("No order with {said} was found.").format(said=said),
        kept,
        _("Check the number, or leave it empty."),
    )


def kept(order: FoundOrder | None, *, complains: bool) -> str:
    """A remark was written down."""
    told = _("Written down and put in as a complaint.") if complains else _("Written down.")
    return f"{told} {order_choice(order)}" if order is not None else told


def redacted(typed: str, one: Remark) -> str:
    """That something personal was taken out of what was typed; empty if nothing was."""
    if composed(typed).strip() == one.text:
        return ""
    return _("Telephone numbers, addresses, account numbers and names were left out.")


def headline(one: Entry) -> str:
    """When and where something was said."""
    return f"{formats.day_short(one.remark.said_on)} · {source_name(one.remark.source)}"


def about(product: str, buyer: str, order_no: str | None) -> str:
    """What it is about: product, customer, order; empty where nobody knows."""
    number = "" if order_no is None else _("Order …{end}").format(end=order_no[-_END:])
    return " · ".join(part for part in (product, buyer, number) if part)


def mood(one: Mood) -> str:
    """Why a remark is called bad; empty if it is not."""
    return {
        Mood.SAID: _("Bad, as you say"),
        Mood.SCORE: _("Bad score"),
        Mood.GUESS: _("Bad, going by its words"),
        Mood.NONE: "",
    }[one]


def themes(one: Entry) -> str:
    """What a remark is about, with the words that say so."""
    named = ", ".join(theme_name(name) for name in one.themes)
    if not named or not one.words:
        return named
    return _("{themes}, by the words “{words}”").format(
        themes=named, words=", ".join(one.words[:3])
    )


def same(count: int) -> str:
    """How many others say the same."""
    return _("{count} more said the same. Counted once.").format(count=formats.number(count))


def short(one: Remark) -> str:
    """A remark in one line, to choose from or to bring back."""
    said = " ".join(one.text.split()) or scored(one)
    said = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
    return f"{formats.day_short(one.said_on)} · {said}"


def since(one: Since) -> str:
    """Of which days."""
    return {
        Since.MONTH: _("30 days"),
        Since.QUARTER: _("90 days"),
        Since.YEAR: _("1 year"),
        Since.ALWAYS: _("All days"),
    }[one]


def found(listing: Listing) -> str:
    """How many remarks are shown of how many."""
    total = formats.count(listing.total, "pieces")
    if listing.found == listing.total:
        return total
    return _("{found} of {total}").format(found=formats.count(listing.found, "pieces"), total=total)


def pasted(one: Pasted) -> str:
    """How many pasted lines were understood."""
    return _("{count} can be put in.").format(count=formats.count(len(one.remarks), "rows"))


def unknown_orders(count: int) -> str:
    """Orders that nobody knows; empty if there are none."""
    if not count:
        return ""
    return _("{count} name an order that was not found. The number goes into your note.").format(
        count=formats.count(count, "rows")
    )


def preview(one: Remark, product: str) -> dict[str, str]:
    """A pasted line as a row of a table."""
    return {
        "text": one.text,
        "score": scored(one),
        "source": source_name(one.source),
        "day": formats.day(one.said_on),
        "product": product,
    }


def bad_line(one: BadLine) -> str:
    """A line that cannot be put in, and why."""
    why = {
        PasteProblem.NOTHING_SAID: _("there are no words and no score"),
        PasteProblem.TOO_LONG: _("it is longer than 4,000 letters"),
        PasteProblem.OFF_SCALE: _(
            "the score is not one of 1 to 5, or of 0 to 10 after “recommend”"
        ),
        PasteProblem.BAD_DAY: _("there is no such day"),
        PasteProblem.IN_FUTURE: _("the day is to come"),
    }[one.problem]
    return _("Line {number}: {why}").format(number=formats.number(one.number), why=why)


def too_many(most: int) -> Message:
    """More lines than are taken at once."""
    return Message(
        _("That is more than {most} lines.").format(most=formats.number(most)),
        _("Nothing was put in, and the lines are still in the field."),
        _("Put in a part of them first."),
    )


def batch_kept(count: int) -> str:
    """Many were written down at once."""
    return _("{count} were written down.").format(count=formats.count(count, "rows"))


def batch(one: Batch, now: datetime) -> str:
    """Remarks that came in together."""
    return _("{when}: {count}").format(
        when=formats.ago(one.at, now), count=formats.count(one.there or one.gone, "rows")
    )


def row(one: Entry) -> dict[str, object]:
    """A remark as a row of a file."""
    said = one.remark
    return {
        _("Day"): said.said_on.isoformat(),
        _("Where it was said"): source_name(said.source),
        _("What was said"): said.text,
        _("What was asked"): "" if said.scale is None else question(said.scale),
        _("Points"): "" if said.score is None else said.score,
        _("About what"): ", ".join(theme_name(name) for name in one.themes),
        _("Is it bad?"): mood(one.mood),
        _("Product"): one.product,
        _("Order number"): said.about.order_no or "",
        _("My note"): said.note,
        _("When it was answered"): _moment(said.answered_at),
        _("Said the same"): len(one.same),
    }


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")
