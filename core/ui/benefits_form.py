"""The form of a benefit: what it is, what it costs, for whom alone, and on which days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import benefits as services
from core.services.benefits import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MOST_COST,
    MOST_DAYS,
    Benefit,
    BenefitRefused,
    Kind,
)
from core.services.opening import OpenShop
from core.ui import keeping, session, voice_said
from core.ui.actions_forms import FIELD, seen
from core.ui.text import plain
from core.wording import benefits as wording

_KEY: Final = "benefits.form"
_CircleOf = tuple[str, int] | None
"""A tier or a group by its number; None for everybody."""


@dataclass(frozen=True, slots=True)
class Circles:
    """For whom a benefit may be alone: the names of tiers and of groups by their numbers."""

    tiers: Mapping[int, str]
    groups: Mapping[int, str]


def run(change: Callable[[], object]) -> bool:
    """Do something with benefits; what was wrong is said when the page is drawn next."""
    try:
        return voice_said.run(change)
    except BenefitRefused as refused:
        voice_said.wrong(wording.refused(refused.problem))
        return False


def new(shop: OpenShop, circles: Circles) -> None:
    """Write one of one's own; fields are empty again once it is kept."""
    with st.form(f"{_KEY}.new", border=False, clear_on_submit=True):
        one = _fields(Benefit("", Kind.CARD), circles)
        if not st.form_submit_button(_("Take it into use"), key=f"{_KEY}.add"):
            return
    made: list[Benefit] = []
    if run(lambda: made.append(services.add(shop, one, session.now()))):
        voice_said.say(
            _("In use now: {name}. Look at its cost.").format(name=made[0].name),
            lambda: services.delete(shop, made[0], session.now()),
        )
    st.rerun()


def change(shop: OpenShop, one: Benefit, circles: Circles) -> None:
    """Change all that a benefit says, take its last change back, or throw it away."""
    version = seen(f"{_KEY}.{one.number}", one.version)
    with st.form(f"{_KEY}.{one.number}.form", border=False):
        wanted = _fields(replace(one, version=version), circles)
        sent = st.form_submit_button(_("Save"), key=f"{_KEY}.save.{one.number}")
    if sent:
        if run(lambda: services.change(shop, wanted, session.now())):
            voice_said.say(
                _("Changed."), partial(services.undo, shop, one.number, wanted.version + 1)
            )
        st.rerun()
    if one.undoable:
        st.button(
            _("Undo the last change"), key=f"{_KEY}.undo.{one.number}", icon=":material/undo:",
            type="tertiary", on_click=keeping.do,
            args=(partial(services.undo, shop, one.number, one.version),),
        )  # fmt: skip
    keeping.away(lambda: services.delete(shop, one, session.now()), f"{_KEY}.delete.{one.number}")


def _fields(one: Benefit, circles: Circles) -> Benefit:
    key = f"{FIELD}{_KEY}.{one.id or 'new'}"
    name = st.text_input(
        _("Name of the benefit"), one.name, key=f"{key}.name", max_chars=LONGEST_NAME
    )
    kinds = list(Kind)
    kind = st.selectbox(
        _("What is it?"), kinds, kinds.index(one.kind), format_func=wording.kind, key=f"{key}.kind"
    )
    cost = st.number_input(
        _("Cost of one in won"), 0, MOST_COST, one.cost, step=100, key=f"{key}.cost",
        placeholder=_("not known"),
    )  # fmt: skip
    circle = _circle(one, circles, key)
    with st.container(horizontal=True, gap="small"):
        first = st.date_input(
            _("From (empty for no bound)"), one.first, key=f"{key}.first", format="YYYY.MM.DD",
            width=180,
        )  # fmt: skip
        last = st.date_input(
            _("Until (empty for no bound)"), one.last, key=f"{key}.last", format="YYYY.MM.DD",
            width=180,
        )  # fmt: skip
    every = st.number_input(
        _("A word at least every … days (empty for no plan)"), 1, MOST_DAYS, one.every_days,
        step=10, key=f"{key}.every",
        help=plain(_("Whoever has not heard of you for so long stands in a list.")),
    )  # fmt: skip
    note = st.text_area(_("Note"), one.note, key=f"{key}.note", max_chars=LONGEST_NOTE, height=80)
    return replace(
        one, name=name, kind=kind or one.kind, cost=None if cost is None else int(cost),
        tier=circle[1] if circle and circle[0] == "tier" else None,
        group=circle[1] if circle and circle[0] == "group" else None,
        first=first, last=last, every_days=None if every is None else int(every), note=note,
    )  # fmt: skip


def _circle(one: Benefit, circles: Circles, key: str) -> _CircleOf:
    """For whom it is alone; a tier or a group that is gone stays until another is chosen."""
    names: dict[_CircleOf, str] = {None: _("for everybody")}
    names |= {("tier", number): _("only the tier “{name}”").format(name=name)
              for number, name in circles.tiers.items()}  # fmt: skip
    names |= {("group", number): _("only the group “{name}”").format(name=name)
              for number, name in circles.groups.items()}  # fmt: skip
    kept: _CircleOf = None
    if one.is_exclusive:
        kept = ("tier", one.tier) if one.tier is not None else ("group", one.group or 0)
        names.setdefault(kept, wording.circle(one, circles.tiers, circles.groups))
    options = list(names)
    found: _CircleOf = st.selectbox(
        _("For whom"), options, options.index(kept), format_func=lambda it: names[it],
        key=f"{key}.circle",
    )  # fmt: skip
    return found
