"""Share an order out among the channels that led to it: each order once, money to the won.

No model is right: they are shown beside each other, as a range.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.stats.split import whole_parts

HALF_LIFE: Final = 7.0
"""Days after which a visit counts half, in the model by time."""

ENDS: Final = 0.4
"""What the first and the last visit each get in the model by position."""


class Model(StrEnum):
    """How an order is shared out among the visits before it."""

    FIRST = "first"
    LAST = "last"
    LINEAR = "linear"
    TIME_DECAY = "time_decay"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Touch:
    """One visit before an order.

    Raises:
        ValueError: it lies after the order.
    """

    channel: str
    days_before: float

    def __post_init__(self) -> None:
        """Refuse a visit from the future."""
        if self.days_before < 0:
            msg = f"a visit {-self.days_before} days after its order did not lead to it"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Path:
    """An order and the visits that led to it, the earliest first.

    ``orders`` that came by the same visits may stand together, with the won of all of them.

    Raises:
        ValueError: there is no visit, or they are not in order, or there is no order.
    """

    touches: tuple[Touch, ...]
    won: int
    orders: int = 1

    def __post_init__(self) -> None:
        """Refuse what is no path."""
        if self.orders < 1:
            msg = f"{self.orders} orders are none"
            raise ValueError(msg)
        days = [touch.days_before for touch in self.touches]
        if not days or days != sorted(days, reverse=True):
            msg = "a path has visits, the earliest first"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a channel is given: a number of orders, which need not be whole, and won."""

    orders: float
    won: int


def weights(path: Path, model: Model) -> list[float]:
    """What part of the order each visit gets; they add up to one."""
    count = len(path.touches)
    if model is Model.FIRST:
        raw = [1.0, *[0.0] * (count - 1)]
    elif model is Model.LAST:
        raw = [*[0.0] * (count - 1), 1.0]
    elif model is Model.TIME_DECAY:
        # Counted from the last visit: of a long path the weights would all vanish otherwise.
        last = path.touches[-1].days_before
        raw = [2 ** ((last - touch.days_before) / HALF_LIFE) for touch in path.touches]
    elif model is Model.POSITION and count > 2:  # noqa: PLR2004  (two share it evenly)
        between = (1 - 2 * ENDS) / (count - 2)
        raw = [ENDS, *[between] * (count - 2), ENDS]
    else:
        raw = [1.0] * count
    total = sum(raw)
    return [weight / total for weight in raw]


def in_steps(channels: Sequence[str], orders: int, won: int) -> Path:
    """A path of which only the order of visits is known: in the model by time each step halves."""
    last = len(channels) - 1
    touches = (Touch(name, (last - at) * HALF_LIFE) for at, name in enumerate(channels))
    return Path(tuple(touches), won, orders)


def credit(paths: Iterable[Path], model: Model) -> dict[str, Credit]:
    """What each channel is given by a model. The won of each order are shared out to the won."""
    orders: dict[str, float] = {}
    won: dict[str, int] = {}
    for path in paths:
        shares = weights(path, model)
        parts = whole_parts([share * path.won for share in shares], path.won)
        for touch, share, part in zip(path.touches, shares, parts, strict=True):
            orders[touch.channel] = orders.get(touch.channel, 0.0) + share * path.orders
            won[touch.channel] = won.get(touch.channel, 0) + part
    return {channel: Credit(orders[channel], won[channel]) for channel in orders}


def models(paths: Sequence[Path]) -> Mapping[Model, dict[str, Credit]]:
    """What each channel is given by every model."""
    return {model: credit(paths, model) for model in Model}


def spread(given: Mapping[Model, Mapping[str, Credit]]) -> dict[str, tuple[int, int]]:
    """The least and the most won that any model gives to each channel."""
    channels = sorted({channel for each in given.values() for channel in each})
    nothing = Credit(0.0, 0)
    told = {
        channel: [each.get(channel, nothing).won for each in given.values()] for channel in channels
    }
    return {channel: (min(values), max(values)) for channel, values in told.items()}
