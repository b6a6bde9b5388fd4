"""How long to wait before something that failed is tried again: twice as long each time, up to a limit."""

from __future__ import annotations

from random import uniform


def backoff(attempt: int, first: float, most: float, *, jitter: float = 0.0) -> float:
    """The seconds after attempt 0, 1, 2 …: `first` doubled each time, at most `most`.

    Up to the fraction `jitter` of that is taken off at random, so that several that failed together come back apart.
    """
    # 2 ** 64 × first is past any limit: a large number of attempts must not end in an overflow.
    pause: float = min(first * 2 ** min(attempt, 64), most)
    return pause * (1 - uniform(0, jitter)) if jitter else pause  # noqa: S311
