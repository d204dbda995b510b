"""`frontdesk web`: one web process under uvicorn."""

import argparse
from contextlib import suppress

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.listening import read_listening
from frontdesk.entrypoints.logs import set_up_logs
from frontdesk.entrypoints.settings import BadSetting, read_settings
from frontdesk.entrypoints.web import WebProcess
from frontdesk.infra.collector import collect_seldom
from frontdesk.infra.serving import STARTUP_FAILURE, EdgeServer, TooFewFiles

BACKLOG = 2048
GOODBYE_SECONDS = 3


def run(options: argparse.Namespace) -> int:
    set_up_logs()
    environment = environment_of(options)
    listening = read_listening(environment, options)
    try:
        web = WebProcess(read_settings(environment))
    except TooFewFiles as error:
        raise BadSetting("MAX_CONNECTIONS", str(error)) from error
    collect_seldom()
    server = EdgeServer(
        web.app,
        web.settings.serving,
        web.max_connections,
        host=listening.host,
        port=listening.port,
        loop="uvloop",
        backlog=BACKLOG,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    with suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else STARTUP_FAILURE
