"""Many tasks of one kind at once: ticked, with texts shared out, done or skipped together."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from core.analysis.care_queue import Kind
from core.i18n import gettext as _
from core.services import care_queue_done as done
from core.services import care_words
from core.services.care_queue_done import Reason
from core.services.care_queue_people import Task, Told
from core.services.care_rules import CareRule
from core.services.care_words import ALIKE_MOST
from core.services.opening import OpenShop
from core.ui import care_queue_state as state
from core.ui import copying
from core.ui.cached import cached
from core.ui.care_queue_rows import name
from core.ui.text import plain
from core.wording import care_queue as wording
from core.wording import care_words as said

_KEY: Final = "care.bulk"
_OURS: Final = "all"


def draw(shop: OpenShop, tasks: Sequence[Task], rule: CareRule, told: Told, today: date) -> None:
    """A list to tick off, with the text that goes to whom."""
    choices = care_words.choices(rule.kind, rule.text)
    number = _choice(choices, told, tasks, today)
    texts = _shared(choices, number, len(tasks))
    _warn(shop, texts, today)
    # A second click that comes late must not do the next fifty.
    of_these = name(tasks[0])
    with st.form(f"care-bulk-{rule.kind}", border=False):
        ticked = [_tick(task, today) for task in tasks]
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            is_done = st.form_submit_button(
                _("Done for all that are ticked"), type="primary", icon=":material/check:",
                key=f"{_KEY}.done.{of_these}",
            )  # fmt: skip
            why = st.selectbox(
                _("Why are they skipped?"), [one.value for one in Reason], key=f"{_KEY}.why",
                format_func=lambda code: wording.skipped(Reason(code)), width=220,
            )  # fmt: skip
            is_skipped = st.form_submit_button(
                _("Skip all that are ticked"), icon=":material/skip_next:",
                key=f"{_KEY}.skip.{of_these}",
            )  # fmt: skip
    chosen = [(task, text) for task, text, is_on in zip(tasks, texts, ticked, strict=True)
              if is_on]  # fmt: skip
    if chosen and (is_done or is_skipped):
        _mark(shop, rule.kind, chosen, Reason(why) if is_skipped else None)


def _mark(
    shop: OpenShop, kind: Kind, chosen: Sequence[tuple[Task, str]], reason: Reason | None
) -> None:
    texts = [text for _task, text in chosen] if reason is None else ()
    state.mark(shop, kind, [task for task, _text in chosen], reason, texts)
    st.rerun()


def _tick(task: Task, today: date) -> bool:
    who = wording.who(task.order.name if task.order else "")
    parts = (wording.bought(task, 24), wording.since(task, today), wording.left(task.left))
    told = " · ".join(part for part in (who, *parts) if part)
    return st.checkbox(plain(told), value=True, key=f"{_KEY}.tick.{name(task)}")


def _choice(choices: Sequence[str], told: Told, tasks: Sequence[Task], today: date) -> int | None:
    """Which text goes out; None shares all of them out."""
    options = [str(place) for place in range(len(choices))]
    if len(tasks) > 1 and len(choices) > 1:
        options.append(_OURS)
    chosen = st.selectbox(
        _("Which text?"), options, key=f"{_KEY}.text.{tasks[0].kind}",
        format_func=lambda code: _("Share all texts out") if code == _OURS
        else _("Text {number}").format(number=int(code) + 1),
    )  # fmt: skip
    number = None if chosen == _OURS else int(chosen or 0)
    shown = choices if number is None else [choices[number]]
    for place, text in enumerate(shown):
        ready = state.filled(tasks[place % len(tasks)], text, told, today)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown("  \n".join(plain(line) for line in ready.splitlines()) or "–")
            copying.button(ready, about=_("As it reads for the first of them"),
                           key=f"{_KEY}.copy.{tasks[0].kind}.{place}")  # fmt: skip
    st.caption(_("As it reads for the first of them. The file has the text for each."))
    return number


def _shared(choices: Sequence[str], number: int | None, count: int) -> list[str]:
    """The text of each task."""
    if number is not None:
        return [choices[number]] * count
    return [choices[place % len(choices)] for place in range(count)]


def _warn(shop: OpenShop, texts: Sequence[str], today: date) -> None:
    """What is worth knowing before so many get the same text."""
    for text in dict.fromkeys(texts):
        words = care_words.sales_words(text)
        if words:
            st.warning(plain(said.advertising(words)), icon=":material/campaign:")
    counts = {text: cached(done.alike)(shop, today, text) + texts.count(text)
              for text in dict.fromkeys(texts)}  # fmt: skip
    most = max(counts.values(), default=0)
    if most > ALIKE_MOST:
        st.warning(plain(said.alike(most)), icon=":material/content_copy:", title=_("Same text"))
