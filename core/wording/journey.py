"""The page 고객 여정 in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.analysis.journey import Move, Stage, Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_view import StageView
from core.terms import Evidence
from core.verdicts.journey import Called
from core.wording import exports, metrics

FILES_NAMED: Final = 3
FEW: Final = 30
"""Below so many of the whole, a share is told as a count of a count."""
MANY: Final = 1000
"""From so many on with one decimal."""
SMALL: Final = 0.1
"""Below this share, too."""


class Names(StrEnum):
    """Which words the stages have; the numbers are the same."""

    OURS = "ours"
    CYCLE = "cycle"
    FUNNEL = "funnel"


def stage(code: Stage, names: Names = Names.OURS) -> str:
    """What a stage is called."""
    return {
        Names.OURS: {
            Stage.REACH: _("Found us"),
            Stage.LOOK: _("Had a look"),
            Stage.BUY: _("Bought"),
            Stage.AFTER: _("After the purchase"),
            Stage.LOYAL: _("Regulars"),
        },
        Names.CYCLE: {
            Stage.REACH: _("Reach"),
            Stage.LOOK: _("Acquisition"),
            Stage.BUY: _("Conversion"),
            Stage.AFTER: _("Retention"),
            Stage.LOYAL: _("Loyalty"),
        },
        Names.FUNNEL: {
            Stage.REACH: _("Awareness"),
            Stage.LOOK: _("Consideration"),
            Stage.BUY: _("Decision"),
            Stage.AFTER: _("After the purchase"),
            Stage.LOYAL: _("Return and loyalty"),
        },
    }[names][code]


def names_all(names: Names) -> str:
    """A set of names, one after the other."""
    return " · ".join(stage(one, names) for one in Stage)


def question(code: Stage) -> str:
    """The one question of a stage."""
    return {
        Stage.REACH: _("Did they see us?"),
        Stage.LOOK: _("Did they like to look?"),
        Stage.BUY: _("Did they buy?"),
        Stage.AFTER: _("Did it arrive and please?"),
        Stage.LOYAL: _("Did they come again?"),
    }[code]


METRIC: Final = {
    Step.VISITS: "visits",
    Step.LOOK_RATE: "look_rate",
    Step.BUY_RATE: "buy_rate",
    Step.PAY_RATE: "pay_rate",
    Step.ORDERS: "orders",
    Step.KEPT_RATE: "kept_rate",
    Step.SECOND_RATE: "second_rate",
    Step.ORDER_VALUE: "order_value",
}
"""The metric of a step."""

COUNTED: Final = {
    Stage.REACH: "visits",
    Stage.LOOK: "detail_views",
    Stage.BUY: "orders",
    Stage.AFTER: "kept_rate",
    Stage.LOYAL: "second_rate",
}


def step(code: Step) -> str:
    """What is examined of a stage."""
    return metrics.words(METRIC[code]).name


def side(code: Step, counts: tuple[float, float | None]) -> str:
    """A count or a share as it is written."""
    part, whole = counts
    if whole is None:
        return metrics.value(METRIC[code], part)
    if not whole:
        return formats.UNKNOWN
    if code is Step.LOOK_RATE:
        return _("{count} per 100 visits").format(count=formats.number(part / whole * 100))
    return _share(code, part, whole)


def _share(code: Step, part: float, whole: float) -> str:
    if code is Step.SECOND_RATE:
        return formats.percent(round(part), round(whole))
    if whole < FEW:
        return _("{part} of {whole}").format(part=formats.number(part), whole=formats.number(whole))
    # A rate of a few in a hundred needs its decimal to be seen moving.
    return formats.rate(part / whole, 1 if whole >= MANY or part / whole < SMALL else 0)


def change(called: Called | None) -> str:
    """Whether and how far a step moved, in words."""
    if called is None or called.move.value is None:
        return _("Cannot be worked out yet")
    if called.move.before is None:
        return _("Nothing to compare with yet")
    return _known(called) if called.level is Evidence.KNOWN and called.direction else _hint(called)


def _hint(called: Called) -> str:
    if called.level is Evidence.HINT and called.direction:
        return _("Seems a little higher") if called.direction > 0 else _("Seems a little lower")
    return _("Much as usual") if called.probability is not None else _("Too early to compare")


def _known(called: Called) -> str:
    up, move = called.direction > 0, called.move
    if move.is_relative and move.value_before:
        text = _("▲ {share} up · better") if up else _("▼ {share} down · worse")
        return text.format(share=formats.times_or_percent((move.value or 0.0) / move.value_before))
    text = _("▲ {points} higher · better") if up else _("▼ {points} lower · worse")
    points = abs((move.value or 0.0) - (move.value_before or 0.0))
    return text.format(points=formats.rate_points(points).lstrip("+"))


def tone(called: Called | None) -> str:
    """The colour that repeats the words."""
    if called is None or called.level is not Evidence.KNOWN or not called.direction:
        return "calm"
    return "good" if called.direction > 0 else "bad"


def bounds(move: Move) -> str:
    """Between which bounds the change lies; empty where that cannot be told."""
    if move.low is None or move.high is None:
        return ""
    if move.is_relative:
        low, high = (_relative(bound) for bound in (move.low, move.high))
    else:
        low, high = formats.rate_points(move.low), formats.rate_points(move.high)
    return _("{what}: the change lies between {low} and {high}.").format(
        what=step(move.step), low=low, high=high
    )


def _relative(bound: float) -> str:
    shown = f"{formats.number(abs(bound) * 100)}%"
    return ("+" if bound > 0 else formats.MINUS if bound < 0 else "") + shown


@dataclass(frozen=True, slots=True)
class StageWords:
    """A stage in words: name, count, how it changed, and lines under it."""

    name: str
    value: str
    change: str
    tone: str
    help: str
    lines: tuple[str, ...]
    origin: tuple[tuple[str, str], ...]


def counted(count: int | None, unit: str) -> str:
    """How many a stage has. Lines of orders are told from orders, which another stage counts."""
    told = formats.count(count, unit)
    if count is None or unit != "order_lines":
        return told
    return _("{lines} sold").format(lines=told)


def stage_words(view: StageView, names: Names, *, tiny: bool) -> StageWords:
    """A stage in words. Of a tiny shop no shares are told."""
    judged = view.change or view.of_previous or view.of_first
    told = judged if view.count is not None else None
    return StageWords(
        stage(view.stage, names),
        counted(view.count, view.unit),
        change(told) if view.count is not None else _missing(view),
        tone(told),
        question(view.stage),
        tuple(_lines(view, names, tiny=tiny)),
        (*origin(view), *(() if tiny else _range(view))),
    )


def _missing(view: StageView) -> str:
    return _("No data") if view.needs or view.is_apart else _("Too early to compare")


def _lines(view: StageView, names: Names, *, tiny: bool) -> list[str]:
    lines = []
    if not tiny:
        lines += _shares(view, names)
    if view.needs:
        lines.append(
            _("With the file “{file}” this is filled.").format(file=exports.name(view.needs))
        )
    if view.is_apart:
        lines.append(_("No file tells this apart, so it stays unknown."))
    if view.waiting:
        lines.append(waiting(view))
    return lines


def _shares(view: StageView, names: Names) -> list[str]:
    lines = []
    previous = {
        Stage.LOOK: stage(Stage.REACH, names),
        Stage.BUY: stage(Stage.LOOK, names),
        Stage.AFTER: stage(Stage.BUY, names),
        Stage.LOYAL: stage(Stage.BUY, names),
    }
    for called, name in (
        (view.of_previous, previous.get(view.stage, "")),
        (view.of_first, stage(Stage.REACH, names)),
    ):
        if called is not None and view.count is not None:
            share = side(called.move.step, called.move.now)
            lines.append(_("of “{stage}”: {share}").format(stage=name, share=share))
    return lines


def _range(view: StageView) -> tuple[tuple[str, str], ...]:
    judged = view.change or view.of_previous or view.of_first
    known = bounds(judged.move) if judged is not None and view.count is not None else ""
    return ((_("How far it changed"), known),) if known else ()


def waiting(view: StageView) -> str:
    """What is too young to tell and left out."""
    if view.stage is Stage.LOYAL:
        return _("{count} who came first less than 90 days ago are still waited for.").format(
            count=formats.count(view.waiting, "buyers")
        )
    return _("{count} younger than 14 days are still waited for.").format(
        count=formats.count(view.waiting, "order_lines")
    )


def origin(view: StageView) -> list[tuple[str, str]]:
    """Where the numbers of a stage come from: pairs of a heading and its text."""
    steps = [one.move.step for one in (view.change, view.of_previous, view.of_first) if one]
    ids = dict.fromkeys([COUNTED[view.stage], *(METRIC[one] for one in steps)])
    lines = []
    for name in ids:
        words = metrics.words(name)
        lines.append((words.name, f"{words.definition} ({words.formula})"))
    for one in (view.change, view.of_previous, view.of_first):
        if one is not None and one.move.before is not None:
            now, before = (side(one.move.step, it) for it in (one.move.now, one.move.before))
            lines.append((step(one.move.step), _pair(before, now)))
    lines.append((_("Period"), formats.period(view.period)))
    lines.append((_("Files"), files(view.files)))
    if view.waiting:
        lines.append((_("Rows left out"), waiting(view)))
    return lines


def _pair(before: str, now: str) -> str:
    return f"{before} → {now}"


def files(names: Sequence[str]) -> str:
    """Some file names, the first ones in full."""
    shown = ", ".join(names[:FILES_NAMED])
    more = len(names) - FILES_NAMED
    if more > 0:
        return _("{files} and {more} more").format(files=shown, more=formats.count(more, "files"))
    return shown or formats.UNKNOWN
