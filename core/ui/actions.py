"""The board of 개선 노트, and the button with which other pages keep something in it."""

from collections.abc import Callable
from datetime import date
from typing import Final, Literal, TypeAlias, TypeVar

import pandas as pd
import streamlit as st

from core.charts import actions as charts
from core.i18n import gettext as _
from core.services import actions, actions_effect, own_tactics
from core.services.actions import Action, ActionRefused, NoteChanged, NoteGone, Proposal, Said
from core.services.actions_board import Board, Card
from core.services.opening import OpenShop
from core.store import StoreProblem
from core.ui import cards, downloads, kept, notices, session
from core.ui.actions_forms import FIELD, SEEN, edit_form, forget
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts import Verdict
from core.verdicts.actions import KEEPABLE, Finding, Outcome, Status
from core.wording import actions as wording
from core.wording import actions_names as names
from core.wording import actions_result as results
from core.wording import verdicts as said
from core.wording.actions_result import Told

PAGE: Final = "pages/improve/actions.py"
UPLOAD: Final = "pages/start/upload.py"

_T = TypeVar("_T")

Change: TypeAlias = Callable[[], object]
"""Something that is done with the notes."""

Keep: TypeAlias = Callable[[_T], object]
"""Something that is done with what a form was filled with."""

_FAULT: Final = "actions.fault"
_UNDO: Final = "actions.undo"

_LOOKS: Final[dict[Outcome, tuple[str, Literal["green", "red", "blue", "gray"]]]] = {
    Outcome.BETTER: (":material/trending_up:", "green"),
    Outcome.WORSE: (":material/trending_down:", "red"),
    Outcome.SAME: (":material/trending_flat:", "blue"),
    Outcome.UNKNOWN: (":material/help:", "gray"),
}


def keep_button(shop: OpenShop, what: Verdict | Proposal, key: str, label: str = "") -> None:
    """The button 개선 노트에 담기; what is kept already says so, what cannot be done has none.

    Args:
        shop: whose.
        what: a verdict of 오늘, or what another page proposes.
        key: unique on the page.
        label: what stands on it; empty for what stands on most.
    """
    proposal = _proposal(what) if isinstance(what, Verdict) else what
    if proposal is None:
        return
    if cached(actions.is_kept)(shop, proposal.claim):
        st.page_link(PAGE, label=_("In your notes"), icon=":material/bookmark_added:")
        return
    if st.button(label or _("Keep in my notes"), icon=":material/bookmark_add:", key=key):
        _keep(shop, proposal)


def _keep(shop: OpenShop, proposal: Proposal) -> None:
    try:
        action = actions.keep_proposal(shop, proposal, session.now())
    except ActionRefused as refused:
        notices.problem(wording.refused(refused.problem))
    except StoreProblem as problem:
        notices.refusal(problem)
    else:
        kept.say(action)
        st.rerun()


def _proposal(verdict: Verdict) -> Proposal | None:
    words = said.words(verdict)
    name = str(verdict.params.get("product") or verdict.params.get("name") or "")
    what = names.about(name, words.todo)
    return actions.proposal(verdict, Said(what, f"{words.headline} {words.reason}".strip()))


def can_keep(verdict: Verdict) -> bool:
    """Whether there is something to do about a verdict besides adding a file."""
    return verdict.claim in KEEPABLE


def run(change: Change) -> bool:
    """Do something with the notes; what was wrong is said when the page is drawn next."""
    st.session_state.pop(_FAULT, None)
    try:
        change()
    except (ActionRefused, NoteChanged, NoteGone, StoreProblem) as fault:
        st.session_state[_FAULT] = fault
        # What was typed stays; who saves it again has seen what stands there now.
        forget(SEEN)
        return False
    forget(SEEN, FIELD)
    return True


def do(change: Change) -> None:
    """The same for the click on a button."""
    run(change)


def faults() -> None:
    """Say what was wrong with the last change, once."""
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    elif isinstance(fault, ActionRefused):
        notices.problem(wording.refused(fault.problem))
    elif isinstance(fault, NoteChanged | NoteGone):
        notices.warning(wording.changed_elsewhere())


