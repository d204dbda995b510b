"""`frontdesk worker`: one worker process."""

import argparse
import asyncio
import signal

import structlog
import uvloop

from frontdesk.entrypoints import worker
from frontdesk.entrypoints.environment import environment_of
from frontdesk.entrypoints.logs import set_up_logs
from frontdesk.entrypoints.settings import Settings, read_settings
from frontdesk.entrypoints.told import told_of
from frontdesk.infra.collector import collect_seldom

log = structlog.get_logger()


def run(options: argparse.Namespace) -> int:
    set_up_logs("worker")
    collect_seldom()
    uvloop.run(_work(read_settings(environment_of(options))))
    return 0


async def _work(settings: Settings) -> None:
    log.info("A worker starts", **told_of(settings))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await worker.main(settings, stop)
    log.info("The worker ends")
