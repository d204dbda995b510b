"""The `frontdesk` command."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from frontdesk.entrypoints.unusable import Unusable
from frontdesk.kit.errors import Refused

# Each command's code is imported when it is asked for: the process that watches over the
# others is up for months and has no use for the web framework.
COMMANDS = {
    "up": "frontdesk.entrypoints.up",
    "web": "frontdesk.entrypoints.serve",
    "worker": "frontdesk.entrypoints.work",
    "migrate": "frontdesk.entrypoints.migrate",
    "prepare": "frontdesk.entrypoints.prepare",
    "doctor": "frontdesk.entrypoints.doctor",
    "dead-letters": "frontdesk.entrypoints.dead_letters",
    "backup": "frontdesk.entrypoints.backups.make",
    "restore": "frontdesk.entrypoints.backups.restore",
    "assign-next": "frontdesk.entrypoints.assign_next",
    "create-owner": "frontdesk.entrypoints.owner",
    "set-password": "frontdesk.entrypoints.people",
    "add-owner": "frontdesk.entrypoints.people",
    "list-users": "frontdesk.entrypoints.people",
    "disable-user": "frontdesk.entrypoints.people",
    "enable-user": "frontdesk.entrypoints.people",
    "reset-second-factor": "frontdesk.entrypoints.people",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; a refusal is a sentence and exit code 1, never a traceback."""
    options = _parser().parse_args(arguments)
    try:
        sys.exit(import_module(COMMANDS[options.command]).run(options))
    except (Refused, Unusable) as refusal:
        print(f"frontdesk: {refusal}", file=sys.stderr)
        sys.exit(1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="frontdesk", description="Self-hosted live chat.")
    parser.add_argument("--version", action="version", version=f"frontdesk {version('frontdesk')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    up = commands.add_parser("up", help="run everything on this machine")
    up.add_argument("--demo", action="store_true", help="with a demo project and a demo site")
    up.add_argument("--reload", action="store_true", help="restart when the code changes")
    web = commands.add_parser("web", help="run one web process")
    for command in (up, web):
        command.add_argument("--host", help="address to listen on (HOST, else 127.0.0.1)")
        command.add_argument("--port", help="port to listen on (PORT, else 8000; 0: any free one)")

    commands.add_parser("worker", help="run one worker process")
    commands.add_parser("migrate", help="bring the database up to date")
    prepare = commands.add_parser("prepare", help="migrate, then print a set-up link if one is due")
    prepare.add_argument("--demo", action="store_true", help="make the demo project instead")
    commands.add_parser("doctor", help="check this installation and say what to do")

    following = commands.add_parser("assign-next", help="give an agent the next chat of the queue")
    following.add_argument("email")
    following.add_argument("--project", type=int, required=True, metavar="id")

    owner = commands.add_parser("create-owner", help="add a person, with a project if named")
    owner.add_argument("email")
    owner.add_argument("--name", required=True)
    owner.add_argument("--project", help="the name of a project to create and own")

    _add_keeping(commands)
    _add_people(commands)

    for command in commands.choices.values():
        command.add_argument(
            "--data-dir",
            type=Path,
            default=Path(os.environ.get("DATA_DIR", ".data")),
            help="where `up` keeps everything (DATA_DIR, else .data)",
        )
    return parser


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    letters = commands.add_parser(
        "dead-letters", help="messages that could not be stored: look, try again, throw away"
    )
    letters.add_argument("action", choices=("list", "show", "retry", "drop"))
    letters.add_argument("ids", nargs="*", metavar="id")
    letters.add_argument("--all", action="store_true", help="all that `list` shows")

    backup = commands.add_parser("backup", help="write everything there is into one file")
    restore = commands.add_parser("restore", help="make an installation of a backup")
    for command in (backup, restore):
        command.add_argument("file", type=Path)


def _add_people(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    owner = commands.add_parser("add-owner", help="make somebody an owner of a project")
    owner.add_argument("email")
    owner.add_argument("--project", type=int, required=True, metavar="id", help="see list-users")
    commands.add_parser("list-users", help="list everybody who has an account")
    for name, words in (
        ("set-password", "print a one-time link that sets somebody's password"),
        ("disable-user", "sign somebody out everywhere and let them sign in no more"),
        ("enable-user", "let a disabled user sign in again"),
        ("reset-second-factor", "let somebody sign in without the phone they lost"),
    ):
        commands.add_parser(name, help=words).add_argument("email")


if __name__ == "__main__":
    main()
