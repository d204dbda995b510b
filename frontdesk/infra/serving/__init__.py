"""How a web process serves: what a connection and an unfinished request may cost."""

from frontdesk.infra.serving.edge_server import STARTUP_FAILURE, EdgeServer
from frontdesk.infra.serving.files import TooFewFiles, connections_for_files
from frontdesk.infra.serving.limits import ServingLimits

__all__ = [
    "STARTUP_FAILURE",
    "EdgeServer",
    "ServingLimits",
    "TooFewFiles",
    "connections_for_files",
]
