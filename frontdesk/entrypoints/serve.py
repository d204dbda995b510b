"""`frontdesk web`: one web process under uvicorn."""

import argparse

import uvicorn

from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.listening import read_listening
from frontdesk.entrypoints.logs import set_up_logs
from frontdesk.entrypoints.settings import read_settings
from frontdesk.entrypoints.web import create_app
from frontdesk.infra.collector import collect_seldom
from frontdesk.infra.sockets import MAX_PACKET_BYTES, FrameProtocol

BACKLOG = 2048
GOODBYE_SECONDS = 3


def run(options: argparse.Namespace) -> int:
    set_up_logs()
    environment = environment_of(options)
    listening = read_listening(environment, options)
    app = create_app(read_settings(environment))
    collect_seldom()
    uvicorn.run(
        app,
        host=listening.host,
        port=listening.port,
        loop="uvloop",
        http="httptools",
        # uvicorn's own, with a short way for ordinary frames.
        ws=FrameProtocol,
        # Engine.IO beats by itself; a second heartbeat would only cost timers.
        ws_ping_interval=None,
        ws_max_size=MAX_PACKET_BYTES,
        # Compressing small packets costs memory per connection and gains nothing.
        ws_per_message_deflate=False,
        # Which proxy to believe is our own setting, applied where addresses are counted.
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    return 0
