"""How a web process serves: what a connection and an unfinished request may cost."""

from frontdesk.infra.serving.files import TooFewFiles, connections_for_files
from frontdesk.infra.serving.limits import ServingLimits
from frontdesk.infra.serving.options import server_options

__all__ = [
    "ServingLimits",
    "TooFewFiles",
    "connections_for_files",
    "server_options",
]
