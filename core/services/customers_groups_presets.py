"""Groups that most sellers ask for, ready to be taken and changed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.analysis.customer_states import State
from core.services.customers_consent import Standing
from core.terms.customer_groups import AnyOf, Between, On, Rule, rule

BIG: Final = 10
"""Big spenders are the tenth that spent most."""

DEPENDS: Final = 80
"""Who had a discount on so many percent of the orders buys at a discount only."""


class Preset(StrEnum):
    """What is asked for."""

    FIRST_MONTH_AFTER = "first_month_after"
    NEW = "new"
    RESTING_REGULARS = "resting_regulars"
    BIG_SPENDERS = "big_spenders"
    BIG_AND_GONE = "big_and_gone"
    ONCE_BUT_BIG = "once_but_big"
    FULL_PRICE = "full_price"
    DISCOUNT_ONLY = "discount_only"
    AGREED_RESTING = "agreed_resting"


RULES: Final[Mapping[Preset, Rule]] = {
    Preset.FIRST_MONTH_AFTER: rule(
        Between(On.VISITS, 1, 1), Between(On.SINCE_FIRST, 30, 60),
    ),
    Preset.NEW: rule(Between(On.SINCE_FIRST, None, 30)),
    Preset.RESTING_REGULARS: rule(AnyOf(On.STATE, (int(State.RESTING),)), Between(On.VISITS, 3)),
    Preset.BIG_SPENDERS: rule(Between(On.TOP, None, BIG)),
    Preset.BIG_AND_GONE: rule(Between(On.TOP, None, BIG), AnyOf(On.STATE, (int(State.GONE),))),
    Preset.ONCE_BUT_BIG: rule(Between(On.VISITS, 1, 1), Between(On.TOP, None, BIG)),
    Preset.FULL_PRICE: rule(Between(On.DISCOUNT, None, 0), Between(On.VISITS, 2)),
    Preset.DISCOUNT_ONLY: rule(Between(On.DISCOUNT, DEPENDS, None), Between(On.VISITS, 2)),
    Preset.AGREED_RESTING: rule(
        AnyOf(On.CONSENT, (Standing.GIVEN.value,)), AnyOf(On.STATE, (int(State.RESTING),)),
    ),
}  # fmt: skip