def conclusion(board: Board) -> None:
    """The conclusion card: what to do with the notes now."""
    told = _told(board.first) if board.first else None
    action = board.first.action if board.first else None
    words = wording.conclusion(board.finding, action, told)
    is_result = board.finding is Finding.RESULT and told is not None
    level, badge = results.sure(told if is_result else None)
    buttons = cards.verdict(
        cards.Conclusion(
            words.headline,
            words.reason,
            level,
            badge,
            _tone(told) if is_result else "calm",
            (),
            words.todo,
            told.details if told is not None and is_result else (),
        ),
        key="board",
    )
    if board.finding is Finding.NEEDS_FILE:
        with buttons:
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def columns(shop: OpenShop, board: Board) -> None:
    """The board: four columns on a desk, one below the other on a phone."""
    for place, (status, shown) in zip(st.columns(4), board.columns, strict=True):
        with place:
            st.subheader(plain(wording.column(status, len(shown))), anchor=False)
            if not shown:
                st.caption(plain(wording.empty_column(status)))
            for card in shown:
                _card(shop, card)


def _card(shop: OpenShop, card: Card) -> None:
    action, number = card.action, card.action.id
    with st.container(border=True, key=f"note-{number}", gap="small"):
        st.markdown(f"**{plain(names.what(action))}**")
        st.caption(plain(f"{names.stage(action.stage)} · {wording.dates(action)}"))
        told_of = (card.subject, wording.baseline(action))
        st.caption(plain(" · ".join(part for part in told_of if part)))
        told = _told(card)
        if told is not None:
            _result(card.action, told)
            _mixed_days(shop, card)
        elif card.effect is not None:
            st.caption(plain(results.waits(card.effect)))
        if action.remark:
            st.markdown(plain(f"“{action.remark}”"))
        _next_step(shop, card, told)
        with st.container(horizontal=True, gap="small"):
            _why(action, told)
            cards.origin(wording.origin(action), key=f"note.origin.{number}")
            with st.popover(_("Change"), icon=":material/edit:", type="tertiary",
                            key=f"note.edit.{number}"):  # fmt: skip
                edit_form(shop, action, run)
                _away(shop, action)


def _told(card: Card) -> Told | None:
    if card.action.measured is not None:
        return results.measured(card.action)
    return results.effect(card.action, card.effect) if card.effect else None


def _result(action: Action, told: Told) -> None:
    icon, colour = _LOOKS[told.outcome]
    with st.container(horizontal=True, gap="small"):
        st.badge(plain(told.word), icon=icon, color=colour)
        if told.mixed:
            st.badge(_("Mixed"), icon=":material/merge:", color="orange")
    st.markdown(plain(told.sentence))
    if told.mixed:
        st.caption(plain(told.mixed))
    if told.drawn is not None:
        numbers, now, words = told.drawn
        st.altair_chart(
            charts.effect(numbers, now, words, session.look()),
            alt=told.sentence,
            key=f"note.chart.{action.id}",
        )


def _mixed_days(shop: OpenShop, card: Card) -> None:
    """Leave the days out on which something else happened, or take them in again."""
    action, effect = card.action, card.effect
    if effect is None or action.measured is not None:
        return
    if not (effect.could_leave_out or effect.left_out):
        return
    wants = not effect.left_out
    st.button(
        results.leave_out(effect),
        key=f"note.mixed.{action.id}",
        icon=":material/content_cut:" if wants else ":material/undo:",
        on_click=do,
        args=(
            lambda: actions.leave_out(shop, action.id, session.now(), action.version, events=wants),
        ),
    )


def _why(action: Action, told: Told | None) -> None:
    lines = [line for line in (action.why, action.note) if line]
    lines += told.details if told is not None else ()
    if not lines:
        return
    with st.popover(
        _("Why?"), icon=":material/help:", type="tertiary", key=f"note.why.{action.id}"
    ):
        for line in lines:
            st.markdown(f"- {plain(line)}")


