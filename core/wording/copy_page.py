"""The four steps to a copy test and its table of counts, in words."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_traffic import About, Traffic
from core.services.copy_tests import CopyTest, Draft, VisitorsFrom
from core.services.receipts import Issue
from core.terms import Period
from core.terms.copy_tests import Count, Design, Response, Version
from core.wording import copy_page_people as lists
from core.wording import copy_page_tags as names
from core.wording import copy_tests_numbers as numbers
from core.wording import importing


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


def mend_in(step: int) -> str:
    """The button that leads back to what is missing."""
    return (_("To the texts"), _("To the ways"), _("To the days"))[step - 1]


def seen_as(line: str) -> str:
    """How the shop wants to be seen."""
    return _("How you want to be seen: “{line}”").format(line=line)


def without(letter: str) -> str:
    """The button that takes a text away."""
    return _("Leave {name} out").format(name=names.letter(letter))


def only_a_comparison() -> str:
    """What has to be said of a design without chance."""
    return _("This is never called a winner. You see both numbers side by side.")


def labels_help(design: Design) -> str:
    """What names in a file are good for."""
    if design is Design.TWO_LINKS:
        return _("Name the code of each link, and we find the text in your file. Optional.")
    return _("Name each ad as the platform does, and we find it in your file. Optional.")


def links_help() -> str:
    """How the links of a test are made, and the way back."""
    return _("Make one for each text, with its name in the third field. This test stays here.")


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
    told = _("{whose} had {visits} a day lately.")
    if found.stale:
        told = _("{whose} had {visits} a day by a file that is old.")
    told = told.format(whose=whose, visits=visits)
    return told if found.rate is None else f"{told} {_bought(found, found.rate)}"


def _bought(found: Traffic, rate: float) -> str:
    """How many bought, what that counts, and why it is not the rate of the first page."""
    base = numbers.base_of([rate])
    said = _(
        "In the statistics of {days}, {count} of {base} visits paid; each product counts there, so"
        " it lies above the payment rate on Today."
    )
    return said.format(
        days=formats.count(found.days, "days"),
        count=formats.number(rate * base, 1),
        base=formats.number(base),
    )


def outlook_needs(draft: Draft) -> str:
    """What is missing before anybody can say what a test finds."""
    if draft.design is Design.BEFORE_AFTER:
        return _("A comparison finds no winner, however long it takes.")
    if draft.design is Design.TWO_LINKS:
        return _("Chance does not decide who sees which link, so no time is long enough to know.")
    if len(draft.versions) < 2:  # noqa: PLR2004
        return _("Add a second text, and you hear what can be found out.")
    return _("Fill in both numbers, and you hear what can be found out.")


def no_past_days() -> str:
    """Where results of days that are over belong."""
    return _("A test begins today or later. Results you have already go into the library.")


def begins_in_past() -> str:
    """That a day to begin with is over."""
    return _("This day is over. Choose today or a later one.")


def take_days(days: int) -> str:
    """The button that makes a test longer."""
    return _("Make it {days}").format(days=formats.count(days, "days"))


def summary(draft: Draft, today: date, divided_: int | None) -> Sequence[tuple[str, str]]:
    """A plan in few lines: a name and what it says."""
    first = draft.first_day or today
    period = Period(first, first + timedelta(days=draft.days - 1))
    visitors = draft.visitors if divided_ is None else divided_
    people = [
        (_("Goes to"), formats.count(divided_, "people"))
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
        *_held_out(draft),
    )


def _held_out(draft: Draft) -> Sequence[tuple[str, str]]:
    """The part of a list that gets no message."""
    weight = sum(draft.shares.values())
    if draft.design is not Design.LIST_SPLIT or not draft.hold_out or not weight:
        return ()
    percent = lists.percent_of_list(round(100 * draft.hold_out / weight))
    return ((_("Held back"), percent),)


def _expected(draft: Draft, visitors: int | None) -> str:
    if not visitors:
        return _("Not said")
    if draft.design is Design.LIST_SPLIT:
        return formats.count(visitors, "people")
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


def headings(test: CopyTest) -> tuple[str, ...]:
    """What the columns of a table of counts are called, in the grid and in the hint.

    ``core.services.copy_test_headings`` understands each of them, in every language.
    """
    names_ = ("shown", "reacted", "won")[: 3 if test.draft.response is Response.REVENUE else 2]
    return (_("Version"), *(measure(test.draft, one) for one in names_))


def columns_of(test: CopyTest) -> str:
    """Which columns a pasted table or a file has to have."""
    return _("Columns: {columns}. A day in front if you have it.").format(
        columns=" · ".join(headings(test))
    )


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


def kept(skipped: Sequence[Issue]) -> str:
    """The same of a table, with the lines that were left out."""
    return f"{counted()} {importing.issues(skipped)}" if skipped else counted()
