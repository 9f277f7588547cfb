"""The checklist of a detail page and the questions about it, answered and kept at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from core.analysis import pagetext
from core.i18n import gettext as _
from core.services import products_checks as service
from core.services.products import Product
from core.services.products_checks import Answer, Check, Checklist
from core.services.products_detail import Question
from core.store import StoreProblem
from core.ui import notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import products_page, products_said

SHOWN: Final = 20
"""So many questions stand on the page, the newest ones."""

LONGEST: Final = 160
_UNDO: Final = "products.checks.undo"
_FAULT: Final = "products.checks.fault"
_MARKS: Final = (Answer.DONE, Answer.MISSING)


def checklist(one: Product) -> None:
    """What a page needs, point by point, with the score and the day it was last looked at."""
    groups = products_page.checklist()
    found = cached(service.answers)(session.shop(), one.id)
    score = found.score([point.id for points in groups.values() for point in points])
    with st.expander(_("Checklist of the detail page"), key="products.checklist"):
        _fault()
        said = f"{products_said.score(score)} · {products_said.last(found)}"
        st.markdown(f"**{plain(said)}**")
        with st.grid(2, min_column_width=300):
            for name, points in groups.items():
                own = found.score([point.id for point in points])
                with st.container(gap="xsmall"):
                    st.markdown(f"**{plain(name)}** :gray[{own.done}/{own.applicable}]")
                    for point in points:
                        _choice(one, point.text, point.id, found, tuple(Answer))
        _back(one, "list")


def questions(
    one: Product,
    asked: Sequence[Question],
    themes: pagetext.Dictionary,
    text: pagetext.Checked | None,
) -> None:
    """The questions one by one, to be marked as answered on the page or not."""
    if not asked:
        return
    found = cached(service.answers)(session.shop(), one.id)
    told = _told(asked, found, themes, text)
    known = [answer for answer in told.values() if answer is not None]
    if known:
        st.markdown(f"**{plain(products_said.covered(sum(known), len(known)))}**")
    st.caption(_("Mark whether the page answers it. Your mark counts more than the words."))
    for question in asked[:SHOWN]:
        text_shown = " ".join(question.text.split())[:LONGEST]
        _choice(one, text_shown, service.question(question.key), found, _MARKS)
    _back(one, "questions")


def _told(
    asked: Sequence[Question],
    found: Checklist,
    themes: pagetext.Dictionary,
    text: pagetext.Checked | None,
) -> Mapping[str, bool | None]:
    """Whether each question is answered: by its mark, else by the words; None if unknown."""
    told: dict[str, bool | None] = {}
    for question in asked:
        mark = found.answers.get(service.question(question.key))
        if mark is not None:
            told[question.key] = mark is Answer.DONE
            continue
        covered = pagetext.coverage([question.text], themes, text)
        is_told = text is not None and covered.placed
        told[question.key] = covered.answered == 1 if is_told else None
    return told


def _choice(
    one: Product, label: str, item: str, found: Checklist, options: Sequence[Answer]
) -> None:
    key = f"products.check.{one.id}.{item}"
    st.session_state[key] = found.answers.get(item)
    wording = products_said.marked if options is _MARKS else products_said.answer
    st.radio(
        plain(label),
        options,
        index=None,
        format_func=wording,
        key=key,
        horizontal=True,
        on_change=_answer,
        args=(one.id, item, key),
    )


def _answer(product: int, item: str, key: str) -> None:
    said: Answer | None = st.session_state[key]
    if said is not None:
        now = session.now()
        _run(lambda: _keep(product, item, service.answer(session.shop(), product, item, said, now)))


def _keep(product: int, item: str, before: Check | None) -> None:
    st.session_state[_UNDO] = (product, item, before)


def _back(one: Product, place: str) -> None:
    """The button that takes the last answer back, where it was given."""
    kept: tuple[int, str, Check | None] | None = st.session_state.get(_UNDO)
    if kept is None or kept[0] != one.id or kept[1].startswith("q") != (place == "questions"):
        return
    st.button(
        _("Take the last answer back"),
        key=f"products.check.back.{place}",
        type="tertiary",
        icon=":material/undo:",
        on_click=_undo,
        args=kept,
    )


def _undo(product: int, item: str, before: Check | None) -> None:
    st.session_state.pop(_UNDO, None)
    _run(lambda: service.undo(session.shop(), product, item, before, session.now()))


def _run(change: Callable[[], None]) -> None:
    try:
        change()
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem


def _fault() -> None:
    problem = st.session_state.pop(_FAULT, None)
    if isinstance(problem, StoreProblem):
        notices.refusal(problem)