def _next_step(shop: OpenShop, card: Card, told: Told | None) -> None:
    action = card.action
    if action.status is Status.KEPT and card.effect is None:
        st.button(
            _("Begin"),
            key=f"note.begin.{action.id}",
            icon=":material/play_arrow:",
            on_click=do,
            args=(lambda: actions.start(shop, action.id, session.now(), action.version),),
        )
    elif action.changed_on is None and action.measured is None:
        _ask_day(shop, action)
    elif told is not None and action.measured is None:
        st.button(
            _("Write the result down"),
            key=f"note.measure.{action.id}",
            icon=":material/task_alt:",
            type="primary",
            on_click=do,
            args=(
                lambda: actions_effect.write_down(shop, action.id, session.now(), action.version),
            ),
        )


def _ask_day(shop: OpenShop, action: Action) -> None:
    today = session.today()
    with st.popover(_("I have changed it"), icon=":material/check:", key=f"note.made.{action.id}"):
        usual = action.planned_on if action.check_on <= today else today
        on = st.date_input(
            _("Day of the change"),
            value=min(usual, today),
            max_value=today,
            key=f"note.day.{action.id}",
            format="YYYY.MM.DD",
        )
        if st.button(_("Keep this day"), key=f"note.day.keep.{action.id}") and isinstance(on, date):
            run(lambda: actions.made(shop, action.id, on, session.now(), action.version))
            st.rerun()


def _away(shop: OpenShop, action: Action) -> None:
    with st.container(horizontal=True, gap="small"):
        if action.undoable:
            st.button(
                _("Take the last change back"),
                key=f"note.undo.{action.id}",
                icon=":material/undo:",
                on_click=do,
                args=(lambda: actions.undo(shop, action.id, action.version),),
            )
        st.button(
            _("Throw away"),
            key=f"note.delete.{action.id}",
            icon=":material/delete:",
            on_click=_throw,
            args=(shop, action),
        )


def _throw(shop: OpenShop, action: Action) -> None:
    if run(lambda: actions.delete(shop, action.id, session.now(), action.version)):
        st.session_state[_UNDO] = action


def undone(shop: OpenShop) -> None:
    """What was thrown away just now, and the way back."""
    action: Action | None = st.session_state.pop(_UNDO, None)
    if action is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="note-undo"):
        st.markdown(plain(wording.deleted(action).text), width="content")
        st.button(
            _("Bring it back"),
            key="note.back",
            icon=":material/undo:",
            on_click=do,
            args=(lambda: actions.undo(shop, action.id, action.version + 1),),
        )


def thrown(shop: OpenShop, board: Board) -> None:
    """Everything that was thrown away, each with the way back."""
    if not board.deleted:
        return
    with st.expander(_("Thrown away"), icon=":material/delete:"):
        for action in board.deleted:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(names.what(action)), width="content")
                st.button(
                    _("Bring it back"),
                    key=f"note.restore.{action.id}",
                    icon=":material/undo:",
                    type="tertiary",
                    on_click=do,
                    args=(lambda one=action: actions.restore(shop, one.id, session.now()),),
                )


def own_ideas(shop: OpenShop) -> None:
    """What the seller added to the catalogue, each with the way out of it and back."""
    mine, gone = own_tactics.listed(shop), own_tactics.listed(shop, deleted=True)
    if not (mine or gone):
        return
    with st.expander(_("My own ideas in the catalogue"), icon=":material/lightbulb:"):
        for one in mine:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(f"{names.stage(one.stage)} · {one.text}"), width="content")
                st.button(
                    _("Throw away"), key=f"idea.delete.{one.id}", icon=":material/delete:",
                    type="tertiary", on_click=do,
                    args=(lambda one=one: own_tactics.delete(shop, one.id or 0, session.now()),),
                )  # fmt: skip
        for one in gone:
            st.button(
                plain(_("Bring back “{what}”").format(what=one.text)), key=f"idea.back.{one.id}",
                icon=":material/undo:", type="tertiary", on_click=do,
                args=(lambda one=one: own_tactics.undo(shop, one.id or 0, one.version),),
            )  # fmt: skip


def file(board: Board) -> None:
    """The whole board as a file."""
    frame = pd.DataFrame([wording.row(card.action, _told(card)) for card in board.cards])
    downloads.csv(_("Save the board as a file"), frame, "improvements.csv", key="notes.csv")


def _tone(told: Told | None) -> str:
    return {Outcome.BETTER: "good", Outcome.WORSE: "bad"}.get(
        told.outcome if told else Outcome.UNKNOWN, "calm"
    )
