"""Rows below the headings; where a row leaves out what it shares with the one above, it gets it."""

from collections.abc import Iterator

from core.importers.sheet import Row
from core.importers.table import Table


def carried(table: Table) -> Iterator[Row]:
    """The rows below the headings.

    Some exports write what belongs to an order only on its first line. A cell that is empty on a
    further line of the same order gets the one above.
    """
    below = (row for row in table.found.sheet.rows() if row[0] > table.found.header)
    places, known = table.found.places, table.found.format
    shared = [place for name, place in places.items() if name in known.carried]
    same = places.get(known.carried_by)
    if not shared or same is None:
        yield from below
        return
    above: list[str] = []
    for line, given in below:
        cells = given
        if len(above) == len(cells) and cells[same].strip() and cells[same] == above[same]:
            cells = list(cells)
            for place in shared:
                cells[place] = cells[place] if cells[place].strip() else above[place]
        yield line, cells
        above = cells
