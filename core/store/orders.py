"""Take order lines in: many at once, each once, and never an older state over a newer one."""

from collections.abc import Collection, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import text
from sqlmodel import Session

from core.store import identity_proofs, people
from core.store.incoming import COLUMNS, Resolver, malls_of, product_keys
from core.store.incoming_numbers import BY_NAME
from core.store.moments import day_of
from core.store.people import People
from core.store.rollups import refresh
from core.store.tables import OrderLine, Upload, table_of
from core.terms import Mall, OrderState

KEY: Final = ("shop_id", "mall", "line_no")
MANY: Final = 5_000
"""From so many rows on a file changes what the database should know about its tables."""

_FIXED: Final = (*KEY, "created_by", "changed_by", "as_of", "dated")
_OWN_RULE: Final = ("state", "claim", "day", "hour", "product_id", "buyer_id")
_UNSEEN: Final = ("own_buyer_id", "also_buyer_id")
"""What changes about a line without anything that is shown changing."""
_NAMES: Final = ", ".join(COLUMNS)
_SAME_LINE: Final = " AND ".join(f"m.{name} = s.{name}" for name in KEY)
REPLACE: Final = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET " + ", ".join(
    f"{name} = excluded.{name}" for name in COLUMNS if name not in KEY
)
"""SQL: what to do with a line that is there already."""
VALUES: Final = tuple(name for name in COLUMNS if name not in (*_FIXED, *_OWN_RULE, *_UNSEEN))
"""Columns of which a newer file's value wins."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the rows of a file; ``outdated`` ones are among ``same``."""

    new: int
    changed: int
    same: int
    outdated: int


