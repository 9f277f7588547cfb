"""What is concluded about the way from a visit to a regular, and what may be tried."""

from dataclasses import dataclass
from typing import Final

from core.analysis.journey import Stage, Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions_rows import Proposal, Said
from core.services.journey_only import By
from core.services.journey_view import Journey
from core.terms import Evidence
from core.verdicts.actions import JourneyStage
from core.verdicts.journey import Called, Conclusion, Loss, Say, Tactic
from core.wording import journey, journey_finder, verdicts
from core.wording import journey_tactics as tactics
from core.wording import verdicts_data as lacking
from core.wording.journey import Names

tactic: Final = tactics.tactic
"""Something to try, as one sentence."""


@dataclass(frozen=True, slots=True)
class ConclusionWords:
    """The conclusion card: what to think, why, what to do, and how sure that is."""

    headline: str
    reason: str
    badge: str
    numbers: tuple[tuple[str, str, str | None], ...]
    todo: str
    why: tuple[str, ...]
    wants_upload: bool


def conclusion(view: Journey, found: Conclusion, names: Names) -> ConclusionWords:
    """The first thing that is said."""
    called = {one.move.step: one for one in _all(view)}
    return ConclusionWords(
        _headline(found, names),
        _reason(view, found, names, called),
        verdicts.evidence(found.level),
        _numbers(view, found, called),
        _todo(found),
        tuple(_why(view, found, called)),
        found.say not in {Say.BOTTLENECK, Say.ALONE},
    )


def _all(view: Journey) -> list[Called]:
    return [
        called
        for one in view.stages
        for called in (one.of_previous, one.of_first, one.change)
        if called is not None
    ]


def _headline(found: Conclusion, names: Names) -> str:
    if found.worst is not None:
        name = journey.stage(found.worst.step.stage, names)
        if found.level is Evidence.KNOWN:
            return _("Mend the stage “{stage}” first.").format(stage=name)
        return _("Look at the stage “{stage}” first.").format(stage=name)
    return {
        Say.STALE: lacking.new_file(),
        Say.STEADY: _("Carry on as you do."),
        Say.ALONE: _("Choose days to compare with."),
    }.get(found.say, lacking.early())


def _reason(view: Journey, found: Conclusion, names: Names, called: dict[Step, Called]) -> str:
    if found.worst is not None:
        return _lost(found, found.worst, names, called)
    return {
        Say.STALE: lacking.stale(view.days_old),
        Say.TOO_FEW: lacking.too_few(view.orders_total, found.missing),
        Say.ALONE: _("Then you can see which stage is weaker than it usually is."),
        Say.TOO_EARLY: lacking.too_early(found.history, found.missing),
    }.get(found.say, _("No stage is weaker than it usually is."))


def _lost(found: Conclusion, worst: Loss, names: Names, called: dict[Step, Called]) -> str:
    if worst.target is not None:
        return _below(found, worst, names, called)
    one = called[worst.step]
    now, before = one.move.now, one.move.before or one.move.now
    sure = found.level is Evidence.KNOWN
    text = (
        _("{what} fell from {before} to {now}. That is about {won} a month.")
        if sure
        else _("{what} seems weaker: {before}, then {now}. That would be about {won} a month.")
    )
    told = text.format(
        what=journey.step(worst.step),
        before=journey.side(worst.step, before),
        now=journey.side(worst.step, now),
        won=formats.won_short(abs(worst.won)),
    )
    return _and_second(told, found, names)


def _below(found: Conclusion, worst: Loss, names: Names, called: dict[Step, Called]) -> str:
    """How far a stage lies below what the seller wants."""
    text = (
        _("{what} is {now}, below your target of {target}. That is about {won} a month.")
        if found.level is Evidence.KNOWN
        else _("{what} is {now} and seems below your target of {target}: about {won} a month.")
    )
    told = text.format(
        what=journey.step(worst.step),
        now=journey.side(worst.step, called[worst.step].move.now),
        target=formats.rate(worst.target, 1),
        won=formats.won_short(abs(worst.won)),
    )
    return _and_second(told, found, names)


def _and_second(told: str, found: Conclusion, names: Names) -> str:
    if found.second is None:
        return told
    return f"{told} " + _("Next comes “{stage}” with about {won} a month.").format(
        stage=journey.stage(found.second.step.stage, names),
        won=formats.won_short(abs(found.second.won)),
    )


def _numbers(
    view: Journey, found: Conclusion, called: dict[Step, Called]
) -> tuple[tuple[str, str, str | None], ...]:
    wanted = [one.step for one in (found.worst, found.second) if one is not None]
    if found.say is Say.STEADY:
        wanted += [Step.PAY_RATE, Step.SECOND_RATE]
    wanted += [Step.VISITS, Step.ORDERS]
    counts = found.say in {Say.TOO_FEW, Say.STALE} or view.is_tiny
    steps = [step for step in dict.fromkeys(wanted) if step in called]
    if counts:
        steps = [step for step in steps if called[step].move.now[1] is None]
    return tuple(
        (
            journey.step(step),
            journey.side(step, called[step].move.now),
            None if (before := called[step].move.before) is None else journey.side(step, before),
        )
        for step in steps[:2]
    )


