"""Times work beside other work, in one process and by turns, so that what is told of a machine is told of both."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROUNDS, MOST_ROUNDS = 3, 28


def times_as_long(
    ours: Callable[[], object], theirs: Callable[[], object], below: float | None = None, rounds: int = ROUNDS
) -> float:
    """How many times as long our work takes as theirs: the least processor time of each.

    Noise only ever adds time, so the least of more rounds is nearer to the truth: where a bound is not kept, many more
    rounds are run before it counts as broken.

    Args:
        ours, theirs: the work, done once before it is timed.
        below: the bound that the caller asserts.
        rounds: how often each is timed before the first look at the bound.
    """
    ours(), theirs()
    mine = other = float("inf")
    with no_old_heap():
        for done in range(1, MOST_ROUNDS + 1):
            mine = min(mine, seconds(ours))
            other = min(other, seconds(theirs))
            if done >= rounds and (below is None or mine < below * other):
                break
    return mine / other


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


@contextmanager
def no_old_heap() -> Iterator[None]:
    """Lets the garbage collector pass over what is alive now.

    The tests before leave it much to go through, which would be told of whichever side meets a full collection.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
