"""The first tab of the upload page: drop files, see what they are, take them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.i18n import formats
from core.i18n import gettext as _
from core.services import sample_tests
from core.services.opening import OpenShop
from core.services.receipts import Preview
from core.terms import FileReason, Period, Record
from core.ui import cards, frame, mapping, notices, receipts, session, tables, uploading
from core.ui.text import plain
from core.ui.uploading import Look, Tell
from core.wording import exports, figures
from core.wording import importing as words

LARGEST: Final = 50
"""Megabytes of one file."""
FEW: Final = 2
"""More files than these are told in a few lines each."""
A_MONTH: Final = 28
"""Days that are offered where a file does not say which it is about."""


def draw(shop: OpenShop) -> None:
    """The drop field and everything that follows from what lies in it."""
    if session.is_sample():
        st.caption(
            _("You are looking at the sample shop. It is switched off when you put in a file.")
        )
        if own := sample_tests.own(session.shop()):
            st.caption(f":material/warning: {plain(frame.loss(own))}")
    above = st.container()
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
    looks = []
    if files:
        with _telling() as tell:
            looks = uploading.looks(shop, files, session.today(), tell)
    with above:
        receipts.draw(shop)
    if not looks and not uploading.receipts():
        guide("smartstore_dispatch", key="first")
    _looks(shop, [look for look in looks if look.receipt is None])


def _looks(shop: OpenShop, left: Sequence[Look]) -> None:
    """What is still to be taken; what the seller has to say something about comes first."""
    if len(left) > 1:
        st.markdown(f"**{plain(words.dropped(sum(look.ready for look in left), len(left)))}**")
    for look in sorted(left, key=lambda look: (look.ready, not look.waits)):
        _look(shop, look, brief=look.ready and len(left) > FEW)
    _accept(shop, left)


def guide(format_id: str, *, key: str = "guide") -> None:
    """The three steps to a file, where the seller centre offers it; ``key`` sets places apart."""
    found = exports.export(format_id)
    with cards.card(found.name, key=f"{key}-{format_id}"):
        st.caption(found.fills)
        for number, step in enumerate(exports.steps(format_id), start=1):
            st.markdown(f"**{number}.** {plain(step)}")


def _look(shop: OpenShop, look: Look, *, brief: bool) -> None:
    key = _key(look)
    with st.container(border=True, key=f"look-{key}", gap="xsmall" if brief else "small"):
        if look.preview is None:
            st.caption(plain(_name(look)))
            _refused(shop, look, key)
        elif brief:
            _brief(look, look.preview, key)
        else:
            _preview(look, look.preview, key)


def _key(look: Look) -> str:
    return f"{look.file.file_id}-{look.how.sheet or ''}"


def _refused(shop: OpenShop, look: Look, key: str) -> None:
    if look.asks_password:
        _password(shop, look, key)
    elif look.tries_left == 0:
        notices.problem(words.locked_out())
    elif look.asks_period:
        _period(shop, look, key)
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
    told = [said.title, _("Nothing has been put in yet.")]
    if look.refused.reason is FileReason.MISSING_COLUMNS:
        told.append(said.remedy)
    st.warning(plain(" ".join(told)), icon=":material/help:")
    with st.expander(_("Show us what the columns mean"), icon=":material/table_edit:"):
        if mapping.draw(shop, look.source, look.how, session.today(), key=look.file.file_id):
            with _telling() as tell:
                look.look(shop, session.today(), tell)
            st.rerun()


def _period(shop: OpenShop, look: Look, key: str) -> None:
    if look.refused is None:
        return
    said = words.undated(look.refused)
    yesterday = session.today() - timedelta(days=1)
    with st.form(key=f"period-{key}", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.remedy)}")
        chosen = st.date_input(
            _("Days of the file"),
            value=(yesterday - timedelta(days=A_MONTH - 1), yesterday),
            max_value=session.today(),
            format="YYYY.MM.DD",
            key=f"days-{key}",
        )
        if not st.form_submit_button(_("Read it"), type="primary", key=f"read-{key}"):
            return
        if not isinstance(chosen, tuple) or len(chosen) != 2:  # noqa: PLR2004  (from and until)
            st.warning(_("Choose the first and the last day."), icon=":material/info:")
            return
        with _telling() as tell:
            how = replace(look.how, period=Period(*chosen))
            look.look(shop, session.today(), tell, how)
        st.rerun()


def _password(shop: OpenShop, look: Look, key: str) -> None:
    if look.refused is None:
        return
    said = words.refused(look.refused)
    with st.form(key=f"password-{key}", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.body)} {plain(said.remedy)}")
        if look.tries_left < uploading.TRIES:
            left = formats.count(look.tries_left, "times")
            st.caption(_("{count} left to try").format(count=left))
        typed = st.text_input(_("Password"), type="password", key=f"typed-{key}-{look.tries_left}")
        if st.form_submit_button(_("Open"), type="primary", key=f"open-{key}") and typed:
            with _telling() as tell:
                look.look(shop, session.today(), tell, replace(look.how, password=typed))
            st.rerun()


def _preview(look: Look, seen: Preview, key: str) -> None:
    st.header(plain(words.headline(seen)), anchor=False)
    st.caption(plain(_name(look)))
    for note in words.notes(seen):
        st.warning(plain(note), icon=":material/info:")
    if seen.other_shop:
        look.is_hers = st.checkbox(_("This file is mine, put it in"), key=f"hers-{key}")
    receipts.account(words.tally(seen), key=f"tally-{key}")
    _sums(seen)
    _sample(seen, key)
    _warnings(seen)
    receipts.issues((*seen.refused, *seen.skipped, *seen.warned), seen.name, key=f"issues-{key}")


def _brief(look: Look, seen: Preview, key: str) -> None:
    """One of many files: what it is and what would be put in; the rest on demand."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(words.headline(seen)), anchor=False, width="stretch")
        with st.popover(_("Look inside"), key=f"inside-{key}", type="tertiary"):
            _sample(seen, key)
            found = (*seen.refused, *seen.skipped, *seen.warned)
            if found:
                st.caption(plain(words.issues(found)))
            if seen.refused or seen.warned or len({one.reason for one in found}) > 1:
                receipts.issue_table(found, seen.name, key=f"issues-{key}")
    st.caption(plain(f"{_name(look)} · {words.told(words.tally(seen))}"))
    _sums(seen)
    for note in words.notes(seen):
        st.warning(plain(note), icon=":material/info:")
    if lost := words.left_out(seen):
        st.warning(plain(lost), icon=":material/info:")
    _warnings(seen)


