"""The first tab of the upload page: drop files, see what they are, take them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.i18n import formats
from core.i18n import gettext as _
from core.services.opening import OpenShop
from core.services.receipts import Issue, Preview, Receipt
from core.terms import Period
from core.ui import cards, downloads, mapping, notices, session, tables, uploading
from core.ui.text import plain
from core.ui.uploading import Look, Tell
from core.wording import exports, figures
from core.wording import importing as words

LARGEST: Final = 50
"""Megabytes of one file."""
FEW: Final = 2
"""With more files than these their first rows are folded away."""
A_MONTH: Final = 28
"""Days that are offered where a file does not say which it is about."""
SHOWN: Final = 200
"""So many left-out rows are shown; the download has them all."""


def draw(shop: OpenShop) -> None:
    """The drop field and everything that follows from what lies in it."""
    if session.is_sample():
        st.caption(
            _("You are looking at the sample shop. It is switched off when you put in a file.")
        )
    _receipts()
    files = st.file_uploader(
        _("Drop files here. Several at once are fine."),
        accept_multiple_files=True,
        key=uploading.drop_key(),
        max_upload_size=LARGEST,
    )
    st.caption(
        _("Names and phone numbers are masked, addresses are cut to the province. "
          "Nothing is sent over the internet.")
    )  # fmt: skip
    if not files:
        if not uploading.receipts():
            guide("smartstore_dispatch")
        return
    uploading.forget_receipts()
    with _telling() as tell:
        looks = uploading.looks(shop, files, session.today(), tell)
    if len(looks) > 1:
        ready = sum(look.ready for look in looks)
        st.markdown(f"**{plain(words.dropped(ready, len(looks)))}**")
    for place, look in enumerate(looks):
        _look(shop, look, place, short=len(looks) > FEW)
    _accept(shop, looks)


def guide(format_id: str) -> None:
    """The three steps to a file, where the seller centre offers it."""
    found = exports.export(format_id)
    with cards.card(found.name, key=f"guide-{format_id}"):
        st.caption(found.fills)
        for number, step in enumerate(exports.steps(format_id), start=1):
            st.markdown(f"**{number}.** {plain(step)}")


def _look(shop: OpenShop, look: Look, place: int, *, short: bool) -> None:
    with st.container(border=True, key=f"look-{place}"):
        if look.preview is None:
            st.caption(plain(_name(look)))
        if look.receipt is not None:
            notices.success(words.receipt(look.receipt))
        elif look.preview is not None:
            _preview(look, look.preview, place, short=short)
        else:
            _refused(shop, look, place)


def _refused(shop: OpenShop, look: Look, place: int) -> None:
    if look.asks_password:
        _password(shop, look, place)
    elif look.tries_left == 0:
        notices.problem(words.locked_out())
    elif look.asks_period:
        _period(shop, look, place)
    elif look.can_be_explained:
        _explain(shop, look)
    elif look.refused is not None:
        notices.refusal(look.refused)


def _name(look: Look) -> str:
    return " · ".join(filter(None, (look.file.name, look.how.sheet)))


def _explain(shop: OpenShop, look: Look) -> None:
    """Let the seller say what the columns of a table mean; it is known from then on."""
    if look.refused is None:
        return
    said = words.refused(look.refused)
    st.warning(plain(f"{said.title} {_('Nothing has been put in yet.')}"), icon=":material/help:")
    with st.expander(_("Show us what the columns mean"), icon=":material/table_edit:"):
        if mapping.draw(shop, look.source, look.how, session.today(), key=look.file.file_id):
            with _telling() as tell:
                look.look(shop, session.today(), tell)
            st.rerun()


def _period(shop: OpenShop, look: Look, place: int) -> None:
    if look.refused is None:
        return
    said = words.refused(look.refused)
    yesterday = session.today() - timedelta(days=1)
    with st.form(key=f"period-{look.file.file_id}-{place}", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.remedy)}")
        chosen = st.date_input(
            _("Days of the file"),
            value=(yesterday - timedelta(days=A_MONTH - 1), yesterday),
            max_value=session.today(),
            format="YYYY.MM.DD",
            key=f"days-{place}",
        )
        if not st.form_submit_button(_("Read it"), type="primary", key=f"read-{place}"):
            return
        if not isinstance(chosen, tuple) or len(chosen) != 2:  # noqa: PLR2004  (from and until)
            st.warning(_("Choose the first and the last day."), icon=":material/info:")
            return
        with _telling() as tell:
            how = replace(look.how, period=Period(*chosen))
            look.look(shop, session.today(), tell, how)
        st.rerun()


def _password(shop: OpenShop, look: Look, place: int) -> None:
    if look.refused is None:
        return
    said = words.refused(look.refused)
    with st.form(key=f"password-{look.file.file_id}", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.body)} {plain(said.remedy)}")
        if look.tries_left < uploading.TRIES:
            left = formats.count(look.tries_left, "times")
            st.caption(_("{count} left to try").format(count=left))
        typed = st.text_input(
            _("Password"), type="password", key=f"typed-{look.file.file_id}-{look.tries_left}"
        )
        if st.form_submit_button(_("Open"), type="primary", key=f"open-{place}") and typed:
            with _telling() as tell:
                look.look(shop, session.today(), tell, replace(look.how, password=typed))
            st.rerun()


def _preview(look: Look, seen: Preview, place: int, *, short: bool) -> None:
    st.header(plain(words.headline(seen)), anchor=False)
    st.caption(plain(_name(look)))
    for note in words.notes(seen):
        st.warning(plain(note), icon=":material/info:")
    account(words.tally(seen), key=f"tally-{place}")
    _sample(seen, place, short=short)
    for warning in words.warnings(seen):
        st.caption(plain(warning))
    issues((*seen.refused, *seen.skipped, *seen.warned), seen.name, key=f"issues-{place}")
    if seen.other_shop:
        look.is_hers = st.checkbox(_("This file is mine, put it in"), key=f"hers-{place}")


def _sample(seen: Preview, place: int, *, short: bool) -> None:
    sums = figures.sums(seen)
    if sums:
        st.caption(plain(" · ".join(f"{name} {value}" for name, value in sums)))
    frame = figures.sample(seen)
    if frame.empty:
        return
    columns = {heading: tables.text(heading) for heading in frame.columns}
    said = _("The first rows of the file")
    with st.expander(said, key=f"first-{place}") if short else st.container():
        tables.show(frame, columns, key=f"sample-{place}", alt=said)


def account(numbers: Sequence[tuple[str, str]], *, key: str) -> None:
    """The account of all rows of a file."""
    with st.grid(max(1, len(numbers)), min_column_width=110, key=key):
        for name, value in numbers:
            st.metric(plain(name), value)


def issues(found: Sequence[Issue], name: str, *, key: str) -> None:
    """The rows that were left out or are odd, to look at and to take along."""
    if not found:
        return
    label = _("Rows left out or to look at ({count})").format(
        count=formats.count(len(found), "rows")
    )
    with st.expander(label, key=key):
        frame = issue_frame(found)
        columns = {heading: tables.text(heading) for heading in frame.columns}
        tables.show(frame.head(SHOWN), columns, key=f"{key}.table")
        downloads.csv(
            _("Download these rows"),
            frame,
            f"{_('left_out')}_{formats.file_day(session.today())}_{name.rsplit('.', 1)[0]}.csv",
            key=f"{key}.csv",
        )


def issue_frame(found: Sequence[Issue]) -> pd.DataFrame:
    """Rows with their line, reason, column and cell, headed in the reader's language."""
    return pd.DataFrame(
        {
            _("Line"): [str(issue.line) for issue in found],
            _("Reason"): [words.row(issue.reason) for issue in found],
            _("Column"): [issue.heading or "" for issue in found],
            _("Cell"): [issue.cell for issue in found],
        }
    )


