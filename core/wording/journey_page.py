"""The charts of 고객 여정 in words, and the notes about its days."""

from collections.abc import Mapping

from core.analysis.journey import COUNTS, Revenue, Stage, Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.journey_only import By, Part
from core.services.journey_tactics import Doing
from core.services.journey_view import Journey, StageView
from core.services.today import Compare
from core.terms import Evidence
from core.verdicts.journey import Called
from core.wording import metrics
from core.wording.journey import COUNTED, FEW, MANY, METRIC, side, step
from core.wording.message import Message


def part(one: Part) -> str:
    """A part of the way, and what it is."""
    kinds = {
        By.CHANNEL: _("Channel: {name}"),
        By.PRODUCT: _("Product: {name}"),
        By.DEVICE: _("Device: {name}"),
    }
    devices = {"pc": _("Computer"), "mobile": _("Phone")}
    name = devices[one.name] if one.only.by is By.DEVICE else one.name
    return kinds[one.only.by].format(name=name)


def lost() -> str:
    """What the address asks for is in no file."""
    return _("The part you chose is in no file, so you see everything.")


def compared(view: Journey, compare: Compare | None) -> str:
    """Which days are looked at, and with which they are compared."""
    period = formats.period(view.period)
    if compare is None:
        return _("{period} · compared with nothing").format(period=period)
    if view.before is None:
        return _("{period} · nothing earlier to compare with").format(period=period)
    text = (
        _("{period} · compared with a year earlier, {before}")
        if compare is Compare.LAST_YEAR
        else _("{period} · compared with {before}")
    )
    return text.format(period=period, before=formats.period(view.before))


def notes(view: Journey) -> list[str]:
    """What has to be said about the days and the malls."""
    lines = _counted(view)
    if view.is_elsewhere:
        lines.append(_("Visits of this mall are not known: statistics tell of SmartStore only."))
    if view.joined is not None:
        lines.append(
            _("Visits are those of SmartStore, so they are laid beside its {orders}.").format(
                orders=formats.count(view.joined, "orders")
            )
        )
    if view.is_behind:
        lines.append(_("It ends with the last day whose visits are known."))
    if view.days_left_out:
        lines.append(
            _("{days} without data were left out of the comparison.").format(
                days=formats.count(view.days_left_out, "days")
            )
        )
    if view.shown is not None:
        lines.append(
            _("Ads were shown {times} in these days.").format(
                times=formats.count(view.shown, "times")
            )
        )
    return lines


def _counted(view: Journey) -> list[str]:
    """Of what is told, and how it is counted."""
    lines = []
    if view.part is not None:
        lines += [
            _("Only {part}. Other numbers are not mixed in.").format(part=part(view.part)),
            _("One part at a time: no file tells a channel, a product and a device together."),
        ]
    if view.counts_products:
        lines.append(metrics.per_product())
    if view.is_gross:
        lines.append(_("What it brought is told before refunds."))
    return lines


def targets_title(kept: Mapping[Step, float]) -> str:
    """How many targets there are."""
    if not kept:
        return _("Set a target (optional)")
    told = [f"{step(one)} {formats.rate(share, 1)}" for one, share in kept.items()]
    return _("Targets: {targets}").format(targets=" · ".join(told))


def target_label(name: str) -> str:
    """What a target is of, and its unit."""
    return _("{name} (%)").format(name=name)


def target_refused() -> Message:
    """A target that cannot be."""
    return Message(_("A target lies between 0.1 and 99.9%. Nothing was kept."))


def doing(state: Doing) -> str:
    """How far something to try is."""
    return {
        Doing.NOT: _("Not done"),
        Doing.DOING: _("Doing it"),
        Doing.SEEN: _("Effect seen"),
    }[state]


def left_title(view: Journey) -> str:
    """The finding of the side of the visits."""
    first = {one.stage: one for one in view.stages}[Stage.BUY].of_first
    if first is None or view.is_tiny or not first.move.now[1]:
        return _("From a visit to an order")
    per_hundred = first.move.now[0] / first.move.now[1] * 100
    return of_hundred(per_hundred, counts_products=view.counts_products)


def of_hundred(count: float, *, counts_products: bool) -> str:
    """How many orders 100 visits bring, or payments where statistics alone count them."""
    told = formats.number(count, 1)
    if counts_products:
        return _("100 visits bring {payments} payments").format(payments=told)
    return _("Of 100 visits {orders} end in an order").format(orders=told)


def right_title(view: Journey) -> str:
    """The finding of the side of the customers."""
    loyal = {one.stage: one for one in view.stages}[Stage.LOYAL].of_previous
    if loyal is None or view.is_tiny or not loyal.move.now[1] or loyal.move.now[1] < FEW:
        return _("From an order to a regular")
    share = formats.number(loyal.move.now[0] / loyal.move.now[1] * 100)
    return _("Of 100 new customers {count} come again").format(count=share)


def split_title(found: Revenue, called: Called | None) -> str:
    """The finding of the split of revenue; none as long as nobody can tell what is usual."""
    driver = found.driver
    if driver is None:
        return _("Net revenue is the same")
    if driver.step is not Step.ORDER_VALUE and (called is None or called.level is Evidence.EARLY):
        return _("How the two periods differ")
    if found.now < found.before:
        return _("{part} pulled net revenue down most").format(part=step(driver.step))
    return _("{part} pushed net revenue up most").format(part=step(driver.step))


def factor(code: Step, before: float, now: float) -> str:
    """A factor of revenue with its value before and now."""
    if code in COUNTS or code is Step.ORDER_VALUE:
        was, is_now = (metrics.value(METRIC[code], value) for value in (before, now))
    else:
        was, is_now = (side(code, (value * MANY, MANY)) for value in (before, now))
    return _("{name} {before} → {now}").format(name=step(code), before=was, now=is_now)


def is_counted(view: StageView) -> bool:
    """Whether the weeks of a stage are counts rather than shares."""
    return view.stage is Stage.REACH or (view.stage is Stage.BUY and view.of_first is None)


def trend_name(view: StageView) -> str:
    """What the weeks of a stage tell."""
    names = {Stage.LOOK: "look_rate", Stage.BUY: "pay_rate"}
    counted = COUNTED[view.stage]
    return metrics.words(counted if is_counted(view) else names.get(view.stage, counted)).name


def trend_value(view: StageView, value: float | None) -> str:
    """One of the weeks as it is written."""
    if value is None:
        return formats.UNKNOWN
    if is_counted(view):
        return formats.count(round(value), view.unit)
    return formats.rate(value, 1)


def trend_form(view: StageView) -> str:
    """How an axis writes it."""
    if is_counted(view):
        return ",.0f"
    return ".1%" if view.stage is Stage.BUY else ".0%"
