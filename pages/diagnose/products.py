"""Which detail page should be mended?"""

from functools import partial

from core.i18n import gettext as _
from core.services import covering
from core.services.products import Stage, overview
from core.ui import cards, choosing, lacking, products, products_more, session, tabs
from core.ui.cached import cached
from core.ui.tabs import Tab

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
lacking.draw(shop, mall)

typed = partial(products_more.typed, view if view.stage is Stage.READY else None)
tabs.draw(
    [
        Tab("products", _("Products"), partial(products.draw, view)),
        Tab("together", _("Bought together"), partial(products_more.together, mall)),
        Tab("typed", _("Type one product"), typed, stays=True),
    ],
    key="products.tab",
)
