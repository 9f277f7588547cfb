"""The lists of 오늘 in words: what to do, what the newest files brought, and the way in short."""

from dataclasses import dataclass

from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_view import FILES
from core.services.today import NewRows, Overview, Since, StageCount
from core.services.todo import Todo, TodoKind
from core.terms import DataSet, Evidence
from core.wording import exports, journey
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
    data = exports.data_set(one.data) if one.data else ""
    return {
        TodoKind.NEW_FILE: _("Add a new file: {data}"),
        TodoKind.GAP: _("Fill the days without orders"),
        TodoKind.COPY_TESTS: _("See the results of copy tests ({count})"),
        TodoKind.ACTIONS: _("See whether {changes} helped"),
        TodoKind.CONTENT: _("Publish what is late ({count})"),
        TodoKind.CHECKS: _("Check what prepares a sale"),
        TodoKind.TOUCHPOINTS: _("Look at points of contact ({count})"),
        TodoKind.LOOK_BACK: _("Look back on the week"),
        TodoKind.MISSING_FILE: _("Add a file of a new kind: {data}"),
    }[one.kind].format(
        data=data,
        changes=formats.count(one.count, "changes"),
        count=formats.number(one.count),
    )


def _why(one: Todo) -> str:
    if one.kind is TodoKind.MISSING_FILE:
        return _worth(one.data)
    if one.day is None and one.period is None:
        return _("It was not done yet.")
    return {
        TodoKind.NEW_FILE: _("The newest data are of {day}."),
        TodoKind.GAP: _("No file has {period}."),
        TodoKind.COPY_TESTS: _("Counts up to {day} are enough."),
        TodoKind.ACTIONS: _("The day to look was {day}."),
        TodoKind.CONTENT: _("It was planned for {day}."),
        TodoKind.CHECKS: _("It was last done on {day}."),
        TodoKind.TOUCHPOINTS: _("The oldest look was on {day}."),
        TodoKind.LOOK_BACK: _("You looked back up to {day}."),
    }[one.kind].format(day=formats.day(one.day), period=formats.period(one.period))


def _worth(data: DataSet | None) -> str:
    """What a kind of file would show."""
    return {
        DataSet.ORDERS: _("Then you see revenue, customers and a conclusion."),
        DataSet.SALES: _("Then you see visits and orders per visit."),
        DataSet.PRODUCTS: _("Then you see which product page to mend."),
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
    per_hundred = formats.number(rate.now * 100, 1)
    return _("Of 100 visits {orders} end in an order").format(orders=per_hundred)


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
