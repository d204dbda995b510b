"""Become another program, so that it cannot outlive the process that asked for it.

Run as a script: `python -I -S launch.py '<order as JSON>'`. It is a process of its own
because only a child can give up root for itself and ask the kernel for a signal
when its parent dies, and because doing that between fork and exec inside a larger
Python program can deadlock.

Anything that goes wrong before the program runs is written to the descriptor
`report`; the descriptor closes by itself when the program has started.
"""

import ctypes
import json
import os
import sys
from typing import Any

PR_SET_PDEATHSIG = 1


def main() -> None:
    order = json.loads(sys.argv[1])
    os.set_inheritable(order["report"], False)  # noqa: FBT003  # takes no keyword
    try:
        _become(order)
    except OSError as error:
        os.write(order["report"], f"{error.strerror}: {error.filename or ''}".encode())
        sys.exit(1)


def _become(order: dict[str, Any]) -> None:
    argv: list[str] = order["argv"]
    os.chdir(order["directory"])
    executable: str | int = argv[0]
    if order["uid"] is None:
        directory = order["directory"]
    else:
        # The folder and the program may lie below a home that the server's user cannot
        # enter. What root has opened stays open, so they are passed on by descriptor.
        directory = _open_for_the_child(order["directory"])
        executable = os.open(argv[0], os.O_RDONLY)
        _give_up_root(order["uid"], order["gid"])
    # Changing the user clears this setting, so it comes last.
    _die_with(order["parent"], order["stop_signal"])
    words = [word.replace("{directory}", directory) for word in argv]
    os.execve(executable, words, os.environ)  # noqa: S606  # there is no shell here to fool


def _open_for_the_child(directory: str) -> str:
    if not sys.platform.startswith("linux"):
        return directory
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    os.set_inheritable(descriptor, True)  # noqa: FBT003  # takes no keyword
    return f"/proc/self/fd/{descriptor}"


def _give_up_root(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _die_with(parent: int, stop_signal: int) -> None:
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, stop_signal)
    # The parent may have died a moment before the kernel was asked.
    if os.getppid() != parent:
        sys.exit(1)


if __name__ == "__main__":
    main()
