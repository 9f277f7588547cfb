"""The tab of messages: the record of which words led to a purchase, and what to do next."""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import channels as charts
from core.charts.channels import Axis, Dot
from core.i18n import formats
from core.i18n import gettext as _
from core.services import messages_next, messages_record, messages_variants, target_personas
from core.services.copy_tests import CopyTest
from core.services.messages_called import Called
from core.services.messages_next import Do
from core.services.messages_record import Cell
from core.services.opening import OpenShop
from core.ui import cards, downloads, messages_doing, session, tables
from core.ui.cached import cached
from core.ui.messages_results import look, standings
from core.ui.text import plain
from core.wording import messages_files as files
from core.wording import messages_record as wording
from core.wording import messages_results as said

_KEY: Final = "messages.record"
_DRAWN: Final = 12
"""So many cells are drawn."""

_DAYS: Final = 7
"""So long a test lasts that begins here."""

_GREY: Final = "color: #8b95a1"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    results, names = look(shop)
    cells = messages_record.cells(results)
    if not cells:
        with cards.empty(
            _("Here gathers which words lead to a purchase, for whom and when."),
            _("It begins once the days of the first message are over."),
            key="messages.record.none", icon="dataset",
        ):  # fmt: skip
            _to_lists()
        return
    personas = [one.id for one in cached(target_personas.listed)(shop) if one.id]
    _next(shop, messages_next.steps(standings(shop, results), cells, personas), names)
    unsorted = messages_record.unsorted(results)
    if unsorted:
        st.caption(plain(wording.unsorted(unsorted)))
    with cards.card(_("What was learnt"), key="messages-record"):
        shown = _filtered(cells, names)
        if not shown:
            st.markdown(_("Nothing was sent that fits this choice."))
            return
        _picture(shown, names)
        _table(shown, names)


def _next(shop: OpenShop, steps: Sequence[messages_next.Step], names: Called) -> None:
    if not steps:
        return
    with (
        cards.card(_("What to try next"), key="messages-next"),
        st.grid(3, min_column_width=260, key=f"{_KEY}.steps"),
    ):
        for place, one in enumerate(steps):
            head, reason = wording.step(one, names)
            with st.container(border=True, key=f"{_KEY}.step.{place}", gap="xsmall"):
                st.markdown(f"**{plain(head)}**")
                st.caption(plain(reason))
                _way(shop, one, said.scenario(one.scenario, names), f"{_KEY}.way.{place}")


def _way(shop: OpenShop, one: messages_next.Step, title: str, key: str) -> None:
    if one.do is Do.COMPARE:
        if st.button(_("Make a copy test of both"), key=key, icon=":material/science:"):
            _compare(shop, one, title)
    elif one.do is not Do.STOP:
        _to_lists()


def _compare(shop: OpenShop, one: messages_next.Step, title: str) -> None:
    """Make a copy test with both texts in it, and go there."""
    some = [cell.version for cell in one.cells if cell.version is not None]
    made: list[CopyTest] = []
    if messages_doing.run(
        lambda: made.append(
            messages_variants.compared(shop, title, some, _DAYS, session.now())
        )
    ):  # fmt: skip
        st.switch_page(
            "pages/improve/tests.py", query_params={"test": str(made[0].id), "step": "1"}
        )
    messages_doing.faults()


def _to_lists() -> None:
    st.page_link(
        "pages/customers/messages.py", label=_("Make a list"), icon=":material/checklist:",
        query_params={"tab": "prepare"},
    )  # fmt: skip


