"""Which of two texts should be used?"""

from functools import partial

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards, copy_calculator, copy_library, copy_tests, session, tabs
from core.ui import copy_tests_doing as doing
from core.ui.tabs import Tab

cards.page(_("Copy tests"), _("Which text should I use, A or B?"))

shop = session.shop()
# In a place of their own, so that what is below stays where it is.
with st.container(key="tests-said"):
    doing.told()
    doing.thrown(shop)
if not copy_tests.opened(shop):
    tabs.draw(
        [
            Tab("tests", _("Tests"), partial(copy_tests.draw, shop)),
            Tab("library", _("Library of texts"), partial(copy_library.draw, shop)),
            Tab("calculator", _("Calculator"), partial(copy_calculator.draw, shop)),
            Tab("days", _("How many days it takes"), partial(copy_calculator.plan, shop)),
        ],
        key="tests.tab",
    )
