"""How customers are fitted and forecast, beside lifetimes 0.11.3 and what really came.

    python benchmarks/customers.py --rival rival/bin/python

Without ``--rival`` our side alone is measured; ``customers_rival.py`` says how its environment is
made. The data are CDNOW (Fader and Hardie) and Online Retail (UCI), which are no part of the
project and are skipped where they are not there, and a simulated shop. Each side runs in a process
of its own, and the seconds are those of the processor.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
HERE: Final = Path(__file__).parent
WEEK: Final = 7
_EPOCH: Final = pd.Timestamp("1970-01-01")


@dataclass(frozen=True)
class Data:
    """Purchases of customers: ``buyer``, ``day``, ``net``; and how many days are held back."""

    name: str
    visits: pd.DataFrame
    hold: int


def cdnow(path: Path, name: str) -> Data:
    """All customers of CDNOW, or the tenth of them that is usually fitted; 39 weeks held back."""
    frame = pd.read_csv(path)
    frame["day"] = (pd.to_datetime(frame["date"].astype(str)) - _EPOCH).dt.days
    frame = frame.rename(columns={"masterid": "customer_id", "sales": "usd"})
    return Data(name, _daily(frame, "customer_id", "usd"), 39 * WEEK)


def retail(path: Path) -> Data:
    """Online Retail; three months held back."""
    frame = pd.read_csv(path)
    frame = frame[frame["CustomerID"].notna() & (frame["Quantity"] > 0) & (frame["UnitPrice"] > 0)]
    frame = frame.assign(
        day=(pd.to_datetime(frame["InvoiceDate"]) - _EPOCH).dt.days,
        net=frame["Quantity"] * frame["UnitPrice"],
    )
    return Data("Online Retail", _daily(frame, "CustomerID", "net"), 91)


def simulated(people: int, days: int = 730, hold: int = 182, seed: int = 1) -> Data:
    """A shop whose customers buy and leave as the MBG/NBD says, with the parameters of CDNOW."""
    random = np.random.default_rng(seed)
    first = random.uniform(0, days - hold, people)
    rate = random.gamma(0.525, 1 / (6.183 * WEEK), people)
    leave = random.beta(0.891, 1.614, people)
    own = random.gamma(6.25, 1 / 6.25, people) * 20_000
    rows = [(np.arange(people), first)]
    now, who = first, np.flatnonzero(random.random(people) >= leave)
    while len(who):
        now = now[who] if len(now) != len(who) else now
        now = now + random.exponential(1 / rate[who])
        is_in = now < days
        who, now = who[is_in], now[is_in]
        rows.append((who, now))
        stays = random.random(len(who)) >= leave[who]
        who, now = who[stays], now[stays]
    buyer = np.concatenate([one for one, _ in rows])
    day = np.concatenate([one for _, one in rows]).astype(int)
    net = np.round(own[buyer] * random.gamma(4, 1 / 4, len(buyer)))
    frame = pd.DataFrame({"buyer": buyer, "day": day, "net": net})
    return Data(f"simulated, {people:,}", _daily(frame, "buyer", "net"), hold)


def _daily(frame: pd.DataFrame, buyer: str, net: str) -> pd.DataFrame:
    """Purchases of a day are one."""
    sums = frame.groupby([buyer, "day"], as_index=False)[net].sum()
    return sums.rename(columns={buyer: "buyer", net: "net"})[["buyer", "day", "net"]]


def split(data: Data) -> tuple[pd.DataFrame, float]:
    """What was known when the days held back began, and what came in them, in weeks."""
    until = int(data.visits["day"].max())
    cut = until - data.hold
    known = data.visits[data.visits["day"] <= cut]
    grouped = known.groupby("buyer")
    told = grouped.agg(first=("day", "min"), last=("day", "max"), times=("day", "size"),
                       whole=("net", "sum"), begun=("net", "first"))  # fmt: skip
    x = told["times"] - 1
    after = data.visits[data.visits["day"] > cut].groupby("buyer").size()
    frame = pd.DataFrame(
        {"x": x, "recency": (told["last"] - told["first"]) / WEEK,
         "age": (cut - told["first"]) / WEEK,
         "m": np.where(x > 0, (told["whole"] - told["begun"]) / x.clip(lower=1), 0.0),
         "came": after.reindex(told.index).fillna(0).astype(int)}
    )  # fmt: skip
    return frame, data.hold / WEEK


def run(python: str, script: str, file: Path, ahead: float, rounds: int) -> dict[str, Any]:
    """One side in a process of its own."""
    # One thread each: more of them cost time of the processor and gain none.
    environment = os.environ | {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    if python == sys.executable:
        environment |= {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [python, str(HERE / script), str(file), str(ahead), str(rounds)],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def compared(mine: dict[str, Any], other: dict[str, Any] | None) -> None:
    """The rows of one set of data."""
    print("| | ours, s | lifetimes, s | times as fast | ours | lifetimes |")
    print("|---|---:|---:|---:|---|---|")
    for name in ("BG_NBD", "MBG_NBD", "GAMMA_GAMMA", "ahead BG_NBD", "ahead MBG_NBD", "alive",
                 "worth"):  # fmt: skip
        own, theirs = mine[name], (other or {}).get(name, {})
        took = theirs.get("seconds")
        ratio = f"{took / own['seconds']:.1f}" if took else "–"
        shown = f"{took:.3f}" if took else theirs.get("fault", "–")
        print(f"| {name} | {own['seconds']:.3f} | {shown} | {ratio} "
              f"| {_said(own)} | {_said(theirs)} |", flush=True)  # fmt: skip


def _said(one: dict[str, Any]) -> str:
    return ", ".join(
        f"{name} {value:,.4g}" if abs(value) < 1000 else f"{name} {value:,.1f}"  # noqa: PLR2004
        for name, value in one.items()
        if name not in {"seconds", "fault", "is_degenerate", "first"}
    )


def back_tested(data: Data) -> None:
    """The forecast of the page, from the day on which the held back days begin."""
    sys.path.insert(0, str(ROOT))
    from core.analysis import customers_forecast  # noqa: PLC0415  (after the path is known)
    from core.stats.watched import Watched  # noqa: PLC0415

    visits = data.visits.sort_values(["buyer", "day"])
    since, until = int(visits["day"].min()), int(visits["day"].max())
    told = customers_forecast.past(visits, Watched(since, until), data.hold)
    if told is None:
        print("\ntoo little for a forecast")
        return
    then = Watched(since, told.cut)
    fit, last = (
        told.learnt.fit,
        customers_forecast.past(visits[visits["day"] <= told.cut], then, data.hold),
    )
    print(f"\npage: {fit.model.name}{', degenerate' if fit.is_degenerate else ''}, "
          f"{told.days} days, {told.customers:,} customers")  # fmt: skip
    print(f"purchases {told.purchases.value:,.0f} ({told.purchases.low:,.0f} to "
          f"{told.purchases.high:,.0f}), came {told.bought:,}: "
          f"{told.purchases.value / max(told.bought, 1):.2f}")  # fmt: skip
    print(f"won {told.won.value:,.0f}, came {told.spent:,.0f}: "
          f"{told.won.value / max(told.spent, 1):.2f}")  # fmt: skip
    if last is not None:
        frame = customers_forecast.marked(customers_forecast.history(visits, told.cut), then)
        missed = (last.off, last.off_won)
        off = tuple(customers_forecast.missed(one) for one in missed)
        wide, _ = customers_forecast.totals(told.learnt, frame, told.days, (off[0], off[1]))
        print(f"as the page would have said then, wider by what such forecasts miss "
              f"({last.purchases.value / max(last.bought, 1):.2f} over {last.days} days): "
              f"{wide.low:,.0f} to {wide.high:,.0f}, "
              f"{'holds' if wide.low <= told.bought <= wide.high else 'misses'}")  # fmt: skip
    print("tenths, forecast/came:", " ".join(
        f"{row['purchases']:,.0f}/{row['bought']:,.0f}"
        for row in told.tenths.to_dict("records")
    ))  # fmt: skip


def wanted_data(wanted: argparse.Namespace) -> list[Data]:
    """The sets that are there."""
    found = []
    for path, read in (
        (wanted.cdnow_sample, lambda path: cdnow(path, "CDNOW, the tenth")),
        (wanted.cdnow, lambda path: cdnow(path, "CDNOW, all")),
        (wanted.retail, retail),
    ):
        if path.exists():
            found.append(read(path))
        else:
            print(f"skipped: {path.name} is not there")
    return [*found, simulated(wanted.people)]


def main() -> None:
    """Read what is wanted, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rival", help="the Python that has lifetimes 0.11.3")
    parser.add_argument("--cdnow", type=Path, default=DATA / "cdnow_master.csv.gz")
    parser.add_argument("--cdnow-sample", type=Path, default=DATA / "cdnow_sample_elog.csv.gz")
    parser.add_argument("--retail", type=Path, default=DATA / "online_retail.csv.gz")
    parser.add_argument("--people", type=int, default=300_000, help="of the simulated shop")
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dangol-benchmark-") as place:
        for data in wanted_data(wanted):
            frame, ahead = split(data)
            file = Path(place) / "customers.csv"
            frame.to_csv(file, index=False)
            print(f"\n## {data.name}: {len(frame):,} customers, {ahead:.0f} weeks ahead, "
                  f"{int(frame['came'].sum()):,} purchases came\n")  # fmt: skip
            mine = run(sys.executable, "customers_ways.py", file, ahead, wanted.rounds)
            other = None
            if wanted.rival:
                other = run(wanted.rival, "customers_rival.py", file, ahead, wanted.rounds)
            compared(mine, other)
            back_tested(data)


if __name__ == "__main__":
    main()
