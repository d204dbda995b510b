"""What can happen to canned replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.kit.ids import ProjectId


@dataclass(frozen=True, slots=True)
class CannedResponsesChanged:
    """A manager added, changed or removed a canned reply."""

    project_id: ProjectId
