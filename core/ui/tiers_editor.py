"""The rules of tiers: each change shows at once how many customers each tier would have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from core.i18n import gettext as _
from core.services import tiers as services
from core.services import tiers_standing
from core.services.opening import OpenShop
from core.services.tiers import (
    LONGEST_NAME,
    LONGEST_PERK,
    MOST,
    MOST_ORDERS,
    MOST_WON,
    Tier,
    TiersRefused,
)
from core.services.tiers_standing import YEAR, People, Standing
from core.ui import cards, keeping, notices, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import tiers as wording

_KEY: Final = "tiers.edit"
_DRAFT: Final = "tiers.draft"
_UNDO: Final = "tiers.undo"
_FAULT: Final = "tiers.fault"

_FIELDS: Final = ("name", "least_won", "least_orders", "days", "perk")

_DAYS: Final = (None, 90, 180, 365, 730)
"""Within how many days purchases may be asked for to count."""


@dataclass
class _Draft:
    """Tiers that are being changed: what they were taken from, and one row for each.

    The keys of fields hold the number of the turn and of the row, so that a field never shows what
    was typed into another one.
    """

    seen: dict[int, int]
    rows: list[tuple[int, Tier]]
    turn: int
    is_new: bool = False
    """Whether rows were suggested, put in or thrown away since."""


@dataclass(frozen=True)
class _Back:
    """How the last change is taken back: the tiers before it, and the versions after it."""

    before: list[Tier]
    after: dict[int, int]


def draw(shop: OpenShop, people: People, kept: list[Tier], now: Standing) -> None:
    """The editor; open at once where there is no tier yet."""
    draft = _draft(kept)
    with cards.card(_("Rules of the tiers"), key="tiers-rules"):
        _told(shop, kept)
        if not kept:
            st.markdown(plain(_("Begin with a suggestion, or with a tier of your own.")))
            _edit(shop, people, draft, kept, now)
        else:
            with st.expander(
                _("Change the rules"), expanded=_is_touched(draft), icon=":material/edit:"
            ):
                _edit(shop, people, draft, kept, now)
        gone = cached(services.listed)(shop, deleted=True)
        keeping.thrown([(one.name, partial(_bring_back, kept, one)) for one in gone[-MOST:]], _KEY)


def _edit(
    shop: OpenShop, people: People, draft: _Draft, kept: Sequence[Tier], now: Standing
) -> None:
    _suggestions(people, draft)
    for number, one in reversed(draft.rows):
        _row(draft, number, one)
    st.button(
        _("Add a higher tier"), key=f"{_KEY}.add", icon=":material/add:",
        on_click=_add, args=(draft,), disabled=len(draft.rows) >= MOST,
    )  # fmt: skip
    wanted = _all(draft)
    if wanted == list(kept):
        if kept:
            st.caption(
                plain(_("Change a number, and you see at once how many each tier would have."))
            )
        return
    _preview(people, wanted, kept, now)
    _doing(shop, draft, wanted, kept)


def _draft(kept: Sequence[Tier]) -> _Draft:
    """What is being changed; what is kept, unless something was typed or put in."""
    there: _Draft | None = st.session_state.get(_DRAFT)
    seen = services.versions(kept)
    if there is None or (there.seen != seen and not _is_touched(there)):
        there = _Draft(seen, list(enumerate(kept)), (there.turn + 1) if there else 0)
        st.session_state[_DRAFT] = there
    return there


def _is_touched(draft: _Draft) -> bool:
    return draft.is_new or any(_typed(draft, number, one) != one for number, one in draft.rows)


def _typed(draft: _Draft, number: int, one: Tier) -> Tier:
    """A tier as its fields have it, where they were drawn."""
    key = _field(draft, number)
    typed: dict[str, Any] = {
        name: st.session_state[f"{key}.{name}"] for name in _FIELDS
        if f"{key}.{name}" in st.session_state
    }  # fmt: skip
    for name, value in typed.items():
        typed[name] = value.strip() if isinstance(value, str) else value
    return replace(one, **typed)


def _all(draft: _Draft) -> list[Tier]:
    """All tiers as their fields have them, the lowest first."""
    return [_typed(draft, number, one) for number, one in draft.rows]


def _field(draft: _Draft, number: int) -> str:
    return f"{_KEY}.{draft.turn}.{number}"


def _suggestions(people: People, draft: _Draft) -> None:
    offered = {count: tiers_standing.suggested(people, count) for count in tiers_standing.SHARES}
    if not any(offered.values()):
        st.caption(plain(_("Too few customers bought within a year to suggest sums.")))
        return
    told = tiers_standing.told_by(people)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for count, sums in offered.items():
            if sums is not None:
                st.button(
                    _("{count} tiers as a suggestion").format(count=count),
                    key=f"{_KEY}.suggest.{count}", icon=":material/lightbulb:",
                    help=plain(wording.suggestion(count, told)),
                    on_click=_suggest, args=(draft, sums),
                )  # fmt: skip
    if draft.is_new and offered.get(len(draft.rows)):
        st.caption(plain(wording.suggestion(len(draft.rows), told)))


def _suggest(draft: _Draft, sums: Sequence[int]) -> None:
    """Put suggested tiers in place of what is there; those that are there keep their numbers."""
    names = wording.suggested_names(len(sums))
    before = [one for _number, one in draft.rows]
    rows = [
        replace(
            before[place] if place < len(before) else Tier(),
            name=name, least_won=won, least_orders=None, days=YEAR,
        )
        for place, (name, won) in enumerate(zip(names, sums, strict=True))
    ]  # fmt: skip
    _put(draft, rows)


def _add(draft: _Draft) -> None:
    """A tier above the others, which asks for what the highest does until it is changed."""
    wanted = _all(draft)
    top = wanted[-1] if wanted else Tier(days=YEAR)
    _put(draft, [*wanted, replace(top, name="", perk="", id=None, version=1)])


def _drop(draft: _Draft, number: int) -> None:
    _put(draft, [_typed(draft, it, one) for it, one in draft.rows if it != number])


def _put(draft: _Draft, rows: Sequence[Tier]) -> None:
    draft.rows, draft.is_new = list(enumerate(rows)), True
    draft.turn += 1


def _row(draft: _Draft, number: int, one: Tier) -> None:
    """The fields of one tier."""
    key = _field(draft, number)
    with (
        st.container(border=True, key=f"tier-{draft.turn}-{number}"),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        st.text_input(
            _("Name of the tier"), one.name, key=f"{key}.name", max_chars=LONGEST_NAME, width=130
        )
        st.number_input(
            _("Won at least"), 1, MOST_WON, one.least_won, step=10_000, key=f"{key}.least_won",
            placeholder=_("any"), width=150,
        )  # fmt: skip
        st.number_input(
            _("Orders at least"), 1, MOST_ORDERS, one.least_orders, step=1,
            key=f"{key}.least_orders", placeholder=_("any"), width=130,
        )  # fmt: skip
        choices = sorted({*_DAYS, one.days} - {None}, key=lambda it: it or 0)
        options: list[int | None] = [*choices, None]
        st.selectbox(
            _("Bought within"), options, options.index(one.days), key=f"{key}.days",
            format_func=wording.span, width=150,
        )  # fmt: skip
        st.text_input(
            _("What members get"), one.perk, key=f"{key}.perk", max_chars=LONGEST_PERK, width=190
        )
        st.button(
            _("Take the tier out"), key=f"{key}.drop", type="tertiary", icon=":material/close:",
            on_click=_drop, args=(draft, number),
        )  # fmt: skip


def _preview(people: People, wanted: Sequence[Tier], kept: Sequence[Tier], now: Standing) -> None:
    after = tiers_standing.standing(people, [one.ask for one in wanted])
    st.markdown(f"**{plain(_('With these rules'))}**")
    tables.show(
        wording.preview_rows(wanted, after, kept, now),
        {"name": tables.text(_("Tier")), "now": tables.figure(_("Customers now")),
         "people": tables.figure(_("Customers then")),
         "share_now": tables.figure(_("Revenue now")),
         "share": tables.figure(_("Revenue then"))},
        key=f"{_KEY}.preview",
    )  # fmt: skip
    for line in wording.empty_rules(wanted, after):
        st.caption(plain(line))
    if [one.ask for one in wanted] != [one.ask for one in kept]:
        for line in wording.doubts([one.ask for one in wanted], after, session.today()):
            st.caption(plain(line))


def _doing(shop: OpenShop, draft: _Draft, wanted: Sequence[Tier], kept: Sequence[Tier]) -> None:
    for one in services.faults(wanted):
        st.warning(plain(wording.fault(one)), icon=":material/info:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Save the tiers"), key=f"{_KEY}.save", type="primary", icon=":material/save:",
            on_click=_save, args=(shop, draft, list(kept)),
        )  # fmt: skip
        st.button(
            _("Forget these changes"), key=f"{_KEY}.forget", type="tertiary",
            icon=":material/restart_alt:", on_click=_forget,
        )  # fmt: skip


def _save(shop: OpenShop, draft: _Draft, kept: list[Tier]) -> None:
    made: list[Tier] = []

    def save() -> None:
        made.extend(services.save(shop, _all(draft), draft.seen, session.now()))

    if _run(save):
        st.session_state[_UNDO] = _Back(kept, services.versions(made))
        _forget()


def _bring_back(kept: Sequence[Tier], one: Tier) -> None:
    """Put a tier back on top of the others; what is wrong then is said in its fields."""
    draft = _Draft(services.versions(kept), [], 0)
    there: _Draft = st.session_state.get(_DRAFT, draft)
    _put(there, [*_all(there), one])


def _run(change: Callable[[], object]) -> bool:
    st.session_state.pop(_FAULT, None)
    try:
        return keeping.run(change)
    except TiersRefused as refused:
        st.session_state[_FAULT] = refused
        return False


def _forget() -> None:
    """Show again what is kept."""
    there: _Draft | None = st.session_state.get(_DRAFT)
    if there is not None:
        there.rows, there.is_new, there.seen = [], False, {-1: -1}
        there.turn += 1


def _told(shop: OpenShop, kept: Sequence[Tier]) -> None:
    """What became of the last change, and the way back."""
    refused: TiersRefused | None = st.session_state.pop(_FAULT, None)
    if refused is not None:
        notices.problem(wording.refused(refused.faults))
    back: _Back | None = st.session_state.get(_UNDO)
    if back is None or back.after != services.versions(kept):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/check: {plain(_('The tiers are saved.'))}", width="content")
        st.button(
            _("Take back"), key=f"{_KEY}.undo", icon=":material/undo:", type="tertiary",
            on_click=_take_back, args=(shop, back),
        )  # fmt: skip


def _take_back(shop: OpenShop, back: _Back) -> None:
    if _run(lambda: services.save(shop, back.before, back.after, session.now())):
        st.session_state.pop(_UNDO, None)
        _forget()