def _todo(found: Conclusion) -> str:
    if found.tactics:
        return _tried(found)
    return {
        Say.STALE: lacking.download(),
        Say.TOO_EARLY: lacking.add_earlier(),
        Say.STEADY: _("Upload a new order file next Monday."),
        Say.ALONE: _("Press “The days before” above."),
    }.get(found.say, lacking.collect())


def _tried(found: Conclusion) -> str:
    """What to try first. Calling old customers back is no answer to buying without its reason."""
    first = tactic(found.tactics[0])
    at_buying = found.worst is not None and found.worst.step.stage is Stage.BUY
    if found.tactics[0] is not Tactic.REMIND or not at_buying:
        return first
    return _("Mostly those who bought before buy less.") + " " + first


def _why(view: Journey, found: Conclusion, called: dict[Step, Called]) -> list[str]:
    lines = []
    if view.before is not None:
        lines.append(
            _("We compared {period} with {before}.").format(
                period=formats.period(view.period), before=formats.period(view.before)
            )
        )
    if found.worst is not None:
        bounds = journey.bounds(called[found.worst.step].move)
        lines += [bounds] if bounds else []
        lines += _because(view) if found.worst.step.stage is Stage.BUY else []
        lines.append(
            _("We looked at {steps} at once and allowed for chance finds.").format(
                steps=formats.count(len(called), "changes")
            )
        )
    lines.append(_("It could be wrong if a holiday or a sale fell into only one of the periods."))
    return lines


def _because(view: Journey) -> list[str]:
    """Which group explains most that fewer visits end in an order."""
    told = [(one, one.explained) for one in view.finds if one.explained]
    if not told:
        return []
    best = max(told, key=lambda pair: pair[1].telling)
    line = journey_finder.most(*best)
    return [f"{journey_finder.by(best[0].by)}: {line}"] if line else []


_STAGES: Final = {
    Stage.REACH: JourneyStage.REACH,
    Stage.LOOK: JourneyStage.CONSIDER,
    Stage.BUY: JourneyStage.BUY,
    Stage.AFTER: JourneyStage.AFTER,
    Stage.LOYAL: JourneyStage.LOYAL,
}


def proposal(view: Journey, found: Conclusion, code: Tactic, names: Names) -> Proposal | None:
    """What the notes keep of something to try; None where no stage is weak."""
    worst = found.worst
    if worst is None:
        return None
    words = conclusion(view, found, names)
    move = {one.move.step: one.move for one in _all(view)}[worst.step]
    aim = _aim(view, worst.step)
    if aim is None:
        return None
    metric, about = aim
    return Proposal(
        ".".join(["journey", worst.step.stage, code, *map(str, about.values())]),
        {
            **about,
            "evidence": [[journey.METRIC[worst.step], move.value, move.value_before]],
            "level": found.level,
            "probability": worst.probability,
            "money_month": worst.won,
            "data_asof": view.period.last if view.period else None,
        },
        metric,
        "journey",
        Said(tactic(code), f"{words.headline} {words.reason}"),
        _STAGES[worst.step.stage],
    )


def _aim(view: Journey, step: Step) -> tuple[str, dict[str, object]] | None:
    """The number that should move, and of what; None where none is counted of a part."""
    part = view.part
    if part is None:
        return journey.METRIC[step], {}
    if part.product is not None:
        return "product_orders", {"product_id": part.product}
    if part.only.by is By.CHANNEL:
        metric = "channel_visits" if step is Step.VISITS else "channel_rate"
        return metric, {"channel": part.only.key}
    return None


def loss(found: Loss) -> str:
    """What a step costs or brings in a month."""
    return formats.won_change(found.won)


def loss_origin(view: Journey) -> list[tuple[str, str]]:
    """How the won of a month are computed, and from what."""
    return [
        (_("Meaning"), _("What each step brought more or less than in the period before.")),
        (
            _("Formula"),
            _("Parts of the revenue change, by logarithms, as of 30 days"),
        ),
        (
            journey.step(Step.KEPT_RATE),
            _("Change of the share × lines a day × 30 × won per line"),
        ),
        (
            journey.step(Step.SECOND_RATE),
            _("Change of the share × new customers a day × 30 × won per order"),
        ),
        (_("Period"), formats.period(view.period)),
        (_("Compared with"), formats.period(view.before)),
        (_("Files"), journey.files(_files(view))),
    ]


def _files(view: Journey) -> list[str]:
    return list(dict.fromkeys(name for one in view.stages for name in one.files))


def conclusion_origin(view: Journey) -> list[tuple[str, str]]:
    """Where the numbers of the conclusion come from."""
    found = view.conclusion
    worst = found.worst.step.stage if found and found.worst else Stage.BUY
    return journey.origin({one.stage: one for one in view.stages}[worst])


def stage_of(found: Loss, names: Names) -> str:
    """The stage and what is examined of it."""
    name = journey.step(found.step)
    if found.target is not None:
        name = _("{name}, against your target").format(name=name)
    if found.step is Step.ORDER_VALUE:
        return name
    return f"{journey.stage(Stage(found.step.stage), names)} · {name}"
