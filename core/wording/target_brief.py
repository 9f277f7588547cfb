"""A brief for advertisements, as a text to hand on."""

from collections.abc import Iterator

from core.analysis.target import Dimension
from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_brief import Brief, Side
from core.terms import Period
from core.verdicts.target import LEAST_CASES
from core.wording import target_names as names
from core.wording import target_personas, target_when

_ORDER = (
    Dimension.GENDER_AGE, Dimension.AGE, Dimension.GENDER, Dimension.REGION, Dimension.DEVICE,
)  # fmt: skip


def text(brief: Brief) -> str:
    """The whole brief: whom the shop means, who buys, when, and what is not known."""
    parts = [part for part in (_meant(brief), _actual(brief), _when(brief), _sold(brief)) if part]
    parts.append(_unknown(brief))
    return "\n\n".join(part for part in parts if part)


def _headed(head: str, lines: list[str], days: Period | None = None) -> str:
    """Some lines below what they are about, beside it the days of which all of them tell."""
    over = f"[{head}]" if days is None else f"[{head}] {formats.period(days)}"
    return "\n".join([over, *(f"- {line}" for line in lines)]) if lines else ""


def _meant(brief: Brief) -> str:
    one = brief.persona
    if one is None:
        return ""
    lines = [one.sentence] if one.sentence else []
    lines += [f"{name}: {told}" for name, told in target_personas.lines(one)]
    return _headed(_("Whom we mean"), list(dict.fromkeys(lines)))


def _actual(brief: Brief) -> str:
    return _headed(_("Who buys"), list(_sides(brief)))


def _sides(brief: Brief) -> Iterator[str]:
    for dimension in _ORDER:
        side = brief.sides.get(dimension)
        if side is None or (dimension in _PARTS and Dimension.GENDER_AGE in brief.sides):
            continue
        yield _side(dimension, side)


_PARTS = (Dimension.AGE, Dimension.GENDER)
"""Told already where both are told together."""


def _side(dimension: Dimension, side: Side) -> str:
    actual = side.actual
    cases = names.more(actual.counting, actual.counts.cases)
    if not side.shares:
        return _("{dimension}: too few to say ({cases}; it takes {least})").format(
            dimension=names.dimension(dimension), cases=cases, least=formats.number(LEAST_CASES)
        )
    shares = ", ".join(
        f"{names.value(dimension, one.value)} {formats.rate(one.part, 0)}" for one in side.shares
    )
    return _("{dimension}: {shares} ({cases}, {days})").format(
        dimension=names.dimension(dimension), shares=shares, cases=cases,
        days=formats.period(actual.period),
    )  # fmt: skip


def _when(brief: Brief) -> str:
    view = brief.when
    if view is None:
        return ""
    lines, named = [target_when.headline(view)], []
    if view.day is not None and view.day.is_sure:
        named.append((target_when.weekday(view.day.first), formats.rate(view.day.share, 0)))
    if view.hours is not None and view.hours.is_sure:
        named.append((target_when.hours(view.hours.first), formats.rate(view.hours.share, 0)))
    if len(named) == 1:
        # The line above names it already.
        lines.append(_("{share} of all orders").format(share=named[0][1]))
    elif named:
        lines.append(", ".join(f"{when} {share}" for when, share in named))
    return _headed(_("When they buy it"), lines, view.period)


def _sold(brief: Brief) -> str:
    if brief.sold is None:
        return ""
    lines = [
        _("{name}: {share} of net sales").format(name=one.name, share=formats.rate(one.part, 0))
        for one in brief.products
    ]
    return _headed(_("What sells most"), lines, brief.sold)


def _unknown(brief: Brief) -> str:
    lines = []
    if brief.persona is None:
        lines.append(_("Whom the shop means: no persona has been written down"))
    if not any(one in brief.sides for one in (Dimension.GENDER_AGE, *_PARTS)):
        lines.append(_("Age and gender: no statistics file tells them"))
    if Dimension.REGION not in brief.sides:
        lines.append(_("Region: no order file tells it"))
    return _headed(_("Not known"), lines)
