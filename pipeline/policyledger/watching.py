"""Doing something again whenever files change: the loop of somebody who writes rules in an editor beside a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import repeat

from policyledger.errors import PolicyledgerError

PAUSE = 0.2
"""Seconds between two looks; short beside the hand that goes from one window to the other."""


def again_on_change(
    act: Callable[[], int],
    state: Callable[[], object],
    say: Callable[[str], None],
    looks: Iterable[object] = repeat(None),
) -> int:
    """Acts now and after every change of a state, and gives what the last act gave.

    Args:
        act: what to do; an error it raises is said, and the next change awaited.
        state: something that differs after a change.
        say: takes messages.
        looks: one entry for every look; endless unless a test says otherwise.
    """
    code, seen = 0, object()
    for _ in looks:
        now = state()
        if now != seen:
            seen, began = now, time.perf_counter()
            try:
                code = act()
            except PolicyledgerError as error:
                say(str(error))
                code = 2
            say(f"({time.perf_counter() - began:.2f} s; watching, Ctrl-C ends)")
        time.sleep(PAUSE)
    return code
