"""The four steps to a copy test and its table of counts, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_lists import Split
from core.services.copy_test_traffic import About, Traffic
from core.services.copy_tests import CopyTest, Draft, VisitorsFrom
from core.terms import Period
from core.terms.copy_tests import HOLD_OUT, Count, Design, Response, Version
from core.wording import copy_page_tags as names


def step_name(step: int) -> str:
    """One of the four steps, for the row of steps."""
    return (_("1 Texts"), _("2 Ways"), _("3 Days"), _("4 Start"))[step - 1]


def step_title(step: int) -> str:
    """What a step asks."""
    return (
        _("Which texts do you want to compare?"),
        _("Who sees which text?"),
        _("For how long?"),
        _("Is everything right?"),
    )[step - 1]


def step_help(step: int) -> str:
    """What a step is for."""
    return (
        _("What you type is kept at once. You can come back at any time."),
        _("The way decides how much the result can be trusted."),
        _("You hear before the start what this test can find out."),
        _("Look over it once more before it runs."),
    )[step - 1]


def next_step(step: int) -> str:
    """The button that leads to a step."""
    return {
        2: _("Next: who sees which"),
        3: _("Next: how long"),
        4: _("Next: check it"),
    }[step]


def without(letter: str) -> str:
    """The button that takes a text away."""
    return _("Leave {name} out").format(name=names.letter(letter))


def percent_of_list(percent: int) -> str:
    """How many of a list get no message."""
    return _("Nobody") if not percent else f"{percent}%"


def only_a_comparison() -> str:
    """What has to be said of a design without chance."""
    return _("This is never called a winner. You see both numbers side by side.")


def labels_help(design: Design) -> str:
    """What names in a file are good for."""
    if design is Design.TWO_LINKS:
        return _("Name the code of each link, and we find the text in your file. Optional.")
    return _("Name each ad as the platform does, and we find it in your file. Optional.")


def label_of(letter: str) -> str:
    """The field for the name of a version in a file."""
    return _("{name} in the file").format(name=names.letter(letter))


def visitors_label(design: Design) -> str:
    """The field for the expected visitors."""
    if design is Design.LIST_SPLIT:
        return _("How many get a message in all?")
    if design is Design.AD_PLATFORM:
        return _("How often is it shown a day, all texts together?")
    return _("How many visits a day, all texts together?")


def rate_label(response: Response) -> str:
    """The field for the usual rate."""
    return {
        Response.CLICKS: _("How many of 100 click usually?"),
        Response.REPLIES: _("How many of 100 reply usually?"),
        Response.ORDERS: _("How many of 100 buy usually?"),
        Response.REVENUE: _("How many of 100 buy usually?"),
    }[response]


def no_traffic() -> str:
    """That no file tells of visits."""
    return _("With a file of visits the usual numbers are filled in for you.")


def usual(found: Traffic) -> str:
    """What was usual lately."""
    whose = {
        About.SHOP: _("The shop"),
        About.PRODUCT: _("This product"),
        About.CHANNEL: _("This channel"),
    }[found.about]
    visits = formats.count(found.per_day, "visits")
    told = _("{whose} had {visits} a day lately.").format(whose=whose, visits=visits)
    if found.rate is not None:
        share = formats.of_hundred(found.rate, exact=True)
        told = f"{told} {_('Of them {share} bought.').format(share=share)}"
    if found.stale:
        told = f"{told} {_('The file is old.')}"
    return told


def outlook_needs(draft: Draft) -> str:
    """What is missing before anybody can say what a test finds."""
    if draft.design is Design.BEFORE_AFTER:
        return _("A comparison finds no winner, however long it takes.")
    if len(draft.versions) < 2:  # noqa: PLR2004
        return _("Add a second text, and you hear what can be found out.")
    return _("Fill in both numbers, and you hear what can be found out.")


def take_days(days: int) -> str:
    """The button that makes a test longer."""
    return _("Make it {days}").format(days=formats.count(days, "days"))


def sizes(found: Mapping[str, int]) -> str:
    """How a list is divided."""
    told = [
        f"{names.letter(letter)} {formats.count(found[letter], 'people')}"
        for letter in sorted(found)
        if letter != HOLD_OUT
    ]
    if HOLD_OUT in found:
        told.append(_("no message {people}").format(people=_people(found[HOLD_OUT])))
    return _("Divided: {parts}").format(parts=" · ".join(told))


def divided(done: Split) -> str:
    """That a list was divided."""
    total = sum(done.sizes.values())
    told = _("{people} are divided. Take the parts along.").format(people=_people(total))
    if done.elsewhere:
        others = max(done.elsewhere.values())
        more = _("{people} of them are in another test too.").format(people=_people(others))
        told = f"{told} {more}"
    return told


def part(letter: str, rows: int) -> str:
    """The button for one part of a list."""
    name = names.letter(letter) if letter else _("No message")
    return f"{name} · {_people(rows)}"


def part_file(draft: Draft, letter: str) -> str:
    """The name of the file of a part."""
    kept = "".join(sign for sign in names.title(draft) if sign.isalnum() or sign in " -_")
    return f"{kept.strip().replace(' ', '_')[:30]}_{letter or _('no_message')}.csv"


def summary(draft: Draft, today: date, divided_: int | None) -> Sequence[tuple[str, str]]:
    """A plan in few lines: a name and what it says."""
    first = draft.first_day or today
    period = Period(first, first + timedelta(days=draft.days - 1))
    visitors = draft.visitors if divided_ is None else divided_
    people = [
        (_("Sent to"), _people(divided_))
        if divided_ is not None
        else (_("Expected"), _expected(draft, visitors))
    ]
    return (
        (_("Name"), names.title(draft)),
        (_("For"), draft.persona or _("Everybody")),
        (_("How"), names.design(draft.design)),
        (_("Counted"), names.response(draft.response)),
        (_("When"), f"{formats.period(period)} · {formats.count(draft.days, 'days')}"),
        *people,
    )


def _expected(draft: Draft, visitors: int | None) -> str:
    if not visitors:
        return _("Not said")
    if draft.design is Design.LIST_SPLIT:
        return _people(visitors)
    said = _("{count} a day").format(count=formats.number(visitors))
    if draft.visitors_from is VisitorsFrom.STATISTICS:
        return f"{said} ({_('from your files')})"
    return said


def tagged(one: Version, control: str) -> str:
    """A text by its letter, with what it speaks to and how."""
    tags = [names.need(one.need) if one.need else "", names.tone(one.tone) if one.tone else ""]
    used = _("used now") if one.letter == control else ""
    length = _("{count} letters").format(count=formats.number(len(one.text)))
    return " · ".join(it for it in (names.letter(one.letter), used, *tags, length) if it)


def started(draft: Draft) -> str:
    """That a test runs."""
    return _("It runs. The result comes after {days}.").format(
        days=formats.count(draft.days, "days")
    )


def measure(draft: Draft, name: str) -> str:
    """The heading of a column of counts."""
    if name == "won":
        return _("Won")
    return names.shown(draft.design) if name == "shown" else names.reacted(draft.response)


def way_of_counting(daily: bool) -> str:  # noqa: FBT001  (one of two options)
    """Whether days are counted, or the whole at once."""
    return _("Day by day") if daily else _("All at once")


def not_begun(test: CopyTest) -> str:
    """That there is nothing to enter yet."""
    first = None if test.plan is None else test.plan.period.first
    return _("It begins on {day}. Counts can be entered from then on.").format(
        day=formats.day_short(first)
    )


def columns_of(test: CopyTest) -> str:
    """Which columns a pasted table or a file has to have."""
    heads = [_("Text"), measure(test.draft, "shown"), measure(test.draft, "reacted")]
    if test.draft.response is Response.REVENUE:
        heads.append(measure(test.draft, "won"))
    return _("Columns: {columns}. A day in front if you have it.").format(columns=" · ".join(heads))


def found_in_file(rows: Sequence[Count]) -> str:
    """What a file of counts tells."""
    letters = sorted({one.letter for one in rows})
    days = {one.day for one in rows if one.day is not None}
    parts = [" · ".join(names.letter(letter) for letter in letters)]
    if days:
        parts.append(formats.period(Period(min(days), max(days))))
    parts.append(formats.count(len(rows), "lines"))
    return " / ".join(parts)


def counted() -> str:
    """That counts were kept."""
    return _("The counts are kept.")


def nobody_known() -> str:
    """That order files know nobody of a list."""
    return _("No buyer in the order files is known to be in your list.")


def _people(count: int) -> str:
    return formats.count(count, "people")