def _sums(seen: Preview) -> None:
    if sums := figures.sums(seen):
        st.markdown(plain(" · ".join(f"{name} {value}" for name, value in sums)))


def _warnings(seen: Preview) -> None:
    """Remarks; those that the seller may have to do something about stand out."""
    calm, grave = words.remarks(seen)
    for remark in grave:
        st.warning(plain(remark), icon=":material/info:")
    if calm:
        st.caption(plain(" ".join(calm)))


def _sample(seen: Preview, key: str) -> None:
    frame = figures.sample(seen)
    if frame.empty:
        return
    said = _("The first rows of the file")
    columns = {heading: tables.text(heading) for heading in frame.columns}
    st.caption(plain(said))
    tables.show(frame, columns, key=f"sample-{key}", alt=said)


def _accept(shop: OpenShop, looks: Sequence[Look]) -> None:
    """The button that takes what is ready; it stays in sight below a long list."""
    ready = [look for look in looks if look.ready]
    if not ready:
        return
    with st.container(key="accept-bar"):
        if not st.button(_("Put in as it is"), type="primary", key="accept", width="stretch"):
            return
        with _telling() as tell:
            problem = uploading.take(shop, ready, session.now(), tell)
        if problem is not None:
            notices.refusal(problem)
            return
    if session.is_sample():
        session.stop_sample()
    _go_on(looks)


def _go_on(looks: Sequence[Look]) -> None:
    """To the conclusion, unless there is something left to see or to say here."""
    done = uploading.receipts()
    st.toast(plain(words.put_in_shortly(done)), icon=":material/check_circle:")
    if any(look.receipt is None for look in looks):
        st.rerun()
    uploading.clear()
    concluded = any(one.record is Record.ORDER_LINE and one.tally.accepted for one in done)
    if not concluded or any(one.tally.refused for one in done):
        st.rerun()
    st.switch_page("pages/start/today.py")


@contextmanager
def _telling() -> Iterator[Tell]:
    """Say what is being done for as long as it takes."""
    slot: DeltaGenerator = st.empty()

    def tell(name: str, progress: object) -> None:
        slot.caption(f":material/hourglass_top: {plain(name)} · {plain(words.progress(progress))}")  # type: ignore[arg-type]

    with st.spinner(_("One moment"), show_time=False):
        yield tell
    slot.empty()
