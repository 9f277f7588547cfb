"""The groups that are kept: opened, compared, copied, thrown away, brought back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_groups as services
from core.services.customer_book import CustomerBook
from core.services.customers_groups import LONGEST, Figures, Group
from core.services.kept_notes import NoteRefused
from core.services.opening import OpenShop
from core.terms.customer_groups import Rule
from core.ui import (
    actions,
    cards,
    customers_groups_found,
    downloads,
    keeping,
    notices,
    session,
    tables,
)
from core.ui import customers_groups_draft as drafts
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.customers_groups_draft import Draft
from core.ui.text import plain
from core.wording import customers_groups as wording
from core.wording import customers_groups_rule as rules
from core.wording.customers_groups_rule import Names

_KEY: Final = "groups"
_SAID: Final = "groups.said"
_REFUSED: Final = "groups.refused"


def draw(shop: OpenShop, book: CustomerBook, names: Names) -> None:
    """All groups that are kept; nothing where there is none yet."""
    kept = cached(services.listed)(shop)
    gone = cached(services.listed)(shop, deleted=True)
    if not kept and not gone:
        return
    with cards.card(_("My groups"), key="groups-kept"):
        told = {one.id: _figures(shop, book, one) for one in kept}
        for one in kept:
            with st.container(border=True, key=f"group-{one.id}", gap="xsmall"):
                _group(shop, one, told[one.id], names, [it.name for it in kept])
        _compare(book, [(one, found) for one in kept if (found := told[one.id]) is not None])
        keeping.thrown(
            [(it.name, partial(services.undo, shop, it.id or 0, it.version)) for it in gone], _KEY
        )


def keep(shop: OpenShop, draft: Draft, rule: Rule) -> None:
    """The form that keeps the rule under a name."""
    opened = next((it for it in cached(services.listed)(shop) if it.id == draft.group), None)
    field = f"{FIELD}{_KEY}.name.{draft.group or 'new'}"
    with (
        st.form(f"{_KEY}.keep", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        name = st.text_input(
            _("Name of the group"), "" if opened is None else opened.name, key=field,
            max_chars=LONGEST, width=320,
        )  # fmt: skip
        change = opened is not None and st.form_submit_button(
            _("Keep the changes"), key=f"{_KEY}.change", type="primary", icon=":material/save:"
        )
        new = st.form_submit_button(
            _("Keep as a group") if opened is None else _("Keep as a new group"),
            key=f"{_KEY}.new", type="primary" if opened is None else "secondary",
            icon=":material/bookmark_add:",
        )  # fmt: skip
    if opened is not None:
        version = seen(f"{_KEY}.{opened.id}", opened.version)
    if change and opened is not None:
        _change(shop, opened, version, name, rule)
    elif new:
        _add(shop, draft, name, rule)
    if problem := st.session_state.pop(_REFUSED, None):
        notices.problem(wording.refused(problem))
    said = st.session_state.pop(_SAID, None)
    if said:
        st.success(plain(said), icon=":material/check:")


def _add(shop: OpenShop, draft: Draft, name: str, rule: Rule) -> None:
    made: list[Group] = []
    if _run(lambda: made.append(services.add(shop, name, rule, session.now()))):
        draft.group = made[0].id
        st.session_state[_SAID] = wording.kept(made[0])
    st.rerun()


def _change(shop: OpenShop, opened: Group, version: int, name: str, rule: Rule) -> None:
    made: list[Group] = []
    one = Group(opened.name, opened.rule, opened.text, opened.fault, opened.id, version)
    if _run(lambda: made.append(services.change(shop, one, name, rule, session.now()))):
        st.session_state[_SAID] = wording.kept(made[0])
    st.rerun()


def _run(change: Callable[[], object]) -> bool:
    """Keep a group; what is wrong with its name is said beside it."""
    try:
        return actions.run(change)
    except NoteRefused as refused:
        st.session_state[_REFUSED] = refused.problem
        return False


def _figures(shop: OpenShop, book: CustomerBook, one: Group) -> Figures | None:
    if one.rule is None:
        return None
    found = customers_groups_found.find(shop, one.rule, book.last_day)
    return None if found is None else found.figures


def _group(
    shop: OpenShop, one: Group, found: Figures | None, names: Names, taken: Sequence[str]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(one.name)}**", width="content")
        if found is not None:
            st.badge(plain(wording.brief(found)), color="gray", icon=":material/groups:")
    if one.rule is not None:
        st.caption(plain(rules.sentence(one.rule, names)))
    elif one.fault is not None:
        notices.problem(rules.refused(one.fault))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.rule is not None:
            st.button(
                _("Open"), key=f"{_KEY}.open.{one.id}", icon=":material/open_in_full:",
                on_click=_open, args=(one, one.rule),
            )  # fmt: skip
            st.button(
                _("Make a copy"), key=f"{_KEY}.copy.{one.id}", icon=":material/content_copy:",
                type="tertiary", on_click=keeping.do,
                args=(lambda: services.copy(
                    shop, one, wording.copied(one.name, taken), session.now()
                ),),
            )  # fmt: skip
        if one.undoable:
            st.button(
                _("Undo the last change"), key=f"{_KEY}.undo.{one.id}", icon=":material/undo:",
                type="tertiary", on_click=keeping.do,
                args=(lambda: services.undo(shop, one.id or 0, one.version),),
            )  # fmt: skip
        keeping.away(lambda: services.delete(shop, one, session.now()), f"{_KEY}.delete.{one.id}")


def _open(one: Group, rule: Rule) -> None:
    drafts.take(drafts.of(rule, one))


def _compare(book: CustomerBook, told: list[tuple[Group, Figures]]) -> None:
    if len(told) < 2:  # noqa: PLR2004  (one alone compares with nothing)
        return
    with st.expander(_("Compare the groups"), icon=":material/compare:", key=f"{_KEY}.compare"):
        frame = wording.compared([(one.name, it) for one, it in told], len(book.customers))
        heads = wording.heads()
        tables.show(
            frame,
            {
                "name": tables.text(heads["name"]),
                "size": tables.count(heads["size"]),
                "share": tables.figure(heads["share"]),
                "net": tables.money(heads["net"]),
                "per_order": tables.money(heads["per_order"]),
                "second": tables.figure(heads["second"]),
            },
            key=f"{_KEY}.compared",
        )
        st.caption(plain(_("A customer may be in several groups, so they do not add up.")))
        downloads.csv(
            _("Save as a file"), lambda: wording.compared_file(frame), "groups.csv",
            key=f"{_KEY}.compared.csv",
        )  # fmt: skip
