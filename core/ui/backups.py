"""The list of backups: make one, take one along, put one back."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import backup, opening
from core.services.backup import BackupEntry, BackupProblem
from core.services.opening import KeyUnusable, OpenShop
from core.store import StoreDamaged, StoreForeign, StoreProblem
from core.ui import notices, session
from core.ui.text import plain
from core.wording import settings as words
from core.wording.message import Message

SHOWN: Final = 5
"""So many backups are shown at once."""

_SAID: Final = "backups.said"


def show(shop: OpenShop) -> None:
    """All there is to do with backups of ``shop``."""
    if _SAID in st.session_state:
        notices.success(st.session_state.pop(_SAID))
    if shop.store.path is None:
        notices.warning(words.backup_reason(backup.BackupReason.ON_SERVER))
        return
    st.markdown(plain(_("Your data, settings and the key lie in one file. The last ten are kept.")))
    if st.button(_("Make a backup"), icon=":material/save:", key="backups.make"):
        _do(lambda: words.made(backup.make(shop, session.now())))
    entries = backup.entries(shop)
    if not entries:
        st.caption(_("There is no backup yet."))
    for entry in entries[:SHOWN]:
        _line(shop, entry)
    if len(entries) > SHOWN:
        with st.expander(_("Older backups")):
            for entry in entries[SHOWN:]:
                _line(shop, entry)


def rescue() -> None:
    """Offer the backups when the shop cannot be opened; the page ends with them.

    While the store is only busy, full or locked, or belongs to a newer program, a backup would
    not help.
    """
    trouble = session.own_trouble()
    folder = opening.data_folder()
    found = [entry for entry in backup.listed(folder) if entry.is_sound]
    if not isinstance(trouble, (StoreDamaged, StoreForeign, KeyUnusable)) or not found:
        return
    notices.refusal(trouble)
    st.header(_("Backups"), anchor=False)
    for entry in found[:SHOWN]:
        key = f"rescue.{entry.path.name}"
        with st.container(border=True, gap="small"):
            st.markdown(plain(words.backup_name(entry, session.now())))
            st.caption(plain(words.holds(entry.totals)))
            if st.button(_("Restore this backup"), key=key):
                _do(lambda entry=entry: _revived(folder, entry))  # type: ignore[misc]
    st.stop()


def _revived(folder: Path, entry: BackupEntry) -> Message:
    backup.revive(folder, entry.path, session.now()).close()
    session.reopen()
    return words.restored()


def _line(shop: OpenShop, entry: BackupEntry) -> None:
    key = f"backups.{entry.path.name}"
    with st.container(border=True, key=key.replace(".", "-"), gap="small"):
        st.markdown(plain(words.backup_name(entry, session.now())))
        if entry.totals is not None:
            st.caption(plain(words.holds(entry.totals)))
        with st.container(horizontal=True):
            st.download_button(
                _("Save elsewhere"),
                data=entry.path.read_bytes,
                file_name=entry.path.name,
                mime="application/octet-stream",
                key=f"{key}.save",
                on_click="ignore",
                icon=":material/download:",
            )
            if entry.is_sound:
                _restore(shop, entry, key)


def _restore(shop: OpenShop, entry: BackupEntry, key: str) -> None:
    with st.popover(
        _("Restore"), icon=":material/history:", key=f"{key}.ask.{hash(shop.revision())}"
    ):
        st.markdown(plain(_("Go back to how the shop was then?")))
        st.caption(plain(_("What is there now is backed up first, so you can come back.")))
        if st.button(_("Restore this backup"), type="primary", key=f"{key}.restore"):
            _do(lambda: _restored(shop, entry))


def _restored(shop: OpenShop, entry: BackupEntry) -> Message:
    backup.restore(shop, entry.path, session.now())
    session.reopen()
    return words.restored()


def _do(work: Callable[[], Message]) -> None:
    """Do it and draw the page anew, or say why it did not work."""
    try:
        said = work()
    except BackupProblem as problem:
        notices.problem(words.backup_problem(problem))
    except StoreProblem as problem:
        notices.refusal(problem)
    else:
        st.session_state[_SAID] = said
        st.rerun()
