"""Which of two texts should be used?"""

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards, copy_tests, session
from core.ui import copy_tests_doing as doing

cards.page(_("Copy tests"), _("Which text should I use, A or B?"))

shop = session.shop()
# In a place of their own, so that what is below stays where it is.
with st.container(key="tests-said"):
    doing.told()
    doing.thrown(shop)
if not copy_tests.opened(shop):
    copy_tests.draw(shop)