@dataclass(slots=True)
class Loading:
    """A file being taken in. Add its tables, then settle."""

    session: Session
    shop_id: int
    upload_id: int
    as_of: datetime | None
    writes: bool = True
    mall: Mall = Mall.SMARTSTORE
    """Of the lines that do not tell theirs."""

    def __post_init__(self) -> None:
        """Make room for the incoming rows."""
        seconds = None if self.as_of is None else int(self.as_of.timestamp())
        self._resolver = Resolver(
            self.session, self.shop_id, self.upload_id, seconds, self.writes, self.mall
        )
        self._first = self.writes and self._is_empty()
        self._rows = 0
        if self._first:
            self._indexes(make=False)
        else:
            self._make_room()

    _resolver: Any = None
    _first: bool = False
    _rows: int = 0

    def add(self, table: pa.Table) -> None:
        """Take the lines of ``table``, whose columns follow ``core.terms.order_lines``."""
        self._resolver.put(table, "order_line" if self._first else "incoming")
        self._rows += table.num_rows

    def settle(self, at_least: datetime | None = None) -> Saved:
        """Merge what was added into the store and bring the roll-ups up to date.

        Args:
            at_least: a moment before which a file of unknown age cannot have been exported.
        """
        if at_least is not None and self.as_of is None:
            into = "order_line" if self._first else "incoming"
            self._run(f"UPDATE {into} SET as_of = {int(at_least.timestamp()):d}")
        if self._first:
            self._indexes(make=True)
            refresh(self.session, self.shop_id, before=None)
            return Saved(self._rows, 0, 0, 0)
        self._sample("incoming")
        self._compare()
        saved = self._counts()
        if self.writes:
            before = self._merge()
            self._sample("order_line, buyer")
            refresh(self.session, self.shop_id, before=before)
            self._prove()
        for name in ("incoming", "merged"):
            self._run(f"DROP TABLE {name}")
        return saved

    def _is_empty(self) -> bool:
        # Rows go straight into an empty file, and its indexes are made afterwards, which takes a
        # third of the time. A server is shared: its indexes are not ours to drop.
        if self.session.connection().dialect.name != "sqlite":
            return False
        return self.session.execute(text("SELECT 1 FROM order_line LIMIT 1")).first() is None

    def _sample(self, tables: str) -> None:
        """Let PostgreSQL look at what came in; its plans are built on guesses otherwise."""
        if self._rows >= MANY and self.session.connection().dialect.name == "postgresql":
            self._run(f"ANALYZE {tables}")

    def _indexes(self, *, make: bool) -> None:
        connection = self.session.connection()
        for index in sorted(table_of(OrderLine).indexes, key=lambda i: str(i.name)):
            (index.create if make else index.drop)(connection)

    def _make_room(self) -> None:
        for name in ("incoming", "merged", "touched", "touched_day", "touched_buyer"):
            self._run(f"DROP TABLE IF EXISTS {_temporary(self.session, name)}")
        self._run(f"CREATE TEMPORARY TABLE incoming AS SELECT {_NAMES} FROM order_line WHERE 1 = 0")

    def _compare(self) -> None:
        """Lay each incoming row beside the stored one and decide which values win.

        A row of a newer export wins, one of an older loses; where nobody knows which is newer,
        it wins unless it would move the state backwards. The loser still fills gaps.
        ``differs``: something that is shown changes. ``stirs``: that, or only the age does, or
        whom files name. ``proves``: whom else they name changes.
        """
        differs = " OR ".join(
            f"m.{name} IS DISTINCT FROM s.{name}" for name in (*VALUES, *_OWN_RULE)
        )
        stirs = " OR ".join(f"m.{name} IS DISTINCT FROM s.{name}" for name in ("as_of", *_UNSEEN))
        merged = ", ".join(_merged(self.shop_id))
        self._run(
            "CREATE TEMPORARY TABLE merged AS SELECT m.*, "
            f"({differs}) AS differs, ({differs} OR {stirs}) AS stirs, CASE "
            "WHEN m.also_buyer_id IS DISTINCT FROM s.also_buyer_id THEN "
            f"coalesce(nullif(m.also_buyer_id, {identity_proofs.CONTRADICTION}), s.also_buyer_id) "
            f"END AS proves FROM (SELECT i.shop_id, i.mall, i.line_no, {merged}, "
            f"s.created_by, i.changed_by, s.changed_by AS found, ({_TAKES}) AS takes "
            "FROM incoming i JOIN order_line s ON s.shop_id = i.shop_id AND s.mall = i.mall "
            f"AND s.line_no = i.line_no) m JOIN order_line s ON {_SAME_LINE}"
        )

    def _prove(self) -> None:
        """Merge the buyers whom the lines prove to be one customer by now, or part them."""
        found = self.session.execute(
            text("SELECT DISTINCT proves FROM merged WHERE proves IS NOT NULL")
        )
        numbers = {int(row[0]) for row in found}
        if numbers:
            upload = self.session.get_one(Upload, (self.shop_id, self.upload_id))
            identity_proofs.prove(self.session, self.shop_id, numbers, upload.created_at)

    def _counts(self) -> Saved:
        met, changed, outdated = self.session.execute(
            text(
                "SELECT count(*), coalesce(sum(CASE WHEN differs THEN 1 ELSE 0 END), 0), "
                "coalesce(sum(CASE WHEN takes THEN 0 ELSE 1 END), 0) FROM merged"
            )
        ).one()
        kept = int(met) - int(changed)
        return Saved(self._rows - int(met), int(changed), kept, min(int(outdated), kept))

    def _merge(self) -> People:
        """Write what is new or changed; what the buyers it touches contributed before."""
        stored = ", ".join(f"s.{name}" for name in COLUMNS)
        same = _SAME_LINE.replace("m.", "i.")
        overlap = (
            f"SELECT DISTINCT {self.shop_id:d}, earlier, {self.upload_id:d} FROM ("
            "SELECT created_by AS earlier FROM merged UNION SELECT found FROM merged) e"
        )
        self._run(f"INSERT INTO upload_overlap (shop_id, earlier_id, later_id) {overlap}")
        self._run(
            "CREATE TEMPORARY TABLE touched AS SELECT day, buyer_id FROM merged WHERE differs "
            f"UNION SELECT s.day, s.buyer_id FROM order_line s JOIN merged m ON {_SAME_LINE} "
            "WHERE m.differs UNION SELECT i.day, i.buyer_id FROM incoming i "
            f"WHERE NOT EXISTS (SELECT 1 FROM order_line s WHERE {same})"
        )
        before = people.of_touched(self.session, self.shop_id)
        for statement in (
            (
                f"INSERT INTO before_image ({_NAMES}, upload_id) "
                f"SELECT {stored}, {self.upload_id:d} FROM order_line s "
                f"JOIN merged m ON {_SAME_LINE} WHERE m.stirs"
            ),
            (
                f"INSERT INTO order_line ({_NAMES}) SELECT {_NAMES} FROM incoming WHERE true "
                f"ON CONFLICT ({', '.join(KEY)}) DO NOTHING"
            ),
            f"INSERT INTO order_line ({_NAMES}) SELECT {_NAMES} FROM merged WHERE stirs {REPLACE}",
        ):
            self._run(statement)
        return before

    def _run(self, statement: str, **values: object) -> None:
        self.session.execute(text(statement), values)


@contextmanager
def comparing(
    session: Session, shop_id: int, as_of: datetime | None, mall: Mall = Mall.SMARTSTORE
) -> Generator[Loading, None, None]:
    """A dry run: ``settle`` tells what taking the rows in would do, and nothing is kept."""
    yield Loading(session, shop_id, 0, as_of, writes=False, mall=mall)
    session.rollback()


def shared_products(
    session: Session,
    shop_id: int,
    tables: Iterable[pa.Table],
    mall: Mall = Mall.SMARTSTORE,
) -> tuple[int, int]:
    """How many different products some lines hold, and how many of those the shop knows.

    ``mall`` is that of the lines that do not tell theirs.
    """
    each = (pc.unique(product_keys(table, malls_of(table, mall))) for table in tables)
    keys = {key for some in each for key in some.to_pylist()} - {None}
    found = session.execute(
        text("SELECT key FROM product WHERE shop_id = :shop UNION SELECT :by_name || name "
             "FROM product WHERE shop_id = :shop"),
        {"shop": shop_id, "by_name": BY_NAME},
    )  # fmt: skip
    return len(keys), len(keys & {str(row[0]) for row in found})


