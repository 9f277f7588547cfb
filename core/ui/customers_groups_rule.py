"""The builder: conditions one below the other, each with its fields, joined by and or or."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from core.analysis.customer_states import State
from core.analysis.rfm import Segment
from core.i18n import gettext as _
from core.services.customers_consent import Standing
from core.terms import Mall, Region
from core.terms.customer_groups import (
    MOST_BLOCKS,
    MOST_CONDITIONS,
    MOST_NUMBER,
    MOST_VALUES,
    On,
    Value,
)
from core.ui.customers_groups_draft import Box, Draft, Part
from core.ui.text import plain
from core.wording import customers_groups_rule as wording
from core.wording.customers_groups_rule import Names

_KEY: Final = "groups"
_WITHIN: Final = (None, 30, 60, 90, 180, 365)
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in this shop.

    Attributes:
        products: the keys of the products, by name.
        malls: the malls that orders came through.
        months: the months with orders, the newest first, as rules count them.
        personas: the numbers of the personas.
        interests: the words there are.
        names: what products and personas are called.
    """

    products: Sequence[str]
    malls: Sequence[Mall]
    months: Sequence[int]
    personas: Sequence[int]
    interests: Sequence[str]
    names: Names


def draw(draft: Draft, choices: Choices) -> None:
    """All blocks, and the buttons that add to them."""
    for place, box in enumerate(list(draft.boxes)):
        if place:
            _between(draft, place)
        with st.container(border=True, key=f"group-box-{box.id}", gap="small"):
            _box(draft, box, choices)
    if len(draft.boxes) < MOST_BLOCKS and any(box.parts for box in draft.boxes):
        st.button(
            _("Another set of conditions"), key=f"{_KEY}.box", type="tertiary",
            icon=":material/library_add:", on_click=draft.add_box,
        )  # fmt: skip


def _between(draft: Draft, place: int) -> None:
    """Between two blocks: how they are joined, to be chosen at the first place."""
    if place > 1:
        st.caption(_joint(draft.is_all))
        return
    found = st.segmented_control(
        _("How the sets are joined"), [True, False], default=draft.is_all, required=True,
        key=f"{_KEY}.joint.{draft.boxes[0].id}", format_func=_joint, label_visibility="collapsed",
    )  # fmt: skip
    draft.is_all = draft.is_all if found is None else bool(found)


def _joint(is_all: bool) -> str:  # noqa: FBT001  (one of two words)
    return _("and") if is_all else _("or")


def _all_or_any(label: str, key: str, is_all: bool) -> bool:  # noqa: FBT001  (what is chosen)
    found = st.segmented_control(
        plain(label), [True, False], default=is_all, key=key, required=True,
        format_func=lambda it: _("All of it") if it else _("Any of it"),
        label_visibility="collapsed",
    )  # fmt: skip
    return is_all if found is None else bool(found)


def _box(draft: Draft, box: Box, choices: Choices) -> None:
    if len(box.parts) > 1:
        box.is_all = _all_or_any(_("What has to hold"), f"{_KEY}.all.{box.id}", box.is_all)
    for part in list(box.parts):
        _part(draft, box, part, choices)
    if len(box.parts) < MOST_CONDITIONS:
        key = f"{_KEY}.add.{box.id}"
        st.selectbox(
            _("Add a condition"), list(On), index=None, key=key, format_func=wording.on,
            placeholder=_("Add a condition"), label_visibility="collapsed",
            on_change=_add, args=(draft, box, key),
        )  # fmt: skip


def _add(draft: Draft, box: Box, key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen is not None:
        draft.add(box, On(chosen))
        st.session_state[key] = None


def _part(draft: Draft, box: Box, part: Part, choices: Choices) -> None:
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="small", key=f"group-part-{part.id}"
    ):
        if part.on.is_number:
            _numbers(part, choices)
        else:
            _values(part, choices)
        if part.on.takes_days:
            _days(part)
        st.button(
            _("Leave out “{what}”").format(what=wording.on(part.on)),
            key=f"{_KEY}.out.{part.id}", type="tertiary", icon=":material/close:",
            on_click=draft.remove, args=(box, part),
        )  # fmt: skip
    if part.is_empty:
        told = plain(_("Nothing is filled in here yet, so it does not count."))
        st.caption(f":orange[:material/warning: {told}]")
    if hint := wording.hint(part.on):
        st.caption(plain(hint))


def _numbers(part: Part, choices: Choices) -> None:
    if part.on is On.FIRST_MONTH:
        part.least = _month(_("First purchase from"), part.least, choices, f"{part.id}.least")
        part.most = _month(_("until"), part.most, choices, f"{part.id}.most")
        return
    name = wording.on(part.on)
    if part.on is On.TOP:
        part.most = _number(_("The top … % by spending"), part, "most", part.most)
        return
    part.least = _number(_("{what}: at least").format(what=name), part, "least", part.least)
    part.most = _number(_("at most"), part, "most", part.most)


# Labels are words of ours; made plain they would be read aloud with backslashes.


def _number(label: str, part: Part, side: str, value: int | None) -> int | None:
    is_share = part.on in {On.TOP, On.DISCOUNT}
    most = _HUNDRED if is_share else MOST_NUMBER
    least = -MOST_NUMBER if part.on is On.WON else 0
    found = st.number_input(
        label, least, most, value, step=10_000 if part.on is On.WON else 1,
        key=f"{_KEY}.{part.id}.{side}", placeholder=_("any"), width=200,
    )  # fmt: skip
    return None if found is None else int(found)


def _month(label: str, value: int | None, choices: Choices, key: str) -> int | None:
    there = list(choices.months)
    if value is not None and value not in there:
        there.append(value)
    found: int | None = st.selectbox(
        label, there, None if value is None else there.index(value),
        key=f"{_KEY}.{key}", format_func=wording.month, placeholder=_("any"), width=200,
    )  # fmt: skip
    return found


def _values(part: Part, choices: Choices) -> None:
    there = list(_offered(part.on, choices))
    there += [one for one in part.any_of if one not in there]
    if part.on is not On.CONSENT:
        part.is_not = bool(
            st.selectbox(
                plain(wording.on(part.on)),
                [False, True],
                int(part.is_not),
                key=f"{_KEY}.{part.id}.not",
                width=150,
                format_func=lambda it: _("none of these") if it else _("one of these"),
            )
        )
    found: list[Any] = st.multiselect(
        wording.on(part.on), there, list(part.any_of), key=f"{_KEY}.{part.id}.any",
        format_func=lambda it: wording.value(part.on, it, choices.names),
        placeholder=_("Choose"), max_selections=MOST_VALUES, width=360,
        label_visibility="visible" if part.on is On.CONSENT else "hidden",
    )  # fmt: skip
    part.any_of = tuple(found)


def _offered(on: On, choices: Choices) -> Sequence[Value]:
    ways: dict[On, Sequence[Value]] = {
        On.STATE: [int(one) for one in State],
        On.PRODUCT: choices.products,
        On.MALL: [int(one) for one in choices.malls],
        On.REGION: [int(one) for one in Region],
        On.SEGMENT: [int(one) for one in Segment],
        On.CONSENT: [one.value for one in Standing],
        On.PERSONA: choices.personas,
        On.INTEREST: choices.interests,
    }
    return ways[on]


def _days(part: Part) -> None:
    there = list(_WITHIN)
    if part.within not in there:
        there.append(part.within)
    part.within = st.selectbox(
        _("When"), there, there.index(part.within), key=f"{_KEY}.{part.id}.within",
        format_func=wording.within, width=170,
    )  # fmt: skip
