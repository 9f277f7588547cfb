"""Which of two texts should be used?"""

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards, copy_calculator, copy_library, copy_tests, session
from core.ui import copy_tests_doing as doing

cards.page(_("Copy tests"), _("Which text should I use, A or B?"))

shop = session.shop()
# In a place of their own, so that what is below stays where it is.
with st.container(key="tests-said"):
    doing.told()
    doing.thrown(shop)
if not copy_tests.opened(shop):
    listed, library, calculator, days = st.tabs(
        [_("Tests"), _("Library of texts"), _("Calculator"), _("How many days it takes")],
        key="tests.tab",
        on_change="rerun",
    )
    if listed.open:
        with listed:
            copy_tests.draw(shop)
    if library.open:
        with library:
            copy_library.draw(shop)
    if calculator.open:
        with calculator:
            copy_calculator.draw(shop)
    if days.open:
        with days:
            copy_calculator.plan(shop)
