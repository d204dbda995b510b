"""Workflows over HTTP."""

from frontdesk.features.workflows.http import versions, workflows
from frontdesk.infra.http import api_router

router = api_router([*workflows.HANDLERS, *versions.HANDLERS])