def _accept(shop: OpenShop, looks: Sequence[Look]) -> None:
    ready = [look for look in looks if look.ready]
    if not ready:
        return
    if not st.button(_("Put in as it is"), type="primary", key="accept", width="stretch"):
        return
    with _telling() as tell:
        problem = uploading.take(shop, ready, session.now(), tell)
    if problem is not None:
        notices.refusal(problem)
        return
    if session.is_sample():
        session.stop_sample()
    for taken in uploading.receipts():
        st.toast(plain(words.receipt(taken).title), icon=":material/check_circle:")
    _go_on(looks)


def _go_on(looks: Sequence[Look]) -> None:
    """To the conclusion, unless there is something left to see or to say here."""
    if any(look.waits for look in looks):
        st.rerun()
    uploading.clear()
    if any(look.refused or (look.receipt and look.receipt.tally.refused) for look in looks):
        st.rerun()
    st.switch_page("pages/start/today.py")


def _receipts() -> None:
    done = uploading.receipts()
    for place, taken in enumerate(done):
        _receipt(taken, place)
    if done and st.button(_("See the conclusion"), type="primary", key="to-today"):
        st.switch_page("pages/start/today.py")


def _receipt(taken: Receipt, place: int) -> None:
    with st.container(border=True, key=f"receipt-{place}"):
        st.caption(plain(taken.name))
        notices.success(words.receipt(taken))
        account(words.tally(taken), key=f"receipt-tally-{place}")
        issues((*taken.refused, *taken.skipped), taken.name, key=f"receipt-issues-{place}")


@contextmanager
def _telling() -> Iterator[Tell]:
    """Say what is being done for as long as it takes."""
    slot: DeltaGenerator = st.empty()

    def tell(name: str, progress: object) -> None:
        slot.caption(f":material/hourglass_top: {plain(name)} · {plain(words.progress(progress))}")  # type: ignore[arg-type]

    with st.spinner(_("One moment"), show_time=False):
        yield tell
    slot.empty()
