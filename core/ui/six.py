"""The page of six numbers: two weeks typed in, one conclusion, and a way to keep them."""

from datetime import date
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.charts import revenue
from core.charts.revenue import Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services import sample_tests, typed
from core.services.opening import OpenShop
from core.services.typed_rows import (
    Cell,
    Fault,
    Problem,
    Stamp,
    WeekNumbers,
    check_weeks,
    doubt_weeks,
    weeks,
)
from core.store import StoreProblem
from core.terms import Evidence
from core.ui import cards, frame, notices, session, written
from core.ui.text import plain
from core.verdicts.six import SixVerdict
from core.wording import six as said
from core.wording import typed as words

UPLOAD: Final = "pages/start/upload.py"

FIELDS: Final = (Cell.VISITS, Cell.ORDERS, Cell.REVENUE)
"""What is asked of each week."""

_ICONS: Final = {
    Cell.VISITS: ":material/storefront:",
    Cell.ORDERS: ":material/receipt_long:",
    Cell.REVENUE: ":material/payments:",
}
_NUMBERS: Final = "six.numbers"
_SURE: Final = "six.sure"
_KEPT: Final = "six.kept"

Weeks = tuple[WeekNumbers, WeekNumbers]


def field_key(row: int, cell: Cell) -> str:
    """The key of a field; row 1 is the earlier week, 2 the later one."""
    return f"six.{row}.{cell.value}"


def draw(shop: OpenShop) -> None:
    """The form and what follows from it."""
    today = session.today()
    _fill(shop, today)
    st.caption(
        _("You find them in the statistics of the seller centre. Commas and units are fine.")
    )
    with st.form("six.form", border=False):
        for row, column in enumerate(st.columns(2), start=1):
            with column:
                _week(row, today)
        asked = st.form_submit_button(_("See the conclusion"), type="primary", key="six.see")
    if asked:
        _read()
    numbers: Weeks | None = st.session_state.get(_NUMBERS)
    if numbers is not None and _is_sure(numbers):
        _result(shop, numbers, today)


def _fill(shop: OpenShop, today: date) -> None:
    """Put what was typed for these weeks before into the fields, once."""
    if field_key(1, Cell.VISITS) in st.session_state:
        return
    for row, week in enumerate(typed.typed_weeks(shop, today), start=1):
        numbers = (week.visits, week.orders, week.revenue)
        for cell, number in zip(FIELDS, numbers, strict=True):
            text = "" if number is None else formats.number(number)
            st.session_state[field_key(row, cell)] = text


def _week(row: int, today: date) -> None:
    with cards.card(words.week_place(row), key=f"six-{row}"):
        st.caption(plain(formats.period(weeks(today)[row - 1])))
        for cell in FIELDS:
            st.text_input(
                words.cell(cell),
                key=field_key(row, cell),
                # For the number pad of a phone; the icon would be a telephone.
                type="phone",
                icon=_ICONS[cell],
                autocomplete="off",
                placeholder=words.example(cell),
                persist_state="session",
            )


def _read() -> None:
    """Take the numbers out of the fields, or say what is wrong with them."""
    for key in (_NUMBERS, _SURE, _KEPT):
        st.session_state.pop(key, None)
    faults: list[Fault] = []
    found = []
    for row in (1, 2):
        values = [_number(row, cell, faults) for cell in FIELDS]
        found.append(WeekNumbers(*values))
    wrong = {(fault.row, fault.cell) for fault in faults}
    faults += [fault for fault in check_weeks(*found) if (fault.row, fault.cell) not in wrong]
    if faults:
        notices.problem(
            words.refused([words.fault(one, words.week_place(one.row)) for one in faults])
        )
        return
    st.session_state[_NUMBERS] = (found[0], found[1])


def _number(row: int, cell: Cell, faults: list[Fault]) -> int | None:
    try:
        return written.number(st.session_state[field_key(row, cell)] or "")
    except ValueError:
        faults.append(Fault(row, cell, Problem.NOT_A_NUMBER))
        return None


def _is_sure(numbers: Weeks) -> bool:
    """Whether nothing about the numbers is odd, or the seller said that they are right."""
    questions = doubt_weeks(*numbers)
    if not questions or st.session_state.get(_SURE):
        return True
    notices.warning(
        words.asked([words.question(one, words.week_place(one.row)) for one in questions])
    )
    if st.button(_("They are right, go on"), key="six.sure.yes"):
        st.session_state[_SURE] = True
        st.rerun()
    return False


def _result(shop: OpenShop, numbers: Weeks, today: date) -> None:
    verdict = typed.conclude(*numbers)
    told = said.words(verdict, *weeks(today))
    buttons = card(verdict, told)
    with buttons:
        new = st.session_state.get(_KEPT) is None
        if new and session.is_sample() and (own := sample_tests.own(session.shop())):
            st.caption(f":material/warning: {plain(frame.loss(own))}")
        if new and st.button(_("Keep these numbers"), icon=":material/save:", key="six.keep"):
            _keep(shop, numbers, today)
        st.page_link(UPLOAD, label=_("Add my file"), icon=":material/upload_file:")
    _kept(shop)
    _parts(verdict, told)


def card(verdict: SixVerdict, told: said.SixWords) -> DeltaGenerator:
    """The conclusion card; buttons go into the row it returns."""
    return cards.verdict(
        cards.Conclusion(
            told.headline,
            told.reason,
            verdict.level,
            told.badge,
            _tone(verdict),
            [(number.name, number.now, number.before) for number in told.numbers],
            told.todo,
            told.why,
        ),
        key="six",
    )


def _parts(verdict: SixVerdict, told: said.SixWords) -> None:
    split = verdict.split
    with cards.card(told.chart, key="six-parts"):
        if split.parts:
            st.altair_chart(
                revenue.waterfall(
                    _step(words.week_place(1), split.before.revenue),
                    [
                        Step(said.part_name(part.part), part.won, said.signed(part.won))
                        for part in split.parts
                    ],
                    _step(words.week_place(2), split.now.revenue),
                    session.look(),
                ),
                alt=told.chart,
            )
            st.caption(plain(" · ".join(said.part_line(part, split) for part in split.parts)))
        for note in told.notes:
            st.caption(plain(note))


def _step(name: str, won: int) -> Step:
    return Step(name, won, formats.won_short(won))


def _keep(shop: OpenShop, numbers: Weeks, today: date) -> None:
    stamp = Stamp(session.now(), today, words.weeks_entry(*weeks(today)))
    try:
        kept = typed.keep_weeks(shop, *numbers, stamp)
    except StoreProblem as problem:
        notices.refusal(problem)
    else:
        if session.is_sample():
            session.stop_sample()
        st.session_state[_KEPT] = kept
        st.rerun()


def _kept(shop: OpenShop) -> None:
    """What became of the numbers, and the way back."""
    kept: typed.Kept | None = st.session_state.get(_KEPT)
    if kept is None:
        return
    notices.success(words.kept(kept))
    if kept.upload_id is None:
        return
    if st.button(_("Take back"), icon=":material/undo:", key="six.undo"):
        try:
            typed.take_back(shop, kept.upload_id, at=session.now())
        except LookupError:
            notices.warning(words.gone_already())
            return
        except StoreProblem as problem:
            notices.refusal(problem)
            return
        st.session_state.pop(_KEPT)
        st.toast(plain(words.taken_back().text), icon=":material/undo:")
        st.rerun()


def _tone(verdict: SixVerdict) -> str:
    if verdict.level is not Evidence.KNOWN:
        return "calm"
    return "bad" if verdict.fell else "good"
