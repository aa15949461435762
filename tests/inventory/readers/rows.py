"""Short ways to a row."""

from inventory.readers.register import Row
from inventory.readers.spreadsheet import read_pasted


def sentences(row: Row) -> list[str]:
    """What is said of the row."""
    return [problem.sentence for problem in row.problems]


def one(header: str, *cells: str) -> Row:
    """The row of a table with these columns, separated by bars."""
    return read_pasted(f"{header}\n{'|'.join(cells)}").rows[0]
