"""The two sides of ``pages.py``, each in a process of its own: ``page_ways.py SIDE FOLDER``.

A side reads the names of pages from its input, one a line, and answers each with one line of
JSON: the main ``numbers`` of the page, ``said``, a digest of everything the page shows and
concludes, ``seconds``, ``cpu``, of which ``reading`` was spent on reading rows, and ``peak_mb``.
"""

# ruff: noqa: PLC0415  (a process imports only what its side needs, and answers by printing)

import hashlib
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ways import Watch, peak_mb

Numbers = list[float | None]
Answers = dict[str, Callable[[], Numbers]]
SIZES = {"": 28, "_week": 7, "_quarter": 91}


def make(folder: Path) -> None:
    """Make the shop, in the folder or in the database that ``DATABASE_URL`` names."""
    from page_shop import Size
    from page_shop import make as made

    folder.mkdir(exist_ok=True, parents=True)
    made(folder, Size(*json.loads(sys.argv[3])))


def service(folder: Path) -> tuple[Any, Answers]:
    """What the pages ask, and the numbers taken out of their answers."""
    from page_pandas import Store

    side = Store(folder)
    return side, _answers(side) | {"todo": side.todo}


def pandas(folder: Path) -> tuple[Any, Answers]:
    """The same pages, fed by pandas from all rows in memory."""
    from page_pandas import Pandas

    side = Pandas(folder)
    return side, _answers(side)


def sums(folder: Path) -> tuple[Any, Answers]:
    """The main numbers alone, from frames in memory without cancelled lines."""
    from page_rival import Rival

    return None, _answers(Rival(folder))


def _answers(side: Any) -> Answers:  # noqa: ANN401  (both sides have the same questions)
    answers: Answers = {"actions": side.actions}
    for name, days in SIZES.items():
        for page in ("today", "journey", "channels", "products"):
            answers[f"{page}{name}"] = partial(getattr(side, page), days)
    for part in ("device", "product", "channel"):
        answers[f"journey_{part}"] = getattr(side, f"of_{part}")
    return answers


def serve(side: Any, answers: Answers) -> None:  # noqa: ANN401  (one of three)
    """Answer until nothing more is asked."""
    for line in sys.stdin:
        watch, numbers = Watch(), list[Any]()
        spent = getattr(side, "spent", None)
        before = spent.cpu if spent else 0.0
        if line.strip() in answers:
            with watch:
                if side is not None:
                    side.begin()
                numbers = answers[line.strip()]()
        shown = repr(getattr(side, "shown", None))
        found = {"numbers": [None if it is None else float(it) for it in numbers],
                 "said": hashlib.sha256(shown.encode()).hexdigest(),
                 "seconds": watch.seconds, "cpu": watch.cpu, "peak_mb": peak_mb(),
                 "reading": spent.cpu - before if spent else None}  # fmt: skip
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    place = Path(sys.argv[2])
    if sys.argv[1] == "make":
        make(place)
    else:
        serve(*{"service": service, "pandas": pandas, "sums": sums}[sys.argv[1]](place))
