"""Which detail page should be mended?"""

import streamlit as st

from core.i18n import gettext as _
from core.services import covering
from core.services.products import Stage, overview
from core.ui import cards, choosing, products, products_more, session
from core.ui.cached import cached

cards.page(_("Product check"), _("Which detail page should be mended?"))

shop = session.shop()
period, compare, mall = choosing.draw(cached(covering.malls)(shop))
view = cached(overview)(
    shop,
    today=session.today(),
    period=period,
    compare=compare,
    mall=mall,
)

check, together, typed = st.tabs(
    [_("Products"), _("Bought together"), _("Type one product")],
    key="products.tab",
    on_change="rerun",
    bind="query-params",
)
if check.open:
    with check:
        products.draw(view)
if together.open:
    with together:
        products_more.together(mall)
if typed.open:
    with typed:
        products_more.typed(view if view.stage is Stage.READY else None)
