"""Names of products that are called the same."""

from core.i18n import gettext as _
from core.services.product_twins import Twin
from core.wording.malls import mall_name


def name(called: str, twin: Twin | None) -> str:
    """A product with what tells it from others of its name; as it is called where none is."""
    if twin is None or twin.mall is None:
        return called
    mall = mall_name(twin.mall)
    if twin.number is not None:
        mall = _("{mall} {number}").format(mall=mall, number=twin.number)
    return _("{name} ({mall})").format(name=called, mall=mall)