def _filtered(cells: Sequence[Cell], names: Called) -> list[Cell]:
    """Those that fit what was chosen on each axis."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        personas = _some(
            _("Persona"), [one.persona for one in cells], lambda it: said.persona(it, names),
            "persona",
        )  # fmt: skip
        scenarios = _some(
            _("Scenario"), [one.scenario for one in cells], lambda it: said.scenario(it, names),
            "scenario",
        )  # fmt: skip
        texts = _some(_("Message"), [wording.message(one, names) for one in cells], str, "message")
        whole = st.checkbox(_("Only those sent to 30 or more"), key=f"{_KEY}.whole")
    return [
        one for one in cells
        if one.persona in personas and one.scenario in scenarios
        and wording.message(one, names) in texts and not (whole and one.is_thin)
    ]  # fmt: skip


def _some(
    label: str, values: Sequence[object], words: Callable[..., str], name: str
) -> set[object]:
    """What was chosen of an axis; everything where nothing was."""
    options = list(dict.fromkeys(values))
    chosen = st.multiselect(
        label, range(len(options)), format_func=lambda at: words(options[at]),
        key=f"{_KEY}.{name}", placeholder=_("All"), width=240,
    )  # fmt: skip
    return {options[at] for at in chosen} or set(options)


def _picture(cells: Sequence[Cell], names: Called) -> None:
    """The share that bought of each with its range; those of a few are left out."""
    known = [one for one in cells if not one.is_thin and one.bought and one.bounds][:_DRAWN]
    if not known:
        st.caption(plain(_("Every message went to fewer than 30, too few to draw their shares.")))
        return
    dots, taken = [], set[str]()
    for one in known:
        name = wording.name(one, names)
        # Of two that are called alike a picture would make one.
        while name in taken:
            name += "\u200b"
        taken.add(name)
        assert one.bought is not None  # noqa: S101  (only such are drawn)
        assert one.bounds is not None  # noqa: S101
        low, high = one.bounds
        dots.append(
            Dot(name, one.bought.rate or 0.0, low, high, one.bought.trials,
                wording.share(one))  # its range in numbers stands in the table
        )  # fmt: skip
    best = max(known, key=lambda one: one.bounds or (0.0, 0.0))
    chart = charts.ranges(dots, Axis(_("Bought, as a share")), session.look())
    st.altair_chart(chart, alt=wording.best(best, names))


def _table(cells: Sequence[Cell], names: Called) -> None:
    frame = table(cells, names)
    thin = [one.is_thin for one in cells]
    colours = [_GREY if is_thin else "" for is_thin in thin]
    grey = frame.style.apply(lambda _column: colours, axis=0)
    columns = {
        "persona": tables.text(_("Persona")), "scenario": tables.text(_("Scenario")),
        "message": tables.text(_("Message")), "letter": tables.text(_("Version")),
        "sent": tables.figure(_("Messages sent")), "reacted": tables.share(_("Reacted")),
        "bought": tables.share(_("Bought")), "bounds": tables.figure(_("Range")),
        "each": tables.figure(_("For one purchase")), "won": tables.figure(_("Sold after it")),
        "cost": tables.figure(_("Cost")),
    }  # fmt: skip
    st.dataframe(
        grey, hide_index=True, column_order=list(columns), column_config=columns,
        key=f"{_KEY}.table", height="content", placeholder="–", alt=_("What was learnt"),
    )  # fmt: skip
    if any(thin):
        st.caption(plain(_("Grey rows went to fewer than 30. Their shares say little yet.")))
    downloads.csv(
        _("Save as CSV"), lambda: files.record(cells, names),
        f"record_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
    )  # fmt: skip


def table(cells: Sequence[Cell], names: Called) -> pd.DataFrame:
    """The record as it is shown."""
    return pd.DataFrame([
        {
            "persona": said.persona(one.persona, names),
            "scenario": said.scenario(one.scenario, names),
            "message": wording.message(one, names), "letter": one.letter,
            "sent": formats.number(one.sent), "reacted": wording.reacted(one),
            "bought": wording.share(one), "bounds": wording.bounds(one),
            "each": wording.each(one), "won": formats.won_short(one.won),
            "cost": formats.won_short(one.cost),
        }
        for one in cells
    ])  # fmt: skip
