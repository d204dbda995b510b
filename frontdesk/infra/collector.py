"""Python's cycle collector, told to look less often.

It walks what a process holds each time some hundred objects more were made than freed. A
message makes that many, and with thousands of sockets there is much to walk: it took a
tenth of the processor. What startup made is never looked at again; the rest seldom.
"""

import gc

# Objects made and not freed before the youngest are looked at, and how many such looks
# before the older ones are.
_YOUNGEST, _OLDER, _OLDEST = 50_000, 20, 50


def collect_seldom() -> None:
    """Keep what there is out of the collector's sight, and let it look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNGEST, _OLDER, _OLDEST)
