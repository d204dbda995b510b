"""`frontdesk web`: one web process under uvicorn."""

import argparse
from contextlib import suppress

import structlog

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.listening import read_listening
from frontdesk.entrypoints.logs import set_up_logs
from frontdesk.entrypoints.settings import BadSetting, read_settings
from frontdesk.entrypoints.told import told_of
from frontdesk.entrypoints.web import WebProcess
from frontdesk.infra.collector import collect_seldom
from frontdesk.infra.serving import STARTUP_FAILURE, EdgeServer, TooFewFiles

log = structlog.get_logger()

BACKLOG = 2048
GOODBYE_SECONDS = 3


def run(options: argparse.Namespace) -> int:
    set_up_logs("web")
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
    told = told_of(web.settings) | {"connections": web.max_connections}
    log.info("A web process starts", host=listening.host, port=listening.port, **told)
    with suppress(KeyboardInterrupt):
        server.run()
    log.info("The web process ends")
    return 0 if server.started else STARTUP_FAILURE
