"""The frame of the program: its pages, and what stands around each of them."""

import streamlit as st

from core.i18n import gettext as _
from core.ui import frame, session

session.start()
frame.configure()

page = frame.navigate(
    {
        "start": [
            st.Page(
                "pages/start/today.py",
                title=_("Today"),
                icon=":material/today:",
                default=True,
            ),
            st.Page(
                "pages/start/upload.py",
                title=_("Add data"),
                icon=":material/upload_file:",
                url_path="upload",
            ),
            st.Page(
                "pages/start/six.py",
                title=_("Six numbers only"),
                icon=":material/edit_note:",
                url_path="six",
                visibility="hidden",
            ),
        ],
        "manage": [
            st.Page(
                "pages/manage/settings.py",
                title=_("Settings"),
                icon=":material/settings:",
                url_path="settings",
            ),
        ],
    }
)
frame.draw(page)
