"""The 17 provinces in words."""

from core.i18n import gettext as _
from core.terms.orders import Region


def region(one: Region) -> str:
    """What a province is called."""
    return {**_cities(), **_provinces()}[one]


def _cities() -> dict[Region, str]:
    return {
        Region.SEOUL: _("Seoul"),
        Region.BUSAN: _("Busan"),
        Region.DAEGU: _("Daegu"),
        Region.INCHEON: _("Incheon"),
        Region.GWANGJU: _("Gwangju"),
        Region.DAEJEON: _("Daejeon"),
        Region.ULSAN: _("Ulsan"),
        Region.SEJONG: _("Sejong"),
    }


def _provinces() -> dict[Region, str]:
    return {
        Region.GYEONGGI: _("Gyeonggi"),
        Region.CHUNGBUK: _("Chungbuk"),
        Region.CHUNGNAM: _("Chungnam"),
        Region.JEONNAM: _("Jeonnam"),
        Region.GYEONGBUK: _("Gyeongbuk"),
        Region.GYEONGNAM: _("Gyeongnam"),
        Region.JEJU: _("Jeju"),
        Region.GANGWON: _("Gangwon"),
        Region.JEONBUK: _("Jeonbuk"),
    }
