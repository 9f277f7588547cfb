"""The numbers of a report as they are written."""

from dataclasses import dataclass

from core.i18n import formats
from core.metrics import Unit, metric
from core.services.today_view import Kpi
from core.wording import metrics
from core.wording import today as today_wording


@dataclass(frozen=True, slots=True)
class Number:
    """One of the six numbers: as it is written, and as it is. ``short`` is for little room."""

    metric: str
    name: str
    value: str
    short: str
    before: str
    difference: str
    change: str
    tone: str
    note: str
    now: float | None
    was: float | None
    unit: Unit


def name(metric_id: str) -> str:
    """What a number is called."""
    return metrics.words(metric_id).name


def number(one: Kpi) -> Number:
    """One of the six numbers in words."""
    words = today_wording.kpi(one)
    unit = metric(one.metric).unit
    return Number(
        metric=one.metric,
        name=words.name,
        value=value(one),
        short=words.value if unit is Unit.WON else value(one),
        before=shown(one.metric, one.before, one.trials),
        difference=_difference(one, unit),
        change=words.change,
        tone=words.tone,
        note=words.note,
        now=one.now,
        was=one.before,
        unit=unit,
    )


def value(one: Kpi) -> str:
    """How it is written: won to the last one."""
    if metric(one.metric).unit is Unit.WON:
        return formats.won(one.now if one.now is None else metrics.half_up(one.now))
    return shown(one.metric, one.now, one.trials)


def shown(name: str, value: float | None, trials: int | None = None) -> str:
    """A number; of a rate with a decimal where as many cases allow it, now and before alike."""
    if value is None:
        return formats.UNKNOWN
    unit = metric(name).unit
    if unit is Unit.RATE:
        return formats.rate(value, _digits(name, trials))
    if unit is Unit.WON:
        return formats.won(metrics.half_up(value))
    return metrics.value(name, value)


def _digits(name: str, trials: int | None) -> int:
    """Decimals of a rate; one of a few in a hundred needs its own to be seen moving."""
    return 1 if (trials or 0) >= formats.PRECISE_FROM or name == "pay_rate" else 0


def _difference(one: Kpi, unit: Unit) -> str:
    if one.now is None or one.before is None:
        return formats.UNKNOWN
    moved = one.now - one.before
    if unit is Unit.RATE:
        return _points(moved, _digits(one.metric, one.trials))
    if unit is Unit.WON:
        return formats.won_change(metrics.half_up(moved))
    return formats.change(metrics.half_up(moved), unit.value)


def _points(moved: float, digits: int) -> str:
    """A difference of two rates, as precise as they are."""
    if digits:
        return formats.rate_points(moved)
    return formats.rate_points(float(formats.rounded(moved, 2))).replace(".0%p", "%p")
