"""Small steps by which columns that were read become columns of a schema."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from core.importers.kinds.kind import Columns, Context
from core.terms import Record, RowReason
from core.terms.records import SCHEMAS

BETWEEN: Final = "\x1f"
"""A sign that no cell has: it parts units in old text files."""

_DIGITS: Final = 24


def told(read: Columns, *names: str) -> dict[str, pa.Array]:
    """Those of these columns that the file has."""
    return {name: read[name].values for name in names if name in read}


def always(value: object, size: int, kind: pa.DataType) -> pa.Array:
    """A column that says the same in every row."""
    return pa.array([value] * size, kind)


def by_word(words: pa.Array, meaning: Callable[[str], int | None]) -> pa.Array:
    """A column of codes from a column of words; each different word is looked at once."""
    coded = pc.fill_null(words, "").dictionary_encode()
    codes = pa.array([meaning(word) for word in coded.dictionary.to_pylist()], pa.int8())
    return codes.take(coded.indices)


def joined(columns: Iterable[pa.Array]) -> pa.Array:
    """Columns side by side as one text, nothing where a cell says nothing."""
    words = [pc.fill_null(pc.cast(column, pa.string()), "") for column in columns]
    return pc.binary_join_element_wise(*words, BETWEEN)


def digests(texts: pa.Array) -> pa.Array:
    """A made-up number for each row, the same whenever its text is the same."""
    coded = texts.dictionary_encode()
    made = [
        f"-{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"
        for text in coded.dictionary.to_pylist()
    ]
    return pa.array(made, pa.string()).take(coded.indices)


def where(mask: pa.Array | pa.ChunkedArray) -> list[int]:
    """The places at which a condition holds; where nobody knows it does not."""
    return [int(at) for at in pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist()]  # noqa: FBT003


def outside(
    read: Columns, name: str, wrong: Callable[[pa.Array], pa.Array], reason: RowReason
) -> dict[int, tuple[str, RowReason]]:
    """The rows whose number in a column is one that cannot be."""
    if name not in read:
        return {}
    return dict.fromkeys(where(wrong(read[name].values)), (name, reason))


def fitted(
    columns: Mapping[str, pa.Array], record: Record, context: Context, lines: pa.Array
) -> dict[str, pa.Array]:
    """The columns of a schema, in its order and with its types.

    What is the same in all rows of the export comes from its description.
    """
    whole: dict[str, Any] = {"line": lines, **columns}
    fixed = {**context.format.fixed, "mall": context.format.mall}
    for field in SCHEMAS[record]:
        if field.name in fixed and field.name not in whole:
            whole[field.name] = always(int(fixed[field.name]), len(lines), field.type)
    return {
        field.name: pc.cast(whole[field.name], field.type, safe=False)
        for field in SCHEMAS[record]
        if field.name in whole
    }
