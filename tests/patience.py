"""How long a test waits for what must come: so long that only what hangs is given up.

How fast something comes is measured by `bench`; a test that measured it would fail on the
next busy machine.
"""

PATIENCE_SECONDS = 60.0
