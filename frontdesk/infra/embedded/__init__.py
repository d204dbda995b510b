"""The PostgreSQL and Redis that come with Frontdesk, for one machine and for the tests."""

from frontdesk.infra.embedded.binaries import BundledServerMissing, find_postgres
from frontdesk.infra.embedded.files import write_private
from frontdesk.infra.embedded.ports import free_port
from frontdesk.infra.embedded.postgres import BundledServer, prepare_postgres, superuser_url
from frontdesk.infra.embedded.programs import (
    Child,
    DidNotStart,
    Program,
    ask_to_stop,
    run_to_the_end,
    start,
    stop,
    stop_earlier,
    wait_until_ready,
)
from frontdesk.infra.embedded.records import record_file
from frontdesk.infra.embedded.users import DataFolderNotOurs
from frontdesk.infra.embedded.valkey import prepare_valkey

__all__ = [
    "BundledServer",
    "BundledServerMissing",
    "Child",
    "DataFolderNotOurs",
    "DidNotStart",
    "Program",
    "ask_to_stop",
    "find_postgres",
    "free_port",
    "prepare_postgres",
    "prepare_valkey",
    "record_file",
    "run_to_the_end",
    "start",
    "stop",
    "stop_earlier",
    "superuser_url",
    "wait_until_ready",
    "write_private",
]
