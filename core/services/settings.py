"""What the seller tells us about the shop."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sqlmodel import Session, select

from core.i18n import LANGUAGES
from core.services.opening import OpenShop
from core.store.tables import Shop

LONGEST: Final = 60
"""So many characters a name or a category may have."""

LONGEST_LINE: Final = 80
"""So many characters the line may have that says how the shop wants to be seen."""

LARGEST_MARGIN: Final = 99
"""In percent of the selling price; all of it never remains."""


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """Name, category, margin in percent of the price (None while unknown) and language.

    ``seen_as`` is one line on how the shop wants to be seen; it stands beside what is written to
    customers.
    """

    name: str = ""
    category: str = ""
    margin_percent: int | None = None
    language: str = LANGUAGES[0]
    seen_as: str = ""


class SettingsProblem(StrEnum):
    """Why settings are not kept."""

    NAME_TOO_LONG = "name_too_long"
    NAME_UNREADABLE = "name_unreadable"
    CATEGORY_TOO_LONG = "category_too_long"
    CATEGORY_UNREADABLE = "category_unreadable"
    MARGIN_OUT_OF_RANGE = "margin_out_of_range"
    LANGUAGE_UNKNOWN = "language_unknown"
    LINE_TOO_LONG = "line_too_long"
    LINE_UNREADABLE = "line_unreadable"


class SettingsRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Settings were not kept."""

    def __init__(self, problems: tuple[SettingsProblem, ...]) -> None:
        """Keep all that is wrong."""
        super().__init__(*problems)
        self.problems = problems


class SettingsConflict(Exception):  # noqa: N818  (an answer, not a fault)
    """Somebody else has changed the settings since they were read."""

    def __init__(self, current: ShopSettings) -> None:
        """Keep how they are now."""
        super().__init__()
        self.current = current


def read(shop: OpenShop) -> ShopSettings:
    """The settings as they are.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _of(_row(session, shop))


def check(wanted: ShopSettings) -> tuple[SettingsProblem, ...]:
    """Everything that is wrong with ``wanted``."""
    margin = wanted.margin_percent
    wrong = {
        SettingsProblem.NAME_TOO_LONG: len(wanted.name) > LONGEST,
        SettingsProblem.NAME_UNREADABLE: not wanted.name.isprintable(),
        SettingsProblem.CATEGORY_TOO_LONG: len(wanted.category) > LONGEST,
        SettingsProblem.CATEGORY_UNREADABLE: not wanted.category.isprintable(),
        SettingsProblem.MARGIN_OUT_OF_RANGE: margin is not None
        and not 0 <= margin <= LARGEST_MARGIN,
        SettingsProblem.LANGUAGE_UNKNOWN: wanted.language not in LANGUAGES,
        SettingsProblem.LINE_TOO_LONG: len(wanted.seen_as) > LONGEST_LINE,
        SettingsProblem.LINE_UNREADABLE: not wanted.seen_as.isprintable(),
    }
    return tuple(problem for problem, applies in wrong.items() if applies)


def save(shop: OpenShop, wanted: ShopSettings, *, seen: ShopSettings | None = None) -> ShopSettings:
    """Keep ``wanted``, and tell what was kept.

    Args:
        shop: whose settings they are.
        wanted: as they are to be; blanks around the texts go.
        seen: as they were when the seller began to change them; None to overwrite anything.

    Raises:
        SettingsRefused: something in them is impossible; nothing was kept.
        SettingsConflict: they are not as ``seen`` any more; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = replace(
        wanted, name=wanted.name.strip(), category=wanted.category.strip(),
        seen_as=wanted.seen_as.strip(),
    )  # fmt: skip
    problems = check(wanted)
    if problems:
        raise SettingsRefused(problems)
    with shop.store.write() as session:
        row = _row(session, shop)
        if seen is not None and _of(row) != seen:
            raise SettingsConflict(_of(row))
        row.name, row.category = wanted.name, wanted.category
        row.margin_percent, row.language = wanted.margin_percent, wanted.language
        row.seen_as = wanted.seen_as
        session.add(row)
    return wanted


def speak(shop: OpenShop, language: str) -> ShopSettings:
    """Change the language only.

    Raises:
        SettingsRefused: we do not speak it.
        core.store.StoreProblem: the store cannot be written.
    """
    return save(shop, replace(read(shop), language=language))


def _row(session: Session, shop: OpenShop) -> Shop:
    return session.exec(select(Shop).where(Shop.id == shop.id).with_for_update()).one()


def _of(row: Shop) -> ShopSettings:
    return ShopSettings(row.name, row.category, row.margin_percent, row.language, row.seen_as)
