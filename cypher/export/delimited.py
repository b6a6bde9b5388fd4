"""CSV that spreadsheets show and never run."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from cypher.export.cells import csv_cell
from cypher.export.form import Rows


def write_csv(columns: Sequence[str], rows: Rows, out: TextIO) -> None:
    """A header and a line for each row; lists and maps as JSON, and nothing that a spreadsheet takes for a formula."""
    sheet = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)  # which a lone \r needs and would not get
    sheet.writerow(columns)
    for row in rows:
        cells = [csv_cell(value) for value in row]
        (quoted if any("\r" in cell for cell in cells) else sheet).writerow(cells)
