"""The lists of 오늘 in words: what to do, what the newest files brought, and the way in short."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_view import FILES
from core.services.today import NewRows, Overview, Since, StageCount
from core.services.todo import Todo, TodoKind
from core.terms import DataSet, Evidence
from core.wording import copy_page_tags, exports, journey, journey_page
from core.wording.today_origins import files


@dataclass(frozen=True, slots=True)
class TodoWords:
    """One thing to do: what, and why now."""

    what: str
    why: str


def todo(one: Todo) -> TodoWords:
    """A thing to do in words."""
    return TodoWords(_what(one), _why(one))


def progress(done: int, of: int) -> str:
    """How much of the list is done."""
    if done == of:
        return _("All done for today.")
    return _("{done} of {of} done").format(done=formats.number(done), of=formats.number(of))


def put_off(count: int) -> str:
    """How many conclusions were put off for the day."""
    return _("Put off for today: {count}").format(count=formats.number(count))


def _what(one: Todo) -> str:
    if one.test is not None:
        return _of_test(one)
    data = exports.data_set(one.data) if one.data else ""
    return {
        TodoKind.COMPLAINTS: _("Look after complaints that are late ({count})"),
        TodoKind.REVIEWS: _("Answer bad reviews and remarks ({count})"),
        TodoKind.QUESTIONS: _("Answer questions about products ({count})"),
        TodoKind.UNSENT: _unsent(one),
        TodoKind.CARE: _("Look after the orders of today ({count})"),
        TodoKind.RECHECKS: _("Ask once more whether all is well ({count})"),
        TodoKind.CARE_RATE: _("Look after more of the orders that arrive"),
        TodoKind.NEW_FILE: _("Add a new file: {data}"),
        TodoKind.GAP: _("Fill the days without orders"),
        TodoKind.COPY_TESTS: _("See the results of copy tests ({count})"),
        TodoKind.COPY_COUNTS: _("Enter the counts of copy tests that are over ({count})"),
        TodoKind.ACTIONS: _("See whether {changes} helped"),
        TodoKind.CONTENT: _("Publish what is late ({count})"),
        TodoKind.OFFERS: _("Put offers right that differ between channels ({count})"),
        TodoKind.CHECKS: _("Check what prepares a sale"),
        TodoKind.TOUCHPOINTS: _("Look at points of contact ({count})"),
        TodoKind.LOOK_BACK: _("Look back on the week"),
        TodoKind.MISSING_FILE: _("Add a file of a new kind: {data}"),
    }[one.kind].format(
        data=data,
        changes=formats.count(one.count, "changes"),
        count=formats.number(one.count),
    )


def _of_test(one: Todo) -> str:
    """What a running copy test asks for."""
    said = {
        TodoKind.COPY_TURN: _("Show {texts} today: {test}"),
        TodoKind.COPY_SWITCH: _("Show {texts} from today on: {test}"),
        TodoKind.COPY_SEND: _("Send {texts} today: {test}"),
        TodoKind.COPY_MISSING: _("Enter the counts of {days}: {test}"),
    }[one.kind]
    return said.format(
        texts=" · ".join(map(copy_page_tags.letter, one.letters)),
        days=formats.count(one.count, "days"),
        test=one.name if len(one.name) <= _LONGEST else f"{one.name[:_LONGEST]}…",
    )


_LONGEST = 24
"""Letters of the name of a test."""


def _why(one: Todo) -> str:
    if one.kind is TodoKind.MISSING_FILE:
        return _worth(one.data)
    if one.kind in {TodoKind.CARE, TodoKind.CARE_RATE}:
        return _of_care(one)
    if one.day is None and one.period is None:
        return _("It was not done yet.")
    return {
        TodoKind.COMPLAINTS: _("The oldest came in on {day}."),
        TodoKind.REVIEWS: _("The oldest has waited since {day}."),
        TodoKind.QUESTIONS: _("The oldest is of {day}. Answered already? Add a new file."),
        TodoKind.UNSENT: _why_unsent(one),
        TodoKind.RECHECKS: _("The oldest complaint was solved on {day}."),
        TodoKind.NEW_FILE: _("The newest data are of {day}."),
        TodoKind.GAP: _("No file has {period}."),
        TodoKind.COPY_TESTS: _("Counts up to {day} are enough."),
        TodoKind.COPY_COUNTS: _("Its last day was {day}."),
        TodoKind.COPY_TURN: _("The texts of this test take turns by day."),
        TodoKind.COPY_SWITCH: _("In this test one text follows the other."),
        TodoKind.COPY_SEND: _("The test begins today. Send all parts at the same time."),
        TodoKind.COPY_MISSING: _("They are missing from {day} on."),
        TodoKind.ACTIONS: _("The day to look was {day}."),
        TodoKind.CONTENT: _("It was planned for {day}."),
        TodoKind.OFFERS: _("The first of them began or ended on {day}."),
        TodoKind.CHECKS: _("It was last done on {day}."),
        TodoKind.TOUCHPOINTS: _("The oldest look was on {day}."),
        TodoKind.LOOK_BACK: _("You looked back up to {day}."),
    }[one.kind].format(day=formats.day(one.day), period=formats.period(one.period))


def _unsent(one: Todo) -> str:
    """Which orders are to be sent: those of today are not called late."""
    if one.last == one.count:
        return _("Send the orders that have to leave today ({count})")
    if one.last:
        return _("Send the orders that are due to leave ({count})")
    return _("Send the orders that should have left ({count})")


def _why_unsent(one: Todo) -> str:
    if one.last == one.count:
        return _("Today is their last day. Sent already? Add a new file.")
    if one.last:
        said = _(
            "Past their last day: {late}, today at the latest: {today}. "
            "Sent already? Add a new file."
        )
        return said.format(
            late=formats.count(one.count - one.last, "orders"),
            today=formats.count(one.last, "orders"),
        )
    return _("The first should have left on {day}. Sent already? Add a new file.")


def _of_care(one: Todo) -> str:
    """Why somebody is to be looked after now."""
    if one.kind is TodoKind.CARE_RATE:
        return _("Two weeks in a row less than half of them were looked after.")
    if one.last:
        return _("For {count} of them today is the last day.").format(
            count=formats.number(one.last)
        )
    return _("Their day has come.")


def _worth(data: DataSet | None) -> str:
    """What a kind of file would show."""
    return {
        DataSet.ORDERS: _("Then you see revenue, customers and a conclusion."),
        DataSet.SALES: _("Then you see visits and orders per visit."),
        DataSet.PRODUCTS: _("Then you see which product page to mend."),
        DataSet.REVIEWS: _("Then you see what bothers customers, and who waits for a reply."),
    }.get(data or DataSet.TRAFFIC, _("Then you see where visits come from."))


def since(news: Since) -> list[str]:
    """What the newest files brought, in up to five lines."""
    lines = [
        _("Last files: {files}, {moment}.").format(
            files=files(news.files, 1), moment=formats.moment(news.at)
        )
    ]
    new, changed = (
        [(one, count) for one, count in counts if count]
        for counts in (
            [(one, one.new) for one in news.kinds],
            [(one, one.changed) for one in news.kinds],
        )
    )
    if new:
        lines.append(_("New: {rows}.").format(rows=_rows(new)))
    if changed:
        lines.append(_("Changed: {rows}.").format(rows=_rows(changed)))
    refused = sum(one.refused for one in news.kinds)
    if refused:
        lines.append(_("{count} could not be read.").format(count=formats.count(refused, "rows")))
    if news.net or news.visits:
        lines.append(_effect(news))
    return lines


def _rows(counted: list[tuple[NewRows, int]]) -> str:
    return " · ".join(f"{_kind(one)} {formats.count(count, 'lines')}" for one, count in counted)


def _kind(one: NewRows) -> str:
    if one.is_of_claims:
        return _("Cancellations, returns, exchanges")
    return _("Typed by hand") if one.is_typed else exports.data_set(one.data_set)


def _effect(news: Since) -> str:
    told = []
    if news.net:
        told.append(_("Net revenue changed by {won}.").format(won=formats.won_change(news.net)))
    if news.visits:
        visits = formats.change(news.visits, "visits")
        told.append(_("Visits changed by {visits}.").format(visits=visits))
    return " ".join(told)


def way_title(view: Overview) -> str:
    """The finding of the way in short."""
    rate = next((one for one in view.kpis if one.metric == "pay_rate"), None)
    if rate is None or rate.now is None:
        return _("Customer journey")
    return journey_page.of_hundred(rate.now * 100, counts_products=rate.counts_products)


def stage(one: StageCount, *, tiny: bool) -> str:
    """A stage with its count and its share of the stage before."""
    name = journey.stage(one.stage)
    if one.count is None:
        lacks = one.needs is not None
        return f"{name} · {_('No data') if lacks else _('Too early to compare')}"
    text = f"{name} · {journey.counted(one.count, one.unit)}"
    called = one.called
    if tiny or called is None or called.move.now[1] is None:
        return text
    return f"{text} · {journey.side(called.move.step, called.move.now)}"


def changes(view: Overview) -> list[str]:
    """The stages that are known to have changed."""
    return [
        _("{stage}: {change}").format(
            stage=journey.stage(one.stage), change=journey.change(one.called)
        )
        for one in view.stages
        if one.called is not None and one.called.level is Evidence.KNOWN and one.called.direction
    ]


def stages_lacking(view: Overview) -> str:
    """Which file fills the first stage that is empty; empty where none is."""
    needs = next((one.needs for one in view.stages if one.needs), None)
    if needs is None or needs not in FILES.values():
        return ""
    return _("With the file “{file}” this is filled.").format(file=exports.name(needs))
