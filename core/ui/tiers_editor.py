"""The rules of tiers: each change shows at once how many customers each tier would have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

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
from core.ui.tiers_draft import Draft, everything, field, forget, is_touched, opened, put, typed
from core.wording import tiers as wording

_KEY: Final = "tiers.edit"
_UNDO: Final = "tiers.undo"
_FAULT: Final = "tiers.fault"

_DAYS: Final = (None, 90, 180, 365, 730)
"""Within how many days purchases may be asked for to count."""


@dataclass(frozen=True)
class _Back:
    """How the last change is taken back: the tiers before it, and the versions after it."""

    before: list[Tier]
    after: dict[int, int]


def draw(shop: OpenShop, people: People, kept: list[Tier], now: Standing) -> None:
    """The editor; open at once where there is no tier yet."""
    draft = opened(kept)
    with cards.card(_("Rules of the tiers"), key="tiers-rules"):
        _told(shop, kept)
        if not kept:
            st.markdown(plain(_("Begin with a suggestion, or with a tier of your own.")))
            _edit(shop, people, draft, kept, now)
        else:
            with st.expander(
                _("Change the rules"), expanded=is_touched(draft), icon=":material/edit:"
            ):
                _edit(shop, people, draft, kept, now)
        gone = cached(services.listed)(shop, deleted=True)
        keeping.thrown([(one.name, partial(_bring_back, kept, one)) for one in gone[-MOST:]], _KEY)


def _edit(
    shop: OpenShop, people: People, draft: Draft, kept: Sequence[Tier], now: Standing
) -> None:
    _suggestions(people, draft)
    for number, one in reversed(draft.rows):
        _row(draft, number, one)
    st.button(
        _("Add a higher tier"), key=f"{_KEY}.add", icon=":material/add:",
        on_click=_add, args=(draft,), disabled=len(draft.rows) >= MOST,
    )  # fmt: skip
    wanted = everything(draft)
    if wanted == list(kept):
        if kept:
            st.caption(
                plain(_("Change a number, and you see at once how many each tier would have."))
            )
        return
    _preview(people, wanted, kept, now)
    _doing(shop, draft, wanted, kept)


def _suggestions(people: People, draft: Draft) -> None:
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


def _suggest(draft: Draft, sums: Sequence[int]) -> None:
    """Put suggested tiers in place of what is there.

    Those that are there keep their numbers and benefits, the highest first, for what is new is
    most often a lower one.
    """
    names = wording.suggested_names(len(sums))
    before = [one for _number, one in draft.rows][::-1] + [Tier()] * len(sums)
    rows = [
        replace(one, name=name, least_won=won, least_orders=None, days=YEAR)
        for one, name, won in zip(before, names[::-1], sums[::-1], strict=False)
    ]
    put(draft, rows[::-1])


def _add(draft: Draft) -> None:
    """A tier above the others, which asks for what the highest does until it is changed."""
    wanted = everything(draft)
    top = wanted[-1] if wanted else Tier(days=YEAR)
    put(draft, [*wanted, replace(top, name="", perk="", id=None, version=1)])


def _drop(draft: Draft, number: int) -> None:
    put(draft, [typed(draft, it, one) for it, one in draft.rows if it != number])


def _row(draft: Draft, number: int, one: Tier) -> None:
    """The fields of one tier."""
    key = field(draft, number)
    box = st.container(border=True, key=f"tier-{draft.turn}-{number}", gap="small")
    with box, st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.text_input(
            _("Name of the tier"), one.name, key=f"{key}.name", max_chars=LONGEST_NAME, width=112
        )
        st.number_input(
            _("Won at least"), 1, MOST_WON, one.least_won, step=10_000, key=f"{key}.least_won",
            placeholder=_("any"), width=136,
        )  # fmt: skip
        st.number_input(
            _("Orders at least"), 1, MOST_ORDERS, one.least_orders, step=1,
            key=f"{key}.least_orders", placeholder=_("any"), width=112,
        )  # fmt: skip
        choices = sorted({*_DAYS, one.days} - {None}, key=lambda it: it or 0)
        options: list[int | None] = [*choices, None]
        st.selectbox(
            _("Bought within"), options, options.index(one.days), key=f"{key}.days",
            format_func=wording.span, width=136,
        )  # fmt: skip
        st.text_input(
            _("What members get"), one.perk, key=f"{key}.perk", max_chars=LONGEST_PERK, width=190
        )
        st.button(
            _("Take the tier out"), key=f"{key}.drop", type="tertiary", icon=":material/close:",
            on_click=_drop, args=(draft, number),
        )  # fmt: skip
    # Numbers that are typed have no separators.
    box.caption(plain(wording.rule(typed(draft, number, one).ask)))


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


def _doing(shop: OpenShop, draft: Draft, wanted: Sequence[Tier], kept: Sequence[Tier]) -> None:
    for one in services.faults(wanted):
        st.warning(plain(wording.fault(one)), icon=":material/info:")
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Save the tiers"), key=f"{_KEY}.save", type="primary", icon=":material/save:",
            on_click=_save, args=(shop, draft, list(kept)),
        )  # fmt: skip
        st.button(
            _("Forget these changes"), key=f"{_KEY}.forget", type="tertiary",
            icon=":material/restart_alt:", on_click=forget,
        )  # fmt: skip


def _save(shop: OpenShop, draft: Draft, kept: list[Tier]) -> None:
    made: list[Tier] = []

    def save() -> None:
        made.extend(services.save(shop, everything(draft), draft.seen, session.now()))

    if _run(save):
        st.session_state[_UNDO] = _Back(kept, services.versions(made))
        forget()


def _bring_back(kept: Sequence[Tier], one: Tier) -> None:
    """Put a tier back on top of the others; what is wrong then is said in its fields."""
    there = opened(kept)
    put(there, [*everything(there), one])


def _run(change: Callable[[], object]) -> bool:
    st.session_state.pop(_FAULT, None)
    try:
        return keeping.run(change)
    except TiersRefused as refused:
        st.session_state[_FAULT] = refused
        return False


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
        forget()
