"""Between which bounds a sum of money lies that came from a number of orders."""

from dataclasses import dataclass
from typing import Final

from scipy.special import chdtr, chdtrc, chdtri

SPREAD: Final = 1.0
"""Variance of the value of an order over its mean squared, where it is not known."""


@dataclass(frozen=True, slots=True)
class Takings:
    """Won that some orders brought, and what one order usually brings.

    The number of orders is taken to be a Poisson count and their values to scatter by ``spread``;
    the bounds are those of a weighted sum of Poisson counts (Fay and Feuer 1997, with the mean
    weight for the next order as Tiwari, Clegg and Zou 2006). With ``spread`` 0 they are the exact
    bounds of a count.

    Raises:
        ValueError: a number is negative, or an order usually brings nothing.
    """

    won: float
    orders: float
    each: float
    spread: float = SPREAD

    def __post_init__(self) -> None:
        """Refuse the impossible."""
        if min(self.won, self.orders, self.spread) < 0 or self.each <= 0:
            msg = f"{self.won} won of {self.orders} orders of {self.each} is impossible"
            raise ValueError(msg)

    def interval(self, confidence: float = 0.95) -> tuple[float, float]:
        """The bounds, with as much left out below as above."""
        tail = (1 - confidence) / 2
        scale, freedom = self._upper()
        high = scale * float(chdtri(freedom, tail))
        if not self.won:
            return 0.0, high
        scale, freedom = self._lower()
        return scale * float(chdtri(freedom, 1 - tail)), high

    def p(self, won: float) -> float:
        """The two-sided p-value of the claim that ``won`` was to be expected."""
        scale, freedom = self._upper()
        too_low = float(chdtrc(freedom, won / scale))
        too_high = 1.0
        if self.won:
            scale, freedom = self._lower()
            # chance of so much or more if only ``won`` was to be expected
            too_high = float(chdtr(freedom, won / scale))
        return min(1.0, 2 * min(too_low, too_high))

    def _variance(self) -> float:
        each = self.won / self.orders if self.orders else self.each
        return self.orders * each**2 * (1 + self.spread)

    def _lower(self) -> tuple[float, float]:
        variance = self._variance()
        return variance / (2 * self.won), 2 * self.won**2 / variance

    def _upper(self) -> tuple[float, float]:
        more = self.won + self.each
        variance = self._variance() + self.each**2 * (1 + self.spread)
        return variance / (2 * more), 2 * more**2 / variance