def product_count(session: Session, shop_id: int) -> int:
    """How many different products the shop has."""
    found = session.execute(
        text("SELECT count(*) FROM product WHERE shop_id = :shop"), {"shop": shop_id}
    )
    return int(found.scalar_one())


def days_with_orders(
    session: Session, shop_id: int, malls: Collection[Mall] | None = None
) -> list[date]:
    """The Seoul days on which anything was sold, in some malls or in all, in order.

    Days of which nothing but lines without an amount is known count only if there are no others:
    a file of exchanges reaches further back than the order files and does not tell what was sold.
    """
    among = "" if malls is None else f"AND mall IN ({', '.join(str(int(it)) for it in malls)}) "
    found = session.execute(
        text(
            "SELECT day, max(CASE WHEN lines > unknown_amount_lines THEN 1 ELSE 0 END) "
            f"FROM day_total WHERE shop_id = :shop AND lines > 0 {among}"
            "GROUP BY day ORDER BY day"
        ),
        {"shop": shop_id},
    ).all()
    told = [row for row in found if row[1]]
    return [day_of(row[0]) for row in told or found]


def malls(session: Session, shop_id: int) -> list[Mall]:
    """The malls that order lines with a day came through."""
    found = session.execute(
        text("SELECT DISTINCT mall FROM day_total WHERE shop_id = :shop ORDER BY mall"),
        {"shop": shop_id},
    )
    return [Mall(int(row[0])) for row in found]


def _rank(column: str) -> str:
    cases = " ".join(f"WHEN {state.value} THEN {state.rank}" for state in OrderState)
    return f"(CASE {column} {cases} ELSE 0 END)"


_TAKES: Final = f"""CASE
    WHEN i.dated = 1 AND s.dated = 1 AND i.as_of <> s.as_of THEN i.as_of > s.as_of
    WHEN i.dated = 0 AND s.dated = 1 AND i.as_of > s.as_of THEN true
    WHEN i.dated = 1 AND s.dated = 0 AND i.as_of < s.as_of THEN false
    WHEN {_rank("i.state")} <> {_rank("s.state")} THEN {_rank("i.state")} > {_rank("s.state")}
    ELSE coalesce(i.as_of >= s.as_of, true)
END"""
"""SQL: whether the incoming line ``i`` wins over the stored line ``s``."""


def _merged(shop_id: int) -> list[str]:
    """SQL: the columns of a line after the merge, from ``i``, the incoming, and ``s``."""
    merged = [
        f"CASE WHEN {_TAKES} THEN coalesce(i.{name}, s.{name}) "
        f"ELSE coalesce(s.{name}, i.{name}) END AS {name}"
        for name in VALUES
    ]
    # The day follows the payment, or without one the order; a poorer file does not move it.
    dated = (
        f"CASE WHEN i.paid_at IS NOT NULL THEN s.paid_at IS NULL OR {_TAKES} "
        f"ELSE s.paid_at IS NULL AND i.ordered_at IS NOT NULL AND (s.ordered_at IS NULL "
        f"OR {_TAKES}) END"
    )
    # A product known only by name gives way to one with a number; so does one that a file without
    # numbers found by its name among the products of another mall, whose keys begin with it.
    unnumbered = (
        "s.product_id IN (SELECT p.id FROM product p "
        f"WHERE p.shop_id = {shop_id:d} AND (p.key LIKE '{BY_NAME}%' OR CASE "
        f"WHEN s.mall = {Mall.SMARTSTORE.value} THEN p.key LIKE '%:%' "
        "ELSE p.key NOT LIKE CAST(s.mall AS TEXT) || ':%' END))"
    )
    return [
        *merged,
        f"CASE WHEN {_TAKES} AND i.state <> 0 THEN i.state ELSE s.state END AS state",
        f"CASE WHEN {_TAKES} THEN coalesce(i.claim, s.claim) ELSE s.claim END AS claim",
        f"CASE WHEN {dated} THEN i.day ELSE coalesce(s.day, i.day) END AS day",
        f"CASE WHEN {dated} THEN i.hour ELSE coalesce(s.hour, i.hour) END AS hour",
        (
            f"CASE WHEN {unnumbered} THEN coalesce(i.product_id, s.product_id) "
            "ELSE coalesce(s.product_id, i.product_id) END AS product_id"
        ),
        *identity_proofs.columns(shop_id),
        f"CASE WHEN {_TAKES} THEN coalesce(i.as_of, s.as_of) ELSE s.as_of END AS as_of",
        f"CASE WHEN {_TAKES} AND i.as_of IS NOT NULL THEN i.dated ELSE s.dated END AS dated",
    ]


def _temporary(session: Session, name: str) -> str:
    schema = "temp" if session.connection().dialect.name == "sqlite" else "pg_temp"
    return f"{schema}.{name}"
