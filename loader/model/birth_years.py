"""In which years somebody may have been born, by what a source says of it; the day is not kept."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

EARLIEST = 1850
"""Nobody whom a list names today was born before."""
WIDEST = 20
"""Years between the ends of a span of which each is kept; of a wider one the ends alone."""
YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
SPAN = re.compile(r"\s+(?:to|and)\s+|\s*[–—]\s*|(?<=[0-9]{4})\s*[-/]\s*(?=[0-9]{4})")
"""What stands between the two ends of a span."""


def birth_years(texts: Iterable[str]) -> tuple[str, ...]:
    """The years that dates of birth name, as `1961`: of `12 May 1961`, `circa 1961`, `1961-05-12`, `1959 to 1961`.

    A text without a year, and a year in which nobody alive was born, say nothing.
    """
    latest = datetime.datetime.now(datetime.UTC).year
    years: set[int] = set()
    for text in texts:
        ends = [[int(year) for year in YEAR.findall(part)] for part in SPAN.split(text)]
        if len(ends) == 2 and len(ends[0]) == len(ends[1]) == 1 and 0 <= ends[1][0] - ends[0][0] <= WIDEST:
            years.update(range(ends[0][0], ends[1][0] + 1))
        else:
            years.update(year for part in ends for year in part)
    return tuple(str(year) for year in sorted(years) if EARLIEST <= year <= latest)
