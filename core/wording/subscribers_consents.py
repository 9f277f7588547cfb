"""Consents of all customers in words: how they stand, what runs out, and what was brought along."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services import subscribers_texts
from core.services.subscribers_consents import Due, SaidWeek, ToTell
from core.services.subscribers_import import Brought, Fault, Refusal, Wrong
from core.services.subscribers_renewals import Batch, Written
from core.services.subscribers_texts import Text
from core.terms import Period
from core.wording import customers_consent as said
from core.wording.customers_list import number
from core.wording.message import Message
from core.wording.subscribers import SHOWN, at_line, short


def week(one: SaidWeek, today: date) -> str:
    """A week, and whether it is not over yet."""
    told = short(Period.ending(_sunday(one), 7))
    left = (_sunday(one) - today).days
    if left <= 0:
        return told
    return _("{week} ({left} still to come)").format(week=told, left=formats.count(left, "days"))


def weeks(some: Sequence[SaidWeek], source: str | None, today: date) -> pd.DataFrame:
    """What was said by week, the newest first; at one source, or at all of them for None."""
    told = [(week(one, today), one.of(source)) for one in reversed(some)]
    return pd.DataFrame([
        {"week": name, "new": one.new, "again": one.again, "gone": one.gone,
         "refused": one.refused}
        for name, one in told
    ])  # fmt: skip


def weeks_file(some: Sequence[SaidWeek]) -> pd.DataFrame:
    """The same as a file, one row a week and source."""
    return pd.DataFrame([
        {
            _("Monday"): one.first.isoformat(), _("Said where"): said.source(source),
            _("Agreed anew"): tally.new, _("Confirmed again"): tally.again,
            _("Took it back"): tally.gone, _("Said no"): tally.refused,
        }
        for one in some
        for source, tally in one.by_source
    ])  # fmt: skip


def whose(one: Due, today: date) -> str:
    """Who it is, and how long it still holds."""
    return f"{one.name or _('Customer without a name')} · {until(one, today)}"


def due(one: Due) -> str:
    """To what, since when, and from where."""
    return _("{kind} · agreed {day}, {where}").format(
        kind=said.kind(one.kind), day=formats.day(one.given_on), where=said.source(one.source)
    )


def until(one: Due, today: date) -> str:
    """How long it still holds."""
    if one.is_over(today):
        return _("ran out on {day}").format(day=formats.day(one.renew_by))
    left = formats.count((one.renew_by - today).days, "days")
    return _("{left} left, by {day}").format(left=left, day=formats.day_short(one.renew_by))


def due_file(some: Sequence[Due], shop: str, opt_out: str) -> pd.DataFrame:
    """The list of those to ask again, each with the text for it."""
    return pd.DataFrame([
        {
            _("Number of the customer"): number(one.key), _("Name (masked)"): one.name or "",
            _("Agreed to"): said.kind(one.kind), _("Agreed on"): one.given_on.isoformat(),
            _("Said where"): said.source(one.source), _("Ask by"): one.renew_by.isoformat(),
            _("Text to send"): subscribers_texts.text(
                Text.RENEWAL, shop, opt_out, formats.day(one.given_on), said.source(one.source)
            ),
        }
        for one in some
    ])  # fmt: skip


def to_tell(some: Sequence[ToTell]) -> str:
    """How many have to hear that it is noted."""
    return _("{count} agreed, refused or took it back in the last 14 days.").format(
        count=formats.count(len(some), "people")
    )


def to_tell_file(some: Sequence[ToTell], shop: str, opt_out: str) -> pd.DataFrame:
    """The list of those to be told, each with the text for it."""
    return pd.DataFrame([
        {
            _("Number of the customer"): number(one.key), _("Name (masked)"): one.name or "",
            _("What they said"): _("agreed") if one.agreed else _("said no"),
            _("Said on"): one.day.isoformat(), _("Said where"): said.source(one.source),
            _("Tell by"): one.until.isoformat(),
            _("Text to send"): subscribers_texts.text(
                Text.AGREED if one.agreed else Text.REFUSED, shop, opt_out,
                formats.day(one.day), said.source(one.source),
            ),
        }
        for one in some
    ])  # fmt: skip


def confirmed(done: Written) -> str:
    """What was written down, and what was not."""
    told = _("Confirmed today: {count}.").format(count=formats.count(len(done.rows), "people"))
    if not done.skipped:
        return told
    return f"{told} " + _("Left out: {count}, who said something else meanwhile.").format(
        count=formats.count(done.skipped, "people")
    )


def took(done: Written) -> str:
    """What was brought along, and what was there."""
    return _("Written down: {count}. There already: {same}.").format(
        count=formats.count(len(done.rows), "people"),
        same=formats.count(done.skipped, "people"),
    )


def batch(one: Batch) -> str:
    """What was written down at one moment."""
    return _("{at}: {count}").format(
        at=formats.moment(one.at), count=formats.count(one.people, "people")
    )


def stayed(number_of: int) -> str:
    """How many of a batch were not thrown away."""
    if not number_of:
        return _("Taken back.")
    return _("Taken back. {count} stay, for more was said of them since.").format(
        count=formats.count(number_of, "people")
    )


def brought(found: Brought) -> str:
    """What will be written down."""
    told = _("{count} will be written down.").format(
        count=formats.count(len(found.consents), "people")
    )
    parts = [f"{said.source(name)} {formats.count(some, 'people')}"
             for name, some in found.by_source]  # fmt: skip
    return f"{told} {', '.join(parts)}".strip()


def aside(found: Brought) -> list[str]:
    """What else there is to know before."""
    lines = []
    if found.known:
        lines.append(_("There already, and left as they are: {count}.").format(
            count=formats.count(found.known, "people")
        ))  # fmt: skip
    if found.over:
        lines.append(_("Older than 2 years, to be asked again: {count}.").format(
            count=formats.count(found.over, "people")
        ))  # fmt: skip
    return lines


def faults(some: Sequence[Fault]) -> Message:
    """The lines that cannot be taken, and why."""
    return Message(
        _("{count} are left out.").format(count=formats.count(len(some), "lines")),
        " ".join(at_line(one.line, fault(one.why)) for one in some[:SHOWN]),
    )


def faults_file(some: Sequence[Fault]) -> pd.DataFrame:
    """All lines that are left out, as a file."""
    return pd.DataFrame([
        {_("Line"): one.line, _("Why it is left out"): fault(one.why),
         _("What stands there"): one.said}
        for one in some
    ])  # fmt: skip


def fault(why: Wrong) -> str:
    """Why a line is left out."""
    return {
        Wrong.NO_NUMBER: _("there is no order or customer number."),
        Wrong.BROKEN_NUMBER: _("a spreadsheet has spoilt the number."),
        Wrong.UNKNOWN: _("nobody here has that number."),
        Wrong.SEVERAL: _("several customers have that number."),
        Wrong.NO_DAY: _("there is no day."),
        Wrong.BAD_DAY: _("we cannot read the day."),
        Wrong.FUTURE: _("the day is still to come."),
        Wrong.TOO_OLD: _("the day lies too far back."),
        Wrong.NO_SOURCE: _("it does not say where it was said."),
        Wrong.LONG_SOURCE: _("what it says of the place is too long."),
        Wrong.TWICE: _("customer and day stand further up already."),
    }[why]


def refused(why: Refusal) -> Message:
    """Why nothing of a file was read."""
    body = _("Nothing of it was written down.")
    return {
        Refusal.NO_COLUMNS: Message(
            _("We found no columns of numbers and days."), body,
            _("The first line should say: order number, day of consent, said where."),
        ),
        Refusal.EMPTY: Message(
            _("There is not a line in it."), body, _("Paste lines, or choose another file.")
        ),
        Refusal.TOO_MANY: Message(
            _("There are more than 20,000 lines in it."), body, _("Divide it and add it in parts.")
        ),
    }[why]  # fmt: skip


def _sunday(one: SaidWeek) -> date:
    return date.fromordinal(one.first.toordinal() + 6)
