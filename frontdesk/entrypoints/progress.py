"""What `frontdesk up` tells the person who started it."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from frontdesk.entrypoints.demo_people import DEMO_OWNER, DEMO_PASSWORD


def announce(data_dir: Path) -> None:
    print(f"Frontdesk is starting; its data is in {data_dir}", flush=True)


def say(line: str) -> None:
    print(f"  {line}", flush=True)


def warn(line: str) -> None:
    """Tell the person at the terminal, beside what the command prints for programs."""
    print(f"frontdesk: {line}", file=sys.stderr, flush=True)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Say that something is being started, and how long it took."""
    began = time.monotonic()
    say(f"{name} ...")
    yield
    say(f"{name} is ready ({time.monotonic() - began:.1f} s)")


def tell_set_up(public_url: str, setup_link: str) -> None:
    """Say where everything is; the link is empty once somebody has set up this installation."""
    print(f"\nDashboard  {public_url}/")
    if setup_link:
        print(f"Set up     {setup_link}")
        print("           The link works once; starting again makes a new one.")
    _tell_how_to_stop()


def tell_demo(public_url: str, port: int) -> None:
    """Say where the demo is. Two names of one machine are two origins, as on a real site."""
    print(f"\nDashboard  {public_url}/")
    print(f"           sign in as {DEMO_OWNER} with {DEMO_PASSWORD}")
    print(f"Demo site  http://127.0.0.1:{port}/demo/")
    _tell_how_to_stop()


def _tell_how_to_stop() -> None:
    print("\nStop with Ctrl-C.", flush=True)


def tell_backup(file: Path, num_messages: int) -> None:
    print(f"{file} holds everything, with {num_messages:,} messages and the secret key.")
    print("Keep it where nobody else can read it.")


def tell_restored(made_at: str, num_messages: int, data_dir: Path) -> None:
    print(f"\nRestored as of {made_at}, with {num_messages:,} messages.")
    print(f"Start it with: frontdesk up --data-dir {data_dir}")


def tell(line: str) -> None:
    """Print one line of what a command was asked for; nothing in it steers the terminal."""
    print("".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line))
